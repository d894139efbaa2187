//! The switches of a scenario: in what real installations differ although they run the same release.

use std::time::Duration;

use super::oauth::OauthRedirects;
use super::version::Version;

/// How pages of answers behave (section 5 of the contract).
#[derive(Clone, Debug)]
pub struct PagingStyle {
    /// Positions between two items are hidden, so that `nextPageStart` is never `start + size`.
    pub holes: bool,
    /// A larger `limit` is lowered to this without a word.
    pub largest: usize,
    /// What `nextPageStart` says on the last page.
    pub last_page: LastPage,
}

/// What the last page says about its successor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LastPage {
    /// The key is missing.
    Absent,
    /// The key is `null`.
    Null,
    /// The key is `0`.
    Zero,
}

/// Whether name and password (or token) are accepted in a Basic header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BasicAuth {
    /// Everywhere.
    On,
    /// For Git only: REST answers 403.
    OffForRest,
    /// Nowhere.
    Off,
}

/// Which clone links a repository shows, and how.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is one independent setting of a real installation")]
pub struct CloneLinks {
    /// SSH is switched on at the server.
    pub ssh: bool,
    /// Git over HTTP is switched on at the server.
    pub http: bool,
    /// The http link carries `user@`, as old servers wrote it.
    pub user_in_http: bool,
    /// The order of the links changes from repository to repository.
    pub any_order: bool,
}

/// What an empty repository answers (section 10.3 of the contract).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmptyRepoStyle {
    /// 204 for the default branch, an empty page for commits.
    Quiet,
    /// 404 for both: a default is configured, but the branch does not exist.
    Missing,
}

/// A token bucket per user and node (section 7 of the contract).
#[derive(Clone, Copy, Debug)]
pub struct RateLimit {
    /// Requests that a full bucket allows at once.
    pub capacity: u32,
    /// Requests given back per interval.
    pub fill_rate: u32,
    /// Length of the interval.
    pub interval: Duration,
    /// 429 says when to come back.
    pub retry_after: bool,
    /// Cluster nodes, each with its own buckets; requests go to them in turn.
    pub nodes: u32,
}

/// The user name in SSH clone links, which is also the one that can sign in there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SshUser {
    /// `git` where the machine lets us give a private `sshd` such a user (Linux, as root), else the user running us.
    Auto,
    /// The user running us.
    Current,
}

/// Which certificate the server shows over https.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CertificateKind {
    /// Signed by the private authority, valid today, for localhost and 127.0.0.1.
    Good,
    /// Signed by the private authority, but over since last year.
    Expired,
    /// Signed by the private authority, but valid from next year on.
    NotYetValid,
    /// Signed by the private authority for another host name.
    WrongName,
    /// Signed by itself.
    SelfSigned,
    /// Signed by an authority in between that the private one signed, and that the server does not send along.
    WithoutIntermediate,
}

#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is one independent switch of a real installation")]
pub(crate) struct Switches {
    pub version: Version,
    pub context: String,
    pub public_url: Option<String>,
    pub host: String,
    pub port: u16,
    pub https: Option<CertificateKind>,
    pub anonymous_access: bool,
    pub denied_status: u16,
    pub hide_unreadable: bool,
    pub basic: Option<BasicAuth>,
    pub captcha_after: u32,
    pub paging: PagingStyle,
    pub xsrf: bool,
    pub rate_limit: Option<RateLimit>,
    pub empty_repositories: EmptyRepoStyle,
    pub clone_links: CloneLinks,
    pub ssh_key_upload: bool,
    pub ssh_user: SshUser,
    pub read_tokens_act: bool,
    pub single_sign_on: bool,
    pub iso_dates: bool,
    pub oauth_redirects: OauthRedirects,
    pub oauth_revocation: bool,
    pub oauth_basic: bool,
}

impl Switches {
    pub fn basic(&self) -> BasicAuth {
        self.basic.unwrap_or(if self.version.blocks_basic() { BasicAuth::OffForRest } else { BasicAuth::On })
    }
}

impl Default for Switches {
    fn default() -> Self {
        Self {
            version: Version::V9_4,
            context: String::new(),
            public_url: None,
            host: "127.0.0.1".into(),
            port: 0,
            https: None,
            anonymous_access: false,
            denied_status: 401,
            hide_unreadable: false,
            basic: None,
            captcha_after: 5,
            paging: PagingStyle { holes: false, largest: 1000, last_page: LastPage::Absent },
            xsrf: true,
            rate_limit: None,
            empty_repositories: EmptyRepoStyle::Quiet,
            clone_links: CloneLinks { ssh: true, http: true, user_in_http: false, any_order: true },
            ssh_key_upload: false,
            ssh_user: SshUser::Auto,
            read_tokens_act: false,
            single_sign_on: false,
            iso_dates: false,
            oauth_redirects: OauthRedirects::HttpsOnly,
            oauth_revocation: true,
            oauth_basic: false,
        }
    }
}
