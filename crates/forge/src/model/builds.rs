//! Builds: what somebody says of a commit after they built it.

/// What is said of a commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BuildStatus {
    /// How it stands.
    pub state: BuildState,
    /// Names the kind of build: a later one of the same key takes the place of an earlier one at the commit. At most 255 letters.
    pub key: String,
    /// What it is called; at most 255 letters.
    pub name: String,
    /// More about it; at most 255 letters.
    pub description: String,
    /// The branch, a full name, where there is one.
    pub branch: Option<String>,
}

/// How a build stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BuildState {
    /// At work.
    Running,
    /// Good.
    Passed,
    /// Not good.
    Failed,
}
