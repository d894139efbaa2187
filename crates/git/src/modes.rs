//! Modes of files. Git writes four of them; trees that old or other programs wrote hold more, such as 100664, and Git takes each for
//! the nearest of the four. So does whatever asks here: libgit2 tells and compares them as they stand.

use std::path::Path;

use git2::{Delta, DiffDelta, Index, Tree, TreeEntry};

use crate::names::path_of;

/// A file.
pub(crate) const FILE: u32 = 0o100_644;
/// A file that can be run.
pub(crate) const PROGRAM: u32 = 0o100_755;
/// A symbolic link.
pub(crate) const LINK: u32 = 0o120_000;
/// A submodule.
pub(crate) const GITLINK: u32 = 0o160_000;
/// A folder.
pub(crate) const FOLDER: u32 = 0o040_000;

/// What Git takes a mode for.
pub(crate) fn nearest(mode: u32) -> u32 {
    match mode & 0o170_000 {
        0o100_000 if mode & 0o100 == 0 => FILE,
        0o100_000 => PROGRAM,
        LINK => LINK,
        FOLDER => FOLDER,
        _ => GITLINK,
    }
}

/// The mode of an entry of a tree.
pub(crate) fn of(entry: &TreeEntry<'_>) -> u32 {
    nearest(u32::try_from(entry.filemode_raw()).unwrap_or_default())
}

/// The mode that a tree has at a path; none where nothing is there.
pub(crate) fn at(tree: Option<&Tree<'_>>, path: &Path) -> Option<u32> {
    tree?.get_path(path).ok().map(|entry| of(&entry))
}

/// The mode that an index has at a path; none where nothing is there.
pub(crate) fn in_index(index: &Index, path: &Path) -> Option<u32> {
    index.get_path(path, 0).map(|entry| nearest(entry.mode))
}

/// True where libgit2 tells of a change that is none to Git: of the mode as it stands, and not of what it is taken for. `after` says
/// what the newer state has at a path.
pub(crate) fn only_differ_in_writing(
    delta: &DiffDelta<'_>,
    before: Option<&Tree<'_>>,
    after: impl FnOnce(&Path) -> Option<u32>,
) -> bool {
    let (old, new) = (delta.old_file(), delta.new_file());
    if !matches!(delta.status(), Delta::Modified | Delta::Typechange) || old.id() != new.id() {
        return false;
    }
    let path = path_of(new.path_bytes().unwrap_or_default());
    at(before, &path).is_some_and(|mode| after(&path) == Some(mode))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_git_takes_them() {
        for (written, taken) in [
            (0o100_664, FILE),
            (0o100_600, FILE),
            (0o100_611, FILE),
            (0o100_777, PROGRAM),
            (0o100_700, PROGRAM),
            (0o120_777, LINK),
            (0o040_755, FOLDER),
            (0o140_000, GITLINK),
            (0, GITLINK),
        ] {
            assert_eq!(nearest(written), taken, "{written:o}");
        }
    }
}
