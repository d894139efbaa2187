//! Finds out when a host answers again that did not: somebody who looks at what was seen yesterday should not have to ask.
//!
//! Asked is what everybody may ask, without a token, ever more seldom, and only while a window listens. The answer reaches the
//! window as every other does: [`Event::HealthChanged`](crate::api::Event), and what was not answered is asked anew.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::api::hosts::Health;
use crate::api::ids::{AccountId, HostId};
use crate::records::hosts::HostRecord;
use crate::{Clock, Core};

/// The first wait, and the longest; each is twice the one before.
const SHORTEST: Duration = Duration::from_secs(2);
const LONGEST: Duration = Duration::from_mins(1);

/// The hosts that are waited for, and those that came back just before.
#[derive(Default)]
pub(crate) struct Recovery {
    waits: Mutex<HashMap<HostId, Wait>>,
}

/// One host.
#[derive(Clone, Copy)]
struct Wait {
    /// How long the next one is.
    pause: Duration,
    /// When it answered; none while it is waited for.
    ended: Option<Instant>,
}

impl Recovery {
    /// The first wait for a host; none where it is waited for already. A host that only seemed to be back, since it answers
    /// this question and no other, is not asked as often as a fresh one.
    fn begin(&self, host: HostId, clock: Clock) -> Option<Duration> {
        let mut waits = self.waits.lock().unwrap_or_else(PoisonError::into_inner);
        let pause = match waits.get(&host) {
            Some(Wait { ended: None, .. }) => return None,
            Some(Wait { pause, ended: Some(ended) }) if ended.elapsed() < clock.lasting(LONGEST) => longer(*pause),
            _ => SHORTEST,
        };
        waits.insert(host, Wait { pause, ended: None });
        Some(pause)
    }

    fn end(&self, host: HostId, pause: Duration) {
        let mut waits = self.waits.lock().unwrap_or_else(PoisonError::into_inner);
        waits.insert(host, Wait { pause, ended: Some(Instant::now()) });
    }
}

fn longer(pause: Duration) -> Duration {
    LONGEST.min(pause * 2)
}

/// Waits for the host of an account that did not answer. Within a runtime.
pub(crate) fn watch(core: &Core, account: AccountId) {
    let host = core.records.profiles.read(|profiles| profiles.account(account).map(|(_, account)| account.host));
    let Ok(host) = host else { return };
    let Some(mut pause) = core.recovery.begin(host, core.options.clock) else { return };
    let (weak, clock) = (core.downgrade(), core.options.clock);
    tokio::spawn(async move {
        loop {
            tokio::time::sleep(clock.lasting(pause)).await;
            // Nobody is kept for it, and nobody is asked whom the person took away.
            let Some(core) = weak.upgrade() else { return };
            let record = core.records.hosts.read(|hosts| hosts.host(host).cloned());
            let Some(record) = record.ok().filter(|_| core.is_heard()) else { return core.recovery.end(host, pause) };
            if answers(&core, &record).await {
                return core.recovery.end(host, pause);
            }
            pause = longer(pause);
        }
    });
}

/// Whether a host is well by now. Whoever else asked it meanwhile is believed.
async fn answers(core: &Core, host: &HostRecord) -> bool {
    let is_offline = || core.health.of(&host.base_url) == Health::Offline;
    if is_offline() {
        // How it went is noted where all requests are.
        let _ = forge::probe(&core.client, host.base_url.as_str(), host.plain_http).await;
    }
    !is_offline()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_that_is_away_for_an_hour_is_asked_about_once_a_minute() {
        let pauses = std::iter::successors(Some(SHORTEST), |pause| Some(longer(*pause)));
        let asked = pauses.scan(Duration::ZERO, |at, pause| {
            *at += pause;
            Some(*at)
        });
        let asked = asked.take_while(|at| *at <= Duration::from_hours(1)).count();
        assert!((50..70).contains(&asked), "{asked} times");
    }

    #[test]
    fn a_host_that_only_seems_to_be_back_is_asked_more_seldom() {
        let (recovery, clock, host) = (Recovery::default(), Clock::default(), HostId::fresh());
        assert_eq!(recovery.begin(host, clock), Some(SHORTEST));
        assert_eq!(recovery.begin(host, clock), None, "one wait for each host");
        recovery.end(host, SHORTEST);
        assert_eq!(recovery.begin(host, clock), Some(longer(SHORTEST)));
        assert_eq!(recovery.begin(HostId::fresh(), clock), Some(SHORTEST), "others begin anew");
    }
}
