//! Fetching everything into a new repository: heads and tags, as the server has them.

use std::sync::Arc;

use git2::{AutotagOption, Direction, FetchOptions, Oid, Repository};

use super::head::{Offer, ServerHead};
use crate::context::{Context, Indexer};
use crate::error::Error;
use crate::progress::Reporter;
use crate::transport::{Advertisement, Current, progress, remove_empty_pack, unborn_branch};

/// Heads and tags, and nothing of what servers keep besides. libgit2 wants both sides; only the first counts here.
const EVERYTHING: [&str; 2] = ["+refs/heads/*:refs/remotes/origin/*", "+refs/tags/*:refs/tags/*"];

/// What of it is wanted.
pub(super) struct Wish<'a> {
    pub(super) branch: Option<&'a str>,
    pub(super) depth: Option<u32>,
}

impl Wish<'_> {
    /// The branch that a shallow clone fetches alone. None for everything.
    fn single(&self, offer: &Advertisement) -> Option<String> {
        self.depth?;
        match (self.branch, ServerHead::of(offer, None)) {
            (Some(branch), _) => Some(branch.to_owned()),
            (None, ServerHead::Branch(branch)) => Some(branch),
            _ => None,
        }
    }
}

/// Fetches from `url` as remote `origin` and says what came. No ref is written yet.
pub(super) fn fetch(
    repository: &Repository,
    url: &str,
    wish: &Wish<'_>,
    context: &Context,
    reporter: &Arc<Reporter>,
) -> Result<Offer, Error> {
    let current = connection(repository, context, reporter);
    let mut offer = Advertisement::default();
    current.run(|| {
        let mut remote = repository.remote_anonymous(url)?;
        let mut connection = remote.connect_auth(Direction::Fetch, None, None)?;
        offer = current.advertisement();
        if let Some(branch) = wish.branch
            && !offer.refs.is_empty()
            && offer.object(format!("refs/heads/{branch}").as_bytes()).is_none()
        {
            return Err(current.stop(Error::NotFound { what: format!("The branch {branch}") }));
        }
        let mut wanted = vec!["HEAD".to_owned()];
        match wish.single(&offer) {
            Some(branch) => wanted = vec![format!("refs/heads/{branch}")],
            None if wish.depth.is_some() => {}
            None => wanted.extend(EVERYTHING.map(str::to_owned)),
        }
        download(&mut connection, &wanted, wish.depth, &current)
    })?;
    forget_empty_pack(repository)?;
    let unborn = if offer.refs.is_empty() { unborn_branch(&current, url)? } else { None };
    let single = wish.single(&offer);
    let whole = wish.depth.is_none();
    remember(repository, url, single.as_deref())?;
    Offer::new(repository, &offer, |name| whole || single.as_deref() == Some(name), unborn)
}

/// Fetches one commit that no branch leads to. [`Error::NotFound`] where the server does not give it.
pub(super) fn fetch_commit(
    repository: &Repository,
    url: &str,
    commit: Oid,
    context: &Context,
    reporter: &Arc<Reporter>,
) -> Result<(), Error> {
    let current = connection(repository, context, reporter);
    let fetched = current.run(|| {
        let mut remote = repository.remote_anonymous(url)?;
        let mut connection = remote.connect_auth(Direction::Fetch, None, None)?;
        download(&mut connection, &[commit.to_string()], None, &current)
    });
    forget_empty_pack(repository)?;
    match fetched {
        Ok(()) if has(repository, commit)? => Ok(()),
        // libgit2 says it without a code where the server does not allow it.
        Ok(()) | Err(Error::Broken { .. } | Error::Refused { .. }) => {
            Err(Error::NotFound { what: format!("The commit {commit} of the submodule") })
        }
        Err(error) => Err(error),
    }
}

/// True where the object is in the database.
pub(super) fn has(repository: &Repository, object: Oid) -> Result<bool, Error> {
    Ok(repository.odb()?.exists(object))
}

fn connection(repository: &Repository, context: &Context, reporter: &Arc<Reporter>) -> Arc<Current> {
    let packs = (context.indexer == Indexer::PackSink).then(|| packs(repository));
    Current::new(context, reporter, packs)
}

fn packs(repository: &Repository) -> std::path::PathBuf {
    repository.path().join("objects").join("pack")
}

fn forget_empty_pack(repository: &Repository) -> Result<(), Error> {
    Ok(remove_empty_pack(&packs(repository))?)
}

fn download(
    connection: &mut git2::RemoteConnection<'_, '_, '_>,
    wanted: &[String],
    depth: Option<u32>,
    current: &Arc<Current>,
) -> Result<(), git2::Error> {
    let mut options = FetchOptions::new();
    options.remote_callbacks(progress(current)).download_tags(AutotagOption::None).update_fetchhead(false);
    if let Some(depth) = depth.and_then(|depth| i32::try_from(depth).ok()) {
        options.depth(depth);
    }
    connection.remote().download(wanted, Some(&mut options))
}

/// Writes the remote into the configuration, as `git clone` does.
pub(super) fn remember(repository: &Repository, url: &str, single: Option<&str>) -> Result<(), Error> {
    let refspec = match single {
        Some(branch) => format!("+refs/heads/{branch}:refs/remotes/origin/{branch}"),
        None => "+refs/heads/*:refs/remotes/origin/*".to_owned(),
    };
    repository.remote_with_fetch("origin", url, &refspec)?;
    Ok(())
}
