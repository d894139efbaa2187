//! A token that was mistyped, has expired or was taken back: tried once, said plainly, nothing lost.

use bough_tests::{Bough, on_every_version};
use serde_json::json;
use simulators::{Bitbucket, Scenario, Version};

#[test]
fn a_wrong_token_is_tried_once() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::minimal().version(version));
        let bough = Bough::start();
        let host = bough.add_host(&server).await;
        let fault = bough.fault("connect_account", json!({ "host": host, "token": Bitbucket::wrong_token() })).await;
        assert_eq!((&fault["kind"], &fault["reason"]), (&json!("signIn"), &json!("rejected")));
        assert_eq!(server.failed_sign_ins(), 1);
        assert_eq!(bough.call("list_hosts", json!({})).await[0]["accounts"], json!([]));

        let token = server.token("ada").expect("ada works here");
        bough.call("connect_account", json!({ "host": host, "token": token })).await;
        assert_eq!(server.failed_sign_ins(), 1);
    });
}

#[test]
fn something_else_than_a_token_is_not_sent() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::minimal().version(version));
        let bough = Bough::start();
        let host = bough.add_host(&server).await;
        server.clear_requests();
        for text in ["", "two words", "line\r\nX-Evil: 1"] {
            let fault = bough.fault("connect_account", json!({ "host": host, "token": text })).await;
            assert_eq!((&fault["kind"], &fault["field"]), (&json!("invalid"), &json!("token")));
        }
        assert!(server.requests().is_empty());
    });
}

#[test]
fn an_expired_token_stops_automatic_tries_until_a_new_one_comes() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::minimal().version(version));
        let bough = Bough::start();
        let host = bough.add_host(&server).await;
        let token = server.token("ada").expect("ada works here");
        let account = bough.call("connect_account", json!({ "host": host, "token": token })).await["id"].clone();
        server.expire(&token);

        let list = json!({ "account": account, "scope": { "kind": "all" } });
        assert_eq!(bough.fault("list_host_repositories", list.clone()).await["kind"], "signIn");
        assert_eq!(bough.call("list_hosts", json!({})).await[0]["health"]["kind"], "signInNeeded");
        // A dead token is not shown to the server again by lists that refresh themselves.
        assert_eq!(bough.fault("list_host_repositories", list.clone()).await["kind"], "signIn");
        assert_eq!(server.failed_sign_ins(), 1);

        let fresh = server.token("ada").expect("ada works here");
        let again = bough.call("connect_account", json!({ "host": host, "token": fresh })).await;
        assert_eq!(again["id"], account, "the same person is the same account");
        assert_eq!(bough.call("list_host_repositories", list).await["items"][0]["name"], "hello");
    });
}
