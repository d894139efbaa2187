//! Staging, unstaging and discarding whole files.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use git::{Change, Choice, Error, PathChange};

use super::{config, enough, open, seeds};
use crate::support::corpus::Dice;
use crate::support::git::{bytes, command, commit, git, init};
use crate::support::home;
use crate::support::trees::{self, Snapshot, assert_same, twin};

/// Runs `git` with paths that are no patterns.
fn with_paths(folder: &Path, words: &[&str], paths: &[Vec<u8>]) {
    let mut command = command(folder);
    command.args(["--literal-pathspecs", "-c", "core.safecrlf=false"]).args(words).arg("--");
    let output = command.args(paths.iter().map(|path| OsStr::from_bytes(path))).output().unwrap();
    assert!(output.status.success(), "git {words:?}: {}", String::from_utf8_lossy(&output.stderr));
}

fn has_commits(folder: &Path) -> bool {
    command(folder).args(["rev-parse", "-q", "--verify", "HEAD"]).output().unwrap().status.success()
}

/// Some of the paths, at times a folder instead of what is in it.
fn some(paths: &[Vec<u8>], dice: &mut Dice) -> Vec<Vec<u8>> {
    let mut some: Vec<Vec<u8>> = paths.iter().filter(|_| dice.roll(3) == 0).cloned().collect();
    if let Some(folder) = paths.iter().find_map(|path| path.iter().position(|byte| *byte == b'/').map(|end| path[..end].to_vec()))
        && dice.roll(3) == 0
    {
        some.push(folder);
    }
    some
}

/// A tree for each seed; `act` does the same to both twins and says whether there was anything to do.
fn alike(count: u64, act: impl Fn(&Path, &Path, &mut Dice) -> bool) {
    let home = home();
    let mut acted = 0;
    for seed in seeds(count) {
        let work = home.path().join(seed.to_string());
        trees::grow(&work, seed, config(seed));
        let twin = twin(&work);
        if act(&work, &twin, &mut Dice::new(seed)) {
            acted += 1;
            assert_same(&Snapshot::take(&work), &Snapshot::take(&twin), &format!("seed {seed}"));
            let status = |folder: &Path| bytes(folder, &["status", "--porcelain=v2", "-z"]).escape_ascii().to_string();
            assert_eq!(status(&work), status(&twin), "seed {seed}");
        }
        std::fs::remove_dir_all(work).unwrap();
        std::fs::remove_dir_all(twin).unwrap();
    }
    enough(acted, count / 2);
}

#[test]
fn staged_as_git_add_does() {
    alike(60, |ours, theirs, dice| {
        let opened = open(ours);
        let paths: Vec<Vec<u8>> = opened.changes().unwrap().unstaged.paths.into_iter().map(|changed| changed.path).collect();
        if dice.roll(4) == 0 {
            opened.stage(&Choice::All).unwrap();
            with_paths(theirs, &["add", "-A"], &[]);
            return !paths.is_empty();
        }
        let some = some(&paths, dice);
        if !some.is_empty() {
            opened.stage(&Choice::Paths(some.clone())).unwrap();
            with_paths(theirs, &["add", "-A"], &some);
        }
        !some.is_empty()
    });
}

#[test]
fn unstaged_as_git_reset_does() {
    alike(60, |ours, theirs, dice| {
        let opened = open(ours);
        let staged = opened.changes().unwrap().staged.paths;
        let all = dice.roll(4) == 0;
        let mut chosen: Vec<Vec<u8>> = staged.iter().map(|changed| changed.path.clone()).collect();
        if !all {
            chosen = some(&chosen, dice);
        }
        if chosen.is_empty() {
            return false;
        }
        opened.unstage(&if all { Choice::All } else { Choice::Paths(chosen.clone()) }).unwrap();
        // A folder stands for the rows in it, and a row of a move for two paths.
        let covered = |path: &[u8]| {
            chosen.iter().any(|one| path.strip_prefix(&one[..]).is_some_and(|rest| rest.is_empty() || rest[0] == b'/'))
        };
        let rows = staged.into_iter().filter(|changed| covered(&changed.path));
        let chosen: Vec<Vec<u8>> = rows.flat_map(|changed| [Some(changed.path), changed.before]).flatten().collect();
        if has_commits(theirs) {
            with_paths(theirs, &["reset", "-q"], &chosen);
        } else {
            with_paths(theirs, &["rm", "-q", "-r", "-f", "--cached"], &chosen);
        }
        true
    });
}

#[test]
fn a_file_and_a_folder_of_one_name_are_never_both_in_the_index() {
    let home = home();
    let work = home.path().join("work");
    init(&work);
    commit(&work, "a", "first\n", "Begin");
    commit(&work, "name", "file\n", "Go on");
    std::fs::remove_file(work.join("name")).unwrap();
    std::fs::create_dir_all(work.join("name/deep")).unwrap();
    std::fs::write(work.join("name/deep/within"), "").unwrap();
    git(&work, &["add", "-A"]);
    let repository = open(&work);
    repository.unstage(&Choice::Paths(vec![b"name".to_vec()])).unwrap();
    assert_eq!(git(&work, &["ls-files"]), "a\nname");
    // And the other way.
    repository.stage(&Choice::All).unwrap();
    assert_eq!(git(&work, &["ls-files"]), "a\nname/deep/within");
    git(&work, &["write-tree"]);
}

