//! "Selecting the repository will install a webhook and enable automatic prebuilds for the project": on this computer, without a
//! server of ours. What is followed is kept ready in a work tree, and built by the person's own command where that is safe.

use std::path::PathBuf;

use bough_tests::on_every_version;
use serde_json::{Value, json};
use simulators::{Bitbucket, Level, Permission, Scenario, Version};

use crate::check_out::{Clone, clone};
use crate::clone_over_https::git;

fn main_branch() -> Value {
    json!({ "kind": "branch", "remote": "origin", "name": "main" })
}

/// A commit of somebody else on a branch of the server.
pub fn push(folder: &std::path::Path, branch: &str, words: &str) -> String {
    let who = ["-c", "user.name=Lea", "-c", "user.email=lea@kestrel.example"];
    let tree = format!("{branch}^{{tree}}");
    let commit = git(folder, &[&who[..], &["commit-tree", &tree, "-p", branch, "-m", words]].concat());
    git(folder, &["update-ref", &format!("refs/heads/{branch}"), &commit]);
    commit
}

impl Clone {
    async fn prebuilds(&self) -> Value {
        self.bough.call("get_prebuilds", json!({ "id": self.id })).await
    }

    /// The only one that is followed, once no job runs.
    async fn settled(&self) -> Value {
        self.bough.core.idle().await;
        self.prebuilds().await["prebuilds"][0].clone()
    }

    /// What the command said of a commit.
    async fn result(&self, commit: &str) -> Value {
        self.bough.core.idle().await;
        let all = self.prebuilds().await;
        let found = all["results"].as_array().expect("a list").iter().find(|result| result["commit"] == commit).cloned();
        found.unwrap_or(Value::Null)
    }

    async fn plan(&self, command: Option<&str>, publish: bool) {
        let plan = json!({ "command": command, "publish": publish });
        self.bough.call("set_prebuild_plan", json!({ "id": self.id, "plan": plan })).await;
    }

    async fn trust(&self) {
        self.bough.call("trust_repository", json!({ "id": self.id, "trusted": true })).await;
    }
}

#[test]
fn a_followed_branch_is_ready_and_built_and_the_host_is_told() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::sample().version(version).context("/git"));
        let here = clone(&server, "SHOP", "storefront").await;
        let folder = server.repository_folder("SHOP", "storefront").expect("it is there");
        here.trust().await;
        here.plan(Some("echo \"$BOUGH_BRANCH at $BOUGH_COMMIT\"; test -f package.json; exit ${FAIL:-0}"), true).await;
        let end = here.run("follow", json!({ "followed": main_branch() })).await;
        assert_eq!(end["kind"], "finished", "{end}");
        let one = here.settled().await;
        let first = git(&folder, &["rev-parse", "main"]);
        assert_eq!((&one["commit"], &one["state"]["kind"]), (&json!(first), &json!("ready")), "{one}");
        let tree = PathBuf::from(one["folder"].as_str().expect("a folder"));
        assert!(!tree.starts_with(here.bough.code()), "it lies with Bough: {}", tree.display());
        assert_eq!(git(&tree, &["status", "--porcelain"]), "");
        assert_eq!(here.result(&first).await["outcome"]["kind"], "passed");
        let log = here.bough.call("get_prebuild_log", json!({ "id": here.id, "commit": first })).await;
        assert_eq!(log["text"], json!(format!("main at {first}\n")));
        let told = server.builds(&first);
        assert_eq!(told.iter().map(|build| build.0.as_str()).collect::<Vec<_>>(), ["SUCCESSFUL"], "{told:?}");

        // The person's own fetch brings a commit: the work tree follows, and fails this time.
        here.plan(Some("echo broken; exit 7"), true).await;
        let second = push(&folder, "main", "Second");
        here.run("fetch_remotes", json!({})).await;
        let one = here.settled().await;
        assert_eq!((&one["commit"], &one["state"]["kind"]), (&json!(second), &json!("ready")), "{one}");
        assert_eq!(here.result(&second).await["outcome"], json!({ "kind": "failed", "code": 7 }));
        assert_eq!(server.builds(&second)[0].0, "FAILED");

        // So does the quiet question; one request to ask, and nothing where nothing moved.
        let third = push(&folder, "main", "Third");
        here.bough.call("tend_prebuilds", json!({ "now": true })).await;
        here.bough.core.idle().await;
        assert_eq!(here.settled().await["commit"], json!(third));
        server.clear_requests();
        here.bough.call("tend_prebuilds", json!({ "now": true })).await;
        here.bough.core.idle().await;
        let asked: Vec<String> = server.requests().iter().map(|request| request.path.clone()).collect();
        assert!(
            asked.len() <= 2 && asked.iter().all(|path| path.ends_with("/info/refs") || path.ends_with("/git-upload-pack")),
            "{asked:?}"
        );
        server.clear_requests();
        here.bough.call("tend_prebuilds", json!({ "now": false })).await;
        here.bough.core.idle().await;
        assert_eq!(server.requests().len(), 0, "it is not due");
        assert_eq!(server.failed_sign_ins(), 0);

        // Opening it is instant: it is there. What is done in it is kept when it is not followed any more.
        let opened = here.bough.call("open_prebuild", json!({ "id": here.id, "followed": main_branch() })).await;
        assert_eq!(opened["path"], one["folder"]);
        std::fs::write(tree.join("mine"), "mine\n").expect("a file");
        let fourth = push(&folder, "main", "Fourth");
        here.run("fetch_remotes", json!({})).await;
        let one = here.settled().await;
        assert_eq!((&one["state"]["kind"], &one["commit"]), (&json!("inUse"), &json!(third)), "not {fourth}: {one}");
        let stop = |work: &str| json!({ "id": here.id, "followed": main_branch(), "work": work });
        let asked = here.bough.call("stop_following", stop("ask")).await;
        assert_eq!((&asked["filesTotal"], here.prebuilds().await["prebuilds"].as_array().map(Vec::len)), (&json!(1), Some(1)));
        let loss = here.bough.call("stop_following", stop("keep")).await;
        assert_eq!((&loss["files"], &loss["kept"]), (&json!(["mine"]), &json!(tree.to_string_lossy())), "{loss}");
        assert!(tree.join("mine").exists());
        assert_eq!(here.prebuilds().await["prebuilds"], json!([]));
        assert_eq!(here.bough.fault("stop_following", stop("lose")).await["kind"], "notFound");
    });
}

