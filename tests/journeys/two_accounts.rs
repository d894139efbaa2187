//! Two accounts on one host in one profile: which of them answers for a remote, by a rule that is shown and can be changed.

use bough_tests::{Bough, on_every_version};
use serde_json::{Value, json};
use simulators::{Bitbucket, Scenario, Version};

use crate::clone_over_https::git;
use crate::prebuilds::push;

/// Who fetched or pushed last.
fn last_user(server: &Bitbucket) -> Option<String> {
    let below = server.requests().into_iter().rev().find(|request| request.path.contains("/scm/") && request.user.is_some());
    below.and_then(|request| request.user)
}

async fn two_accounts(bough: &Bough, server: &Bitbucket) -> (Value, Value) {
    let ada = bough.connect(server, "ada").await;
    let hosts = bough.call("list_hosts", json!({})).await;
    let token = server.token("lea").expect("lea works there");
    let lea = bough.call("connect_account", json!({ "host": hosts[0]["id"], "token": token })).await["id"].clone();
    (ada, lea)
}

#[test]
fn who_cloned_a_repository_fetches_it_until_another_account_is_chosen() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::sample().version(version).context("/git"));
        let bough = Bough::start();
        let (ada, lea) = two_accounts(&bough, &server).await;
        let end = bough.end_of(&bough.clone_hosted(&lea, "FLEET/route-planner", "https").await).await;
        assert_eq!(end["kind"], "finished", "{end}");
        let id = &end["repository"];
        let accounts = async || bough.call("list_remote_accounts", json!({ "id": id })).await;
        assert_eq!((&accounts().await[0]["account"], &accounts().await[0]["user"]["name"]), (&lea, &json!("lea")));

        for (account, name) in [(&lea, "lea"), (&ada, "ada"), (&lea, "lea")] {
            bough.call("choose_account", json!({ "id": id, "account": account })).await;
            assert_eq!(accounts().await[0]["account"], *account);
            server.clear_requests();
            let job = bough.call("fetch_remotes", json!({ "id": id })).await;
            assert_eq!(bough.end_of(&job).await["kind"], "finished");
            assert_eq!(last_user(&server).as_deref(), Some(name));
        }
        let log = bough.call("list_activity", json!({ "start": 0, "count": 20, "words": "" })).await;
        assert!(log["items"].as_array().expect("entries").iter().any(|entry| entry["kind"] == "chooseAccount"), "{log}");

        // Without the one that was chosen the other one answers.
        bough.call("disconnect_account", json!({ "id": lea })).await;
        assert_eq!(accounts().await[0]["account"], ada);
        assert_eq!(server.failed_sign_ins(), 0);
    });
}

#[test]
fn a_user_name_in_the_address_says_who_answers() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::sample().version(version));
        let bough = Bough::start();
        let (ada, lea) = two_accounts(&bough, &server).await;
        let end = bough.end_of(&bough.clone_hosted(&ada, "FLEET/route-planner", "https").await).await;
        let clone = bough.code().join("route-planner");
        let url = git(&clone, &["remote", "get-url", "origin"]);
        let named = url.replace("://", "://lea@");
        let elsewhere = bough.home().join("elsewhere");
        std::fs::create_dir(&elsewhere).expect("a folder");
        git(&elsewhere, &["init", "--quiet"]);
        git(&elsewhere, &["remote", "add", "origin", &named]);
        let here = bough.call("open_repository", json!({ "path": elsewhere })).await["id"].clone();
        let accounts = bough.call("list_remote_accounts", json!({ "id": here })).await;
        assert_eq!(accounts[0]["account"], lea, "{accounts}");
        server.clear_requests();
        let job = bough.call("fetch_remotes", json!({ "id": here })).await;
        assert_eq!(bough.end_of(&job).await["kind"], "finished");
        assert_eq!(last_user(&server).as_deref(), Some("lea"));
        // A name that nobody goes by leaves it to the first.
        git(&elsewhere, &["remote", "set-url", "origin", &url.replace("://", "://nobody@")]);
        let accounts = bough.call("list_remote_accounts", json!({ "id": here })).await;
        assert_eq!(accounts[0]["account"], ada);

        // What is chosen for one repository leaves the others alone.
        bough.call("choose_account", json!({ "id": here, "account": lea })).await;
        let others = bough.call("list_remote_accounts", json!({ "id": end["repository"] })).await;
        assert_eq!(others[0]["account"], ada);
        let nobody = bough.fault("choose_account", json!({ "id": here, "account": uuid() })).await;
        assert_eq!(nobody["kind"], "notFound");
        assert_eq!(server.failed_sign_ins(), 0);
    });
}

