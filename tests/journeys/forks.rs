//! Forking: to one's own project or another, then cloned or added as a remote; and how a fork stands to its origin.

use bough_tests::{Bough, on_every_version};
use serde_json::{Value, json};
use simulators::{Bitbucket, Level, Permission, Scenario, Version};

use crate::clone_over_https::git;

fn wish(account: &Value, project: Option<&str>, name: Option<&str>) -> Value {
    let of = json!({ "project": "FLEET", "slug": "route-planner" });
    json!({ "account": account, "repository": of, "project": project, "name": name })
}

async fn administrator(bough: &Bough, server: &Bitbucket) -> Value {
    let host = bough.add_host(server).await;
    let levels = [Permission::Project(Level::Admin), Permission::Repository(Level::Admin)];
    let token = server.make_token("ada", &levels).expect("ada works here");
    bough.call("connect_account", json!({ "host": host, "token": token })).await["id"].clone()
}

#[test]
fn a_fork_becomes_ones_own_with_the_recommended_token_and_is_cloned_or_added() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::sample().version(version));
        let bough = Bough::start();
        let account = bough.connect(&server, "ada").await;
        let made = bough.call("fork_repository", wish(&account, None, None)).await;
        assert_eq!(made["path"], json!({ "project": "~ada", "slug": "route-planner" }));
        assert_eq!(made["forkedFrom"], json!({ "project": "FLEET", "slug": "route-planner" }));
        let job = bough.clone_hosted(&account, "~ada/route-planner", "https").await;
        let end = bough.end_of(&job).await;
        assert_eq!(end["kind"], "finished", "{end}");
        let clone = bough.code().join("route-planner");
        let origin = server.repository_folder("FLEET", "route-planner").expect("it is there");
        assert_eq!(git(&clone, &["rev-parse", "HEAD"]), git(&origin, &["rev-parse", "HEAD"]));
        // The origin is one of its relatives, to be added as a remote.
        let kin = bough.call("get_kin", json!({ "account": account, "repository": made["path"] })).await;
        assert_eq!(kin["parent"]["path"], made["forkedFrom"]);
        let source = json!({ "kind": "hosted", "account": account, "path": made["forkedFrom"], "protocol": "https" });
        bough.call("add_remote", json!({ "id": end["repository"], "name": "upstream", "source": source, "pushUrl": null })).await;
        assert!(git(&clone, &["remote", "get-url", "upstream"]).ends_with("/scm/fleet/route-planner.git"));
        let log = bough.call("list_activity", json!({ "start": 0, "count": 9, "words": "" })).await;
        assert!(log["items"].as_array().expect("entries").iter().any(|entry| entry["kind"] == "fork"), "{log}");
    });
}

#[test]
fn into_a_project_it_takes_the_right_and_a_free_name() {
    on_every_version(async |version: Version| {
        for status in [401, 403] {
            let server = Bitbucket::start(Scenario::sample().version(version).permission_denied_status(status));
            let bough = Bough::start();
            let account = bough.connect(&server, "ada").await;
            let denied = bough.fault("fork_repository", wish(&account, Some("SHOP"), None)).await;
            assert_eq!(denied["kind"], "denied");
            assert_eq!(denied["missing"], "Project permissions: admin (for SHOP)");
            assert!(server.repository("SHOP", "route-planner").is_none());

            let other = Bough::start();
            let account = administrator(&other, &server).await;
            other.call("fork_repository", wish(&account, Some("SHOP"), Some("Planner"))).await;
            let taken = other.fault("fork_repository", wish(&account, Some("SHOP"), Some("Planner"))).await;
            assert_eq!((&taken["kind"], &taken["field"]), (&json!("invalid"), &json!("name")), "{taken}");
            let nowhere = json!({ "account": account, "repository": { "project": "FLEET", "slug": "nope" } });
            assert_eq!(other.fault("fork_repository", nowhere).await["kind"], "notFound");
            assert_eq!(server.failed_sign_ins(), 0);
        }
    });
}

#[test]
fn the_state_of_a_fork_says_what_is_ahead_and_what_diverged() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::sample().version(version));
        let bough = Bough::start();
        let account = administrator(&bough, &server).await;
        let own = bough.call("fork_repository", wish(&account, None, None)).await["path"].clone();
        let at = json!({ "account": account, "repository": own });
        let state = async || bough.call("get_fork_sync", at.clone()).await;
        let first = state().await;
        assert_eq!((&first["available"], &first["enabled"]), (&json!(true), &json!(false)), "{first}");
        assert_eq!((&first["ahead"], &first["diverged"]), (&json!([]), &json!([])));

        let fork = server.repository_folder("~ada", "route-planner").expect("it was made");
        let origin = server.repository_folder("FLEET", "route-planner").expect("it is there");
        let grow = |folder: &std::path::Path, branch: &str, words: &str| {
            let who = ["-c", "user.name=A", "-c", "user.email=a@b"];
            let tree = git(folder, &["rev-parse", &format!("{branch}^{{tree}}")]);
            let commit = git(folder, &[&who[..], &["commit-tree", &tree, "-p", branch, "-m", words]].concat());
            git(folder, &["update-ref", &format!("refs/heads/{branch}"), &commit]);
            commit
        };
        grow(&fork, "main", "Ours");
        assert_eq!(state().await["ahead"], json!(["main"]));
        grow(&origin, "main", "Theirs");
        let parted = state().await;
        assert_eq!((&parted["ahead"], &parted["diverged"]), (&json!([]), &json!(["main"])), "{parted}");

        // What only lags behind is brought along once the server is told to.
        let newer = grow(&origin, "feature/avoid-tolls", "Newer");
        bough.call("set_fork_sync", json!({ "account": account, "repository": own, "enabled": true })).await;
        assert_eq!(git(&fork, &["rev-parse", "feature/avoid-tolls"]), newer);
        let last = state().await;
        assert!(last["enabled"] == true && last["last"].as_str().is_some_and(|time| time.starts_with("20")), "{last}");
        bough.call("set_fork_sync", json!({ "account": account, "repository": own, "enabled": false })).await;
        assert_eq!(state().await["enabled"], false);
        let none = json!({ "account": account, "repository": { "project": "FLEET", "slug": "route-planner" } });
        assert_eq!(bough.call("get_fork_sync", none).await["available"], false);
    });
}
