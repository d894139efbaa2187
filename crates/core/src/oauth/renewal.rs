//! New tokens for old ones. A refresh token is good once: the server forgets the old pair before it makes the new one, so
//! there is one refresh at a time, what comes is kept before it is used, and a token whose fate is unknown is not sent again.
//!
//! Between processes the data folder's lock sees to it: whoever holds it is the only one who can know the token.

use std::time::Duration;

use async_trait::async_trait;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use forge::Renewal;
use jiff::Timestamp;
use keychain::Kept as KeptIn;
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};

use crate::api::hosts::Kept;
use crate::api::ids::AccountId;
use crate::api::profiles::Profile;
use crate::fault::{Fault, SignInReason};
use crate::house::WeakCore;
use crate::records::hosts::HostRecord;
use crate::records::profiles::AccountRecord;
use crate::{Clock, Core, accounts, faults, views};

/// So long before its end an access token is renewed: a request that is on its way must still find it good.
const BEFORE: Duration = Duration::from_mins(1);

/// An access token and when it is to be renewed.
#[derive(Clone)]
pub(crate) struct Access {
    pub(crate) token: SecretString,
    pub(crate) until: Timestamp,
}

impl Access {
    pub(crate) fn of(tokens: &forge::Tokens, clock: Clock) -> Self {
        let good = clock.lasting(tokens.lasts.saturating_sub(BEFORE));
        // Told as a time of day: a computer that slept has grown older, too.
        let until = Timestamp::now().checked_add(good).unwrap_or(Timestamp::MAX);
        Self { token: tokens.access.clone(), until }
    }

    pub(crate) fn is_good(&self) -> bool {
        Timestamp::now() < self.until
    }
}

/// Gets an access token. The caller sees to it that nobody else does so for this account meanwhile.
pub(crate) async fn renew(core: &Core, profile: &Profile, host: &HostRecord, account: &AccountRecord) -> Result<Access, Fault> {
    let id = account.id;
    let ended = |detail: &str| Fault::SignIn { host: host.name(), reason: SignInReason::Ended, detail: detail.into() };
    let application = super::application(core, host).await?;
    let entry = accounts::entry(profile, host, account);
    let Some(refresh) = core.secrets.find(&entry).await? else {
        accounts::mark(core, id, |account| account.kept = Kept::Gone).await?;
        return Err(ended("The keychain has no refresh token for this account."));
    };
    let mark = mark_of(&refresh);
    // Another one than was sent then: its successor came and was kept, and only the end of it was not written down.
    if account.renewing.as_ref() == Some(&mark) {
        accounts::mark(core, id, |account| account.rejected = true).await?;
        return Err(ended("Bough does not know how its last request for tokens ended, and does not ask twice."));
    }
    set_renewing(core, id, Some(mark)).await?;
    let kind = views::forge_kind(host.forge);
    let tokens = match forge::refresh_tokens(&core.client, kind, &host.base_url, &application, &refresh).await {
        Ok(tokens) => tokens,
        Err(forge::Error::SignIn { detail, .. }) => {
            accounts::mark(core, id, |account| (account.renewing, account.rejected) = (None, true)).await?;
            return Err(ended(&detail));
        }
        Err(error) => {
            if !may_be_spent(&error) {
                set_renewing(core, id, None).await?;
            }
            return Err(faults::of_forge(&host.name(), error));
        }
    };
    let kept = match tokens.refresh.clone() {
        // Some versions may let the old one live on.
        None => account.kept.clone(),
        Some(next) => match core.secrets.keep(&entry, next.clone()).await {
            Ok(KeptIn::Keychain) => Kept::Keychain,
            Ok(KeptIn::Memory(error)) => Kept::Memory { situation: faults::situation(&error) },
            // The old one is dead: the new one must be somewhere, and the person sees where.
            Err(error) => {
                core.secrets.keep_in_memory(&entry, next);
                Kept::Memory { situation: faults::situation(&error) }
            }
        },
    };
    let changed = account.rejected || kept != account.kept;
    let done = move |account: &mut AccountRecord| {
        (account.renewing, account.rejected) = (None, false);
        account.kept = kept;
    };
    if changed {
        accounts::mark(core, id, done).await?;
    } else {
        accounts::note(core, id, done).await?;
    }
    Ok(Access::of(&tokens, core.options.clock))
}

/// Tells one refresh token from another, and gives nothing of it away.
fn mark_of(token: &SecretString) -> String {
    let hash: [u8; 32] = Sha256::digest(token.expose_secret()).into();
    URL_SAFE_NO_PAD.encode(&hash[..12])
}

async fn set_renewing(core: &Core, id: AccountId, renewing: Option<String>) -> Result<(), Fault> {
    accounts::note(core, id, move |account| account.renewing = renewing).await
}

/// Whether the server may have taken the refresh token although it gave no new one.
fn may_be_spent(error: &forge::Error) -> bool {
    match error {
        forge::Error::Net(error) => error.may_be_done(),
        // It said no before it looked at the token.
        forge::Error::Invalid { .. } | forge::Error::NotFound { .. } => false,
        _ => true,
    }
}

/// Gets another token when one is refused before its time.
pub(crate) struct Renewer {
    pub(crate) core: WeakCore,
    pub(crate) account: AccountId,
}

#[async_trait]
impl Renewal for Renewer {
    async fn renew(&self, refused: &SecretString) -> Option<SecretString> {
        match self.core.upgrade()?.renewed(self.account, refused).await {
            Ok(token) => Some(token),
            Err(fault) => {
                tracing::info!(%fault, "no other token after one was refused");
                None
            }
        }
    }
}

/// Takes back what an account was allowed, as far as the server can and is reached; true where it did.
pub(crate) async fn revoke(core: &Core, profile: &Profile, host: &HostRecord, account: &AccountRecord) -> bool {
    let Ok(application) = super::application(core, host).await else { return false };
    let Ok(Some(refresh)) = core.secrets.find(&accounts::entry(profile, host, account)).await else { return false };
    revoke_token(core, host, &application, &refresh).await
}

/// The same for a token in hand.
pub(crate) async fn revoke_token(
    core: &Core,
    host: &HostRecord,
    application: &forge::Application,
    refresh: &SecretString,
) -> bool {
    let kind = views::forge_kind(host.forge);
    match forge::revoke_tokens(&core.client, kind, &host.base_url, application, refresh).await {
        Ok(revoked) => revoked,
        Err(error) => {
            tracing::info!(%error, "tokens could not be taken back");
            false
        }
    }
}
