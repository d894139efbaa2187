//! The two lists are what `git status` says.

use std::collections::BTreeSet;
use std::path::Path;

use git::{Change, Changed, Operation, PathChange};

use super::{config, open, seeds};
use crate::support::git::{bytes, command, commit, git, init};
use crate::support::{home, trees};

/// Side and letter for each path, moves taken apart.
type Letters = BTreeSet<(char, char, Vec<u8>)>;

fn theirs(folder: &Path) -> Letters {
    let text = bytes(folder, &["status", "--porcelain=v2", "-z", "-uall", "--no-renames"]);
    let mut letters = Letters::new();
    for entry in text.split(|byte| *byte == 0).filter(|entry| !entry.is_empty()) {
        let fields = |count: usize| entry.splitn(count, |byte| *byte == b' ').collect::<Vec<_>>();
        match entry[0] {
            b'1' => {
                let fields = fields(9);
                let path = fields[8].to_vec();
                for (side, letter) in [('s', fields[1][0]), ('u', fields[1][1])] {
                    if letter != b'.' {
                        letters.insert((side, char::from(letter), path.clone()));
                    }
                }
            }
            b'u' => _ = letters.insert(('u', 'U', fields(11)[10].to_vec())),
            b'?' => _ = letters.insert(('u', '?', fields(2)[1].to_vec())),
            other => unreachable!("{}", char::from(other)),
        }
    }
    letters
}

fn ours(folder: &Path) -> Letters {
    let changes = open(folder).changes().unwrap();
    let mut letters = Letters::new();
    for (side, list) in [('s', changes.staged), ('u', changes.unstaged)] {
        assert_eq!(list.total, list.paths.len());
        for changed in list.paths {
            if let Some(before) = changed.before {
                letters.insert((side, 'D', before));
                letters.insert((side, 'A', changed.path));
            } else {
                letters.insert((side, letter(changed.change), changed.path));
            }
        }
    }
    letters
}

fn letter(change: PathChange) -> char {
    match change {
        PathChange::Untracked => '?',
        PathChange::Conflicted => 'U',
        PathChange::Tracked(Change::Added) => 'A',
        PathChange::Tracked(Change::Modified) => 'M',
        PathChange::Tracked(Change::Deleted) => 'D',
        PathChange::Tracked(Change::TypeChanged) => 'T',
        PathChange::Tracked(Change::Renamed | Change::Copied) => 'R',
    }
}

#[test]
fn of_grown_trees() {
    let home = home();
    for seed in seeds(80) {
        let work = home.path().join(seed.to_string());
        trees::grow(&work, seed, config(seed));
        assert_eq!(ours(&work), theirs(&work), "seed {seed}");
        std::fs::remove_dir_all(work).unwrap();
    }
}

fn find<'c>(list: &'c [Changed], path: &str) -> &'c Changed {
    list.iter().find(|changed| changed.path == path.as_bytes()).unwrap()
}

#[test]
fn moves_and_numbers_of_lines() {
    let home = home();
    let work = home.path().join("work");
    init(&work);
    commit(&work, "old", &"line\n".repeat(20), "Begin");
    git(&work, &["mv", "old", "new"]);
    std::fs::write(work.join("new"), "line\n".repeat(19) + "other\nmore\n").unwrap();
    std::fs::write(work.join("fresh"), "1\n2\n").unwrap();
    std::fs::write(work.join("bytes"), [0, 1, 2]).unwrap();
    let changes = open(&work).changes().unwrap();
    let moved = find(&changes.staged.paths, "new");
    assert_eq!((moved.change, moved.before.as_deref()), (PathChange::Tracked(Change::Renamed), Some(&b"old"[..])));
    let numbers = |path: &str| {
        let found = find(&changes.unstaged.paths, path);
        (found.added, found.removed)
    };
    assert_eq!(numbers("new"), (Some(2), Some(1)));
    assert_eq!(numbers("fresh"), (Some(2), Some(0)));
    assert_eq!(numbers("bytes"), (None, None));
}

#[test]
fn conflicts_and_what_is_unfinished() {
    let home = home();
    let work = home.path().join("work");
    init(&work);
    commit(&work, "file", "a\n", "Begin");
    git(&work, &["checkout", "-q", "-b", "side"]);
    commit(&work, "file", "b\n", "Side");
    git(&work, &["checkout", "-q", "main"]);
    commit(&work, "file", "c\n", "Main");
    assert_eq!(open(&work).changes().unwrap().operation, None);
    assert!(!command(&work).args(["merge", "-q", "side"]).output().unwrap().status.success());
    let changes = open(&work).changes().unwrap();
    assert_eq!(changes.operation, Some(Operation::Merge));
    assert_eq!((changes.staged.total, changes.unstaged.total), (0, 1));
    assert_eq!(changes.unstaged.paths[0].change, PathChange::Conflicted);
    assert_eq!(ours(&work), theirs(&work));
}

#[test]
fn promised_files_and_repositories_within() {
    let home = home();
    let work = home.path().join("work");
    init(&work);
    commit(&work, "a", "a\n", "Begin");
    std::fs::write(work.join("promised"), "text\n").unwrap();
    git(&work, &["add", "-N", "promised"]);
    init(&work.join("inner"));
    commit(&work.join("inner"), "b", "b\n", "Inner");
    assert_eq!(ours(&work), theirs(&work));
    let changes = open(&work).changes().unwrap();
    assert!(find(&changes.unstaged.paths, "inner/").submodule);
}

#[test]
fn a_bare_repository_has_no_changes() {
    let home = home();
    git(home.path(), &["init", "-q", "--bare", "bare.git"]);
    let changes = open(&home.path().join("bare.git")).changes().unwrap();
    assert_eq!((changes.staged.total, changes.unstaged.total), (0, 0));
}

#[test]
fn a_file_that_is_cut_off_while_it_is_looked_at_ends_nothing() {
    let home = home();
    let work = home.path().join("work");
    init(&work);
    commit(&work, "file", "before\n", "Begin");
    let (path, long) = (work.join("file"), "line\n".repeat(400_000));
    let over = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !over.load(std::sync::atomic::Ordering::Relaxed) {
                // As most editors save: cut off, then written.
                std::fs::write(&path, &long).unwrap();
            }
        });
        for _ in 0..60 {
            open(&work).changes().unwrap();
        }
        over.store(true, std::sync::atomic::Ordering::Relaxed);
    });
}
