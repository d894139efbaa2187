//! What was true when a list was read and is not any more when somebody acts: rights withdrawn, a repository moved, renamed, archived or
//! deleted. Nothing is left behind, the token stays, and each is said for what it is.

use bough_tests::{Bough, on_every_version};
use serde_json::{Value, json};
use simulators::{Bitbucket, Level, Permission, Scenario, Version};

use crate::clone_over_https::git;

const PLACE: &str = "FLEET/route-planner";

fn repository() -> Value {
    json!({ "project": "FLEET", "slug": "route-planner" })
}

/// Ada with a token for everything, who has seen the list.
async fn ada(bough: &Bough, server: &Bitbucket) -> Value {
    let host = bough.add_host(server).await;
    let levels = [Permission::Project(Level::Admin), Permission::Repository(Level::Admin)];
    let token = server.make_token("ada", &levels).expect("ada works here");
    let account = bough.call("connect_account", json!({ "host": host, "token": token })).await["id"].clone();
    let listed = bough.all_pages("list_host_repositories", json!({ "account": account, "scope": { "kind": "all" } })).await;
    assert!(listed.iter().any(|one| one["path"] == repository()), "{listed:?}");
    account
}

async fn connected(bough: &Bough) -> bool {
    let hosts = bough.call("list_hosts", json!({})).await;
    hosts[0]["accounts"][0]["rejected"] == false
}

#[test]
fn what_is_gone_or_hidden_is_not_found_and_leaves_nothing() {
    on_every_version(async |version: Version| {
        for deleted in [true, false] {
            let server = Bitbucket::start(Scenario::sample().version(version));
            let bough = Bough::start();
            let account = ada(&bough, &server).await;
            if deleted {
                server.delete_repository("FLEET", "route-planner").expect("it was there");
            } else {
                server.close_project("FLEET").expect("it is there");
                server.permit("ada", "FLEET", None).expect("she is known");
                server.permit("ada", PLACE, None).expect("here as well");
            }
            let end = bough.end_of(&bough.clone_hosted(&account, PLACE, "https").await).await;
            let said = if deleted { "notFound" } else { "denied" };
            assert_eq!((&end["kind"], &end["fault"]["kind"]), (&json!("failed"), &json!(said)), "{end}");
            assert!(bough.left_behind().is_empty(), "{:?}", bough.left_behind());
            let at = json!({ "account": account, "repository": repository() });
            for command in ["get_host_repository", "get_kin", "fork_repository", "list_webhooks", "list_host_branches"] {
                let fault = bough.fault(command, at.clone()).await;
                assert_eq!(fault["kind"], said, "{command}: {fault}");
                let named = if deleted { &fault["what"] } else { &fault["missing"] };
                assert!(
                    named.as_str().expect("words").contains(if deleted { PLACE } else { "Repository" }),
                    "{command}: {fault}"
                );
            }
            assert!(connected(&bough).await, "the token is as good as before");
            assert_eq!(server.failed_sign_ins(), 0);
        }
    });
}

#[test]
fn a_clone_whose_repository_went_keeps_what_it_has() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::sample().version(version));
        let bough = Bough::start();
        let account = ada(&bough, &server).await;
        let end = bough.end_of(&bough.clone_hosted(&account, PLACE, "https").await).await;
        let id = end["repository"].clone();
        let clone = bough.code().join("route-planner");
        let before = git(&clone, &["for-each-ref"]);
        server.delete_repository("FLEET", "route-planner").expect("it was there");
        let end = bough.end_of(&bough.call("fetch_remotes", json!({ "id": id })).await).await;
        assert_eq!((&end["kind"], &end["fault"]["kind"]), (&json!("failed"), &json!("notFound")), "{end}");
        assert_eq!(git(&clone, &["for-each-ref"]), before);
    });
}

