//! What a commit changed against its first parent. From object to object: no filter, no driver, no work tree.

use std::collections::HashSet;
use std::path::Path;

use git2::{
    Delta, Diff, DiffDelta, DiffFile, DiffFindOptions, DiffOptions, Index, Oid, Patch, Repository, RepositoryOpenFlags, Tree,
};
use gix_hash::ObjectId;

use super::exact_moves::{self, Side};
use super::{Change, ChangedFile, FILES_SHOWN};
use crate::error::Error;
use crate::modes::{self, GITLINK, LINK};
use crate::names::path_of;
use crate::patience;

/// Git's own limit for comparing every new file with every gone one.
const RENAME_LIMIT: usize = 1000;

/// The first files by path, and how many there are.
pub(super) fn changed(git_folder: &Path, commit: &ObjectId) -> Result<(Vec<ChangedFile>, usize), Error> {
    let (folder, commit) = (git_folder.to_owned(), *commit);
    patience::within(&format!("the commit {commit}"), move || compare(&folder, &commit))
}

fn compare(git_folder: &Path, commit: &ObjectId) -> Result<(Vec<ChangedFile>, usize), Error> {
    let git = reader(git_folder)?;
    let commit = git.find_commit(Oid::from_bytes(commit.as_slice())?)?;
    // A shallow clone's last commits have parents that did not come: they show everything as new, as in Git.
    let parent = commit.parent(0).ok().map(|parent| parent.tree()).transpose()?;
    let mut options = DiffOptions::new();
    options.include_typechange(true).include_typechange_trees(true).ignore_submodules(false).context_lines(0);
    let (old, new) = (parent.as_ref(), commit.tree()?);
    let mut diff = git.diff_tree_to_tree(old, Some(&new), Some(&mut options))?;
    let of = |wanted: Delta| diff.deltas().filter(move |delta| delta.status() == wanted);
    let few = [Delta::Deleted, Delta::Added].into_iter().all(|status| of(status).count() <= RENAME_LIMIT);
    if few {
        let mut renames = DiffFindOptions::new();
        renames.renames(true).rename_threshold(50).rename_limit(RENAME_LIMIT);
        diff.find_similar(Some(&mut renames))?;
    }
    let (left, arrived) = sides(&diff, old, &new, few);
    let moves = exact_moves::find(&left, &arrived);
    let mut files = Vec::new();
    let mut total = 0;
    for (position, delta) in diff.deltas().enumerate() {
        if moves.is_source(position) || modes::only_differ_in_writing(&delta, old, |path| modes::at(Some(&new), path)) {
            continue;
        }
        total += 1;
        if files.len() < FILES_SHOWN {
            files.push(match moves.source(position).and_then(|source| diff.get_delta(source)) {
                Some(source) => ChangedFile {
                    path: path(&delta.new_file()),
                    old_path: Some(path(&source.old_file())),
                    change: Change::Renamed,
                    added: Some(0),
                    removed: Some(0),
                },
                None => file(&git, &diff, position, (old, &new))?,
            });
        }
    }
    Ok((files, total))
}

/// A handle of our own with an empty index: libgit2 looks there for attributes, and gives up on split and sparse ones.
pub(crate) fn reader(git_folder: &Path) -> Result<Repository, Error> {
    let nowhere = std::iter::empty::<&std::ffi::OsStr>();
    let git = Repository::open_ext(git_folder, RepositoryOpenFlags::NO_SEARCH, nowhere)?;
    git.set_index(&mut Index::new()?)?;
    Ok(git)
}

/// Gone and new files that `find_similar` did not look at: links, for it leaves them out, or all where they were too many. Only those
/// whose content is on the other side, too.
fn sides(diff: &Diff<'_>, old: Option<&Tree<'_>>, new: &Tree<'_>, links_only: bool) -> (Vec<Side>, Vec<Side>) {
    let of = |wanted: Delta| {
        let files = diff.deltas().enumerate().filter(move |(_, delta)| delta.status() == wanted);
        files.map(move |(position, delta)| {
            let file = if wanted == Delta::Deleted { delta.old_file() } else { delta.new_file() };
            (position, file.id(), path(&file))
        })
    };
    let objects = |wanted| of(wanted).map(|(_, object, _)| object).collect::<HashSet<Oid>>();
    let side = |wanted, tree, others: &HashSet<Oid>| {
        let shared = of(wanted).filter(|(_, object, _)| others.contains(object));
        let sides = shared.map(|(position, object, path)| {
            let link = modes::at(tree, &path_of(&path)) == Some(LINK);
            Side { position, object, link, path }
        });
        sides.filter(|side| side.link || !links_only).collect::<Vec<_>>()
    };
    (side(Delta::Deleted, old, &objects(Delta::Added)), side(Delta::Added, Some(new), &objects(Delta::Deleted)))
}

fn file(git: &Repository, diff: &Diff<'_>, position: usize, trees: (Option<&Tree<'_>>, &Tree<'_>)) -> Result<ChangedFile, Error> {
    let delta = diff.get_delta(position).ok_or_else(|| Error::broken("a change is missing"))?;
    if delta.status() == Delta::Typechange {
        return type_changed(git, &delta, trees);
    }
    let patch = Patch::from_diff(diff, position)?;
    let change = match delta.status() {
        Delta::Added => Change::Added,
        Delta::Deleted => Change::Deleted,
        Delta::Renamed => Change::Renamed,
        Delta::Copied => Change::Copied,
        _ => Change::Modified,
    };
    let moved = matches!(change, Change::Renamed | Change::Copied);
    let binary = delta.flags().is_binary();
    let (_, added, removed) = patch.map(|patch| patch.line_stats()).transpose()?.unwrap_or_default();
    let count = |lines: usize| (!binary).then(|| u32::try_from(lines).unwrap_or(u32::MAX));
    Ok(ChangedFile {
        path: path(&if change == Change::Deleted { delta.old_file() } else { delta.new_file() }),
        old_path: moved.then(|| path(&delta.old_file())),
        change,
        added: count(added),
        removed: count(removed),
    })
}

/// libgit2 counts no lines here; Git takes what was and what is as two files.
fn type_changed(
    git: &Repository,
    delta: &DiffDelta<'_>,
    (old, new): (Option<&Tree<'_>>, &Tree<'_>),
) -> Result<ChangedFile, Error> {
    let (old, new) = (content(git, old, &delta.old_file())?, content(git, Some(new), &delta.new_file())?);
    let mut options = DiffOptions::new();
    let patch = Patch::from_buffers(&old, None, &new, None, Some(options.context_lines(0)))?;
    let (_, added, removed) = patch.line_stats()?;
    let binary = patch.delta().flags().is_binary();
    let count = |lines: usize| (!binary).then(|| u32::try_from(lines).unwrap_or(u32::MAX));
    let (added, removed) = (count(added), count(removed));
    Ok(ChangedFile { path: path(&delta.new_file()), old_path: None, change: Change::TypeChanged, added, removed })
}

fn content(git: &Repository, tree: Option<&Tree<'_>>, file: &DiffFile<'_>) -> Result<Vec<u8>, Error> {
    if modes::at(tree, &path_of(&path(file))) == Some(GITLINK) {
        return Ok(format!("Subproject commit {}\n", file.id()).into_bytes());
    }
    Ok(git.find_blob(file.id())?.content().to_vec())
}

fn path(file: &DiffFile<'_>) -> Vec<u8> {
    file.path_bytes().unwrap_or_default().to_vec()
}
