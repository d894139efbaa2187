//! While a repository is watched, only what was told is read again: the lists must be what a fresh look at everything finds.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use git::{Choice, Repository, Watch, Watching};

use super::{config, open, seeds};
use crate::support::corpus::Dice;
use crate::support::git::{command, commit, git, init};
use crate::support::trees::{self, files};
use crate::support::{home, wait_for};

/// A repository whose watch has begun.
fn watched(work: &Path) -> (Repository, Watch) {
    let repository = open(work);
    let heard = Arc::new(AtomicUsize::new(0));
    let ear = Arc::clone(&heard);
    let watch = repository.watch(move || _ = ear.fetch_add(1, Ordering::SeqCst));
    wait_for("the watch to begin", || heard.load(Ordering::SeqCst) >= 1);
    assert_eq!(watch.watching(), Watching::Told);
    (repository, watch)
}

/// Something that others do. What Git refuses in this state is no step.
fn step(work: &Path, repository: &Repository, dice: &mut Dice) -> String {
    let known: Vec<Vec<u8>> = files(work).into_keys().collect();
    let some = |dice: &mut Dice| known.get(dice.roll(known.len().max(1) as u64) as usize).cloned().unwrap_or_default();
    let tried = |words: &[&str]| {
        let done = command(work).args(["-c", "core.safecrlf=false"]).args(words).output().unwrap().status.success();
        format!("git {words:?}: {done}")
    };
    let ignored = ["*.txt\n", "d/\n", "within\n!d/within\n", "", "*\n!*/\n"][dice.roll(5) as usize];
    match dice.roll(22) {
        0 => {
            let folder = ["", "d", "dir e", "-x"][dice.roll(4) as usize];
            let _ = std::fs::write(work.join(folder).join(".gitignore"), ignored);
            format!("ignoring {ignored:?} in {folder:?}")
        }
        1 => {
            std::fs::write(work.join(".git/info/exclude"), ignored).unwrap();
            format!("excluding {ignored:?}")
        }
        2 => {
            let moved = std::fs::rename(work.join("d"), work.join("moved d"))
                .or_else(|_| std::fs::rename(work.join("moved d"), work.join("d")));
            format!("moving a folder: {moved:?}")
        }
        3 => {
            let deep = work.join(format!("new{}/a/b/c", dice.roll(3)));
            let _ = std::fs::create_dir_all(&deep);
            format!("a file deep in new folders: {}", std::fs::write(deep.join("file"), format!("{}\n", dice.roll(9))).is_ok())
        }
        4 => format!("removing a folder: {:?}", std::fs::remove_dir_all(work.join(["d", "new1", "-x"][dice.roll(3) as usize]))),
        5 => {
            let mode = [0o644, 0o755][dice.roll(2) as usize];
            let path = work.join(OsStr::from_bytes(&some(dice)));
            if !path.is_symlink() && path.is_file() {
                std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
            }
            format!("mode {mode:o} of {}", path.display())
        }
        6 => tried(&["add", "-A"]),
        7 => tried(&["commit", "-q", "-m", "Step"]),
        8 => tried(&["checkout", "-q", "-f", "--orphan", &format!("side{}", dice.roll(99))]),
        9 => tried(&["reset", "-q", "--hard"]),
        10 => tried(&["stash", "-q", "-u"]),
        11 => tried(&["config", "core.fileMode", ["true", "false"][dice.roll(2) as usize]]),
        12 => {
            let text = ["* text=auto\n", "*.txt -text\n", ""][dice.roll(3) as usize];
            format!("attributes: {}", std::fs::write(work.join(".gitattributes"), text).is_ok())
        }
        13 => {
            let inner = work.join("inner");
            if inner.exists() {
                return tried(&["-C", "inner", "commit", "-q", "--allow-empty", "-m", "Inner"]);
            }
            init(&inner);
            commit(&inner, "file", "1\n", "Inner");
            "a repository within".to_owned()
        }
        14 => {
            let _ = std::fs::write(work.join("inner/file"), "other\n");
            "a file of a repository within".to_owned()
        }
        15 => format!("our own staging: {:?}", repository.stage(&Choice::Paths(vec![some(dice)])).is_ok()),
        16 => format!("our own discarding: {:?}", repository.discard(&Choice::Paths(vec![some(dice)])).is_ok()),
        17 => {
            let path = work.join(OsStr::from_bytes(&some(dice)));
            // As editors save: beside it, then in its place.
            let fresh = work.join(".saved");
            let _ = std::fs::write(&fresh, format!("saved {}\n", dice.roll(9)));
            format!("saving {}: {:?}", path.display(), std::fs::rename(fresh, &path).is_ok())
        }
        _ => {
            trees::scramble(work, dice);
            "a change".to_owned()
        }
    }
}

