//! Changes, differences, commits to come and steps to undo, as the contract shows them.

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, percent_encode};

use crate::api::application::Author;
use crate::api::changes::{
    Between, ChangeChoice, ChangeSide, ChangedPath, ChangedPaths, Changes, CommitOutlook, Deed, DiffContent, DiffEnd, DiffLine,
    Encoding, FileDiff, Hunk, LeftCommit, LfsFile, LfsVersion, LineEnd, Operation, PathChange, Step, UndoOutlook, UndoState,
    Watching,
};
use crate::api::ids::FilePath;
use crate::records::repositories::RepositoryRecord;
use crate::views::history::{change, count, head};

/// Files that an outlook names.
const FILES_NAMED: usize = 200;
/// What is spelled out in the name of a file: what would not survive as text, and the sign that spells it.
const SPELLED: &AsciiSet = &CONTROLS.add(b'%');

/// A path's name in the contract. What is UTF-8 stays readable.
pub(crate) fn file_path(path: &[u8]) -> FilePath {
    FilePath(match std::str::from_utf8(path) {
        Ok(text) => {
            let spell = |letter: char| match letter {
                '%' => "%25".to_owned(),
                letter if letter.is_ascii_control() => percent_encode(&[letter as u8], SPELLED).to_string(),
                letter => letter.to_string(),
            };
            text.chars().map(spell).collect()
        }
        Err(_) => percent_encode(path, SPELLED).to_string(),
    })
}

/// A path as text.
pub(crate) fn shown(path: &[u8]) -> String {
    String::from_utf8_lossy(path).into_owned()
}

/// The path that a name stands for.
pub(crate) fn bytes(path: &FilePath) -> Vec<u8> {
    percent_decode_str(&path.0).collect()
}

pub(crate) fn between(between: Between) -> git::Between {
    match between {
        Between::Side { side: ChangeSide::Staged } => git::Side::Staged.into(),
        Between::Side { side: ChangeSide::Unstaged } => git::Side::Unstaged.into(),
        Between::Commit { commit, before } => git::Between::Commit { id: commit, before: before.as_ref().map(bytes) },
        Between::File { commit } => git::Between::File { id: commit },
    }
}

pub(crate) fn end(end: DiffEnd) -> git::End {
    match end {
        DiffEnd::Before => git::End::Before,
        DiffEnd::After => git::End::After,
    }
}

pub(crate) fn choice(choice: ChangeChoice) -> git::Choice {
    match choice {
        ChangeChoice::All => git::Choice::All,
        ChangeChoice::Paths { paths } => git::Choice::Paths(paths.iter().map(bytes).collect()),
        ChangeChoice::Lines { path, revision, removed, added } => {
            git::Choice::Lines { path: bytes(&path), revision, removed, added }
        }
    }
}

pub(crate) fn changes(changes: git::Changes, watching: Option<git::Watching>) -> Changes {
    Changes {
        head: head(changes.head),
        operation: changes.operation.map(operation),
        staged: list(&changes.staged),
        unstaged: list(&changes.unstaged),
        lfs_missing: count(changes.lfs_missing),
        watching: match watching {
            Some(git::Watching::Told) => Watching::Told,
            Some(git::Watching::Crowded) => Watching::Crowded,
            Some(git::Watching::Deaf) => Watching::Deaf,
            None => Watching::Nobody,
        },
    }
}

pub(crate) fn file_diff(diff: git::FileDiff) -> FileDiff {
    let mode = |mode: u32| format!("{mode:06o}");
    FileDiff {
        revision: diff.revision,
        mode_before: diff.mode_before.map(mode),
        mode_after: diff.mode_after.map(mode),
        content: match diff.content {
            git::DiffContent::Text { hunks, left_out, lines, encoding: letters } => DiffContent::Text {
                hunks: hunks.into_iter().map(hunk).collect(),
                left_out: count(left_out),
                lines: count(lines),
                encoding: encoding(letters),
            },
            git::DiffContent::Binary { size_before, size_after } => DiffContent::Binary { size_before, size_after },
            git::DiffContent::TooLarge { size } => DiffContent::TooLarge { size },
            git::DiffContent::Lfs { before, after } => DiffContent::Lfs { before: before.map(large), after: after.map(large) },
            git::DiffContent::Submodule { before, after, dirty } => DiffContent::Submodule { before, after, dirty },
        },
    }
}

