//! The thread inside which the keychain library runs. It may block for ever and it may panic; it is then left or renewed.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Weak};
use std::thread;
use std::time::Instant;

use secrecy::SecretString;

use crate::Error;
use crate::entry::Item;
use crate::store::Store;

/// One call.
pub(crate) enum Work {
    Save(Item, SecretString, Option<usize>),
    Read(Item),
    Delete(Item),
    Check,
}

/// Its answer.
pub(crate) enum Done {
    Nothing,
    Secret(Option<SecretString>),
}

pub(crate) struct Worker {
    orders: Sender<Work>,
    answers: Receiver<Result<Done, Error>>,
    abandoned: Arc<AtomicBool>,
}

impl Work {
    pub(crate) fn only_looks(&self) -> bool {
        matches!(self, Self::Read(_) | Self::Check)
    }
}

impl Worker {
    pub(crate) fn hire() -> Result<Self, Error> {
        let (orders, taken) = mpsc::channel();
        let (answer, answers) = mpsc::channel();
        let abandoned = Arc::new(AtomicBool::new(false));
        let flag = Arc::clone(&abandoned);
        thread::Builder::new()
            .name("keychain worker".into())
            .spawn(move || work(&taken, &answer, &flag))
            .map_err(|failed| Error::unknown(failed.to_string()))?;
        Ok(Self { orders, answers, abandoned })
    }

    pub(crate) fn order(&self, work: Work) -> Result<(), Error> {
        self.orders.send(work).map_err(|_| Error::unknown("the keychain's worker is gone"))
    }

    pub(crate) fn wait(&self, until: Instant) -> Result<Result<Done, Error>, RecvTimeoutError> {
        self.answers.recv_timeout(until.saturating_duration_since(Instant::now()))
    }

    /// Tells the thread to change nothing any more; what is handed back says whether it still lives.
    pub(crate) fn abandon(self) -> Weak<AtomicBool> {
        self.abandoned.store(true, Ordering::SeqCst);
        Arc::downgrade(&self.abandoned)
    }
}

fn work(orders: &Receiver<Work>, answers: &Sender<Result<Done, Error>>, abandoned: &AtomicBool) {
    let mut store = None;
    while let Ok(work) = orders.recv() {
        let mut answer = attempt(&mut store, &work, abandoned);
        let reused = matches!(&answer, Attempt::Failed { reused: true, .. });
        if reused && !abandoned.load(Ordering::SeqCst) {
            // The service may have been restarted since the last call. Every call may safely run twice.
            answer = attempt(&mut store, &work, abandoned);
        }
        let answer = match answer {
            Attempt::Answered(answer) => answer,
            Attempt::Failed { error, .. } => Err(error),
        };
        if answers.send(answer).is_err() {
            return;
        }
    }
}

enum Attempt {
    Answered(Result<Done, Error>),
    /// The connection was lost or never there.
    Failed {
        error: Error,
        reused: bool,
    },
}

fn attempt(slot: &mut Option<Store>, work: &Work, abandoned: &AtomicBool) -> Attempt {
    let reused = slot.is_some();
    let taken = slot.take();
    // Whatever a panic leaves half done goes with the store, which is inside.
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        let store = match taken {
            Some(store) => store,
            None => match Store::open() {
                Ok(store) => store,
                Err(error) => return (None, Err(error)),
            },
        };
        let answer = carry_out(&store, work, abandoned);
        (Some(store), answer)
    }));
    let (store, answer) = outcome.unwrap_or_else(|_| (None, Err(Error::unknown("the keychain library panicked"))));
    match answer {
        Err(error) if error.spoils_connection() => Attempt::Failed { error, reused },
        answer => {
            *slot = store;
            Attempt::Answered(answer)
        }
    }
}

fn carry_out(store: &Store, work: &Work, abandoned: &AtomicBool) -> Result<Done, Error> {
    let wanted = || !abandoned.load(Ordering::SeqCst);
    match work {
        Work::Save(item, secret, longest) => store.save(item, secret, *longest, &wanted).map(|()| Done::Nothing),
        Work::Read(item) => store.read(item).map(Done::Secret),
        Work::Delete(item) => store.delete(item, &wanted).map(|()| Done::Nothing),
        Work::Check => store.check().map(|()| Done::Nothing),
    }
}
