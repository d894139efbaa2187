//! T6.1 for what this crate writes into a repository, and T6.2 at every point instead of at random ones: a process is killed
//! before each call to the system that writes, in staging, committing, discarding and undoing. The next start puts things in
//! order, nothing is lost, and what was begun can be undone.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use git::{Choice, CommitDraft};

use super::open;
use crate::support::git::{command, commit, git, init};
use crate::support::trees::{Snapshot, assert_same};
use crate::support::{home, names};

/// Calls that change what the next start sees. One that a system does not have is named with a question mark.
const CALLS: [&str; 11] =
    ["write", "pwrite64", "writev", "ftruncate", "?rename", "renameat", "?link", "linkat", "?unlink", "unlinkat", "?mkdir"];
/// More than the runner of a test writes.
const RUNNERS_WRITES: usize = 64;
const DEEDS: [&str; 4] = ["stage", "commit", "discard", "undo"];

/// What is killed: one deed in the folder that the environment names.
#[test]
#[ignore = "started by the test that kills it"]
fn one_deed() {
    let folder = std::env::var_os("BOUGH_DEED_IN").unwrap();
    ::git::start();
    let repository = open(Path::new(&folder));
    // `strace` counts the calls of each thread: those of the test's runner are not to be met before ours.
    let mut nowhere = std::fs::File::options().write(true).open("/dev/null").unwrap();
    for _ in 0..RUNNERS_WRITES {
        nowhere.write_all(b".").unwrap();
    }
    match std::env::var("BOUGH_DEED").unwrap().as_str() {
        "stage" => repository.stage(&Choice::All).unwrap(),
        "commit" => _ = repository.commit_changes(&draft(), None, None).unwrap(),
        "discard" => repository.discard(&Choice::All).unwrap(),
        _ => repository.undo(repository.undo_steps().unwrap().done[0].number).unwrap(),
    }
}

fn draft() -> CommitDraft {
    CommitDraft { message: "Work".to_owned(), author: ("Bo".to_owned(), "bo@example.com".to_owned()), ..CommitDraft::default() }
}

/// A file staged and changed again, one changed, one deleted, one new.
fn grown(work: &Path) {
    init(work);
    for name in ["changed", "gone", "staged"] {
        commit(work, name, "1\n2\n", name);
    }
    std::fs::write(work.join("staged"), "1\n2\n3\n").unwrap();
    git(work, &["add", "staged"]);
    std::fs::write(work.join("staged"), "1\n2\n3\n4\n").unwrap();
    std::fs::write(work.join("changed"), "1\n").unwrap();
    std::fs::write(work.join("new"), "new\n").unwrap();
    std::fs::remove_file(work.join("gone")).unwrap();
}

/// The deed under `strace`; `options` are its.
fn traced(deed: &str, work: &Path, options: &[&str]) -> Command {
    let mut command = Command::new("strace");
    command.args(["-f", "-qq"]).args(options).arg(std::env::current_exe().unwrap());
    command.args(["--exact", "--ignored", "--test-threads=1", "changes::killed::one_deed"]);
    command.env("BOUGH_DEED_IN", work).env("BOUGH_DEED", deed);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn copy(from: &Path, to: &Path) {
    assert!(Command::new("cp").arg("-a").arg(from).arg(to).status().unwrap().success());
}

/// How often the deed's thread makes each call.
fn calls(deed: &str, start: &Path, home: &Path) -> BTreeMap<String, usize> {
    let (work, log) = (home.join(format!("{deed}-whole")), home.join(format!("{deed}-log")));
    copy(start, &work);
    let wanted = format!("trace={}", CALLS.join(","));
    assert!(traced(deed, &work, &["-e", &wanted, "-o", log.to_str().unwrap()]).status().unwrap().success(), "{deed}");
    let mut threads = BTreeMap::<String, BTreeMap<String, usize>>::new();
    for line in std::fs::read_to_string(log).unwrap().lines() {
        // `1234  write(…) = 5`
        let Some((thread, rest)) = line.split_once(' ') else { continue };
        let Some((call, _)) = rest.trim_start().split_once('(') else { continue };
        if call.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            *threads.entry(thread.to_owned()).or_default().entry(call.to_owned()).or_default() += 1;
        }
    }
    let writes = |calls: &BTreeMap<String, usize>| calls.get("write").copied().unwrap_or_default();
    threads.into_values().max_by_key(writes).unwrap()
}

