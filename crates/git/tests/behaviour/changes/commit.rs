//! Commits, against those that `git` makes of the same index.

use git::{Choice, CommitDraft, Error};

use super::{config, enough, open, seeds};
use crate::support::git::{command, commit, git, init};
use crate::support::home;
use crate::support::trees::{self, twin};

fn draft(message: &str, amend: bool) -> CommitDraft {
    CommitDraft {
        message: message.to_owned(),
        amend,
        author: ("Bo Ugh".to_owned(), "bo@example.com".to_owned()),
        ..CommitDraft::default()
    }
}

/// What a commit is, but for the moment it was made.
fn facts(folder: &std::path::Path) -> String {
    git(folder, &["log", "-1", "--format=%T %P%n%an <%ae> %cn <%ce>%n%B"])
}

#[test]
fn of_grown_trees_are_those_of_git() {
    let home = home();
    let mut made = 0;
    for seed in seeds(40) {
        let work = home.path().join(seed.to_string());
        trees::grow(&work, seed, config(seed));
        let twin = twin(&work);
        let message = "  Subject of it\n\n\n\nBody \n# kept\n\n";
        let ours = open(&work).commit_changes(&draft(message, false), None, None);
        let mut theirs = command(&twin);
        for role in ["AUTHOR", "COMMITTER"] {
            theirs.env(format!("GIT_{role}_NAME"), "Bo Ugh").env(format!("GIT_{role}_EMAIL"), "bo@example.com");
        }
        let theirs = theirs.args(["commit", "-q", "--cleanup=whitespace", "-m", message]).output().unwrap();
        assert_eq!(ours.is_ok(), theirs.status.success(), "seed {seed}: {ours:?} {theirs:?}");
        if let Ok(id) = ours {
            made += 1;
            assert_eq!(id, git(&work, &["rev-parse", "HEAD"]));
            assert_eq!(facts(&work), facts(&twin), "seed {seed}");
            assert_eq!(git(&work, &["log", "-g", "--format=%gs", "-1"]), git(&twin, &["log", "-g", "--format=%gs", "-1"]));
        }
        std::fs::remove_dir_all(work).unwrap();
        std::fs::remove_dir_all(twin).unwrap();
    }
    enough(made, 20);
}

#[test]
fn amending_keeps_author_and_parents() {
    let home = home();
    let work = home.path().join("work");
    init(&work);
    let first = commit(&work, "a", "a\n", "Begin");
    commit(&work, "b", "b\n", "Second");
    std::fs::write(work.join("c"), "c\n").unwrap();
    let opened = open(&work);
    opened.stage(&Choice::All).unwrap();
    opened.commit_changes(&draft("Second, better", true), None, None).unwrap();
    assert_eq!(
        facts(&work).split_once(' ').unwrap().1,
        format!("{first}\nAnn Author <ann@example.com> Bo Ugh <bo@example.com>\nSecond, better")
    );
    assert_eq!(git(&work, &["show", "--name-only", "--format="]), "b\nc");
    assert_eq!(git(&work, &["log", "-g", "--format=%gs", "-1"]), "commit (amend): Second, better");
}

#[test]
fn what_is_missing_is_said_and_nothing_is_done() {
    let home = home();
    let work = home.path().join("work");
    init(&work);
    let invalid = |outcome: Result<String, Error>, name: &str| match outcome {
        Err(Error::Invalid { field, .. }) => assert_eq!(field, name),
        other => panic!("{other:?}"),
    };
    invalid(open(&work).commit_changes(&draft("x", true), None, None), "staged");
    invalid(open(&work).commit_changes(&draft("x", false), None, None), "staged");
    let first = commit(&work, "a", "a\n", "Begin");
    invalid(open(&work).commit_changes(&draft("x", false), None, None), "staged");
    std::fs::write(work.join("a"), "b\n").unwrap();
    open(&work).stage(&Choice::All).unwrap();
    invalid(open(&work).commit_changes(&draft(" \n ", false), None, None), "message");
    let nobody = CommitDraft { author: (String::new(), String::new()), ..draft("x", false) };
    invalid(open(&work).commit_changes(&nobody, None, None), "author");
    git(&work, &["config", "user.name", "Own Name"]);
    git(&work, &["config", "user.email", "own@example.com"]);
    assert_eq!(git(&work, &["rev-parse", "HEAD"]), first);
    open(&work).commit_changes(&nobody, None, None).unwrap();
    assert!(facts(&work).contains("Own Name <own@example.com>"));
}