/// Who asked for anything, and whether a build was told of.
fn askers(server: &Bitbucket) -> (Vec<String>, bool) {
    let requests = server.requests();
    let mut users: Vec<String> = requests.iter().filter_map(|request| request.user.clone()).collect();
    users.sort();
    users.dedup();
    (users, requests.iter().any(|request| request.method == "POST" && request.path.contains("/build")))
}

#[test]
fn what_is_followed_is_asked_about_fetched_and_published_by_the_account_that_was_chosen() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::sample().version(version));
        let bough = Bough::start();
        // Ada is the first on the host, so she would answer for whatever was not chosen.
        let (ada, lea) = two_accounts(&bough, &server).await;
        let end = bough.end_of(&bough.clone_hosted(&ada, "FLEET/route-planner", "https").await).await;
        let id = &end["repository"];
        bough.call("trust_repository", json!({ "id": id, "trusted": true })).await;
        bough.call("set_prebuild_plan", json!({ "id": id, "plan": { "command": "true", "publish": true } })).await;
        bough.call("choose_account", json!({ "id": id, "account": lea })).await;
        let main = json!({ "kind": "branch", "remote": "origin", "name": "main" });
        server.clear_requests();
        let job = bough.call("follow", json!({ "id": id, "followed": main })).await;
        assert_eq!(bough.end_of(&job).await["kind"], "finished");
        assert_eq!(askers(&server), (vec!["lea".into()], true), "what is followed first");

        let folder = server.repository_folder("FLEET", "route-planner").expect("it is there");
        for (account, name) in [(&lea, "lea"), (&ada, "ada")] {
            bough.call("choose_account", json!({ "id": id, "account": account })).await;
            let commit = push(&folder, "main", name);
            server.clear_requests();
            bough.call("tend_prebuilds", json!({ "now": true })).await;
            bough.core.idle().await;
            let builds = server.builds(&commit);
            assert_eq!(builds.iter().map(|build| build.0.as_str()).collect::<Vec<_>>(), ["SUCCESSFUL"], "{builds:?}");
            assert_eq!(askers(&server), (vec![name.to_owned()], true), "what came later");
        }
        assert_eq!(server.failed_sign_ins(), 0);
    });
}

#[test]
fn a_linked_work_tree_has_the_account_of_its_repository() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::sample().version(version));
        let bough = Bough::start();
        let (ada, lea) = two_accounts(&bough, &server).await;
        let end = bough.end_of(&bough.clone_hosted(&lea, "FLEET/route-planner", "https").await).await;
        let main = end["repository"].clone();
        let linked = bough.code().join("beside");
        git(&bough.code().join("route-planner"), &["worktree", "add", "--quiet", "--detach", &linked.to_string_lossy()]);
        let linked = bough.call("open_repository", json!({ "path": linked })).await["id"].clone();
        let answering = async |id: &Value| bough.call("list_remote_accounts", json!({ "id": id })).await[0]["account"].clone();
        assert_eq!(answering(&linked).await, lea, "she cloned the repository");
        server.clear_requests();
        let job = bough.call("fetch_remotes", json!({ "id": linked })).await;
        assert_eq!(bough.end_of(&job).await["kind"], "finished");
        assert_eq!(last_user(&server).as_deref(), Some("lea"));

        // Chosen in one, it is chosen in all, also for those that are opened again.
        bough.call("choose_account", json!({ "id": linked, "account": ada })).await;
        assert_eq!((answering(&main).await, answering(&linked).await), (ada.clone(), ada.clone()));
        bough.call("forget_repository", json!({ "id": main })).await;
        let main = bough.call("open_repository", json!({ "path": bough.code().join("route-planner") })).await["id"].clone();
        assert_eq!(answering(&main).await, ada);
    });
}

fn uuid() -> &'static str {
    "00000000-0000-4000-8000-000000000000"
}
