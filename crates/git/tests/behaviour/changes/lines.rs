//! Staging, unstaging and discarding hunks and lines, against `git apply` of the patch that `git add -p` lets one edit.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;
use std::process::Stdio;

use git::{Choice, DiffContent, Error, FileDiff, LineEnd, PathChange, Reading, Side};

use super::{config, enough, open, seeds};
use crate::support::corpus::Dice;
use crate::support::git::{bytes, command, commit, git, init};
use crate::support::home;
use crate::support::trees::{self, Snapshot, assert_same, twin};

/// Chosen lines of one file.
struct Lines {
    path: Vec<u8>,
    revision: String,
    removed: BTreeSet<u32>,
    added: BTreeSet<u32>,
}

impl Lines {
    fn choice(&self) -> Choice {
        Choice::Lines {
            path: self.path.clone(),
            revision: self.revision.clone(),
            removed: self.removed.iter().copied().collect(),
            added: self.added.iter().copied().collect(),
        }
    }
}

/// Whole hunks at times, single lines at others.
fn choose(path: &[u8], diff: &FileDiff, dice: &mut Dice) -> Option<Lines> {
    let DiffContent::Text { hunks, .. } = &diff.content else { return None };
    let mut lines =
        Lines { path: path.to_vec(), revision: diff.revision.clone(), removed: BTreeSet::new(), added: BTreeSet::new() };
    let by_hunk = dice.roll(2) == 0;
    for hunk in hunks {
        let whole = dice.roll(2) == 0;
        // A last line without its end is taken with its block: `git apply` has no say in what follows it otherwise.
        let endless = hunk.lines.iter().any(|line| line.end == LineEnd::None);
        for line in &hunk.lines {
            let chosen = if by_hunk || endless { whole } else { dice.roll(2) == 0 };
            match (line.old, line.new) {
                (Some(old), None) if chosen => _ = lines.removed.insert(old),
                (None, Some(new)) if chosen => _ = lines.added.insert(new),
                _ => {}
            }
        }
    }
    (lines.removed.len() + lines.added.len() > 0).then_some(lines)
}

/// The patch with only the chosen lines. Forwards, a removal that was not chosen stays as it is and an addition goes;
/// backwards it is the other way round.
fn edited(patch: &[u8], lines: &Lines, backwards: bool) -> Vec<u8> {
    let mut out = Vec::new();
    let (mut old, mut new) = (0, 0);
    let mut dropped = false;
    let mut in_hunk = false;
    for line in patch.split_inclusive(|byte| *byte == b'\n') {
        if line.starts_with(b"@@") {
            in_hunk = true;
            let text = String::from_utf8_lossy(line);
            let mut numbers = text.split([' ', ',']).filter_map(|word| word.strip_prefix(['-', '+'])?.parse::<u32>().ok());
            (old, new) = (numbers.next().unwrap(), numbers.next().unwrap());
            // A side without lines names the line before.
            let header = text.split(' ').collect::<Vec<_>>();
            old += u32::from(header[1].ends_with(",0"));
            new += u32::from(header[2].ends_with(",0"));
            out.extend(line);
            continue;
        }
        if !in_hunk {
            // Modes are not among the lines.
            if ![&b"old mode"[..], b"new mode"].iter().any(|start| line.starts_with(start)) {
                out.extend(line);
            }
            continue;
        }
        if line.starts_with(b"\\") {
            if !dropped {
                out.extend(line);
            }
            continue;
        }
        let (sign, chosen) = match line[0] {
            b'-' => ('-', lines.removed.contains(&old)),
            b'+' => ('+', lines.added.contains(&new)),
            _ => (' ', true),
        };
        old += u32::from(sign != '+');
        new += u32::from(sign != '-');
        let stays = if backwards { '+' } else { '-' };
        dropped = !chosen && sign != stays;
        if chosen {
            out.extend(line);
        } else if sign == stays {
            out.push(b' ');
            out.extend(&line[1..]);
        }
    }
    out
}

fn apply(folder: &Path, patch: &[u8], words: &[&str]) {
    let mut command = command(folder);
    command.args(["-c", "core.safecrlf=false", "apply", "--recount", "--whitespace=nowarn"]).args(words);
    let mut child = command.stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(patch).unwrap();
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}\n{}", patch.escape_ascii());
}

