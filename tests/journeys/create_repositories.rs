//! "Create repositories on Bitbucket Server including .gitignore and license": in a project or as one's own, by HTTPS or SSH, and
//! what is said where the server says no or the first push does not arrive.

use std::path::Path;

use bough_tests::{Bough, on_every_version};
use serde_json::{Value, json};
use simulators::{Bitbucket, Content, Fault, Level, Permission, Scenario, Version};

use crate::clone_over_https::git;

/// Signs in with a token that may administer projects; the account's id.
async fn administrator(bough: &Bough, server: &Bitbucket) -> Value {
    let host = bough.add_host(server).await;
    let token = server.make_token("ada", &[Permission::Project(Level::Admin), Permission::Repository(Level::Admin)]);
    let token = token.expect("ada works here");
    bough.call("connect_account", json!({ "host": host, "token": token })).await["id"].clone()
}

/// A wish with .gitignore and licence.
fn wish(bough: &Bough, account: &Value, project: Option<&str>) -> Value {
    json!({
        "account": account,
        "draft": {
            "project": project, "name": "Pear crates", "description": "Where pears go – 梨", "public": true,
            "defaultBranch": "trunk", "ignore": "Rust", "licence": "MIT",
        },
        "protocol": "https",
        "clone": { "folder": bough.code(), "name": "crates" },
    })
}

async fn create(bough: &Bough, wish: &Value) -> Value {
    let job = bough.call("create_host_repository", wish.clone()).await;
    bough.end_of(&job).await
}

/// The branch on the server is the commit here, and follows it.
fn arrived(bough: &Bough, server: &Bitbucket, project: &str) {
    let clone = bough.code().join("crates");
    let there = server.repository_folder(project, "pear-crates").expect("it was made");
    assert_eq!(git(&there, &["rev-parse", "refs/heads/trunk"]), git(&clone, &["rev-parse", "HEAD"]));
    assert_eq!(git(&clone, &["status", "-sb", "--porcelain"]), "## trunk...origin/trunk");
    assert_eq!(git(&there, &["for-each-ref", "--format=%(refname)"]), "refs/heads/trunk");
    assert_eq!(git(&there, &["symbolic-ref", "HEAD"]), "refs/heads/trunk");
    assert_eq!(git(&there, &["ls-tree", "--name-only", "trunk"]), ".gitignore\nLICENSE");
    assert!(git(&there, &["show", "trunk:.gitignore"]).contains("target"));
    let licence = git(&there, &["show", "trunk:LICENSE"]);
    let year = git(&clone, &["log", "-1", "--format=%ad", "--date=format-local:%Y"]);
    assert!(
        licence.starts_with("MIT License\n") && licence.contains(&format!("Copyright (c) {year} Ada Lindqvist")),
        "{licence}"
    );
    git(&clone, &["fsck", "--strict"]);
    assert_eq!(bough.left_behind(), std::slice::from_ref(&clone), "nothing but the repository");
    let config = std::fs::read_to_string(clone.join(".git/config")).expect("a config");
    assert!(!config.contains("BBDC-"), "no secret in the config: {config}");
}

#[test]
fn create_repositories_on_bitbucket_server_including_gitignore_and_license() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::minimal().version(version).context("/bitbucket"));
        let bough = Bough::start();
        let account = administrator(&bough, &server).await;
        let end = create(&bough, &wish(&bough, &account, Some("DEMO"))).await;
        assert_eq!((&end["kind"], &end["push"]), (&json!("finished"), &Value::Null), "{end}");
        assert_eq!(end["page"], json!(format!("{}/projects/DEMO/repos/pear-crates/browse", server.base_url())));
        arrived(&bough, &server, "DEMO");
        let made = server.repository("DEMO", "pear-crates").expect("it was made");
        let wanted = json!({
            "name": "Pear crates", "description": "Where pears go – 梨", "public": true, "defaultBranch": "trunk",
        });
        assert_eq!(made, wanted);
        assert_eq!(bough.call("list_repositories", json!({})).await[0]["id"], end["repository"]);
        let remotes = bough.call("list_remote_accounts", json!({ "id": end["repository"] })).await;
        assert_eq!(remotes[0]["account"], account);

        let log = bough.call("list_activity", json!({ "start": 0, "count": 1, "words": "" })).await;
        let entry = &log["items"][0];
        assert_eq!((&entry["kind"], &entry["outcome"]["kind"]), (&json!("createHostRepository"), &json!("done")), "{entry}");
        let command = entry["command"].as_str().expect("a command");
        assert!(command.contains("git remote add origin") && command.ends_with("origin -- trunk"), "{command}");
    });
}

