//! The two lists: the last commit against the index, the index against the files. libgit2 compares; nothing is run.

use git2::{Delta, Diff, DiffDelta, DiffFindOptions, DiffOptions, FileMode, Index, IndexEntryExtendedFlag, Patch, Repository};

use super::{Side, head_tree};
use crate::commit::Change;
use crate::error::Error;
use crate::lfs::{self, LfsFile, Tracked};
use crate::names::path_of;

/// Lines are counted in lists up to this length.
const COUNTED: usize = 300;
/// Git's own limit for comparing every new file with every gone one.
const RENAME_LIMIT: usize = 1000;

/// A file that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// Its path, in bytes as Git has them.
    pub path: Vec<u8>,
    /// Where it was before, if it moved.
    pub before: Option<Vec<u8>>,
    /// What happened.
    pub change: PathChange,
    /// True for a submodule or a repository within this one.
    pub submodule: bool,
    /// Lines added; none for binary files, and where there are too many files to look.
    pub added: Option<u32>,
    /// Lines removed; none as above.
    pub removed: Option<u32>,
    /// What there is of a file that is kept by Git LFS; none for every other.
    pub lfs: Option<LfsFile>,
}

/// What happened to a file that is not committed yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathChange {
    /// Git does not know it.
    Untracked,
    /// A merge left it to be decided.
    Conflicted,
    /// As in a commit.
    Tracked(Change),
}

/// What the index has and the last commit has not. Conflicts are not among it. Lines are counted and large files told where
/// it is said which those are.
pub(super) fn staged(git: &Repository, index: &Index, tracked: Option<&Tracked<'_>>) -> Result<Vec<Changed>, Error> {
    let mut options = DiffOptions::new();
    options.include_typechange(true).context_lines(0);
    let mut diff = git.diff_tree_to_index(head_tree(git)?.as_ref(), Some(index), Some(&mut options))?;
    let other_type: Vec<Vec<u8>> =
        diff.deltas().filter(|delta| delta.status() == Delta::Typechange).map(|delta| name(&delta.new_file())).collect();
    let mut renames = DiffFindOptions::new();
    renames.renames(true).rename_threshold(50).rename_limit(RENAME_LIMIT);
    diff.find_similar(Some(&mut renames))?;
    let list = list(&diff, Side::Staged, tracked, |delta| {
        let promised = || is_promised(index, delta.new_file().path_bytes().unwrap_or_default());
        delta.status() != Delta::Conflicted && !(delta.status() == Delta::Added && promised())
    })?;
    Ok(rejoin(list, &other_type))
}

/// What the files have and the index has not: also new files and conflicts. Counted as above.
pub(super) fn unstaged(git: &Repository, index: &Index, tracked: Option<&Tracked<'_>>) -> Result<Vec<Changed>, Error> {
    let mut options = DiffOptions::new();
    options
        .include_typechange(true)
        .include_untracked(true)
        .recurse_untracked_dirs(true)
        .show_untracked_content(tracked.is_some());
    let diff = git.diff_index_to_workdir(Some(index), Some(options.context_lines(0)))?;
    let new: Vec<Vec<u8>> =
        diff.deltas().filter(|delta| delta.status() == Delta::Untracked).map(|d| name(&d.new_file())).collect();
    let looked = tracked.map_or_else(|| Tracked::look(git, index), |known| known.with(std::iter::empty()));
    let looked = looked.with(new.iter().map(Vec::as_slice));
    let mut list = list(&diff, Side::Unstaged, tracked.map(|_| &looked), |delta| !is_same_large(git, &looked, delta))?;
    list.dedup_by(|one, other| one.path == other.path);
    for changed in &mut list {
        let modified = matches!(changed.change, PathChange::Tracked(Change::Modified));
        if modified && is_promised(index, &changed.path) {
            changed.change = PathChange::Tracked(Change::Added);
        }
    }
    Ok(list)
}

/// `git add -N`: the index has the name and not yet the file.
pub(super) fn is_promised(index: &Index, path: &[u8]) -> bool {
    index
        .get_path(&path_of(path), 0)
        .is_some_and(|entry| entry.flags_extended & IndexEntryExtendedFlag::INTENT_TO_ADD.bits() != 0)
}

/// libgit2 knows nothing of LFS and compares the file with its pointer: true where the file is the one that the pointer names.
fn is_same_large(git: &Repository, tracked: &Tracked<'_>, delta: &DiffDelta<'_>) -> bool {
    let (old, new) = (delta.old_file(), delta.new_file());
    let plain = delta.status() == Delta::Modified && old.mode() == new.mode();
    let path = new.path_bytes().unwrap_or_default();
    plain && tracked.holds(path) && lfs::is_same(git, &path_of(path), old.id())
}

