//! Faults of the account: its token, its rights, and a server that wants a pause.

use bough_tests::{Bough, walk_once};
use serde_json::{Value, json};
use simulators::{AuthorizationKind, Bitbucket, Fault, Level, Permission, Scenario};

use super::examined::{Examined, examine, impatient};

async fn connected(server: &Bitbucket, token: &str, expires: Value) -> Bough {
    let bough = impatient();
    let host = bough.add_host(server).await;
    bough.call("connect_account", json!({ "host": host, "token": token, "tokenExpires": expires })).await;
    server.clear_requests();
    bough
}

/// A token that is not accepted is shown once, to one resource.
fn was_tried_once(server: &Bitbucket, examined: &Examined) {
    let with_it = server.requests().iter().filter(|request| request.authorization != AuthorizationKind::None).count();
    assert_eq!(with_it, 1, "{}", examined.report);
    let parts = ["rights", "pace", "sshConnection", "sshHostKey", "sshKeys", "git", "lfs"];
    assert!(parts.iter().all(|part| examined.step(part)["finding"] == json!({ "kind": "after", "part": "signIn" })));
}

#[test]
fn a_token_that_was_revoked() {
    walk_once(async {
        let server = Bitbucket::start(Scenario::minimal());
        let token = server.token("ada").expect("ada works here");
        let bough = connected(&server, &token, Value::Null).await;
        server.revoke(&token);
        let examined = examine(&bough).await;
        examined.is("signIn", "broken", "tokenRefused", "signIn");
        was_tried_once(&server, &examined);
        assert!(!examined.report.contains(&token));
    });
}

#[test]
fn a_token_that_has_expired() {
    walk_once(async {
        let server = Bitbucket::start(Scenario::minimal());
        let token = server.token("ada").expect("ada works here");
        let bough = connected(&server, &token, json!("2026-01-31")).await;
        server.expire(&token);
        let examined = examine(&bough).await;
        let step = examined.is("signIn", "broken", "tokenExpired", "signIn");
        assert_eq!(step["finding"]["until"], "2026-01-31");
        was_tried_once(&server, &examined);
    });
}

#[test]
fn an_account_that_is_locked_until_a_captcha_is_solved() {
    walk_once(async {
        let server = Bitbucket::start(Scenario::minimal());
        let token = server.token("ada").expect("ada works here");
        let bough = connected(&server, &token, Value::Null).await;
        server.set_fault(Fault::captcha().on("/rest/api").after(1));
        server.set_fault(Fault::captcha().on("/scm"));
        // Whoever is nobody still reads what everybody may.
        let examined = examine(&bough).await;
        let step = examined.is("signIn", "broken", "captcha", "openPage");
        assert_eq!(step["remedy"]["url"], json!(format!("{}/login", server.base_url())));
        was_tried_once(&server, &examined);
    });
}

#[test]
fn an_account_that_is_locked_for_git_alone() {
    walk_once(async {
        let server = Bitbucket::start(Scenario::minimal());
        let token = server.token("ada").expect("ada works here");
        let bough = connected(&server, &token, Value::Null).await;
        // Git shows name and token, REST the token alone: the count of failures is that of names.
        server.lock_out("ada").expect("ada works here");
        let step = examine(&bough).await.is("git", "broken", "captcha", "openPage").clone();
        assert_eq!(step["remedy"]["url"], json!(format!("{}/login", server.base_url())));
    });
}

#[test]
fn an_account_that_may_read_no_repository() {
    walk_once(async {
        let server = Bitbucket::start(Scenario::minimal());
        let token = server.token("ada").expect("ada works here");
        let bough = connected(&server, &token, Value::Null).await;
        server.permit("ada", "DEMO", None).expect("the project is there");
        let examined = examine(&bough).await;
        examined.is("rights", "broken", "nothingReadable", "askForRights");
        assert_eq!(examined.step("git")["finding"]["kind"], "noRepository");
    });
}

#[test]
fn a_token_that_may_read_only() {
    walk_once(async {
        let server = Bitbucket::start(Scenario::minimal().https());
        let read = [Permission::Project(Level::Read), Permission::Repository(Level::Read)];
        let token = server.make_token("ada", &read).expect("ada works here");
        let bough = impatient();
        super::examined::trust(&bough, &server).await;
        let host = bough.add_host(&server).await;
        bough.call("connect_account", json!({ "host": host, "token": token })).await;
        let examined = examine(&bough).await;
        let step = examined.is("rights", "warning", "readOnly", "askForRights");
        assert!(step["detail"].as_str().expect("words").contains("REPO_WRITE"), "{}", examined.report);
        assert_eq!(examined.step("git")["result"], "fine");
    });
}

#[test]
fn a_server_that_asks_for_a_pause() {
    walk_once(async {
        let server = Bitbucket::start(Scenario::minimal());
        let token = server.token("ada").expect("ada works here");
        let bough = connected(&server, &token, Value::Null).await;
        server.set_fault(Fault::retry_after(429, 120).on("/rest/api/latest/users"));
        let examined = examine(&bough).await;
        let step = examined.is("pace", "broken", "paused", "wait");
        assert_eq!(step["remedy"]["until"], step["finding"]["until"]);
        assert_eq!(examined.step("signIn")["finding"], json!({ "kind": "after", "part": "pace" }));
        examined.ends_at("pace");
        assert!(server.requests_below("/scm").is_empty(), "it is left alone");
    });
}

#[test]
fn what_is_left_of_the_requests_is_told() {
    walk_once(async {
        let limit = simulators::RateLimit {
            capacity: 90,
            fill_rate: 10,
            interval: std::time::Duration::from_secs(1),
            retry_after: true,
            nodes: 1,
        };
        let server = Bitbucket::start(Scenario::minimal().rate_limit(limit));
        let token = server.token("ada").expect("ada works here");
        let bough = connected(&server, &token, Value::Null).await;
        let finding = examine(&bough).await.step("pace")["finding"].clone();
        assert_eq!((&finding["kind"], &finding["limit"]), (&json!("budget"), &json!(90)));
    });
}
