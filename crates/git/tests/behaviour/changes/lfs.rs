//! Files that LFS keeps. What staging, discarding and undoing make of them is compared with `git` in the tests of those, for
//! every fourth tree that is grown; here is what is special.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use git::{Choice, CommitDraft, DiffContent, Error, LfsFile, Reading, Side};

use super::{LARGE, open};
use crate::support::git::{command, commit, git, init};
use crate::support::http::Host;
use crate::support::{Job, home, request};

/// As `sha256sum` has it.
const OID: &str = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

fn pointer(oid: &str, size: u64) -> String {
    format!("version https://git-lfs.github.com/spec/v1\noid sha256:{oid}\nsize {size}\n")
}

/// A repository in which `git` keeps `*.bin` by LFS through the few lines of shell.
fn prepare(work: &Path) {
    init(work);
    for (key, value) in LARGE.iter().filter(|(key, _)| key.starts_with("filter")) {
        git(work, &["config", key, value]);
    }
    commit(work, ".gitattributes", "*.bin filter=lfs diff=lfs merge=lfs -text\n", "Begin");
}

fn paths(names: &[&str]) -> Choice {
    Choice::Paths(names.iter().map(|name| name.as_bytes().to_vec()).collect())
}

fn stock_status(work: &Path) -> String {
    // As if nothing were known of the files: everything is read again.
    let clean = format!("filter.lfs.clean={}", LARGE[1].1);
    git(work, &["-c", &clean, "update-index", "-q", "--really-refresh"]);
    git(work, &["-c", &clean, "status", "--porcelain"])
}

#[test]
fn staged_committed_and_clean_for_everybody() {
    let home = home();
    let work = home.path().join("work");
    prepare(&work);
    fs::write(work.join("big.bin"), "hello").unwrap();
    fs::write(work.join("empty.bin"), "").unwrap();
    fs::write(work.join("away.bin"), pointer(&"a".repeat(64), 77)).unwrap();
    let opened = open(&work);
    let changes = opened.changes().unwrap();
    let large = |name: &str| changes.unstaged.paths.iter().find(|changed| changed.path == name.as_bytes()).unwrap().lfs;
    assert_eq!(large("big.bin"), Some(LfsFile { size: 5, missing: false }));
    assert_eq!(large("away.bin"), Some(LfsFile { size: 77, missing: true }));
    opened.stage(&Choice::All).unwrap();
    assert_eq!(git(&work, &["cat-file", "-p", ":big.bin"]) + "\n", pointer(OID, 5));
    assert_eq!(git(&work, &["cat-file", "-p", ":away.bin"]) + "\n", pointer(&"a".repeat(64), 77), "a pointer stays one");
    assert_eq!(git(&work, &["cat-file", "-s", ":empty.bin"]), "0");
    assert_eq!(fs::read(work.join(format!(".git/lfs/objects/2c/f2/{OID}"))).unwrap(), b"hello");
    let draft = CommitDraft {
        message: "Large".to_owned(),
        amend: false,
        author: ("Bo".to_owned(), "bo@x".to_owned()),
        ..CommitDraft::default()
    };
    opened.commit_changes(&draft, None, None).unwrap();
    assert_eq!(stock_status(&work), "");
    // Touched, so that it has to be read to know that it is the same.
    fs::File::options().write(true).open(work.join("big.bin")).unwrap().set_modified(std::time::UNIX_EPOCH).unwrap();
    let changes = opened.changes().unwrap();
    assert_eq!((changes.staged.total, changes.unstaged.total, changes.lfs_missing), (0, 0, 1));
}

