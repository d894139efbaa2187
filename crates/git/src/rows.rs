//! The rows of the graph: all commits that any ref leads to, newest first, with the lines between them.

mod graph;
mod labels;
mod lanes;
mod layout;
mod objects;

use crate::person::Person;

pub(crate) use graph::shallow;
pub(crate) use layout::Layout;
pub(crate) use objects::Objects;

/// A window of the commit list.
#[derive(Debug, Clone)]
pub struct Rows {
    /// Rows in the whole list.
    pub total: usize,
    /// Index of the first row here.
    pub start: usize,
    /// The rows.
    pub rows: Vec<Row>,
    /// Lanes that the widest row of the whole list uses.
    pub lanes: u16,
    /// Changes when the list does: rows of different revisions don't mix.
    pub revision: String,
}

/// A commit in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The commit, in hex.
    pub commit: String,
    /// Its parents, in hex; more than one is a merge. Those that a shallow clone left out are missing here.
    pub parents: Vec<String>,
    /// First line of its message.
    pub summary: String,
    /// Who wrote it.
    pub author: Person,
    /// Lane of its node, from 0.
    pub lane: u16,
    /// Index of its colour, to be taken modulo the number of lane colours.
    pub color: u16,
    /// Lines between this row's middle and the next row's, from lane to lane. Empty at the last row.
    pub edges: Vec<Edge>,
    /// Refs at this commit.
    pub refs: Vec<RefLabel>,
}

/// A piece of line from this row to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Edge {
    /// Lane at this row.
    pub from: u16,
    /// Lane at the next row.
    pub to: u16,
    /// Index of its colour.
    pub color: u16,
}

/// A ref shown at a commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RefLabel {
    /// HEAD without a branch.
    Head,
    /// A local branch.
    Branch {
        /// Its name.
        name: String,
        /// True where HEAD points to it.
        current: bool,
    },
    /// A remote's branch.
    Remote {
        /// The remote.
        remote: String,
        /// The branch.
        name: String,
    },
    /// A tag.
    Tag {
        /// Its name.
        name: String,
    },
}
