//! The terminal signs in through the browser: registered by an administrator, allowed once, handed on in a host file.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "tests may fail loudly")]

mod desk;

use std::io::{BufRead, BufReader, Read};
use std::process::Child;

use desk::{Desk, Said, has_keychain};
use simulators::{Bitbucket, Browser, OauthRedirects, Scenario};
use url::Url;

/// Waits until the program names the page for the browser.
fn page(child: &mut Child) -> (Url, BufReader<std::process::ChildStderr>) {
    let mut heard = BufReader::new(child.stderr.take().unwrap());
    let mut line = String::new();
    while !line.trim().starts_with("https://") {
        line.clear();
        assert_ne!(heard.read_line(&mut line).unwrap(), 0, "it ended without naming a page");
    }
    (Url::parse(line.trim()).unwrap(), heard)
}

fn end(mut child: Child, mut heard: BufReader<std::process::ChildStderr>) -> Said {
    drop(child.stdin.take());
    let mut err = String::new();
    heard.read_to_string(&mut err).unwrap();
    let mut said = Said::by(&child.wait_with_output().unwrap());
    said.err = err;
    said
}

#[test]
fn registered_once_allowed_once_and_handed_on() {
    if !has_keychain() {
        return;
    }
    let server =
        Bitbucket::start(Scenario::minimal().https().context("/bitbucket").oauth_redirects(OauthRedirects::LocalhostAndSchemes));
    let browser = Browser::of(&server);
    let url = server.base_url();
    let administrator = Desk::new();
    let authority = administrator.path("work/authority.pem");
    std::fs::write(&authority, server.ca_pem().unwrap()).unwrap();
    let trust = |desk: &Desk| desk.run(true, &["trust", &url, "--file", authority.to_str().unwrap()], "");
    assert_eq!(trust(&administrator).code, 0);
    let shown = administrator.run(true, &["register", &url, "--json"], "").json();
    let (id, secret) = server.register_application(shown["loopback"].as_str().unwrap(), "REPO_WRITE").unwrap();
    let wrong = administrator.run(true, &["register", &url, "--client-id", &id], "wrong\n");
    assert_eq!(wrong.code, 2, "{wrong:?}");
    let registered = administrator.run(true, &["register", &url, "--client-id", &id], &format!("{secret}\n"));
    assert!(registered.code == 0 && registered.out.contains("Bough is registered"), "{registered:?}");
    assert!(!format!("{registered:?}{wrong:?}").contains(&secret));

    let mut child = administrator.command(true, &["authorise"]).spawn().unwrap();
    let (asked, heard) = page(&mut child);
    assert_eq!(browser.get(&browser.consent(&asked, true).unwrap()).unwrap().status, 200);
    let said = end(child, heard);
    assert!(said.code == 0 && said.out.contains("Connected as ") && said.out.contains("(ada)"), "{said:?}");
    // Another process, no browser: the refresh token is in the keychain.
    let found = administrator.run(true, &["repos", "--json"], "").json();
    assert_eq!(found[0]["path"]["slug"], "hello");
    let cloned = administrator.run(true, &["clone", "DEMO/hello", "copy"], "");
    assert_eq!(cloned.code, 0, "{cloned:?}");
    assert_eq!(server.oauth_refreshes(), (2, 0), "one for each process");
    assert_eq!(administrator.files_with("", &secret), Vec::<std::path::PathBuf>::new());

    let bare = administrator.run(true, &["host-file", "export"], "");
    let file = bare.out.trim().to_owned();
    assert!(bare.code == 0 && !std::fs::read_to_string(&file).unwrap().contains(&secret), "{bare:?}");
    std::fs::remove_file(&file).unwrap();
    assert_eq!(administrator.run(true, &["host-file", "export", "--complete"], "").out.trim(), file);
    let colleague = Desk::new();
    assert_eq!(trust(&colleague).code, 0);
    let opened = colleague.run(true, &["host-file", "open", &file], "");
    assert_eq!(opened.code, 0, "{opened:?}");
    let mut child = colleague.command(true, &["authorise"]).spawn().unwrap();
    let (asked, heard) = page(&mut child);
    // The browser runs elsewhere: the address at which it ended is typed here.
    let arrived = browser.consent(&asked, true).unwrap();
    std::io::Write::write_all(child.stdin.as_mut().unwrap(), format!("{arrived}\n").as_bytes()).unwrap();
    let said = end(child, heard);
    assert!(said.code == 0 && said.out.contains("Connected as "), "{said:?}");

    server.withdraw_grants("ada").unwrap();
    let ended = colleague.run(true, &["repos"], "");
    assert!(ended.code == 3 && ended.err.contains("bough authorise"), "{ended:?}");
}
