//! Bringing the large files of a checkout: what is wanted and not here, from where the remote has it.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;
use std::sync::Arc;

use git2::Repository as Git;

use super::batch::{Item, Purpose, Server};
use super::door::Door;
use super::download::receive;
use super::endpoint::{Place, below, of_remote};
use super::gauge::Gauge;
use super::lanes::{Errand, meets_all};
use super::operation::Operation;
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
        let reporter = Arc::new(Reporter::of(context));
        let fetched = fetch(&git, &remote, &url, &wanted, context, &reporter);
        let count = self.write(|work| put(work.git, &mut work.index, &wanted))?;
        fetched.map(|()| count)
    }
}

/// For a new clone: fetches and puts. What went wrong, unless it was cancelled: the clone is usable without.
pub(crate) fn fetch_and_put(git: &Git, url: &str, context: &Context, reporter: &Arc<Reporter>) -> Result<Option<Error>, Error> {
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
    Server { endpoint: below(&repository), credential, headers: Vec::new(), context }.is_on()
}

/// Brings what the store lacks of it.
pub(crate) fn fetch(
    git: &Git,
    remote: &str,
    url: &str,
    wanted: &[Wanted],
    context: &Context,
    reporter: &Arc<Reporter>,
) -> Result<(), Error> {
    let store = Store::of(git);
    let all: BTreeSet<&Pointer> = wanted.iter().map(|file| &file.pointer).collect();
    let absent = all.iter().copied().filter(|pointer| !pointer.is_extended() && !store.has(pointer));
    let absent: Vec<Item<'_>> =
        absent.map(|pointer| Item { pointer, name: format!("The LFS object {}", pointer.oid()) }).collect();
    if !absent.is_empty() {
        let gauge = Gauge::new(reporter, Operation::Download, &absent);
        match of_remote(git, remote, url, Operation::Download, &*context.access)? {
            Place::Folder(path) => copy(&path, &store, &absent, context, &gauge)?,
            Place::Server(way) => {
                let purpose = Purpose { operation: Operation::Download, reference: None };
                download(&mut Door::new(way, purpose, context, reporter), &store, &absent, &gauge)?;
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
fn download(door: &mut Door<'_>, store: &Store, absent: &[Item<'_>], gauge: &Gauge) -> Result<(), Error> {
    let failures = door.carry(
        absent,
        |(item, actions)| {
            // Neither an error nor an action: by the specification the server has nothing to give.
            let action = actions?.download.ok_or_else(|| Error::NotFound { what: item.name.clone() })?;
            Ok(Some(Errand { item, action, verify: None }))
        },
        |server, errand| receive(server, store, errand, gauge),
    )?;
    let more = failures.len().saturating_sub(1);
    // What the person can do something about comes before what only one object met.
    match failures.into_iter().min_by_key(|error| !meets_all(error)) {
        None => Ok(()),
        Some(Error::NotFound { what }) if more > 0 => Err(Error::NotFound { what: format!("{what} (and {more} more)") }),
        Some(error) => Err(error),
    }
}

/// From a repository on this computer, hashed as if from anywhere else.
fn copy(from: &Path, to: &Store, absent: &[Item<'_>], context: &Context, gauge: &Gauge) -> Result<(), Error> {
    let source = Store::of(&repository::open_exactly(from)?);
    let mut missing = None;
    for Item { pointer, name } in absent {
        if context.cancel.is_cancelled() {
            return Err(Error::Cancelled);
        }
        let kept = match source.open(pointer) {
            Some(mut file) => {
                let mut incoming = to.receive()?;
                io::copy(&mut file, &mut incoming)?;
                gauge.add(incoming.size());
                incoming.keep_as(pointer)?
            }
            None => false,
        };
        if kept {
            gauge.arrived();
        } else {
            missing.get_or_insert_with(|| Error::NotFound { what: name.clone() });
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
