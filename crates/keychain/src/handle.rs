//! The handle the application holds.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use secrecy::SecretString;
use tokio::sync::oneshot;

use crate::actor::{self, Order};
use crate::entry::Item;
use crate::worker::{Done, Work};
use crate::{Entry, Error, system};

/// A handle to the thread that talks to the keychain; clones share it. It ends with the last handle.
#[derive(Clone)]
pub struct Keychain {
    application: Arc<str>,
    orders: mpsc::Sender<Order>,
    waiting: Arc<AtomicBool>,
    limits: Limits,
}

/// How long and how large a call may be.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// After this time [`Keychain::waiting`] says so.
    pub soft: Duration,
    /// After this time, counted from the call, it ends with [`Error::TimedOut`] and its thread is left behind.
    pub hard: Duration,
    /// Bytes a secret may have; `None` where the system sets no limit.
    pub longest: Option<usize>,
}

impl Default for Limits {
    fn default() -> Self {
        Self { soft: Duration::from_secs(2), hard: Duration::from_mins(1), longest: system::LONGEST }
    }
}

impl Keychain {
    /// Starts the thread; the keychain itself is first asked at the first call.
    pub fn start(application: &str) -> Self {
        Self::with_limits(application, Limits::default())
    }

    /// [`Keychain::start`] with other limits.
    pub fn with_limits(application: &str, limits: Limits) -> Self {
        let waiting = Arc::new(AtomicBool::new(false));
        let orders = actor::start(limits.soft, Arc::clone(&waiting));
        Self { application: application.into(), orders, waiting, limits }
    }

    /// Saves a secret over whatever the entry held.
    ///
    /// # Errors
    /// Any of [`Error`]; after all but [`Error::TimedOut`] the entry holds what it held before.
    pub async fn save(&self, entry: &Entry, secret: SecretString) -> Result<(), Error> {
        self.order(Work::Save(self.item(entry), secret, self.limits.longest)).await.map(drop)
    }

    /// Reads a secret; `None` where there is none.
    ///
    /// # Errors
    /// Any of [`Error`] but [`Error::TooLong`].
    pub async fn read(&self, entry: &Entry) -> Result<Option<SecretString>, Error> {
        match self.order(Work::Read(self.item(entry))).await? {
            Done::Secret(secret) => Ok(secret),
            Done::Nothing => Ok(None),
        }
    }

    /// Deletes an entry, all items of that name included; a missing one is no error.
    ///
    /// # Errors
    /// Any of [`Error`] but [`Error::TooLong`] and [`Error::Ambiguous`].
    pub async fn delete(&self, entry: &Entry) -> Result<(), Error> {
        self.order(Work::Delete(self.item(entry))).await.map(drop)
    }

    /// Whether a keychain is there and unlocked; asks the person nothing.
    ///
    /// # Errors
    /// Any of [`Error`] but [`Error::TooLong`] and [`Error::Ambiguous`].
    pub async fn check(&self) -> Result<(), Error> {
        self.order(Work::Check).await.map(drop)
    }

    /// Whether a call is past the soft limit: most likely the system shows a prompt.
    pub fn waiting(&self) -> bool {
        self.waiting.load(Ordering::Relaxed)
    }

    pub(crate) fn item(&self, entry: &Entry) -> Item {
        Item::new(&self.application, entry)
    }

    async fn order(&self, work: Work) -> Result<Done, Error> {
        let (reply, answer) = oneshot::channel();
        let order = Order { work, deadline: Instant::now() + self.limits.hard, reply };
        let gone = || Error::unknown("the keychain's thread is gone");
        self.orders.send(order).map_err(|_| gone())?;
        answer.await.map_err(|_| gone())?
    }
}

impl fmt::Debug for Keychain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Keychain").field("application", &self.application).field("limits", &self.limits).finish_non_exhaustive()
    }
}
