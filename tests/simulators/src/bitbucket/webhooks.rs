//! What webhooks send when something happens: requests to loopback, signed, each with what became of it.

mod happenings;
mod post;

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::server::{Server, now};
use super::world::{Delivery, RepositoryId, Sent};

pub(crate) use happenings::{Push, pull_request};

/// The event of a test.
pub(crate) const PING: &str = "diagnostics:ping";
/// How many deliveries a hook remembers.
const REMEMBERED: usize = 100;

/// One request on its way.
pub(crate) struct Outgoing {
    pub url: String,
    pub event: String,
    pub secret: Option<String>,
    pub verify: bool,
    pub body: String,
}

/// Counts what came to its end, for those who wait for it.
#[derive(Default)]
pub(crate) struct Ended {
    count: Mutex<usize>,
    changed: Condvar,
}

impl Ended {
    fn one_more(&self) {
        *self.count.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.changed.notify_all();
    }

    /// Waits until so many deliveries ended; false where half a minute was not enough.
    pub fn wait_for(&self, count: usize) -> bool {
        let held = self.count.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.changed.wait_timeout_while(held, Duration::from_secs(30), |ended| *ended < count);
        *waited.unwrap_or_else(PoisonError::into_inner).0 >= count
    }
}

/// Sends a request, and tells what became of it; never an error.
pub(crate) async fn send(server: &Server, outgoing: Outgoing) -> Delivery {
    let Outgoing { url, event, secret, verify, body } = outgoing;
    let mut headers = vec![
        ("Content-Type".to_owned(), "application/json; charset=utf-8".to_owned()),
        ("X-Event-Key".to_owned(), event.clone()),
        ("X-Request-Id".to_owned(), Uuid::new_v4().to_string()),
        ("User-Agent".to_owned(), format!("Atlassian HttpClient unknown / Bitbucket-{}", server.switches.version)),
    ];
    if let Some(secret) = secret {
        headers.push(("X-Hub-Signature".to_owned(), format!("sha256={}", signature(secret.as_bytes(), body.as_bytes()))));
    }
    let start = now();
    let sent = Sent { url, headers, body };
    let authority = server.authority.as_ref().map(super::authority::Authority::pem);
    let result = post::post(&sent, verify, authority).await;
    let id = server.world().fresh_id();
    Delivery { id, event, start, finish: now().max(start), request: sent, result }
}

/// Remembers a delivery with its hook, if that is still there.
pub(crate) fn keep(server: &Server, repository: RepositoryId, hook: u64, delivery: Delivery) {
    if let Some(hook) = server.world().webhook_mut(repository, hook) {
        hook.history.push(delivery);
        let over = hook.history.len().saturating_sub(REMEMBERED);
        hook.history.drain(..over);
    }
    server.deliveries.one_more();
}

/// Sends an event to all active hooks of a repository that want it, without waiting for them.
pub(crate) fn spread(server: &Arc<Server>, repository: RepositoryId, event: &str, body: &str) {
    let hooks: Vec<_> = {
        let world = server.world();
        let wants = |hook: &&super::world::Webhook| {
            hook.repository == repository && hook.active && hook.events.iter().any(|own| own == event)
        };
        world.webhooks.iter().filter(wants).cloned().collect()
    };
    for hook in hooks {
        let (server, event, body) = (Arc::clone(server), event.to_owned(), body.to_owned());
        tokio::spawn(async move {
            let outgoing = Outgoing { url: hook.url, event, secret: hook.secret, verify: hook.verify, body };
            let delivery = send(&server, outgoing).await;
            keep(&server, repository, hook.id, delivery);
        });
    }
}

/// HMAC with SHA-256 in hex (RFC 2104).
pub(crate) fn signature(secret: &[u8], text: &[u8]) -> String {
    let mut key = [0_u8; 64];
    if secret.len() > key.len() {
        key[..32].copy_from_slice(&Sha256::digest(secret));
    } else {
        key[..secret.len()].copy_from_slice(secret);
    }
    let padded = |with: u8| key.map(|byte| byte ^ with);
    let inner = Sha256::new().chain_update(padded(0x36)).chain_update(text).finalize();
    let outer = Sha256::new().chain_update(padded(0x5c)).chain_update(inner).finalize();
    outer.iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"))
}

#[cfg(test)]
mod tests {
    use super::signature;

    #[test]
    fn signatures_are_those_of_rfc_4231() {
        let short = signature(b"Jefe", b"what do ya want for nothing?");
        assert_eq!(short, "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
        let long = signature(&[0xaa; 131], b"Test Using Larger Than Block-Size Key - Hash Key First");
        assert_eq!(long, "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
    }
}
