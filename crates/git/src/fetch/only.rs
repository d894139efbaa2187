//! Fetching some refs of a remote and nothing else.

use std::sync::Arc;

use git2::{AutotagOption, Direction, FetchOptions, Oid, Reference, RemoteUpdateFlags};

use crate::context::{Context, Indexer};
use crate::error::Error;
use crate::progress::{Reporter, Stage};
use crate::repository::Repository;
use crate::transport::{self, Current, remove_empty_pack};

impl Repository {
    /// Fetches one ref of a remote, a full name, to `into`, also where that goes back; its commit in hex. Blocks: for a job's
    /// thread. [`Error::NotFound`] where the remote, or the ref on it, is not there.
    pub fn fetch_ref(&self, remote: &str, name: &str, into: &str, context: &Context) -> Result<String, Error> {
        transport::ready()?;
        let git = self.handle()?;
        let missing = |what: String| Error::NotFound { what: crate::shown::visible(&what) };
        // A server chose the name: in a refspec it must not lead to any other ref.
        if ![name, into].into_iter().all(Reference::is_valid_name) {
            return Err(missing(name.to_owned()));
        }
        let mut remote = git.find_remote(remote).map_err(|_| missing(format!("The remote {remote}")))?;
        super::refuse_folder(&remote)?;
        let reporter = Arc::new(Reporter::of(context));
        reporter.at(Stage::Waiting, 0, 0);
        let packs = git.commondir().join("objects").join("pack");
        let current = Current::new(context, &reporter, (context.indexer == Indexer::PackSink).then(|| packs.clone()));
        let spec = format!("+{name}:{into}");
        let fetched = current.run(|| {
            let mut options = FetchOptions::new();
            options.remote_callbacks(transport::progress(&current)).download_tags(AutotagOption::None);
            remote.connect(Direction::Fetch)?;
            if !remote.list()?.iter().any(|head| head.name() == name) {
                return Err(current.stop(missing(name.to_owned())));
            }
            remote.download(&[&spec], Some(&mut options))?;
            remote.update_tips(None, RemoteUpdateFlags::empty(), AutotagOption::None, None)?;
            remote.disconnect()
        });
        remove_empty_pack(&packs)?;
        fetched?;
        Ok(git.find_reference(into)?.peel_to_commit()?.id().to_string())
    }

    /// Asks a remote where its branches are, in one request, without fetching: names without `refs/heads/` and commits in hex.
    /// With `also` refs of other kinds that begin so, by their full names.
    pub fn list_remote_refs(&self, remote: &str, also: &str, context: &Context) -> Result<Vec<(String, String)>, Error> {
        transport::ready()?;
        let git = self.handle()?;
        let mut remote = git
            .find_remote(remote)
            .map_err(|_| Error::NotFound { what: crate::shown::visible(&format!("The remote {remote}")) })?;
        super::refuse_folder(&remote)?;
        let reporter = Arc::new(Reporter::of(context));
        let current = Current::new(context, &reporter, None);
        let mut found: Vec<(String, Oid)> = Vec::new();
        current.run(|| {
            remote.connect(Direction::Fetch)?;
            found = remote.list()?.iter().map(|head| (head.name().to_owned(), head.oid())).collect();
            remote.disconnect()
        })?;
        let shown = |(name, id): (String, Oid)| {
            let short = name.strip_prefix("refs/heads/").map(str::to_owned);
            Some((short.or_else(|| name.starts_with(also).then_some(name))?, id.to_string()))
        };
        Ok(found.into_iter().filter_map(shown).collect())
    }

    /// Removes a ref of Bough's own, below `refs/bough/`. One that is not there is no mistake.
    pub fn forget_own_ref(&self, name: &str) -> Result<(), Error> {
        if !name.starts_with("refs/bough/") {
            return Err(Error::broken("this ref is not ours"));
        }
        match self.handle()?.find_reference(name) {
            Ok(mut own) => Ok(own.delete()?),
            Err(error) if error.code() == git2::ErrorCode::NotFound => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}
