//! Which two states of a file are compared, and how much of them is read.

use super::Side;
use super::version::READ_UNASKED;

/// Two states of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Between {
    /// Those of a change that is not committed yet.
    Side(Side),
    /// A commit and its first parent.
    Commit {
        /// The commit's full name in hex.
        id: String,
        /// Where the file was in the parent, if it moved.
        before: Option<Vec<u8>>,
    },
    /// Twice the same: the file as it is in a commit, all of whose lines stand around no change.
    File {
        /// The commit's full name in hex.
        id: String,
    },
}

impl From<Side> for Between {
    fn from(side: Side) -> Self {
        Self::Side(side)
    }
}

/// One of two states.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The older one.
    Before,
    /// The newer one.
    After,
}

/// How a difference is read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reading {
    /// Also what takes long.
    pub all: bool,
    /// Lines that differ in white space only count as equal. Lines of such a difference can't be staged.
    pub ignore_spaces: bool,
}

impl Reading {
    /// As somebody sees it who waits for it.
    pub const UNASKED: Self = Self { all: false, ignore_spaces: false };
    /// Whole.
    pub const ALL: Self = Self { all: true, ignore_spaces: false };

    /// Bytes of a file that are read.
    pub(super) fn limit(self) -> u64 {
        if self.all { u64::MAX } else { READ_UNASKED }
    }
}
