//! What hosts said last, for the time when they don't answer: kept after each answer, shown with its age instead of "can't be
//! reached", and taken away as soon as a host says that the account may not see it any more.
//!
//! Only the network's silence is bridged. A refused token, a missing right or a thing that is gone is told as it is.

mod lists;
mod pages;
mod singles;
mod things;

use std::collections::HashSet;
use std::sync::Arc;

use jiff::Timestamp;

pub(crate) use pages::{Asked, Within};
pub(crate) use singles::{KinOf, PullRequestOf};
pub(crate) use things::name_of;

use crate::api::hosts::Kept;
use crate::api::ids::AccountId;
use crate::api::repositories::Page;
use crate::api::seen::Seen;
use crate::fault::{Fault, SignInReason};
use crate::{Core, recovery};
use things::Thing;

/// A question to a host whose answer can be remembered.
pub(crate) trait Memorable: Send + Sync + 'static {
    /// What is answered.
    type Answer: Send + 'static;
    /// Keeps an answer.
    fn keep(&self, memory: &Memory<'_>, answer: &Self::Answer);
    /// What was answered last, and when.
    fn recall(&self, memory: &Memory<'_>) -> Option<(Self::Answer, Timestamp)>;
    /// Forgets what the account may not see any more.
    fn withdraw(&self, memory: &Memory<'_>);
    /// Puts its age on an answer.
    fn mark(answer: &mut Self::Answer, seen: Seen);
}

/// What one account saw.
pub(crate) struct Memory<'a> {
    core: &'a Core,
    account: AccountId,
    owner: String,
}

impl<'a> Memory<'a> {
    fn of(core: &'a Core, account: AccountId) -> Self {
        Self { core, account, owner: account.to_string() }
    }

    /// Keeps entries, and an answer that names them; not for an account that is on its way out.
    fn keep(&self, now: Timestamp, answer: Option<(&str, store::Remembered)>, entries: &[store::Entry]) {
        let stands = || self.core.records.profiles.read(|profiles| profiles.account(self.account).is_ok());
        self.core.cache.keep(&self.owner, now.as_millisecond(), answer, entries, stands);
    }
}

/// Forgets all that an account saw. Blocks.
pub(crate) fn forget(core: &Core, account: AccountId) {
    core.cache.forget(&account.to_string());
}

/// Forgets what accounts saw that are not there any more: an older copy of the profiles may have been taken. Blocks.
pub(crate) fn sweep(core: &Core) {
    let known: HashSet<String> = core.records.profiles.read(|profiles| {
        profiles.profiles.iter().flat_map(|profile| &profile.accounts).map(|account| account.id.to_string()).collect()
    });
    core.cache.sweep(|owner| known.contains(owner));
}

/// A page of a list. What goes on with a remembered list goes on there.
pub(crate) async fn page<T: Thing>(
    core: &Core,
    account: AccountId,
    asked: Asked<T>,
    at_once: Option<bool>,
    fetch: impl Future<Output = Result<Page<T>, Fault>>,
) -> Result<Page<T>, Fault> {
    let at_once = if asked.goes_on() { Some(true) } else { at_once };
    ask(core, account, asked, at_once, fetch).await
}

/// The host's answer, kept; or what it said last, where it can't be reached. With `at_once` only that.
pub(crate) async fn ask<Q: Memorable>(
    core: &Core,
    account: AccountId,
    question: Q,
    at_once: Option<bool>,
    fetch: impl Future<Output = Result<Q::Answer, Fault>>,
) -> Result<Q::Answer, Fault> {
    let question = Arc::new(question);
    if at_once == Some(true) {
        check(core, account)?;
        let seen = recall(core, account, &question, None).await?;
        return seen.ok_or_else(|| Fault::NotFound { what: "anything that was seen before".into() });
    }
    match fetch.await {
        Ok(answer) => {
            let question = Arc::clone(&question);
            core.blocking(move |core| {
                question.keep(&Memory::of(core, account), &answer);
                Ok(answer)
            })
            .await
        }
        Err(silence @ Fault::Offline { .. }) => {
            recovery::watch(core, account);
            recall(core, account, &question, Some(&silence)).await?.ok_or(silence)
        }
        Err(fault) => {
            withdraw(core, account, question, &fault).await?;
            Err(fault)
        }
    }
}

/// What was seen is for an account that is signed in: a token that was refused or is gone is nothing that memory makes good.
fn check(core: &Core, account: AccountId) -> Result<(), Fault> {
    let usable = core
        .records
        .profiles
        .read(|profiles| profiles.account(account).map(|(_, account)| !account.rejected && account.kept != Kept::Gone))?;
    if usable { Ok(()) } else { Err(Fault::NotFound { what: "anything that was seen before".into() }) }
}

async fn recall<Q: Memorable>(
    core: &Core,
    account: AccountId,
    question: &Arc<Q>,
    because: Option<&Fault>,
) -> Result<Option<Q::Answer>, Fault> {
    let (question, because) = (Arc::clone(question), because.cloned());
    core.blocking(move |core| {
        Ok(question.recall(&Memory::of(core, account)).map(|(mut answer, at)| {
            Q::mark(&mut answer, Seen { at: at.to_string(), because });
            answer
        }))
    })
    .await
}

/// Takes away what a fault says that the account may not see.
async fn withdraw<Q: Memorable>(core: &Core, account: AccountId, question: Arc<Q>, fault: &Fault) -> Result<(), Fault> {
    match fault {
        Fault::SignIn { reason: SignInReason::Rejected | SignInReason::Ended, .. } => {
            core.blocking(move |core| {
                forget(core, account);
                Ok(())
            })
            .await
        }
        Fault::Denied { .. } | Fault::NotFound { .. } => {
            core.blocking(move |core| {
                question.withdraw(&Memory::of(core, account));
                Ok(())
            })
            .await
        }
        _ => Ok(()),
    }
}
