//! Opening anything: what somebody pasted, clicked or asked for from outside, and what it stands for.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::ids::{AccountId, FilePath, HostId};
use super::repositories::{KnownRepository, RepositoryPath};

/// Something that was asked for from outside: on the command line, by a link, by a second start.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum OpenRequest {
    /// A folder that the person named: it is opened.
    Folder {
        /// Its whole path.
        path: String,
    },
    /// Anything else. Whoever wrote the link may not be whoever clicked it: it is shown, and nothing is done by itself.
    Text {
        /// As it came. Hostile.
        text: String,
    },
}

/// What a text stands for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Finding {
    /// A folder on this computer.
    Folder {
        /// Its whole path.
        path: String,
    },
    /// A repository on a host of the profile, or something in it.
    Hosted {
        /// The host.
        host: HostId,
        /// Its name, with the port where that is an unusual one.
        host_name: String,
        /// The account that would be used there.
        account: Option<AccountId>,
        /// The repository. That there is one was not asked.
        repository: RepositoryPath,
        /// What of it.
        target: FoundTarget,
        /// Where Git finds it, over HTTP(S).
        clone_url: String,
        /// Clones of it on this computer; those whose `origin` it is come first.
        clones: Vec<LocalClone>,
    },
    /// A page of a host of the profile that is none of a repository.
    Host {
        /// The host.
        host: HostId,
        /// Its name.
        host_name: String,
    },
    /// An address of no host of the profile. It can be cloned as it is.
    Address {
        /// The address.
        url: String,
    },
}

/// What of a repository is meant. Names are as somebody wrote them: hostile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum FoundTarget {
    /// The repository itself.
    Repository,
    /// A branch or tag.
    Revision {
        /// Its name, without `refs/heads/` or `refs/tags/`.
        name: String,
    },
    /// A commit.
    Commit {
        /// Its id in hex, or how that begins.
        id: String,
    },
    /// A file or a folder.
    File {
        /// Where it is in the repository.
        path: String,
        /// At which branch, tag or commit; none: wherever the person is.
        at: Option<String>,
        /// The first line that is meant, from 1.
        line: Option<u32>,
    },
    /// A pull request.
    PullRequest {
        /// Its number.
        number: u64,
    },
}

/// A clone on this computer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LocalClone {
    /// The repository.
    pub repository: KnownRepository,
    /// The remote that leads to the host's.
    pub remote: String,
    /// The commit that is meant, in hex, where one is named and was fetched. For a file without one it is HEAD's.
    pub commit: Option<String>,
    /// The file that is meant, where that commit has it.
    pub file: Option<FilePath>,
}

/// Something in a repository here that has a page on its host.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum PageOf {
    /// The repository behind a remote; without one behind `origin`, or else the first that is on a host.
    Repository {
        /// The remote.
        remote: Option<String>,
    },
    /// A branch here, as far as it is on a host: the one that it follows, or one of its name.
    Branch {
        /// Its name, without `refs/heads/`.
        name: String,
    },
    /// A branch of a remote.
    RemoteBranch {
        /// The remote.
        remote: String,
        /// Its name there.
        name: String,
    },
    /// A tag.
    Tag {
        /// Its name, without `refs/tags/`.
        name: String,
    },
    /// A commit. Whether the host has it is not asked.
    Commit {
        /// Its id in hex.
        id: String,
    },
    /// A file or a folder.
    File {
        /// Where it is.
        path: FilePath,
        /// At which commit, in hex; none: at the branch that is checked out.
        at: Option<String>,
        /// The first and the last line, from 1.
        lines: Option<(u32, u32)>,
    },
}
