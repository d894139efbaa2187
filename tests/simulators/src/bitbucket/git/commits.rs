//! Commits as `git log` tells them.

use std::path::Path;

use super::{run_git, try_git};
use crate::Error;

pub(crate) struct Commit {
    pub id: String,
    pub parents: Vec<String>,
    pub author: (String, String),
    /// Milliseconds since 1970, as for the committer.
    pub authored: i64,
    pub committer: (String, String),
    pub committed: i64,
    pub message: String,
}

/// Which commits to list, newest first.
#[derive(Default)]
pub(crate) struct Walk<'a> {
    pub until: &'a str,
    pub since: Option<&'a str>,
    pub path: Option<&'a str>,
    pub no_merges: bool,
    pub skip: usize,
    pub count: usize,
}

const FORMAT: &str = "--format=tformat:%H%x00%P%x00%an%x00%ae%x00%at%x00%cn%x00%ce%x00%ct%x00%B%x00";

fn read(text: &str) -> Vec<Commit> {
    let fields: Vec<_> = text.split('\0').collect();
    let millis = |text: &str| text.parse::<i64>().unwrap_or(0) * 1000;
    let one = |part: &[&str]| {
        let [id, parents, name, email, at, merger, merger_email, date, message] = part else { return None };
        Some(Commit {
            id: id.trim_start().into(),
            parents: parents.split_whitespace().map(Into::into).collect(),
            author: ((*name).into(), (*email).into()),
            authored: millis(at),
            committer: ((*merger).into(), (*merger_email).into()),
            committed: millis(date),
            message: message.trim_end().into(),
        })
    };
    fields.chunks(9).filter_map(one).collect()
}

pub(crate) fn commits(folder: &Path, walk: &Walk<'_>) -> Result<Vec<Commit>, Error> {
    let range = walk.since.map_or_else(|| walk.until.to_owned(), |since| format!("{since}..{}", walk.until));
    let (skip, count) = (format!("--skip={}", walk.skip), format!("--max-count={}", walk.count));
    let mut arguments = vec!["log", FORMAT, &skip, &count];
    if walk.no_merges {
        arguments.push("--no-merges");
    }
    arguments.extend(["--end-of-options", &range, "--"]);
    arguments.extend(walk.path);
    run_git(folder, &arguments, b"").map(|text| read(&text))
}

/// One commit by anything that names it; `None` when nothing does.
pub(crate) fn commit(folder: &Path, name: &str) -> Result<Option<Commit>, Error> {
    let output = try_git(folder, &["log", FORMAT, "--max-count=1", "--end-of-options", name, "--"], b"")?;
    if !output.status.success() {
        return Ok(None);
    }
    Ok(read(&String::from_utf8_lossy(&output.stdout)).pop())
}
