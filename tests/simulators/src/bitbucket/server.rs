//! What all parts of one running simulator share.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::authority::Authority;
use super::faults::Faults;
use super::folders::Folders;
use super::ledger::Ledger;
use super::lfs::Objects;
use super::oauth::Link;
use super::rate::Buckets;
use super::ssh::SshFace;
use super::switches::Switches;
use super::webhooks::Ended;
use super::world::World;
use crate::Error;

pub(crate) struct Server {
    pub switches: Switches,
    /// `http://127.0.0.1:4711`, what the sockets answer to.
    pub origin: String,
    /// Base of every link in an answer: the configured base URL, which need not be the one that was asked.
    pub link_base: String,
    pub folders: Folders,
    pub ledger: Ledger,
    pub faults: Faults,
    pub lfs: Objects,
    pub buckets: Buckets,
    pub authority: Option<Authority>,
    pub ssh: Option<SshFace>,
    /// Deliveries of webhooks that came to their end.
    pub deliveries: Ended,
    /// Whether two commits conflict, which never changes.
    pub merges: Mutex<HashMap<(String, String), Option<bool>>>,
    /// Held while the refs of pull requests are moved: Git refuses to move one ref twice at once.
    pub following: Mutex<()>,
    pub world: Mutex<World>,
}

impl Server {
    pub fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The path below the context path, or `None` outside of it.
    pub fn inside<'a>(&self, path: &'a str) -> Option<&'a str> {
        let rest = path.strip_prefix(self.switches.context.as_str())?;
        (rest.is_empty() || rest.starts_with('/')).then_some(rest)
    }

    /// Makes an incoming link, as an administrator does.
    pub fn register_application(&self, name: &str, redirect: &str, scopes: &str) -> Result<Link, Error> {
        if !self.switches.version.has_oauth2() {
            return Err(Error::Refused { detail: "This release has no OAuth 2.0 provider".into() });
        }
        let rule = self.switches.oauth_redirects;
        self.world().oauth.register(rule, self.authority.is_some(), name, redirect, scopes)
    }

    /// The base URL under which the sockets answer.
    pub fn base_url(&self) -> String {
        format!("{}{}", self.origin, self.switches.context)
    }
}

/// Milliseconds since 1970.
pub(crate) fn now() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or(Duration::ZERO);
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}
