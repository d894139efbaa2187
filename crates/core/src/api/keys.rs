//! SSH keys: what there is, which is used where, how one reaches a server.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A key pair in the user's `~/.ssh`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SshKey {
    /// Path of the private key.
    pub path: String,
    /// Such as `ssh-ed25519`.
    pub algorithm: String,
    /// `SHA256:…`, as `ssh-keygen -lf` prints it.
    pub fingerprint: String,
    /// The comment behind the public key.
    pub comment: String,
    /// The public key's line, to be copied or uploaded.
    pub public_key: String,
    /// True where the private key needs a passphrase; none where that can't be told.
    pub encrypted: Option<bool>,
}

/// Which key OpenSSH is given. Precedence: the host's choice, then the profile's, then the agent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum SshChoice {
    /// Nothing of ours: `ssh_config`, the agent and OpenSSH's defaults.
    #[default]
    Agent,
    /// This private key, and no other.
    Key {
        /// Path of the private key.
        path: String,
    },
}

/// Where a chosen key applies.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum SshScope {
    /// The active profile's default.
    Profile,
    /// One host, in the active profile. Choosing none there falls back to the profile.
    Host {
        /// The host.
        host: super::ids::HostId,
    },
}

/// What became of an upload.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum KeyUpload {
    /// The server has the key now.
    Uploaded,
    /// It had it already.
    AlreadyThere,
    /// The server lets no token add keys: paste it on this page.
    PasteThere {
        /// The SSH keys page.
        url: String,
    },
}
