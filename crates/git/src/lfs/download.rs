//! Getting objects, some at a time. Each is hashed while it comes and is kept only if it is the one that was asked for.

use std::collections::VecDeque;
use std::io::Write;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use super::action::Action;
use super::batch::Server;
use super::pointer::Pointer;
use super::store::Store;
use crate::error::Error;
use crate::progress::{Reporter, Stage};
use crate::transport::failure;

/// Objects that come at once.
const LANES: usize = 4;
/// Beginnings of one object: connections break in the middle of long ones.
const TRIES: u32 = 3;

/// Counts the bytes of all objects.
pub(super) struct Gauge<'r> {
    reporter: &'r Reporter,
    done: AtomicU64,
    total: u64,
}

impl<'r> Gauge<'r> {
    pub(super) fn new(reporter: &'r Reporter, total: u64) -> Self {
        reporter.at(Stage::Lfs, 0, total);
        Self { reporter, done: AtomicU64::new(0), total }
    }

    pub(super) fn add(&self, bytes: usize) {
        let done = self.done.fetch_add(bytes as u64, Ordering::Relaxed) + bytes as u64;
        self.reporter.received(bytes);
        self.reporter.at(Stage::Lfs, done.min(self.total), self.total);
    }

    /// What came has to come again.
    fn take_back(&self, bytes: u64) {
        self.done.fetch_sub(bytes, Ordering::Relaxed);
    }
}

/// One errand of a lane.
type Errand<'p> = (&'p Pointer, Action);

/// Brings the objects into the store, as many as come; what went wrong with the others.
pub(super) fn all(server: &Server<'_>, store: &Store, errands: Vec<Errand<'_>>, gauge: &Gauge<'_>) -> Vec<Error> {
    let lanes = errands.len().min(LANES);
    let queue = Mutex::new(VecDeque::from(errands));
    let (failures, over) = (Mutex::new(Vec::new()), AtomicBool::new(false));
    let lane = || {
        while !over.load(Ordering::Relaxed) {
            let next = queue.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
            let Some((pointer, action)) = next else { return };
            if let Err(error) = one(server, store, pointer, &action, gauge) {
                over.fetch_or(meets_all(&error), Ordering::Relaxed);
                failures.lock().unwrap_or_else(PoisonError::into_inner).push(error);
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..lanes {
            scope.spawn(lane);
        }
    });
    failures.into_inner().unwrap_or_else(PoisonError::into_inner)
}

/// True for what would happen to every other object too.
pub(super) fn meets_all(error: &Error) -> bool {
    let server =
        matches!(error, Error::Net(net::Error::Untrusted(_) | net::Error::RateLimited { .. } | net::Error::ProxyRefused { .. }));
    server || matches!(error, Error::Cancelled | Error::SignIn { .. } | Error::Broken { .. })
}

fn one(server: &Server<'_>, store: &Store, pointer: &Pointer, action: &Action, gauge: &Gauge<'_>) -> Result<(), Error> {
    for tried in 1.. {
        match receive(server, store, pointer, action, gauge) {
            Err(Error::Offline { .. } | Error::Net(net::Error::Offline { .. } | net::Error::TimedOut { .. }))
                if tried < TRIES => {}
            outcome => return outcome,
        }
    }
    Ok(())
}

fn receive(server: &Server<'_>, store: &Store, pointer: &Pointer, action: &Action, gauge: &Gauge<'_>) -> Result<(), Error> {
    let request = action.request(server)?;
    let signed_in = request.credential.is_some();
    let mut answer = server.context.client.exchange(request)?;
    if answer.status != 200 || (answer.content_type().is_some() && answer.is_web_page()) {
        return Err(failure(&mut answer, format!("The LFS object {}", pointer.oid()), signed_in));
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
                gauge.add(piece.len());
            }
            Err(error) => break Err(error.into()),
        }
    };
    let came = incoming.size();
    let outcome = outcome.and_then(|()| if incoming.keep_as(pointer)? { Ok(()) } else { Err(other()) });
    if outcome.is_err() {
        gauge.take_back(came);
    }
    outcome
}
