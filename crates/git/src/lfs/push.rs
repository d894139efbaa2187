//! Sending the large files that commits bring, before the commits go.

use std::sync::Arc;

use git2::{Oid, Repository};

use super::batch::{Item, MOST, Purpose};
use super::door::Door;
use super::endpoint::{Place, of_remote};
use super::gauge::Gauge;
use super::introduced::introduced;
use super::lanes::{Errand, meets_all};
use super::operation::Operation;
use super::store::Store;
use super::{refusal, upload};
use crate::context::Context;
use crate::error::Error;
use crate::progress::{Reporter, Stage};

/// Commits that are about to go.
pub(crate) struct Outgoing<'a> {
    pub(crate) remote: &'a str,
    /// Where the remote takes pushes.
    pub(crate) url: &'a str,
    /// The full name of the branch.
    pub(crate) reference: &'a str,
    pub(crate) tip: Oid,
    /// What the server has, by its own words.
    pub(crate) there: &'a [Oid],
}

/// Sends what the server lacks of them; how many files. Blocks. [`Error::Refused`] where a file is neither here nor there: then
/// nothing was sent.
pub(crate) fn push(git: &Repository, outgoing: &Outgoing<'_>, context: &Context, reporter: &Arc<Reporter>) -> Result<u64, Error> {
    let brought = introduced(git, outgoing.tip, outgoing.there, &context.cancel, || reporter.at(Stage::SendingLfs, 0, 0))?;
    // An empty file has no bytes that anybody could lack.
    let items = brought.iter().filter(|(pointer, _)| pointer.size() > 0);
    let items = items.map(|(pointer, path)| Item { pointer, name: crate::shown::visible(&String::from_utf8_lossy(path)) });
    let store = Store::of(git);
    let (here, absent): (Vec<_>, Vec<_>) = items.partition(|item| store.has(item.pointer));
    if here.is_empty() && absent.is_empty() {
        return Ok(0);
    }
    let Place::Server(way) = of_remote(git, outgoing.remote, outgoing.url, Operation::Upload, &*context.access)? else {
        return Err(Error::Unsupported { what: "Bough can't push files of Git LFS into a folder yet.".to_owned() });
    };
    let purpose = Purpose { operation: Operation::Upload, reference: Some(outgoing.reference) };
    let mut door = Door::new(way, purpose, context, reporter);
    refuse_absent(&mut door, purpose, &absent)?;
    let gauge = Gauge::new(reporter, Operation::Upload, &here);
    let failures = door.carry(
        &here,
        |(item, actions)| {
            let actions = actions?;
            let Some(action) = actions.upload else {
                gauge.pass_over(&item);
                return Ok(None);
            };
            Ok(Some(Errand { item, action, verify: actions.verify }))
        },
        |server, errand| upload::send(server, &store, errand, &gauge),
    )?;
    // What the person can do something about comes before what only one object met.
    match failures.into_iter().min_by_key(|error| !meets_all(error)) {
        Some(error) => Err(error),
        None => Ok(gauge.files()),
    }
}

/// What is not here may be there already. What is not: nothing is sent.
fn refuse_absent(door: &mut Door<'_>, purpose: Purpose<'_>, absent: &[Item<'_>]) -> Result<(), Error> {
    let mut lacking = Vec::new();
    for some in absent.chunks(MOST) {
        for (item, actions) in door.server()?.ask(purpose, some.to_vec())? {
            if actions?.upload.is_some() {
                lacking.push(item.name);
            }
        }
    }
    if lacking.is_empty() {
        return Ok(());
    }
    let names: Vec<&str> = lacking.iter().map(String::as_str).collect();
    Err(refusal::missing(&names, &door.server()?.endpoint))
}
