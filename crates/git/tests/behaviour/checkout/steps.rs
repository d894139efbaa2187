//! A checkout is one step: back and forth to the byte, nothing by half, and the hook is told.

use std::os::unix::fs::PermissionsExt;
use std::sync::{Arc, Mutex};

use git::{CheckoutRun, Choice, Deed, Destination, Error, HookRun};

use super::{branch, commit, config, git, go, grow_other, home, init, open, quiet, seeds};
use crate::support::corpus::Dice;
use crate::support::trees::{self, Snapshot, assert_same};

#[test]
fn undone_and_done_again_to_the_byte() {
    let home = home();
    for seed in seeds(30) {
        println!("seed {seed}");
        let work = home.path().join(seed.to_string());
        trees::grow(&work, seed, config(seed));
        let mut dice = Dice::new(seed);
        if grow_other(&work, &mut dice) {
            git(&work, &["reset", "-q", "--hard"]);
            trees::scramble(&work, &mut dice);
            let before = Snapshot::take(&work);
            if go(&open(&work), "other").is_ok() {
                let after = Snapshot::take(&work);
                open(&work).undo(1).unwrap();
                assert_same(&Snapshot::take(&work), &before, &format!("seed {seed}, undone"));
                assert_eq!(git(&work, &["symbolic-ref", "HEAD"]), "refs/heads/main");
                open(&work).redo(1).unwrap();
                assert_same(&Snapshot::take(&work), &after, &format!("seed {seed}, done again"));
                assert_eq!(git(&work, &["symbolic-ref", "HEAD"]), "refs/heads/other");
            }
        }
        std::fs::remove_dir_all(work).unwrap();
    }
}

#[test]
fn a_branch_that_was_made_goes_and_comes_with_what_it_follows() {
    let home = home();
    let (server, work) = (home.path().join("server"), home.path().join("work"));
    init(&server);
    commit(&server, "file", "1\n", "One");
    git(&server, &["checkout", "-qb", "topic"]);
    commit(&server, "file", "2\n", "Two");
    git(home.path(), &["clone", "-q", "-b", "main", "server", "work"]);
    let topic = Destination::RemoteBranch { remote: "origin".into(), name: "topic".into(), local: "mine".into() };
    let repository = open(&work);
    repository.check_out(&topic, &quiet()).unwrap();
    assert_eq!(repository.undo_steps().unwrap().done[0].deed, Deed::CheckOut { name: "mine".into(), branch: true });
    let outlook = repository.undo_outlook(1, &(String::new(), String::new())).unwrap();
    assert_eq!((outlook.branches.as_slice(), outlook.commits_total), (&["mine".to_owned()][..], 0));
    repository.undo(1).unwrap();
    assert_eq!(git(&work, &["branch", "--format=%(refname:short)"]), "main");
    assert!(!git(&work, &["config", "--list", "--local"]).contains("branch.mine"));
    repository.redo(1).unwrap();
    assert_eq!(git(&work, &["status", "--porcelain", "--branch"]), "## mine...origin/topic");
    // A commit on it since: it would be lost with the branch.
    git(&work, &["checkout", "-q", "main"]);
    repository.check_out(&branch("mine"), &quiet()).unwrap();
    commit(&work, "file", "3\n", "Three");
    let number = repository.undo_steps().unwrap().done[0].number;
    assert!(matches!(repository.undo(number), Err(Error::Moved { .. })));
    assert_eq!(std::fs::read_to_string(work.join("file")).unwrap(), "3\n");
}

#[test]
fn ignored_files_that_gave_way_come_back() {
    let home = home();
    let work = home.path().join("work");
    init(&work);
    commit(&work, ".gitignore", "made\n", "Begin");
    git(&work, &["checkout", "-qb", "other"]);
    std::fs::write(work.join("made"), "theirs\n").unwrap();
    git(&work, &["add", "-f", "made"]);
    git(&work, &["commit", "-qm", "Other"]);
    git(&work, &["checkout", "-q", "main"]);
    std::fs::write(work.join("made"), "mine\n").unwrap();
    go(&open(&work), "other").unwrap();
    assert_eq!(std::fs::read_to_string(work.join("made")).unwrap(), "theirs\n");
    open(&work).undo(1).unwrap();
    assert_eq!(std::fs::read_to_string(work.join("made")).unwrap(), "mine\n");
}

#[test]
fn one_that_is_cancelled_half_way_leaves_everything_as_it_was() {
    let home = home();
    let work = home.path().join("work");
    init(&work);
    commit(&work, "file", "1\n", "One");
    git(&work, &["checkout", "-qb", "other"]);
    for number in 0..900 {
        std::fs::write(work.join(format!("many{number}")), format!("{number}\n")).unwrap();
    }
    git(&work, &["add", "."]);
    commit(&work, "file", "2\n", "Two");
    git(&work, &["checkout", "-q", "main"]);
    std::fs::write(work.join("new"), "new\n").unwrap();
    let (before, repository) = (Snapshot::take(&work), open(&work));
    let (cancel, heard) = (net::Cancel::new(), Arc::new(Mutex::new(0)));
    let (stop, ear) = (cancel.clone(), Arc::clone(&heard));
    let progress = Arc::new(move |progress: &git::Progress| {
        *ear.lock().unwrap() = progress.done;
        if progress.done >= 200 {
            stop.cancel();
        }
    });
    let outcome = repository.check_out(&branch("other"), &CheckoutRun { cancel, progress, hooks: None });
    assert!(matches!(outcome, Err(Error::Cancelled)), "{outcome:?}");
    assert!((200..901).contains(&*heard.lock().unwrap()));
    assert_same(&Snapshot::take(&work), &before, "cancelled");
    assert!(repository.undo_steps().unwrap().done.is_empty(), "nothing is left to undo");
    go(&repository, "other").unwrap();
    repository.discard(&Choice::All).unwrap();
}

#[test]
fn the_hook_is_told_where_somebody_says_how() {
    let home = home();
    let work = home.path().join("work");
    init(&work);
    let first = commit(&work, "file", "1\n", "One");
    git(&work, &["checkout", "-qb", "other"]);
    let second = commit(&work, "file", "2\n", "Two");
    git(&work, &["checkout", "-q", "main"]);
    let hook = work.join(".git/hooks/post-checkout");
    std::fs::create_dir_all(hook.parent().unwrap()).unwrap();
    std::fs::write(&hook, "#!/bin/sh\necho \"$1 $2 $3\" >> ../told\necho no; exit 7\n").unwrap();
    std::fs::set_permissions(hook, PermissionsExt::from_mode(0o755)).unwrap();
    go(&open(&work), "other").unwrap();
    assert!(!home.path().join("told").exists(), "unasked nothing runs");
    go(&open(&work), "main").unwrap();
    let environment = vec![("PATH".into(), std::env::var_os("PATH").unwrap())];
    let run = HookRun { environment, cancel: net::Cancel::new(), ear: &|_, _| {} };
    let done = open(&work).check_out(&branch("other"), &CheckoutRun { hooks: Some(&run), ..quiet() }).unwrap();
    assert_eq!(done.hook.as_deref(), Some("no\n"));
    assert_eq!(std::fs::read_to_string(home.path().join("told")).unwrap(), format!("{first} {second} 1\n"));
}