fn patch(folder: &Path, path: &[u8], cached: bool) -> Vec<u8> {
    let mut words = vec!["--literal-pathspecs", "diff", "--no-renames", "--no-color", "--no-ext-diff"];
    if cached {
        words.push("--cached");
    }
    words.push("--");
    let mut command = command(folder);
    command.args(words).arg(<std::ffi::OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(path));
    let output = command.output().unwrap();
    assert!(output.status.success());
    output.stdout
}

/// For each seed a file with changed text, some of whose lines are chosen; `ours` and `theirs` then do the same.
fn alike(count: u64, side: Side, known: bool, ours: impl Fn(&git::Repository, &Choice), theirs: impl Fn(&Path, &Lines)) {
    let home = home();
    let mut acted = 0;
    for seed in seeds(count) {
        let work = home.path().join(seed.to_string());
        trees::grow(&work, seed, config(seed));
        let mut dice = Dice::new(seed);
        let opened = open(&work);
        let changes = opened.changes().unwrap();
        let list = if side == Side::Staged { changes.staged.paths } else { changes.unstaged.paths };
        let fits = |change: PathChange| {
            let modified = change == PathChange::Tracked(git::Change::Modified);
            modified || !known && change == PathChange::Untracked
        };
        let lines = list.into_iter().filter(|changed| fits(changed.change)).find_map(|changed| {
            // `git diff` has the promise of a new file, not the file.
            if changed.change == PathChange::Untracked {
                let path = <std::ffi::OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(&changed.path);
                command(&work).args(["--literal-pathspecs", "add", "-N", "--"]).arg(path).output().unwrap();
            }
            choose(&changed.path, &opened.file_diff(&changed.path, side, Reading::ALL).unwrap(), &mut dice)
        });
        if let Some(lines) = lines {
            acted += 1;
            let twin = twin(&work);
            ours(&opened, &lines.choice());
            theirs(&twin, &lines);
            let when = format!("seed {seed}, {}", lines.path.escape_ascii());
            assert_same(&Snapshot::take(&work), &Snapshot::take(&twin), &when);
            std::fs::remove_dir_all(twin).unwrap();
        }
        std::fs::remove_dir_all(work).unwrap();
    }
    enough(acted, count / 4);
}

#[test]
fn staged_as_an_edited_patch() {
    alike(
        80,
        Side::Unstaged,
        false,
        |ours, choice| ours.stage(choice).unwrap(),
        |theirs, lines| apply(theirs, &edited(&patch(theirs, &lines.path, false), lines, false), &["--cached"]),
    );
}

#[test]
fn unstaged_as_an_edited_patch_backwards() {
    alike(
        60,
        Side::Staged,
        true,
        |ours, choice| ours.unstage(choice).unwrap(),
        |theirs, lines| apply(theirs, &edited(&patch(theirs, &lines.path, true), lines, true), &["--cached", "--reverse"]),
    );
}

#[test]
fn discarded_as_an_edited_patch_backwards() {
    alike(
        60,
        Side::Unstaged,
        true,
        |ours, choice| ours.discard(choice).unwrap(),
        |theirs, lines| apply(theirs, &edited(&patch(theirs, &lines.path, false), lines, true), &["--reverse"]),
    );
}

fn lines(diff: &FileDiff) -> Vec<(Option<u32>, Option<u32>, String, LineEnd)> {
    let DiffContent::Text { hunks, .. } = &diff.content else { panic!("no text: {diff:?}") };
    hunks.iter().flat_map(|hunk| &hunk.lines).map(|line| (line.old, line.new, line.text.clone(), line.end)).collect()
}

#[test]
fn a_difference_has_numbers_and_ends() {
    let home = home();
    let work = home.path().join("work");
    init(&work);
    commit(&work, "file", "a\nb\nc\n", "Begin");
    std::fs::write(work.join("file"), "a\nB\r\nc").unwrap();
    let diff = open(&work).file_diff(b"file", Side::Unstaged, Reading::UNASKED).unwrap();
    let expected = [
        (Some(1), Some(1), "a", LineEnd::Lf),
        (Some(2), None, "b", LineEnd::Lf),
        (Some(3), None, "c", LineEnd::Lf),
        (None, Some(2), "B", LineEnd::CrLf),
        (None, Some(3), "c", LineEnd::None),
    ];
    let expected: Vec<_> = expected.map(|(old, new, text, end)| (old, new, text.to_owned(), end)).into();
    assert_eq!(lines(&diff), expected);
    assert_eq!((diff.mode_before, diff.mode_after), (Some(0o100_644), Some(0o100_644)));
    assert!(lines(&open(&work).file_diff(b"file", Side::Staged, Reading::UNASKED).unwrap()).is_empty());
}

