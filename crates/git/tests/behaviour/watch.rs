//! T6.12: what others change is told once, and what changes nothing is not told.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use git::{Choice, Repository};

use crate::support::git::{commit, git, init};
use crate::support::{home, wait_for};

#[test]
fn what_others_change_is_told() {
    let home = home();
    let work = home.path().join("work");
    init(&work);
    commit(&work, ".gitignore", "ignored/\n", "Begin");
    std::fs::create_dir(work.join("ignored")).unwrap();
    let repository = Repository::open(&work).unwrap();
    let heard = Arc::new(AtomicUsize::new(0));
    let ear = Arc::clone(&heard);
    let watch = repository.watch(move || _ = ear.fetch_add(1, Ordering::SeqCst));
    let count = || heard.load(Ordering::SeqCst);
    let quiet = || {
        let mut last = usize::MAX;
        while last != count() {
            last = count();
            std::thread::sleep(Duration::from_millis(500));
        }
    };
    wait_for("the watch to begin", || count() >= 1);
    let told = |what: &str, act: &dyn Fn()| {
        let before = count();
        act();
        wait_for(what, || count() > before);
        quiet();
    };
    told("a new file", &|| std::fs::write(work.join("new"), "x").unwrap());
    told("a file in a new folder", &|| {
        std::fs::create_dir(work.join("folder")).unwrap();
        std::fs::write(work.join("folder/file"), "x").unwrap();
    });
    told("staging", &|| _ = git(&work, &["add", "new"]));
    told("a commit", &|| _ = git(&work, &["commit", "-q", "-m", "More"]));
    told("a branch", &|| _ = git(&work, &["branch", "side"]));
    let before = count();
    std::fs::write(work.join("ignored/file"), "x").unwrap();
    git(&work, &["hash-object", "-w", "new"]);
    quiet();
    assert_eq!(count(), before, "ignored files and objects are noise");
    told("our own staging", &|| repository.stage(&Choice::All).unwrap());
    drop(watch);
    let before = count();
    std::fs::write(work.join("later"), "x").unwrap();
    std::thread::sleep(Duration::from_millis(300));
    assert_eq!(count(), before, "the watch has ended");
}

#[test]
fn a_linked_work_tree_hears_of_its_index_and_of_branches() {
    let home = home();
    let work = home.path().join("work");
    init(&work);
    commit(&work, "a", "a\n", "Begin");
    git(&work, &["worktree", "add", "-q", "../beside"]);
    let beside = home.path().join("beside");
    let heard = Arc::new(AtomicUsize::new(0));
    let ear = Arc::clone(&heard);
    let _watch = Repository::open(&beside).unwrap().watch(move || _ = ear.fetch_add(1, Ordering::SeqCst));
    wait_for("the watch to begin", || heard.load(Ordering::SeqCst) >= 1);
    let told = |what: &str, act: &dyn Fn()| {
        let before = heard.load(Ordering::SeqCst);
        act();
        wait_for(what, || heard.load(Ordering::SeqCst) > before);
    };
    told("a file", &|| std::fs::write(beside.join("b"), "b\n").unwrap());
    told("staging", &|| _ = git(&beside, &["add", "b"]));
    told("a branch", &|| _ = git(&work, &["branch", "other"]));
}