#[test]
fn a_merge_is_ended_and_other_work_is_not_touched() {
    let home = home();
    let work = home.path().join("work");
    init(&work);
    commit(&work, "a", "a\n", "Begin");
    git(&work, &["checkout", "-q", "-b", "side"]);
    let side = commit(&work, "a", "b\n", "Side");
    git(&work, &["checkout", "-q", "main"]);
    let main = commit(&work, "a", "c\n", "Main");
    assert!(!command(&work).args(["merge", "-q", "side"]).output().unwrap().status.success());
    let opened = open(&work);
    let refused = opened.commit_changes(&draft("Merge", false), None, None);
    assert!(matches!(&refused, Err(Error::Invalid { why, .. }) if why.contains("conflict")), "{refused:?}");
    let outlook = opened.commit_outlook(&("A".into(), "a@x".into()), &Vec::new).unwrap();
    assert_eq!(outlook.prepared_message.as_deref(), Some("Merge branch 'side'\n"));
    opened.stage(&Choice::All).unwrap();
    assert!(matches!(opened.commit_changes(&draft("x", true), None, None), Err(Error::Refused { .. })));
    opened.commit_changes(&draft("Merge it", false), None, None).unwrap();
    assert_eq!(git(&work, &["log", "-1", "--format=%P"]), format!("{main} {side}"));
    assert!(!work.join(".git/MERGE_HEAD").exists() && opened.changes().unwrap().operation.is_none());
    // Undone, the merge is unfinished again, with nothing to decide.
    opened.undo(opened.undo_steps().unwrap().done[0].number).unwrap();
    assert!(work.join(".git/MERGE_HEAD").exists() && git(&work, &["rev-parse", "HEAD"]) == main);
    git(&work, &["merge", "--abort"]);
    assert!(!command(&work).args(["cherry-pick", "side"]).output().unwrap().status.success());
    std::fs::write(work.join("a"), "d\n").unwrap();
    open(&work).stage(&Choice::All).unwrap();
    open(&work).commit_changes(&draft("Picked", false), None, None).unwrap();
    assert_eq!(git(&work, &["log", "-1", "--format=%an %cn %P"]), format!("Ann Author Bo Ugh {main}"));
    assert_eq!(git(&work, &["log", "-g", "--format=%gs", "-1"]), "commit (cherry-pick): Picked");
    assert!(!work.join(".git/CHERRY_PICK_HEAD").exists());
    assert!(!command(&work).args(["rebase", "side"]).output().unwrap().status.success());
    assert!(matches!(
        open(&work).commit_changes(&draft("x", false), None, None),
        Err(Error::Refused { .. } | Error::Invalid { .. })
    ));
}

#[test]
fn the_outlook_knows_hooks_signatures_and_what_others_have() {
    let home = home();
    let work = home.path().join("work");
    init(&work);
    let author = ("A".to_owned(), "a@x".to_owned());
    let first = open(&work).commit_outlook(&author, &Vec::new).unwrap();
    assert_eq!((first.last_message, first.last_is_published, first.hooks.len()), (None, false, 0));
    commit(&work, "a", "a\n", "Begin");
    git(home.path(), &["clone", "-q", "work", "copy"]);
    let copy = home.path().join("copy");
    let outlook = open(&copy).commit_outlook(&author, &Vec::new).unwrap();
    assert_eq!((outlook.last_message.as_deref(), outlook.last_is_published), (Some("Begin\n"), true));
    assert_eq!((outlook.author, outlook.signing), (author.clone(), false));
    commit(&copy, "b", "b\n", "Mine");
    git(&copy, &["config", "commit.gpgsign", "true"]);
    let canary = home.path().join("canary");
    let hook = copy.join(".git/hooks/pre-commit");
    std::fs::write(&hook, format!("#!/bin/sh\ntouch {}\n", canary.display())).unwrap();
    std::fs::set_permissions(&hook, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    std::fs::write(copy.join(".git/hooks/commit-msg"), "not a program").unwrap();
    let outlook = open(&copy).commit_outlook(&author, &Vec::new).unwrap();
    assert_eq!((outlook.last_is_published, outlook.signing, outlook.hooks), (false, true, vec!["pre-commit".to_owned()]));
    std::fs::write(copy.join("c"), "c\n").unwrap();
    open(&copy).stage(&Choice::All).unwrap();
    open(&copy).commit_changes(&draft("With a hook about", false), None, None).unwrap();
    assert!(!canary.exists(), "nothing of the repository runs");
}