#[test]
fn what_was_moved_or_renamed_is_followed_as_far_as_the_server_leads() {
    on_every_version(async |version: Version| {
        for to in ["FLEET/planner", "SHOP/route-planner"] {
            let server = Bitbucket::start(Scenario::sample().version(version));
            let bough = Bough::start();
            let account = ada(&bough, &server).await;
            let end = bough.end_of(&bough.clone_hosted(&account, PLACE, "https").await).await;
            let before = end["repository"].clone();
            server.permit("ada", "SHOP", Some(Level::Admin)).expect("she is known");
            server.move_repository(PLACE, to, true).expect("it was there");

            // What was read of it leads to its new place, and a clone belongs there.
            let end = bough.clone_from(hosted(&account), "again").await;
            assert_eq!(bough.end_of(&end).await["kind"], "finished");
            let url = git(&bough.code().join("again"), &["remote", "get-url", "origin"]);
            assert!(url.ends_with(&format!("/scm/{}.git", to.to_lowercase())), "{url}");
            // The old clone goes on.
            let end = bough.end_of(&bough.call("fetch_remotes", json!({ "id": before })).await).await;
            assert_eq!(end["kind"], "finished", "{end}");

            // Once something else takes its place, or nobody remembers, it is not found.
            let other = Bitbucket::start(Scenario::sample().version(version));
            other.move_repository(PLACE, "FLEET/planner", false).expect("it was there");
            let bough = Bough::start();
            let account = bough.connect(&other, "ada").await;
            let end = bough.end_of(&bough.clone_hosted(&account, PLACE, "https").await).await;
            assert_eq!(end["fault"]["kind"], "notFound", "{end}");
            assert!(bough.left_behind().is_empty());
        }
    });
}

fn hosted(account: &Value) -> Value {
    json!({ "kind": "hosted", "account": account, "path": repository(), "protocol": "https" })
}

#[test]
fn what_was_archived_is_read_and_not_written() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::sample().version(version));
        let bough = Bough::start();
        bough.call("finish_welcome", json!({ "author": { "name": "Ada", "email": "ada@kestrel.example" } })).await;
        let account = ada(&bough, &server).await;
        server.permit("ada", PLACE, Some(Level::Admin)).expect("she is known");
        server.archive("FLEET", "route-planner", true).expect("it is there");
        let end = bough.end_of(&bough.clone_hosted(&account, PLACE, "https").await).await;
        assert_eq!(end["kind"], "finished", "it may be read: {end}");
        let id = end["repository"].clone();
        let clone = bough.code().join("route-planner");
        std::fs::write(clone.join("mine"), "mine\n").expect("a file");
        bough.call("stage_changes", json!({ "id": id, "choice": { "kind": "all" } })).await;
        let draft =
            json!({ "message": "Mine", "amend": false, "skipHooks": true, "sign": false, "coAuthors": [], "signOff": false });
        bough.call("commit_changes", json!({ "id": id, "draft": draft })).await;
        let head = git(&clone, &["rev-parse", "HEAD"]);
        let end = bough.end_of(&bough.call("push_branch", json!({ "id": id, "skipHooks": false })).await).await;
        assert_eq!(end["kind"], "failed", "{end}");
        assert!(end["fault"].to_string().contains("archived"), "{end}");
        assert_eq!(git(&clone, &["rev-parse", "HEAD"]), head, "the commit is kept");
        let draft = json!({ "name": "CI", "url": "https://ci.example.com/hook", "events": ["repo:refs_changed"], "active": true, "verify": true });
        let wish = json!({ "account": account, "repository": repository(), "draft": draft, "secret": { "kind": "nothing" } });
        let fault = bough.fault("create_webhook", wish).await;
        assert!(fault["detail"].as_str().expect("words").contains("archived"), "{fault}");
        let seen = bough.call("get_host_repository", json!({ "account": account, "repository": repository() })).await;
        assert_eq!(seen["archived"], version.has_archive(), "{seen}");
    });
}