#[test]
fn over_ssh_as_ones_own_with_the_recommended_token() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::minimal().version(version).ssh_key_upload(true));
        let bough = Bough::start();
        let account = bough.connect(&server, "ada").await;
        let host = bough.call("list_hosts", json!({})).await[0]["id"].clone();
        let key = bough.call("generate_ssh_key", json!({ "host": host })).await;
        bough.call("upload_ssh_key", json!({ "account": account, "path": key["path"] })).await;
        let mut wish = wish(&bough, &account, None);
        wish["protocol"] = json!("ssh");
        wish["draft"]["public"] = json!(false);
        // What this token may not set, 7.21 begins with.
        wish["draft"]["description"] = json!("");
        let job = bough.call("create_host_repository", wish).await;
        let asked = bough.answer(json!({ "kind": "accept" })).await;
        assert_eq!(asked["kind"], "hostKey");
        let end = bough.end_of(&job).await;
        assert_eq!((&end["kind"], &end["push"]), (&json!("finished"), &Value::Null), "{end}");
        let there = server.repository_folder("~ada", "pear-crates").expect("it was made");
        let clone = bough.code().join("crates");
        assert_eq!(git(&there, &["rev-parse", "trunk"]), git(&clone, &["rev-parse", "HEAD"]));
        assert!(git(&clone, &["remote", "get-url", "origin"]).starts_with("ssh://"));
    });
}

#[test]
fn without_a_clone_nothing_stays_on_this_computer() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::minimal().version(version));
        let bough = Bough::start();
        let account = administrator(&bough, &server).await;
        let mut wish = wish(&bough, &account, Some("DEMO"));
        wish["clone"] = Value::Null;
        let end = create(&bough, &wish).await;
        assert_eq!((&end["kind"], &end["push"], &end["repository"]), (&json!("finished"), &Value::Null, &Value::Null), "{end}");
        let there = server.repository_folder("DEMO", "pear-crates").expect("it was made");
        assert_eq!(git(&there, &["ls-tree", "--name-only", "trunk"]), ".gitignore\nLICENSE");
        assert!(bough.left_behind().is_empty());
        assert!(!bough.home().join("data/beginnings").exists());
        assert_eq!(bough.call("list_repositories", json!({})).await, json!([]));
    });
}

#[test]
fn without_files_it_is_empty_and_its_branch_waits_for_a_commit() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::minimal().version(version));
        let bough = Bough::start();
        let account = administrator(&bough, &server).await;
        let mut wish = wish(&bough, &account, Some("demo"));
        (wish["draft"]["ignore"], wish["draft"]["licence"]) = (Value::Null, Value::Null);
        let end = create(&bough, &wish).await;
        assert_eq!((&end["kind"], &end["push"]), (&json!("finished"), &Value::Null), "{end}");
        let repository = bough.call("get_repository", json!({ "id": end["repository"] })).await;
        assert_eq!(repository["head"], json!({ "kind": "unborn", "name": "trunk" }));
        let clone = bough.code().join("crates");
        assert_eq!(git(&clone, &["config", "branch.trunk.merge"]), "refs/heads/trunk");
        std::fs::write(clone.join("a"), "a").expect("a file");
        git(&clone, &["add", "a"]);
        git(&clone, &["-c", "user.name=A", "-c", "user.email=a@b", "commit", "-qm", "First"]);
        let job = bough.call("finish_creation", json!({ "id": end["repository"] })).await;
        assert_eq!(bough.end_of(&job).await["kind"], "finished");
        let there = server.repository_folder("DEMO", "pear-crates").expect("it was made");
        assert_eq!(git(&there, &["rev-parse", "trunk"]), git(&clone, &["rev-parse", "HEAD"]));
    });
}

#[test]
fn a_no_of_the_server_says_why_and_nothing_is_made() {
    on_every_version(async |version: Version| {
        for status in [401, 403] {
            let scenario = Scenario::minimal().version(version).permission_denied_status(status);
            let scenario = scenario.repository("DEMO", "Pear crates", Content::Empty).expect("the project is there");
            let server = Bitbucket::start(scenario);
            let bough = Bough::start();
            let account = administrator(&bough, &server).await;
            let wish = wish(&bough, &account, Some("DEMO"));
            let refused = async |change: &dyn Fn(&mut Value)| {
                let mut wish = wish.clone();
                change(&mut wish);
                let end = create(&bough, &wish).await;
                assert_eq!(end["kind"], "failed", "{end}");
                assert!(bough.left_behind().is_empty());
                end["fault"].clone()
            };
            let taken = refused(&|_| {}).await;
            assert_eq!((&taken["kind"], &taken["field"]), (&json!("invalid"), &json!("name")), "{taken}");
            assert!(taken["why"].as_str().expect("words").contains("already taken by 'Pear crates'"), "{taken}");
            let odd = refused(&|wish| wish["draft"]["name"] = json!("-x/../y")).await;
            assert_eq!((&odd["kind"], &odd["field"]), (&json!("invalid"), &json!("name")), "{odd}");
            let nowhere = refused(&|wish| wish["draft"]["project"] = json!("NOPE")).await;
            assert_eq!((&nowhere["kind"], &nowhere["what"]), (&json!("notFound"), &json!("the project NOPE")), "{nowhere}");
            let branch = refused(&|wish| wish["draft"]["defaultBranch"] = json!("a..b")).await;
            assert_eq!((&branch["kind"], &branch["field"]), (&json!("invalid"), &json!("defaultBranch")), "{branch}");
            server.lock_project("DEMO", true).expect("it is there");
            let locked = refused(&|wish| wish["draft"]["name"] = json!("another")).await;
            assert_eq!(locked["kind"], "refused");
            assert!(locked["detail"].as_str().expect("words").contains("locked while it is being moved"), "{locked}");
            assert!(server.repository("DEMO", "another").is_none());

            for (change, field) in [("ignore", "ignore"), ("licence", "licence")] {
                let mut wish = wish.clone();
                wish["draft"][change] = json!("../../etc/passwd");
                let fault = bough.fault("create_host_repository", wish).await;
                assert_eq!((&fault["kind"], &fault["field"]), (&json!("invalid"), &json!(field)), "{fault}");
            }
            assert_eq!(server.failed_sign_ins(), 0);
        }
    });
}