#[test]
fn a_difference_is_told_in_sizes_and_lines_are_refused() {
    let home = home();
    let work = home.path().join("work");
    prepare(&work);
    fs::write(work.join("big.bin"), "hello").unwrap();
    git(&work, &["add", "-A"]);
    git(&work, &["commit", "-q", "-m", "Large"]);
    fs::write(work.join("big.bin"), "hello again").unwrap();
    let opened = open(&work);
    let diff = opened.file_diff(b"big.bin", Side::Unstaged, Reading::UNASKED).unwrap();
    let DiffContent::Lfs { before: Some(before), after: Some(after) } = &diff.content else { panic!("{:?}", diff.content) };
    assert_eq!((before.size, before.missing, before.oid.as_deref()), (5, false, Some(OID)));
    assert_eq!((after.size, after.missing), (11, false), "it is not in the store, but it is here");
    let lines = Choice::Lines { path: b"big.bin".to_vec(), revision: diff.revision, removed: vec![3], added: vec![3] };
    for refused in [opened.stage(&lines), opened.discard(&lines)] {
        assert!(matches!(&refused, Err(Error::Refused { detail }) if detail.contains("big.bin")), "{refused:?}");
    }
    assert_eq!(opened.changes().unwrap().unstaged.paths[0].added, None, "lines of a pointer say nothing");
    opened.stage(&Choice::All).unwrap();
    let diff = opened.file_diff(b"big.bin", Side::Staged, Reading::UNASKED).unwrap();
    assert!(matches!(diff.content, DiffContent::Lfs { .. }));
    let lines = Choice::Lines { path: b"big.bin".to_vec(), revision: diff.revision, removed: vec![3], added: vec![3] };
    assert!(matches!(opened.unstage(&lines), Err(Error::Refused { .. })));
    git(&work, &["commit", "-q", "-m", "Again"]);
    git(&work, &["rm", "-q", "--cached", "big.bin"]);
    let gone = opened.file_diff(b"big.bin", Side::Staged, Reading::UNASKED).unwrap();
    assert!(matches!(gone.content, DiffContent::Lfs { before: Some(_), after: None }));
}

#[test]
fn what_is_given_up_comes_back_whether_its_object_is_here_or_not() {
    let home = home();
    let work = home.path().join("work");
    prepare(&work);
    fs::write(work.join("big.bin"), "hello").unwrap();
    git(&work, &["add", "-A"]);
    git(&work, &["commit", "-q", "-m", "Large"]);
    let content = |text: &str| assert_eq!(fs::read_to_string(work.join("big.bin")).unwrap(), text);
    fs::write(work.join("big.bin"), "mine").unwrap();
    open(&work).discard(&paths(&["big.bin"])).unwrap();
    content("hello");
    assert_eq!(stock_status(&work), "");
    // Whatever is thrown away of the store: the bytes were the person's.
    fs::remove_dir_all(work.join(".git/lfs")).unwrap();
    git(&work, &["gc", "-q", "--prune=now"]);
    let step = open(&work).undo_steps().unwrap().done[0].number;
    open(&work).undo(step).unwrap();
    content("mine");
    open(&work).redo(step).unwrap();
    content("hello");
    open(&work).undo(step).unwrap();
    fs::remove_dir_all(work.join(".git/lfs")).unwrap();
    open(&work).discard(&paths(&["big.bin"])).unwrap();
    content(&pointer(OID, 5));
    assert_eq!(open(&work).changes().unwrap().lfs_missing, 1);
    assert_eq!(stock_status(&work), "");
    let step = open(&work).undo_steps().unwrap().done[0].number;
    open(&work).undo(step).unwrap();
    content("mine");
}

#[test]
fn extensions_are_not_run() {
    let home = home();
    let work = home.path().join("work");
    prepare(&work);
    let canary = home.path().join("canary");
    git(&work, &["config", "lfs.extension.spy.clean", &format!("touch {}", canary.display())]);
    fs::write(work.join("big.bin"), "hello").unwrap();
    let refused = open(&work).stage(&Choice::All);
    assert!(matches!(&refused, Err(Error::Unsupported { what }) if what.contains("big.bin")), "{refused:?}");
    assert!(!canary.exists());
}

/// T6.11: what came with a repository leads nobody out of it.
#[test]
fn planted_links_are_neither_read_nor_written_through() {
    let home = home();
    let (work, outside) = (home.path().join("work"), home.path().join("outside"));
    prepare(&work);
    fs::create_dir_all(outside.join("objects/2c/f2")).unwrap();
    fs::write(outside.join("objects/2c/f2").join(OID), "12345").unwrap();
    symlink(&outside, work.join(".git/lfs")).unwrap();
    fs::write(work.join("big.bin"), "hello").unwrap();
    let refused = open(&work).stage(&Choice::All);
    assert!(matches!(&refused, Err(Error::Refused { detail }) if detail.contains("lfs")), "{refused:?}");
    assert_eq!(fs::read_dir(&outside).unwrap().count(), 1);
    assert_eq!(git(&work, &["ls-files"]), ".gitattributes");
    fs::write(work.join("big.bin"), pointer(OID, 5)).unwrap();
    git(&work, &["add", "big.bin"]);
    git(&work, &["commit", "-q", "-m", "Large"]);
    fs::remove_file(work.join("big.bin")).unwrap();
    open(&work).discard(&Choice::All).unwrap();
    assert_eq!(fs::read_to_string(work.join("big.bin")).unwrap(), pointer(OID, 5), "nothing came from outside");
}

