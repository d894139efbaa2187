//! Watching a repository from outside: other programs change it too. What the system tells is a hint and no more: who wants to be
//! sure reads everything.

#[cfg(not(target_os = "linux"))]
mod elsewhere;
#[cfg(target_os = "linux")]
mod linux;
mod places;
mod told;

use std::sync::{Arc, Weak};
use std::time::Duration;

#[cfg(not(target_os = "linux"))]
pub(crate) use elsewhere::Hearing;
#[cfg(target_os = "linux")]
pub(crate) use linux::Hearing;
pub(crate) use places::Places;
pub(crate) use told::Told;

/// Nothing more is told for so long: then the ear hears.
const QUIET: Duration = Duration::from_millis(10);
/// Where it never becomes quiet, the ear hears so often.
const PATIENCE: Duration = Duration::from_millis(500);
/// Where the system can't watch, the ear hears so often.
const POLL: Duration = Duration::from_secs(10);
/// Or so many times later than looking takes: looking may keep two cores busy, and must not take a twentieth of one.
const LATER: u32 = 50;
/// Nobody waits longer for it.
const LATEST: Duration = Duration::from_mins(1);

/// How long to wait until looking again, where it took so long the last time.
fn pause(took: Duration) -> Duration {
    (took * LATER).clamp(POLL, LATEST)
}

/// How changes of others are noticed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Watching {
    /// The system tells.
    Told,
    /// The system has no more room for watches: the ear hears from time to time.
    Crowded,
    /// The system can't watch this place, or the place is gone: as above.
    Deaf,
}

/// A watch. It ends when this is dropped.
pub struct Watch(Arc<Hearing>);

impl Watch {
    /// Watching a large tree takes a while to begin: that, too, happens on the watch's own thread.
    pub(crate) fn start(places: Places, ear: impl Fn() + Send + 'static) -> Self {
        Self(Hearing::start(places, ear))
    }

    /// How changes are noticed now. The ear hears when that changes.
    pub fn watching(&self) -> Watching {
        self.0.watching()
    }

    /// What is heard, as long as this lives.
    pub(crate) fn hearing(&self) -> Weak<Hearing> {
        Arc::downgrade(&self.0)
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.0.end();
    }
}
