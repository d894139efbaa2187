//! Giving a server an object, out of the store and never through the memory as a whole; and telling it afterwards, where it
//! wants that.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use net::{FileBody, Method};
use serde::Serialize;

use super::batch::{KIND, Server};
use super::gauge::Gauge;
use super::lanes::Errand;
use super::refusal;
use super::store::Store;
use crate::error::Error;

/// What a server is told of an object that it was given.
#[derive(Serialize)]
struct Given<'p> {
    oid: &'p str,
    size: u64,
}

/// Sends one object, which is in the store. The client repeats it as it repeats a question: a server that has the object
/// already is given the same bytes.
pub(super) fn send(server: &Server<'_>, store: &Store, errand: &Errand<'_>, gauge: &Arc<Gauge>) -> Result<(), Error> {
    let pointer = errand.item.pointer;
    let request = errand.action.request(server, Method::Put, &[["Content-Type", "application/octet-stream"]])?;
    let signed_in = request.credential.is_some();
    let sent = Arc::new(AtomicU64::new(0));
    let (from, wanted) = (store.clone(), pointer.clone());
    let (counter, heard) = (Arc::clone(gauge), Arc::clone(&sent));
    let body = FileBody::new(
        move || from.open(&wanted).ok_or_else(|| io::Error::from(io::ErrorKind::NotFound)),
        pointer.size(),
        move |at| {
            let before = heard.swap(at, Ordering::Relaxed);
            if at > before {
                counter.add(at - before);
            } else {
                counter.take_back(before - at);
            }
        },
    );
    let outcome = put(server, request, body, errand, signed_in).and_then(|()| verify(server, errand));
    match outcome {
        Ok(()) => gauge.arrived(),
        Err(_) => gauge.take_back(sent.swap(0, Ordering::Relaxed)),
    }
    outcome
}

fn put(server: &Server<'_>, request: net::Exchange, body: FileBody, errand: &Errand<'_>, signed_in: bool) -> Result<(), Error> {
    let mut answer = server.context.client.put(request, body)?;
    if (200..300).contains(&answer.status) && !(answer.content_type().is_some() && answer.is_web_page()) {
        return Ok(());
    }
    Err(refusal::of_answer(&mut answer, &errand.item, signed_in))
}

fn verify(server: &Server<'_>, errand: &Errand<'_>) -> Result<(), Error> {
    let Some(action) = &errand.verify else { return Ok(()) };
    let pointer = errand.item.pointer;
    let mut request = action.request(server, Method::Ask, &[["Accept", KIND], ["Content-Type", KIND]])?;
    request.body = serde_json::to_vec(&Given { oid: pointer.oid(), size: pointer.size() }).map_err(Error::broken)?;
    let signed_in = request.credential.is_some();
    let mut answer = server.context.client.exchange(request)?;
    if answer.status == 200 && !(answer.content_type().is_some() && answer.is_web_page()) {
        return Ok(());
    }
    Err(refusal::of_answer(&mut answer, &errand.item, signed_in))
}