#[test]
fn a_clone_from_a_folder_brings_what_is_there_and_nothing_else() {
    let home = home();
    let source = home.path().join("source");
    prepare(&source);
    fs::write(source.join("big.bin"), "hello").unwrap();
    fs::write(source.join("other.bin"), "other").unwrap();
    git(&source, &["add", "-A"]);
    git(&source, &["commit", "-q", "-m", "Large"]);
    let clone = |name: &str| {
        let target = home.path().join(name);
        let cloned = ::git::clone(&request(source.to_str().unwrap(), &target), &Job::plain().context).unwrap();
        (target, cloned.lfs)
    };
    let (whole, missing) = clone("whole");
    assert!(missing.is_none(), "{missing:?}");
    assert_eq!(fs::read_to_string(whole.join("big.bin")).unwrap(), "hello");
    assert_eq!(stock_status(&whole), "");
    // Other bytes under the name of an object.
    fs::write(source.join(format!(".git/lfs/objects/2c/f2/{OID}")), "HELLO").unwrap();
    let (part, missing) = clone("part");
    assert!(matches!(&missing, Some(Error::NotFound { what }) if what.contains(OID)), "{missing:?}");
    assert_eq!(fs::read_to_string(part.join("big.bin")).unwrap(), pointer(OID, 5));
    assert_eq!(fs::read_to_string(part.join("other.bin")).unwrap(), "other");
    fs::write(source.join(format!(".git/lfs/objects/2c/f2/{OID}")), "hello").unwrap();
    assert_eq!(open(&part).fetch_lfs(&Job::plain().context).unwrap(), 1);
    assert_eq!(fs::read_to_string(part.join("big.bin")).unwrap(), "hello");
    assert_eq!((stock_status(&part).as_str(), open(&part).changes().unwrap().lfs_missing), ("", 0));
}

/// Whoever wrote a repository does not choose whom we talk to.
#[test]
fn another_server_in_lfsconfig_is_not_followed() {
    let home = home();
    let (work, served) = (home.path().join("work"), home.path().join("served"));
    fs::create_dir(&served).unwrap();
    let (own, other) = (Host::start(&served), Host::start(&served));
    prepare(&work);
    fs::write(work.join("big.bin"), pointer(OID, 5)).unwrap();
    let elsewhere = format!("[lfs]\n\turl = {}\n", other.url("lfs"));
    commit(&work, ".lfsconfig", &elsewhere, "Elsewhere");
    git(&work, &["remote", "add", "origin", &own.url("r.git")]);
    let refused = open(&work).fetch_lfs(&Job::plain().context);
    assert!(matches!(&refused, Err(Error::Refused { detail }) if detail.contains(".lfsconfig")), "{refused:?}");
    assert!(own.seen().is_empty() && other.seen().is_empty());
    git(&work, &["rm", "-q", ".lfsconfig"]);
    git(&work, &["config", "remote.origin.lfsurl", &other.url("lfs")]);
    assert!(matches!(open(&work).fetch_lfs(&Job::plain().context), Err(Error::Refused { .. })));
    git(&work, &["config", "remote.origin.lfsurl", &own.url("lfs")]);
    // On its own server there is another path.
    assert!(open(&work).fetch_lfs(&Job::plain().context).is_err());
    assert!(other.seen().is_empty());
    assert_eq!(own.seen()[0].target, "/lfs/objects/batch");
}

/// Against the real one, where it is installed.
#[test]
fn git_lfs_itself_agrees() {
    let home = home();
    let work = home.path().join("work");
    init(&work);
    let version = command(&work).args(["lfs", "version"]).output().unwrap();
    if !version.status.success() {
        println!("skipped: git-lfs is not installed");
        return;
    }
    git(&work, &["lfs", "install", "--local"]);
    git(&work, &["lfs", "track", "*.bin"]);
    fs::write(work.join("big.bin"), "hello").unwrap();
    open(&work).stage(&Choice::All).unwrap();
    git(&work, &["commit", "-q", "-m", "Large"]);
    assert_eq!(stock_status(&work), "");
    assert!(git(&work, &["lfs", "fsck"]).contains("OK"));
    assert!(git(&work, &["lfs", "ls-files", "-l"]).contains(OID));
}
