//! How single files differ: between a commit and its parent, without white space, as text, and what is told of bytes.

use git::{Between, Choice, DiffContent, Encoding, End, Error, Reading, Side};

use super::open;
use crate::support::git::{bytes, commit, git, init};
use crate::support::home;

fn of_commit(id: &str, before: Option<&str>) -> Between {
    Between::Commit { id: id.to_owned(), before: before.map(Into::into) }
}

/// The lines as a patch has them.
fn patch(content: &DiffContent) -> String {
    let DiffContent::Text { hunks, .. } = content else { panic!("no text: {content:?}") };
    let line = |line: &git::DiffLine| {
        let sign = match (line.old, line.new) {
            (Some(_), Some(_)) => ' ',
            (None, _) => '+',
            _ => '-',
        };
        format!("{sign}{}\n", line.text)
    };
    hunks.iter().map(|hunk| format!("{}\n{}", hunk.header, hunk.lines.iter().map(line).collect::<String>())).collect()
}

/// What `git show` says of one file, from its first hunk on.
fn shown(work: &std::path::Path, words: &[&str]) -> String {
    let said = git(work, &[&["show", "--format=", "--first-parent", "-m"], words].concat());
    said.find("@@").map_or(String::new(), |start| format!("{}\n", &said[start..]))
}

#[test]
fn a_commit_against_its_first_parent() {
    let home = home();
    let work = home.path().join("work");
    init(&work);
    let numbers = |of: std::ops::Range<u32>| of.map(|number| format!("{number}\n")).collect::<String>();
    commit(&work, "a/file", &numbers(0..60), "Begin");
    let root = git(&work, &["rev-parse", "HEAD"]);
    git(&work, &["checkout", "-q", "-b", "side"]);
    commit(&work, "a/file", &(numbers(0..50) + "side\n"), "Side");
    git(&work, &["checkout", "-q", "-"]);
    commit(&work, "a/file", &("more\n".to_owned() + &numbers(0..60)), "More");
    git(&work, &["merge", "-q", "--no-edit", "side"]);
    let merge = git(&work, &["rev-parse", "HEAD"]);
    git(&work, &["mv", "a/file", "moved"]);
    std::fs::write(work.join("moved"), "first\nmore\n".to_owned() + &numbers(0..50)).unwrap();
    git(&work, &["commit", "-q", "-am", "Moved"]);
    let moved = git(&work, &["rev-parse", "HEAD"]);
    let opened = open(&work);
    let diff = |id: &str, path: &str, before| opened.file_diff(path.as_bytes(), of_commit(id, before), Reading::UNASKED).unwrap();

    let first = diff(&root, "a/file", None);
    assert_eq!((first.mode_before, first.mode_after), (None, Some(0o100_644)));
    assert_eq!(patch(&first.content), shown(&work, &[&root, "--", "a/file"]));
    assert_eq!(patch(&diff(&merge, "a/file", None).content), shown(&work, &[&merge, "--", "a/file"]));
    assert_eq!(patch(&diff(&moved, "moved", Some("a/file")).content), shown(&work, &["-M", &moved]));
    let gone = diff(&moved, "a/file", None);
    assert_eq!(gone.mode_after, None);
    assert!(matches!(gone.content, DiffContent::Text { lines: 52, .. }), "{:?}", gone.content);

    let missing = |id: &str, path: &str| opened.file_diff(path.as_bytes(), of_commit(id, None), Reading::UNASKED);
    assert!(matches!(missing(&moved, "nowhere"), Err(Error::NotFound { .. })));
    assert!(matches!(missing(&"1".repeat(40), "moved"), Err(Error::NotFound { .. })));
    assert!(matches!(missing("--output=x", "moved"), Err(Error::NotFound { .. })));
    assert!(matches!(missing(&moved, "../moved"), Err(Error::Invalid { .. })));
}

#[test]
fn both_states_as_text_for_as_long_as_they_are_those() {
    let home = home();
    let work = home.path().join("work");
    init(&work);
    commit(&work, "file", "one\r\ntwo", "Begin");
    let long = "x".repeat(6_000);
    std::fs::write(work.join("file"), format!("one\n{long}\ncaf\u{e9}\n")).unwrap();
    let opened = open(&work);
    let between = Between::from(Side::Unstaged);
    let diff = opened.file_diff(b"file", Side::Unstaged, Reading::UNASKED).unwrap();
    let text = |end, revision: &str| opened.file_text(b"file", &between, end, revision);
    assert_eq!(text(End::Before, &diff.revision).unwrap().as_deref(), Some("one\r\ntwo"));
    let after = text(End::After, &diff.revision).unwrap().unwrap();
    assert_eq!(after, format!("one\n{}…\ncaf\u{e9}\n", &long[..5_000]));
    let DiffContent::Text { hunks, lines, .. } = &diff.content else { panic!("no text") };
    let cut = hunks[0].lines.iter().find(|line| line.left_out > 0).unwrap();
    assert_eq!((*lines, cut.text.len(), cut.left_out), (3, 5_000, 1_000));
    let without = opened.file_diff(b"file", Side::Unstaged, Reading { all: false, ignore_spaces: true }).unwrap();
    assert_eq!(text(End::After, &without.revision).unwrap(), Some(after));
    std::fs::write(work.join("file"), "other\n").unwrap();
    assert!(matches!(text(End::After, &diff.revision), Err(Error::Moved { what }) if what == "file"));
    let whole = opened.file_bytes(b"file", &between, End::Before, &diff.revision, 3);
    assert!(matches!(whole, Ok(None)), "more bytes than are wanted: {whole:?}");
}

