//! Opening, and saying plainly why something can't be.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use git2::{Config, RepositoryOpenFlags};

use crate::error::Error;

/// The repository at `path` or above it. Owners are checked; nothing is run.
pub(super) fn discover(path: &Path) -> Result<git2::Repository, Error> {
    open(path, RepositoryOpenFlags::empty())
}

/// The repository at `path` and nowhere else.
pub(crate) fn open_exactly(path: &Path) -> Result<git2::Repository, Error> {
    open(path, RepositoryOpenFlags::NO_SEARCH)
}

fn open(path: &Path, flags: RepositoryOpenFlags) -> Result<git2::Repository, Error> {
    match git2::Repository::open_ext(path, flags, std::iter::empty::<&OsStr>()) {
        Ok(repository) => Ok(repository),
        Err(error) if error.code() == git2::ErrorCode::NotFound => {
            Err(Error::NotFound { what: format!("A repository at {}", path.display()) })
        }
        // libgit2 has no code for what it does not understand: we look at the configuration ourselves.
        Err(error) => Err(unsupported(path).unwrap_or_else(|| error.into())),
    }
}

/// The sentence for a form that neither libgit2 nor we read.
fn unsupported(path: &Path) -> Option<Error> {
    let config = Config::open(&find_config(path)?).ok()?;
    let mut what = None;
    let entries = config.entries(Some("^extensions\\.")).ok()?;
    entries
        .for_each(|entry| {
            let value = String::from_utf8_lossy(entry.value_bytes()).to_ascii_lowercase();
            let name = entry.name().unwrap_or_default().trim_start_matches("extensions.").to_owned();
            let sentence = match name.as_str() {
                "objectformat" if value != "sha1" => "The repository names its objects by SHA-256.".to_owned(),
                "refstorage" if value != "files" => "The repository keeps its refs in reftables.".to_owned(),
                "objectformat" | "refstorage" | "noop" | "worktreeconfig" | "preciousobjects" | "relativeworktrees" => return,
                "partialclone" => "The repository is a partial clone.".to_owned(),
                other => format!("The repository uses the extension {}.", crate::shown::visible(other)),
            };
            what.get_or_insert(sentence);
        })
        .ok()?;
    what.map(|what| Error::Unsupported { what })
}

/// The configuration file of the first Git folder at or above `path`.
fn find_config(path: &Path) -> Option<PathBuf> {
    for folder in path.ancestors() {
        let dot = folder.join(".git");
        let candidates = [linked(&dot).unwrap_or(dot), folder.to_owned()];
        for git_folder in candidates {
            if git_folder.join("HEAD").exists() {
                let common = std::fs::read_to_string(git_folder.join("commondir"));
                let common = common.map_or_else(|_| git_folder.clone(), |common| git_folder.join(common.trim_end()));
                return Some(common.join("config"));
            }
        }
    }
    None
}

/// Where a `.git` file leads.
fn linked(dot: &Path) -> Option<PathBuf> {
    let text = std::fs::read_to_string(dot).ok()?;
    let target = text.strip_prefix("gitdir: ")?.trim_end();
    Some(dot.parent()?.join(target))
}
