//! Cloning over HTTP(S): the whole, one branch, a shallow one; the folder that is taken; what Git itself thinks of it.

use std::path::Path;
use std::process::Command;

use bough_tests::{Bough, on_every_version};
use serde_json::json;
use simulators::{Bitbucket, Scenario, Version};

#[test]
fn a_clone_is_what_git_would_have_made() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::minimal().version(version).context("/bitbucket"));
        let bough = Bough::start();
        let account = bough.connect(&server, "ada").await;
        let job = bough.clone_hosted(&account, "DEMO/hello", "https").await;
        let end = bough.end_of(&job).await;
        assert_eq!(end["kind"], "finished", "{end}");

        let clone = bough.code().join("hello");
        let origin = server.repository_folder("DEMO", "hello").expect("it is there");
        assert_eq!(git(&clone, &["rev-parse", "HEAD"]), git(&origin, &["rev-parse", "HEAD"]));
        assert_eq!(git(&clone, &["status", "--porcelain"]), "");
        git(&clone, &["fsck", "--strict"]);
        assert_eq!(bough.left_behind(), std::slice::from_ref(&clone), "nothing but the clone");
        let config = std::fs::read_to_string(clone.join(".git/config")).expect("a config");
        assert!(!config.contains("BBDC-") && !config.contains('@'), "no secret and no user in the config: {config}");

        let known = bough.call("list_repositories", json!({})).await;
        assert_eq!(known[0]["id"], end["repository"]);
        let rows = bough.call("get_rows", json!({ "id": end["repository"], "start": 0, "count": 50 })).await;
        assert_eq!(rows["total"].to_string(), git(&clone, &["rev-list", "--all", "--count"]));
        let remotes = bough.call("list_remote_accounts", json!({ "id": end["repository"] })).await;
        assert_eq!(remotes[0]["account"], account);
        assert_eq!(remotes[0]["path"], json!({ "project": "DEMO", "slug": "hello" }));
    });
}

#[test]
fn a_taken_folder_is_left_alone() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::minimal().version(version));
        let bough = Bough::start();
        let account = bough.connect(&server, "ada").await;
        std::fs::create_dir(bough.code().join("hello")).expect("a folder");
        std::fs::write(bough.code().join("hello/precious"), "mine").expect("a file");
        let source =
            json!({ "kind": "hosted", "account": account, "path": { "project": "DEMO", "slug": "hello" }, "protocol": "https" });
        let clone = json!({ "source": source, "folder": bough.code(), "name": "hello", "submodules": false });
        assert_eq!(bough.fault("clone_repository", clone).await["kind"], "taken");
        assert_eq!(std::fs::read_to_string(bough.code().join("hello/precious")).expect("it is still there"), "mine");
    });
}

#[test]
fn a_shallow_clone_of_one_branch() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::minimal().version(version));
        let bough = Bough::start();
        let account = bough.connect(&server, "ada").await;
        let source =
            json!({ "kind": "hosted", "account": account, "path": { "project": "DEMO", "slug": "hello" }, "protocol": "https" });
        let branches = bough
            .all_pages("list_host_branches", json!({ "account": account, "repository": { "project": "DEMO", "slug": "hello" } }))
            .await;
        let branch = &branches[0]["name"];
        let clone = json!({
            "source": source, "folder": bough.code(), "name": "shallow", "branch": branch, "depth": 1, "submodules": false,
        });
        let job = bough.call("clone_repository", clone).await;
        let end = bough.end_of(&job).await;
        assert_eq!(end["kind"], "finished", "{end}");
        let folder = bough.code().join("shallow");
        assert_eq!(git(&folder, &["rev-list", "HEAD", "--count"]), "1");
        assert_eq!(json!(git(&folder, &["branch", "--show-current"])), *branch);
    });
}

#[test]
fn without_an_account_a_closed_repository_asks_to_sign_in() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::minimal().version(version));
        let bough = Bough::start();
        let url = format!("{}/scm/demo/hello.git", server.base_url());
        let job = bough.clone_from(json!({ "kind": "url", "url": url }), "hello").await;
        let end = bough.end_of(&job).await;
        assert_eq!((&end["fault"]["kind"], &end["fault"]["reason"]), (&json!("signIn"), &json!("noAccount")));
        assert!(bough.left_behind().is_empty());
        assert_eq!(server.failed_sign_ins(), 0);
    });
}

/// What `git` prints, trimmed.
pub fn git(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new("git").arg("-C").arg(folder).args(arguments).output().expect("git runs");
    assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}
