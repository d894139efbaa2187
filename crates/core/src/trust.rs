//! Trust in certificates: decided by the person for one server, kept on disk, given to the one trust store that all
//! connections share.

use std::fs::{self, File, OpenOptions};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use url::Url;

use crate::Core;
use crate::api::hosts::TrustChoice;
use crate::api::{Event, TrustCertificate};
use crate::fault::Fault;
use crate::records::Records;
use crate::records::hosts::{Anchor, HostsRecord};
use crate::views;

/// Our own copies of authorities that were chosen, below the data folder.
const FOLDER: &str = "authorities";
/// Larger than any file of certificates that a person would choose: the largest bundles have a quarter of it.
const LARGEST: u64 = 1 << 20;

/// Gives the store what was decided earlier. What can't be read any more, or was changed behind our back, is not trusted: the
/// server's certificate is then shown again.
pub(crate) fn load(folder: &store::Folder, records: &Records, store: &net::TrustStore) {
    for trust in records.hosts.read(|hosts| hosts.trust.clone()) {
        match trust.anchor {
            Anchor::Pin { sha256 } => {
                if let Some(sha256) = bytes(&sha256) {
                    store.pin(&trust.host, trust.port, sha256);
                } else {
                    tracing::warn!(host = trust.host, "a pin can't be read");
                }
            }
            Anchor::Authority { file, sha256, .. } => {
                let known = read(&folder.path().join(FOLDER).join(&file))
                    .and_then(|pem| Ok(store.authority(&trust.host, trust.port, &pem)?))
                    .is_ok_and(|facts| facts.first().is_some_and(|first| first.fingerprint() == sha256));
                if !known {
                    store.forget(&trust.host, trust.port);
                    tracing::warn!(host = trust.host, file, "the file of an authority is missing or not the one that was chosen");
                }
            }
        }
    }
}

pub(crate) async fn trust_certificate(core: &Core, arguments: TrustCertificate) -> Result<(), Fault> {
    let (host, port) = place(&arguments.url)?;
    let store = core.client.trust().clone();
    let anchor = match arguments.choice {
        TrustChoice::System => {
            store.forget(&host, port);
            None
        }
        TrustChoice::Pin { sha256 } => {
            let wanted = bytes(&sha256).ok_or_else(|| invalid("sha256", "This is no SHA-256 fingerprint."))?;
            let shown = core.client.certificate(&host, port).await?;
            if shown.leaf.sha256 != wanted {
                return Err(other_now(shown));
            }
            store.pin(&host, port, wanted);
            Some(Anchor::Pin { sha256: shown.leaf.fingerprint() })
        }
        TrustChoice::Authority { sha256 } => {
            let wanted = bytes(&sha256).ok_or_else(|| invalid("sha256", "This is no SHA-256 fingerprint."))?;
            let shown = core.client.certificate(&host, port).await?;
            match (&shown.authority, &shown.authority_pem) {
                (Some(authority), Some(pem)) if authority.sha256 == wanted => Some(keep(core, &host, port, pem.clone()).await?),
                _ => return Err(other_now(shown)),
            }
        }
        TrustChoice::File { path } => {
            let pem = core.blocking(move |_| read(Path::new(&path))).await?;
            Some(keep(core, &host, port, pem).await?)
        }
    };
    set(core, host, port, anchor).await
}

/// Trusts an authority and keeps a copy of our own.
async fn keep(core: &Core, host: &str, port: u16, pem: String) -> Result<Anchor, Fault> {
    let refused = |error: net::Error| match error {
        net::Error::Broken { detail } => invalid("path", &format!("This file can't be used: {detail}.")),
        other => other.into(),
    };
    let facts = core.client.trust().authority(host, port, &pem).map_err(refused)?;
    let first = facts.first().ok_or_else(|| invalid("path", "There is no certificate in this file."))?;
    let anchor_of = |file| Anchor::Authority { file, name: first.subject.clone(), sha256: first.fingerprint() };
    core.blocking(move |core| write(core.folder.path(), &pem)).await.map(anchor_of)
}

/// Writes down what trust hangs on, and removes the copy that nobody needs any more.
async fn set(core: &Core, host: String, port: u16, anchor: Option<Anchor>) -> Result<(), Fault> {
    core.blocking(move |core| {
        let before = core.records.hosts.change(|hosts| hosts.set_trust(&host, port, anchor))?;
        discard(core, before);
        Ok(())
    })
    .await?;
    core.announce(Event::HostsChanged);
    Ok(())
}

/// Trusts exactly the certificate that a job met and the person accepted. Blocks.
pub(crate) fn pin(core: &Core, shown: &net::Certificate) -> Result<(), Fault> {
    let (host, port) = place(&shown.host)?;
    core.client.trust().pin(&host, port, shown.leaf.sha256);
    let anchor = Anchor::Pin { sha256: shown.leaf.fingerprint() };
    let before = core.records.hosts.change(|hosts| hosts.set_trust(&host, port, Some(anchor)))?;
    discard(core, before);
    core.announce(Event::HostsChanged);
    Ok(())
}

