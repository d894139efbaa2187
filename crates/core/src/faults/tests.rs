//! Each variant of each room becomes the fault that says what the person can do.

use std::io;
use std::path::PathBuf;

use super::*;
use crate::fault::{DiskProblem, SignInReason};

fn text() -> String {
    "words".into()
}

fn certificate() -> Box<net::Certificate> {
    let never = jiff::Timestamp::UNIX_EPOCH;
    let leaf = net::CertificateFacts {
        subject: text(),
        issuer: text(),
        names: vec![],
        not_before: never,
        not_after: never,
        sha256: [0xab; 32],
    };
    Box::new(net::Certificate {
        host: "h:443".into(),
        anchor: None,
        why: net::Distrust::SelfSigned,
        tls: None,
        leaf,
        chain: vec![],
        authority: None,
        authority_pem: None,
        chain_pem: String::new(),
    })
}

/// Compares by kind and by the text of what matters.
macro_rules! becomes {
    ($($error:expr => $fault:pat $(if $guard:expr)?,)*) => {$({
        let fault: Fault = $error.into();
        assert!(matches!(&fault, $fault $(if $guard)?), "{fault}");
    })*};
}

#[test]
fn the_network() {
    use net::Error as E;
    becomes! {
        E::InvalidUrl { url: text(), why: text() } => Fault::Invalid { field, .. } if field == "url",
        E::Offline { host: "h".into(), detail: text(), sent: true } => Fault::Offline { host, .. } if host == "h",
        E::TimedOut { host: "h".into(), detail: text(), sent: true } => Fault::Offline { host, .. } if host == "h",
        E::Untrusted(certificate()) => Fault::Untrusted { certificate } if certificate.sha256.starts_with("AB:AB:"),
        E::RedirectedAway { from: "https://h:8443/a".into(), to: "https://sso/b".into() } =>
            Fault::WebPage { host, url } if host == "h:8443" && url == "https://sso/b",
        E::RateLimited { host: "h".into(), until: jiff::Timestamp::UNIX_EPOCH } =>
            Fault::RateLimited { until, .. } if until == "1970-01-01T00:00:00Z",
        E::TooLarge { host: text(), limit: 1 } => Fault::Refused { .. },
        E::ProxyRefused { proxy: "p:1".into(), detail: text() } => Fault::Offline { host, .. } if host == "p:1",
        E::OutOfScope { url: text() } => Fault::Broken { .. },
        E::Cancelled => Fault::Broken { .. },
        E::Broken { detail: text() } => Fault::Broken { detail } if detail == "words",
    }
}

#[test]
fn git() {
    use git::Error as E;
    let key = git::HostKeyFailure {
        host: "h".into(),
        problem: git::HostKeyProblem::Revoked,
        known_at: "f:3".into(),
        shown: "SHA256:x".into(),
        detail: text(),
    };
    becomes! {
        E::Cancelled => Fault::Cancelled,
        E::Signing { program: "gpg".into(), output: text() } => Fault::Signing { program, .. } if program == "gpg",
        E::Hook { name: "pre-commit".into(), output: text() } => Fault::Hook { name, .. } if name == "pre-commit",
        E::SignIn { host: "h".into(), reason: git::SignInReason::NoKey, detail: text() } =>
            Fault::SignIn { reason: SignInReason::NoKey, .. },
        E::SignIn { host: "h".into(), reason: git::SignInReason::Captcha, detail: text() } =>
            Fault::SignIn { reason: SignInReason::Captcha, .. },
        E::Denied { missing: text(), detail: text() } => Fault::Denied { .. },
        E::NotFound { what: text() } => Fault::NotFound { .. },
        E::Taken { path: "/x".into() } => Fault::Taken { what } if what == "/x",
        E::Offline { host: text(), detail: text() } => Fault::Offline { .. },
        E::WebPage { host: text(), url: text() } => Fault::WebPage { .. },
        E::HostKey(Box::new(key)) => Fault::HostKey { known_at, problem: crate::fault::HostKeyProblem::Revoked, .. } if known_at == "f:3",
        E::Net(net::Error::Offline { host: text(), detail: text(), sent: true }) => Fault::Offline { .. },
        E::Moved { what: "f".into() } => Fault::Moved { what } if what == "f",
        E::Refused { detail: text() } => Fault::Refused { .. },
        E::Unsupported { what: text() } => Fault::Refused { detail } if detail == "words",
        E::Invalid { field: "branch".into(), why: text() } => Fault::Invalid { field, .. } if field == "branch",
        E::Damaged { detail: text() } => Fault::Broken { .. },
        E::Disk { problem: git::DiskProblem::Full, detail: text() } => Fault::Disk { problem: DiskProblem::Full, .. },
        E::Disk { problem: git::DiskProblem::ReadOnly, detail: text() } => Fault::Disk { problem: DiskProblem::ReadOnly, .. },
        E::Broken { detail: text() } => Fault::Broken { detail } if detail == "words",
    }
}

