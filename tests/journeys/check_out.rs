//! Checking out: branches and pull requests, from a fork too, whatever became of their branch; here or in a work tree beside.

use std::path::PathBuf;

use bough_tests::{Bough, on_every_version};
use serde_json::{Value, json};
use simulators::{Bitbucket, Scenario, Version};

use crate::clone_over_https::git;
use crate::pull_requests::find;

pub struct Clone {
    pub bough: Bough,
    pub account: Value,
    pub id: Value,
    pub work: PathBuf,
    pub path: Value,
}

/// Ada's clone of a repository.
pub async fn clone(server: &Bitbucket, project: &str, slug: &str) -> Clone {
    let bough = Bough::start();
    let author = json!({ "name": "Ada", "email": "ada@kestrel.example" });
    bough.call("finish_welcome", json!({ "author": author })).await;
    let account = bough.connect(server, "ada").await;
    let job = bough.clone_hosted(&account, &format!("{project}/{slug}"), "https").await;
    let end = bough.end_of(&job).await;
    assert_eq!(end["kind"], "finished", "{end}");
    let work = bough.code().join(slug);
    Clone { bough, account, id: end["repository"].clone(), work, path: json!({ "project": project, "slug": slug }) }
}

impl Clone {
    pub async fn run(&self, command: &str, mut arguments: Value) -> Value {
        arguments["id"] = self.id.clone();
        let job = self.bough.call(command, arguments).await;
        self.bough.end_of(&job).await
    }

    /// An open pull request by words of its title.
    pub async fn pull_request(&self, words: &str) -> Value {
        let filter = json!({ "kind": "of", "repository": self.path, "state": "open" });
        let open = self.bough.all_pages("list_pull_requests", json!({ "account": self.account, "filter": filter })).await;
        let number = find(&open, words)["number"].clone();
        json!({ "kind": "pullRequest", "account": self.account, "repository": self.path, "number": number })
    }

    fn git(&self, words: &[&str]) -> String {
        git(&self.work, words)
    }
}

#[test]
fn a_pull_request_is_checked_out_whatever_became_of_its_branch() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::sample().version(version).context("/git"));
        let here = clone(&server, "SHOP", "storefront").await;
        let folder = server.repository_folder("SHOP", "storefront").expect("it is there");

        // A branch of the repository itself: fetched just now, followed by a local one.
        let who = ["-c", "user.name=Lea", "-c", "user.email=lea@kestrel.example"];
        let words = ["commit-tree", "feature/gift-wrapping^{tree}", "-p", "feature/gift-wrapping", "-m", "Newer"];
        let newer = git(&folder, &[&who[..], &words].concat());
        git(&folder, &["update-ref", "refs/heads/feature/gift-wrapping", &newer]);
        let gift = here.pull_request("Gift wrapping").await;
        let end = here.run("check_out", json!({ "target": gift })).await;
        let done = &end["checkedOut"];
        assert_eq!(
            (&done["branch"], &done["commit"], &done["made"]),
            (&json!("feature/gift-wrapping"), &json!(newer), &json!(true)),
            "{end}"
        );
        assert_eq!(here.git(&["rev-parse", "--abbrev-ref", "@{upstream}"]), "origin/feature/gift-wrapping");

        // A fork's: the fork is a remote from now on, and the branch follows it.
        let pears = here.pull_request("Filter pears").await;
        let end = here.run("check_out", json!({ "target": pears })).await;
        assert_eq!(
            (&end["checkedOut"]["branch"], &end["checkedOut"]["remote"]),
            (&json!("feature/pear-filter"), &json!("ada")),
            "{end}"
        );
        assert_eq!(here.git(&["rev-parse", "--abbrev-ref", "@{upstream}"]), "ada/feature/pear-filter");
        assert!(here.git(&["remote", "get-url", "ada"]).ends_with("/scm/~ada/storefront.git"));
        let fork = server.repository_folder("~ada", "storefront").expect("it is there");
        assert_eq!(here.git(&["rev-parse", "HEAD"]), git(&fork, &["rev-parse", "feature/pear-filter"]));
        let again = here.run("check_out", json!({ "target": pears })).await;
        assert_eq!((&again["checkedOut"]["remote"], &again["checkedOut"]["made"]), (&json!(null), &json!(false)), "{again}");

        // The branch was deleted, or its repository: the commit that the server keeps, as a branch that follows nothing.
        for (words, why) in [("Ask for consent", "branch"), ("Prices per kilo", "repository")] {
            let target = here.pull_request(words).await;
            let end = here.run("check_out", json!({ "target": target })).await;
            let name = format!("pull-request-{}", target["number"]);
            assert_eq!((&end["checkedOut"]["branch"], &end["checkedOut"]["without"]), (&json!(name), &json!(why)), "{end}");
            let kept = format!("refs/pull-requests/{}/from", target["number"]);
            assert_eq!(here.git(&["rev-parse", "HEAD"]), git(&folder, &["rev-parse", &kept]));
            assert!(!here.git(&["config", "--list", "--local"]).contains(&format!("branch.{name}.")));
        }
        assert_eq!(here.git(&["for-each-ref", "refs/bough/pull-requests"]), "", "nothing is left of the way");
        assert_eq!(server.failed_sign_ins(), 0);

        // One step each, back to where it began.
        let undo = here.bough.call("get_undo", json!({ "id": here.id })).await;
        let first = undo["done"].as_array().expect("steps").last().expect("a step")["number"].clone();
        here.bough.call("undo_step", json!({ "id": here.id, "number": first })).await;
        assert_eq!(here.git(&["symbolic-ref", "HEAD"]), "refs/heads/main");
        assert_eq!(here.git(&["branch", "--format=%(refname:short)"]), "main");
        let words = format!("SHOP/storefront#{}", gift["number"]);
        let log = here.bough.call("list_activity", json!({ "start": 0, "count": 9, "words": words })).await;
        assert_eq!((&log["total"], &log["items"][0]["kind"]), (&json!(1), &json!("checkOut")), "{log}");
    });
}

