//! The thread that takes orders, hands them to a worker one at a time, and replaces a worker that does not come back.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::sync::{Arc, Weak};
use std::thread;
use std::time::{Duration, Instant};

use tokio::sync::oneshot;

use crate::Error;
use crate::worker::{Done, Work, Worker};

/// So many threads may hang in prompts that nobody answers before new calls are refused at once.
const MOST_LEFT_BEHIND: usize = 8;

/// A call and where its answer goes.
pub(crate) struct Order {
    pub(crate) work: Work,
    pub(crate) deadline: Instant,
    pub(crate) reply: oneshot::Sender<Result<Done, Error>>,
}

struct Actor {
    soft: Duration,
    waiting: Arc<AtomicBool>,
    worker: Option<Worker>,
    left_behind: Vec<Weak<AtomicBool>>,
}

/// The thread lives as long as a sender does. Where it can't be started, sending fails and the caller says so.
pub(crate) fn start(soft: Duration, waiting: Arc<AtomicBool>) -> mpsc::Sender<Order> {
    let (orders, taken) = mpsc::channel();
    let actor = Actor { soft, waiting, worker: None, left_behind: Vec::new() };
    if let Err(failed) = thread::Builder::new().name("keychain".into()).spawn(move || actor.run(&taken)) {
        tracing::error!(%failed, "the keychain's thread can't be started");
    }
    orders
}

impl Actor {
    fn run(mut self, orders: &Receiver<Order>) {
        while let Ok(Order { work, deadline, reply }) = orders.recv() {
            // Nobody waits for what this would only look up.
            if reply.is_closed() && work.only_looks() {
                continue;
            }
            let answer = self.carry_out(work, deadline);
            self.waiting.store(false, Ordering::Relaxed);
            if let Err(failed) = &answer {
                tracing::debug!(%failed, "a keychain call failed");
            }
            // The caller may have gone meanwhile; the work is done all the same.
            drop(reply.send(answer));
        }
    }

    fn carry_out(&mut self, work: Work, deadline: Instant) -> Result<Done, Error> {
        let begin = Instant::now();
        if begin >= deadline {
            return Err(Error::TimedOut);
        }
        let worker = match self.worker.take() {
            Some(worker) => worker,
            None => self.hire()?,
        };
        worker.order(work)?;
        let mut answer = worker.wait(deadline.min(begin + self.soft));
        if matches!(answer, Err(RecvTimeoutError::Timeout)) {
            self.waiting.store(true, Ordering::Relaxed);
            answer = worker.wait(deadline);
        }
        match answer {
            Ok(answer) => {
                self.worker = Some(worker);
                answer
            }
            Err(RecvTimeoutError::Timeout) => {
                tracing::warn!("the keychain does not answer: its thread is left behind");
                self.left_behind.push(worker.abandon());
                Err(Error::TimedOut)
            }
            Err(RecvTimeoutError::Disconnected) => Err(Error::unknown("the keychain's worker is gone")),
        }
    }

    fn hire(&mut self) -> Result<Worker, Error> {
        self.left_behind.retain(|worker| worker.strong_count() > 0);
        if self.left_behind.len() >= MOST_LEFT_BEHIND {
            return Err(Error::TimedOut);
        }
        Worker::hire()
    }
}
