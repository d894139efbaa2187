//! T6.10, the law of undo: after any steps, undoing all of them leads back to the byte, and doing them again leads forth;
//! also after a restart and after Git threw away what nobody names. And what a killed process leaves (T6.2).

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use git::{Choice, CommitDraft, Deed, DiffContent, Error, Reading, Repository, Side};

use super::{config, enough, open, seeds};
use crate::checkout;
use crate::support::corpus::Dice;
use crate::support::git::{command, commit, git, init};
use crate::support::home;
use crate::support::trees::{self, Snapshot, assert_same, files};

/// One random step, if there is anything to do.
fn step(repository: &Repository, dice: &mut Dice) {
    let changes = repository.changes().unwrap();
    let some = |list: &git::List, dice: &mut Dice| -> Vec<Vec<u8>> {
        list.paths.iter().filter(|_| dice.roll(3) == 0).map(|changed| changed.path.clone()).collect()
    };
    let outcome = match dice.roll(9) {
        0 | 1 => repository.stage(&Choice::Paths(some(&changes.unstaged, dice))),
        2 => repository.unstage(&Choice::Paths(some(&changes.staged, dice))),
        3 => repository.discard(&Choice::Paths(some(&changes.unstaged, dice))),
        4 => repository.commit_changes(&message(false), None, None).map(drop),
        5 => repository.commit_changes(&message(true), None, None).map(drop),
        8 => checkout::go(repository, ["main", "other"][dice.roll(2) as usize]).map(drop),
        act => {
            let (side, list) = if act == 6 { (Side::Unstaged, &changes.unstaged) } else { (Side::Staged, &changes.staged) };
            let Some(path) = list.paths.first().map(|changed| changed.path.clone()) else { return };
            let diff = repository.file_diff(&path, side, Reading::ALL).unwrap();
            let DiffContent::Text { hunks, .. } = &diff.content else { return };
            let lines = hunks.iter().flat_map(|hunk| &hunk.lines).filter(|_| dice.roll(2) == 0).collect::<Vec<_>>();
            let removed = lines.iter().filter(|line| line.new.is_none()).filter_map(|line| line.old).collect();
            let added = lines.iter().filter(|line| line.old.is_none()).filter_map(|line| line.new).collect();
            let choice = Choice::Lines { path, revision: diff.revision, removed, added };
            match (side, dice.roll(2)) {
                (Side::Unstaged, 0) => repository.stage(&choice),
                (Side::Unstaged, _) => repository.discard(&choice),
                (Side::Staged, _) => repository.unstage(&choice),
            }
        }
    };
    match outcome {
        Ok(()) | Err(Error::Invalid { .. } | Error::Refused { .. } | Error::InTheWay { .. } | Error::NotFound { .. }) => {}
        Err(other) => panic!("{other:?}"),
    }
}

fn message(amend: bool) -> CommitDraft {
    CommitDraft {
        message: "Some work".to_owned(),
        amend,
        author: ("Bo".to_owned(), "bo@example.com".to_owned()),
        ..CommitDraft::default()
    }
}

/// A row of states, each with the number of the step that led to it.
fn walk(work: &Path, dice: &mut Dice) -> Vec<(u32, Snapshot)> {
    let mut row = vec![(0, Snapshot::take(work))];
    for _ in 0..12 {
        // As a window that was closed and opened again.
        let repository = open(work);
        step(&repository, dice);
        let newest = repository.undo_steps().unwrap().done.first().map_or(0, |step| step.number);
        if newest != row.last().unwrap().0 {
            row.push((newest, Snapshot::take(work)));
        }
    }
    row
}

fn throw_away(work: &Path) {
    git(work, &["reflog", "expire", "--expire=now", "--all"]);
    git(work, &["gc", "-q", "--prune=now"]);
}

#[test]
fn every_step_back_and_forth_to_the_byte() {
    let home = home();
    let mut steps: u64 = 0;
    for seed in seeds(30) {
        // Heard only where it fails, also where that is in the midst of a step.
        println!("seed {seed}");
        let work = home.path().join(seed.to_string());
        trees::grow(&work, seed, config(seed));
        let mut dice = Dice::new(seed);
        checkout::grow_other(&work, &mut dice);
        let row = walk(&work, &mut dice);
        steps += row.len() as u64 - 1;
        if seed % 3 == 0 {
            throw_away(&work);
        }
        for pair in row.windows(2).rev() {
            open(&work).undo(pair[1].0).unwrap();
            assert_same(&Snapshot::take(&work), &pair[0].1, &format!("seed {seed}, undoing step {}", pair[1].0));
        }
        if seed % 3 == 0 {
            throw_away(&work);
        }
        for pair in row.windows(2) {
            open(&work).redo(pair[1].0).unwrap();
            assert_same(&Snapshot::take(&work), &pair[1].1, &format!("seed {seed}, doing step {} again", pair[1].0));
        }
        // All at once.
        if let Some(first) = row.get(1) {
            open(&work).undo(first.0).unwrap();
            assert_same(&Snapshot::take(&work), &row[0].1, &format!("seed {seed}, undoing all"));
            open(&work).redo(row.last().unwrap().0).unwrap();
            assert_same(&Snapshot::take(&work), &row.last().unwrap().1, &format!("seed {seed}, doing all again"));
        }
        git(&work, &["fsck", "--strict"]);
        std::fs::remove_dir_all(work).unwrap();
    }
    enough(steps, 100);
}