/// `record` is what is remembered of the repository.
pub(crate) fn outlook(outlook: git::CommitOutlook, record: &RepositoryRecord) -> CommitOutlook {
    let (name, email) = outlook.author;
    CommitOutlook {
        author: Author { name, email },
        last_message: outlook.last_message,
        last_is_published: outlook.last_is_published,
        prepared_message: outlook.prepared_message,
        hooks: outlook.hooks,
        trusted: record.trusted,
        signing: outlook.signing,
        sign_off: record.sign_off,
        expected: None,
    }
}

pub(crate) fn undo(undo: git::Undo) -> UndoState {
    UndoState {
        done: undo.done.into_iter().map(step).collect(),
        undone: undo.undone.into_iter().map(step).collect(),
        message: None,
    }
}

pub(crate) fn undo_outlook(outlook: &git::UndoOutlook, command: Option<String>) -> UndoOutlook {
    let shown = |file: &git::FileMove| String::from_utf8_lossy(&file.path).into_owned();
    let commit = |commit: &git::LeftCommit| LeftCommit {
        id: commit.id.clone(),
        summary: commit.summary.clone(),
        author: commit.author.clone(),
        by_other: commit.by_other,
        published: commit.published,
    };
    UndoOutlook {
        commits: outlook.commits.iter().map(commit).collect(),
        commits_total: count(outlook.commits_total),
        files: outlook.files.iter().take(FILES_NAMED).map(shown).collect(),
        files_total: count(outlook.files.len()),
        entries: count(outlook.entries.len()),
        command,
    }
}

fn list(list: &git::List) -> ChangedPaths {
    ChangedPaths { paths: list.paths.iter().map(changed).collect(), total: count(list.total) }
}

fn changed(changed: &git::Changed) -> ChangedPath {
    ChangedPath {
        path: file_path(&changed.path),
        shown: shown(&changed.path),
        shown_before: changed.before.as_deref().map(shown),
        change: match changed.change {
            git::PathChange::Untracked => PathChange::Untracked,
            git::PathChange::Conflicted => PathChange::Conflicted,
            git::PathChange::Tracked(how) => PathChange::Tracked { change: change(how) },
        },
        submodule: changed.submodule,
        added: changed.added,
        removed: changed.removed,
        lfs: changed.lfs.map(|file| LfsFile { size: file.size, missing: file.missing }),
    }
}

fn operation(operation: git::Operation) -> Operation {
    match operation {
        git::Operation::Merge => Operation::Merge,
        git::Operation::Revert => Operation::Revert,
        git::Operation::CherryPick => Operation::CherryPick,
        git::Operation::Bisect => Operation::Bisect,
        git::Operation::Rebase => Operation::Rebase,
        git::Operation::ApplyMailbox => Operation::ApplyMailbox,
    }
}

fn encoding(encoding: git::Encoding) -> Encoding {
    match encoding {
        git::Encoding::Utf8 => Encoding::Utf8,
        git::Encoding::Utf8Mark => Encoding::Utf8Mark,
        git::Encoding::Unknown => Encoding::Unknown,
    }
}

fn hunk(hunk: git::Hunk) -> Hunk {
    let line = |line: git::DiffLine| DiffLine {
        old: line.old,
        new: line.new,
        text: line.text,
        left_out: count(line.left_out),
        end: match line.end {
            git::LineEnd::Lf => LineEnd::Lf,
            git::LineEnd::CrLf => LineEnd::CrLf,
            git::LineEnd::None => LineEnd::None,
        },
    };
    Hunk { header: hunk.header, lines: hunk.lines.into_iter().map(line).collect() }
}

fn large(version: git::LfsVersion) -> LfsVersion {
    LfsVersion { oid: version.oid, size: version.size, missing: version.missing }
}

pub(crate) fn step(step: git::Step) -> Step {
    let deed = match step.deed {
        git::Deed::Stage { files, first } => Deed::Stage { files: count(files), first },
        git::Deed::Unstage { files, first } => Deed::Unstage { files: count(files), first },
        git::Deed::Discard { files, first } => Deed::Discard { files: count(files), first },
        git::Deed::Commit { summary } => Deed::Commit { summary },
        git::Deed::Amend { summary } => Deed::Amend { summary },
        git::Deed::CheckOut { name, branch } => Deed::CheckOut { name, branch },
    };
    Step { number: step.number, deed, time: step.time }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_path_has_a_name_and_comes_back() {
        for (path, name) in [
            (&b"src/main.rs"[..], "src/main.rs"),
            ("Grüße/你好 🎉".as_bytes(), "Grüße/你好 🎉"),
            (b"100%/a\nb", "100%25/a%0Ab"),
            (b"caf\xe9", "caf%E9"),
        ] {
            assert_eq!(file_path(path).0, name);
            assert_eq!(bytes(&file_path(path)), path);
        }
    }
}
