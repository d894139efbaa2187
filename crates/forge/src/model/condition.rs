//! How a server is set up and how it does, as far as it says so.

use jiff::Timestamp;
use url::Url;

/// What answered at a base address, without a token.
#[derive(Debug, Clone)]
pub struct Greeting {
    /// HTTP status.
    pub status: u16,
    /// The address that answered, after redirects within the server.
    pub url: Url,
    /// True for a page made for a browser.
    pub is_web_page: bool,
    /// What it calls itself, where it is a forge that we know.
    pub product: Option<Product>,
    /// The server's clock, to the second, and ours halfway between question and answer.
    pub clocks: Option<(Timestamp, Timestamp)>,
}

/// A forge, as it calls itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Product {
    /// Its name, such as `Bitbucket`.
    pub name: String,
    /// Such as `9.4.1`.
    pub version: String,
    /// How far we go with such a release.
    pub age: Age,
    /// Where its base is, after redirects.
    pub base_url: Url,
}

/// How far we go with a release.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Age {
    /// All that Bough does was made for it.
    Supported,
    /// Older than that: it may work.
    Old,
    /// It has no access tokens: nobody can sign in.
    TooOld,
}

/// What is left of the requests that an account may make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    /// Requests at once from now on.
    pub remaining: u64,
    /// Requests at once at most.
    pub limit: u64,
}

/// The server's SSH side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SshSettings {
    /// False where it is switched off.
    pub enabled: bool,
    /// What clone addresses begin with, `ssh://git@host:7999`; none where it isn't said.
    pub address: Option<String>,
    /// Its host key as OpenSSH writes it, `SHA256:…`; none where it isn't said.
    pub fingerprint: Option<String>,
}
