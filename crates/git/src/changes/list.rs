//! The two lists: the last commit against the index, the index against the files. libgit2 compares; nothing is run.

use std::collections::BTreeSet;
use std::path::Path;

use git2::{Delta, Diff, DiffDelta, DiffFindOptions, DiffOptions, Index, IndexEntryExtendedFlag, Patch, Repository};

use super::choice::plain;
use super::suspects::{Suspects, outermost};
use super::{Side, diff, head_tree, version};
use crate::commit::Change;
use crate::error::Error;
use crate::index_file::Entries;
use crate::lfs::{self, LfsFile, Tracked};
use crate::modes::{self, GITLINK, LINK};
use crate::names::path_of;
use crate::stat::Written;

/// Lines are counted in lists up to this length.
pub(super) const COUNTED: usize = 300;
/// Bytes of a file whose lines are counted.
const COUNTED_BYTES: u64 = 64 << 20;
/// Suspects that are worth a thread.
const PART: usize = 500;
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
    let tree = head_tree(git)?;
    let mut diff = git.diff_tree_to_index(tree.as_ref(), Some(index), Some(&mut options))?;
    let other_type: Vec<Vec<u8>> =
        diff.deltas().filter(|delta| delta.status() == Delta::Typechange).map(|delta| name(&delta.new_file())).collect();
    let mut renames = DiffFindOptions::new();
    renames.renames(true).rename_threshold(50).rename_limit(RENAME_LIMIT);
    diff.find_similar(Some(&mut renames))?;
    let after = |path: &Path| modes::in_index(index, path);
    let has = |path: &Path, mode| after(path) == Some(mode) || modes::at(tree.as_ref(), path) == Some(mode);
    let list = list(&diff, Side::Staged, tracked, has, |delta| {
        let promised = || is_promised(index, delta.new_file().path_bytes().unwrap_or_default());
        let none = || modes::only_differ_in_writing(delta, tree.as_ref(), after);
        delta.status() != Delta::Conflicted && !(delta.status() == Delta::Added && promised()) && !none()
    })?;
    Ok(rejoin(list, &other_type))
}

/// What the files have and the index has not: also new files and conflicts. `tracked` says which files are large; with `told`
/// they are told and lines are counted.
pub(super) fn unstaged(
    git: &Repository,
    entries: Option<&Entries>,
    written: Written,
    tracked: &Tracked<'_>,
    told: bool,
) -> Result<Vec<Changed>, Error> {
    match entries.map(|entries| Suspects::find(git, entries, written)).transpose()?.flatten() {
        Some(suspects) => among(git, suspects, tracked, told),
        None => compare(git, &git.index()?, None, tracked, told),
    }
}

/// The same for some paths and all below them, told.
pub(super) fn unstaged_at(
    git: &Repository,
    entries: &Entries,
    written: Written,
    paths: &[Vec<u8>],
    tracked: &Tracked<'_>,
) -> Result<Option<Vec<Changed>>, Error> {
    let suspects = Suspects::find_at(git, entries, written, paths)?;
    suspects.map(|suspects| among(git, suspects, tracked, true)).transpose()
}

/// The same for what the person chose, without more words.
pub(crate) fn unstaged_among(git: &Repository, paths: &[Vec<u8>]) -> Result<Vec<Changed>, Error> {
    let path = git.path().join("index");
    let written = Written::of(&path);
    let Some(entries) = Entries::read(&path) else { return all_of_index(git) };
    let plain = |path: &Vec<u8>| {
        let path = path.strip_suffix(b"/").unwrap_or(path);
        plain(path).is_ok().then(|| outermost(git, &entries, &path_of(path))).flatten()
    };
    let paths: BTreeSet<Vec<u8>> = paths.iter().filter_map(plain).collect();
    match Suspects::find_at(git, &entries, written, &paths.into_iter().collect::<Vec<_>>())? {
        Some(suspects) => among(git, suspects, &Tracked::look_among(git, &entries), false),
        None => all_of_index(git),
    }
}

/// All of it, without more words.
pub(super) fn all_unstaged(git: &Repository) -> Result<Vec<Changed>, Error> {
    let path = git.path().join("index");
    let written = Written::of(&path);
    let Some(entries) = Entries::read(&path) else { return all_of_index(git) };
    unstaged(git, Some(&entries), written, &Tracked::look_among(git, &entries), false)
}

fn all_of_index(git: &Repository) -> Result<Vec<Changed>, Error> {
    let index = git.index()?;
    compare(git, &index, None, &Tracked::look(git, &index), false)
}

/// Looks closer at suspects, at many of them on all cores: each part is compared by a handle of its own.
fn among(git: &Repository, suspects: Suspects, tracked: &Tracked<'_>, told: bool) -> Result<Vec<Changed>, Error> {
    let root = git.workdir().unwrap_or(git.path());
    let tracked = tracked.with(suspects.paths.iter().map(Vec::as_slice));
    let large = tracked.any();
    let parts = suspects.parts(PART);
    let compared: Vec<Result<Option<Vec<Changed>>, Error>> = std::thread::scope(|scope| {
        let (first, others) = parts.split_first().map_or((None, &[][..]), |(first, others)| (Some(first), others));
        let begun: Vec<_> = others.iter().map(|part| scope.spawn(move || among_few(root, part, large, told))).collect();
        let mut all: Vec<_> = first.into_iter().map(|part| among_few(root, part, large, told)).collect();
        let failed = |_| Err(Error::broken("a part of the program gave up"));
        all.extend(begun.into_iter().map(|thread| thread.join().unwrap_or_else(failed)));
        all
    });
    let mut list = Vec::new();
    for part in compared {
        match part? {
            Some(mut part) => list.append(&mut part),
            None => return compare(git, &git.index()?, None, &tracked, told),
        }
    }
    list.sort_by(|one, other| one.path.cmp(&other.path));
    if list.len() > COUNTED {
        uncount(&mut list);
    }
    Ok(list)
}

