//! Webhooks of a repository, and what became of their deliveries.

use std::time::Duration;

use jiff::Timestamp;
use secrecy::SecretString;

/// A webhook. Its secret is nowhere in it, only whether there is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Webhook {
    /// Its number in the repository.
    pub id: u64,
    /// Its name.
    pub name: String,
    /// Where it sends to.
    pub url: String,
    /// What it is told, by the server's names.
    pub events: Vec<String>,
    /// False where it sends nothing.
    pub active: bool,
    /// True where it signs what it sends.
    pub signed: bool,
    /// Whether it checks the other end's certificate, where the server tells.
    pub verify: Option<bool>,
    /// When it was last changed, where that is told.
    pub updated: Option<Timestamp>,
    /// How its last delivery went, where there was one and it is told.
    pub last: Option<Delivery>,
}

/// A webhook as it is to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebhookDraft {
    /// Its name.
    pub name: String,
    /// Where it sends to.
    pub url: String,
    /// What it is told, by the server's names.
    pub events: Vec<String>,
    /// False where it is to send nothing.
    pub active: bool,
    /// Whether it checks the other end's certificate.
    pub verify: bool,
}

/// What a webhook signs with from now on.
#[derive(Debug, Clone)]
pub enum WebhookSecret {
    /// What it signed with before; nothing for a new one.
    Keep,
    /// Nothing.
    Nothing,
    /// This. It goes to the server, and nowhere else.
    Set(SecretString),
}

/// One request of a webhook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// What it told, by the server's name; empty where that isn't known.
    pub event: String,
    /// When it was sent, where that is told.
    pub sent: Option<Timestamp>,
    /// How long it took, where that is told.
    pub took: Option<Duration>,
    /// How it went.
    pub outcome: DeliveryOutcome,
    /// The status of the answer, where there was one.
    pub status: Option<u16>,
    /// What the other end answered, or why it did not; may be long and anything at all.
    pub said: String,
}

/// How a delivery went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeliveryOutcome {
    /// It was taken.
    Success,
    /// The other end answered, but did not take it.
    Failure,
    /// There was no answer.
    Error,
}

/// The deliveries that a server remembers of a webhook: the last of each outcome, and how many there were.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Deliveries {
    /// How many were taken lately.
    pub successes: u32,
    /// How many were not.
    pub failures: u32,
    /// How many had no answer.
    pub errors: u32,
    /// Since when these are counted, where that is told.
    pub since: Option<Timestamp>,
    /// The last of each outcome, the newest first.
    pub last: Vec<Delivery>,
}