/// Forgets the trust in a server that no host uses any more. Blocks.
pub(crate) fn forget(core: &Core, hosts: &mut HostsRecord, base_url: &Url) -> Option<Anchor> {
    let (host, port) = (base_url.host_str()?, base_url.port_or_known_default()?);
    let shared = hosts
        .hosts
        .iter()
        .any(|other| other.base_url.host_str() == Some(host) && other.base_url.port_or_known_default() == Some(port));
    if shared {
        return None;
    }
    core.client.trust().forget(host, port);
    hosts.set_trust(host, port, None)
}

/// Removes the file of an anchor that was replaced. Left behind it would do no harm: nothing names it.
pub(crate) fn discard(core: &Core, anchor: Option<Anchor>) {
    if let Some(Anchor::Authority { file, .. }) = anchor {
        let _ = fs::remove_file(core.folder.path().join(FOLDER).join(file));
    }
}

/// Host and port whose certificate is meant; `https` where no scheme is given.
fn place(url: &str) -> Result<(String, u16), Fault> {
    let text = url.trim();
    let url = if text.contains("://") { Url::parse(text) } else { Url::parse(&format!("https://{text}")) };
    let url = url.map_err(|error| invalid("url", &format!("This is no address: {error}.")))?;
    match (url.scheme(), url.host_str(), url.port_or_known_default()) {
        ("https", Some(host), Some(port)) => Ok((host.to_owned(), port)),
        _ => Err(invalid("url", "Only servers that are reached by https have a certificate.")),
    }
}

/// The server shows another certificate than the one the person saw: it is shown anew.
fn other_now(mut shown: net::Certificate) -> Fault {
    if shown.anchor.is_some() {
        shown.why = net::Distrust::PinChanged;
    }
    Fault::Untrusted { certificate: Box::new(views::certificate(&shown)) }
}

/// A fingerprint in hex, with or without colons.
fn bytes(fingerprint: &str) -> Option<[u8; 32]> {
    let digits: Vec<u8> = fingerprint
        .chars()
        .filter(|letter| *letter != ':')
        .map(|letter| letter.to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
        .collect::<Option<_>>()?;
    let bytes: Vec<u8> = digits.chunks(2).map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit)).collect();
    if digits.len() == 64 { bytes.try_into().ok() } else { None }
}

fn read(path: &Path) -> Result<String, Fault> {
    let unreadable = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => Fault::NotFound { what: path.to_string_lossy().into_owned() },
        _ => invalid("path", &format!("This file can't be read: {error}.")),
    };
    let mut pem = String::new();
    let file = File::open(path).map_err(unreadable)?;
    if !file.metadata().map_err(unreadable)?.is_file() {
        return Err(invalid("path", "This is no file."));
    }
    file.take(LARGEST + 1).read_to_string(&mut pem).map_err(unreadable)?;
    if pem.len() as u64 > LARGEST {
        return Err(invalid("path", "This file is too large to be a certificate."));
    }
    Ok(pem)
}

/// Writes a copy under a fresh name: until the document names it, it does not count, so a crash leaves nothing half-trusted.
fn write(folder: &Path, pem: &str) -> Result<String, Fault> {
    let broken = |error: std::io::Error| Fault::Broken { detail: format!("the authority could not be kept: {error}") };
    let folder: PathBuf = folder.join(FOLDER);
    fs::create_dir_all(&folder).map_err(broken)?;
    let name = format!("{}.pem", uuid::Uuid::new_v4());
    let mut file = OpenOptions::new().write(true).create_new(true).open(folder.join(&name)).map_err(broken)?;
    file.write_all(pem.as_bytes()).and_then(|()| file.sync_all()).map_err(broken)?;
    #[cfg(unix)]
    File::open(&folder).and_then(|folder| folder.sync_all()).map_err(broken)?;
    Ok(name)
}

fn invalid(field: &str, why: &str) -> Fault {
    Fault::Invalid { field: field.into(), why: why.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fingerprints_are_read_with_and_without_colons() {
        let plain = "00ff".repeat(16);
        let colons: Vec<String> = plain.as_bytes().chunks(2).map(|pair| String::from_utf8_lossy(pair).to_uppercase()).collect();
        assert_eq!(bytes(&plain), bytes(&colons.join(":")));
        assert_eq!(bytes(&plain).expect("64 digits")[..2], [0, 255]);
        for bad in ["", "00", &plain[1..], &format!("{plain}00"), &plain.replace('f', "g")] {
            assert_eq!(bytes(bad), None, "{bad}");
        }
    }

    #[test]
    fn the_place_is_the_server_behind_any_address() {
        assert_eq!(place("git.example.com").expect("a host"), ("git.example.com".into(), 443));
        assert_eq!(place("git.example.com:8443/x").expect("a host"), ("git.example.com".into(), 8443));
        assert_eq!(place("https://[::1]:7990/git/projects").expect("a host"), ("[::1]".into(), 7990));
        assert!(place("http://git.example.com").is_err());
        assert!(place("ssh://git@git.example.com").is_err());
        assert!(place("").is_err());
    }
}