#[test]
fn submodules_and_files_of_lfs_are_in_place() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::sample().version(version).context("/git"));
        let content = b"pears, many of them\n".repeat(500);
        let oid = server.keep_lfs_object("SHOP", "storefront", &content).expect("a repository");
        let folder = server.repository_folder("SHOP", "storefront").expect("it is there");
        let planner = server.repository_folder("FLEET", "route-planner").expect("it is there");
        let work = tempfile::tempdir().expect("a folder");
        let work = work.path();
        let here = clone(&server, "SHOP", "storefront").await;
        here.bough.end_of(&here.bough.call("follow", json!({ "id": here.id, "followed": main_branch() })).await).await;

        // Somebody adds both; then they move on.
        git(work, &["clone", "--quiet", &folder.to_string_lossy(), "."]);
        std::fs::write(work.join(".gitattributes"), "*.bin filter=lfs diff=lfs merge=lfs -text\n").expect("a file");
        let pointer = format!("version https://git-lfs.github.com/spec/v1\noid sha256:{oid}\nsize {}\n", content.len());
        std::fs::write(work.join("pears.bin"), pointer).expect("a file");
        let module = "[submodule \"planner\"]\n\tpath = planner\n\turl = ../../fleet/route-planner.git\n";
        std::fs::write(work.join(".gitmodules"), module).expect("a file");
        git(work, &["add", "."]);
        let tips = git(&planner, &["rev-list", "--first-parent", "-2", "main"]);
        for (tip, words) in tips.lines().rev().zip(["Add the planner", "Move the planner on"]) {
            git(work, &["update-index", "--add", "--cacheinfo", &format!("160000,{tip},planner")]);
            git(work, &["-c", "user.name=Lea", "-c", "user.email=lea@kestrel.example", "commit", "--quiet", "-m", words]);
            git(work, &["push", "--quiet", "origin", "HEAD:main"]);
            here.run("fetch_remotes", json!({})).await;
            let one = here.settled().await;
            assert_eq!(
                (&one["commit"], &one["state"]["kind"]),
                (&json!(git(work, &["rev-parse", "HEAD"])), &json!("ready")),
                "{one}"
            );
            let tree = PathBuf::from(one["folder"].as_str().expect("a folder"));
            assert!(std::fs::read(tree.join("pears.bin")).expect("a file") == content, "{words}: a pointer was left");
            assert_eq!(git(&tree.join("planner"), &["rev-parse", "HEAD"]), tip, "{words}");
        }
        assert_eq!(server.failed_sign_ins(), 0);
    });
}

