//! The server's JSON about webhooks. The documentation leaves the inside of deliveries open, and it has changed between releases:
//! whatever tells how one went is looked for in all places where it was seen.

use std::time::Duration;

use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;

use super::lenient::{list, maybe, number, text, time, truth};
use crate::model::webhooks::{self as model, DeliveryOutcome};

/// `rest/webhooks/latest/capabilities`.
#[derive(Debug, Deserialize)]
pub(super) struct Capabilities {
    #[serde(default, rename = "application-webhooks", deserialize_with = "list")]
    pub(super) events: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Webhook {
    pub(super) id: u64,
    #[serde(default, deserialize_with = "text")]
    pub(super) name: String,
    #[serde(default, deserialize_with = "text")]
    pub(super) url: String,
    #[serde(default, deserialize_with = "list")]
    pub(super) events: Vec<String>,
    #[serde(default, deserialize_with = "truth")]
    pub(super) active: Option<bool>,
    #[serde(default, deserialize_with = "maybe")]
    pub(super) configuration: Option<Configuration>,
    #[serde(default, deserialize_with = "truth")]
    pub(super) ssl_verification_required: Option<bool>,
    #[serde(default, deserialize_with = "time")]
    pub(super) updated_date: Option<Timestamp>,
    #[serde(default, deserialize_with = "maybe")]
    pub(super) statistics: Option<History>,
}

/// The server gives the secret back. It stays within this room.
#[derive(Debug, Deserialize)]
pub(super) struct Configuration {
    #[serde(default)]
    pub(super) secret: Option<SecretString>,
}

impl Webhook {
    pub(super) fn read(self) -> model::Webhook {
        let secret = self.configuration.and_then(|own| own.secret);
        let last = self.statistics.and_then(|statistics| statistics.read().last.into_iter().next());
        model::Webhook {
            id: self.id,
            name: self.name,
            url: self.url,
            events: self.events,
            active: self.active.unwrap_or(true),
            signed: secret.is_some_and(|secret| !secret.expose_secret().is_empty()),
            verify: self.ssl_verification_required,
            updated: self.updated_date,
            last,
        }
    }
}

/// What is counted of deliveries, and the last of each kind.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct History {
    #[serde(default, deserialize_with = "maybe")]
    counts: Option<Counts>,
    #[serde(default, deserialize_with = "maybe")]
    last_success: Option<Delivery>,
    #[serde(default, deserialize_with = "maybe")]
    last_failure: Option<Delivery>,
    #[serde(default, deserialize_with = "maybe")]
    last_error: Option<Delivery>,
}

#[derive(Debug, Default, Deserialize)]
struct Counts {
    #[serde(default, deserialize_with = "number")]
    successes: Option<u64>,
    #[serde(default, deserialize_with = "number")]
    failures: Option<u64>,
    #[serde(default, deserialize_with = "number")]
    errors: Option<u64>,
    #[serde(default, deserialize_with = "maybe")]
    window: Option<Window>,
}

#[derive(Debug, Deserialize)]
struct Window {
    #[serde(default, deserialize_with = "time")]
    start: Option<Timestamp>,
}

impl History {
    pub(super) fn read(self) -> model::Deliveries {
        let counts = self.counts.unwrap_or_default();
        let small = |count: Option<u64>| u32::try_from(count.unwrap_or(0)).unwrap_or(u32::MAX);
        // Each is of the kind of its place, whatever it says itself.
        let of = |delivery: Option<Delivery>, outcome| {
            let read = delivery.and_then(Delivery::read)?;
            Some(model::Delivery { outcome, ..read })
        };
        let all = [
            of(self.last_success, DeliveryOutcome::Success),
            of(self.last_failure, DeliveryOutcome::Failure),
            of(self.last_error, DeliveryOutcome::Error),
        ];
        let mut last: Vec<_> = all.into_iter().flatten().collect();
        last.sort_by_key(|delivery| std::cmp::Reverse(delivery.sent));
        model::Deliveries {
            successes: small(counts.successes),
            failures: small(counts.failures),
            errors: small(counts.errors),
            since: counts.window.and_then(|window| window.start),
            last,
        }
    }
}

/// A delivery, or the answer to a test: the answer of the other end stands in `result`, in `response`, or at the top.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Delivery {
    #[serde(default, deserialize_with = "text")]
    event: String,
    #[serde(default, deserialize_with = "time")]
    start: Option<Timestamp>,
    #[serde(default, deserialize_with = "number")]
    duration: Option<u64>,
    #[serde(default, deserialize_with = "maybe")]
    result: Option<Answer>,
    #[serde(default, deserialize_with = "maybe")]
    response: Option<Answer>,
    #[serde(default, deserialize_with = "maybe")]
    error: Option<Answer>,
    #[serde(flatten, deserialize_with = "maybe")]
    top: Option<Answer>,
}

#[derive(Debug, Default, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Answer {
    #[serde(default, deserialize_with = "number")]
    status_code: Option<u64>,
    #[serde(default, deserialize_with = "text")]
    body: String,
    #[serde(default, deserialize_with = "text")]
    content: String,
    #[serde(default, deserialize_with = "text")]
    description: String,
    #[serde(default, deserialize_with = "text")]
    message: String,
    #[serde(default, deserialize_with = "text")]
    error_message: String,
    #[serde(default, deserialize_with = "text")]
    outcome: String,
}

