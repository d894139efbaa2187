//! The clock of what is done from time to time: how long a pause or a patience of Bough's own lasts.
//!
//! Its hours may go faster for tests and measurements. It comes with [`Options`](crate::Options) and from nowhere else: neither
//! the contract nor the environment reaches it. What others decide (limits of the network, times that servers name) and what is
//! measured goes by the clock on the wall.

use std::num::NonZeroU32;
use std::time::Duration;

/// How fast the hours of a core go; by default as those on the wall.
#[derive(Debug, Clone, Copy)]
pub struct Clock {
    haste: NonZeroU32,
}

impl Default for Clock {
    fn default() -> Self {
        Self::hastened(NonZeroU32::MIN)
    }
}

impl Clock {
    /// One whose hours go so many times as fast as those on the wall.
    pub fn hastened(haste: NonZeroU32) -> Self {
        Self { haste }
    }

    /// How long on the wall what is meant to last so long.
    pub fn lasting(self, meant: Duration) -> Duration {
        meant / self.haste.get()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_those_on_the_wall_unless_they_are_hastened() {
        let hour = Duration::from_hours(1);
        assert_eq!(Clock::default().lasting(hour), hour);
        assert_eq!(Clock::hastened(NonZeroU32::new(60).expect("not zero")).lasting(hour), Duration::from_mins(1));
    }
}
