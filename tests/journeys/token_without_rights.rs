//! A token that may read repositories and no more: what works goes on working, what doesn't says what is missing.

use bough_tests::{Bough, on_every_version};
use serde_json::json;
use simulators::{Bitbucket, Fault, Level, Permission, Scenario, Version};

#[test]
fn a_reading_token_lists_clones_and_shows_reviewers() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::sample().version(version));
        let bough = Bough::start();
        let host = bough.add_host(&server).await;
        let token = server.make_token("ada", &[Permission::Project(Level::Read), Permission::Repository(Level::Read)]);
        let token = token.expect("ada works here");
        let account = bough.call("connect_account", json!({ "host": host, "token": token })).await["id"].clone();
        let open = bough.all_pages("list_pull_requests", json!({ "account": account, "filter": { "kind": "toReview" } })).await;
        assert!(open.iter().all(|each| each["reviewers"].as_array().is_some_and(|reviewers| !reviewers.is_empty())));
        assert_eq!(server.failed_sign_ins(), 0);
    });
}

#[test]
fn pull_requests_that_may_not_be_read_say_which_permission_is_missing() {
    on_every_version(async |version: Version| {
        for status in [401, 403] {
            let server = Bitbucket::start(Scenario::sample().version(version).permission_denied_status(status));
            let bough = Bough::start();
            let account = bough.connect(&server, "ada").await;
            server.set_fault(Fault::status(403).on("/rest/api/latest/dashboard"));
            let mine = json!({ "account": account, "filter": { "kind": "mine" } });
            let fault = bough.fault("list_pull_requests", mine.clone()).await;
            assert_eq!(fault["kind"], "denied");
            assert!(!fault["missing"].as_str().expect("words").is_empty());
            // The token is not to blame: it stays, and everything else goes on.
            let all = json!({ "account": account, "scope": { "kind": "all" } });
            assert!(!bough.all_pages("list_host_repositories", all).await.is_empty());
            server.clear_faults();
            bough.call("list_pull_requests", mine).await;
        }
    });
}
