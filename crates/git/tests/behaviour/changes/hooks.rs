//! Hooks around a commit, as `git commit` runs them.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use git::{Choice, CommitDraft, Error, HookRun, Repository};

use super::open;
use crate::support::git::{commit, git, init};
use crate::support::home;

fn hook(work: &Path, name: &str, script: &str) {
    let path = work.join(".git/hooks").join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
    std::fs::set_permissions(path, PermissionsExt::from_mode(0o755)).unwrap();
}

/// A repository with a staged change.
fn ready(work: &Path) -> Repository {
    init(work);
    commit(work, "file", "a\n", "Begin");
    std::fs::write(work.join("file"), "b\n").unwrap();
    let opened = open(work);
    opened.stage(&Choice::All).unwrap();
    opened
}

fn draft(amend: bool) -> CommitDraft {
    CommitDraft {
        message: "Subject\n\n\n\nBody  ".into(),
        amend,
        author: ("Bo".into(), "bo@example.com".into()),
        ..CommitDraft::default()
    }
}

/// Commits with hooks; what was heard of each.
fn with_hooks(opened: &Repository, amend: bool) -> (Result<String, Error>, Vec<(String, String)>) {
    let heard = Mutex::new(Vec::new());
    let ear = |name: &str, text: &str| heard.lock().unwrap().push((name.to_owned(), text.to_owned()));
    let environment = vec![("PATH".into(), std::env::var_os("PATH").unwrap()), ("GIVEN".into(), "yes".into())];
    let outcome =
        opened.commit_changes(&draft(amend), Some(&HookRun { environment, cancel: net::Cancel::new(), ear: &ear }), None);
    (outcome, heard.into_inner().unwrap())
}

#[test]
fn one_that_says_no_keeps_everything_as_it_was() {
    let home = home();
    let work = home.path().join("work");
    let opened = ready(&work);
    let head = git(&work, &["rev-parse", "HEAD"]);
    hook(&work, "pre-commit", "echo checking; echo 'bad \\033[31mcolour' >&2; exit 3");
    let (outcome, said) = with_hooks(&opened, false);
    let Err(Error::Hook { name, output }) = outcome else { panic!("{outcome:?}") };
    assert_eq!(name, "pre-commit");
    assert!(output.contains("checking\n") && output.contains("bad ␛[31mcolour\n"), "{output}");
    assert_eq!(said[0], ("pre-commit".to_owned(), String::new()), "it is told that it begins");
    assert_eq!(said[1..].iter().map(|(_, text)| text.as_str()).collect::<String>(), output);
    assert_eq!((git(&work, &["rev-parse", "HEAD"]), git(&work, &["diff", "--cached", "--name-only"])), (head, "file".into()));
    assert_eq!(opened.undo_steps().unwrap().done.len(), 1, "only the staging");
    // Left out, it says nothing.
    opened.commit_changes(&draft(false), None, None).unwrap();
}

#[test]
fn all_of_them_run_in_their_order_as_git_runs_them() {
    let home = home();
    let work = home.path().join("work");
    let opened = ready(&work);
    let log = home.path().join("log");
    let note = |text: &str| format!("echo \"{text}\" >> '{}'", log.display());
    hook(&work, "pre-commit", &format!("{}; echo more > added; git add added", note("pre $GIVEN $(pwd) ${HOME:-none}")));
    hook(&work, "prepare-commit-msg", &format!("{}; echo 'Prepared: yes' >> \"$1\"", note("prepare $2 $(head -1 $1)")));
    hook(&work, "commit-msg", &format!("{}; echo 'Checked: yes' >> \"$1\"", note("message $(tail -1 $1)")));
    hook(&work, "post-commit", &format!("{}; exit 9", note("post $(git log -1 --format=%s)")));
    hook(&work, "post-rewrite", &note("rewrite $1 $(wc -w)"));
    let (outcome, _) = with_hooks(&opened, false);
    outcome.unwrap();
    assert_eq!(git(&work, &["log", "-1", "--format=%B"]), "Subject\n\nBody\nPrepared: yes\nChecked: yes");
    assert_eq!(git(&work, &["show", "--name-only", "--format="]), "added\nfile");
    let top = work.canonicalize().unwrap();
    let expected = format!("pre yes {} none\nprepare message Subject\nmessage Prepared: yes\npost Subject\n", top.display());
    assert_eq!(std::fs::read_to_string(&log).unwrap(), expected);
    std::fs::write(&log, "").unwrap();
    with_hooks(&opened, true).0.unwrap();
    let said = std::fs::read_to_string(&log).unwrap();
    assert!(said.contains("prepare commit") && said.ends_with("rewrite amend 2\n"), "{said}");
    assert_eq!(opened.commit_hooks(&Vec::new).unwrap().len(), 5);
}

#[test]
fn one_that_hangs_is_ended_with_its_children() {
    let home = home();
    let work = home.path().join("work");
    let opened = ready(&work);
    let head = git(&work, &["rev-parse", "HEAD"]);
    for script in ["echo begun; sleep 100 & wait", "echo begun; exec >/dev/null 2>&1; sleep 100"] {
        hook(&work, "pre-commit", script);
        let cancel = net::Cancel::new();
        let end = cancel.clone();
        let ear = move |_: &str, text: &str| {
            if text.contains("begun") {
                end.cancel();
            }
        };
        let environment = vec![("PATH".into(), std::env::var_os("PATH").unwrap())];
        let begun = Instant::now();
        let outcome = opened.commit_changes(&draft(false), Some(&HookRun { environment, cancel, ear: &ear }), None);
        assert!(matches!(outcome, Err(Error::Cancelled)), "{outcome:?}");
        assert!(begun.elapsed() < Duration::from_secs(30));
    }
    assert_eq!(git(&work, &["rev-parse", "HEAD"]), head);
}

#[test]
fn a_child_left_behind_is_not_waited_for() {
    let home = home();
    let work = home.path().join("work");
    let opened = ready(&work);
    hook(&work, "pre-commit", "sleep 60 & echo started");
    let begun = Instant::now();
    with_hooks(&opened, false).0.unwrap();
    assert!(begun.elapsed() < Duration::from_secs(30));
}

#[test]
fn where_they_are_is_configured() {
    let home = home();
    let work = home.path().join("work");
    let opened = ready(&work);
    hook(&work, "pre-commit", "exit 1");
    std::fs::create_dir(work.join("tools")).unwrap();
    git(&work, &["config", "core.hooksPath", "tools"]);
    assert!(opened.commit_hooks(&Vec::new).unwrap().is_empty());
    with_hooks(&opened, false).0.unwrap();
}
