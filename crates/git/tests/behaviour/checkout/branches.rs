//! Which branch HEAD is on afterwards: local ones, those of remotes, none.

use super::{branch, commit, git, go, home, init, open, quiet};
use git::{Destination, Error};

fn remote(name: &str) -> Destination {
    Destination::RemoteBranch { remote: "origin".into(), name: name.into(), local: name.into() }
}

/// A server with `main` and `topic`, and a clone of it.
fn cloned(home: &std::path::Path) -> [std::path::PathBuf; 2] {
    let server = home.join("server");
    init(&server);
    commit(&server, "file", "1\n", "One");
    git(&server, &["branch", "topic"]);
    git(&server, &["checkout", "-q", "topic"]);
    commit(&server, "file", "2\n", "Two");
    git(&server, &["checkout", "-q", "main"]);
    git(home, &["clone", "-q", "server", "work"]);
    [server, home.join("work")]
}

#[test]
fn a_remote_branch_gets_a_local_one_that_follows_it() {
    let home = home();
    let [_, work] = cloned(home.path());
    let done = open(&work).check_out(&remote("topic"), &quiet()).unwrap();
    assert_eq!((done.branch.as_deref(), done.made), (Some("topic"), true));
    assert_eq!(git(&work, &["rev-parse", "--abbrev-ref", "topic@{upstream}"]), "origin/topic");
    assert_eq!(git(&work, &["status", "--porcelain", "--branch"]), "## topic...origin/topic");
    assert_eq!(std::fs::read_to_string(work.join("file")).unwrap(), "2\n");
}

#[test]
fn a_local_branch_moves_forward_and_never_loses_a_commit() {
    let home = home();
    let [server, work] = cloned(home.path());
    open(&work).check_out(&remote("topic"), &quiet()).unwrap();
    git(&server, &["checkout", "-q", "topic"]);
    let third = commit(&server, "file", "3\n", "Three");
    git(&work, &["fetch", "-q"]);
    // It is the current one and lacks a commit: it moves, files and all.
    let done = open(&work).check_out(&remote("topic"), &quiet()).unwrap();
    assert_eq!((done.commit.as_str(), done.made), (third.as_str(), false));
    assert_eq!(git(&work, &["status", "--porcelain", "--branch"]), "## topic...origin/topic");
    // With a commit of its own it is checked out as it is.
    let own = commit(&work, "own", "x\n", "Mine");
    git(&work, &["checkout", "-q", "main"]);
    assert_eq!(open(&work).check_out(&remote("topic"), &quiet()).unwrap().commit, own);
    // Both have commits of their own: which is meant, the person says.
    commit(&server, "file", "4\n", "Four");
    git(&work, &["fetch", "-q"]);
    git(&work, &["checkout", "-q", "main"]);
    let Err(Error::Refused { detail }) = open(&work).check_out(&remote("topic"), &quiet()) else { panic!("it went") };
    assert!(detail.contains("has 1 commit that origin/topic has not, and lacks 1 of its"), "{detail}");
    assert_eq!(git(&work, &["rev-parse", "--abbrev-ref", "HEAD"]), "main");
}

#[test]
fn a_commit_alone_and_what_is_not_there() {
    let home = home();
    let [_, work] = cloned(home.path());
    let topic = git(&work, &["rev-parse", "origin/topic"]);
    let done = open(&work).check_out(&Destination::Commit { id: topic.clone() }, &quiet()).unwrap();
    assert_eq!((done.branch, done.commit.as_str()), (None, topic.as_str()));
    assert_eq!(git(&work, &["rev-parse", "--abbrev-ref", "HEAD"]), "HEAD");
    for absent in ["nothing", "refs/heads/main", "main~1", "-f", "..", ""] {
        assert!(matches!(go(&open(&work), absent), Err(Error::NotFound { .. })), "{absent}");
        let absent = Destination::Commit { id: absent.to_owned() };
        assert!(matches!(open(&work).check_out(&absent, &quiet()), Err(Error::NotFound { .. })));
    }
    for odd in ["-f", "a..b", "HEAD", "a b", "main/x"] {
        let odd = Destination::RemoteBranch { remote: "origin".into(), name: "topic".into(), local: odd.into() };
        assert!(
            matches!(open(&work).check_out(&odd, &quiet()), Err(Error::Invalid { field, .. }) if field == "local"),
            "{odd:?}"
        );
    }
}

#[test]
fn one_that_another_work_tree_has_is_left_to_it() {
    let home = home();
    let [_, work] = cloned(home.path());
    git(&work, &["worktree", "add", "-q", "../beside", "-b", "topic", "origin/topic"]);
    let Err(Error::Refused { detail }) = open(&work).check_out(&remote("topic"), &quiet()) else { panic!("it went") };
    assert!(detail.contains("topic is checked out in ") && detail.contains("beside"), "{detail}");
    let Err(Error::Refused { detail }) = go(&open(&home.path().join("beside")), "main") else { panic!("it went") };
    assert!(detail.contains("main is checked out in "), "{detail}");
}

#[test]
fn nothing_is_checked_out_while_something_is_unfinished() {
    let home = home();
    let [_, work] = cloned(home.path());
    commit(&work, "file", "mine\n", "Mine");
    let merged = super::command(&work).args(["merge", "-q", "origin/topic"]).output().unwrap();
    assert!(!merged.status.success());
    git(&work, &["branch", "elsewhere"]);
    let Err(Error::Refused { detail }) = go(&open(&work), "elsewhere") else { panic!("it went") };
    assert!(detail.starts_with("A merge is unfinished"), "{detail}");
    git(&work, &["merge", "--abort"]);
    open(&work).check_out(&branch("elsewhere"), &quiet()).unwrap();
}

#[test]
fn from_a_branch_without_commits() {
    let home = home();
    let [_, work] = cloned(home.path());
    git(&work, &["symbolic-ref", "HEAD", "refs/heads/fresh"]);
    git(&work, &["rm", "-q", "--cached", "file"]);
    // Git does not know the file: it is in the way, whatever it holds.
    assert!(matches!(go(&open(&work), "main"), Err(Error::InTheWay { files }) if files == ["file"]));
    std::fs::remove_file(work.join("file")).unwrap();
    go(&open(&work), "main").unwrap();
    open(&work).undo(1).unwrap();
    assert_eq!(git(&work, &["symbolic-ref", "HEAD"]), "refs/heads/fresh");
    assert!(!work.join("file").exists());
}
