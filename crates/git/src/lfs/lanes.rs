//! Errands, some at a time.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use super::action::Action;
use super::batch::Item;
use crate::error::Error;

/// Objects that travel at once.
const LANES: usize = 4;

/// An object that is to travel.
#[derive(Debug, Clone)]
pub(super) struct Errand<'p> {
    pub(super) item: Item<'p>,
    pub(super) action: Action,
    /// Where the server wants to be told afterwards.
    pub(super) verify: Option<Action>,
}

/// What came of errands.
#[derive(Default)]
pub(super) struct Outcome<'p> {
    pub(super) failures: Vec<Error>,
    /// Those whose action was over before its time: it may be asked for again.
    pub(super) over: Vec<Item<'p>>,
}

/// Does all errands. What would happen to every other one too ends them early. With `once_more` an action that is over, or
/// whose own pass is not taken, is no failure yet.
pub(super) fn run<'p>(
    errands: Vec<Errand<'p>>,
    once_more: bool,
    act: impl Fn(&Errand<'p>) -> Result<(), Error> + Sync,
) -> Outcome<'p> {
    let lanes = errands.len().min(LANES);
    let queue = Mutex::new(VecDeque::from(errands));
    let (outcome, stop) = (Mutex::new(Outcome::default()), AtomicBool::new(false));
    let lane = || {
        while !stop.load(Ordering::Relaxed) {
            let next = queue.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
            let Some(errand) = next else { return };
            let done = if once_more && errand.action.is_over() { None } else { Some(act(&errand)) };
            let mut outcome = outcome.lock().unwrap_or_else(PoisonError::into_inner);
            match done {
                Some(Ok(())) => {}
                Some(Err(Error::SignIn { .. } | Error::Denied { .. })) if once_more && errand.action.has_pass() => {
                    outcome.over.push(errand.item);
                }
                None => outcome.over.push(errand.item),
                Some(Err(error)) => {
                    stop.fetch_or(meets_all(&error), Ordering::Relaxed);
                    outcome.failures.push(error);
                }
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..lanes {
            scope.spawn(lane);
        }
    });
    outcome.into_inner().unwrap_or_else(PoisonError::into_inner)
}

/// True for what would happen to every other object too.
pub(super) fn meets_all(error: &Error) -> bool {
    let server =
        matches!(error, Error::Net(net::Error::Untrusted(_) | net::Error::RateLimited { .. } | net::Error::ProxyRefused { .. }));
    server || matches!(error, Error::Cancelled | Error::SignIn { .. } | Error::Broken { .. } | Error::Disk { .. })
}
