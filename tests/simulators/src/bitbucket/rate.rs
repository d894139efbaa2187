//! Rate limiting: one token bucket per user and cluster node.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use axum::http::{HeaderName, StatusCode, header};

use super::answer::Refusal;
use super::switches::RateLimit;
use super::world::UserId;

struct Bucket {
    left: f64,
    filled: Instant,
}

#[derive(Default)]
struct Inner {
    buckets: HashMap<(UserId, u32), Bucket>,
    turn: u32,
}

#[derive(Default)]
pub(crate) struct Buckets(Mutex<Inner>);

/// What an answer says about the bucket it was paid from.
pub(crate) struct Meter {
    pub node: u32,
    pub headers: Vec<(HeaderName, String)>,
}

impl Buckets {
    /// Takes one request out of the user's bucket on the node whose turn it is.
    pub fn take(&self, user: UserId, limit: &RateLimit) -> Result<Meter, Refusal> {
        let mut inner = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let node = inner.turn % limit.nodes.max(1);
        inner.turn = inner.turn.wrapping_add(1);
        let now = Instant::now();
        let bucket = inner.buckets.entry((user, node)).or_insert_with(|| Bucket { left: f64::from(limit.capacity), filled: now });
        let per_second = f64::from(limit.fill_rate) / limit.interval.as_secs_f64().max(0.001);
        bucket.left = (bucket.left + now.duration_since(bucket.filled).as_secs_f64() * per_second).min(f64::from(limit.capacity));
        bucket.filled = now;
        let headers = |left: f64| {
            vec![
                (HeaderName::from_static("x-ratelimit-limit"), limit.capacity.to_string()),
                (HeaderName::from_static("x-ratelimit-remaining"), format!("{left:.0}")),
                (HeaderName::from_static("x-ratelimit-fillrate"), limit.fill_rate.to_string()),
                (HeaderName::from_static("x-ratelimit-interval-seconds"), limit.interval.as_secs().to_string()),
            ]
        };
        if bucket.left >= 1.0 {
            bucket.left -= 1.0;
            return Ok(Meter { node, headers: headers(bucket.left.floor()) });
        }
        let mut refusal = Refusal::plain(StatusCode::TOO_MANY_REQUESTS, "");
        for (name, value) in headers(0.0) {
            refusal = refusal.header(name, value);
        }
        if limit.retry_after {
            let wait = ((1.0 - bucket.left) / per_second.max(0.001)).ceil().max(1.0);
            refusal = refusal.header(header::RETRY_AFTER, format!("{wait:.0}"));
        }
        Err(refusal)
    }
}