#[test]
fn the_forge() {
    use forge::Error as E;
    let page = || net::Url::parse("https://h/login").expect("an address");
    let of_forge = |error| of_forge("git.example.com", error);
    for (reason, expected) in
        [(forge::SignInReason::Rejected, SignInReason::Rejected), (forge::SignInReason::Captcha, SignInReason::Captcha)]
    {
        let fault = of_forge(E::SignIn { reason, detail: text() });
        assert!(matches!(fault, Fault::SignIn { host, reason, .. } if host == "git.example.com" && reason == expected));
    }
    becomes! {
        of_forge(E::Denied { missing: text(), detail: text() }) => Fault::Denied { .. },
        of_forge(E::NotFound { what: text() }) => Fault::NotFound { what } if what == "words",
        of_forge(E::NotAForge { detail: text() }) => Fault::Refused { .. },
        of_forge(E::WebPage { url: page() }) => Fault::WebPage { url, .. } if url == "https://h/login",
        of_forge(E::Invalid { field: "label".into(), why: text() }) => Fault::Invalid { field, .. } if field == "label",
        of_forge(E::Conflict { detail: text() }) => Fault::Refused { .. },
        of_forge(E::Refused { detail: text() }) => Fault::Refused { .. },
        of_forge(E::OutOfOrder { detail: text() }) => Fault::OutOfOrder { host, .. } if host == "git.example.com",
        of_forge(E::Unreadable { detail: text() }) => Fault::Broken { .. },
        of_forge(E::Net(net::Error::TimedOut { host: "h".into(), detail: text(), sent: true })) => Fault::Offline { host, .. } if host == "h",
    }
}

#[test]
fn the_keychain() {
    use keychain::Error as E;
    for (error, expected) in [
        (E::NoSession, KeychainSituation::NoSession),
        (E::NoService, KeychainSituation::NoService),
        (E::NoCollection, KeychainSituation::NoCollection),
        (E::Locked, KeychainSituation::Locked),
        (E::Denied, KeychainSituation::Denied),
        (E::TimedOut, KeychainSituation::TimedOut),
        (E::Ambiguous, KeychainSituation::Ambiguous),
        (E::TooLong, KeychainSituation::TooLong),
        (E::Unknown { detail: text() }, KeychainSituation::Unknown),
    ] {
        assert_eq!(Fault::from(error), Fault::Keychain { situation: expected });
    }
}

#[test]
fn our_files() {
    use store::Error as E;
    let path = || PathBuf::from("/data");
    let source = || io::Error::other("no");
    becomes! {
        E::InUse { path: path() } => Fault::Taken { what } if what == "/data",
        E::TooNew { path: path(), found: 2, known: 1 } => Fault::Refused { .. },
        E::Damaged { path: path(), detail: text() } => Fault::Broken { .. },
        E::Full { path: path(), source: source() } => Fault::Disk { problem: DiskProblem::Full, .. },
        E::Denied { path: path(), source: source() } => Fault::Disk { problem: DiskProblem::ReadOnly, .. },
        E::Io { path: path(), source: source() } => Fault::Broken { detail } if detail.contains("/data"),
    }
}

#[test]
fn keys() {
    use ssh::Error as E;
    let path = || PathBuf::from("/key");
    let source = || io::Error::other("no");
    becomes! {
        E::Exists { path: path() } => Fault::Taken { what } if what == "/key",
        E::InvalidName { name: text() } => Fault::Invalid { field, .. } if field == "name",
        E::InvalidComment => Fault::Invalid { field, .. } if field == "comment",
        E::EmptyPassphrase => Fault::Invalid { field, .. } if field == "passphrase",
        E::NoRandomness => Fault::Broken { .. },
        E::Full { path: path(), source: source() } => Fault::Disk { problem: DiskProblem::Full, .. },
        E::Denied { path: path(), source: source() } => Fault::Disk { problem: DiskProblem::ReadOnly, .. },
        E::Io { path: path(), source: source() } => Fault::Broken { .. },
        E::NoProgram { path: None } => Fault::NotFound { what } if what.contains("OpenSSH"),
        E::Unencodable => Fault::Broken { .. },
    }
}
