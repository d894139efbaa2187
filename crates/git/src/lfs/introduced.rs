//! The files of LFS that commits bring which a server does not have.

use std::collections::{HashMap, HashSet};

use git2::{Commit, Delta, Oid, Repository, Tree};

use super::facts::kept;
use super::pointer::Pointer;
use super::store::Store;
use super::tracked::Tracked;
use crate::error::Error;

/// The pointers that the commits up to `tip` add or change beside those that the server has, each with the path where it was met
/// last. Costs nothing where LFS keeps no file; `begin` is called where it may take its time.
pub(crate) fn introduced(
    git: &Repository,
    tip: Oid,
    there: &[Oid],
    cancel: &net::Cancel,
    begin: impl FnOnce(),
) -> Result<Vec<(Pointer, Vec<u8>)>, Error> {
    // Attributes may be gone from the last commit that those before it had: then the store tells.
    if !Tracked::look(git, &git.index()?).any() && !Store::of(git).is_begun() {
        return Ok(Vec::new());
    }
    begin();
    let mut walk = git.revwalk()?;
    walk.push(tip)?;
    for known in there {
        // What others pushed meanwhile is not here, and hides nothing.
        if git.find_commit(*known).is_ok() {
            walk.hide(*known)?;
        }
    }
    let mut found = Found { git, seen: HashSet::new(), pointers: HashMap::new() };
    for id in walk {
        if cancel.is_cancelled() {
            return Err(Error::Cancelled);
        }
        found.take(&git.find_commit(id?)?)?;
    }
    let mut all: Vec<_> = found.pointers.into_values().collect();
    all.sort_by(|one, other| one.1.cmp(&other.1));
    Ok(all)
}

struct Found<'r> {
    git: &'r Repository,
    seen: HashSet<Oid>,
    /// By the names of their objects: one may be pointed to in several ways.
    pointers: HashMap<String, (Pointer, Vec<u8>)>,
}

impl Found<'_> {
    /// What a commit has that none of its parents has in the same place.
    fn take(&mut self, commit: &Commit<'_>) -> Result<(), Error> {
        let parents = commit.parents().map(|parent| parent.tree()).collect::<Result<Vec<Tree<'_>>, _>>()?;
        let (first, others) = match parents.split_first() {
            Some((first, others)) => (Some(first), others),
            None => (None, &[][..]),
        };
        for delta in self.git.diff_tree_to_tree(first, Some(&commit.tree()?), None)?.deltas() {
            let (file, id) = (delta.new_file(), delta.new_file().id());
            let Some(path) = file.path_bytes().filter(|_| delta.status() != Delta::Deleted) else { continue };
            let in_another = |tree: &Tree<'_>| tree.get_path(&crate::names::path_of(path)).is_ok_and(|entry| entry.id() == id);
            if others.iter().any(in_another) || !self.seen.insert(id) {
                continue;
            }
            // Files of gigabytes are read by nobody here: the length is looked at first. A submodule's commit is not here at all.
            if let Some(pointer) = kept(self.git, id) {
                self.pointers.entry(pointer.oid().to_owned()).or_insert_with(|| (pointer, path.to_vec()));
            }
        }
        Ok(())
    }
}
