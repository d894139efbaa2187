//! History: refs, rows of the graph, commits.

use serde::Serialize;
use ts_rs::TS;

use super::ids::FilePath;
use super::repositories::Head;

/// All refs of a repository.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Refs {
    /// Where HEAD points.
    pub head: Head,
    /// Local branches, by name.
    pub branches: Vec<Branch>,
    /// Remotes, by name, each with its branches.
    pub remotes: Vec<Remote>,
    /// Tags, by name.
    pub tags: Vec<Tag>,
    /// Stashes, newest first.
    pub stashes: Vec<Stash>,
    /// Submodules, by path.
    pub submodules: Vec<Submodule>,
}

/// A local branch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Branch {
    /// Name without `refs/heads/`; lossy where it isn't UTF-8.
    pub name: String,
    /// Its commit.
    pub commit: String,
    /// True where HEAD points to it.
    pub current: bool,
    /// Where it pulls from, such as `origin/main`.
    pub upstream: Option<Upstream>,
}

/// A branch's upstream.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Upstream {
    /// Such as `origin/main`.
    pub name: String,
    /// True where it was deleted.
    pub gone: bool,
    /// Commits we have and it has not.
    pub ahead: u32,
    /// Commits it has and we have not.
    pub behind: u32,
}

/// A remote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Remote {
    /// Its name.
    pub name: String,
    /// Its address, without a password.
    pub url: String,
    /// Its branches as last fetched.
    pub branches: Vec<RemoteBranch>,
}

/// A branch of a remote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RemoteBranch {
    /// Name without the remote's.
    pub name: String,
    /// Its commit.
    pub commit: String,
}

/// A tag.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Tag {
    /// Name without `refs/tags/`.
    pub name: String,
    /// The commit it points to in the end; none where it is something else.
    pub commit: Option<String>,
    /// True where the tag is an object with a message.
    pub annotated: bool,
}

/// A stash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Stash {
    /// Its commit.
    pub commit: String,
    /// Its message.
    pub message: String,
}

/// A submodule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Submodule {
    /// Where it lies.
    pub path: String,
    /// Where it comes from.
    pub url: String,
    /// True where it was checked out.
    pub present: bool,
}

/// A window of the commit list.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Rows {
    /// Rows in the whole list.
    pub total: u32,
    /// Index of the first row here.
    pub start: u32,
    /// The rows.
    pub rows: Vec<Row>,
    /// Lanes that the widest row of the whole list uses.
    pub lanes: u16,
    /// Changes when the list does: rows of different revisions don't mix.
    pub revision: String,
}

/// A commit in the list.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Row {
    /// The commit, in hex.
    pub commit: String,
    /// Its parents; more than one is a merge.
    pub parents: Vec<String>,
    /// First line of its message, control characters made visible by the window.
    pub summary: String,
    /// Who wrote it.
    pub author: Person,
    /// Lane of its node, from 0.
    pub lane: u16,
    /// Index of its colour, to be taken modulo the number of lane colours.
    pub color: u16,
    /// Lines between this row's middle and the next row's, from lane to lane.
    pub edges: Vec<Edge>,
    /// Refs at this commit.
    pub refs: Vec<RefLabel>,
}

/// A piece of line from this row to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Edge {
    /// Lane at this row.
    pub from: u16,
    /// Lane at the next row.
    pub to: u16,
    /// Index of its colour.
    pub color: u16,
}

/// A ref shown at a commit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum RefLabel {
    /// HEAD without a branch.
    Head,
    /// A local branch.
    Branch {
        /// Its name.
        name: String,
        /// True where HEAD points to it.
        current: bool,
    },
    /// A remote's branch.
    Remote {
        /// The remote.
        remote: String,
        /// The branch.
        name: String,
    },
    /// A tag.
    Tag {
        /// Its name.
        name: String,
    },
}

/// Who did something, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Person {
    /// Name; lossy where it isn't UTF-8.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// RFC 3339 with the person's own offset.
    pub time: String,
}

/// A commit with everything about it.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Commit {
    /// Its id, in hex.
    pub id: String,
    /// Its parents.
    pub parents: Vec<String>,
    /// Who wrote it.
    pub author: Person,
    /// Who committed it.
    pub committer: Person,
    /// The whole message.
    pub message: String,
    /// What it changed against its first parent, at most `FILES_SHOWN`.
    pub files: Vec<ChangedFile>,
    /// How many files it changed in truth.
    pub files_total: u32,
    /// True where it carries a signature.
    pub signed: bool,
}

/// What is known about a commit's signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SignatureCheck {
    /// What it comes to.
    pub verdict: SignatureVerdict,
    /// Who made it, as the key says.
    pub signer: Option<String>,
    /// The key's fingerprint or number.
    pub key: Option<String>,
    /// What the program said.
    pub detail: String,
}

/// What a signature comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum SignatureVerdict {
    /// There is none.
    None,
    /// It fits, and somebody the person trusts vouches for the key.
    Good,
    /// It fits, but nobody the person trusts vouches for the key.
    Uncertified,
    /// It fits, but it or its key has expired.
    Expired,
    /// It fits, but its key was revoked.
    Revoked,
    /// Its key is not known here.
    UnknownKey,
    /// It does not fit: the commit is not what was signed.
    Bad,
    /// Nobody here can check it.
    Unchecked,
}

/// A file that a commit changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChangedFile {
    /// Names it in commands.
    pub path: FilePath,
    /// Its path as text; lossy where it isn't UTF-8.
    pub shown: String,
    /// Where it was before, if it moved.
    pub before: Option<FilePath>,
    /// The same as text.
    pub shown_before: Option<String>,
    /// What happened.
    pub change: Change,
    /// Lines added; none for binary files.
    pub added: Option<u32>,
    /// Lines removed; none for binary files.
    pub removed: Option<u32>,
}

/// What happened to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Change {
    /// New.
    Added,
    /// Its content or mode.
    Modified,
    /// Gone.
    Deleted,
    /// Moved.
    Renamed,
    /// Copied.
    Copied,
    /// File to link, to folder, to submodule.
    TypeChanged,
}