#[test]
fn a_link_and_the_folder_in_its_place_come_back() {
    let home = home();
    let work = home.path().join("work");
    init(&work);
    std::os::unix::fs::symlink("elsewhere", work.join("place")).unwrap();
    git(&work, &["add", "."]);
    git(&work, &["commit", "-qm", "Begin"]);
    std::fs::remove_file(work.join("place")).unwrap();
    std::fs::create_dir(work.join("place")).unwrap();
    std::fs::write(work.join("place/within"), "mine\n").unwrap();
    let (before, repository) = (Snapshot::take(&work), open(&work));
    repository.discard(&Choice::All).unwrap();
    let after = Snapshot::take(&work);
    assert!(work.join("place").is_symlink());
    repository.undo(1).unwrap();
    assert_same(&Snapshot::take(&work), &before, "undone");
    repository.redo(1).unwrap();
    assert_same(&Snapshot::take(&work), &after, "done again");
    // Somebody else's link stays in the way.
    repository.undo(1).unwrap();
    repository.discard(&Choice::Paths(vec![b"place/within".to_vec()])).unwrap();
    std::os::unix::fs::symlink(home.path(), work.join("place")).unwrap();
    assert!(matches!(repository.undo(2), Err(Error::Moved { what }) if what == "place/within"));
    assert!(!home.path().join("within").exists());
}

/// A repository with one file changed in two places, and a new file.
fn small(folder: &Path) -> Repository {
    init(folder);
    commit(folder, "file", "a\nb\n", "Begin");
    std::fs::write(folder.join("file"), "a\nB\n").unwrap();
    std::fs::write(folder.join("new"), "new\n").unwrap();
    open(folder)
}

#[test]
fn steps_say_what_they_did() {
    let home = home();
    let repository = small(&home.path().join("work"));
    repository.stage(&Choice::Paths(vec![b"file".to_vec()])).unwrap();
    repository.commit_changes(&message(false), None, None).unwrap();
    repository.discard(&Choice::All).unwrap();
    let undo = repository.undo_steps().unwrap();
    let deeds: Vec<Deed> = undo.done.iter().map(|step| step.deed.clone()).collect();
    let summary = "Some work".to_owned();
    let (new, file) = ("new".to_owned(), "file".to_owned());
    assert_eq!(deeds, [Deed::Discard { files: 1, first: new }, Deed::Commit { summary }, Deed::Stage { files: 1, first: file },]);
    repository.undo(undo.done[1].number).unwrap();
    let undo = repository.undo_steps().unwrap();
    assert_eq!((undo.done.len(), undo.undone.len()), (1, 2));
    assert!(undo.undone[0].number < undo.undone[1].number);
    // Something else is done: what was undone can't be done again.
    repository.unstage(&Choice::All).unwrap();
    assert!(repository.undo_steps().unwrap().undone.is_empty());
    assert!(matches!(repository.redo(undo.undone[0].number), Err(Error::Moved { .. })));
}

#[test]
fn what_somebody_changed_since_is_not_overwritten() {
    let home = home();
    let work = home.path().join("work");
    let repository = small(&work);
    repository.discard(&Choice::All).unwrap();
    let number = repository.undo_steps().unwrap().done[0].number;
    std::fs::write(work.join("file"), "mine\n").unwrap();
    assert!(matches!(repository.undo(number), Err(Error::Moved { what }) if what == "file"));
    assert_eq!(std::fs::read_to_string(work.join("file")).unwrap(), "mine\n");
    assert!(!work.join("new").exists(), "nothing is undone by half");
    std::fs::write(work.join("file"), "a\nb\n").unwrap();
    repository.undo(number).unwrap();
    assert_eq!(std::fs::read_to_string(work.join("new")).unwrap(), "new\n");
    // Another commit on top: the one below it can't be undone by moving the branch.
    repository.stage(&Choice::All).unwrap();
    repository.commit_changes(&message(false), None, None).unwrap();
    let number = repository.undo_steps().unwrap().done[0].number;
    let theirs = commit(&work, "other", "x\n", "Theirs");
    assert!(matches!(repository.undo(number), Err(Error::Moved { .. })));
    assert_eq!(git(&work, &["rev-parse", "HEAD"]), theirs);
}

#[test]
fn changes_of_others_elsewhere_stay() {
    let home = home();
    let work = home.path().join("work");
    let repository = small(&work);
    repository.stage(&Choice::Paths(vec![b"file".to_vec()])).unwrap();
    git(&work, &["add", "new"]);
    repository.undo(repository.undo_steps().unwrap().done[0].number).unwrap();
    assert_eq!(git(&work, &["diff", "--cached", "--name-only"]), "new");
}

