//! Projects, repositories and branches.

use url::Url;

/// Where a repository lives on a host.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct RepositoryPath {
    /// Key of its project, in capitals; `~slug` in small letters for a personal one.
    pub project: String,
    /// Its name in addresses.
    pub slug: String,
}

/// A project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Project {
    /// Its key, as in [`RepositoryPath`].
    pub key: String,
    /// Its name.
    pub name: String,
    /// May be empty.
    pub description: String,
    /// True for a person's own.
    pub personal: bool,
}

/// Which repositories to list.
#[derive(Debug, Clone, PartialEq, Eq)]
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

/// A repository.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is one independent fact about a repository")]
pub struct Repository {
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
    /// The repository it was forked from, where that may be seen.
    pub forked_from: Option<RepositoryPath>,
    /// True where it was forked from one that may not be seen.
    pub origin_hidden: bool,
    /// Where it can be cloned from, HTTP first; either may be missing.
    pub clone_urls: Vec<CloneUrl>,
    /// Its page.
    pub url: Url,
}

/// An address to clone from, without a user's name for HTTP.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CloneUrl {
    /// How it is reached.
    pub protocol: Protocol,
    /// The address.
    pub url: String,
}

/// How a repository is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Protocol {
    /// HTTPS, or HTTP where the host is plain.
    Https,
    /// SSH.
    Ssh,
}

/// A repository to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RepositoryDraft {
    /// Key of the project; none for the account's own.
    pub project: Option<String>,
    /// Its name.
    pub name: String,
    /// May be empty.
    pub description: String,
    /// True to let everybody read it.
    pub public: bool,
    /// The branch that it begins with, without `refs/heads/`.
    pub default_branch: String,
}

/// A repository that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MadeRepository {
    /// The repository.
    pub repository: Repository,
    /// What it was to be and could not be made, each as a sentence with the server's words.
    pub left: Vec<String>,
}

/// A branch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Branch {
    /// Name without `refs/heads/`.
    pub name: String,
    /// Its commit, in hex.
    pub commit: String,
    /// True for the default branch.
    pub default: bool,
}
