//! Where things are, and which of what happens there matters.

use std::path::{Path, PathBuf};

use super::Told;

/// Paths of one bustle that are looked up among the ignored ones; with more of them it is worth a look anyway.
const LOOKED_UP: usize = 64;
/// What changes in a Git folder without anything being different, and what is ours.
const NOISE: [&str; 5] = ["objects", "logs", "lfs", "bough", "refs/bough"];

/// Where things are.
pub(crate) struct Places {
    pub(crate) work_tree: Option<PathBuf>,
    pub(crate) git_folder: PathBuf,
    pub(crate) common_folder: PathBuf,
}

impl Places {
    /// The folders to watch with all below them: a linked work tree has its Git folder elsewhere.
    pub(super) fn roots(&self) -> Vec<&Path> {
        let mut roots: Vec<&Path> = Vec::new();
        for place in self.work_tree.iter().chain([&self.common_folder, &self.git_folder]) {
            if !roots.iter().any(|root| place.starts_with(root)) {
                roots.push(place);
            }
        }
        roots
    }

    /// True where something may be different that somebody looks at.
    pub(super) fn matter(&self, told: &Told) -> bool {
        let inside: Vec<&Path> = told.paths.iter().map(PathBuf::as_path).filter(|path| !self.is_noise(path)).collect();
        if told.lost || inside.len() > LOOKED_UP {
            return true;
        }
        let git = self.work_tree.as_deref().and_then(|root| crate::repository::open_exactly(root).ok());
        let ignored = |path: &Path| {
            let (Some(root), Some(git)) = (&self.work_tree, &git) else { return false };
            let name = path.strip_prefix(root).ok().filter(|name| !path.starts_with(&self.git_folder) && *name != Path::new(""));
            name.is_some_and(|name| git.is_path_ignored(name).unwrap_or(false))
        };
        inside.into_iter().any(|path| !ignored(path))
    }

    /// What changes in a Git folder without anything being different: objects, logs, locks, and what is ours.
    pub(super) fn is_noise(&self, path: &Path) -> bool {
        let Some(name) = [&self.git_folder, &self.common_folder].iter().find_map(|folder| path.strip_prefix(folder).ok()) else {
            return false;
        };
        NOISE.iter().any(|noise| name.starts_with(noise))
            || name.extension().is_some_and(|end| end == "lock")
            || name == Path::new("")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_on_within_git_is_noise() {
        let git = PathBuf::from("/r/.git");
        let places = Places { work_tree: Some("/r".into()), git_folder: git.clone(), common_folder: git };
        for noise in [".git", ".git/objects/12/34", ".git/index.lock", ".git/bough/x", ".git/refs/bough/undo/main/1/done"] {
            assert!(places.is_noise(&Path::new("/r").join(noise)), "{noise}");
        }
        for news in [".git/index", ".git/HEAD", ".git/refs/heads/main", ".git/MERGE_HEAD", "file", "objects/file"] {
            assert!(!places.is_noise(&Path::new("/r").join(news)), "{news}");
        }
    }

    #[test]
    fn a_linked_work_tree_has_a_second_root() {
        let git = PathBuf::from("/r/.git");
        let linked = Places { work_tree: Some("/b".into()), git_folder: git.join("worktrees/b"), common_folder: git.clone() };
        assert_eq!(linked.roots(), [Path::new("/b"), &git]);
        let plain = Places { work_tree: Some("/r".into()), git_folder: git.clone(), common_folder: git };
        assert_eq!(plain.roots(), [Path::new("/r")]);
    }
}
