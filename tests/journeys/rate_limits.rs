//! A storm of 429: pauses are kept, nothing is repeated that changes something, and the window is told until when.

use std::time::Duration;

use bough_tests::{Bough, on_every_version};
use serde_json::json;
use simulators::{Bitbucket, Fault, Scenario, Version};

#[test]
fn a_short_pause_is_waited_for() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::minimal().version(version));
        let bough = Bough::start_with(|options| options.limits.pause = Duration::from_millis(5));
        let account = bough.connect(&server, "ada").await;
        server.clear_requests();
        server.set_fault(Fault::status(429).on("/rest/api/latest/repos").times(2));
        let all = json!({ "account": account, "scope": { "kind": "all" } });
        assert_eq!(bough.call("list_host_repositories", all).await["items"][0]["name"], "hello");
        let asked = server.requests().iter().filter(|request| request.path.ends_with("/repos")).count();
        assert_eq!(asked, 3);
    });
}

#[test]
fn a_long_pause_is_told_at_once() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::minimal().version(version));
        let bough = Bough::start();
        let account = bough.connect(&server, "ada").await;
        server.clear_requests();
        server.set_fault(Fault::retry_after(429, 120).on("/rest/api/latest/repos"));
        let all = json!({ "account": account, "scope": { "kind": "all" } });
        let fault = bough.fault("list_host_repositories", all).await;
        assert_eq!(fault["kind"], "rateLimited");
        assert!(fault["until"].as_str().expect("a time").starts_with("20"));
        assert_eq!(server.requests().len(), 1, "a server that asks for two minutes is not asked again");
        assert_eq!(bough.call("list_hosts", json!({})).await[0]["health"]["kind"], "rateLimited");
    });
}

#[test]
fn an_upload_is_never_repeated_by_itself() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::minimal().version(version).ssh_key_upload(true));
        let bough = Bough::start();
        let account = bough.connect(&server, "ada").await;
        let key = bough.call("generate_ssh_key", json!({})).await;
        server.clear_requests();
        server.set_fault(Fault::status(503).on("/rest/ssh"));
        bough.fault("upload_ssh_key", json!({ "account": account, "path": key["path"] })).await;
        assert_eq!(server.requests().iter().filter(|request| request.method == "POST").count(), 1);
    });
}
