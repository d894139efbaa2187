//! Webhooks, as the contract shows them.

use crate::api::webhooks::{Deliveries, Delivery, DeliveryOutcome, Webhook};

/// Letters of an answer that are shown.
const SHOWN: usize = 2000;

pub(crate) fn webhook(hook: forge::Webhook) -> Webhook {
    Webhook {
        id: hook.id,
        name: hook.name,
        url: hook.url,
        events: hook.events,
        active: hook.active,
        signed: hook.signed,
        verify: hook.verify,
        updated: hook.updated.map(|time| time.to_string()),
        last: hook.last.map(delivery),
    }
}

pub(crate) fn delivery(delivery: forge::Delivery) -> Delivery {
    Delivery {
        event: delivery.event,
        sent: delivery.sent.map(|time| time.to_string()),
        millis: delivery.took.map(|took| u32::try_from(took.as_millis()).unwrap_or(u32::MAX)),
        outcome: match delivery.outcome {
            forge::DeliveryOutcome::Success => DeliveryOutcome::Success,
            forge::DeliveryOutcome::Failure => DeliveryOutcome::Failure,
            forge::DeliveryOutcome::Error => DeliveryOutcome::Error,
        },
        status: delivery.status,
        said: said(&delivery.said),
    }
}

pub(crate) fn deliveries(all: forge::Deliveries) -> Deliveries {
    Deliveries {
        successes: all.successes,
        failures: all.failures,
        errors: all.errors,
        since: all.since.map(|time| time.to_string()),
        last: all.last.into_iter().map(delivery).collect(),
    }
}

/// Anybody may stand at the other end, and answer anything.
fn said(text: &str) -> String {
    let text = text.trim();
    let end = text.char_indices().nth(SHOWN).map_or(text.len(), |(at, _)| at);
    let cut = if end < text.len() { "…" } else { "" };
    git::visible_lines(format!("{}{cut}", &text[..end]).as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_said_is_cut_and_made_visible() {
        assert_eq!(said(" no\u{1b}[2J\r\nway \u{202e}"), "no␛[2J\nway \\u{202e}");
        let long = said(&"ü".repeat(SHOWN + 1));
        assert_eq!((long.chars().count(), long.ends_with('…')), (SHOWN + 1, true));
        assert_eq!(said(&"a".repeat(SHOWN)).len(), SHOWN);
    }
}