#[test]
fn lines_of_new_and_gone_files() {
    let home = home();
    let work = home.path().join("work");
    init(&work);
    commit(&work, "gone", "1\n2\n3\n", "Begin");
    std::fs::remove_file(work.join("gone")).unwrap();
    std::fs::write(work.join("new"), "x\ny\n").unwrap();
    let opened = open(&work);
    let choose = |path: &str, side, removed: &[u32], added: &[u32]| Choice::Lines {
        path: path.into(),
        revision: opened.file_diff(path.as_bytes(), side, Reading::ALL).unwrap().revision,
        removed: removed.to_vec(),
        added: added.to_vec(),
    };
    let staged = |path: &str| String::from_utf8(bytes(&work, &["show", &format!(":{path}")])).unwrap();
    opened.stage(&choose("new", Side::Unstaged, &[], &[2])).unwrap();
    assert_eq!(staged("new"), "y\n");
    opened.stage(&choose("gone", Side::Unstaged, &[2], &[])).unwrap();
    assert_eq!(staged("gone"), "1\n3\n");
    opened.stage(&choose("gone", Side::Unstaged, &[1, 2], &[])).unwrap();
    assert_eq!(git(&work, &["diff", "--cached", "--name-status"]), "D\tgone\nA\tnew");
    // A line of the removal is taken back: the file is there again, with it.
    opened.unstage(&choose("gone", Side::Staged, &[3], &[])).unwrap();
    assert_eq!(staged("gone"), "3\n");
    opened.unstage(&choose("new", Side::Staged, &[], &[1])).unwrap();
    assert_eq!(git(&work, &["ls-files"]), "gone");
    opened.discard(&choose("new", Side::Unstaged, &[], &[1])).unwrap();
    assert_eq!(std::fs::read_to_string(work.join("new")).unwrap(), "y\n");
    opened.discard(&choose("new", Side::Unstaged, &[], &[1])).unwrap();
    assert!(!work.join("new").exists());
}

#[test]
fn a_moved_file_differs_from_what_it_was() {
    let home = home();
    let work = home.path().join("work");
    init(&work);
    commit(&work, "old", &"line\n".repeat(20), "Begin");
    git(&work, &["mv", "old", "new"]);
    std::fs::write(work.join("new"), "line\n".repeat(20) + "more\nand more\n").unwrap();
    git(&work, &["add", "new"]);
    let opened = open(&work);
    let diff = opened.file_diff(b"new", Side::Staged, Reading::UNASKED).unwrap();
    let added: Vec<_> = lines(&diff).into_iter().filter(|line| line.0.is_none()).map(|line| line.1).collect();
    assert_eq!(added, [Some(21), Some(22)]);
    let choice = Choice::Lines { path: b"new".to_vec(), revision: diff.revision, removed: vec![], added: vec![22] };
    opened.unstage(&choice).unwrap();
    assert_eq!(bytes(&work, &["show", ":new"]), format!("{}more\n", "line\n".repeat(20)).into_bytes());
    let status = git(&work, &["diff", "--cached", "--name-status", "-M"]);
    assert!(status.starts_with('R') && status.ends_with("\told\tnew"), "{status}");
}

