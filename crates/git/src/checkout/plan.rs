//! What a checkout would do to each file, and what is in its way: Git's merge of two trees, where one is what the index came from.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use git2::{Index, IndexEntry, Oid, Repository, Tree, TreeEntry};

use super::name_of;
use crate::changes::{PathChange, unstaged_among};
use crate::commit::Change;
use crate::error::Error;
use crate::filters;
use crate::modes::{self, FOLDER, GITLINK};
use crate::names::path_of;
use crate::undo::{Scope, Work, blank};

/// Files that are named where they are in the way.
const NAMED: usize = 200;

/// What is to be done.
#[derive(Default)]
pub(super) struct Plan {
    /// Entries that go, each with its mode.
    pub(super) gone: Vec<(Vec<u8>, u32)>,
    /// Entries that come or become others.
    pub(super) written: Vec<IndexEntry>,
    /// Entries whose file is kept although they go.
    pub(super) forgotten: Vec<Vec<u8>>,
}

/// Mode and object of a path.
type Content = (u32, Oid);
/// What a path has before and after; none: nothing.
type Move = (Option<Content>, Option<Content>);

impl Plan {
    /// What a step has to keep.
    pub(super) fn scope(&self) -> Scope {
        let gone = self.gone.iter().map(|(path, mode)| (path, *mode));
        let touched: Vec<(&Vec<u8>, u32)> = gone.chain(self.written.iter().map(|entry| (&entry.path, entry.mode))).collect();
        let files = touched.iter().filter(|(_, mode)| *mode != GITLINK).map(|(path, _)| (*path).clone()).collect();
        let entries = touched.into_iter().map(|(path, _)| path).chain(&self.forgotten).cloned().collect();
        Scope { entries, files, branches: Vec::new() }
    }
}

/// Compares the two trees with index and files. [`Error::InTheWay`] with the files that would be lost.
pub(super) fn plan(work: &Work<'_>, old: Option<&Tree<'_>>, new: &Tree<'_>) -> Result<Plan, Error> {
    if work.index.has_conflicts() {
        return Err(Error::Refused { detail: "Some files are in conflict here. Decide what they shall be first.".to_owned() });
    }
    let (mut plan, mut in_the_way) = (Plan::default(), BTreeSet::new());
    for (path, (before, after)) in moves(work.git, old, new)? {
        crate::changes::plain(&path).map_err(|_| refused(&path))?;
        let now = work.index.get_path(&path_of(&path), 0).map(|entry| (entry.mode, entry.id));
        match (now, after) {
            // It is as it shall be.
            _ if now == after => {}
            (None, None) => plan.forgotten.push(path),
            (_, Some((mode, id))) if now == before => plan.written.push(blank(&path, mode, id)),
            (Some((mode, _)), None) if now == before => plan.gone.push((path, mode)),
            _ => _ = in_the_way.insert(path),
        }
    }
    refuse_odd_names(&plan.written)?;
    in_the_way.extend(changed(work, &plan)?);
    in_the_way.extend(taken(work, &plan)?);
    if !in_the_way.is_empty() {
        let shown = |path: &Vec<u8>| crate::shown::visible(&String::from_utf8_lossy(path));
        return Err(Error::InTheWay { files: in_the_way.iter().take(NAMED).map(shown).collect() });
    }
    for entry in plan.written.iter().filter(|entry| entry.mode != GITLINK) {
        filters::refuse_program(work.git, &path_of(&entry.path))?;
    }
    Ok(plan)
}

/// Paths that differ between two trees, with what each has there. Read by us: libgit2 compares modes as they are written, and
/// [`modes`] says why that is not what Git does.
fn moves(git: &Repository, old: Option<&Tree<'_>>, new: &Tree<'_>) -> Result<BTreeMap<Vec<u8>, Move>, Error> {
    let mut moves = BTreeMap::new();
    let mut folders = vec![(Vec::new(), old.map(Tree::id), Some(new.id()))];
    while let Some((folder, old, new)) = folders.pop() {
        let (before, after) = (entries(git, old)?, entries(git, new)?);
        let names: BTreeSet<&Named> = before.keys().chain(after.keys()).collect();
        for named in names {
            let (before, after) = (before.get(named).copied(), after.get(named).copied());
            if before == after {
                continue;
            }
            let path = [&folder[..], &named.name].concat();
            if named.folder {
                let id = |content: Option<Content>| content.map(|(_, id)| id);
                folders.push(([&path[..], b"/"].concat(), id(before), id(after)));
            } else {
                moves.insert(path, (before, after));
            }
        }
    }
    Ok(moves)
}

