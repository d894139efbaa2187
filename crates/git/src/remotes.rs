//! Remotes of a repository: added. `fetch.rs` fetches them.

use crate::error::Error;
use crate::repository::Repository;
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
}
