//! T6.7 and T1.7 for what changes a repository: names that no parser likes are listed, compared, staged, committed, discarded and
//! undone as `git` does it, byte for byte, and none of them is ever an option or a pattern.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use git::{Choice, CommitDraft, DiffContent, Reading, Side};

use super::open;
use crate::support::git::{bytes, command, commit, git, init};
use crate::support::home;
use crate::support::trees::{Snapshot, assert_same, twin};

fn names() -> Vec<Vec<u8>> {
    let mut names: Vec<Vec<u8>> = [
        &b"caf\xe9"[..],
        b"new\nline",
        b"tab\there",
        b"trailing.",
        b"trailing ",
        b"CON",
        b"nul.txt",
        b"README",
        b"Readme",
        "caf\u{e9} composed".as_bytes(),
        "cafe\u{301} composed".as_bytes(),
        "a\u{202e}txt.exe".as_bytes(),
        "\u{feff}mark".as_bytes(),
        "🎉".as_bytes(),
        b"-rf",
        b"--all",
        b"--",
        b"-",
        b"@",
        b"$(touch run)",
        b"`touch run`",
        b"'quotes\"",
        b":(glob)**",
        b":!",
        b"!not",
        b"*",
        b"[a-z]",
        b"HEAD",
        b"refs/heads/main",
        b"\x01\x1b[31m",
        b"\xff\xfe",
    ]
    .iter()
    .map(|name| name.to_vec())
    .collect();
    names.push(vec![b'n'; 255]);
    // As deep as a path may be here.
    names.push([vec![vec![b'd'; 200]; 18].join(&b'/'), b"/end".to_vec()].concat());
    names
}

fn write(work: &Path, content: &str) {
    for name in names() {
        let path = work.join(OsStr::from_bytes(&name));
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }
}

fn draft(message: String) -> CommitDraft {
    CommitDraft { message, author: ("Ann Author".to_owned(), "ann@example.com".to_owned()), ..CommitDraft::default() }
}

/// Each by its name: what `git` would do with the same one.
fn each(work: &Path, words: &[&str]) {
    for name in names() {
        let mut command = command(work);
        command.arg("--literal-pathspecs").args(words).arg("--").arg(OsStr::from_bytes(&name));
        let output = command.output().unwrap();
        assert!(output.status.success(), "git {words:?} {}: {}", name.escape_ascii(), String::from_utf8_lossy(&output.stderr));
    }
}

fn same(ours: &Path, theirs: &Path, when: &str) {
    let both = [ours, theirs].map(|work| Snapshot { refs: String::new(), ..Snapshot::take(work) });
    assert_same(&both[0], &both[1], when);
}

#[test]
fn from_the_list_to_the_commit_and_back() {
    let home = home();
    let ours = home.path().join("w");
    init(&ours);
    commit(&ours, "plain", "1\n", "Begin");
    write(&ours, "1\n");
    let theirs = twin(&ours);
    let repository = open(&ours);
    let listed: Vec<Vec<u8>> = repository.changes().unwrap().unstaged.paths.into_iter().map(|changed| changed.path).collect();
    let mut wanted = names();
    wanted.sort();
    assert_eq!(listed, wanted);
    for name in names() {
        repository.stage(&Choice::Paths(vec![name])).unwrap();
    }
    each(&theirs, &["add"]);
    same(&ours, &theirs, "staged");
    repository.commit_changes(&draft("Names".into()), None, None).unwrap();
    git(&theirs, &["commit", "-q", "-m", "Names"]);
    let tree = |work: &Path| bytes(work, &["ls-tree", "-r", "-z", "HEAD"]);
    assert_eq!(tree(&ours), tree(&theirs));
    // One line of each.
    write(&ours, "1\n2\n3\n");
    write(&theirs, "1\n2\n");
    for name in names() {
        let diff = repository.file_diff(&name, Side::Unstaged, Reading::ALL).unwrap();
        assert!(matches!(&diff.content, DiffContent::Text { hunks, .. } if hunks.len() == 1), "{}", name.escape_ascii());
        let choice = Choice::Lines { path: name, revision: diff.revision, removed: vec![], added: vec![2] };
        repository.stage(&choice).unwrap();
    }
    each(&theirs, &["add"]);
    let index = |work: &Path| bytes(work, &["ls-files", "-s", "-z"]);
    assert_eq!(index(&ours), index(&theirs));
    for name in names() {
        repository.discard(&Choice::Paths(vec![name])).unwrap();
    }
    same(&ours, &theirs, "discarded");
    for name in names() {
        repository.unstage(&Choice::Paths(vec![name])).unwrap();
    }
    each(&theirs, &["reset", "-q"]);
    same(&ours, &theirs, "unstaged");
    // Only as many steps as are kept can be undone.
    let done = repository.undo_steps().unwrap().done;
    repository.undo(done.last().unwrap().number).unwrap();
    assert!(!ours.join("run").exists() && !Path::new("run").exists());
    git(&ours, &["fsck", "--strict"]);
}

