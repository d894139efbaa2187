//! Until when something may be used that an LFS server gave.

use std::time::{Duration, Instant};

use jiff::Timestamp;
use serde::Deserialize;

/// So long before its end a thing is over: a request takes its time.
const EARLY: Duration = Duration::from_secs(5);

/// What was said about it; `expires_in` counts before `expires_at`, as the specification has it.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Expiry {
    /// Seconds.
    #[serde(default)]
    expires_in: Option<i64>,
    /// RFC 3339.
    #[serde(default)]
    expires_at: Option<String>,
    #[serde(skip, default = "Instant::now")]
    came: Instant,
}

impl Expiry {
    /// True where its time is over. What has no end, or one that can't be read, is never over.
    pub(super) fn is_over(&self) -> bool {
        match (self.expires_in, &self.expires_at) {
            (Some(seconds), _) if seconds != 0 => {
                self.came.elapsed() + EARLY >= Duration::from_secs(u64::try_from(seconds).unwrap_or(0))
            }
            // Servers write the year 1 where they mean that there is no end.
            (_, Some(at)) => at.parse::<Timestamp>().is_ok_and(|at| {
                at > Timestamp::UNIX_EPOCH && at.duration_since(Timestamp::now()) <= EARLY.try_into().unwrap_or_default()
            }),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_over(text: &str) -> bool {
        serde_json::from_str::<Expiry>(text).expect("a test answer").is_over()
    }

    #[test]
    fn seconds_count_before_the_time_of_day() {
        assert!(!is_over("{}") && !is_over(r#"{"expires_in":0}"#));
        assert!(!is_over(r#"{"expires_in":3600,"expires_at":"2001-01-01T00:00:00Z"}"#));
        assert!(is_over(r#"{"expires_in":-1}"#) && is_over(r#"{"expires_in":1}"#));
        assert!(is_over(r#"{"expires_at":"2016-11-10T15:29:07Z"}"#) && is_over(r#"{"expires_at":"2016-11-10T16:29:07+01:00"}"#));
        assert!(!is_over(r#"{"expires_at":"9000-11-10T15:29:07Z"}"#));
        assert!(!is_over(r#"{"expires_at":"0001-01-01T00:00:00Z"}"#) && !is_over(r#"{"expires_at":"soon"}"#));
    }
}
