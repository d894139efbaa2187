//! Hosts, users, and what a token allows.

use url::Url;

use crate::Kind;

/// What was found behind an address.
#[derive(Debug, Clone)]
pub struct Probe {
    /// What lives there.
    pub kind: Kind,
    /// Scheme, name, port and context path; the path ends without a slash unless it is the root.
    pub base_url: Url,
    /// What the server calls itself.
    pub display_name: String,
    /// Such as `9.4.1`.
    pub version: String,
    /// True where people sign in through single sign-on only.
    pub single_sign_on: bool,
    /// Where to go in a browser.
    pub pages: Pages,
    /// What a token must allow.
    pub permissions: Vec<PermissionAdvice>,
}

/// Pages of a host for the browser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pages {
    /// Makes a token.
    pub token: Url,
    /// Takes an SSH key.
    pub ssh_keys: Url,
    /// Signs in, and unlocks an account after wrong passwords.
    pub sign_in: Url,
}

/// One permission to choose when a token is made, and what it unlocks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PermissionAdvice {
    /// The words on the server's page.
    pub permission: String,
    /// What it unlocks.
    pub unlocks: Vec<TokenAbility>,
    /// True where Bough works well without it.
    pub optional: bool,
}

/// A user of a host. Deleted ones may have an empty name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// Unique name, as it is signed in with.
    pub name: String,
    /// Name in addresses; differs from `name`.
    pub slug: String,
    /// Name to be shown.
    pub display_name: String,
    /// May be hidden.
    pub email: Option<String>,
    /// False where the account was removed or disabled.
    pub active: bool,
}

/// What a token can be asked to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenAbility {
    /// Say who it belongs to.
    Identity,
    /// List and clone repositories.
    ReadRepositories,
    /// Read pull requests and their reviewers.
    ReadPullRequests,
    /// Push, and act on pull requests.
    WriteRepositories,
    /// Create repositories in projects.
    CreateRepositories,
    /// Change settings of repositories.
    AdministerRepositories,
    /// Add SSH keys to the account.
    AddSshKeys,
}

/// One ability, tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AbilityCheck {
    /// What was tried.
    pub ability: TokenAbility,
    /// How it went.
    pub verdict: Verdict,
    /// The request that decided, its status, and the server's words or what they mean.
    pub detail: String,
}

/// How a try went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It works.
    Allowed,
    /// The server refused, or there is nothing for which it would be allowed.
    Refused,
    /// Can't be told without changing something.
    Unknown,
}
