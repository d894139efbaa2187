//! T6.12: what others change is told once, and what changes nothing is not told.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use git::{Choice, Repository, Watching};

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

/// Counts what is heard.
fn listening(repository: &Repository) -> (git::Watch, impl Fn() -> usize + use<>) {
    let heard = Arc::new(AtomicUsize::new(0));
    let ear = Arc::clone(&heard);
    let watch = repository.watch(move || _ = ear.fetch_add(1, Ordering::SeqCst));
    (watch, move || heard.load(Ordering::SeqCst))
}

#[test]
fn looking_tells_nothing() {
    let home = home();
    let work = home.path().join("work");
    init(&work);
    for folder in 0..50 {
        std::fs::create_dir(work.join(folder.to_string())).unwrap();
        std::fs::write(work.join(format!("{folder}/file")), "x\n").unwrap();
    }
    commit(&work, "a", "a\n", "Begin");
    let repository = Repository::open(&work).unwrap();
    let (_watch, count) = listening(&repository);
    wait_for("the watch to begin", || count() >= 1);
    let before = count();
    for _ in 0..5 {
        repository.doubt_changes();
        repository.changes().unwrap();
        git(&work, &["--no-optional-locks", "status"]);
    }
    std::thread::sleep(Duration::from_millis(300));
    assert_eq!(count(), before, "our own reading is no change");
}

#[test]
fn a_link_leads_the_watch_nowhere() {
    let home = home();
    let (work, outside) = (home.path().join("work"), home.path().join("outside"));
    init(&work);
    std::fs::create_dir(&outside).unwrap();
    std::os::unix::fs::symlink(&outside, work.join("link")).unwrap();
    commit(&work, "a", "a\n", "Begin");
    let repository = Repository::open(&work).unwrap();
    let (_watch, count) = listening(&repository);
    wait_for("the watch to begin", || count() >= 1);
    let before = count();
    std::fs::write(outside.join("file"), "x\n").unwrap();
    std::thread::sleep(Duration::from_millis(300));
    assert_eq!(count(), before);
}

#[test]
fn a_storm_of_renames_ends_in_the_truth() {
    let home = home();
    let work = home.path().join("work");
    init(&work);
    for folder in 0..20 {
        std::fs::create_dir_all(work.join(format!("{folder}/deep/er"))).unwrap();
        std::fs::write(work.join(format!("{folder}/deep/er/file")), "x\n").unwrap();
    }
    commit(&work, "a", "a\n", "Begin");
    let repository = Repository::open(&work).unwrap();
    let (watch, count) = listening(&repository);
    wait_for("the watch to begin", || count() >= 1);
    let before = count();
    std::thread::scope(|scope| {
        for thread in 0..4 {
            let work = &work;
            scope.spawn(move || {
                for round in 0..400 {
                    let folder = work.join((thread * 5 + round % 5).to_string());
                    let aside = folder.with_extension("aside");
                    std::fs::rename(&folder, &aside).unwrap();
                    std::fs::write(aside.join("deep/new"), round.to_string()).unwrap();
                    std::fs::rename(&aside, &folder).unwrap();
                }
            });
        }
        for _ in 0..20 {
            repository.changes().unwrap();
        }
    });
    wait_for("the storm to be heard", || count() > before);
    assert_eq!(repository.changes().unwrap(), Repository::open(&work).unwrap().changes().unwrap());
    std::fs::write(work.join("7/deep/er/file"), "after\n").unwrap();
    assert_eq!(repository.changes().unwrap().unstaged.total, 21);
    assert_eq!(watch.watching(), Watching::Told);
}

#[test]
fn a_folder_that_goes_and_comes_again() {
    let home = home();
    let work = home.path().join("work");
    init(&work);
    commit(&work, "a", "a\n", "Begin");
    let repository = Repository::open(&work).unwrap();
    let (watch, count) = listening(&repository);
    wait_for("the watch to begin", || count() >= 1);
    repository.changes().unwrap();
    // Another one takes its place.
    let begun = count();
    std::fs::rename(&work, home.path().join("old")).unwrap();
    init(&work);
    commit(&work, "b", "b\n", "Other");
    std::fs::write(work.join("b"), "changed\n").unwrap();
    wait_for("the other one to be heard", || count() > begun);
    assert_eq!(repository.changes().unwrap(), Repository::open(&work).unwrap().changes().unwrap());
    // It is deleted.
    std::fs::remove_dir_all(&work).unwrap();
    wait_for("the end to be heard", || watch.watching() == Watching::Deaf);
    assert!(repository.changes().is_err());
    drop(watch);
}

/// Runs in a place where the system has no room for watches.
#[test]
#[ignore = "started by the test below, where the system has no room for watches"]
fn without_room_for_watches() {
    let home = home();
    let work = home.path().join("work");
    init(&work);
    commit(&work, "a", "a\n", "Begin");
    let repository = Repository::open(&work).unwrap();
    let (watch, count) = listening(&repository);
    wait_for("the trouble to be heard", || count() >= 1 && watch.watching() == Watching::Crowded);
    // Nothing is told, and all the same everything is seen.
    for content in ["1\n", "2\n"] {
        std::fs::write(work.join("a"), content).unwrap();
        assert_eq!(repository.changes().unwrap().unstaged.total, 1);
    }
    std::fs::write(work.join("a"), "a\n").unwrap();
    assert_eq!(repository.changes().unwrap().unstaged.total, 0);
    // It is looked at from time to time.
    let (before, begun) = (count(), std::time::Instant::now());
    while count() == before {
        assert!(begun.elapsed() < Duration::from_secs(30), "nobody looks");
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn a_crowded_system_is_named_and_looked_at() {
    for (limit, room) in [("max_inotify_watches", 5), ("max_inotify_instances", 0)] {
        let script = format!("echo {room} > /proc/sys/user/{limit} && exec \"$@\"");
        let alone = ["--map-root-user", "sh", "-c", &script, "-"];
        let tried = std::process::Command::new("unshare").args(alone).arg("true").output();
        if !tried.is_ok_and(|output| output.status.success()) {
            println!("SKIPPED a_crowded_system_is_named_and_looked_at: this person may not limit watches for a process");
            return;
        }
        let output = std::process::Command::new("unshare")
            .args(alone)
            .arg(std::env::current_exe().unwrap())
            .args(["--exact", "--ignored", "--test-threads=1", "watch::without_room_for_watches"])
            .output()
            .unwrap();
        let words = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success() && words.contains("1 passed"), "{limit}: {words}");
    }
}
