//! What a job's closure holds: it says how far it is, and hears when it shall end.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::activity::Told;
use crate::api::ids::JobId;
use crate::api::jobs::Progress;
use crate::jobs::pace::Pace;

/// Over how long the speed is taken.
const SPAN: Duration = Duration::from_secs(3);

/// A job's hand. Clones are the same hand.
#[derive(Clone)]
pub(crate) struct Work {
    id: JobId,
    cancel: net::Cancel,
    desk: Arc<Desk>,
}

struct Desk {
    pace: Pace,
    speed: Mutex<Speed>,
    told: Mutex<Told>,
}

impl Work {
    pub(crate) fn new(id: JobId, cancel: net::Cancel, pace: Pace) -> Self {
        Self { id, cancel, desk: Arc::new(Desk { pace, speed: Mutex::default(), told: Mutex::default() }) }
    }

    pub(crate) fn id(&self) -> JobId {
        self.id
    }

    pub(crate) fn cancel(&self) -> &net::Cancel {
        &self.cancel
    }

    pub(crate) fn cancelled(&self) -> bool {
        self.cancel.is_cancelled()
    }

    /// The server said a line.
    pub(crate) fn hear(&self, line: &str) {
        self.desk.told.lock().unwrap_or_else(PoisonError::into_inner).hear(line);
    }

    /// What Git would be told to do the same.
    pub(crate) fn name_command(&self, command: String) {
        self.desk.told.lock().unwrap_or_else(PoisonError::into_inner).command = Some(command);
    }

    /// For the activity log.
    pub(crate) fn told(&self) -> Told {
        self.desk.told.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Says how far the job is; as often as it likes. The speed is worked out here.
    pub(crate) fn report(&self, mut progress: Progress) {
        progress.bytes_per_second =
            self.desk.speed.lock().unwrap_or_else(PoisonError::into_inner).at(Instant::now(), progress.bytes);
        self.desk.pace.lay_down(progress);
    }
}

/// Bytes a second over the last seconds.
#[derive(Default)]
struct Speed {
    seen: VecDeque<(Instant, u64)>,
}

impl Speed {
    fn at(&mut self, now: Instant, bytes: u64) -> u64 {
        // Fewer bytes than before: another transfer began, such as a submodule's.
        if self.seen.back().is_some_and(|&(_, before)| bytes < before) {
            self.seen.clear();
        }
        // A report for each object must not make this long.
        if self.seen.back().is_none_or(|&(last, _)| now - last >= SPAN / 30) {
            self.seen.push_back((now, bytes));
        }
        while self.seen.len() > 2 && self.seen.front().is_some_and(|&(first, _)| now - first > SPAN) {
            self.seen.pop_front();
        }
        let Some(&(first, before)) = self.seen.front() else { return 0 };
        let millis = u64::try_from((now - first).as_millis()).unwrap_or(u64::MAX);
        if millis < 100 { 0 } else { (bytes - before).saturating_mul(1000) / millis }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn speed_is_that_of_the_last_seconds() {
        let mut speed = Speed::default();
        let start = Instant::now();
        assert_eq!(speed.at(start, 0), 0);
        for tenth in 1..=100_u32 {
            speed.at(start + Duration::from_millis(100) * tenth, u64::from(tenth) * 1000);
        }
        let slow = speed.at(start + Duration::from_millis(10_100), 101_000);
        assert!((9_000..=11_000).contains(&slow), "{slow} bytes a second, 10000 arrived");
        for tenth in 102..=150_u32 {
            speed.at(start + Duration::from_millis(100) * tenth, 101_000 + u64::from(tenth - 101) * 50_000);
        }
        let fast = speed.at(start + Duration::from_millis(15_100), 101_000 + 50 * 50_000);
        assert!((450_000..=550_000).contains(&fast), "{fast} bytes a second, 500000 arrived");
    }

    #[test]
    fn a_new_transfer_starts_from_nothing() {
        let mut speed = Speed::default();
        let start = Instant::now();
        speed.at(start, 5_000_000);
        assert_eq!(speed.at(start + Duration::from_secs(1), 10), 0);
    }
}
