//! T4.9: whatever the scheme, libgit2 hands the address to our transport or refuses; it opens no socket by itself.

use std::process::Command;

use git::Error;

use crate::support::access::TestAccess;
use crate::support::{Job, home, request};

#[test]
fn every_scheme_is_ours() {
    // In a place without any network a socket of libgit2's would fail with its own words; ours fail with types.
    let alone = Command::new("unshare").args(["-rn", "true"]).status().is_ok_and(|status| status.success());
    if !alone {
        println!("unshare -rn is not allowed here: the part without a network was skipped");
        return;
    }
    let output = Command::new("unshare")
        .arg("-rn")
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", "schemes::alone", "--ignored", "--nocapture"])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}

/// Not a test by itself: runs where no interface is up.
#[test]
#[ignore = "started by the test above"]
fn alone() {
    let home = home();
    let fails = |url: &str| {
        let access = TestAccess::default();
        Job::new(access, git::Indexer::PackSink).clone(&request(url, home.path().join("target"))).unwrap_err()
    };
    for url in ["https://127.0.0.1:1/x", "HTTPS://127.0.0.1:1/x", "http://127.0.0.1:1/x", "Http://127.0.0.1:1/x"] {
        let error = fails(url);
        assert!(matches!(error, Error::Net(net::Error::Offline { .. })), "{url}: {error:?}");
    }
    // Ours asks how to start ssh, and the answer of this test is that there is none.
    for url in
        ["ssh://127.0.0.1/x", "ssh+git://127.0.0.1/x", "git+ssh://127.0.0.1/x", "SSH://127.0.0.1/x", "git@127.0.0.1:x", "alias:x"]
    {
        let error = fails(url);
        assert!(matches!(&error, Error::Unsupported { what } if what == "no ssh in this test"), "{url}: {error:?}");
    }
    for url in ["git://127.0.0.1/x", "ext::sh -c id", "ftp://127.0.0.1/x", "-oProxyCommand=x:y", "file://host/x", "x://y"] {
        let error = fails(url);
        assert!(matches!(error, Error::Invalid { .. }), "{url}: {error:?}");
    }
}

/// libgit2 itself, below our parser: without a job no transport is made at all, for any scheme that could go out.
#[test]
fn nothing_goes_out_without_a_job() {
    let _home = home();
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    listener.set_nonblocking(true).unwrap();
    let place = listener.local_addr().unwrap();
    for url in [
        &format!("http://{place}/x"),
        &format!("https://{place}/x"),
        &format!("git://{place}/x"),
        &format!("ssh://{place}/x"),
        &format!("git+ssh://{place}/x"),
        &format!("git@[{place}]:x"),
        &format!("ftp://{place}/x"),
        "ext::sh -c id",
        "-oProxyCommand=x:y",
    ] {
        let mut remote = git2::Remote::create_detached(url).unwrap();
        assert!(remote.connect(git2::Direction::Fetch).is_err(), "{url}");
        let nobody = listener.accept().unwrap_err();
        assert_eq!(nobody.kind(), std::io::ErrorKind::WouldBlock, "{url}");
    }
}

#[test]
fn libgit2_has_no_network_of_its_own() {
    let version = git2::Version::get();
    assert!(!version.https() && !version.ssh() && version.vendored());
    assert!(version.libgit2_version() >= (1, 9, 7));
}
