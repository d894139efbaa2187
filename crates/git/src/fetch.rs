//! Fetching into a repository that is there: what its remote's refspecs say, and tags that belong to it.

mod only;

use std::sync::Arc;

use git2::{AutotagOption, Direction, FetchOptions, RemoteUpdateFlags};

use crate::context::{Context, Indexer};
use crate::error::Error;
use crate::progress::{Reporter, Stage};
use crate::repository::Repository;
use crate::transport::{self, Current, remove_empty_pack};
use crate::url::Address;

impl Repository {
    /// Fetches from a remote as its configuration says: branches that are gone there go here where `fetch.prune` says so.
    /// Blocks: for a job's thread. [`Error::NotFound`] where there is no such remote.
    pub fn fetch(&self, remote: &str, context: &Context) -> Result<(), Error> {
        transport::ready()?;
        let git = self.handle()?;
        let missing = |_| Error::NotFound { what: format!("The remote {}", crate::shown::visible(remote)) };
        let prunes = prunes(&git, remote);
        let mut remote = git.find_remote(remote).map_err(missing)?;
        refuse_folder(&remote)?;
        let reporter = Arc::new(Reporter::of(context));
        reporter.at(Stage::Waiting, 0, 0);
        let packs = git.commondir().join("objects").join("pack");
        let sink = context.indexer == Indexer::PackSink;
        let current = Current::new(context, &reporter, sink.then(|| packs.clone()));
        let fetched = current.run(|| {
            let mut options = FetchOptions::new();
            options.remote_callbacks(transport::progress(&current)).download_tags(AutotagOption::Auto);
            remote.connect(Direction::Fetch)?;
            remote.download(&[] as &[&str], Some(&mut options))?;
            remote.update_tips(None, RemoteUpdateFlags::UPDATE_FETCHHEAD, AutotagOption::Auto, None)?;
            if prunes {
                remote.prune(None)?;
            }
            remote.disconnect()
        });
        remove_empty_pack(&packs)?;
        fetched
    }
}

/// [`Error::Unsupported`] for a remote that is a folder of this computer.
fn refuse_folder(remote: &git2::Remote<'_>) -> Result<(), Error> {
    match Address::parse(remote.url().map_err(Error::broken)?)? {
        Address::Local(_) => Err(Error::Unsupported { what: "Bough can't fetch from a folder yet.".to_owned() }),
        Address::Http(_) | Address::Ssh(_) => Ok(()),
    }
}

/// Whether branches go that are gone on the server.
fn prunes(git: &git2::Repository, remote: &str) -> bool {
    let Ok(config) = git.config() else { return false };
    let own = config.get_bool(&format!("remote.{remote}.prune"));
    own.or_else(|_| config.get_bool("fetch.prune")).unwrap_or(false)
}
