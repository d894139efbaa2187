//! The keychain with a fallback to memory: what the application uses.
//!
//! Memory is taken by itself only where there is no keychain at all, and the caller is told. A keychain that is locked, that
//! refuses or that fails never leads to a weaker place by itself: the caller decides, with [`Secrets::keep_in_memory`].

use std::collections::HashMap;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use secrecy::SecretString;

use crate::{Entry, Error, Keychain};

/// Where a secret went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kept {
    /// Into the keychain.
    Keychain,
    /// Into memory, until the application closes, for the reason given. The person must see this.
    Memory(Error),
}

/// Secrets of all profiles.
pub struct Secrets {
    keychain: Keychain,
    memory: Mutex<HashMap<String, SecretString>>,
}

impl Secrets {
    /// Over a keychain.
    pub fn new(keychain: Keychain) -> Self {
        Self { keychain, memory: Mutex::default() }
    }

    /// Saves a secret in the keychain; in memory only where there is no keychain.
    ///
    /// # Errors
    /// [`Error::Locked`], [`Error::Denied`], [`Error::TimedOut`], [`Error::Ambiguous`], [`Error::TooLong`] or
    /// [`Error::Unknown`]: then the secret is nowhere and the caller decides.
    pub async fn keep(&self, entry: &Entry, secret: SecretString) -> Result<Kept, Error> {
        match self.keychain.save(entry, secret.clone()).await {
            Ok(()) => {
                self.memory().remove(&self.key(entry));
                Ok(Kept::Keychain)
            }
            Err(reason) if reason.is_no_keychain() => {
                self.keep_in_memory(entry, secret);
                Ok(Kept::Memory(reason))
            }
            Err(error) => Err(error),
        }
    }

    /// Keeps a secret until the application closes, because a person chose so.
    pub fn keep_in_memory(&self, entry: &Entry, secret: SecretString) {
        self.memory().insert(self.key(entry), secret);
    }

    /// Tries again to move a secret from memory into the keychain. What is not in memory counts as kept.
    ///
    /// # Errors
    /// Those of [`Secrets::keep`]; the secret then stays in memory.
    pub async fn try_again(&self, entry: &Entry) -> Result<Kept, Error> {
        let held = self.memory().get(&self.key(entry)).cloned();
        match held {
            Some(secret) => self.keep(entry, secret).await,
            None => Ok(Kept::Keychain),
        }
    }

    /// Whether the entry is held in memory only.
    pub fn is_in_memory(&self, entry: &Entry) -> bool {
        self.memory().contains_key(&self.key(entry))
    }

    /// Finds a secret, in memory first. `None` where there is none.
    ///
    /// # Errors
    /// Those of [`Keychain::read`].
    pub async fn find(&self, entry: &Entry) -> Result<Option<SecretString>, Error> {
        let held = self.memory().get(&self.key(entry)).cloned();
        match held {
            Some(secret) => Ok(Some(secret)),
            None => self.keychain.read(entry).await,
        }
    }

    /// Forgets a secret in both places; a missing one is no error.
    ///
    /// # Errors
    /// Those of [`Keychain::delete`], except that a secret which was only in memory needs no keychain.
    pub async fn forget(&self, entry: &Entry) -> Result<(), Error> {
        let held = self.memory().remove(&self.key(entry)).is_some();
        match self.keychain.delete(entry).await {
            Err(reason) if held && reason.is_no_keychain() => Ok(()),
            answer => answer,
        }
    }

    /// Whether a keychain is there and unlocked; asks the person nothing.
    ///
    /// # Errors
    /// Those of [`Keychain::check`].
    pub async fn state(&self) -> Result<(), Error> {
        self.keychain.check().await
    }

    /// Whether a call waits for the keychain longer than usual.
    pub fn waiting(&self) -> bool {
        self.keychain.waiting()
    }

    fn key(&self, entry: &Entry) -> String {
        self.keychain.item(entry).user
    }

    fn memory(&self) -> MutexGuard<'_, HashMap<String, SecretString>> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Secrets").field("keychain", &self.keychain).finish_non_exhaustive()
    }
}
