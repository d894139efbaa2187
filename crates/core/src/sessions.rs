//! Sessions: accounts in use, each with its secret and its connection, opened when first needed.
//!
//! A token that the server refused is not sent again until the person acts, and views try a token that nobody tried yet in
//! this run one after the other: ten views that open at once with a revoked token must not be ten failed logins.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use secrecy::{ExposeSecret, SecretString};
use tokio::sync::{Mutex as Gate, OwnedMutexGuard};

use crate::api::hosts::{Kept, Way};
use crate::api::ids::AccountId;
use crate::api::profiles::Profile;
use crate::fault::{Fault, SignInReason};
use crate::oauth::renewal::{self, Access, Renewer};
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
    /// Locked while the account is opened: whoever comes meanwhile waits for the one that does it.
    opened: Arc<Gate<Option<Opened>>>,
    proven: AtomicBool,
    gate: Arc<Gate<()>>,
}

#[derive(Clone)]
struct Opened {
    secret: SecretString,
    forge: Arc<dyn forge::Forge>,
    /// When the secret is to be renewed; none: it lasts.
    access: Option<Access>,
    /// The server took this secret once.
    worked: Arc<AtomicBool>,
}

impl Opened {
    fn is_good(&self) -> bool {
        self.access.as_ref().is_none_or(Access::is_good)
    }
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
    worked: Arc<AtomicBool>,
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
        if account.rejected && account.way == Way::Browser {
            // A refresh token that was refused is dead: trying it again serves nobody.
            return Err(ended(&host));
        }
        if account.rejected && manner == Manner::Shown {
            return Err(sign_in(SignInReason::Rejected, "The token was refused before and is not sent again by itself."));
        }
        if account.kept == Kept::Gone {
            return Err(sign_in(SignInReason::Forgotten, "The token was kept in memory only."));
        }
        let opened = self.ready(&slot, &profile, &host, &account).await?;
        Ok(Session {
            core: self.clone(),
            account,
            host,
            secret: opened.secret,
            forge: opened.forge,
            slot: Arc::clone(&slot),
            worked: opened.worked,
            _turn: turn,
        })
    }

    /// What the slot holds, opened or renewed first where that is needed. The work goes on when the caller is given up: a
    /// refresh token that was sent must find its successor kept.
    async fn ready(
        &self,
        slot: &Arc<Slot>,
        profile: &Profile,
        host: &HostRecord,
        account: &AccountRecord,
    ) -> Result<Opened, Fault> {
        let mut opened = Arc::clone(&slot.opened).lock_owned().await;
        if let Some(known) = opened.as_ref().filter(|opened| opened.is_good()) {
            return Ok(known.clone());
        }
        let (core, profile, host, id) = (self.clone(), profile.clone(), host.clone(), account.id);
        let work = async move {
            // Read anew: whoever had the lock before may have changed it.
            let account = core.records.profiles.read(|profiles| profiles.account(id).map(|(_, account)| account.clone()))?;
            let fresh = core.open(&profile, &host, &account).await?;
            *opened = Some(fresh.clone());
            Ok(fresh)
        };
        tokio::spawn(work).await.unwrap_or_else(|error| Err(Fault::Broken { detail: error.to_string() }))
    }

    async fn open(&self, profile: &Profile, host: &HostRecord, account: &AccountRecord) -> Result<Opened, Fault> {
        if account.way == Way::Browser {
            if account.rejected {
                return Err(ended(host));
            }
            let access = renewal::renew(self, profile, host, account).await?;
            return Ok(self.with_access(account.id, host, access));
        }
        let entry = accounts::entry(profile, host, account);
        let Some(secret) = self.secrets.find(&entry).await? else {
            accounts::mark(self, account.id, |account| account.kept = Kept::Gone).await?;
            let detail = "The keychain has no token for this account.".into();
            return Err(Fault::SignIn { host: host.name(), reason: SignInReason::Forgotten, detail });
        };
        let kind = views::forge_kind(host.forge);
        let forge = forge::connect(&self.client, kind, &host.base_url, &host.version, secret.clone());
        Ok(Opened { secret, forge: Arc::from(forge), access: None, worked: Arc::default() })
    }

    fn with_access(&self, id: AccountId, host: &HostRecord, access: Access) -> Opened {
        let secret = access.token.clone();
        let renewer = Arc::new(Renewer { core: self.downgrade(), account: id });
        let kind = views::forge_kind(host.forge);
        let forge = forge::connect_renewing(&self.client, kind, &host.base_url, &host.version, secret.clone(), renewer);
        Opened { secret, forge: Arc::from(forge), access: Some(access), worked: Arc::default() }
    }

    /// Opens an account with an access token that the server took this moment.
    pub(crate) async fn open_session(&self, id: AccountId, host: &HostRecord, access: Access) {
        let slot = self.sessions.slot(id);
        let opened = self.with_access(id, host, access);
        opened.worked.store(true, Ordering::Release);
        *slot.opened.lock().await = Some(opened);
        slot.proven.store(true, Ordering::Release);
    }

    /// Another access token for one that was refused before its time: what somebody else got meanwhile, or a fresh one.
    pub(crate) async fn renewed(&self, id: AccountId, refused: &SecretString) -> Result<SecretString, Fault> {
        let slot = self.sessions.slot(id);
        {
            let mut opened = slot.opened.lock().await;
            let refused = |opened: &Opened| opened.secret.expose_secret() == refused.expose_secret();
            // One that never worked is no better for being renewed.
            if let Some(known) = opened.as_ref().filter(|opened| refused(opened)) {
                if !known.worked.load(Ordering::Acquire) {
                    return Err(Fault::Refused { detail: "the server refuses a token that it gave just before".into() });
                }
                *opened = None;
            }
        }
        let (profile, account) = self
            .records
            .profiles
            .read(|profiles| profiles.account(id).map(|(profile, account)| (profile.profile.clone(), account.clone())))?;
        let host = self.records.hosts.read(|hosts| hosts.host(account.host).cloned())?;
        Ok(self.ready(&slot, &profile, &host, &account).await?.secret)
    }
}