#[test]
fn a_fork_that_may_not_be_read_is_told_and_its_commit_had() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::sample().version(version));
        let here = clone(&server, "FLEET", "route-planner").await;
        let target = here.pull_request("cargo bicycles").await;
        // The server keeps the commit from when somebody could read both.
        here.bough
            .call("get_pull_request", json!({ "account": here.account, "repository": here.path, "number": target["number"] }))
            .await;
        server.permit("ada", "~sam/route-planner", None).expect("it is there");
        let end = here.run("check_out", json!({ "target": target })).await;
        assert_eq!(end["checkedOut"]["without"], "repository", "{end}");
        assert_eq!(here.git(&["remote"]), "origin", "what can't be read is no remote");
        assert_eq!(server.failed_sign_ins(), 0);
    });
}

#[test]
fn nothing_of_ones_own_is_lost() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::sample().version(version));
        let here = clone(&server, "SHOP", "storefront").await;
        let gift = here.pull_request("Gift wrapping").await;
        // A local branch of the same name with other commits.
        here.git(&["checkout", "-q", "-b", "feature/gift-wrapping", "--no-track", "main"]);
        here.git(&["-c", "user.name=A", "-c", "user.email=a@b", "commit", "-q", "--allow-empty", "-m", "Mine"]);
        let mine = here.git(&["rev-parse", "HEAD"]);
        here.git(&["checkout", "-q", "main"]);
        let end = here.run("check_out", json!({ "target": gift })).await;
        assert_eq!(end["checkedOut"]["branch"], json!(format!("pull-request-{}", gift["number"])), "{end}");
        assert_eq!(here.git(&["rev-parse", "feature/gift-wrapping"]), mine);
        // The local branch of the pull request has gone its own way meanwhile, and so has the server's.
        here.git(&["-c", "user.name=A", "-c", "user.email=a@b", "commit", "-q", "--allow-empty", "-m", "Mine too"]);
        here.git(&["checkout", "-q", "main"]);
        let folder = server.repository_folder("SHOP", "storefront").expect("it is there");
        let who = ["-c", "user.name=Lea", "-c", "user.email=lea@kestrel.example"];
        let words = ["commit-tree", "feature/gift-wrapping^{tree}", "-p", "feature/gift-wrapping", "-m", "Newer"];
        let newer = git(&folder, &[&who[..], &words].concat());
        git(&folder, &["update-ref", "refs/heads/feature/gift-wrapping", &newer]);
        let end = here.run("check_out", json!({ "target": gift })).await;
        assert_eq!((&end["kind"], &end["fault"]["kind"]), (&json!("failed"), &json!("refused")), "{end}");
        assert!(end["fault"]["detail"].as_str().expect("words").contains("has 1 commit that"), "{end}");
        assert_eq!(here.git(&["symbolic-ref", "--short", "HEAD"]), "main");

        // A file that is changed here and differs there is in the way, by name.
        let file = here.git(&["diff", "--name-only", "main", "origin/feature/gift-wrapping"]);
        let file = file.lines().find(|name| here.work.join(name).exists()).expect("a file that both have").to_owned();
        std::fs::write(here.work.join(&file), "mine\n").expect("a file");
        let branch = json!({ "kind": "remoteBranch", "remote": "origin", "name": "fix/checkout-rounding" });
        here.run("fetch_remotes", json!({})).await;
        let commit = json!({ "kind": "commit", "id": newer });
        let end = here.run("check_out", json!({ "target": commit })).await;
        assert_eq!((&end["fault"]["kind"], &end["fault"]["files"]), (&json!("conflict"), &json!([file])), "{end}");
        assert_eq!(std::fs::read_to_string(here.work.join(&file)).expect("it is there"), "mine\n");
        here.git(&["checkout", "-q", "--", "."]);
        let end = here.run("check_out", json!({ "target": branch })).await;
        assert_eq!(end["checkedOut"]["branch"], "fix/checkout-rounding", "{end}");
    });
}

#[test]
fn a_pull_request_opens_in_a_work_tree_beside_the_repository() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::sample().version(version));
        let here = clone(&server, "SHOP", "storefront").await;
        std::fs::write(here.work.join("README.md"), "mine\n").expect("a file");
        let gift = here.pull_request("Gift wrapping").await;
        let end = here.run("add_worktree", json!({ "target": gift, "folder": null })).await;
        assert_eq!(end["checkedOut"]["branch"], "feature/gift-wrapping", "{end}");
        let beside = here.bough.call("get_repository", json!({ "id": end["repository"] })).await;
        let path = PathBuf::from(beside["path"].as_str().expect("a path"));
        assert_eq!(path, here.work.with_file_name(format!("storefront.pull-request-{}", gift["number"])));
        assert_eq!(git(&path, &["status", "--porcelain", "--branch"]), "## feature/gift-wrapping...origin/feature/gift-wrapping");
        assert_eq!(std::fs::read_to_string(here.work.join("README.md")).expect("a file"), "mine\n");
        // Checked out there, so not here, which is said with the place.
        let end = here.run("check_out", json!({ "target": gift })).await;
        assert!(end["fault"]["detail"].as_str().expect("words").contains(&*path.to_string_lossy()), "{end}");
        // A second one gets a folder of its own.
        let branch = json!({ "kind": "branch", "name": "main" });
        let end = here.run("add_worktree", json!({ "target": branch, "folder": null })).await;
        assert_eq!(end["fault"]["kind"], "refused", "main is checked out here: {end}");
    });
}
