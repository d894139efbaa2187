//! Webhooks, their deliveries and what is counted of them in JSON.
//!
//! The documentation leaves the inside of deliveries open and nobody recorded one: their keys are those that clients report.

use serde_json::{Map, Value, json};

use super::Pen;
use crate::bitbucket::world::{Delivery, Got, Sent, Webhook};

impl Pen<'_> {
    /// Servers give the secret back to whoever may administer the repository; a trap for clients that show or keep answers.
    pub fn webhook(&self, hook: &Webhook) -> Value {
        let mut configuration = Map::new();
        if let Some(secret) = &hook.secret {
            configuration.insert("secret".into(), json!(secret));
        }
        let mut written = json!({
            "id": hook.id,
            "name": hook.name,
            "createdDate": self.time(hook.created),
            "updatedDate": self.time(hook.updated),
            "events": hook.events,
            "configuration": configuration,
            "url": hook.url,
            "active": hook.active,
        });
        if self.server.switches.version.scopes_webhooks() {
            written["scopeType"] = json!("repository");
            written["sslVerificationRequired"] = json!(hook.verify);
        }
        written
    }

    pub fn delivery(&self, hook: &Webhook, delivery: &Delivery) -> Value {
        let result = match &delivery.result {
            Ok(got) => {
                let mut written = answer(got);
                written["description"] = json!(got.status.to_string());
                written
            }
            Err(why) => json!({ "description": why, "content": why }),
        };
        let mut written = json!({
            "id": delivery.id,
            "event": delivery.event,
            "eventScope": { "id": hook.repository.0.to_string(), "type": "repository" },
            "start": self.time(delivery.start),
            "finish": self.time(delivery.finish),
            "duration": delivery.finish - delivery.start,
            "request": request(&delivery.request),
            "result": result,
        });
        written["result"]["outcome"] = json!(delivery.outcome());
        written
    }

    /// How the deliveries of one event went, or of all.
    pub fn statistics(&self, hook: &Webhook, event: Option<&str>) -> Value {
        let fits = |delivery: &&Delivery| event.is_none_or(|event| event == delivery.event);
        let of = |outcome: &str| hook.history.iter().filter(fits).filter(|delivery| delivery.outcome() == outcome).count();
        let last = |outcome: &str| {
            let last = hook.history.iter().rev().filter(fits).find(|delivery| delivery.outcome() == outcome);
            last.map_or(Value::Null, |delivery| self.delivery(hook, delivery))
        };
        let start = hook.history.first().map_or(hook.created, |first| first.start);
        json!({
            "counts": {
                "errors": of("ERROR"),
                "failures": of("FAILURE"),
                "successes": of("SUCCESS"),
                "window": { "start": self.time(start), "duration": 86_400_000 },
            },
            "lastError": last("ERROR"),
            "lastFailure": last("FAILURE"),
            "lastSuccess": last("SUCCESS"),
        })
    }
}

fn headers(all: &[(String, String)]) -> Map<String, Value> {
    all.iter().map(|(name, value)| (name.clone(), json!(value))).collect()
}

fn request(sent: &Sent) -> Value {
    json!({ "method": "POST", "url": sent.url, "headers": headers(&sent.headers), "body": sent.body })
}

fn answer(got: &Got) -> Value {
    json!({ "statusCode": got.status, "headers": headers(&got.headers), "body": got.body })
}

/// What a test says: the request and the answer, or why there was none.
pub(crate) fn tested(delivery: &Delivery) -> Value {
    match &delivery.result {
        Ok(got) => json!({ "request": request(&delivery.request), "response": answer(got) }),
        Err(why) => json!({ "request": request(&delivery.request), "error": { "message": why } }),
    }
}
