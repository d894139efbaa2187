//! T6.1: a process killed before each call to the system that changes something leaves the old document or the new one.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use store::{Document, Folder};

use crate::support;

const TEST: &str = "calls::killed_before_every_call_that_writes";
const CALLS: &str =
    "write,pwrite64,writev,fsync,fdatasync,ftruncate,?rename,renameat,renameat2,?link,linkat,?unlink,unlinkat,?chmod";

/// More than the runner of a test writes.
const RUNNERS_WRITES: usize = 64;

/// What the child does: one change.
fn change(folder: &Path) {
    // `strace` counts the calls of each thread: those of the test's runner are not to be met before ours.
    let mut nowhere = fs::File::options().write(true).open("/dev/null").unwrap();
    for _ in 0..RUNNERS_WRITES {
        nowhere.write_all(b".").unwrap();
    }
    let folder = Folder::open(folder).unwrap();
    let _lock = folder.lock().unwrap();
    Document::<u32>::open(&folder, "n.json", 1).unwrap().change(|value| *value = 2).unwrap();
}

/// A document that was written twice, so that it has a last good copy.
fn prepare(root: &Path) -> Folder {
    let folder = Folder::open(root.join("data")).unwrap();
    let document = Document::<u32>::open(&folder, "n.json", 1).unwrap();
    document.change(|value| *value = 7).unwrap();
    document.change(|value| *value = 1).unwrap();
    folder
}

fn traced(options: &[&str], folder: &Path) -> Command {
    let wrapper = [&["strace", "-f", "-qq"], options].concat();
    let mut command = support::child(&wrapper, &env::current_exe().unwrap(), TEST, folder);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

#[test]
fn killed_before_every_call_that_writes() {
    if let Some(folder) = support::child_folder() {
        return change(&folder);
    }
    if Command::new("strace").arg("-V").output().is_err() {
        return support::skipped("killed_before_every_call_that_writes: there is no strace");
    }
    let root = tempfile::tempdir().unwrap();
    let folder = prepare(root.path());
    let log = root.path().join("log");
    let trace = format!("trace={CALLS}");
    assert!(traced(&["-e", &trace, "-o", log.to_str().unwrap()], folder.path()).status().unwrap().success());
    let mut threads = BTreeMap::<String, BTreeMap<String, usize>>::new();
    for line in fs::read_to_string(log).unwrap().lines() {
        // `1234  write(…) = 5`
        let Some((thread, rest)) = line.split_once(' ') else { continue };
        let Some((call, _)) = rest.trim_start().split_once('(') else { continue };
        if call.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            *threads.entry(thread.to_owned()).or_default().entry(call.to_owned()).or_default() += 1;
        }
    }
    let writes = |calls: &BTreeMap<String, usize>| calls.get("write").copied().unwrap_or_default();
    let calls = threads.into_values().max_by_key(writes).unwrap();
    let (mut old, mut new) = (0, 0);
    for (call, count) in &calls {
        let first = if call == "write" { RUNNERS_WRITES + 1 } else { 1 };
        for time in first..=*count {
            let root = tempfile::tempdir().unwrap();
            let folder = prepare(root.path());
            let inject = format!("inject={call}:signal=KILL:when={time}");
            let options = ["-e", &format!("trace={call}"), "-e", &inject, "-o", "/dev/null"];
            assert!(!traced(&options, folder.path()).status().unwrap().success(), "{call} {time}: it was not killed");

            let _lock = folder.lock().expect("a dead process holds no lock");
            let document = Document::<u32>::open(&folder, "n.json", 1).unwrap();
            assert_eq!(document.notice(), None, "{call} {time}");
            match document.get() {
                1 => old += 1,
                2 => new += 1,
                other => unreachable!("{call} {time}: {other}"),
            }
            document.change(|value| *value += 10).unwrap();
            let copy = fs::read_to_string(folder.path().join("n.json.bak")).unwrap();
            assert!(copy.contains(&format!(r#""data": {}"#, document.get() - 10)), "{call} {time}: {copy}");
            let mut names: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
            names.sort();
            assert_eq!(names, ["lock", "n.json", "n.json.bak"], "{call} {time}");
        }
    }
    assert!(old >= 5 && new >= 1, "{calls:?}: {old} old, {new} new");
}
