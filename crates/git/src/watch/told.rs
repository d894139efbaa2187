//! What was told and nobody took yet.

use std::collections::BTreeSet;
use std::path::PathBuf;

/// With more paths than these it is not worth remembering which.
const MOST: usize = 5_000;

/// Paths that may have changed, with all below them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Told {
    /// Which.
    pub(crate) paths: BTreeSet<PathBuf>,
    /// Some are not among them: anything may have changed.
    pub(crate) lost: bool,
}

impl Told {
    /// One more.
    pub(crate) fn add(&mut self, path: PathBuf) {
        if !self.lost {
            self.paths.insert(path);
            self.lost = self.paths.len() > MOST;
        }
        if self.lost {
            self.paths.clear();
        }
    }

    /// Anything.
    pub(crate) fn lose(&mut self) {
        self.lost = true;
        self.paths.clear();
    }

    /// True where nothing was told.
    pub(crate) fn is_empty(&self) -> bool {
        !self.lost && self.paths.is_empty()
    }
}
