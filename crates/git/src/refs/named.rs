//! From a name that people use to the commit it stands for.

use git2::{ErrorCode, ObjectType, Oid, Repository};

use crate::error::Error;
use crate::names::path_of;

/// Shorter beginnings of ids are no ids.
const SHORTEST: usize = 4;

/// The commit behind a name on a remote, as far as it was fetched. Names are looked up, never understood as expressions.
pub(crate) fn find(git: &Repository, remote: &str, name: &str) -> Result<Option<String>, Error> {
    let short = name.strip_prefix("refs/heads/");
    let mut places: Vec<String> = Vec::new();
    if let Some(branch) = short.or_else(|| (!name.starts_with("refs/")).then_some(name)) {
        places.extend([format!("refs/remotes/{remote}/{branch}"), format!("refs/heads/{branch}")]);
    }
    if short.is_none() {
        places.push(if name.starts_with("refs/") { name.to_owned() } else { format!("refs/tags/{name}") });
    }
    for place in places {
        if let Some(commit) = commit(git, &place)? {
            return Ok(Some(commit));
        }
    }
    beginning(git, name)
}

fn commit(git: &Repository, full: &str) -> Result<Option<String>, Error> {
    let reference = match git.find_reference(full) {
        Err(error) if matches!(error.code(), ErrorCode::NotFound | ErrorCode::InvalidSpec) => return Ok(None),
        found => found?,
    };
    // A tag may be one of something else.
    Ok(reference.peel_to_commit().ok().map(|commit| commit.id().to_string()))
}

/// The only commit whose id begins so.
pub(crate) fn beginning(git: &Repository, id: &str) -> Result<Option<String>, Error> {
    if id.len() < SHORTEST || !id.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Ok(None);
    }
    let found = match Oid::from_str(id) {
        Ok(whole) if id.len() == 40 => git.find_commit(whole),
        _ => git.find_commit_by_prefix(id),
    };
    match found {
        Ok(commit) => Ok(Some(commit.id().to_string())),
        Err(error) if matches!(error.code(), ErrorCode::NotFound | ErrorCode::Ambiguous | ErrorCode::InvalidSpec) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// The remote and the branch of it that a branch here follows; one that follows another branch here follows no remote.
pub(crate) fn followed(git: &Repository, branch: &str) -> Result<Option<(String, String)>, Error> {
    let config = git.config()?.snapshot()?;
    let value = |key: &str| config.get_string(&format!("branch.{branch}.{key}")).ok();
    let (Some(remote), Some(merge)) = (value("remote"), value("merge")) else { return Ok(None) };
    let name = merge.strip_prefix("refs/heads/").filter(|_| remote != ".");
    Ok(name.map(|name| (remote.clone(), name.to_owned())))
}

/// True where a commit has a file at a path.
pub(crate) fn has_file(git: &Repository, commit: &str, path: &[u8]) -> Result<bool, Error> {
    let tree = git.find_commit(Oid::from_str(commit)?)?.tree()?;
    Ok(tree.get_path(&path_of(path)).is_ok_and(|entry| entry.kind() == Some(ObjectType::Blob)))
}
