//! A developer pastes an address and a token, and is connected.

use bough_tests::{Bough, on_every_version};
use serde_json::json;
use simulators::{Bitbucket, Scenario, Version};

#[test]
fn any_page_of_the_server_finds_it_and_a_token_connects() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::minimal().version(version).context("/bitbucket"));
        let bough = Bough::start();

        let page = format!("{}/projects/DEMO/repos/hello/browse?at=refs%2Fheads%2Fmain", server.base_url());
        let probe = bough.call("probe_host", json!({ "url": page })).await;
        assert_eq!(probe["baseUrl"], server.base_url());
        assert_eq!(probe["displayName"], "Bitbucket");
        assert_eq!(probe["version"], version.to_string());
        assert_eq!(probe["pages"]["token"], format!("{}/plugins/servlet/access-tokens/add", server.base_url()));
        assert_eq!(probe["known"], json!(null));
        assert!(server.requests().iter().all(|request| !request.header_names.contains(&"authorization".into())));

        let host = bough.call("add_host", json!({ "baseUrl": probe["baseUrl"], "plainHttp": true })).await;
        let token = server.token("ada").expect("ada works here");
        let account =
            bough.call("connect_account", json!({ "host": host["id"], "token": token, "tokenExpires": "2027-03-31" })).await;
        assert_eq!(account["user"]["displayName"], "Ada Lindqvist");
        assert_eq!(account["tokenExpires"], "2027-03-31");
        assert_eq!(verdict(&account, "readRepositories"), "allowed");
        assert_eq!(verdict(&account, "readPullRequests"), "allowed");
        assert_ne!(verdict(&account, "createRepositories"), "allowed", "the token has no admin level");

        let hosts = bough.call("list_hosts", json!({})).await;
        assert_eq!(hosts[0]["accounts"][0]["id"], account["id"]);
        assert_eq!(hosts[0]["health"]["kind"], "fine");
        assert_eq!(bough.call("probe_host", json!({ "url": server.base_url() })).await["known"], host["id"]);
        assert_eq!(server.failed_sign_ins(), 0);
        assert!(!hosts.to_string().contains(&token) && !account.to_string().contains(&token), "an answer holds the token");
    });
}

#[test]
fn a_connection_without_encryption_is_the_persons_own_choice() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::minimal().version(version));
        let bough = Bough::start();
        let fault = bough.fault("add_host", json!({ "baseUrl": server.base_url(), "plainHttp": false })).await;
        assert_eq!(fault["kind"], "invalid");
        assert_eq!(fault["field"], "plainHttp");
        assert_eq!(bough.call("list_hosts", json!({})).await, json!([]));
    });
}

#[test]
fn disconnecting_forgets_the_account_and_its_secret() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::minimal().version(version));
        let bough = Bough::start();
        let account = bough.connect(&server, "ada").await;
        bough.call("disconnect_account", json!({ "id": account })).await;
        let hosts = bough.call("list_hosts", json!({})).await;
        assert_eq!(hosts[0]["accounts"], json!([]));
        let fault = bough.fault("test_account", json!({ "id": account })).await;
        assert_eq!(fault["kind"], "notFound");
    });
}

/// What an account's token was found to allow.
fn verdict(account: &serde_json::Value, ability: &str) -> String {
    let checks = account["abilities"].as_array().expect("abilities were tried");
    let check = checks.iter().find(|check| check["ability"] == ability).expect("each ability is among them");
    check["verdict"].as_str().expect("a verdict").to_owned()
}
