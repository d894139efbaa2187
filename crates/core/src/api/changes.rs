//! Changes: what differs between the last commit, the index and the files; staging it, committing it, and undoing that.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::application::Author;
use super::history::Change;
use super::ids::FilePath;
use super::repositories::Head;

/// What a repository has in the works.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Changes {
    /// Where the next commit will go.
    pub head: Head,
    /// What was begun and not finished, such as a merge.
    pub operation: Option<Operation>,
    /// Between the last commit and the index, by path.
    pub staged: ChangedPaths,
    /// Between the index and the files, by path: also new files and conflicts.
    pub unstaged: ChangedPaths,
    /// Files of Git LFS whose bytes are not here: pointers lie in their place until `fetch_lfs` brings them.
    pub lfs_missing: u32,
    /// How later changes of others are noticed.
    pub watching: Watching,
}

/// How changes of others are noticed while a repository is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Watching {
    /// The system tells at once.
    Told,
    /// The system has no more room for watches: by looking from time to time.
    Crowded,
    /// The system can't watch this place, or it is gone: by looking from time to time.
    Deaf,
    /// Nobody watches: by asking again.
    Nobody,
}

/// One of the two lists of changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChangedPaths {
    /// The first of them, by path, at most `PATHS_SHOWN`.
    pub paths: Vec<ChangedPath>,
    /// How many there are in truth.
    pub total: u32,
}

/// A file that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChangedPath {
    /// Names it in commands.
    pub path: FilePath,
    /// Its path as text; lossy where it isn't UTF-8.
    pub shown: String,
    /// Where it was before, if it moved; as text.
    pub shown_before: Option<String>,
    /// What happened.
    pub change: PathChange,
    /// True for a submodule or a repository within this one.
    pub submodule: bool,
    /// Lines added; none for binary files, and where there are too many files to look.
    pub added: Option<u32>,
    /// Lines removed; none as above.
    pub removed: Option<u32>,
    /// What there is of a file that is kept by Git LFS; none for every other.
    pub lfs: Option<LfsFile>,
}

/// A file that is kept by Git LFS.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LfsFile {
    /// Its bytes.
    pub size: u64,
    /// True where they are not here: a pointer is in their place.
    pub missing: bool,
}

/// One state of a file that is kept by Git LFS.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LfsVersion {
    /// The SHA-256 of its bytes in hex, which names it; none where it was too long to be read unasked.
    pub oid: Option<String>,
    /// Its bytes.
    pub size: u64,
    /// True where they are not here.
    pub missing: bool,
}

/// What happened to a file that is not committed yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum PathChange {
    /// Git does not know the file yet.
    Untracked,
    /// A merge left it to be decided.
    Conflicted,
    /// As in a commit.
    Tracked {
        /// How.
        change: Change,
    },
}

/// What was begun in a repository and waits for its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Operation {
    /// A merge.
    Merge,
    /// A revert.
    Revert,
    /// A cherry-pick.
    CherryPick,
    /// A search for the commit that broke something.
    Bisect,
    /// A rebase.
    Rebase,
    /// Patches out of mails.
    ApplyMailbox,
}

/// Which two states are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ChangeSide {
    /// The last commit and the index.
    Staged,
    /// The index and the file.
    Unstaged,
}

/// Two states of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum Between {
    /// Those of a change that is not committed yet.
    Side {
        /// Which.
        side: ChangeSide,
    },
    /// A commit and its first parent.
    Commit {
        /// The commit's whole id in hex.
        commit: String,
        /// Where the file was in the parent, if it moved.
        before: Option<FilePath>,
    },
    /// Twice the same: a file as it is in a commit, all of whose lines stand around no change.
    File {
        /// The commit's whole id in hex.
        commit: String,
    },
}

/// One of two states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum DiffEnd {
    /// The older one.
    Before,
    /// The newer one.
    After,
}

/// A picture in one of two states.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Picture {
    /// The picture itself, as a `data:` URL.
    pub url: String,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
}

/// How a file differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FileDiff {
    /// Names exactly this difference: lines are chosen within it.
    pub revision: String,
    /// Mode before, such as `100644`; none where there was no file.
    pub mode_before: Option<String>,
    /// Mode after; none where the file is gone.
    pub mode_after: Option<String>,
    /// What differs.
    pub content: DiffContent,
}

/// The difference itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum DiffContent {
    /// Lines. No hunks where only the mode changed or the file is empty.
    Text {
        /// In their order.
        hunks: Vec<Hunk>,
        /// Lines of the difference that are not here because there are too many.
        left_out: u32,
        /// Lines of the whole file; of what it was, where it is gone.
        lines: u32,
        /// How its bytes are letters.
        encoding: Encoding,
    },
    /// No text.
    Binary {
        /// Bytes before; none where there was no file.
        size_before: Option<u64>,
        /// Bytes after; none where the file is gone.
        size_after: Option<u64>,
    },
    /// A file too large to compare while somebody waits.
    TooLarge {
        /// Bytes of the larger side.
        size: u64,
    },
    /// A file that is kept by Git LFS.
    Lfs {
        /// Before; none where there was none, or none that LFS kept.
        before: Option<LfsVersion>,
        /// After; as above.
        after: Option<LfsVersion>,
    },
    /// A submodule at another commit.
    Submodule {
        /// Its commit before.
        before: Option<String>,
        /// Its commit after.
        after: Option<String>,
        /// True where files in it were changed.
        dirty: bool,
    },
}

