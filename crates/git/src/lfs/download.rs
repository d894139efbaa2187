//! Getting an object. It is hashed while it comes, and kept only if it is the one that was asked for.

use std::io::Write;

use net::Method;

use super::batch::Server;
use super::gauge::Gauge;
use super::lanes::Errand;
use super::store::Store;
use crate::error::Error;
use crate::transport::failure;

/// Beginnings of one object: connections break in the middle of long ones.
const TRIES: u32 = 3;

/// Brings one object into the store.
pub(super) fn receive(server: &Server<'_>, store: &Store, errand: &Errand<'_>, gauge: &Gauge) -> Result<(), Error> {
    for tried in 1.. {
        match attempt(server, store, errand, gauge) {
            Err(Error::Offline { .. } | Error::Net(net::Error::Offline { .. } | net::Error::TimedOut { .. }))
                if tried < TRIES => {}
            outcome => return outcome,
        }
    }
    Ok(())
}

fn attempt(server: &Server<'_>, store: &Store, errand: &Errand<'_>, gauge: &Gauge) -> Result<(), Error> {
    let pointer = errand.item.pointer;
    let request = errand.action.request(server, Method::Get, &[])?;
    let signed_in = request.credential.is_some();
    let mut answer = server.context.client.exchange(request)?;
    if answer.status != 200 || (answer.content_type().is_some() && answer.is_web_page()) {
        return Err(failure(&mut answer, errand.item.name.clone(), signed_in));
    }
    let mut incoming = store.receive()?;
    let other = || Error::Refused {
        detail: format!("The server sent other bytes than those of the LFS object {}. They were not kept.", pointer.oid()),
    };
    let outcome = loop {
        match answer.piece() {
            Ok(None) => break Ok(()),
            Ok(Some(piece)) if incoming.size() + piece.len() as u64 > pointer.size() => break Err(other()),
            Ok(Some(piece)) => {
                incoming.write_all(&piece)?;
                gauge.add(piece.len() as u64);
            }
            Err(error) => break Err(error.into()),
        }
    };
    let came = incoming.size();
    let outcome = outcome.and_then(|()| if incoming.keep_as(pointer)? { Ok(()) } else { Err(other()) });
    match outcome {
        Ok(()) => gauge.arrived(),
        Err(_) => gauge.take_back(came),
    }
    outcome
}