#[test]
fn white_space_can_be_left_out_but_nothing_is_staged_by_it() {
    let home = home();
    let work = home.path().join("work");
    init(&work);
    commit(&work, "file", "a b\nsame\nc\n", "Begin");
    std::fs::write(work.join("file"), "a  b\r\nsame\nC\n").unwrap();
    let opened = open(&work);
    let without = Reading { all: false, ignore_spaces: true };
    let diff = opened.file_diff(b"file", Side::Unstaged, without).unwrap();
    let said = bytes(&work, &["diff", "-w", "--", "file"]);
    let said = String::from_utf8(said).unwrap();
    assert_eq!(patch(&diff.content).replace('\r', ""), said[said.find("@@").unwrap()..].replace('\r', ""));
    let choice = Choice::Lines { path: b"file".to_vec(), revision: diff.revision.clone(), removed: vec![3], added: vec![3] };
    assert!(matches!(opened.stage(&choice), Err(Error::Moved { .. })));
    assert_eq!(git(&work, &["diff", "--cached", "--name-only"]), "");
}

#[test]
fn what_the_bytes_are() {
    let home = home();
    let work = home.path().join("work");
    init(&work);
    commit(&work, "other", "x\n", "Begin");
    let opened = open(&work);
    let encoding = |name: &str, content: &[u8]| {
        std::fs::write(work.join(name), content).unwrap();
        match opened.file_diff(name.as_bytes(), Side::Unstaged, Reading::UNASKED).unwrap().content {
            DiffContent::Text { encoding, .. } => Some(encoding),
            _ => None,
        }
    };
    assert_eq!(encoding("plain", "caf\u{e9}\n".as_bytes()), Some(Encoding::Utf8));
    assert_eq!(encoding("mark", b"\xef\xbb\xbfcafe\n"), Some(Encoding::Utf8Mark));
    assert_eq!(encoding("latin", b"caf\xe9\n"), Some(Encoding::Unknown));
    assert_eq!(encoding("wide", b"c\0a\0f\0\xe9\0\n\0"), None);
    std::fs::remove_file(work.join("other")).unwrap();
    let gone = opened.file_diff(b"other", Side::Unstaged, Reading::UNASKED).unwrap();
    assert!(matches!(gone.content, DiffContent::Text { lines: 1, .. }));
    let between = Between::from(Side::Unstaged);
    assert_eq!(opened.file_text(b"other", &between, End::After, &gone.revision).unwrap(), None);
}

#[test]
fn a_file_as_it_is_in_a_commit() {
    let home = home();
    let work = home.path().join("work");
    init(&work);
    let content = "one\r\ntwo\n\nend";
    let first = commit(&work, "folder/file", content, "Begin");
    commit(&work, "folder/file", "other\n", "Go on");
    commit(&work, "empty", "", "Nothing");
    let long = "x\n".repeat(30_000);
    let last = commit(&work, "long", &long, "Much");
    let repository = open(&work);
    let at = |id: &str| Between::File { id: id.to_owned() };
    let diff = repository.file_diff(b"folder/file", at(&first), Reading::UNASKED).unwrap();
    let DiffContent::Text { hunks, left_out: 0, lines: 4, .. } = &diff.content else { panic!("{diff:?}") };
    let [hunk] = &hunks[..] else { panic!("{hunks:?}") };
    let lines: Vec<_> = hunk.lines.iter().map(|line| (line.old, line.new, line.text.as_str(), line.end)).collect();
    let line = |number, text, end| (Some(number), Some(number), text, end);
    assert_eq!(
        lines,
        [
            line(1, "one", git::LineEnd::CrLf),
            line(2, "two", git::LineEnd::Lf),
            line(3, "", git::LineEnd::Lf),
            line(4, "end", git::LineEnd::None)
        ]
    );
    let text = repository.file_text(b"folder/file", &at(&first), End::After, &diff.revision).unwrap();
    assert_eq!(text.as_deref(), Some(content));
    let many = |reading| match repository.file_diff(b"long", at(&last), reading).unwrap().content {
        DiffContent::Text { hunks, left_out, .. } => (hunks[0].lines.len(), left_out),
        other => panic!("{other:?}"),
    };
    assert_eq!((many(Reading::UNASKED), many(Reading::ALL)), ((20_000, 10_000), (30_000, 0)));
    let empty = repository.file_diff(b"empty", at(&last), Reading::UNASKED).unwrap();
    assert!(matches!(empty.content, DiffContent::Text { ref hunks, .. } if hunks.is_empty()), "{empty:?}");
    for nowhere in [&b"folder"[..], b"nowhere", b"../other/long"] {
        let missing = repository.file_diff(nowhere, at(&last), Reading::UNASKED);
        assert!(matches!(missing, Err(Error::NotFound { .. } | Error::Invalid { .. })), "{missing:?}");
    }
}
