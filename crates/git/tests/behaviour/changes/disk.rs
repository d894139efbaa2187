//! T6.3: full disks and places where nothing may be written are named errors; nothing is lost, no lock stays, and when there is
//! room again everything works. Each test runs itself again where that can be arranged.

use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use git::{Choice, CommitDraft, DiskProblem, Error, Repository};

use super::open;
use crate::support::corpus::Dice;
use crate::support::git::{commit, git, init};
use crate::support::trees::{Snapshot, assert_same};
use crate::support::{home, names};

const LARGE: usize = 600_000;

/// Something to try, with its name.
type Act<'a> = (&'a str, &'a dyn Fn() -> Result<(), Error>);

fn draft() -> CommitDraft {
    CommitDraft { message: "Work".to_owned(), author: ("Bo".to_owned(), "bo@example.com".to_owned()), ..CommitDraft::default() }
}

fn paths(names: &[&str]) -> Choice {
    Choice::Paths(names.iter().map(|name| name.as_bytes().to_vec()).collect())
}

/// A staged file, a changed one, and a new one that no compression makes small.
fn grown(work: &Path) -> Repository {
    init(work);
    commit(work, "changed", "1\n", "Begin");
    std::fs::write(work.join("staged"), "1\n").unwrap();
    git(work, &["add", "staged"]);
    std::fs::write(work.join("changed"), "2\n").unwrap();
    let mut dice = Dice::new(7);
    std::fs::write(work.join("large"), (0..LARGE).map(|_| dice.roll(256) as u8).collect::<Vec<_>>()).unwrap();
    open(work)
}

