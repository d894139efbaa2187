//! Watching a repository from outside: other programs change it too. What the system tells is a hint and no more.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::{RecommendedWatcher, RecursiveMode, Watcher};

/// Nothing more is told for so long: then the ear hears.
const QUIET: Duration = Duration::from_millis(40);
/// Where it never becomes quiet, the ear hears so often.
const PATIENCE: Duration = Duration::from_millis(500);
/// Where the system can't watch, the ear hears so often.
const POLL: Duration = Duration::from_secs(5);
/// Paths of one bustle that are looked up among the ignored ones; with more of them it is worth a look anyway.
const LOOKED_UP: usize = 64;

/// A watch. It ends when this is dropped.
pub struct Watch(Sender<Told>);

enum Told {
    Paths(Vec<PathBuf>),
    /// Some were lost.
    Lost,
    End,
}

impl Drop for Watch {
    fn drop(&mut self) {
        // Its thread may never have begun.
        let _ = self.0.send(Told::End);
    }
}

/// Where things are.
pub(crate) struct Places {
    pub(crate) work_tree: Option<PathBuf>,
    pub(crate) git_folder: PathBuf,
    pub(crate) common_folder: PathBuf,
}

impl Watch {
    /// Watching a large tree takes a while to begin: that, too, happens on the thread.
    pub(crate) fn start(places: Places, ear: impl Fn() + Send + 'static) -> Self {
        let (tell, told) = channel();
        let teller = tell.clone();
        let thread = std::thread::Builder::new().name("watch".to_owned()).spawn(move || match places.watch(teller) {
            // Something may have changed before the watch began.
            Ok(_watcher) => {
                ear();
                listen(&places, &told, &ear);
            }
            Err(_) => poll(&told, &ear),
        });
        // Without a thread there is no watch; the window asks again when it comes to the front.
        drop(thread);
        Self(tell)
    }
}

/// Calls the ear from time to time.
fn poll(told: &Receiver<Told>, ear: &impl Fn()) {
    while let Err(RecvTimeoutError::Timeout) = told.recv_timeout(POLL) {
        ear();
    }
}

/// Calls the ear once for each bustle that matters.
fn listen(places: &Places, told: &Receiver<Told>, ear: &impl Fn()) {
    while let Ok(first) = told.recv() {
        let begun = Instant::now();
        let (mut paths, mut lost) = (BTreeSet::new(), false);
        let mut next = Some(first);
        while let Some(one) = next {
            match one {
                Told::Paths(some) => paths.extend(some),
                Told::Lost => lost = true,
                Told::End => return,
            }
            next = if begun.elapsed() < PATIENCE { told.recv_timeout(QUIET).ok() } else { None };
        }
        if lost || places.matter(&paths) {
            ear();
        }
    }
}

impl Places {
    fn watch(&self, teller: Sender<Told>) -> notify::Result<RecommendedWatcher> {
        let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            let told = match event {
                Ok(event) if event.kind.is_access() => return,
                Ok(event) if event.need_rescan() => Told::Lost,
                Ok(event) => Told::Paths(event.paths),
                Err(_) => Told::Lost,
            };
            // Nobody may listen any more.
            let _ = teller.send(told);
        })?;
        if let Some(root) = &self.work_tree {
            watcher.watch(root, RecursiveMode::Recursive)?;
        }
        // A linked work tree has its Git folder elsewhere.
        for folder in [&self.git_folder, &self.common_folder] {
            if self.work_tree.as_ref().is_none_or(|root| !folder.starts_with(root)) {
                watcher.watch(folder, RecursiveMode::NonRecursive)?;
                if folder.join("refs").is_dir() {
                    watcher.watch(&folder.join("refs"), RecursiveMode::Recursive)?;
                }
            }
        }
        Ok(watcher)
    }

    fn matter(&self, paths: &BTreeSet<PathBuf>) -> bool {
        let inside: Vec<&Path> = paths.iter().map(PathBuf::as_path).filter(|path| !self.is_noise(path)).collect();
        if inside.len() > LOOKED_UP {
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
    fn is_noise(&self, path: &Path) -> bool {
        let Some(name) = [&self.git_folder, &self.common_folder].iter().find_map(|folder| path.strip_prefix(folder).ok()) else {
            return false;
        };
        ["objects", "logs", "bough", "refs/bough"].iter().any(|noise| name.starts_with(noise))
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
}
