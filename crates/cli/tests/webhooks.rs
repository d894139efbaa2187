//! Webhooks from a terminal: listed, created with a secret on standard input, tested against a real listener, deleted.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "tests may fail loudly")]

mod desk;

use desk::{Desk, has_keychain};
use simulators::{Bitbucket, Level, Permission, Receiver, Scenario};

#[test]
fn a_webhook_is_created_tested_and_deleted() {
    if !has_keychain() {
        return;
    }
    let server = Bitbucket::start(Scenario::minimal());
    let receiver = Receiver::start().unwrap();
    let desk = Desk::new();
    let url = server.base_url();
    // Whoever may only write is told what is missing.
    let token = server.token("ada").unwrap();
    assert_eq!(desk.run(true, &["connect", &url, "--plain-http"], &token).code, 0);
    let refused = desk.run(true, &["webhook", "list", "DEMO/hello"], "");
    assert!(refused.code == 4 && refused.err.contains("“Repository admin” is missing"), "{refused:?}");

    let levels = [Permission::Project(Level::Admin), Permission::Repository(Level::Admin)];
    let token = server.make_token("ada", &levels).unwrap();
    assert_eq!(desk.run(true, &["connect", &url, "--plain-http"], &token).code, 0);
    let none = desk.run(true, &["webhook", "list", "DEMO/hello"], "");
    assert!(none.code == 0 && none.out.is_empty() && none.err.contains("There are no webhooks."), "{none:?}");

    let target = receiver.url("/ci");
    let words = ["webhook", "create", "DEMO/hello", &target, "--name", "CI", "--event", "pr:opened", "--signed"];
    let made = desk.run(true, &words, "w3bh00k-pass\n");
    assert!(made.code == 0 && made.out.starts_with("Created webhook ") && made.out.contains("CI"), "{made:?}");
    let id = server.webhooks("DEMO", "hello")[0]["id"].to_string();
    assert_eq!(server.webhooks("DEMO", "hello")[0]["secret"], "w3bh00k-pass");
    let listed = desk.run(true, &["webhook", "list", "DEMO/hello"], "");
    let line = format!("{id}  CI  {target}  active  signed  never sent  pr:opened");
    assert_eq!(listed.out.trim(), line);

    receiver.answer(200, "thanks\u{1b}[2J");
    let told = desk.run(true, &["webhook", "test", "DEMO/hello", &id], "");
    assert!(told.code == 0 && told.out.starts_with("taken  200  "), "{told:?}");
    assert!(told.out.contains("thanks␛[2J") && !told.out.contains('\u{1b}'), "{told:?}");
    assert_eq!(receiver.next().unwrap().header("X-Event-Key"), Some("diagnostics:ping"));
    receiver.answer(500, "no");
    let told = desk.run(true, &["webhook", "test", "DEMO/hello", &id], "");
    assert!(told.code != 0 && told.out.starts_with("not taken  500  "), "{told:?}");
    let all = desk.run(true, &["webhook", "deliveries", "DEMO/hello", &id], "");
    assert!(all.out.starts_with("1 taken, 1 not taken, 0 without an answer"), "{all:?}");

    let unasked = desk.run(true, &["webhook", "delete", "DEMO/hello", &id], "");
    assert!(unasked.code != 0 && server.webhooks("DEMO", "hello").len() == 1, "nobody said yes: {unasked:?}");
    let deleted = desk.run(true, &["webhook", "delete", "DEMO/hello", &id, "--yes"], "");
    assert!(deleted.code == 0 && server.webhooks("DEMO", "hello").is_empty(), "{deleted:?}");
    assert_eq!(desk.run(true, &["webhook", "test", "DEMO/hello", &id], "").code, 5);
    assert_eq!(desk.files_with("", "w3bh00k-pass"), Vec::<std::path::PathBuf>::new());
}
