//! Cloning: into a guarded folder beside the target, in steps that can each be cancelled, renamed at the end.

mod checkout;
mod copy;
mod fetch;
mod head;
mod local;
mod packed_refs;
mod partial;
mod submodule_name;
mod submodules;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::context::Context;
use crate::error::Error;
use crate::lfs::fetch_and_put;
use crate::progress::{Reporter, Stage};
use crate::url::Address;

pub(crate) use checkout::checkout as fill;
pub(crate) use partial::Partial;
pub use partial::sweep;
pub(crate) use submodules::clone as submodules;

/// What to clone, and where to.
#[derive(Debug, Clone)]
pub struct CloneRequest {
    /// As the person typed it: `https://`, `ssh://`, `user@host:path`, `file://` or an absolute path.
    pub url: String,
    /// The folder to make; absolute. It must not be there, or be empty.
    pub target: PathBuf,
    /// The branch to check out, without `refs/heads/`; none takes the server's.
    pub branch: Option<String>,
    /// So many commits of that branch only; none takes everything. Does not count for local paths.
    pub depth: Option<u32>,
    /// Clone submodules too, and theirs.
    pub submodules: bool,
}

/// A clone that is usable.
#[derive(Debug, Default)]
pub struct Cloned {
    /// Why files of Git LFS are still pointers, if some are: [`Repository::fetch_lfs`](crate::Repository::fetch_lfs) tries again.
    pub lfs: Option<Error>,
}

/// Clones. Blocks: for a job's thread. Either the whole clone is at the target in the end, or nothing is; files of Git LFS that
/// could not be had are no reason to give it up.
pub fn clone(request: &CloneRequest, context: &Context) -> Result<Cloned, Error> {
    guarded(request, context, true)
}

/// Clones without writing files, as `git clone --no-checkout` does; submodules are left out with them.
pub fn clone_without_files(request: &CloneRequest, context: &Context) -> Result<(), Error> {
    guarded(request, context, false).map(drop)
}

fn guarded(request: &CloneRequest, context: &Context, files: bool) -> Result<Cloned, Error> {
    let result = catch_unwind(AssertUnwindSafe(|| steps(request, context, files)));
    match result {
        // The flag is asked before the result: what was cancelled may look like a success or like any error.
        Ok(Err(_)) | Err(_) if context.cancel.is_cancelled() => Err(Error::Cancelled),
        Ok(result) => result,
        Err(_) => Err(Error::broken("a part of the program gave up")),
    }
}

fn steps(request: &CloneRequest, context: &Context, files: bool) -> Result<Cloned, Error> {
    crate::transport::ready()?;
    let url = request.url.trim();
    let address = Address::parse(url)?;
    if let Some(branch) = &request.branch
        && !git2::Branch::name_is_valid(branch).unwrap_or(false)
    {
        return Err(Error::invalid("branch", "This can't be the name of a branch."));
    }
    if request.depth.is_some_and(|depth| depth == 0 || i32::try_from(depth).is_err()) {
        return Err(Error::invalid("depth", "The depth must be at least 1."));
    }
    let partial = Partial::create(&request.target)?;
    let reporter = Arc::new(Reporter::of(context));
    reporter.at(Stage::Waiting, 0, 0);
    let tree = partial.tree();
    let (repository, commit) = fetch_into(tree, url, &address, request, context, &reporter)?;
    let mut cloned = Cloned::default();
    if let Some(commit) = commit.filter(|_| files) {
        checkout::checkout(&repository, commit, context, &reporter)?;
        cloned.lfs = fetch_and_put(&repository, url, context, &reporter)?;
        if request.submodules {
            let theirs = submodules::clone(&repository, url, context, &reporter)?;
            cloned.lfs = cloned.lfs.or(theirs);
        }
    }
    drop(repository);
    if context.cancel.is_cancelled() {
        return Err(Error::Cancelled);
    }
    partial.finish()?;
    Ok(cloned)
}

/// Objects, refs and settings into an empty folder. Gives the commit to check out; none where there is nothing yet.
fn fetch_into(
    folder: &Path,
    url: &str,
    address: &Address,
    request: &CloneRequest,
    context: &Context,
    reporter: &Arc<Reporter>,
) -> Result<(git2::Repository, Option<git2::Oid>), Error> {
    let repository = init(folder)?;
    let wish = fetch::Wish { branch: request.branch.as_deref(), depth: request.depth };
    let offer = match address {
        Address::Local(path) => local::copy(&repository, url, path, &wish, context, reporter)?,
        _ => fetch::fetch(&repository, url, &wish, context, reporter)?,
    };
    packed_refs::write(&repository, &offer.tracked, &offer.tags)?;
    let commit = head::settle(&repository, url, &offer, request.branch.as_deref())?;
    Ok((repository, commit))
}

/// An empty repository without anybody's template, so without hooks.
fn init(folder: &Path) -> Result<git2::Repository, Error> {
    let mut options = git2::RepositoryInitOptions::new();
    options.no_reinit(true).mkdir(false).external_template(false);
    Ok(git2::Repository::init_opts(folder, &options)?)
}