/// None of it is done, and nothing of it stays.
fn all_refused(repository: &Repository, work: &Path, problem: DiskProblem, acts: &[Act<'_>]) {
    for (name, act) in acts {
        let before = Snapshot::take(work);
        let refused = act();
        assert!(matches!(&refused, Err(Error::Disk { problem: told, .. }) if *told == problem), "{name}: {refused:?}");
        assert_same(&Snapshot::take(work), &before, name);
        assert!(!work.join(".git/index.lock").exists(), "{name}");
        assert!(repository.changes().is_ok(), "{name}");
    }
}

/// When there is room again: everything works, and can be undone.
fn all_works(repository: &Repository, work: &Path) {
    let (before, large) = (Snapshot::take(work), std::fs::read(work.join("large")).unwrap());
    repository.stage(&Choice::All).unwrap();
    repository.commit_changes(&draft(), None, None).unwrap();
    std::fs::write(work.join("large"), "small\n").unwrap();
    let changed = Snapshot::take(work);
    repository.discard(&Choice::All).unwrap();
    assert_eq!(std::fs::metadata(work.join("large")).unwrap().len(), LARGE as u64);
    git(work, &["fsck", "--strict"]);
    assert_eq!(names(&work.join(".git/bough")), Vec::<String>::new());
    let done = repository.undo_steps().unwrap().done;
    repository.undo(done[0].number).unwrap();
    assert_same(&Snapshot::take(work), &changed, "the discarding undone");
    repository.redo(done[0].number).unwrap();
    repository.undo(done[2].number).unwrap();
    std::fs::write(work.join("large"), large).unwrap();
    assert_same(&Snapshot::take(work), &before, "all undone");
}

/// This binary with one of its tests, where anybody may run it.
fn again(test: &str, folder: &Path, wrapper: &[&str]) -> Command {
    let program = folder.join("tests");
    if !program.exists() {
        std::fs::copy(std::env::current_exe().unwrap(), &program).unwrap();
    }
    let mut words: Vec<&str> = wrapper.to_vec();
    let program = program.to_str().unwrap().to_owned();
    words.push(&program);
    let mut command = Command::new(words[0]);
    command.args(&words[1..]).args(["--exact", "--ignored", "--test-threads=1", "--nocapture", test]);
    command.env("BOUGH_DISK", folder.join("disk")).env("HOME", folder);
    command
}

fn assert_passed(mut command: Command) {
    let output = command.output().unwrap();
    let words = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
    assert!(output.status.success() && words.contains("1 passed"), "{words}");
}

fn disk() -> PathBuf {
    std::env::var_os("BOUGH_DISK").unwrap().into()
}

#[test]
#[ignore = "started by the test below, on a small disk"]
fn on_a_full_disk() {
    ::git::start();
    let work = disk().join("work");
    let repository = grown(&work);
    // To the last byte.
    let filler = disk().join("filler");
    let fill = |size: usize| {
        use std::io::Write;
        let mut file = std::fs::File::options().create(true).append(true).open(&filler).unwrap();
        while file.write_all(&vec![b'x'; size]).is_ok() {}
    };
    fill(65_536);
    fill(1);
    all_refused(
        &repository,
        &work,
        DiskProblem::Full,
        &[
            ("staging", &|| repository.stage(&Choice::All)),
            ("unstaging", &|| repository.unstage(&Choice::All)),
            ("discarding", &|| repository.discard(&Choice::All)),
            ("committing", &|| repository.commit_changes(&draft(), None, None).map(drop)),
        ],
    );
    std::fs::remove_file(&filler).unwrap();
    all_works(&repository, &work);
}

#[test]
fn a_full_disk_is_named() {
    let home = home();
    std::fs::create_dir(home.path().join("disk")).unwrap();
    let script = format!("mount -t tmpfs -o size=4m tmpfs '{}' && exec \"$@\"", home.path().join("disk").display());
    for flags in [&["-m"][..], &["-r", "-m"]] {
        let wrapper = [&["unshare"], flags, &["sh", "-c", &script, "-"]].concat();
        if Command::new(wrapper[0]).args(&wrapper[1..]).arg("true").output().is_ok_and(|tried| tried.status.success()) {
            return assert_passed(again("changes::disk::on_a_full_disk", home.path(), &wrapper));
        }
    }
    println!("SKIPPED a_full_disk_is_named: this person may mount nothing");
}

#[test]
#[ignore = "started by the test below, where files may not be large"]
fn where_files_may_not_be_large() {
    ::git::start();
    let work = disk().join("work");
    let repository = open(&work);
    let large = || paths(&["large"]);
    all_refused(
        &repository,
        &work,
        DiskProblem::Full,
        &[("staging", &|| repository.stage(&large())), ("discarding", &|| repository.discard(&large()))],
    );
    repository.stage(&paths(&["changed"])).unwrap();
    repository.commit_changes(&draft(), None, None).unwrap();
}

#[test]
fn a_quota_is_named() {
    let home = home();
    let work = home.path().join("disk/work");
    grown(&work);
    // 64 or 128 KiB, as the shell counts. Ignored, the signal becomes an error of the call.
    let wrapper = ["sh", "-c", "trap '' XFSZ; ulimit -f 128; exec \"$@\"", "-"];
    assert_passed(again("changes::disk::where_files_may_not_be_large", home.path(), &wrapper));
    all_works(&open(&work), &work);
}

#[test]
#[ignore = "started by the test below, as somebody with no rights"]
fn where_nothing_may_be_written() {
    ::git::start();
    let work = disk().join("work");
    let repository = grown(&work);
    let set = |path: &str, mode: u32| std::fs::set_permissions(work.join(path), PermissionsExt::from_mode(mode)).unwrap();
    let all: [Act<'_>; 4] = [
        ("staging", &|| repository.stage(&Choice::All)),
        ("unstaging", &|| repository.unstage(&Choice::All)),
        ("discarding", &|| repository.discard(&Choice::All)),
        ("committing", &|| repository.commit_changes(&draft(), None, None).map(drop)),
    ];
    for closed in [".git", ".git/objects"] {
        set(closed, 0o555);
        if closed == ".git/objects" {
            let folders: Vec<String> = names(&work.join(closed));
            for name in &folders {
                set(&format!("{closed}/{name}"), 0o555);
            }
            all_refused(&repository, &work, DiskProblem::ReadOnly, &all[..3]);
            for name in &folders {
                set(&format!("{closed}/{name}"), 0o755);
            }
        } else {
            all_refused(&repository, &work, DiskProblem::ReadOnly, &all);
        }
        set(closed, 0o755);
    }
    // A file that nobody may read, and a folder where nothing may go.
    set("large", 0o000);
    let refused = repository.stage(&paths(&["large"]));
    assert!(matches!(refused, Err(Error::Disk { problem: DiskProblem::ReadOnly, .. })), "{refused:?}");
    set("large", 0o644);
    set("", 0o555);
    all_refused(&repository, &work, DiskProblem::ReadOnly, &[("discarding", &|| repository.discard(&paths(&["large"])))]);
    set("", 0o755);
    all_works(&repository, &work);
}

#[test]
fn a_place_where_nothing_may_be_written_is_named() {
    let home = home();
    std::fs::create_dir(home.path().join("disk")).unwrap();
    for (path, mode) in [("", 0o755), ("disk", 0o777)] {
        std::fs::set_permissions(home.path().join(path), PermissionsExt::from_mode(mode)).unwrap();
    }
    let mut command = again("changes::disk::where_nothing_may_be_written", home.path(), &["env"]);
    // Permissions prove nothing about root.
    if rustix::process::geteuid().is_root() {
        command.uid(65_534).gid(65_534);
    }
    assert_passed(command);
}