impl Answer {
    /// The status; the description of an answer is nothing else on many releases.
    fn status(&self) -> Option<u16> {
        let told = self.status_code.and_then(|code| u16::try_from(code).ok());
        told.or_else(|| self.description.trim().parse().ok()).filter(|status| (100..600).contains(status))
    }

    /// What was said, the longest first.
    fn said(&self) -> String {
        let described = if self.status().is_some() { "" } else { self.description.as_str() };
        let texts = [self.body.as_str(), &self.content, &self.message, &self.error_message, described];
        texts.into_iter().find(|text| !text.trim().is_empty()).unwrap_or_default().to_owned()
    }
}

impl Delivery {
    /// None where nothing tells how it went.
    pub(super) fn read(self) -> Option<model::Delivery> {
        let parts: Vec<Answer> = [self.response, self.result, self.error, self.top].into_iter().flatten().collect();
        let status = parts.iter().find_map(Answer::status);
        let said = parts.iter().map(Answer::said).find(|said| !said.is_empty()).unwrap_or_default();
        let outcome = parts.iter().find_map(|part| match part.outcome.as_str() {
            "SUCCESS" => Some(DeliveryOutcome::Success),
            "FAILURE" => Some(DeliveryOutcome::Failure),
            "ERROR" => Some(DeliveryOutcome::Error),
            _ => None,
        });
        let outcome = outcome.or(match status {
            Some(200..=299) => Some(DeliveryOutcome::Success),
            Some(_) => Some(DeliveryOutcome::Failure),
            None if said.is_empty() => None,
            None => Some(DeliveryOutcome::Error),
        })?;
        let took = self.duration.map(Duration::from_millis);
        Some(model::Delivery { event: self.event, sent: self.start, took, outcome, status, said })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Option<model::Delivery> {
        serde_json::from_str::<Delivery>(json).expect("odd, but readable").read()
    }

    #[test]
    fn how_it_went_is_found_wherever_it_stands() {
        for (json, outcome, status, said) in [
            (r#"{"response":{"statusCode":204,"body":""}}"#, DeliveryOutcome::Success, Some(204), ""),
            (r#"{"response":{"statusCode":"500","body":"no"}}"#, DeliveryOutcome::Failure, Some(500), "no"),
            (r#"{"statusCode":302,"body":"away"}"#, DeliveryOutcome::Failure, Some(302), "away"),
            (r#"{"result":{"description":"200","outcome":"SUCCESS"}}"#, DeliveryOutcome::Success, Some(200), ""),
            (
                r#"{"result":{"description":"Connection refused","outcome":"ERROR"}}"#,
                DeliveryOutcome::Error,
                None,
                "Connection refused",
            ),
            (r#"{"request":{"url":"x"},"error":{"message":"unknown host"}}"#, DeliveryOutcome::Error, None, "unknown host"),
            (r#"{"errorMessage":"timed out"}"#, DeliveryOutcome::Error, None, "timed out"),
            (r#"{"result":7,"response":[],"message":"odd"}"#, DeliveryOutcome::Error, None, "odd"),
        ] {
            let found = read(json).unwrap_or_else(|| unreachable!("{json}"));
            assert_eq!((found.outcome, found.status, found.said.as_str()), (outcome, status, said), "{json}");
        }
        assert!(read(r#"{"request":{"url":"x"}}"#).is_none());
        assert!(read("{}").is_none());
    }

    #[test]
    fn a_delivery_tells_when_and_how_long() {
        let json = r#"{"event":"repo:refs_changed","start":1530766870000,"duration":80,"result":{"statusCode":200,"outcome":"SUCCESS"}}"#;
        let found = read(json).expect("a delivery");
        assert_eq!((found.event.as_str(), found.took), ("repo:refs_changed", Some(Duration::from_millis(80))));
        assert_eq!(found.sent.map(Timestamp::as_second), Some(1_530_766_870));
    }

    #[test]
    fn secrets_are_seen_but_not_handed_on() {
        let json = r#"{"id":1,"name":"a","url":"http://x","events":["pr:opened",7],"configuration":{"secret":"pass"},"statistics":{"lastFailure":{"result":{"description":"500"}}}}"#;
        let wire: Webhook = serde_json::from_str(json).expect("a hook");
        assert!(!format!("{wire:?}").contains("pass"));
        let hook = wire.read();
        assert!(hook.signed && hook.active);
        assert_eq!((hook.events.as_slice(), hook.verify), (&["pr:opened".to_owned()][..], None));
        assert_eq!(hook.last.map(|last| (last.outcome, last.status)), Some((DeliveryOutcome::Failure, Some(500))));
        for odd in
            [r#"{"id":1,"configuration":7}"#, r#"{"id":1,"configuration":{"secret":""}}"#, r#"{"id":1,"configuration":null}"#]
        {
            assert!(!serde_json::from_str::<Webhook>(odd).expect("a hook").read().signed, "{odd}");
        }
    }
}
