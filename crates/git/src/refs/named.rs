//! From a name that people use to the commit it stands for.

use git2::{Oid, Repository};

use crate::error::Error;

/// Shorter beginnings of ids are no ids.
const SHORTEST: usize = 4;

/// The commit behind a name on a remote, as far as it was fetched. Names are looked up, never understood as expressions.
pub(crate) fn find(git: &Repository, remote: &str, name: &str) -> Result<Option<String>, Error> {
    let commit = |full: &str| {
        let found = git.find_reference(full).and_then(|reference| reference.peel_to_commit());
        found.map(|commit| commit.id().to_string()).ok()
    };
    let branch =
        |short: &str| commit(&format!("refs/remotes/{remote}/{short}")).or_else(|| commit(&format!("refs/heads/{short}")));
    if let Some(short) = name.strip_prefix("refs/heads/") {
        return Ok(branch(short));
    }
    if name.starts_with("refs/") {
        return Ok(commit(name));
    }
    let named = branch(name).or_else(|| commit(&format!("refs/tags/{name}")));
    Ok(named.or_else(|| beginning(git, name)))
}

/// The only commit whose id begins so.
fn beginning(git: &Repository, id: &str) -> Option<String> {
    let hex = id.len() >= SHORTEST && id.bytes().all(|byte| byte.is_ascii_hexdigit());
    let found = if let (true, Ok(whole)) = (id.len() == 40, Oid::from_str(id)) {
        git.find_commit(whole)
    } else if hex {
        git.find_commit_by_prefix(id)
    } else {
        return None;
    };
    found.ok().map(|commit| commit.id().to_string())
}