#[test]
fn the_lists_are_what_a_fresh_look_finds() {
    let home = home();
    for seed in seeds(40) {
        let work = home.path().join(seed.to_string());
        trees::grow(&work, seed, config(seed));
        let (repository, _watch) = watched(&work);
        let mut dice = Dice::new(seed);
        let mut way = Vec::new();
        for _ in 0..25 {
            for _ in 0..=dice.roll(2) {
                way.push(step(&work, &repository, &mut dice));
            }
            let (followed, fresh) = (repository.changes().unwrap(), open(&work).changes().unwrap());
            assert_eq!(followed, fresh, "seed {seed} after {way:#?}");
        }
        std::fs::remove_dir_all(work).unwrap();
    }
}

#[test]
fn only_what_was_told_is_read_again() {
    let home = home();
    let work = home.path().join("work");
    init(&work);
    commit(&work, "seen", "1\n", "Begin");
    commit(&work, "unseen", "1\n", "More");
    // A change by another name in a place that nobody watches is not told.
    let outside = home.path().join("outside");
    std::fs::hard_link(work.join("unseen"), &outside).unwrap();
    let (repository, _watch) = watched(&work);
    let paths = || -> Vec<Vec<u8>> { repository.changes().unwrap().unstaged.paths.into_iter().map(|one| one.path).collect() };
    // Its time changed with its second name.
    assert!(paths().is_empty());
    std::fs::write(&outside, "other\n").unwrap();
    std::fs::write(work.join("seen"), "2\n").unwrap();
    assert_eq!(paths(), [b"seen"]);
    repository.doubt_changes();
    assert_eq!(paths(), [&b"seen"[..], b"unseen"]);
}

#[test]
fn lines_are_counted_in_all_of_a_list_or_in_none() {
    let home = home();
    let work = home.path().join("work");
    init(&work);
    commit(&work, "a", "1\n", "Begin");
    let (repository, _watch) = watched(&work);
    for number in 0..299 {
        std::fs::write(work.join(format!("n{number}")), "x\n").unwrap();
    }
    for more in ["m1", "m2"] {
        let counted = repository.changes().unwrap().unstaged.paths.iter().all(|changed| changed.added == Some(1));
        assert!(counted, "before {more}");
        std::fs::write(work.join(more), "x\n").unwrap();
    }
    assert!(repository.changes().unwrap().unstaged.paths.iter().all(|changed| changed.added.is_none()));
    std::fs::remove_file(work.join("m2")).unwrap();
    assert!(repository.changes().unwrap().unstaged.paths.iter().all(|changed| changed.added == Some(1)));
}

#[test]
fn a_moved_submodule_shows() {
    let home = home();
    let (work, other) = (home.path().join("work"), home.path().join("other"));
    init(&other);
    commit(&other, "a", "1\n", "Begin");
    init(&work);
    git(&work, &["submodule", "--quiet", "add", "../other", "sub"]);
    commit(&work, "b", "1\n", "Begin");
    let (repository, _watch) = watched(&work);
    assert_eq!(repository.changes().unwrap().unstaged.total, 0);
    std::fs::write(work.join("sub/a"), "2\n").unwrap();
    assert_eq!(repository.changes().unwrap(), open(&work).changes().unwrap());
    assert_eq!(repository.changes().unwrap().unstaged.total, 1);
    git(&work.join("sub"), &["checkout", "-q", "-f", "HEAD"]);
    assert_eq!(repository.changes().unwrap().unstaged.total, 0);
    git(&work.join("sub"), &["commit", "-q", "--allow-empty", "-m", "On"]);
    assert_eq!(repository.changes().unwrap().unstaged.total, 1);
    assert_eq!(repository.changes().unwrap(), open(&work).changes().unwrap());
}