/// Changed lines that are near each other, with lines around them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Hunk {
    /// Such as `@@ -1,3 +1,4 @@ fn main()`.
    pub header: String,
    /// In their order.
    pub lines: Vec<DiffLine>,
}

/// A line of a hunk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DiffLine {
    /// Its number before, from 1; none for an added line.
    pub old: Option<u32>,
    /// Its number after, from 1; none for a removed line.
    pub new: Option<u32>,
    /// The line without its end; lossy where it isn't UTF-8, cut where it is very long.
    pub text: String,
    /// Letters of it that are not here.
    pub left_out: u32,
    /// What ends it.
    pub end: LineEnd,
}

/// How bytes are letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// UTF-8 behind a byte order mark.
    Utf8Mark,
    /// Another one, which the bytes don't tell.
    Unknown,
}

/// What ends a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum LineEnd {
    /// A line feed.
    Lf,
    /// Carriage return and line feed.
    CrLf,
    /// The end of the file.
    None,
}

/// Which changes are meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum ChangeChoice {
    /// All of that side.
    All,
    /// Whole files; a folder stands for all below it.
    Paths {
        /// Which.
        paths: Vec<FilePath>,
    },
    /// Lines of one file.
    Lines {
        /// The file.
        path: FilePath,
        /// The revision of the difference they were chosen in.
        revision: String,
        /// Numbers of removed lines, as they were before.
        removed: Vec<u32>,
        /// Numbers of added lines, as they are after.
        added: Vec<u32>,
    },
}

/// What is known before a commit is made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct CommitOutlook {
    /// Who will have written it.
    pub author: Author,
    /// The last commit's message, to be amended; none before the first.
    pub last_message: Option<String>,
    /// True where others may have the last commit already.
    pub last_is_published: bool,
    /// A message that a merge or a template prepared.
    pub prepared_message: Option<String>,
    /// Hooks of this repository that a commit runs, such as `pre-commit`.
    pub hooks: Vec<String>,
    /// True where the person allowed this repository to run its programs.
    pub trusted: bool,
    /// True where the configuration wants commits signed.
    pub signing: bool,
    /// True where the last commit that was made here by Bough was signed off.
    pub sign_off: bool,
    /// Who the remote's host expects to commit, where that is not the author.
    pub expected: Option<ExpectedIdentity>,
}

/// Who a host expects to commit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ExpectedIdentity {
    /// Name of the host.
    pub host: String,
    /// Who.
    pub author: Author,
    /// The key that they sign with, where a rule names one.
    pub signing_key: Option<String>,
}

/// A commit to be made from the index.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CommitDraft {
    /// Its message. Empty lines around it and white space at the ends of lines are dropped, as in Git.
    pub message: String,
    /// True to replace the last commit.
    pub amend: bool,
    /// True to commit without running hooks.
    pub skip_hooks: bool,
    /// Whether to sign it; none: as the configuration says.
    pub sign: Option<bool>,
    /// Who wrote it too.
    pub co_authors: Vec<Author>,
    /// True to add `Signed-off-by` with who commits.
    pub sign_off: bool,
}

/// What can be undone and redone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct UndoState {
    /// Steps that are done, the newest first: undoing takes the first.
    pub done: Vec<Step>,
    /// Steps that were undone, the oldest first: redoing takes the first.
    pub undone: Vec<Step>,
    /// The message of the commit that was undone just now, for whoever wants to make it anew.
    pub message: Option<String>,
}

/// Something that was done in a repository.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Step {
    /// Names it; later steps have larger numbers.
    pub number: u32,
    /// What it did.
    pub deed: Deed,
    /// When, RFC 3339.
    pub time: String,
}

/// What a step did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Deed {
    /// Put changes into the index.
    Stage {
        /// Of so many files.
        files: u32,
        /// The first of them, as text.
        first: String,
    },
    /// Took changes out of the index.
    Unstage {
        /// Of so many files.
        files: u32,
        /// The first of them, as text.
        first: String,
    },
    /// Gave changes of files up.
    Discard {
        /// Of so many files.
        files: u32,
        /// The first of them, as text.
        first: String,
    },
    /// Made a commit.
    Commit {
        /// The first line of its message.
        summary: String,
    },
    /// Replaced the last commit.
    Amend {
        /// The first line of its message.
        summary: String,
    },
    /// Checked something out.
    CheckOut {
        /// The branch without `refs/heads/`, or the commit in hex.
        name: String,
        /// True for a branch.
        branch: bool,
    },
}

/// What undoing or redoing would do, before it is done. Whatever goes can be brought back by the other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct UndoOutlook {
    /// Commits that the current branch would not have any more, the newest first, at most fifty.
    pub commits: Vec<LeftCommit>,
    /// How many there are in truth.
    pub commits_total: u32,
    /// Files that would become other bytes or go, as text, at most `FILES_NAMED`.
    pub files: Vec<String>,
    /// How many there are in truth.
    pub files_total: u32,
    /// How many entries of the index would change.
    pub entries: u32,
    /// The commands of Git that do the same, quoted for a shell; none where nothing would change.
    pub command: Option<String>,
}

/// A commit that a branch would not have any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LeftCommit {
    /// Its id.
    pub id: String,
    /// The first line of its message.
    pub summary: String,
    /// Who wrote it.
    pub author: String,
    /// True where that is somebody else.
    pub by_other: bool,
    /// True where others may have it already.
    pub published: bool,
}