/// Kills the deed before its `time`-th `call`, and looks at what the next start makes of it. False where it made fewer of them this
/// time: folders of objects are made as their names come.
fn kill(deed: &str, start: &Path, original: &Snapshot, steps: usize, (call, time): (&str, usize), work: &PathBuf) -> bool {
    let when = format!("{deed}, before {call} number {time}");
    copy(start, work);
    let inject = format!("inject={call}:signal=KILL:when={time}");
    let ended = traced(deed, work, &["-e", &format!("trace={call}"), "-e", &inject, "-o", "/dev/null"]).status().unwrap();
    let repository = open(work);
    repository.changes().unwrap_or_else(|error| panic!("{when}: {error}"));
    assert!(!work.join(".git/index.lock").exists(), "{when}");
    let status = command(work).args(["status", "--porcelain"]).output().unwrap();
    assert!(status.status.success(), "{when}: {status:?}");
    let sound = command(work).args(["fsck", "--strict"]).output().unwrap();
    assert!(sound.status.success(), "{when}: {}", String::from_utf8_lossy(&sound.stderr));
    // Going on closes what was begun, and all of it can be undone.
    std::fs::write(work.join("more"), "more\n").unwrap();
    repository.stage(&Choice::Paths(vec![b"more".to_vec()])).unwrap_or_else(|error| panic!("{when}: {error}"));
    assert_eq!(names(&work.join(".git/bough")), Vec::<String>::new(), "{when}");
    let done = repository.undo_steps().unwrap().done;
    let first = if deed == "undo" { done.last() } else { done.iter().rev().nth(steps) };
    repository.undo(first.unwrap_or_else(|| panic!("{when}: no step")).number).unwrap_or_else(|error| panic!("{when}: {error}"));
    std::fs::remove_file(work.join("more")).unwrap();
    assert_same(&Snapshot::take(work), original, &when);
    let locks = Command::new("find").arg(work.join(".git")).args(["-name", "*.lock"]).output().unwrap().stdout;
    assert_eq!(String::from_utf8_lossy(&locks), "", "{when}");
    std::fs::remove_dir_all(work).unwrap();
    !ended.success()
}

#[test]
fn before_every_call_that_writes() {
    if Command::new("strace").args(["-e", "inject=write:signal=KILL:when=1", "true"]).output().is_err() {
        println!("SKIPPED before_every_call_that_writes: there is no strace");
        return;
    }
    let home = home();
    for deed in DEEDS {
        let start = home.path().join(deed);
        grown(&start);
        let original = Snapshot::take(&start);
        if deed == "undo" {
            open(&start).discard(&Choice::All).unwrap();
        }
        let steps = open(&start).undo_steps().unwrap().done.len();
        let calls = calls(deed, &start, home.path());
        let first = |call: &str| if call == "write" { RUNNERS_WRITES + 1 } else { 1 };
        let points: Vec<(&str, usize)> =
            calls.iter().flat_map(|(call, count)| (first(call)..=*count).map(move |time| (call.as_str(), time))).collect();
        assert!(points.len() > 20, "{deed}: {calls:?}");
        let (next, killed) = (Mutex::new(points.iter()), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for worker in 0..2 {
                let (next, killed, start, original) = (&next, &killed, &start, &original);
                let work = home.path().join(format!("{deed}-{worker}"));
                scope.spawn(move || {
                    while let Some(point) = { next.lock().unwrap().next() } {
                        if kill(deed, start, original, steps, *point, &work) {
                            killed.fetch_add(1, Ordering::Relaxed);
                        }
                    }
                });
            }
        });
        let killed = killed.into_inner();
        assert!(killed * 10 >= points.len() * 9, "{deed}: killed {killed} times of {}: {calls:?}", points.len());
    }
}
