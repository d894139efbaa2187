//! Beginning a repository that is to live on a server: a folder with the first files, hidden until it is ready.

use std::path::{Path, PathBuf};

use crate::clone::Partial;
use crate::error::Error;
use crate::repository::Repository;
use crate::url::Address;

/// What to begin with.
#[derive(Debug, Clone)]
pub struct Beginning {
    /// The folder to make; absolute. It must not be there, or be empty.
    pub target: PathBuf,
    /// The first branch, without `refs/heads/`.
    pub branch: String,
    /// Names and texts of the first files. They are staged.
    pub files: Vec<(String, String)>,
}

/// A repository that has begun, in a hidden folder beside its target. Dropped unfinished it is gone.
pub struct Begun {
    partial: Partial,
    branch: String,
}

/// Makes a repository with its first files staged. No template is used, so there are no hooks.
pub fn begin(beginning: &Beginning) -> Result<Begun, Error> {
    let Beginning { target, branch, files } = beginning;
    if !git2::Branch::name_is_valid(branch).unwrap_or(false) {
        return Err(Error::invalid("branch", "This can't be the name of a branch."));
    }
    let partial = Partial::create(target)?;
    let mut options = git2::RepositoryInitOptions::new();
    options.no_reinit(true).mkdir(false).external_template(false).initial_head(branch);
    let git = git2::Repository::init_opts(partial.tree(), &options)?;
    let mut index = git.index()?;
    for (name, text) in files {
        let path = partial.tree().join(name);
        std::fs::write(&path, text)?;
        std::fs::File::open(&path)?.sync_all()?;
        index.add_path(Path::new(name))?;
    }
    index.write()?;
    drop(git);
    Ok(Begun { partial, branch: branch.clone() })
}

impl Begun {
    /// The repository where it is now.
    pub fn open(&self) -> Result<Repository, Error> {
        Repository::open(self.partial.tree())
    }

    /// Says where it lives: the remote `origin`, which the first branch follows.
    pub fn settle(&self, url: &str) -> Result<(), Error> {
        Address::parse(url)?;
        let git = self.open()?.handle()?;
        git.remote("origin", url)?;
        let mut config = git.config()?;
        config.set_str(&format!("branch.{}.remote", self.branch), "origin")?;
        Ok(config.set_str(&format!("branch.{}.merge", self.branch), &format!("refs/heads/{}", self.branch))?)
    }

    /// Moves it to its target, all at once. [`Error::Taken`] where something appeared there.
    pub fn finish(self) -> Result<(), Error> {
        self.partial.finish()
    }
}