#[test]
fn lines_of_another_difference_are_refused() {
    let home = home();
    let work = home.path().join("work");
    init(&work);
    commit(&work, "file", "a\nb\n", "Begin");
    std::fs::write(work.join("file"), "a\nB\n").unwrap();
    let opened = open(&work);
    let revision = opened.file_diff(b"file", Side::Unstaged, Reading::ALL).unwrap().revision;
    let choice = |revision: &str, removed: Vec<u32>| Choice::Lines {
        path: b"file".to_vec(),
        revision: revision.to_owned(),
        removed,
        added: vec![],
    };
    assert!(matches!(opened.stage(&choice(&revision, vec![1])), Err(Error::Invalid { .. })));
    std::fs::write(work.join("file"), "a\nC\n").unwrap();
    let before = Snapshot::take(&work);
    for act in [git::Repository::stage, git::Repository::unstage, git::Repository::discard] {
        assert!(matches!(act(&opened, &choice(&revision, vec![2])), Err(Error::Moved { what }) if what == "file"));
    }
    for outside in ["../file", "/etc/passwd", ".git/config", "", "a/../b"] {
        let refused = opened.file_diff(outside.as_bytes(), Side::Unstaged, Reading::ALL);
        assert!(matches!(refused, Err(Error::Invalid { .. })), "{outside}: {refused:?}");
    }
    assert_same(&Snapshot::take(&work), &before, "nothing was done");
}

#[test]
fn a_link_leads_to_one_place() {
    let home = home();
    let work = home.path().join("work");
    init(&work);
    std::os::unix::fs::symlink("old", work.join("link")).unwrap();
    git(&work, &["add", "."]);
    git(&work, &["commit", "-qm", "Begin"]);
    std::fs::remove_file(work.join("link")).unwrap();
    std::os::unix::fs::symlink("new", work.join("link")).unwrap();
    let repository = open(&work);
    let revision = repository.file_diff(b"link", Side::Unstaged, Reading::ALL).unwrap().revision;
    let lines = |removed: &[u32], added: &[u32]| Choice::Lines {
        path: b"link".to_vec(),
        revision: revision.clone(),
        removed: removed.to_vec(),
        added: added.to_vec(),
    };
    for half in [lines(&[1], &[]), lines(&[], &[1])] {
        assert!(matches!(repository.stage(&half), Err(Error::Invalid { .. })));
        assert!(matches!(repository.discard(&half), Err(Error::Invalid { .. })));
    }
    assert_eq!(std::fs::read_link(work.join("link")).unwrap(), Path::new("new"));
    repository.stage(&lines(&[1], &[1])).unwrap();
    assert_eq!(git(&work, &["cat-file", "blob", ":link"]), "new");
}

#[test]
fn no_way_leads_through_a_link() {
    let home = home();
    let work = home.path().join("work");
    init(&work);
    commit(&work, "folder/file", "mine\n", "Begin");
    let outside = home.path().join("outside");
    std::fs::create_dir(&outside).unwrap();
    std::fs::write(outside.join("file"), "not yours\n").unwrap();
    std::fs::remove_dir_all(work.join("folder")).unwrap();
    std::os::unix::fs::symlink(&outside, work.join("folder")).unwrap();
    let diff = open(&work).file_diff(b"folder/file", Side::Unstaged, Reading::ALL).unwrap();
    assert_eq!(diff.mode_after, None, "what is behind the link is not the repository's");
    open(&work).discard(&Choice::All).unwrap();
    assert_eq!(std::fs::read_to_string(outside.join("file")).unwrap(), "not yours\n");
    assert_eq!(std::fs::read_to_string(work.join("folder/file")).unwrap(), "mine\n");
}

#[test]
fn no_text_is_told_and_long_ones_are_cut() {
    let home = home();
    let work = home.path().join("work");
    init(&work);
    commit(&work, "bytes", "text\n", "Begin");
    std::fs::write(work.join("bytes"), [0, 1, 2]).unwrap();
    std::fs::write(work.join("long"), "line\n".repeat(30_000)).unwrap();
    std::fs::write(work.join("large"), "x".repeat(5 << 20)).unwrap();
    let opened = open(&work);
    let content = |path: &str, all| {
        opened.file_diff(path.as_bytes(), Side::Unstaged, Reading { all, ignore_spaces: false }).unwrap().content
    };
    assert_eq!(content("bytes", false), DiffContent::Binary { size_before: Some(5), size_after: Some(3) });
    assert!(matches!(content("long", false), DiffContent::Text { left_out: 10_000, .. }));
    assert!(matches!(content("long", true), DiffContent::Text { left_out: 0, .. }));
    assert_eq!(content("large", false), DiffContent::TooLarge { size: 5 << 20 });
    assert!(matches!(content("large", true), DiffContent::Text { left_out: 0, .. }));
}
