//! When a request is tried again, and after what pause.

use std::time::Duration;

use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimeParser;

use crate::limits::Limits;

/// The longest pause that is believed.
const LONGEST: Duration = Duration::from_mins(5);
/// The pause after a 429 that names none: what Atlassian's own Jenkins client waits.
const UNNAMED: Duration = Duration::from_secs(5);

/// True for answers that say "later".
pub(crate) fn is_transient(status: u16) -> bool {
    matches!(status, 429 | 502 | 503 | 504)
}

/// Reads `Retry-After`: seconds or a date. Never negative, at most five minutes.
pub(crate) fn retry_after(header: Option<&str>, now: Timestamp) -> Option<Duration> {
    let text = header?.trim();
    let wait = if let Ok(seconds) = text.parse::<u64>() {
        Duration::from_secs(seconds)
    } else {
        let until = DateTimeParser::new().relaxed_weekday(true).parse_timestamp(text).ok()?;
        Duration::try_from(until.duration_since(now)).unwrap_or(Duration::ZERO)
    };
    Some(wait.min(LONGEST))
}

/// The end of a pause that a 429 asked for.
pub(crate) fn until(wait: Option<Duration>, now: Timestamp) -> Timestamp {
    now.checked_add(wait.unwrap_or(UNNAMED)).unwrap_or(now)
}

/// The pause after try number `tried` (from 1): a random part of pause · 2ⁿ, so that many clients don't come back as one.
pub(crate) fn backoff(limits: &Limits, tried: u32) -> Duration {
    let most = limits.pause.saturating_mul(1 << tried.saturating_sub(1).min(10));
    most.mul_f64(rand::random::<f64>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_seconds_and_dates() {
        let now: Timestamp = "1994-11-06T08:49:00Z".parse().expect("a time");
        let read = |text| retry_after(Some(text), now);
        assert_eq!(read("7"), Some(Duration::from_secs(7)));
        assert_eq!(read(" 0 "), Some(Duration::ZERO));
        assert_eq!(read("Sun, 06 Nov 1994 08:49:37 GMT"), Some(Duration::from_secs(37)));
        assert_eq!(read("Sun, 06 Nov 1994 08:48:37 GMT"), Some(Duration::ZERO));
        assert_eq!(read("86400"), Some(LONGEST));
        assert_eq!(read("Sun, 06 Nov 2094 08:49:37 GMT"), Some(LONGEST));
        for odd in ["", "soon", "-1", "1.5"] {
            assert_eq!(read(odd), None, "{odd}");
        }
        assert_eq!(retry_after(None, now), None);
    }

    #[test]
    fn pauses_grow_and_vary() {
        let limits = Limits::default();
        for tried in 1..=4 {
            let most = limits.pause * 2u32.pow(tried - 1);
            let pauses: Vec<Duration> = (0..200).map(|_| backoff(&limits, tried)).collect();
            assert!(pauses.iter().all(|pause| *pause <= most));
            assert!(pauses.iter().any(|pause| *pause > most / 2) && pauses.iter().any(|pause| *pause < most / 2));
        }
    }

    #[test]
    fn a_pause_without_a_length_is_five_seconds() {
        let now = Timestamp::UNIX_EPOCH;
        assert_eq!(until(None, now).as_second(), 5);
        assert_eq!(until(Some(Duration::from_secs(61)), now).as_second(), 61);
    }
}
