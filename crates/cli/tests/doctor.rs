//! The connection doctor from a terminal: a table, a code that scripts can tell red from green by, and no secret in it.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "tests may fail loudly")]

mod desk;

use desk::{Desk, has_keychain};
use simulators::{Bitbucket, Scenario};

#[test]
fn a_server_is_examined_before_anything_is_connected() {
    let server = Bitbucket::start(Scenario::minimal().context("/git"));
    let desk = Desk::new();
    let url = server.base_url();
    let fine = desk.bough(&["doctor", &format!("{url}/projects/DEMO")]);
    assert_eq!(fine.code, 0, "{fine:?}");
    assert!(fine.out.starts_with(&format!("Connection to {url}\n")) && fine.out.contains("Bitbucket 9.4"), "{fine:?}");
    drop(server);
    let gone = desk.bough(&["doctor", &url]);
    assert_eq!(gone.code, 19, "{gone:?}");
    let lines: Vec<&str> = gone.out.lines().filter(|line| line.contains("BROKEN")).collect();
    assert!(lines.len() == 1 && lines[0].starts_with("Connection "), "{gone:?}");
    assert!(gone.out.contains("Fix: Check the network"), "{gone:?}");
    let nobody = desk.bough(&["doctor"]);
    assert!(nobody.code == 5 && nobody.err.contains("bough connect"), "{nobody:?}");
}

#[test]
fn a_connected_host_is_examined_with_its_account() {
    if !has_keychain() {
        return;
    }
    let server = Bitbucket::start(Scenario::minimal());
    let desk = Desk::new();
    let token = server.token("ada").unwrap();
    assert_eq!(desk.run(true, &["connect", &server.base_url(), "--plain-http"], &token).code, 0);
    let fine = desk.run(true, &["doctor", "--json", "--repo", "DEMO/hello"], "").json();
    let step = |part: &str| fine["steps"].as_array().unwrap().iter().find(|step| step["part"] == part).unwrap().clone();
    assert_eq!(step("signIn")["finding"]["user"], "Ada Lindqvist");
    assert_eq!(step("git")["finding"]["repository"], "DEMO/hello");
    server.revoke(&token);
    let refused = desk.run(true, &["doctor"], "");
    assert!(refused.code == 19 && refused.out.contains("The token is not accepted"), "{refused:?}");
    assert!(!format!("{refused:?}").contains(&token));
}
