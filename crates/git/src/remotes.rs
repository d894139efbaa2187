//! Remotes of a repository: added, and fetched.

use std::sync::Arc;

use git2::{AutotagOption, FetchOptions};

use crate::context::{Context, Indexer};
use crate::error::Error;
use crate::progress::{Reporter, Stage};
use crate::repository::Repository;
use crate::transport::{self, Current};
use crate::url::Address;

impl Repository {
    /// [`Error::Invalid`] with `field` `name` where a remote can't be called so, or one is.
    pub fn check_remote_name(&self, name: &str) -> Result<(), Error> {
        let plain = git2::Remote::is_valid_name(name) && !name.starts_with('-');
        if !plain {
            return Err(Error::invalid("name", "A remote can't be called like that."));
        }
        match self.handle()?.find_remote(name) {
            Ok(_) => Err(Error::invalid("name", "There is a remote of this name already.")),
            Err(error) if error.code() == git2::ErrorCode::NotFound => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Adds a remote whose branches are kept below its name. [`Error::Invalid`] with `field` `name`, `url` or `pushUrl`.
    pub fn add_remote(&self, name: &str, url: &str, push_url: Option<&str>) -> Result<(), Error> {
        self.check_remote_name(name)?;
        Address::parse(url)?;
        if let Some(push) = push_url {
            Address::parse(push).map_err(|error| match error {
                Error::Invalid { why, .. } => Error::invalid("pushUrl", why),
                other => other,
            })?;
        }
        let git = self.handle()?;
        git.remote(name, url)?;
        if let Some(push) = push_url {
            git.remote_set_pushurl(name, Some(push))?;
        }
        Ok(())
    }

    /// Fetches the branches of a remote, and the tags that lead to what came. Blocks: for a job's thread.
    pub fn fetch_remote(&self, name: &str, context: &Context) -> Result<(), Error> {
        transport::ready()?;
        let git = self.handle()?;
        let mut remote = git.find_remote(name)?;
        if let Address::Local(_) = Address::parse(remote.url()?)? {
            return Err(Error::Unsupported { what: "Bough can't fetch from a folder yet.".to_owned() });
        }
        let reporter = Arc::new(Reporter::of(context));
        reporter.at(Stage::Waiting, 0, 0);
        // A pack may lean on objects that we have: gix's sink takes whole ones only.
        let context = Context { indexer: Indexer::Libgit2, ..context.clone() };
        let current = Current::new(&context, &reporter, None);
        current.run(|| {
            let mut options = FetchOptions::new();
            options.remote_callbacks(transport::progress(&current)).download_tags(AutotagOption::Auto).update_fetchhead(false);
            remote.fetch(&[] as &[&str], Some(&mut options), Some(&format!("fetch {name}")))
        })
    }
}
