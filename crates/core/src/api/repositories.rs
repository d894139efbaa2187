//! Repositories: on hosts, to be cloned; and on this computer, to be opened.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::application::Protocol;
use super::hosts::User;
use super::ids::{AccountId, HostId, RepositoryId};
use super::seen::Seen;

/// One page of a list. `next` is opaque; none on the last page.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Page<T> {
    /// What is on it.
    pub items: Vec<T>,
    /// To be passed back for the next page.
    pub next: Option<String>,
    /// Where the page is not from now.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional = nullable)]
    pub seen: Option<Seen>,
}

/// Where a repository lives on a host.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RepositoryPath {
    /// Key of its project; `~slug` for a personal one.
    pub project: String,
    /// Its name in URLs.
    pub slug: String,
}

/// A project of a host.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Project {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// May be empty.
    pub description: String,
    /// True for a person's own.
    pub personal: bool,
}

/// Which repositories of a host to list.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum RepositoryScope {
    /// The account's own.
    Personal,
    /// Those it used last.
    Recent,
    /// All it may see.
    All,
    /// Those of a project.
    Project {
        /// Its key.
        key: String,
    },
}

/// A repository on a host.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_excessive_bools, reason = "each is one independent fact about a repository")]
pub struct HostRepository {
    /// Where it lives.
    pub path: RepositoryPath,
    /// Its name.
    pub name: String,
    /// The project's name.
    pub project_name: String,
    /// May be empty.
    pub description: String,
    /// True for a person's own.
    pub personal: bool,
    /// True where everybody may read it.
    pub public: bool,
    /// True where nothing can be written any more.
    pub archived: bool,
    /// The repository it was forked from.
    pub forked_from: Option<RepositoryPath>,
    /// True where it was forked from one that the account may not see.
    pub origin_hidden: bool,
    /// Where it can be cloned from; either may be missing.
    pub clone_urls: Vec<CloneUrl>,
    /// Its page.
    pub url: String,
}

/// An address to clone from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CloneUrl {
    /// How it is reached.
    pub protocol: Protocol,
    /// The address.
    pub url: String,
}

/// A branch on a host.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HostBranch {
    /// Name without `refs/heads/`.
    pub name: String,
    /// Its commit, in hex.
    pub commit: String,
    /// True for the default branch.
    pub default: bool,
}

/// A repository to be made on a host.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RepositoryDraft {
    /// Key of the project; none for the account's own.
    pub project: Option<String>,
    /// Its name; the server makes its place in URLs of it.
    pub name: String,
    /// May be empty.
    pub description: String,
    /// True to let everybody read it.
    pub public: bool,
    /// The branch that it begins with.
    pub default_branch: String,
    /// Name of a `.gitignore` template; see `list_templates`.
    pub ignore: Option<String>,
    /// SPDX identifier of a licence; see `list_templates`.
    pub licence: Option<String>,
}

/// A folder to be made.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CloneTarget {
    /// The folder around it.
    pub folder: String,
    /// Its name.
    pub name: String,
}

/// What a new repository can begin with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Templates {
    /// Names of `.gitignore` templates.
    pub ignores: Vec<String>,
    /// Licences, the most used ones first.
    pub licences: Vec<Licence>,
}

/// A licence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Licence {
    /// Its SPDX identifier.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// Repositories that share their history with another one.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Kin {
    /// The repository itself.
    pub repository: HostRepository,
    /// Where it was forked from, if the account may see that.
    pub parent: Option<HostRepository>,
    /// Its forks that the account may see. The server names no others, and does not say how many there are.
    pub forks: Vec<HostRepository>,
    /// Others that began as the same one, as far as the account may see them.
    pub related: Vec<HostRepository>,
    /// True where there are more than are listed.
    pub more: bool,
    /// Where it is not from now.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional = nullable)]
    pub seen: Option<Seen>,
}

/// How a fork stands to what it was forked from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ForkSync {
    /// True where the server can keep it in step.
    pub available: bool,
    /// True where it does.
    pub enabled: bool,
    /// When it did last, RFC 3339.
    pub last: Option<String>,
    /// Branches with commits that the origin's don't have.
    pub ahead: Vec<String>,
    /// Branches that went another way than the origin's.
    pub diverged: Vec<String>,
    /// Branches whose origin is gone.
    pub orphaned: Vec<String>,
}

/// What to clone, or to add as a remote.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum CloneSource {
    /// An address that the person typed.
    Url {
        /// `https://`, `ssh://` or `user@host:path`.
        url: String,
    },
    /// A repository of an account.
    Hosted {
        /// The account.
        account: AccountId,
        /// The repository.
        path: RepositoryPath,
        /// How to reach it.
        protocol: Protocol,
    },
}

/// A repository on this computer that was opened or cloned once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct KnownRepository {
    /// Its id.
    pub id: RepositoryId,
    /// The folder's name.
    pub name: String,
    /// The folder, lossy where it isn't UTF-8.
    pub path: String,
    /// Marked by the person.
    pub favourite: bool,
    /// When it was opened last, RFC 3339.
    pub opened: String,
    /// True where the folder is gone.
    pub missing: bool,
}

/// An open repository.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Repository {
    /// Its id.
    pub id: RepositoryId,
    /// The folder's name.
    pub name: String,
    /// The work tree, or the Git folder of a bare one.
    pub path: String,
    /// True without a work tree.
    pub bare: bool,
    /// True where the history is cut.
    pub shallow: bool,
    /// Where HEAD points.
    pub head: Head,
}

/// Where HEAD points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Head {
    /// At a branch.
    Branch {
        /// Name without `refs/heads/`.
        name: String,
        /// Its commit.
        commit: String,
    },
    /// At a branch without commits.
    Unborn {
        /// Name without `refs/heads/`.
        name: String,
    },
    /// At a commit.
    Detached {
        /// The commit.
        commit: String,
    },
}

/// What pushing the current branch would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PushOutlook {
    /// The branch, without `refs/heads/`.
    pub branch: String,
    /// The remote it goes to, to the branch of the same name.
    pub remote: String,
    /// True where a hook of the repository wants to run and the repository is not trusted.
    pub asks: bool,
}

/// A remote and the account that is used for it.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RemoteAccount {
    /// The remote's name.
    pub remote: String,
    /// The host it belongs to, if it is one of ours.
    pub host: Option<HostId>,
    /// The account that answers for it.
    pub account: Option<AccountId>,
    /// Who that is.
    pub user: Option<User>,
    /// Where it lives on the host.
    pub path: Option<RepositoryPath>,
}
