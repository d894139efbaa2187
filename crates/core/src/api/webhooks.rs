//! Webhooks: what a host tells others about a repository.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Secret;

/// The webhooks of a repository.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Webhooks {
    /// All of them, in the server's order.
    pub webhooks: Vec<Webhook>,
    /// What this server can tell of a repository, by its own names such as `repo:refs_changed`.
    pub events: Vec<String>,
}

/// A webhook. Its secret never comes out of the server's answer, only whether there is one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Webhook {
    /// Its number in the repository.
    pub id: u64,
    /// Its name.
    pub name: String,
    /// Where it sends to.
    pub url: String,
    /// What it is told.
    pub events: Vec<String>,
    /// False where it sends nothing.
    pub active: bool,
    /// True where it signs what it sends.
    pub signed: bool,
    /// Whether it checks the other end's certificate; none where the server does not tell.
    pub verify: Option<bool>,
    /// When it was last changed, RFC 3339, where that is told.
    pub updated: Option<String>,
    /// How its last delivery went, where there was one and the server tells.
    pub last: Option<Delivery>,
}

/// A webhook as it is to be.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WebhookDraft {
    /// Its name.
    pub name: String,
    /// Where it is to send to: `https` or `http`, without a user's name.
    pub url: String,
    /// What it is to be told; at least one.
    pub events: Vec<String>,
    /// False where it is to send nothing.
    pub active: bool,
    /// Whether it is to check the other end's certificate.
    pub verify: bool,
}

/// What a webhook signs with.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum WebhookSecret {
    /// What it signed with before; nothing for a new one.
    Keep,
    /// Nothing: whoever knows the address can pretend to be the server.
    Nothing,
    /// A secret that is made here, goes to the server and onto the clipboard, and is kept nowhere.
    Generate,
    /// This one. It goes to the server and is kept nowhere.
    Given {
        /// The secret.
        secret: Secret,
    },
}

/// One request of a webhook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Delivery {
    /// What it told; empty where that isn't known.
    pub event: String,
    /// When it was sent, RFC 3339, where that is told.
    pub sent: Option<String>,
    /// How long it took in milliseconds, where that is told.
    pub millis: Option<u32>,
    /// How it went.
    pub outcome: DeliveryOutcome,
    /// The status of the answer, where there was one.
    pub status: Option<u16>,
    /// What the other end answered, or why it did not: cut, control characters made visible.
    pub said: String,
}

/// How a delivery went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum DeliveryOutcome {
    /// It was taken.
    Success,
    /// The other end answered, but did not take it.
    Failure,
    /// There was no answer.
    Error,
}

/// What a server remembers of the deliveries of a webhook: the last of each outcome, and how many there were.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Deliveries {
    /// How many were taken lately.
    pub successes: u32,
    /// How many were not.
    pub failures: u32,
    /// How many had no answer.
    pub errors: u32,
    /// Since when these are counted, RFC 3339, where that is told.
    pub since: Option<String>,
    /// The last of each outcome, the newest first.
    pub last: Vec<Delivery>,
}
