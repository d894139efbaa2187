//! Which files differ between two commits.

use std::path::Path;

use super::run_git;
use crate::Error;

pub(crate) struct Change {
    pub old_blob: String,
    pub new_blob: String,
    pub executable: bool,
    /// `A`, `M`, `D`, `R` or `C`.
    pub letter: char,
    /// How much of a renamed file stayed, in per cent.
    pub similarity: Option<u8>,
    pub path: String,
    pub old_path: Option<String>,
}

/// Changes on the way from the merge base of both to `to`.
pub(crate) fn changes(folder: &Path, from: &str, to: &str) -> Result<Vec<Change>, Error> {
    let range = format!("{from}...{to}");
    let text = run_git(folder, &["diff", "--raw", "-z", "-M", "--no-abbrev", "--end-of-options", &range, "--"], b"")?;
    let mut parts = text.split('\0');
    let mut found = Vec::new();
    while let Some(head) = parts.next().and_then(|part| part.strip_prefix(':')) {
        let fields: Vec<_> = head.split(' ').collect();
        let ([_, mode, old, new, status], Some(first)) = (fields.as_slice(), parts.next()) else { break };
        let letter = status.chars().next().unwrap_or('M');
        let moved = matches!(letter, 'R' | 'C');
        let second = if moved { parts.next() } else { None };
        found.push(Change {
            old_blob: (*old).into(),
            new_blob: (*new).into(),
            executable: *mode == "100755",
            letter,
            similarity: if moved { status[1..].parse().ok() } else { None },
            path: second.unwrap_or(first).into(),
            old_path: second.map(|_| first.into()),
        });
    }
    Ok(found)
}