/// An entry of a tree; a file and a folder of one name are two.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Named {
    name: Vec<u8>,
    folder: bool,
}

fn entries(git: &Repository, tree: Option<Oid>) -> Result<BTreeMap<Named, Content>, Error> {
    let Some(tree) = tree.map(|id| git.find_tree(id)).transpose()? else { return Ok(BTreeMap::new()) };
    let named = |entry: &TreeEntry<'_>| Named { name: entry.name_bytes().to_vec(), folder: modes::of(entry) == FOLDER };
    Ok(tree.iter().map(|entry| (named(&entry), (modes::of(&entry), entry.id()))).collect())
}

/// [`Error::Refused`] for names that can't be files here, such as `.git`, or that can't be beside each other: a tree that was
/// made by hand may hold a link and, by the same name, a folder that would lie behind it.
fn refuse_odd_names(written: &[IndexEntry]) -> Result<(), Error> {
    let mut index = Index::new()?;
    for entry in written {
        index.add(entry).map_err(|_| refused(&entry.path))?;
    }
    match written.iter().find(|entry| index.get_path(&path_of(&entry.path), 0).is_none()) {
        Some(replaced) => Err(refused(&replaced.path)),
        None => Ok(()),
    }
}

fn refused(path: &[u8]) -> Error {
    let name = crate::shown::visible(&String::from_utf8_lossy(path));
    Error::Refused { detail: format!("{name} can't be the name of a file here.") }
}

/// Files that the index knows, would lose, and that hold something else. One that was removed is nobody's loss.
fn changed(work: &Work<'_>, plan: &Plan) -> Result<Vec<Vec<u8>>, Error> {
    let known = |path: &Vec<u8>| work.index.get_path(&path_of(path), 0).is_some_and(|entry| entry.mode != GITLINK);
    let all = plan.gone.iter().map(|(path, _)| path).chain(plan.written.iter().map(|entry| &entry.path));
    let paths: BTreeSet<Vec<u8>> = all.filter(|path| known(path)).cloned().collect();
    if paths.is_empty() {
        return Ok(Vec::new());
    }
    let list = unstaged_among(work.git, &paths.iter().cloned().collect::<Vec<_>>())?;
    let in_danger = list.into_iter().filter(|found| found.change != PathChange::Tracked(Change::Deleted));
    Ok(in_danger.map(|found| found.path).filter(|path| paths.contains(path)).collect())
}

/// What lies where something is to be written and Git does not know it. What is ignored gives way, as with Git; undoing brings
/// it back.
fn taken(work: &Work<'_>, plan: &Plan) -> Result<BTreeSet<Vec<u8>>, Error> {
    let root = work.git.workdir().ok_or_else(|| Error::broken("a work tree is missing"))?;
    let going: BTreeSet<&[u8]> = plan.gone.iter().map(|(path, _)| path.as_slice()).collect();
    let mut taken = BTreeSet::new();
    for entry in &plan.written {
        let path = path_of(&entry.path);
        let way = path.ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty());
        let wall = way.into_iter().find(|folder| root.join(folder).symlink_metadata().is_ok_and(|facts| !facts.is_dir()));
        if let Some(wall) = wall {
            if !going.contains(name_of(wall).as_slice()) {
                taken.insert(name_of(wall));
            }
            continue;
        }
        let known = work.index.get_path(&path, 0);
        match root.join(&path).symlink_metadata() {
            Ok(facts) if facts.is_dir() && entry.mode == GITLINK => {}
            Ok(facts) if facts.is_dir() => within(root, &path, &going, &mut taken)?,
            Ok(_) if known.is_none() && !work.git.is_path_ignored(&path)? => _ = taken.insert(entry.path.clone()),
            _ => {}
        }
    }
    Ok(taken)
}

/// Files of a folder that is to make room for a file, but for those that go.
fn within(root: &Path, folder: &Path, going: &BTreeSet<&[u8]>, taken: &mut BTreeSet<Vec<u8>>) -> Result<(), Error> {
    for inner in std::fs::read_dir(root.join(folder))? {
        let inner = inner?;
        let path = folder.join(inner.file_name());
        if inner.file_type()?.is_dir() {
            within(root, &path, going, taken)?;
        } else if !going.contains(name_of(&path).as_slice()) {
            taken.insert(name_of(&path));
        }
        if taken.len() > NAMED {
            break;
        }
    }
    Ok(())
}
