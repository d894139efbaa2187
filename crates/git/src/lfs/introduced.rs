//! Whether commits bring files of LFS that a server may not have.

use git2::{Delta, ObjectType, Oid, Repository, Tree};

use super::pointer::{LONGEST, Pointer};
use super::tracked::Tracked;
use crate::error::Error;

/// True where a commit that the remote is not known to have adds or changes a pointer. Costs nothing where LFS keeps no file.
pub(crate) fn introduced(git: &Repository, remote: &str, tip: Oid) -> Result<bool, Error> {
    if !Tracked::look(git, &git.index()?).any() {
        return Ok(false);
    }
    let mut walk = git.revwalk()?;
    walk.push(tip)?;
    walk.hide_glob(&format!("refs/remotes/{remote}/*"))?;
    for id in walk {
        let commit = git.find_commit(id?)?;
        let before = commit.parent(0).ok().map(|parent| parent.tree()).transpose()?;
        if brings_one(git, before.as_ref(), &commit.tree()?)? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn brings_one(git: &Repository, before: Option<&Tree<'_>>, after: &Tree<'_>) -> Result<bool, Error> {
    let odb = git.odb()?;
    for delta in git.diff_tree_to_tree(before, Some(after), None)?.deltas() {
        if delta.status() == Delta::Deleted {
            continue;
        }
        let id = delta.new_file().id();
        // The length first: files of gigabytes are read by nobody here. A submodule's commit is not here at all.
        let header = odb.read_header(id);
        let short = header.is_ok_and(|(size, kind)| kind == ObjectType::Blob && (size as u64) < LONGEST);
        if short && Pointer::read(git.find_blob(id)?.content()).is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}
