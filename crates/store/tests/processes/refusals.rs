//! T6.3 and the lock: full disks, read-only places and a second Bough are named errors, and nothing is lost.

use std::env;
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};

use store::{Cache, Document, Entry, Error, Folder};

use crate::support;

const NAME: &str = "words.json";

type Words = Document<Vec<String>>;

fn push(words: &Words, word: &str) -> Result<(), Error> {
    words.change(|words| words.push(word.into()))
}

/// Only what belongs there: the document, its copy and the lock.
fn assert_no_leftovers(folder: &Path) {
    for entry in fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!([NAME, "words.json.bak", "lock"].contains(&name.as_str()), "left behind: {name}");
    }
}

/// Runs in a place where a megabyte has no room.
fn fill(folder: &Path) {
    let folder = Folder::open(folder.join("data")).unwrap();
    let words = Words::open(&folder, NAME, 1).unwrap();
    push(&words, "small").unwrap();
    let failed = push(&words, &"x".repeat(1_000_000)).unwrap_err();
    assert!(matches!(failed, Error::Full { .. }), "{failed:?}");
    assert_eq!(words.get(), ["small"]);
    assert_no_leftovers(folder.path());
    push(&words, "again").unwrap();
    let reopened = Words::open(&folder, NAME, 1).unwrap();
    assert_eq!((reopened.get(), reopened.notice()), (vec!["small".into(), "again".into()], None));
    drop((words, reopened));
    pass_over(folder.path(), |_| "x".repeat(1_000_000));
    println!("\nfilled");
}

/// A cache that can't be written to keeps what it had, and nothing fails. `spoil` makes the place so, or what has no room.
fn pass_over(folder: &Path, spoil: impl FnOnce(&Path) -> String) {
    let folder = Folder::open(folder.join("cached")).unwrap();
    let keep = |cache: &Cache, body: String| {
        let entry = Entry { kind: "word", key: "one".into(), about: None, words: "one".into(), body };
        cache.keep("ada", 1, None, &[entry], || true);
    };
    let kept = |cache: &Cache| cache.entries("ada", "word", &["one".into()]).pop().map(|kept| kept.body);
    let cache = Cache::new(&folder);
    keep(&cache, "before".into());
    let body = spoil(&folder.path().join("seen"));
    keep(&cache, body.clone());
    assert_eq!(kept(&cache).as_deref(), Some("before"));
    drop(cache);
    let reopened = Cache::new(&folder);
    assert_eq!(kept(&reopened).as_deref(), Some("before"));
    keep(&reopened, body);
    assert_eq!(kept(&reopened).as_deref(), Some("before"));
}

/// Whether the child passed and really did its work.
fn succeeded(command: &mut Command, said: &str) -> bool {
    let output = command.output().unwrap();
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    if !output.status.success() {
        eprintln!("{out}{err}");
    }
    output.status.success() && out.lines().any(|line| line == said)
}

#[test]
fn a_size_limit_is_reached() {
    if let Some(folder) = support::child_folder() {
        return fill(&folder);
    }
    let root = tempfile::tempdir().unwrap();
    // 64 or 128 KiB, as the shell counts. Ignored, the signal becomes an error of the write.
    let wrapper = ["sh", "-c", "trap '' XFSZ; ulimit -f 128; exec \"$@\"", "-"];
    let exe = env::current_exe().unwrap();
    assert!(succeeded(&mut support::child(&wrapper, &exe, "refusals::a_size_limit_is_reached", root.path()), "filled"));
}

#[test]
fn a_disk_is_full() {
    if let Some(folder) = support::child_folder() {
        return fill(&folder);
    }
    let root = tempfile::tempdir().unwrap();
    let Some(wrapper) = support::private_mount("size=256k", root.path()) else {
        return support::skipped("a_disk_is_full: this person may mount nothing; a_size_limit_is_reached stands in for it");
    };
    let wrapper: Vec<&str> = wrapper.iter().map(String::as_str).collect();
    let exe = env::current_exe().unwrap();
    assert!(succeeded(&mut support::child(&wrapper, &exe, "refusals::a_disk_is_full", root.path()), "filled"));
}

/// Runs as an ordinary person who owns the folder.
fn be_refused(folder: &Path) {
    let data = folder.join("data");
    let opened = Folder::open(&data).unwrap();
    let words = Words::open(&opened, NAME, 1).unwrap();
    push(&words, "before").unwrap();
    fs::set_permissions(&data, fs::Permissions::from_mode(0o555)).unwrap();
    let failed = push(&words, "after").unwrap_err();
    assert!(matches!(failed, Error::Denied { .. }), "{failed:?}");
    assert_eq!(words.get(), ["before"]);
    assert_eq!(Words::open(&opened, NAME, 1).unwrap().get(), ["before"]);
    fs::set_permissions(&data, fs::Permissions::from_mode(0o700)).unwrap();
    push(&words, "after").unwrap();
    assert_no_leftovers(&data);
    pass_over(&data, |seen| {
        fs::set_permissions(seen, fs::Permissions::from_mode(0o555)).unwrap();
        "after".into()
    });

    fs::set_permissions(data.join(NAME), fs::Permissions::from_mode(0o000)).unwrap();
    let failed = Words::open(&opened, NAME, 1).unwrap_err();
    assert!(matches!(failed, Error::Denied { .. }), "an unreadable file is no damage: {failed:?}");
    let failed = Folder::open("/proc/bough").unwrap_err();
    assert!(matches!(failed, Error::Denied { .. } | Error::Io { .. }), "{failed:?}");
    println!("\nrefused");
}

#[test]
fn a_folder_is_read_only() {
    if let Some(folder) = support::child_folder() {
        return be_refused(&folder);
    }
    let root = tempfile::tempdir().unwrap();
    let exe = support::shared_copy(root.path());
    let work = root.path().join("work");
    fs::create_dir(&work).unwrap();
    fs::set_permissions(&work, fs::Permissions::from_mode(0o777)).unwrap();
    let mut child = support::child(&[], &exe, "refusals::a_folder_is_read_only", &work);
    support::unprivileged(&mut child);
    assert!(succeeded(&mut child, "refused"));
}

#[test]
fn a_second_process_is_refused_until_the_first_is_gone() {
    if let Some(folder) = support::child_folder() {
        let _lock = Folder::open(folder).unwrap().lock().unwrap();
        println!("\nheld");
        std::io::stdin().read_to_end(&mut Vec::new()).unwrap();
        return;
    }
    let root = tempfile::tempdir().unwrap();
    let folder = Folder::open(root.path()).unwrap();
    let test = "refusals::a_second_process_is_refused_until_the_first_is_gone";
    let mut child = support::child(&[], &env::current_exe().unwrap(), test, root.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(lines.any(|line| line.unwrap() == "held"));
    assert!(matches!(folder.lock(), Err(Error::InUse { .. })));
    child.kill().unwrap();
    child.wait().unwrap();
    let lock = folder.lock().unwrap();
    assert!(matches!(folder.lock(), Err(Error::InUse { .. })), "also within one process");
    drop(lock);
    folder.lock().unwrap();
}