/// An index that has nothing but suspects is compared, and files of attributes are in it, by a handle that knows no other: it would
/// read all of the large one to look for those. None for a name that no index of ours may have.
fn among_few(root: &Path, suspects: &Suspects, large: bool, told: bool) -> Result<Option<Vec<Changed>>, Error> {
    let mut few = Index::new()?;
    for entry in suspects.attributes.iter().chain(&suspects.entries) {
        if few.add(entry).is_err() {
            return Ok(None);
        }
    }
    let own = crate::repository::open_exactly(root)?;
    own.set_index(&mut few)?;
    compare(&own, &few, Some(&suspects.paths), &Tracked::known(&own, large), told).map(Some)
}

/// Forgets how many lines differ.
pub(super) fn uncount(list: &mut [Changed]) {
    for changed in list {
        (changed.added, changed.removed) = (None, None);
    }
}

fn compare(
    git: &Repository,
    index: &Index,
    only: Option<&BTreeSet<Vec<u8>>>,
    tracked: &Tracked<'_>,
    told: bool,
) -> Result<Vec<Changed>, Error> {
    let mut options = DiffOptions::new();
    options.include_typechange(true).include_untracked(true).recurse_untracked_dirs(true).show_untracked_content(told);
    for path in only.into_iter().flatten() {
        options.disable_pathspec_match(true).pathspec(path.clone());
    }
    let diff = git.diff_index_to_workdir(Some(index), Some(options.context_lines(0)))?;
    let new: Vec<Vec<u8>> =
        diff.deltas().filter(|delta| delta.status() == Delta::Untracked).map(|d| name(&d.new_file())).collect();
    let looked = tracked.with(new.iter().map(Vec::as_slice));
    let root = git.workdir().unwrap_or(git.path());
    let has = |path: &Path, mode| {
        let place = root.join(path);
        let lies_there = if mode == LINK { place.is_symlink() } else { place.join(".git").exists() };
        modes::in_index(index, path) == Some(mode) || lies_there
    };
    let wanted = |delta: &DiffDelta<'_>| !is_same_large(git, index, &looked, delta);
    let mut list = list(&diff, Side::Unstaged, told.then_some(&looked), has, wanted)?;
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
fn is_same_large(git: &Repository, index: &Index, tracked: &Tracked<'_>, delta: &DiffDelta<'_>) -> bool {
    let (old, new) = (delta.old_file(), delta.new_file());
    let path = new.path_bytes().unwrap_or_default();
    let plain = || delta.status() == Delta::Modified && modes::in_index(index, &path_of(path)) == Some(u32::from(new.mode()));
    plain() && tracked.holds(path) && lfs::is_same(git, &path_of(path), old.id())
}

/// `has` says whether a path has a mode in the older or the newer state; what is asked for is links and repositories within. libgit2
/// would say it itself, but it makes up modes that its binding has no name for where a file is of another type, and leaves odd
/// ones of a tree as they are.
fn list(
    diff: &Diff<'_>,
    side: Side,
    tracked: Option<&Tracked<'_>>,
    has: impl Fn(&Path, u32) -> bool,
    wanted: impl Fn(&DiffDelta<'_>) -> bool,
) -> Result<Vec<Changed>, Error> {
    let mut list = Vec::new();
    for (position, delta) in diff.deltas().enumerate().filter(|(_, delta)| wanted(delta)) {
        let Some(mut changed) = changed(&delta, |path| has(path, GITLINK)) else { continue };
        let is_plain = || delta.status() != Delta::Typechange && !has(&path_of(&changed.path), LINK);
        if let Some(tracked) = tracked.filter(|tracked| !changed.submodule && tracked.holds(&changed.path) && is_plain()) {
            changed.lfs = tracked.file(&changed.path, kept_of(&delta, side));
        }
        list.push((changed, position));
    }
    if tracked.is_some() && list.len() <= COUNTED {
        // A large file would be read for it, and lines of a pointer say nothing.
        for (changed, position) in list.iter_mut().filter(|(changed, _)| !changed.submodule && changed.lfs.is_none()) {
            (changed.added, changed.removed) = match (side, tracked) {
                (Side::Unstaged, Some(tracked)) => count_read(tracked.repository(), changed),
                _ => count(diff, *position)?,
            };
        }
    }
    let mut list: Vec<Changed> = list.into_iter().map(|(changed, _)| changed).collect();
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

fn changed(delta: &DiffDelta<'_>, within: impl Fn(&Path) -> bool) -> Option<Changed> {
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
        submodule: path.ends_with(b"/") || within(&path_of(&path)) || moved && within(&path_of(&name(&old))),
        path,
        before: moved.then(|| name(&old)),
        change,
        added: None,
        removed: None,
        lfs: None,
    })
}

/// The same for a file of the work tree, whose bytes we read ourselves: libgit2 would map it, and whoever cuts it off at that moment
/// ends the process.
fn count_read(git: &Repository, changed: &Changed) -> (Option<u32>, Option<u32>) {
    if changed.change == PathChange::Conflicted {
        return (None, None);
    }
    let counted = git.index().map_err(Error::from).and_then(|index| {
        let (before, after) = version::both(git, &index, &changed.path, Side::Unstaged, COUNTED_BYTES)?;
        diff::count(git, &changed.path, before.as_ref(), after.as_ref())
    });
    // A file that went or can't be read since it was listed has nothing to count.
    let number = |lines: usize| u32::try_from(lines).ok();
    counted.ok().flatten().map_or((None, None), |(added, removed)| (number(added), number(removed)))
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