#[test]
fn discarded_as_git_restore_and_clean_do() {
    alike(60, |ours, theirs, dice| {
        let opened = open(ours);
        let mut picked = opened.changes().unwrap().unstaged.paths;
        let all = dice.roll(4) == 0;
        if !all {
            picked.retain(|_| dice.roll(3) == 0);
            // A folder stands for what is in it, also where it took a file's place.
            let chosen: Vec<Vec<u8>> = picked.iter().map(|changed| changed.path.clone()).collect();
            let inside =
                |path: &[u8]| chosen.iter().any(|one| path.strip_prefix(&one[..]).is_some_and(|rest| rest.starts_with(b"/")));
            for changed in opened.changes().unwrap().unstaged.paths {
                if inside(&changed.path) && !picked.contains(&changed) {
                    picked.push(changed);
                }
            }
        }
        if picked.is_empty() {
            return false;
        }
        let paths = |wanted: bool| -> Vec<Vec<u8>> {
            let new = |change| change == PathChange::Untracked;
            picked.iter().filter(|changed| new(changed.change) == wanted).map(|changed| changed.path.clone()).collect()
        };
        let (new, known) = (paths(true), paths(false));
        opened.discard(&if all { Choice::All } else { Choice::Paths([new.clone(), known.clone()].concat()) }).unwrap();
        if !new.is_empty() {
            with_paths(theirs, &["clean", "-q", "-f", "-d"], &new);
        }
        if !known.is_empty() {
            with_paths(theirs, &["checkout", "-q"], &known);
        }
        true
    });
}

#[test]
fn what_went_meanwhile_is_said_and_nothing_is_done() {
    let home = home();
    let work = home.path().join("work");
    init(&work);
    commit(&work, "a", "a\n", "Begin");
    std::fs::write(work.join("b"), "b\n").unwrap();
    let opened = open(&work);
    let before = Snapshot::take(&work);
    let both = Choice::Paths(vec![b"b".to_vec(), b"gone".to_vec()]);
    assert!(matches!(opened.stage(&both), Err(Error::Moved { what }) if what == "gone"));
    assert!(matches!(opened.discard(&both), Err(Error::Moved { .. })));
    assert_same(&Snapshot::take(&work), &before, "nothing was done");
    assert!(opened.undo_steps().unwrap().done.is_empty());
}

#[test]
fn files_of_a_filter_are_left_alone() {
    let home = home();
    let work = home.path().join("work");
    init(&work);
    commit(&work, ".gitattributes", "*.x filter=spy\n*.y filter=spy\n", "Begin");
    let canary = home.path().join("canary");
    git(&work, &["config", "filter.spy.clean", &format!("touch {}", canary.display())]);
    for name in ["file.y", "file.x"] {
        std::fs::write(work.join(name), "content\n").unwrap();
        let refused = open(&work).stage(&Choice::Paths(vec![name.as_bytes().to_vec()]));
        assert!(matches!(&refused, Err(Error::Unsupported { what }) if what.contains(name)), "{refused:?}");
    }
    assert!(!canary.exists() && git(&work, &["diff", "--cached", "--name-only"]).is_empty());
}

#[test]
fn a_repository_within_is_staged_by_its_commit() {
    let home = home();
    let work = home.path().join("work");
    init(&work);
    commit(&work, "a", "a\n", "Begin");
    init(&work.join("inner"));
    std::fs::write(work.join("inner/b"), "b\n").unwrap();
    let refused = open(&work).stage(&Choice::All);
    assert!(matches!(refused, Err(Error::Refused { .. })), "{refused:?}");
    let inner = commit(&work.join("inner"), "b", "b\n", "Inner");
    open(&work).stage(&Choice::Paths(vec![b"inner/".to_vec()])).unwrap();
    assert_eq!(git(&work, &["ls-files", "-s", "inner"]), format!("160000 {inner} 0\tinner"));
    std::fs::write(work.join("inner/b"), "changed\n").unwrap();
    let changes = open(&work).changes().unwrap();
    assert!(changes.unstaged.paths[0].submodule);
    assert!(matches!(open(&work).discard(&Choice::Paths(vec![b"inner".to_vec()])), Err(Error::Refused { .. })));
    assert_eq!(changes.staged.paths[0].change, PathChange::Tracked(Change::Added));
}

#[test]
fn somebody_elses_lock_is_waited_for_and_left_alone() {
    let home = home();
    let work = home.path().join("work");
    init(&work);
    commit(&work, "a", "a\n", "Begin");
    std::fs::write(work.join("b"), "b\n").unwrap();
    let lock = work.join(".git/index.lock");
    std::fs::write(&lock, "").unwrap();
    let opened = open(&work);
    assert!(matches!(opened.stage(&Choice::All), Err(Error::Refused { detail }) if detail.contains("index.lock")));
    assert!(lock.exists());
    std::thread::scope(|scope| {
        let waiting = scope.spawn(|| opened.stage(&Choice::All));
        std::thread::sleep(std::time::Duration::from_millis(100));
        std::fs::remove_file(&lock).unwrap();
        waiting.join().unwrap().unwrap();
    });
    assert_eq!(git(&work, &["diff", "--cached", "--name-only"]), "b");
    assert_eq!(std::fs::read_dir(work.join(".git/bough")).unwrap().count(), 0);
}
