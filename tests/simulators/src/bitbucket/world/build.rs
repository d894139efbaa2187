//! What somebody said of a commit.

/// A build status.
#[derive(Clone)]
pub(crate) struct Build {
    pub commit: String,
    pub state: String,
    pub key: String,
    pub url: String,
    pub name: Option<String>,
    pub description: Option<String>,
    /// Told at the newer address only.
    pub branch: Option<String>,
    /// Milliseconds since 1970.
    pub added: i64,
}
