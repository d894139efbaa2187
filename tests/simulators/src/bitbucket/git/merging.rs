//! Whether two branches would merge.

use std::path::Path;

use super::try_git;
use crate::Error;

/// Whether merging `from` into `to` conflicts; `None` when this `git` is too old to tell without a work tree (before 2.38).
pub(crate) fn conflicts(folder: &Path, from: &str, to: &str) -> Result<Option<bool>, Error> {
    let output = try_git(folder, &["merge-tree", "--write-tree", "--name-only", to, from], b"")?;
    Ok(match output.status.code() {
        Some(0) => Some(false),
        Some(1) => Some(true),
        _ => None,
    })
}

/// Whether `commit` is already part of `branch`.
pub(crate) fn contains(folder: &Path, branch: &str, commit: &str) -> Result<bool, Error> {
    Ok(try_git(folder, &["merge-base", "--is-ancestor", commit, branch], b"")?.status.success())
}
