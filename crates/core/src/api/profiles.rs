//! Profiles: who the person is, and everything that switches with it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::application::Author;
use super::ids::{ProfileId, RepositoryId};
use super::keys::SshChoice;

/// All profiles and which is in use.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Profiles {
    /// The one in use.
    pub active: ProfileId,
    /// All, in the order they were made. Never empty.
    pub profiles: Vec<Profile>,
}

/// One profile.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Profile {
    /// Its id.
    pub id: ProfileId,
    /// What the person calls it, such as `Work`.
    pub name: String,
    /// Who commits under it.
    pub author: Author,
    /// One of the lane colours, 0 to 7.
    pub color: u8,
    /// The key that is offered where a host has none of its own.
    pub ssh: SshChoice,
}

/// The open tabs of the active profile, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Tabs {
    /// The repositories that are open.
    pub open: Vec<Tab>,
    /// Which of them is in front; none means the Repositories tab.
    pub front: Option<RepositoryId>,
}

/// One tab.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Tab {
    /// What it shows.
    pub repository: RepositoryId,
    /// A name the person gave it.
    pub alias: Option<String>,
}
