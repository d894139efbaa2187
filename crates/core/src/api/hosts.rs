//! Hosts and accounts: the servers, who we are on them, and whether they can be trusted.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::application::{Author, KeychainSituation};
use super::ids::{AccountId, HostId};
use super::keys::SshChoice;

/// Kinds of forges.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ForgeKind {
    /// Bitbucket Server or Data Center.
    BitbucketServer,
}

/// What was found behind a URL, before anything is saved.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HostProbe {
    /// What lives there.
    pub forge: ForgeKind,
    /// Scheme, name, port and context path, without a trailing slash.
    pub base_url: String,
    /// What the server calls itself, such as `Bitbucket`.
    pub display_name: String,
    /// Such as `9.4.1`.
    pub version: String,
    /// True where the connection is not encrypted.
    pub plain_http: bool,
    /// True where people sign in through single sign-on only.
    pub single_sign_on: bool,
    /// The host, where it is in this profile already.
    pub known: Option<HostId>,
    /// Where to go in a browser.
    pub pages: HostPages,
    /// What a token must allow.
    pub permissions: Vec<PermissionAdvice>,
}

/// Pages of a host for the browser.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HostPages {
    /// Makes a token.
    pub token: String,
    /// Takes an SSH key.
    pub ssh_keys: String,
    /// Signs in, and unlocks an account after wrong passwords.
    pub sign_in: String,
}

/// One permission to tick when a token is made, and what it unlocks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PermissionAdvice {
    /// The words on the server's page, such as `Project: read`.
    pub permission: String,
    /// What it unlocks.
    pub unlocks: Vec<TokenAbility>,
    /// True where Bough works well without it.
    pub optional: bool,
}

/// A host of the active profile.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Host {
    /// Its id.
    pub id: HostId,
    /// What lives there.
    pub forge: ForgeKind,
    /// Scheme, name, port and context path, without a trailing slash.
    pub base_url: String,
    /// Host name and port, to be shown.
    pub name: String,
    /// Version last seen.
    pub version: String,
    /// True where the connection is not encrypted, by the person's choice.
    pub plain_http: bool,
    /// How its certificate is trusted.
    pub trust: Trust,
    /// How the last request went.
    pub health: Health,
    /// The accounts of the active profile on it.
    pub accounts: Vec<Account>,
    /// Signing in through the browser.
    pub oauth: Oauth,
    /// The key for this host in the active profile; none: the profile's.
    pub ssh: Option<SshChoice>,
    /// Who commits in its repositories, where the active profile has a rule for it.
    pub identity: Option<IdentityRule>,
    /// Where to go in a browser.
    pub pages: HostPages,
    /// What a token must allow.
    pub permissions: Vec<PermissionAdvice>,
}

/// Signing in through the browser (OAuth 2.0) on a host: what an administrator enters there, and what was entered here.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Oauth {
    /// False where the server is too old (before 7.20) or reached without encryption.
    pub possible: bool,
    /// The page on which an administrator registers an application.
    pub page: String,
    /// The redirect URL for an answer that the browser brings to this computer.
    pub loopback: String,
    /// The redirect URL for an answer that the operating system hands over.
    pub custom_scheme: String,
    /// What may be allowed, the smallest that works first.
    pub scopes: Vec<ScopeAdvice>,
    /// What was registered, if anything was.
    pub registration: Option<Registration>,
}

/// A permission to allow when Bough is registered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ScopeAdvice {
    /// Its name, such as `REPO_WRITE`.
    pub scope: String,
    /// The words on the server's page.
    pub label: String,
    /// True where Bough works well without it.
    pub optional: bool,
}

/// Bough as it is registered on a host.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Registration {
    /// The client ID; no secret.
    pub client_id: String,
    /// Where the browser comes back to.
    pub redirect: String,
    /// Which kind of address that is.
    pub form: RedirectForm,
    /// What is asked for.
    pub scopes: Vec<String>,
    /// Where the client secret is kept; gone where there is none.
    pub secret: Kept,
}

/// How an answer comes back from the browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum RedirectForm {
    /// The browser brings it to a port of this computer.
    Loopback,
    /// The operating system hands a `bough:` link over.
    Scheme,
    /// A page of the company shows it; the person pastes its address.
    Page,
}

/// Which redirect URL was registered.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum RedirectChoice {
    /// [`Oauth::loopback`].
    Loopback,
    /// [`Oauth::custom_scheme`].
    Scheme,
    /// A page of the company.
    Page {
        /// Its address, with `https`.
        url: String,
    },
}

/// How disconnecting went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Disconnection {
    /// True where the server may still know what was allowed: the person ends it on its page of authorised applications.
    pub still_allowed: bool,
}

