//! Linked work trees: as `git worktree add` makes them, whole or not at all, and removed without losing anything unsaid.

use std::path::Path;

use git::{Destination, Error, Repository};

use crate::support::git::{bytes, commit, git, init};
use crate::support::http::Host;
use crate::support::{Job, home, names};

fn branch(name: &str) -> Destination {
    Destination::Branch { name: name.to_owned() }
}

/// A repository with `main` and `topic`, which has a file of its own.
fn ready(work: &Path) -> Repository {
    init(work);
    commit(work, "file", "1\n", "One");
    git(work, &["checkout", "-qb", "topic"]);
    commit(work, "own", "2\n", "Two");
    git(work, &["checkout", "-q", "main"]);
    Repository::open(work).unwrap()
}

#[test]
fn as_git_worktree_add_does() {
    let home = home();
    let [ours, theirs] = ["ours", "theirs"].map(|name| home.path().join(name));
    for work in [&ours, &theirs] {
        ready(work);
    }
    let repository = Repository::open(&ours).unwrap();
    let added = repository.add_worktree(&home.path().join("ours topic"), &branch("topic"), &Job::plain().context).unwrap();
    assert_eq!(added.checked_out.branch.as_deref(), Some("topic"));
    git(&theirs, &["worktree", "add", "-q", "../theirs topic", "topic"]);
    let seen = |work: &str| {
        let work = home.path().join(work);
        let status = bytes(&work, &["status", "--porcelain=v2", "--branch"]);
        let kept = names(Path::new(&git(&work, &["rev-parse", "--git-dir"])));
        let kept: Vec<String> =
            kept.into_iter().filter(|name| !matches!(name.as_str(), "bough" | "ORIG_HEAD" | "logs" | "refs")).collect();
        (String::from_utf8(status).unwrap(), bytes(&work, &["ls-files", "-s"]), names(&work), kept)
    };
    assert_eq!(seen("ours topic"), seen("theirs topic"));
    assert!(git(&ours, &["worktree", "list"]).contains("[topic]"));
    git(&ours, &["fsck", "--strict"]);
    // The branch is taken now, on both sides.
    let again = repository.add_worktree(&home.path().join("again"), &branch("topic"), &Job::plain().context);
    assert!(matches!(again, Err(Error::Refused { .. })), "{again:?}");
    let main = Repository::open(&home.path().join("ours topic")).unwrap();
    let main = main.add_worktree(&home.path().join("again"), &branch("main"), &Job::plain().context);
    assert!(matches!(main, Err(Error::Refused { .. })), "{main:?}");
    assert!(!home.path().join("again").exists());
}

#[test]
fn nothing_is_left_where_it_fails() {
    let home = home();
    let work = home.path().join("work");
    let repository = ready(&work);
    std::fs::create_dir(home.path().join("taken")).unwrap();
    std::fs::write(home.path().join("taken/mine"), "mine\n").unwrap();
    let taken = repository.add_worktree(&home.path().join("taken"), &branch("topic"), &Job::plain().context);
    assert!(matches!(taken, Err(Error::Taken { .. })), "{taken:?}");
    let job = Job::plain();
    job.context.cancel.cancel();
    let cancelled = repository.add_worktree(&home.path().join("beside"), &branch("topic"), &job.context);
    assert!(matches!(cancelled, Err(Error::Cancelled)), "{cancelled:?}");
    assert!(!home.path().join("beside").exists());
    assert_eq!(names(&work.join(".git/worktrees")), [""; 0]);
    assert_eq!(names(&home.path().join("taken")), ["mine"]);
    // What a crash left goes when the next one is made.
    let left = work.join(".git/worktrees/left");
    std::fs::create_dir_all(&left).unwrap();
    let half = home.path().join("half");
    std::fs::create_dir(&half).unwrap();
    std::fs::write(half.join(".git"), format!("gitdir: {}\n", left.display())).unwrap();
    std::fs::write(left.join("bough-unfinished"), half.to_str().unwrap()).unwrap();
    repository.add_worktree(&home.path().join("beside"), &branch("topic"), &Job::plain().context).unwrap();
    assert!(!half.exists() && !left.exists());
}

#[test]
fn what_would_be_lost_is_named() {
    let home = home();
    let work = home.path().join("work");
    let repository = ready(&work);
    let beside = home.path().join("beside");
    let topic = git(&work, &["rev-parse", "topic"]);
    repository.add_worktree(&beside, &Destination::Commit { id: topic }, &Job::plain().context).unwrap();
    let tree = Repository::open(&beside).unwrap();
    assert!(tree.worktree_loss().unwrap().is_empty());
    commit(&beside, "own", "3\n", "Mine alone");
    std::fs::write(beside.join("new"), "new\n").unwrap();
    let loss = tree.worktree_loss().unwrap();
    assert_eq!((loss.files, loss.commits), (vec!["new".to_owned()], vec!["Mine alone".to_owned()]));
    assert!(matches!(repository.remove_worktree(&work), Err(Error::Refused { .. })), "the main one stays");
    assert!(repository.remove_worktree(home.path()).is_err());
    repository.remove_worktree(&beside).unwrap();
    assert!(!beside.exists());
    assert_eq!(git(&work, &["worktree", "list"]).lines().count(), 1);
    assert_eq!(git(&work, &["for-each-ref", "refs/bough/undo"]), "");
}

#[test]
fn one_ref_is_fetched_and_nothing_else() {
    let home = home();
    let host = Host::start(home.path());
    let work = home.path().join("work");
    ready(&work);
    git(home.path(), &["clone", "-q", "--bare", "work", "server.git"]);
    let server = home.path().join("server.git");
    git(&server, &["update-ref", "refs/pull-requests/7/from", "topic"]);
    git(home.path(), &["init", "-q", "ours"]);
    let ours = home.path().join("ours");
    git(&ours, &["remote", "add", "origin", &host.url("server.git")]);
    let (repository, job) = (Repository::open(&ours).unwrap(), Job::plain());
    let into = "refs/bough/pull-requests/7";
    let commit = repository.fetch_ref("origin", "refs/pull-requests/7/from", into, &job.context).unwrap();
    assert_eq!(commit, git(&work, &["rev-parse", "topic"]));
    assert_eq!(git(&ours, &["for-each-ref", "--format=%(refname)"]), into);
    let missing = repository.fetch_ref("origin", "refs/pull-requests/8/from", into, &job.context);
    assert!(matches!(&missing, Err(Error::NotFound { what }) if what.contains("/8/")), "{missing:?}");
    for odd in ["refs/pull-requests/7/from:refs/heads/main", "refs/pull-requests/*/from", "-x", "+refs/heads/main"] {
        let refused = repository.fetch_ref("origin", odd, into, &job.context);
        assert!(matches!(refused, Err(Error::NotFound { .. })), "{odd}: {refused:?}");
    }
    assert_eq!(git(&ours, &["for-each-ref", "--format=%(refname)"]), into);
    let listed = repository.list_remote_refs("origin", "refs/pull-requests/", &job.context).unwrap();
    let listed: Vec<&str> = listed.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(listed, ["main", "topic", "refs/pull-requests/7/from"]);
    repository.forget_own_ref(into).unwrap();
    assert!(matches!(repository.forget_own_ref("refs/heads/main"), Err(Error::Broken { .. })));
    assert_eq!(git(&ours, &["for-each-ref"]), "");
}
