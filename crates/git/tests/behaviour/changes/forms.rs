//! T6.11 for what changes a repository: in every form that opens, changes are listed as `git` does, staged, committed, discarded
//! and undone to the byte.

use std::path::{Path, PathBuf};

use git::{Choice, CommitDraft};

use super::open;
use crate::support::git::{command, commit, git, init};
use crate::support::home;
use crate::support::trees::{Snapshot, assert_same};

const FORMS: [&str; 9] =
    ["plain", "unborn", "detached", "linked", "submodule", "shallow", "mid-merge", "mid-cherry-pick", "version 4"];

/// A repository of a form, clean or as that form leaves it.
fn made(home: &Path, form: &str) -> PathBuf {
    let work = home.join("work");
    init(&work);
    if form == "unborn" {
        return work;
    }
    commit(&work, "file", "1\n", "Begin");
    commit(&work, "gone", "1\n", "More");
    match form {
        "detached" => _ = git(&work, &["checkout", "-q", "--detach"]),
        "linked" => {
            git(&work, &["worktree", "add", "-q", "-b", "side", "../linked"]);
            return home.join("linked");
        }
        "submodule" => {
            let outer = home.join("outer");
            init(&outer);
            git(&outer, &["submodule", "--quiet", "add", "../work", "sub"]);
            commit(&outer, "a", "a\n", "Outer");
            return outer.join("sub");
        }
        "shallow" => {
            let source = format!("file://{}", work.display());
            git(home, &["clone", "-q", "--depth", "1", &source, "shallow"]);
            return home.join("shallow");
        }
        "mid-merge" | "mid-cherry-pick" => {
            git(&work, &["checkout", "-q", "-b", "side", "HEAD~1"]);
            let side = commit(&work, "other", "1\n", "Side");
            git(&work, &["checkout", "-q", "main"]);
            let words = if form == "mid-merge" {
                ["merge", "--no-ff", "--no-commit", "-q"]
            } else {
                ["cherry-pick", "-n", "-x", "--no-gpg-sign"]
            };
            let done = command(&work).args(words).arg(&side).output().unwrap();
            assert!(done.status.success(), "{done:?}");
        }
        "version 4" => _ = git(&work, &["update-index", "--index-version", "4"]),
        _ => {}
    }
    work
}

#[test]
fn every_form_is_changed_and_restored() {
    for form in FORMS {
        let home = home();
        let work = made(home.path(), form);
        std::fs::write(work.join("file"), "1\n2\n").unwrap();
        std::fs::write(work.join("new"), "new\n").unwrap();
        let _ = std::fs::remove_file(work.join("gone"));
        let repository = open(&work);
        let before = Snapshot::take(&work);
        let listed = repository.changes().unwrap();
        let theirs = git(&work, &["status", "--porcelain", "-uall", "--no-renames"]);
        assert_eq!(listed.staged.total + listed.unstaged.total, theirs.lines().count(), "{form}: {theirs}");
        repository.stage(&Choice::All).unwrap_or_else(|error| panic!("{form}: {error}"));
        assert!(git(&work, &["status", "--porcelain"]).lines().all(|line| line.as_bytes()[1] == b' '), "{form}");
        let parents = if form == "mid-merge" { 2 } else { usize::from(form != "unborn") };
        let draft =
            CommitDraft { message: "Work".into(), author: ("A".into(), "a@example.com".into()), ..CommitDraft::default() };
        let id = repository.commit_changes(&draft, None, None).unwrap_or_else(|error| panic!("{form}: {error}"));
        assert_eq!(git(&work, &["rev-list", "--parents", "-1", &id]).split(' ').count() - 1, parents, "{form}");
        assert_eq!(git(&work, &["status", "--porcelain"]), "", "{form}");
        std::fs::write(work.join("file"), "3\n").unwrap();
        repository.discard(&Choice::All).unwrap_or_else(|error| panic!("{form}: {error}"));
        assert_eq!(std::fs::read_to_string(work.join("file")).unwrap(), "1\n2\n", "{form}");
        let done = repository.undo_steps().unwrap().done;
        repository.undo(done[0].number).unwrap();
        std::fs::write(work.join("file"), "1\n2\n").unwrap();
        repository.undo(done[2].number).unwrap_or_else(|error| panic!("{form}: {error}"));
        assert_same(&Snapshot::take(&work), &before, form);
        git(&work, &["fsck", "--strict"]);
    }
}