#[test]
fn a_hundred_steps_are_kept() {
    let home = home();
    let work = home.path().join("work");
    let repository = small(&work);
    for _ in 0..52 {
        repository.stage(&Choice::All).unwrap();
        repository.unstage(&Choice::All).unwrap();
    }
    let undo = repository.undo_steps().unwrap();
    assert_eq!((undo.done.len(), undo.done[0].number), (100, 104));
    assert_eq!(git(&work, &["for-each-ref", "refs/bough", "--format=x"]).lines().count(), 200);
    assert_eq!(repository.rows(0, 9).unwrap().total, 1, "the list of commits does not show them");
}

#[test]
fn work_trees_have_steps_of_their_own() {
    let home = home();
    let work = home.path().join("work");
    let repository = small(&work);
    git(&work, &["worktree", "add", "-q", "../beside"]);
    let beside = open(&home.path().join("beside"));
    std::fs::write(home.path().join("beside/file"), "other\n").unwrap();
    beside.stage(&Choice::All).unwrap();
    assert_eq!(git(&home.path().join("beside"), &["diff", "--cached", "--name-only"]), "file");
    assert!(repository.undo_steps().unwrap().done.is_empty());
    beside.undo(beside.undo_steps().unwrap().done[0].number).unwrap();
    assert_eq!(git(&home.path().join("beside"), &["status", "--porcelain"]), " M file");
}

/// What [`killed_at_any_moment`] starts and kills: steps without end, in the folder that the environment names.
#[test]
#[ignore = "started by the test that kills it"]
fn steps_without_end() {
    let folder = std::env::var_os("BOUGH_STEPS_IN").unwrap();
    git::start();
    let repository = open(Path::new(&folder));
    let mut dice = Dice::new(std::process::id().into());
    loop {
        step(&repository, &mut dice);
        let undo = repository.undo_steps().unwrap();
        if let (0, Some(newest)) = (dice.roll(3), undo.done.first()) {
            // The test writes a file now and then: what that file hides can't be undone.
            let undone = repository.undo(newest.number);
            assert!(matches!(undone, Ok(()) | Err(Error::Moved { .. })), "{undone:?}");
        }
        if let (0, Some(next)) = (dice.roll(3), undo.undone.first()) {
            let _ = repository.redo(next.number);
        }
    }
}

#[test]
fn killed_at_any_moment() {
    let home = home();
    let work = home.path().join("work");
    trees::grow(&work, 4, &[]);
    checkout::grow_other(&work, &mut Dice::new(4));
    let begun: Vec<Vec<u8>> = files(&work).into_values().map(|(_, content)| content).collect();
    let mut dice = Dice::new(std::process::id().into());
    for round in 0..50 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "--ignored", "--test-threads=1", "changes::undo::steps_without_end"])
            .env("BOUGH_STEPS_IN", &work)
            .stdout(std::fs::File::create(home.path().join("said")).unwrap())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(40 + dice.roll(120)));
        let said = || std::fs::read_to_string(home.path().join("said")).unwrap();
        assert!(child.try_wait().unwrap().is_none(), "round {round}: it ended by itself: {}", said());
        child.kill().unwrap();
        child.wait().unwrap();
        // The next start puts things in order: looking is enough for everybody else to go on.
        let repository = open(&work);
        repository.changes().unwrap();
        assert!(!work.join(".git/index.lock").exists(), "round {round}");
        std::fs::write(work.join("round"), format!("{round}\n")).unwrap();
        repository.stage(&Choice::Paths(vec![b"round".to_vec()])).unwrap();
        let locks = command(&work).args(["status", "--porcelain"]).output().unwrap();
        assert!(locks.status.success(), "round {round}: {locks:?}");
        assert!(!work.join(".git/index.lock").exists(), "round {round}");
        let sound = command(&work).args(["fsck", "--strict"]).output().unwrap();
        assert!(sound.status.success(), "round {round}: {}", String::from_utf8_lossy(&sound.stderr));
    }
    let done = open(&work).undo_steps().unwrap().done;
    assert!(done.len() > 20, "only {} steps in 50 rounds", done.len());
    // Every byte that there was is there, or Git has it.
    let now: Vec<Vec<u8>> = files(&work).into_values().map(|(_, content)| content).collect();
    for content in begun.iter().filter(|content| !now.contains(content)) {
        let file = home.path().join("content");
        std::fs::write(&file, content).unwrap();
        let id = git(&work, &["hash-object", "--no-filters", file.to_str().unwrap()]);
        git(&work, &["cat-file", "-e", &id]);
    }
    let left = std::fs::read_dir(work.join(".git/bough")).unwrap().map(|entry| entry.unwrap().file_name()).collect::<Vec<_>>();
    assert!(left.is_empty(), "{left:?}");
}
