//! Health: how each server answered last, drawn from every request that anybody makes.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use net::{Observation, Origin, Outcome};
use tokio::sync::broadcast;
use url::Url;

use crate::api::Event;
use crate::api::hosts::Health;

/// The last outcome by server.
pub(crate) struct HealthBook {
    outcomes: Mutex<HashMap<Origin, Outcome>>,
    events: broadcast::Sender<Event>,
}

impl HealthBook {
    /// A book that the client writes.
    pub(crate) fn watching(client: &net::Client, events: broadcast::Sender<Event>) -> Arc<Self> {
        let book = Arc::new(Self { outcomes: Mutex::default(), events });
        let written = Arc::clone(&book);
        client.watch(Arc::new(move |observation: &Observation| written.note(observation)));
        book
    }

    fn note(&self, observation: &Observation) {
        // Whether a token was refused is the account's matter; the server is well.
        let outcome = match &observation.outcome {
            Outcome::Unauthorized => Outcome::Fine,
            other => other.clone(),
        };
        let before =
            self.outcomes.lock().unwrap_or_else(PoisonError::into_inner).insert(observation.origin.clone(), outcome.clone());
        if before.as_ref() != Some(&outcome) {
            let back = before == Some(Outcome::Offline);
            let _ = self.events.send(Event::HealthChanged { back });
        }
    }

    /// How the server behind a URL does.
    pub(crate) fn of(&self, url: &Url) -> Health {
        let outcomes = self.outcomes.lock().unwrap_or_else(PoisonError::into_inner);
        match Origin::of(url).and_then(|origin| outcomes.get(&origin).cloned()) {
            None => Health::Unknown,
            Some(Outcome::Offline) => Health::Offline,
            Some(Outcome::RateLimited { until }) if until > jiff::Timestamp::now() => {
                Health::RateLimited { until: until.to_string() }
            }
            Some(_) => Health::Fine,
        }
    }
}
