//! The lists as they were read last. While index, last commit and settings are what they were, only paths that the watch told of
//! are read again. Whatever is in doubt is read whole.

use std::collections::BTreeSet;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use git2::{Oid, Repository};

use super::list::{self, COUNTED, Changed};
use super::suspects::outermost;
use super::{Changes, List, PATHS_SHOWN, head_tree, operation};
use crate::error::Error;
use crate::index_file::{self, Entries};
use crate::lfs::{self, Tracked};
use crate::names::bytes_of;
use crate::refs::hash_facts;
use crate::repository::head;
use crate::stat::Written;
use crate::watch::Told;

/// With more paths than these, reading all of it is not slower.
const TOLD_AT_MOST: usize = 1_000;

/// What was read, with a handle that never needs the whole index, and the entries of that.
pub(crate) struct Known {
    git: Repository,
    entries: Option<Entries>,
    basis: Basis,
    staged: Vec<Changed>,
    unstaged: Vec<Changed>,
    /// True where files are kept by LFS: which of them are here, no list says.
    large: bool,
    lfs_missing: usize,
}

/// What the lists rest on beside the files themselves.
#[derive(Debug, PartialEq, Eq)]
struct Basis {
    tree: Option<Oid>,
    index: u64,
    settings: u64,
    written: Written,
}

impl Basis {
    /// As it is now. Take it before reading: a change in between is then seen the next time.
    fn of(git: &Repository) -> Result<Self, Error> {
        let path = git.path().join("index");
        let mut index = DefaultHasher::new();
        hash_facts(&path, &mut index);
        Ok(Self {
            tree: head_tree(git)?.map(|tree| tree.id()),
            index: index.finish(),
            settings: settings(git)?,
            written: Written::of(&path),
        })
    }
}

impl Known {
    /// Reads everything.
    pub(super) fn read(git: Repository) -> Result<Self, Error> {
        let basis = Basis::of(&git)?;
        // Where somebody stages from here on, the basis is another one the next time.
        let entries = Entries::read(&git.path().join("index"));
        let clean = basis.tree.is_some() && entries.as_ref().and_then(Entries::tree) == basis.tree;
        let large = match &entries {
            Some(entries) => Tracked::look_among(&git, entries).any(),
            None => Tracked::look(&git, &git.index()?).any(),
        };
        let (staged, unstaged, lfs_missing) = {
            let tracked = Tracked::known(&git, large);
            let staged = if clean { Vec::new() } else { list::staged(&git, &git.index()?, Some(&tracked))? };
            let unstaged = list::unstaged(&git, entries.as_ref(), basis.written, &tracked, true)?;
            let missing = if large { lfs::wanted(&git, &git.index()?, &tracked).len() } else { 0 };
            (staged, unstaged, missing)
        };
        Ok(Self { git, entries, basis, staged, unstaged, large, lfs_missing })
    }

    /// Reads what was told again. False where that does not do.
    pub(super) fn follow(&mut self, told: &Told) -> Result<bool, Error> {
        if self.large || told.lost || told.paths.len() > TOLD_AT_MOST || self.basis != Basis::of(&self.git)? {
            return Ok(false);
        }
        let Some(entries) = &self.entries else { return Ok(false) };
        let Some(paths) = self.within(&told.paths, entries) else { return Ok(false) };
        if paths.is_empty() {
            return Ok(true);
        }
        let Some(fresh) = list::unstaged_at(&self.git, entries, self.basis.written, &paths, &Tracked::known(&self.git, false))?
        else {
            return Ok(false);
        };
        let was_counted = self.unstaged.len() <= COUNTED;
        self.unstaged.retain(|changed| !paths.iter().any(|path| covers(path, &changed.path)));
        self.unstaged.extend(fresh);
        self.unstaged.sort_by(|one, other| one.path.cmp(&other.path));
        // Lines are counted in all of a list or in none of it.
        let is_counted = self.unstaged.len() <= COUNTED;
        if !is_counted {
            list::uncount(&mut self.unstaged);
        }
        Ok(was_counted == is_counted)
    }

    /// What to read again, nothing below another; none where a path is told that decides about others.
    fn within(&self, told: &BTreeSet<PathBuf>, entries: &Entries) -> Option<Vec<Vec<u8>>> {
        let root = self.git.workdir()?;
        let (own, common) = (self.git.path(), self.git.commondir());
        let mut paths = BTreeSet::new();
        for path in told {
            if path.starts_with(own) || path.starts_with(common) {
                // Of all that is in there only repositories of submodules show among the files.
                if path.starts_with(common.join("modules")) {
                    return None;
                }
                continue;
            }
            let name = path.strip_prefix(root).ok()?;
            let last = bytes_of(name.file_name()?).to_ascii_lowercase();
            if [&b".git"[..], b".gitignore", b".gitattributes", b".gitmodules"].contains(&&last[..]) {
                return None;
            }
            paths.insert(outermost(&self.git, entries, name)?);
        }
        let mut top: Vec<Vec<u8>> = Vec::with_capacity(paths.len());
        for path in &paths {
            if !paths.iter().any(|other| other != path && covers(other, path)) {
                top.push(path.clone());
            }
        }
        Some(top)
    }

    /// What is shown of it.
    pub(super) fn shown(&self) -> Result<Changes, Error> {
        // A lock that a killed one of us left would stop everybody else.
        index_file::recover(&self.git);
        let cut = |list: &[Changed]| List { paths: list[..list.len().min(PATHS_SHOWN)].to_vec(), total: list.len() };
        Ok(Changes {
            head: head(&self.git)?,
            operation: operation(&self.git),
            staged: cut(&self.staged),
            unstaged: cut(&self.unstaged),
            lfs_missing: self.lfs_missing,
        })
    }
}

/// True for a path and all below it.
fn covers(path: &[u8], other: &[u8]) -> bool {
    other.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with(b"/"))
}

/// The configuration, and the files outside of the tree that say what is ignored and what attributes hold.
fn settings(git: &Repository) -> Result<u64, Error> {
    let mut hasher = DefaultHasher::new();
    let config = git.config()?;
    config.entries(None)?.for_each(|entry| {
        entry.name_bytes().hash(&mut hasher);
        entry.value_bytes().hash(&mut hasher);
    })?;
    let home = std::env::home_dir().unwrap_or_default();
    let own = std::env::var_os("XDG_CONFIG_HOME").map_or_else(|| home.join(".config"), PathBuf::from).join("git");
    let info = git.commondir().join("info");
    let set = ["core.excludesFile", "core.attributesFile"].into_iter().filter_map(|key| config.get_path(key).ok());
    let fixed = [info.join("exclude"), info.join("attributes"), own.join("ignore"), own.join("attributes")];
    for file in set.chain(fixed).chain([Path::new("/etc/gitattributes").to_owned()]) {
        hash_facts(&file, &mut hasher);
        fs::read_link(&file).ok().hash(&mut hasher);
    }
    Ok(hasher.finish())
}
