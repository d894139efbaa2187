//! `hosts.json`: the servers that profiles use, and how certificates are trusted. Shared by all profiles.

use serde::{Deserialize, Serialize};
use url::Url;

use crate::api::hosts::{ForgeKind, Kept};
use crate::api::ids::HostId;
use crate::fault::Fault;

/// All hosts, and trust by server.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct HostsRecord {
    pub hosts: Vec<HostRecord>,
    /// By host name and port and not by host: trust is decided before a host can be added.
    pub trust: Vec<TrustRecord>,
}

/// One server of one forge.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct HostRecord {
    pub id: HostId,
    pub forge: ForgeKind,
    pub base_url: Url,
    pub version: String,
    /// The person said yes to a connection without encryption.
    #[serde(default)]
    pub plain_http: bool,
    /// Bough as an administrator registered it there.
    #[serde(default)]
    pub registration: Option<RegistrationRecord>,
}

/// An application on a server, without its secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RegistrationRecord {
    pub client_id: String,
    /// Letter by letter as it was registered.
    pub redirect: String,
    pub scopes: Vec<String>,
    /// Where the client secret is.
    pub secret: Kept,
}

/// Whom to trust for a server besides the operating system.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct TrustRecord {
    pub host: String,
    pub port: u16,
    pub anchor: Anchor,
}

/// What trust hangs on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub(crate) enum Anchor {
    /// Exactly the leaf with this SHA-256.
    Pin { sha256: String },
    /// The authority in a file of ours. The hash is that of its first certificate: a file changed behind our back is not used.
    Authority { file: String, name: String, sha256: String },
}

impl HostsRecord {
    pub(crate) fn host(&self, id: HostId) -> Result<&HostRecord, Fault> {
        self.hosts.iter().find(|host| host.id == id).ok_or_else(|| Fault::NotFound { what: "the host".into() })
    }

    pub(crate) fn host_mut(&mut self, id: HostId) -> Result<&mut HostRecord, Fault> {
        self.hosts.iter_mut().find(|host| host.id == id).ok_or_else(|| Fault::NotFound { what: "the host".into() })
    }

    /// Client secrets that were kept in memory went with the last run; true where there were any.
    pub(crate) fn forget_memory(&mut self) -> bool {
        let mut changed = false;
        for registration in self.hosts.iter_mut().filter_map(|host| host.registration.as_mut()) {
            if matches!(registration.secret, Kept::Memory { .. }) {
                registration.secret = Kept::Gone;
                changed = true;
            }
        }
        changed
    }

    pub(crate) fn trust_of(&self, host: &str, port: u16) -> Option<&Anchor> {
        self.trust.iter().find(|trust| trust.host == host && trust.port == port).map(|trust| &trust.anchor)
    }

    /// Replaces what trust in a server hangs on; none: the operating system alone. Returns what was there.
    pub(crate) fn set_trust(&mut self, host: &str, port: u16, anchor: Option<Anchor>) -> Option<Anchor> {
        let place = self.trust.iter().position(|trust| trust.host == host && trust.port == port);
        let before = place.map(|place| self.trust.remove(place).anchor);
        if let Some(anchor) = anchor {
            self.trust.push(TrustRecord { host: host.into(), port, anchor });
        }
        before
    }
}

impl HostRecord {
    /// Host name and port, the port only where it isn't the scheme's own.
    pub(crate) fn name(&self) -> String {
        name_of(&self.base_url)
    }

    /// The base URL without a trailing slash, as the contract shows it.
    pub(crate) fn shown_url(&self) -> String {
        shown(&self.base_url)
    }
}

/// Host name and port of a URL, the port only where it isn't the scheme's own.
pub(crate) fn name_of(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

/// A base URL without a trailing slash.
pub(crate) fn shown(url: &Url) -> String {
    url.as_str().trim_end_matches('/').to_owned()
}
