//! Cloning from a folder of this computer that the person chose: objects are linked or copied as they are. libgit2's own
//! way packs all of them anew, which takes minutes.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use git2::Repository;

use super::copy::{self, Watch};
use super::fetch::{Wish, remember};
use super::head::{Offer, ServerHead};
use crate::context::Context;
use crate::error::Error;
use crate::progress::{Reporter, Stage};
use crate::repository;

/// Alternates of alternates, as Git follows them.
const DEEPEST: usize = 5;

/// Copies everything that the repository at `path` has, as remote `origin`.
pub(super) fn copy(
    repository: &Repository,
    url: &str,
    path: &Path,
    wish: &Wish<'_>,
    context: &Context,
    reporter: &Arc<Reporter>,
) -> Result<Offer, Error> {
    let source = repository::open_exactly(path)?;
    let common = source.commondir().to_owned();
    let watch = Watch { cancel: &context.cancel, reporter };
    reporter.at(Stage::Receiving, 0, 0);
    let objects = repository.path().join("objects");
    copy_objects(&common.join("objects"), &objects, &watch, 0)?;
    if source.is_shallow() {
        std::fs::copy(common.join("shallow"), repository.path().join("shallow"))?;
    }
    remember(repository, url, None)?;
    let refs = crate::refs::read(source.path(), &common)?;
    let strip = |folder: &[u8]| -> Vec<(Vec<u8>, git2::Oid)> {
        refs.all
            .iter()
            .filter_map(|known| {
                Some((known.name.strip_prefix(folder)?.to_vec(), git2::Oid::from_bytes(known.target.as_bytes()).ok()?))
            })
            .collect()
    };
    let (tracked, tags) = (strip(b"refs/heads/"), strip(b"refs/tags/"));
    if let Some(branch) = wish.branch
        && !tracked.is_empty()
        && !tracked.iter().any(|(name, _)| name == branch.as_bytes())
    {
        return Err(Error::NotFound { what: format!("The branch {branch}") });
    }
    let head = match repository::head(&source)? {
        repository::Head::Branch { name, .. } => ServerHead::Branch(name),
        repository::Head::Unborn { name } => ServerHead::Unborn(Some(name)),
        repository::Head::Detached { commit } => ServerHead::Commit(git2::Oid::from_str(&commit)?),
    };
    Ok(Offer { tracked, tags, head })
}

fn copy_objects(from: &Path, to: &Path, watch: &Watch<'_>, depth: usize) -> Result<(), Error> {
    copy::folder(from, to, watch)?;
    if depth == DEEPEST {
        return Ok(());
    }
    for alternate in alternates(from) {
        copy_objects(&alternate, to, watch, depth + 1)?;
    }
    Ok(())
}

/// Other object folders that this one leans on.
fn alternates(objects: &Path) -> Vec<PathBuf> {
    let listed = std::fs::read_to_string(objects.join("info").join("alternates")).unwrap_or_default();
    let lines = listed.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| objects.join(line)).collect()
}