#[test]
fn what_did_not_come_the_last_time_is_fetched_before_it_is_ready() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::sample().version(version));
        let content = b"plums\n".repeat(500);
        let oid = server.keep_lfs_object("SHOP", "storefront", &content).expect("a repository");
        let folder = server.repository_folder("SHOP", "storefront").expect("it is there");
        let here = clone(&server, "SHOP", "storefront").await;
        here.bough.end_of(&here.bough.call("follow", json!({ "id": here.id, "followed": main_branch() })).await).await;
        let work = tempfile::tempdir().expect("a folder");
        let work = work.path();
        git(work, &["clone", "--quiet", &folder.to_string_lossy(), "."]);
        std::fs::write(work.join(".gitattributes"), "*.bin filter=lfs diff=lfs merge=lfs -text\n").expect("a file");
        let pointer = format!("version https://git-lfs.github.com/spec/v1\noid sha256:{oid}\nsize {}\n", content.len());
        std::fs::write(work.join("plums.bin"), pointer).expect("a file");
        git(work, &["add", "."]);
        git(work, &["-c", "user.name=Lea", "-c", "user.email=lea@kestrel.example", "commit", "--quiet", "-m", "Plums"]);
        git(work, &["push", "--quiet", "origin", "HEAD:main"]);
        server.lose_lfs_object(&oid);
        here.run("fetch_remotes", json!({})).await;
        let one = here.settled().await;
        assert_eq!(one["state"]["kind"], "failed", "{one}");
        server.keep_lfs_object("SHOP", "storefront", &content).expect("a repository");
        here.run("fetch_remotes", json!({})).await;
        let one = here.settled().await;
        assert_eq!(one["state"]["kind"], "ready", "{one}");
        let tree = PathBuf::from(one["folder"].as_str().expect("a folder"));
        assert!(std::fs::read(tree.join("plums.bin")).expect("a file") == content, "a pointer was left");
    });
}

#[test]
fn nothing_of_a_fork_runs_without_a_click_for_exactly_that_commit() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::sample().version(version));
        let here = clone(&server, "SHOP", "storefront").await;
        let canary = here.bough.home().join("canary");
        here.trust().await;
        here.plan(Some(&format!("echo \"$BOUGH_PULL_REQUEST $BOUGH_COMMIT\" >> '{}'", canary.display())), false).await;
        let pears = here.pull_request("Filter pears").await;
        let end = here.run("follow", json!({ "followed": pears })).await;
        assert_eq!(end["kind"], "finished", "{end}");
        let one = here.settled().await;
        assert_eq!(one["state"], json!({ "kind": "asks", "why": "fork" }), "{one}");
        let first = one["commit"].as_str().expect("it is ready").to_owned();
        assert!(PathBuf::from(one["folder"].as_str().expect("a folder")).join("package.json").exists());
        here.bough.call("tend_prebuilds", json!({ "now": true })).await;
        here.run("fetch_remotes", json!({})).await;
        here.settled().await;
        assert!(!canary.exists(), "a fork's code ran by itself");

        // A click runs it for the commit that the person saw, and for no other.
        let build = |commit: &str| json!({ "followed": pears, "commit": commit });
        let end = here.run("build_prebuild", build(&first)).await;
        assert_eq!(end["kind"], "finished", "{end}");
        let ran = format!("{} {first}\n", pears["number"]);
        assert_eq!(std::fs::read_to_string(&canary).expect("it ran"), ran);
        let fork = server.repository_folder("~ada", "storefront").expect("it is there");
        let second = push(&fork, "feature/pear-filter", "Mine bitcoins");
        // The server moves the pull request's ref when it is asked about it.
        here.bough
            .call("get_pull_request", json!({ "account": here.account, "repository": here.path, "number": pears["number"] }))
            .await;
        here.bough.call("tend_prebuilds", json!({ "now": true })).await;
        here.bough.core.idle().await;
        let one = here.settled().await;
        assert_eq!((&one["commit"], &one["state"]["kind"]), (&json!(second), &json!("asks")), "{one}");
        let mut arguments = build(&first);
        arguments["id"] = here.id.clone();
        assert_eq!(here.bough.fault("build_prebuild", arguments).await["kind"], "moved");
        assert_eq!(std::fs::read_to_string(&canary).expect("it is there"), ran, "the newer commit ran by itself");
    });
}