#[test]
fn branches_and_messages_without_manners() {
    let home = home();
    for (number, branch) in
        ["refs/heads/-x", "refs/heads/@", "refs/heads/🎉", "refs/heads/--all", "refs/heads/v1"].iter().enumerate()
    {
        let work = home.path().join(number.to_string());
        init(&work);
        let first = commit(&work, "file", "1\n", "Begin");
        // A tag of the same name must not be what moves.
        git(&work, &["update-ref", &branch.replace("heads", "tags"), &first]);
        git(&work, &["update-ref", branch, &first]);
        git(&work, &["symbolic-ref", "HEAD", branch]);
        std::fs::write(work.join("file"), "2\n").unwrap();
        let repository = open(&work);
        repository.stage(&Choice::All).unwrap();
        let message = match number {
            0 => "x".repeat(1 << 20),
            1 => "-m --amend\n\n--\n".to_owned(),
            2 => "🎉\u{202e}".to_owned(),
            _ => "HEAD".to_owned(),
        };
        let id = repository.commit_changes(&draft(message.clone()), None, None).unwrap();
        assert_eq!(git(&work, &["for-each-ref", "--format=%(objectname)", branch]), id, "{branch}");
        assert_eq!(git(&work, &["for-each-ref", "--format=%(objectname)", &branch.replace("heads", "tags")]), first, "{branch}");
        assert_eq!(git(&work, &["log", "-1", "--format=%B"]).trim_end(), message.trim_end());
        repository.undo(repository.undo_steps().unwrap().done[0].number).unwrap();
        assert_eq!(git(&work, &["for-each-ref", "--format=%(objectname)", branch]), first, "{branch}");
    }
}

#[test]
fn an_author_that_is_no_text_is_kept_when_amended() {
    let home = home();
    let work = home.path().join("work");
    init(&work);
    commit(&work, "file", "1\n", "Begin");
    // As older programs wrote them: `git commit` would make UTF-8 of it.
    let mut raw = bytes(&work, &["cat-file", "commit", "HEAD"]);
    let name = raw.windows(3).position(|part| part == b"Ann").unwrap();
    raw.splice(name..name + 10, b"Ren\xe9".iter().copied());
    let file = home.path().join("raw");
    std::fs::write(&file, raw).unwrap();
    let odd = git(&work, &["hash-object", "-t", "commit", "-w", file.to_str().unwrap()]);
    git(&work, &["update-ref", "refs/heads/main", &odd]);
    std::fs::write(work.join("file"), "2\n").unwrap();
    let repository = open(&work);
    repository.stage(&Choice::All).unwrap();
    repository.commit_changes(&CommitDraft { amend: true, ..draft("More".into()) }, None, None).unwrap();
    let raw = bytes(&work, &["cat-file", "commit", "HEAD"]);
    assert!(raw.windows(12).any(|part| part == b"author Ren\xe9 "), "{}", raw.escape_ascii());
    let empty = repository.commit_changes(&draft(" \n\n".into()), None, None);
    assert!(matches!(empty, Err(git::Error::Invalid { field, .. }) if field == "message"));
}