/// How an account signs in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Way {
    /// With a token that the person made.
    #[default]
    Token,
    /// With what was allowed in the browser.
    Browser,
}

/// Who is to commit in the repositories of a host.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct IdentityRule {
    /// Name and e-mail address.
    pub author: Author,
    /// The key they sign with: a number, a path, or a public key itself.
    pub signing_key: Option<String>,
}

/// How a host's certificate is trusted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Trust {
    /// By the operating system.
    System,
    /// By exactly this certificate.
    Pinned {
        /// SHA-256 of the certificate in hex, upper case, colons between bytes.
        sha256: String,
    },
    /// By this certificate authority, for this host only.
    Authority {
        /// The authority's name.
        name: String,
        /// SHA-256 of its certificate.
        sha256: String,
    },
}

/// How a host does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Health {
    /// Not asked yet.
    Unknown,
    /// It answers.
    Fine,
    /// The token was refused: automatic tries have stopped.
    SignInNeeded,
    /// It can't be reached.
    Offline,
    /// It asked for a pause.
    RateLimited {
        /// Until when, RFC 3339.
        until: String,
    },
}

/// Who we are on a host.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// The host it is on.
    pub host: HostId,
    /// The user.
    pub user: User,
    /// How it signs in.
    pub way: Way,
    /// Where its token is kept.
    pub kept: Kept,
    /// True where what was allowed in the browser has ended, or the token was refused: it is not used until the person acts.
    pub rejected: bool,
    /// When the token ends, RFC 3339 date, where the person said so.
    pub token_expires: Option<String>,
    /// What the token allowed when it was last tested.
    pub abilities: Vec<AbilityCheck>,
}

/// Where a secret is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Kept {
    /// In the operating system's keychain.
    Keychain,
    /// In memory, until Bough closes.
    Memory {
        /// Why.
        situation: KeychainSituation,
    },
    /// Nowhere: it was in memory before Bough closed.
    Gone,
}

/// A user of a host.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct User {
    /// Unique name, as it is signed in with.
    pub name: String,
    /// Name in URLs; differs from `name`.
    pub slug: String,
    /// Name to be shown.
    pub display_name: String,
    /// May be hidden.
    pub email: Option<String>,
    /// False where the account was removed or disabled.
    pub active: bool,
}

/// What a token can be asked to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AbilityCheck {
    /// What was tried.
    pub ability: TokenAbility,
    /// How it went.
    pub verdict: Verdict,
    /// The request that was made, the status, the server's words: for whoever wants to know.
    pub detail: String,
}

/// How a try went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Verdict {
    /// It works.
    Allowed,
    /// The server refused.
    Refused,
    /// Can't be told without changing something.
    Unknown,
}

/// A certificate that is not trusted, for the person to judge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CertificateView {
    /// Host name and port that showed it.
    pub host: String,
    /// Why it is not trusted.
    pub why: Distrust,
    /// Whom it names.
    pub subject: String,
    /// Who signed it.
    pub issuer: String,
    /// Names it is good for.
    pub names: Vec<String>,
    /// From when, RFC 3339.
    pub not_before: String,
    /// Until when, RFC 3339.
    pub not_after: String,
    /// SHA-256 of the leaf: hex, upper case, colons between bytes.
    pub sha256: String,
    /// The topmost authority that the server sent, if it sent one.
    pub authority: Option<AuthorityView>,
}

/// A certificate authority that can be trusted for one host.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AuthorityView {
    /// Its name.
    pub name: String,
    /// SHA-256 of its certificate.
    pub sha256: String,
}

/// Why a certificate is not trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Distrust {
    /// Signed by nobody we know.
    UnknownIssuer,
    /// Signed by nobody we know; the server leaves out the certificates in between.
    Incomplete,
    /// Signed by itself.
    SelfSigned,
    /// Past its end.
    Expired,
    /// Before its beginning.
    NotYetValid,
    /// Not good for this host name.
    WrongName,
    /// It is not the one that was pinned.
    PinChanged,
    /// Anything else.
    Other,
}

/// How to trust a certificate from now on, for one host.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum TrustChoice {
    /// Exactly the certificate with this SHA-256, as it was shown.
    Pin {
        /// As in [`CertificateView`].
        sha256: String,
    },
    /// The authority with this SHA-256, as it was shown.
    Authority {
        /// As in [`AuthorityView`].
        sha256: String,
    },
    /// The certificates in this PEM file.
    File {
        /// Its path.
        path: String,
    },
    /// Only whom the operating system trusts.
    System,
}
