//! `git-lfs-authenticate`: an SSH server says where the files of a repository are over HTTP(S), and gives a pass for them to whom
//! it knows by the key. Where it leads is judged before anything goes there.

use std::sync::Arc;

use net::{Origin, Url};
use serde::Deserialize;

use super::batch::Server;
use super::expiry::Expiry;
use super::header::{Headers, sorted};
use super::operation::Operation;
use crate::context::Context;
use crate::error::Error;
use crate::progress::Reporter;
use crate::transport::said_over_ssh;
use crate::url::{Address, SshAddress};

/// What it says; the address is that of Git LFS over HTTPS where it says none.
#[derive(Deserialize)]
struct Pass {
    #[serde(default)]
    href: Option<String>,
    #[serde(default)]
    header: Option<Headers>,
    #[serde(flatten)]
    expiry: Expiry,
}

/// Asks. [`Error::Refused`] where the server does not know the command, or where what it says can't be used.
pub(super) fn authenticate<'c>(
    url: &str,
    address: &SshAddress,
    known: Option<&Url>,
    operation: Operation,
    context: &'c Context,
    reporter: &Arc<Reporter>,
) -> Result<(Server<'c>, Expiry), Error> {
    let command = format!("git-lfs-authenticate {} {}", address.path_for_lfs(), operation.name());
    let said = said_over_ssh(context, reporter, url, command)?;
    // What was read may be a secret: no word of it is repeated.
    let pass: Pass = serde_json::from_slice(&said).map_err(|_| Error::Refused {
        detail: format!("{} says over SSH nothing of Git LFS that can be read.", address.shown()),
    })?;
    let endpoint = judged(pass.href.as_deref(), address, known)?;
    let (headers, credential) = sorted(pass.header.as_ref(), &endpoint)?;
    Ok((Server { endpoint, credential, headers, context }, pass.expiry))
}

/// The address, if it is one of the server that was asked: of its own name and encrypted, or of the origin that is known of it.
fn judged(href: Option<&str>, address: &SshAddress, known: Option<&Url>) -> Result<Url, Error> {
    let host = if address.host.contains(':') { format!("[{}]", address.host) } else { address.host.clone() };
    let own = || format!("https://{host}/{}/info/lfs", address.path.trim_matches('/'));
    let refused = |detail: String| Error::Refused { detail };
    let server = address.shown();
    let Ok(Address::Http(url)) = Address::parse(href.map_or_else(own, str::to_owned).as_str()) else {
        return Err(refused(format!("{server} names over SSH an address for files of Git LFS that can't be used.")));
    };
    let origin = Origin::of(&url);
    let same_name = url.host_str().is_some_and(|host| host.trim_matches(['[', ']']).eq_ignore_ascii_case(&address.host));
    let is_known = origin.is_some() && known.and_then(Origin::of) == origin;
    match origin {
        Some(origin) if is_known || (same_name && origin.is_encrypted()) => Ok(url),
        Some(origin) if same_name => Err(refused(format!(
            "{server} leads its files of Git LFS to {origin} without encryption. Its administrator can set its base URL right; if \
             it is meant so, add the server with that address to Bough."
        ))),
        Some(origin) => Err(refused(format!(
            "{server} leads its files of Git LFS to {origin}, another server. If that is the right one, add it to Bough with an \
             account."
        ))),
        None => Err(refused(format!("{server} names over SSH no server for files of Git LFS."))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(href: Option<&str>, known: Option<&str>) -> Result<String, Error> {
        let Ok(Address::Ssh(address)) = Address::parse("ssh://git@h:7999/k/s.git") else { unreachable!("a test address") };
        let known = known.map(|known| Url::parse(known).expect("a test address"));
        judged(href, &address, known.as_ref()).map(String::from)
    }

    #[test]
    fn it_stays_with_the_server_that_was_asked() {
        for href in ["https://h/scm/k/s.git/info/lfs", "https://H:8443/x", "https://h:7990/x"] {
            assert!(at(Some(href), None).is_ok(), "{href}");
        }
        assert_eq!(at(None, None).expect("its own"), "https://h/k/s.git/info/lfs");
        let known = Some("http://web.h:7990/scm/k/s.git");
        assert!(at(Some("http://web.h:7990/scm/k/s.git/info/lfs"), known).is_ok(), "as the person entered it");
        for href in [
            "http://h/x",
            "https://evil/x",
            "https://h.evil/x",
            "http://web.h/x",
            "https://web.h:7990/x",
            "https://u:p@h/x",
            "https://h/x?token=1",
            "file:///x",
            "/x",
            "",
            "ssh://h/x",
        ] {
            assert!(matches!(at(Some(href), known), Err(Error::Refused { .. })), "{href}");
        }
    }
}