fn ended(host: &HostRecord) -> Fault {
    let detail = "What was allowed in the browser has ended.".into();
    Fault::SignIn { host: host.name(), reason: SignInReason::Ended, detail }
}

impl Session {
    /// What Git signs in with.
    pub(crate) fn token(&self) -> forge::Token {
        match self.account.way {
            Way::Token => forge::Token::Access(self.secret.clone()),
            Way::Browser => forge::Token::Oauth(self.secret.clone()),
        }
    }

    /// Takes a forge's answer: a refused token pauses the account, a good answer proves it.
    pub(crate) async fn settle<T>(&self, answer: Result<T, forge::Error>) -> Result<T, Fault> {
        let answer = answer.map_err(|error| faults::of_forge(&self.host.name(), error));
        self.learn(answer.as_ref().err()).await;
        answer.map_err(|fault| self.in_its_words(fault))
    }

    /// A refused token of OAuth is nothing that a person could paste anew.
    pub(crate) fn in_its_words(&self, fault: Fault) -> Fault {
        match fault {
            Fault::SignIn { host, reason: SignInReason::Rejected, detail } if self.account.way == Way::Browser => {
                Fault::SignIn { host, reason: SignInReason::Ended, detail }
            }
            other => other,
        }
    }

    /// Learns from how it went; also from Git, which uses the same token.
    pub(crate) async fn learn(&self, fault: Option<&Fault>) {
        let rejected = match fault {
            None => false,
            Some(Fault::SignIn { reason: SignInReason::Rejected | SignInReason::Captcha, .. }) => true,
            // Says nothing about the token.
            Some(_) => return,
        };
        if self.account.way == Way::Browser {
            if rejected && self.worked.load(Ordering::Acquire) {
                // An access token that worked before: the next session gets another.
                return self.let_go().await;
            }
            self.worked.store(!rejected, Ordering::Release);
        }
        self.slot.proven.store(!rejected, Ordering::Release);
        if self.account.rejected == rejected {
            return;
        }
        if let Err(fault) = accounts::mark(&self.core, self.account.id, move |account| account.rejected = rejected).await {
            tracing::warn!(%fault, "the account's state could not be written");
        }
    }

    /// Forgets the access token, unless somebody got another one meanwhile.
    async fn let_go(&self) {
        let mut opened = self.slot.opened.lock().await;
        if opened.as_ref().is_some_and(|opened| opened.secret.expose_secret() == self.secret.expose_secret()) {
            *opened = None;
        }
    }
}
