//! Bringing the large files of a checkout: what is wanted and not here, from where the remote has it.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use git2::Repository as Git;

use super::batch::{MOST, Server};
use super::download::{self, Gauge};
use super::endpoint::{Place, below, of_remote};
use super::pointer::Pointer;
use super::put::put;
use super::store::Store;
use super::tracked::Tracked;
use super::wanted::{Wanted, wanted};
use crate::context::Context;
use crate::error::Error;
use crate::index_file::IndexFile;
use crate::progress::Reporter;
use crate::repository::{self, Repository};
use crate::url::Address;

impl Repository {
    /// Downloads the large files whose pointers lie in the work tree, and puts them in their place; how many. Blocks: for a
    /// job's thread. What came stays where an error ends it.
    pub fn fetch_lfs(&self, context: &Context) -> Result<usize, Error> {
        crate::transport::ready()?;
        let git = self.handle()?;
        let index = git.index()?;
        let wanted = wanted(&git, &index, &Tracked::look(&git, &index));
        if wanted.is_empty() {
            return Ok(0);
        }
        let (remote, url) = remote(&git)?;
        let reporter = Reporter::of(context);
        let fetched = fetch(&git, &remote, &url, &wanted, context, &reporter);
        let count = self.write(|work| put(work.git, &mut work.index, &wanted))?;
        fetched.map(|()| count)
    }
}

/// For a new clone: fetches and puts. What went wrong, unless it was cancelled: the clone is usable without.
pub(crate) fn fetch_and_put(git: &Git, url: &str, context: &Context, reporter: &Reporter) -> Result<Option<Error>, Error> {
    let index = git.index()?;
    let wanted = wanted(git, &index, &Tracked::look(git, &index));
    if wanted.is_empty() {
        return Ok(None);
    }
    let fetched = fetch(git, "origin", url, &wanted, context, reporter);
    if context.cancel.is_cancelled() {
        return Err(Error::Cancelled);
    }
    let written = IndexFile::lock(git).and_then(|mut index| put(git, &mut index, &wanted));
    Ok(fetched.err().or(written.err()))
}

/// Whether LFS is on for the repository behind an address of HTTP(S).
pub(crate) fn is_on(context: &Context, url: &str) -> Result<bool, Error> {
    let Address::Http(repository) = Address::parse(url)? else {
        return Err(Error::invalid("url", "The address is not one of HTTP."));
    };
    let credential = context.access.https(&repository)?;
    Server { endpoint: below(&repository), credential, context }.is_on()
}

/// Brings what the store lacks of it.
pub(crate) fn fetch(
    git: &Git,
    remote: &str,
    url: &str,
    wanted: &[Wanted],
    context: &Context,
    reporter: &Reporter,
) -> Result<(), Error> {
    let store = Store::of(git);
    let all: BTreeSet<&Pointer> = wanted.iter().map(|file| &file.pointer).collect();
    let absent: Vec<&Pointer> = all.iter().copied().filter(|pointer| !pointer.is_extended() && !store.has(pointer)).collect();
    if !absent.is_empty() {
        let total = absent.iter().fold(0_u64, |sum, pointer| sum.saturating_add(pointer.size()));
        let gauge = Gauge::new(reporter, total);
        match of_remote(git, remote, url, &*context.access)? {
            Place::Folder(path) => copy(&path, &store, &absent, context, &gauge)?,
            Place::Server { endpoint, repository } => {
                let credential = context.access.https(&repository)?.filter(|own| own.scope.admits(&endpoint));
                download(&Server { endpoint, credential, context }, &store, &absent, &gauge)?;
            }
        }
    }
    match all.iter().find(|pointer| pointer.is_extended()) {
        Some(_) => Err(Error::Unsupported {
            what: "Some files went through an extension of Git LFS, which Bough does not run. They stay pointers.".to_owned(),
        }),
        None => Ok(()),
    }
}

/// All of them are tried; the first that failed is the answer, and how many others did too.
fn download(server: &Server<'_>, store: &Store, absent: &[&Pointer], gauge: &Gauge<'_>) -> Result<(), Error> {
    let mut failures = Vec::new();
    for some in absent.chunks(MOST) {
        let mut errands = Vec::new();
        for (pointer, action) in server.ask(some)? {
            match action {
                Ok(action) => errands.push((pointer, action)),
                Err(error) => failures.push(error),
            }
        }
        failures.extend(download::all(server, store, errands, gauge));
        if server.context.cancel.is_cancelled() {
            return Err(Error::Cancelled);
        }
    }
    let more = failures.len().saturating_sub(1);
    // What the person can do something about comes before what only one object met.
    match failures.into_iter().min_by_key(|error| !download::meets_all(error)) {
        None => Ok(()),
        Some(Error::NotFound { what }) if more > 0 => Err(Error::NotFound { what: format!("{what} (and {more} more)") }),
        Some(error) => Err(error),
    }
}

/// From a repository on this computer, hashed as if from anywhere else.
fn copy(from: &Path, to: &Store, absent: &[&Pointer], context: &Context, gauge: &Gauge<'_>) -> Result<(), Error> {
    let source = Store::of(&repository::open_exactly(from)?);
    let mut missing = None;
    for pointer in absent {
        if context.cancel.is_cancelled() {
            return Err(Error::Cancelled);
        }
        let kept = match source.open(pointer) {
            Some(mut file) => {
                let mut incoming = to.receive()?;
                io::copy(&mut file, &mut incoming)?;
                gauge.add(usize::try_from(incoming.size()).unwrap_or(usize::MAX));
                incoming.keep_as(pointer)?
            }
            None => false,
        };
        if !kept {
            missing.get_or_insert_with(|| Error::NotFound { what: format!("The LFS object {}", pointer.oid()) });
        }
    }
    missing.map_or(Ok(()), Err)
}

/// The remote that the current branch follows, or `origin`, or the only one; with its address.
fn remote(git: &Git) -> Result<(String, String), Error> {
    let head = git.head().ok().filter(git2::Reference::is_branch);
    let followed = head.and_then(|head| git.branch_upstream_remote(head.name().ok()?).ok()?.as_str().ok().map(str::to_owned));
    let all = crate::refs::remotes(git)?;
    let find = |name: &str| all.iter().find(|(known, _)| known == name);
    let only = || all.first().filter(|_| all.len() == 1);
    let found = followed.as_deref().and_then(find).or_else(|| find("origin")).or_else(only);
    found.cloned().ok_or_else(|| Error::NotFound { what: "A remote to fetch the LFS files from".to_owned() })
}