#[test]
fn the_missing_right_is_named_with_its_project() {
    on_every_version(async |version: Version| {
        for status in [401, 403] {
            let server = Bitbucket::start(Scenario::minimal().version(version).permission_denied_status(status));
            let bough = Bough::start();
            // Ada administers the project, but the recommended token may only read it.
            let account = bough.connect(&server, "ada").await;
            let end = create(&bough, &wish(&bough, &account, Some("DEMO"))).await;
            let fault = &end["fault"];
            assert_eq!(
                (&fault["kind"], &fault["missing"]),
                (&json!("denied"), &json!("Project permissions: admin (for DEMO)")),
                "{end}"
            );
            assert!(bough.left_behind().is_empty() && server.repository("DEMO", "pear-crates").is_none());
            // The token is not to blame.
            let all = json!({ "account": account, "scope": { "kind": "all" } });
            assert!(!bough.all_pages("list_host_repositories", all).await.is_empty());
        }
    });
}

#[test]
fn a_first_push_that_fails_is_told_and_can_be_continued() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::minimal().version(version));
        let bough = Bough::start();
        let account = administrator(&bough, &server).await;
        server.set_fault(Fault::status(503).on("/scm"));
        let end = create(&bough, &wish(&bough, &account, Some("DEMO"))).await;
        assert_eq!((&end["kind"], &end["push"]["kind"]), (&json!("finished"), &json!("offline")), "{end}");
        assert!(end["page"].as_str().is_some_and(|page| page.contains("/DEMO/repos/pear-crates")));
        let id = &end["repository"];
        assert!(!id.is_null(), "the commit is not lost: {end}");
        let log = bough.call("list_activity", json!({ "start": 0, "count": 1, "words": "" })).await;
        assert_eq!(log["items"][0]["outcome"]["kind"], "failed");

        let again = bough.call("finish_creation", json!({ "id": id })).await;
        let again = bough.end_of(&again).await;
        assert_eq!((&again["kind"], &again["fault"]["kind"]), (&json!("failed"), &json!("offline")), "{again}");
        server.clear_faults();
        let last = bough.call("finish_creation", json!({ "id": id })).await;
        assert_eq!(bough.end_of(&last).await["kind"], "finished");
        arrived(&bough, &server, "DEMO");
        assert_eq!(bough.fault("finish_creation", json!({ "id": id })).await["kind"], "refused");
    });
}

#[test]
fn a_token_that_ended_is_tried_once_and_nothing_is_made() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::minimal().version(version));
        let bough = Bough::start();
        let host = bough.add_host(&server).await;
        let token = server.make_token("ada", &[Permission::Project(Level::Admin)]).expect("ada works here");
        let account = bough.call("connect_account", json!({ "host": host, "token": token })).await["id"].clone();
        server.revoke(&token);
        let before = server.failed_sign_ins();
        let end = create(&bough, &wish(&bough, &account, Some("DEMO"))).await;
        assert_eq!((&end["fault"]["kind"], &end["fault"]["reason"]), (&json!("signIn"), &json!("rejected")), "{end}");
        assert_eq!(server.failed_sign_ins(), before + 1);
        assert!(bough.left_behind().is_empty() && server.repository("DEMO", "pear-crates").is_none());
    });
}

#[test]
fn a_taken_folder_is_left_alone_and_nothing_is_made_on_the_host() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::minimal().version(version));
        let bough = Bough::start();
        let account = administrator(&bough, &server).await;
        let taken: &Path = &bough.code().join("crates");
        std::fs::create_dir(taken).expect("a folder");
        std::fs::write(taken.join("precious"), "mine").expect("a file");
        assert_eq!(bough.fault("create_host_repository", wish(&bough, &account, Some("DEMO"))).await["kind"], "taken");
        assert!(server.repository("DEMO", "pear-crates").is_none());
        assert_eq!(std::fs::read_to_string(taken.join("precious")).expect("it is still there"), "mine");
    });
}
