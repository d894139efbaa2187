//! A new, empty repository.

use std::path::Path;

use crate::error::Error;

/// Makes a repository in `path`, and the folder if need be. Its first branch is the one of `init.defaultBranch`, or
/// `main`. [`Error::Taken`] where there is a repository already.
pub fn create(path: &Path) -> Result<(), Error> {
    let mut options = git2::RepositoryInitOptions::new();
    options.no_reinit(true).mkpath(true).external_template(false).initial_head(&default_branch());
    match git2::Repository::init_opts(path, &options) {
        Ok(_) => Ok(()),
        Err(error) if error.code() == git2::ErrorCode::Exists => Err(Error::Taken { path: path.to_owned() }),
        Err(error) => Err(error.into()),
    }
}

/// The name of first branches, from the person's own configuration.
pub(crate) fn default_branch() -> String {
    let configured = git2::Config::open_default().and_then(|config| config.get_string("init.defaultBranch"));
    configured.ok().filter(|name| git2::Branch::name_is_valid(name).unwrap_or(false)).unwrap_or_else(|| "main".to_owned())
}
