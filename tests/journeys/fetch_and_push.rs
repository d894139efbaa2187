//! The way there and back: commits of others come, one's own go, with the account of the host and nothing else.

use std::path::{Path, PathBuf};

use bough_tests::{Bough, on_every_version};
use serde_json::{Value, json};
use simulators::{Bitbucket, Scenario, Version};

use crate::clone_over_https::git;

struct Clone {
    bough: Bough,
    id: Value,
    work: PathBuf,
}

async fn clone(server: &Bitbucket) -> Clone {
    let bough = Bough::start();
    let author = json!({ "name": "Ada", "email": "ada@kestrel.example" });
    bough.call("finish_welcome", json!({ "author": author })).await;
    let account = bough.connect(server, "ada").await;
    let job = bough.clone_hosted(&account, "DEMO/hello", "https").await;
    let end = bough.end_of(&job).await;
    assert_eq!(end["kind"], "finished", "{end}");
    let work = bough.code().join("hello");
    Clone { bough, id: end["repository"].clone(), work }
}

impl Clone {
    async fn run(&self, command: &str, more: Value) -> Value {
        let mut arguments = json!({ "id": self.id });
        for (name, value) in more.as_object().expect("an object") {
            arguments[name] = value.clone();
        }
        let job = self.bough.call(command, arguments).await;
        self.bough.end_of(&job).await
    }

    /// A commit as Bough makes it.
    async fn commit(&self, name: &str) {
        std::fs::write(self.work.join(name), "mine\n").expect("a file");
        self.bough.call("stage_changes", json!({ "id": self.id, "choice": { "kind": "all" } })).await;
        let draft =
            json!({ "message": "Mine", "amend": false, "skipHooks": true, "sign": false, "coAuthors": [], "signOff": false });
        self.bough.call("commit_changes", json!({ "id": self.id, "draft": draft })).await;
    }
}

fn head(folder: &Path) -> String {
    git(folder, &["rev-parse", "HEAD"])
}

/// Somebody else pushes a commit.
fn others(server: &Bitbucket) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let origin = server.repository_folder("DEMO", "hello").expect("it is there");
    git(folder.path(), &["clone", "--quiet", &origin.to_string_lossy(), "."]);
    std::fs::write(folder.path().join("theirs"), "theirs\n").expect("a file");
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["-c", "user.name=Bo", "-c", "user.email=bo@kestrel.example", "commit", "--quiet", "-m", "Theirs"]);
    git(folder.path(), &["push", "--quiet", "origin", "HEAD"]);
    head(folder.path())
}

#[test]
fn commits_come_and_go() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::minimal().version(version).context("/git"));
        let here = clone(&server).await;
        let Clone { bough, id, work } = &here;
        let theirs = others(&server);
        let before = head(work);
        let end = here.run("fetch_remotes", json!({})).await;
        assert_eq!(end["kind"], "finished", "{end}");
        assert_eq!(git(work, &["rev-parse", "@{upstream}"]), theirs);
        assert_eq!(head(work), before, "nothing of one's own changes");
        git(work, &["merge", "--quiet", "--ff-only", "@{upstream}"]);

        here.commit("mine").await;
        let outlook = bough.call("get_push_outlook", json!({ "id": id })).await;
        assert_eq!(outlook["asks"], false);
        assert_eq!(here.run("push_branch", json!({ "skipHooks": false })).await["kind"], "finished");
        let origin = server.repository_folder("DEMO", "hello").expect("it is there");
        assert_eq!(head(&origin), head(work));
        assert_eq!(git(work, &["status", "-sb", "--porcelain"]), "## main...origin/main");
    });
}

#[test]
fn a_commit_of_somebody_else_is_not_overwritten() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::minimal().version(version));
        let here = clone(&server).await;
        let theirs = others(&server);
        here.commit("mine").await;
        let end = here.run("push_branch", json!({ "skipHooks": false })).await;
        assert_eq!((&end["kind"], &end["fault"]["kind"]), (&json!("failed"), &json!("refused")), "{end}");
        let origin = server.repository_folder("DEMO", "hello").expect("it is there");
        assert_eq!(head(&origin), theirs);
    });
}

#[test]
fn the_hook_before_a_push_runs_where_it_is_trusted() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::minimal().version(version));
        let here = clone(&server).await;
        let hook = here.work.join(".git/hooks/pre-push");
        std::fs::create_dir_all(here.work.join(".git/hooks")).expect("a folder");
        std::fs::write(&hook, "#!/bin/sh\necho 'tests fail'\nexit 1\n").expect("a hook");
        std::fs::set_permissions(&hook, std::os::unix::fs::PermissionsExt::from_mode(0o755)).expect("a program");
        here.commit("mine").await;
        let origin = server.repository_folder("DEMO", "hello").expect("it is there");
        let before = head(&origin);

        let arguments = json!({ "id": here.id, "skipHooks": false });
        let fault = here.bough.fault("push_branch", arguments).await;
        assert_eq!((&fault["kind"], &fault["field"]), (&json!("invalid"), &json!("hooks")));
        assert_eq!(here.bough.call("get_push_outlook", json!({ "id": here.id })).await["asks"], true);
        here.bough.call("trust_repository", json!({ "id": here.id, "trusted": true })).await;
        let end = here.run("push_branch", json!({ "skipHooks": false })).await;
        assert_eq!((&end["fault"]["kind"], &end["fault"]["name"]), (&json!("hook"), &json!("pre-push")), "{end}");
        assert_eq!(end["fault"]["output"], "tests fail\n");
        assert_eq!(head(&origin), before);
        assert_eq!(here.run("push_branch", json!({ "skipHooks": true })).await["kind"], "finished");
        assert_eq!(head(&origin), head(&here.work));
    });
}