#[test]
fn nothing_runs_in_a_repository_that_is_not_trusted_and_names_are_never_part_of_the_line() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::sample().version(version));
        let folder = server.repository_folder("SHOP", "storefront").expect("it is there");
        let canary = tempfile::tempdir().expect("a folder");
        let evil = "a$(touch${IFS}evil)";
        git(&folder, &["update-ref", &format!("refs/heads/{evil}"), "main"]);
        let here = clone(&server, "SHOP", "storefront").await;
        here.plan(
            Some(&format!(
                "echo $BOUGH_BRANCH > '{}/ran'; printenv > '{}/all'",
                canary.path().display(),
                canary.path().display()
            )),
            false,
        )
        .await;
        let followed = json!({ "kind": "branch", "remote": "origin", "name": evil });
        here.run("follow", json!({ "followed": followed })).await;
        let one = here.settled().await;
        assert_eq!(one["state"], json!({ "kind": "asks", "why": "untrusted" }), "{one}");
        assert_eq!(std::fs::read_dir(canary.path()).expect("a folder").count(), 0, "something ran");
        let end = here.run("build_prebuild", json!({ "followed": followed, "commit": one["commit"] })).await;
        assert_eq!(end["kind"], "finished", "{end}");
        assert_eq!(std::fs::read_to_string(canary.path().join("ran")).expect("it ran"), format!("{evil}\n"));
        let tree = PathBuf::from(one["folder"].as_str().expect("a folder"));
        assert!(!tree.join("evil").exists(), "a branch's name was run");
        let environment = std::fs::read_to_string(canary.path().join("all")).expect("it ran");
        assert!(!environment.to_lowercase().contains("token") && !environment.contains("BOUGH_ASKPASS"), "{environment}");
        let loss = here.bough.call("stop_following", json!({ "id": here.id, "followed": followed, "work": "ask" })).await;
        assert_eq!(loss["kept"], json!(null), "{loss}");
        assert!(!tree.exists());
        assert_eq!(git(&here.work, &["worktree", "list"]).lines().count(), 1);
    });
}

#[test]
fn a_command_that_runs_is_ended_with_its_children() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::sample().version(version));
        let here = clone(&server, "SHOP", "storefront").await;
        let pid = here.bough.home().join("pid");
        here.trust().await;
        here.plan(
            Some(&format!(
                "sleep 1000 & echo $! > '{}.new'; mv '{}.new' '{}'; wait",
                pid.display(),
                pid.display(),
                pid.display()
            )),
            false,
        )
        .await;
        let job = here.bough.call("follow", json!({ "id": here.id, "followed": main_branch() })).await;
        while !pid.exists() {
            tokio::task::yield_now().await;
        }
        let one = here.prebuilds().await["prebuilds"][0].clone();
        assert_eq!(one["state"], json!({ "kind": "preparing", "job": job }), "{one}");
        here.bough.call("cancel_job", json!({ "id": job })).await;
        assert_eq!(here.bough.end_of(&job).await["kind"], "cancelled");
        let child = std::fs::read_to_string(&pid).expect("it ran").trim().to_owned();
        let gone = || std::fs::read_to_string(format!("/proc/{child}/stat")).map_or(true, |stat| stat.contains(") Z "));
        while !gone() {
            tokio::task::yield_now().await;
        }
        let commit = here.settled().await["commit"].as_str().expect("it is ready").to_owned();
        assert_eq!(here.result(&commit).await["outcome"]["kind"], "interrupted");
    });
}

#[test]
fn who_may_administer_is_offered_a_webhook_that_is_made_on_their_word_only() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::sample().version(version));
        let here = clone(&server, "SHOP", "storefront").await;
        let levels = [Permission::Project(Level::Read), Permission::Repository(Level::Admin)];
        let token = server.make_token("ada", &levels).expect("ada works here");
        let host = here.bough.call("list_hosts", json!({})).await[0]["id"].clone();
        here.bough.call("connect_account", json!({ "host": host, "token": token })).await;
        here.run("follow", json!({ "followed": main_branch() })).await;
        assert_eq!(server.webhooks("SHOP", "storefront"), Vec::<Value>::new(), "none is made silently");
        let draft = json!({ "name": "Prebuilds", "url": "https://ci.kestrel.example/hook", "events": ["repo:refs_changed"], "active": true, "verify": true });
        let place = json!({ "account": here.account, "repository": here.path, "draft": draft, "secret": { "kind": "nothing" } });
        here.bough.call("create_webhook", place).await;
        assert_eq!(server.webhooks("SHOP", "storefront").len(), 1);
    });
}