fn list(
    diff: &Diff<'_>,
    side: Side,
    tracked: Option<&Tracked<'_>>,
    wanted: impl Fn(&DiffDelta<'_>) -> bool,
) -> Result<Vec<Changed>, Error> {
    let counted = tracked.is_some() && diff.deltas().len() <= COUNTED;
    let mut list = Vec::new();
    for (position, delta) in diff.deltas().enumerate().filter(|(_, delta)| wanted(delta)) {
        let Some(mut changed) = changed(&delta) else { continue };
        let plain = [delta.old_file(), delta.new_file()].iter().all(|file| file.mode() != FileMode::Link);
        if let Some(tracked) = tracked.filter(|tracked| plain && !changed.submodule && tracked.holds(&changed.path)) {
            changed.lfs = tracked.file(&changed.path, kept_of(&delta, side));
        }
        // A large file would be read for it, and lines of a pointer say nothing.
        if counted && !changed.submodule && changed.lfs.is_none() {
            (changed.added, changed.removed) = count(diff, position)?;
        }
        list.push(changed);
    }
    list.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(list)
}

/// libgit2 takes files apart that became something else, so that their halves may be ends of moves. Git does not: such moves
/// become a file that went and one that came again, and the two at one path a file of another type.
fn rejoin(files: Vec<Changed>, other_type: &[Vec<u8>]) -> Vec<Changed> {
    let tracked = |path: Vec<u8>, change| Changed {
        path,
        before: None,
        change: PathChange::Tracked(change),
        submodule: false,
        added: None,
        removed: None,
        lfs: None,
    };
    let mut parts: Vec<Changed> = Vec::with_capacity(files.len());
    for changed in files {
        match changed.before.as_ref().filter(|before| [*before, &changed.path].iter().any(|end| other_type.contains(end))) {
            Some(before) => {
                parts.push(tracked(before.clone(), Change::Deleted));
                parts.push(tracked(changed.path, Change::Added));
            }
            None => parts.push(changed),
        }
    }
    parts.sort_by(|one, other| one.path.cmp(&other.path));
    let mut joined: Vec<Changed> = Vec::with_capacity(parts.len());
    for part in parts {
        match joined.last_mut().filter(|last| last.path == part.path) {
            Some(last) => *last = tracked(part.path, Change::TypeChanged),
            None => joined.push(part),
        }
    }
    joined
}

/// What Git keeps of the newer state; none where that is a file of the work tree.
fn kept_of(delta: &DiffDelta<'_>, side: Side) -> Option<git2::Oid> {
    match (delta.status(), side) {
        (Delta::Deleted, _) => Some(delta.old_file().id()),
        (_, Side::Staged) => Some(delta.new_file().id()),
        (_, Side::Unstaged) => None,
    }
}

fn name(file: &git2::DiffFile<'_>) -> Vec<u8> {
    file.path_bytes().unwrap_or_default().to_vec()
}

fn changed(delta: &DiffDelta<'_>) -> Option<Changed> {
    let change = match delta.status() {
        Delta::Untracked => PathChange::Untracked,
        Delta::Conflicted => PathChange::Conflicted,
        Delta::Added => PathChange::Tracked(Change::Added),
        Delta::Deleted => PathChange::Tracked(Change::Deleted),
        Delta::Renamed => PathChange::Tracked(Change::Renamed),
        Delta::Copied => PathChange::Tracked(Change::Copied),
        Delta::Typechange => PathChange::Tracked(Change::TypeChanged),
        Delta::Modified => PathChange::Tracked(Change::Modified),
        Delta::Unmodified | Delta::Ignored | Delta::Unreadable => return None,
    };
    let (old, new) = (delta.old_file(), delta.new_file());
    let path = name(if delta.status() == Delta::Deleted { &old } else { &new });
    let moved = matches!(delta.status(), Delta::Renamed | Delta::Copied);
    Some(Changed {
        submodule: path.ends_with(b"/") || [&old, &new].iter().any(|file| file.mode() == FileMode::Commit),
        path,
        before: moved.then(|| name(&old)),
        change,
        added: None,
        removed: None,
        lfs: None,
    })
}

fn count(diff: &Diff<'_>, position: usize) -> Result<(Option<u32>, Option<u32>), Error> {
    // A file that went or can't be read since it was listed has nothing to count.
    let Ok(Some(patch)) = Patch::from_diff(diff, position) else { return Ok((None, None)) };
    if patch.delta().flags().is_binary() {
        return Ok((None, None));
    }
    let (_, added, removed) = patch.line_stats()?;
    let number = |lines: usize| u32::try_from(lines).ok();
    Ok((number(added), number(removed)))
}
