//! The branch that an empty repository will begin with. Version 0 of the protocol can't say it; version 2 can.

use std::sync::Arc;

use super::current::Current;
use super::https::{self, HttpBody};
use super::pkt::{FLUSH, Next, Packets, packet, payload};
use super::talk::Talk;
use crate::error::Error;
use crate::url::Address;

/// Asks the server over HTTP(S) where its HEAD points although nothing is there. None where it does not say, or is
/// reached by another way.
pub(crate) fn unborn_branch(current: &Arc<Current>, url: &str) -> Result<Option<String>, Error> {
    match Address::parse(url) {
        Ok(Address::Http(_)) => match ask(current, url) {
            Err(Error::Cancelled) => Err(Error::Cancelled),
            // The repository is known to be there and to be empty: the name is a courtesy.
            other => Ok(other.unwrap_or_default()),
        },
        _ => Ok(None),
    }
}

const VERSION: (&str, &str) = ("Git-Protocol", "version=2");

fn ask(current: &Arc<Current>, url: &str) -> Result<Option<String>, Error> {
    let (place, answer) = https::advertisement(current, url, Talk::Fetch, &[VERSION])?;
    let mut packets = Packets::new(HttpBody::new(answer));
    let mut able = false;
    while let Next::Packet(line) = packets.next()? {
        able |= payload(line).starts_with(b"ls-refs=") && payload(line).windows(6).any(|word| word == b"unborn");
    }
    if !able {
        return Ok(None);
    }
    let question = [
        &packet(b"command=ls-refs\n")[..],
        b"0001",
        &packet(b"symrefs\n"),
        &packet(b"unborn\n"),
        &packet(b"ref-prefix HEAD\n"),
        FLUSH,
    ];
    let answer = https::post(current, &place, Talk::Fetch, question.concat(), &[VERSION])?;
    let mut packets = Packets::new(HttpBody::new(answer));
    while let Next::Packet(line) = packets.next()? {
        if let Some(target) = payload(line).strip_prefix(b"unborn HEAD symref-target:refs/heads/") {
            let name = String::from_utf8_lossy(target.trim_ascii_end()).into_owned();
            return Ok(git2::Branch::name_is_valid(&name).unwrap_or(false).then_some(name));
        }
    }
    Ok(None)
}
