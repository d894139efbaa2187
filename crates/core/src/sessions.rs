//! Sessions: accounts in use, each with its secret and its connection, opened when first needed.
//!
//! A token that the server refused is not sent again until the person acts, and views try a token that nobody tried yet in
//! this run one after the other: ten views that open at once with a revoked token must not be ten failed logins.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use secrecy::SecretString;
use tokio::sync::{Mutex as Gate, OnceCell, OwnedMutexGuard};

use crate::api::hosts::Kept;
use crate::api::ids::AccountId;
use crate::fault::{Fault, SignInReason};
use crate::records::hosts::HostRecord;
use crate::records::profiles::AccountRecord;
use crate::{Core, accounts, faults, views};

/// Accounts in use, by id.
#[derive(Default)]
pub(crate) struct Sessions {
    slots: Mutex<HashMap<AccountId, Arc<Slot>>>,
}

#[derive(Default)]
struct Slot {
    opened: OnceCell<Opened>,
    proven: AtomicBool,
    gate: Arc<Gate<()>>,
}

struct Opened {
    secret: SecretString,
    forge: Arc<dyn forge::Forge>,
}

/// Who wants to use an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Manner {
    /// A view that shows something: never with a token that was refused.
    Shown,
    /// The person pressed a button for exactly this: one try.
    Asked,
}

/// An account ready for one request or one clone.
pub(crate) struct Session {
    core: Core,
    pub(crate) account: AccountRecord,
    pub(crate) host: HostRecord,
    pub(crate) secret: SecretString,
    pub(crate) forge: Arc<dyn forge::Forge>,
    slot: Arc<Slot>,
    _turn: Option<OwnedMutexGuard<()>>,
}

impl Sessions {
    fn slot(&self, id: AccountId) -> Arc<Slot> {
        Arc::clone(self.slots.lock().unwrap_or_else(PoisonError::into_inner).entry(id).or_default())
    }

    /// Forgets what was opened: the token changed or the account is gone.
    pub(crate) fn close(&self, id: AccountId) {
        self.slots.lock().unwrap_or_else(PoisonError::into_inner).remove(&id);
    }
}

impl Core {
    /// Makes an account ready. Reads its secret from the keychain the first time.
    pub(crate) async fn session(&self, id: AccountId, manner: Manner) -> Result<Session, Fault> {
        let slot = self.sessions.slot(id);
        let turn = if manner == Manner::Asked || slot.proven.load(Ordering::Acquire) {
            None
        } else {
            let turn = Arc::clone(&slot.gate).lock_owned().await;
            // Whoever had the turn before may have proven it.
            if slot.proven.load(Ordering::Acquire) { None } else { Some(turn) }
        };
        // Read behind the gate: the one before may have been refused.
        let (profile, account) = self
            .records
            .profiles
            .read(|profiles| profiles.account(id).map(|(profile, account)| (profile.profile.clone(), account.clone())))?;
        let host = self.records.hosts.read(|hosts| hosts.host(account.host).cloned())?;
        let sign_in = |reason, detail: &str| Fault::SignIn { host: host.name(), reason, detail: detail.into() };
        if account.rejected && manner == Manner::Shown {
            return Err(sign_in(SignInReason::Rejected, "The token was refused before and is not sent again by itself."));
        }
        if account.kept == Kept::Gone {
            return Err(sign_in(SignInReason::Forgotten, "The token was kept in memory only."));
        }
        let opened = slot.opened.get_or_try_init(|| async {
            let entry = accounts::entry(&profile, &host, account.id);
            let Some(secret) = self.secrets.find(&entry).await? else {
                accounts::mark(self, id, |account| account.kept = Kept::Gone).await?;
                return Err(sign_in(SignInReason::Forgotten, "The keychain has no token for this account."));
            };
            let kind = views::forge_kind(host.forge);
            let forge = forge::connect(&self.client, kind, &host.base_url, &host.version, secret.clone());
            Ok(Opened { secret, forge: Arc::from(forge) })
        });
        let opened = opened.await?;
        Ok(Session {
            core: self.clone(),
            account,
            host,
            secret: opened.secret.clone(),
            forge: Arc::clone(&opened.forge),
            slot: Arc::clone(&slot),
            _turn: turn,
        })
    }
}

impl Session {
    /// Takes a forge's answer: a refused token pauses the account, a good answer proves it.
    pub(crate) async fn settle<T>(&self, answer: Result<T, forge::Error>) -> Result<T, Fault> {
        let answer = answer.map_err(|error| faults::of_forge(&self.host.name(), error));
        self.learn(answer.as_ref().err()).await;
        answer
    }

    /// Learns from how it went; also from Git, which uses the same token.
    pub(crate) async fn learn(&self, fault: Option<&Fault>) {
        let rejected = match fault {
            None => false,
            Some(Fault::SignIn { reason: SignInReason::Rejected | SignInReason::Captcha, .. }) => true,
            // Says nothing about the token.
            Some(_) => return,
        };
        self.slot.proven.store(!rejected, Ordering::Release);
        if self.account.rejected == rejected {
            return;
        }
        if let Err(fault) = accounts::mark(&self.core, self.account.id, move |account| account.rejected = rejected).await {
            tracing::warn!(%fault, "the account's state could not be written");
        }
    }
}
