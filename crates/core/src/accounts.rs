//! Accounts: who we are on a host. What lasts goes to the keychain and comes out only for its server.

use jiff::civil::Date;
use keychain::{Entry, EntryKind, Kept as KeptIn};
use secrecy::{ExposeSecret, SecretString};

use crate::Core;
use crate::api::hosts::{Account, Disconnection, Kept, Way};
use crate::api::ids::{AccountId, ProfileId};
use crate::api::profiles::Profile;
use crate::api::{ConnectAccount, DisconnectAccount, Event, TestAccount};
use crate::fault::Fault;
use crate::oauth::renewal::Access;
use crate::records::hosts::HostRecord;
use crate::records::profiles::AccountRecord;
use crate::sessions::Manner;
use crate::{faults, hosts, oauth, removal, views};

pub(crate) async fn connect_account(core: &Core, arguments: ConnectAccount) -> Result<Account, Fault> {
    let expires = arguments.token_expires.as_deref().map(checked_date).transpose()?;
    let token = checked_token(&arguments.token.into_inner())?;
    let host = hosts::of_active_profile(core, arguments.host)?;
    let profile = core.records.profiles.read(|profiles| profiles.in_use().profile.id);
    admit(core, &host, profile, Incoming::Token { token, expires }).await
}

/// What an account comes with.
pub(crate) enum Incoming {
    /// A token that the person made.
    Token { token: SecretString, expires: Option<String> },
    /// What the browser brought.
    Oauth(forge::Tokens),
}

impl Incoming {
    fn way(&self) -> Way {
        match self {
            Self::Token { .. } => Way::Token,
            Self::Oauth(_) => Way::Browser,
        }
    }

    /// What opens the host now.
    fn opening(&self) -> &SecretString {
        match self {
            Self::Token { token, .. } => token,
            Self::Oauth(tokens) => &tokens.access,
        }
    }

    /// What is kept for later; a server that gives no refresh token gives nothing that lasts.
    fn lasting(&self) -> Result<SecretString, Fault> {
        match self {
            Self::Token { token, .. } => Ok(token.clone()),
            Self::Oauth(tokens) => tokens.refresh.clone().ok_or_else(|| Fault::Refused {
                detail: "The server gave no refresh token: the access would end within the hour.".into(),
            }),
        }
    }
}

/// Finds out who comes, keeps their secret and writes them down: a new account, or a known one with a new secret.
pub(crate) async fn admit(core: &Core, host: &HostRecord, profile: ProfileId, incoming: Incoming) -> Result<Account, Fault> {
    let profile = core.records.profiles.read(|profiles| profiles.profile(profile).map(|profile| profile.profile.clone()))?;
    let lasting = incoming.lasting()?;
    let of_forge = |error| faults::of_forge(&host.name(), error);
    let kind = views::forge_kind(host.forge);
    let forge = forge::connect(&core.client, kind, &host.base_url, &host.version, incoming.opening().clone());
    let user = forge.identity().await.map_err(of_forge)?;
    let abilities = forge.abilities().await.map_err(of_forge)?;

    let known = core.records.profiles.read(|profiles| {
        let profile = profiles.profile(profile.id).ok()?;
        profile.accounts_on(host.id).find(|account| account.user.name == user.name).cloned()
    });
    let mut account = AccountRecord {
        id: known.as_ref().map_or_else(AccountId::fresh, |known| known.id),
        host: host.id,
        user: views::hosts::user(user),
        way: incoming.way(),
        kept: Kept::Gone,
        token_expires: match &incoming {
            Incoming::Token { expires, .. } => expires.clone(),
            Incoming::Oauth(_) => None,
        },
        abilities: views::hosts::abilities(abilities),
        rejected: false,
        renewing: None,
        leaving: false,
    };
    let id = account.id;
    let entry = entry(&profile, host, &account);
    // What the browser allowed before is taken back where a token stands in its place. Where the browser allowed it anew it is
    // not: a server might take that for the end of both.
    let before = match &known {
        Some(known) if known.way == Way::Browser && account.way == Way::Token => {
            core.secrets.find(&self::entry(&profile, host, known)).await.ok().flatten()
        }
        _ => None,
    };
    account.kept = match core.secrets.keep(&entry, lasting).await? {
        KeptIn::Keychain => Kept::Keychain,
        KeptIn::Memory(error) => Kept::Memory { situation: faults::situation(&error) },
    };
    let (written, kept_for) = (account.clone(), profile.id);
    let change = core.blocking(move |core| {
        core.records.profiles.try_change(|profiles| {
            let profile = profiles.profile_mut(kept_for)?;
            profile.accounts.retain(|account| account.id != id);
            profile.accounts.push(written);
            Ok(())
        })
    });
    if let Err(fault) = change.await {
        // Nobody would ever find the secret again.
        if known.is_none() {
            let _ = core.secrets.forget(&entry).await;
        }
        return Err(fault);
    }
    core.sessions.close(id);
    if let Incoming::Oauth(tokens) = &incoming {
        core.open_session(id, host, Access::of(tokens, core.options.clock)).await;
    }
    core.announce(Event::HostsChanged);
    if let Some(known) = known {
        let _ = retire(core, &profile, host, &known, &account, before).await;
    }
    Ok(views::hosts::account(&account))
}

/// Ends what an account came with before: its permission at the server, and its secret where that has another name.
async fn retire(
    core: &Core,
    profile: &Profile,
    host: &HostRecord,
    known: &AccountRecord,
    account: &AccountRecord,
    before: Option<SecretString>,
) -> Result<(), Fault> {
    if let Some(before) = before {
        let application = oauth::application(core, host).await?;
        oauth::renewal::revoke_token(core, host, &application, &before).await;
    }
    if known.way != account.way {
        core.secrets.forget(&entry(profile, host, known)).await?;
    }
    Ok(())
}

pub(crate) async fn test_account(core: &Core, arguments: TestAccount) -> Result<Account, Fault> {
    let session = core.session(arguments.id, Manner::Asked).await?;
    let user = session.settle(session.forge.identity().await).await?;
    let abilities = session.settle(session.forge.abilities().await).await?;
    mark(core, arguments.id, move |account| {
        account.user = views::hosts::user(user);
        account.abilities = views::hosts::abilities(abilities);
        account.rejected = false;
    })
    .await?;
    core.records.profiles.read(|profiles| profiles.account(arguments.id).map(|(_, account)| views::hosts::account(account)))
}

pub(crate) async fn disconnect_account(core: &Core, arguments: DisconnectAccount) -> Result<Disconnection, Fault> {
    removal::disconnect(core, arguments.id).await
}

/// The keychain entry of an account's token. The label is for people who look into their keychain; nothing is found by it.
pub(crate) fn entry(profile: &Profile, host: &HostRecord, account: &AccountRecord) -> Entry {
    let kind = match account.way {
        Way::Token => EntryKind::Pat(account.id.0),
        Way::Browser => EntryKind::Refresh(account.id.0),
    };
    Entry { profile: profile.id.0, kind, label: format!("Bitbucket – {} – {}", host.name(), profile.name) }
}

/// Changes an account where it still is; nobody sees a difference.
pub(crate) async fn note(
    core: &Core,
    id: AccountId,
    change: impl FnOnce(&mut AccountRecord) + Send + 'static,
) -> Result<(), Fault> {
    core.blocking(move |core| {
        core.records.profiles.change(|profiles| profiles.account_mut(id).map(change))?;
        Ok(())
    })
    .await
}

/// Changes an account where it still is, and tells everybody.
pub(crate) async fn mark(
    core: &Core,
    id: AccountId,
    change: impl FnOnce(&mut AccountRecord) + Send + 'static,
) -> Result<(), Fault> {
    note(core, id, change).await?;
    core.announce(Event::HostsChanged);
    Ok(())
}

/// A token without the white space that pasting brings. Other odd characters mean that something else was pasted.
fn checked_token(token: &SecretString) -> Result<SecretString, Fault> {
    let trimmed = token.expose_secret().trim();
    if trimmed.is_empty() {
        return Err(Fault::Invalid { field: "token".into(), why: "Paste a token.".into() });
    }
    if !trimmed.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(Fault::Invalid { field: "token".into(), why: "A token has no spaces, line breaks or accents.".into() });
    }
    Ok(SecretString::from(trimmed.to_owned()))
}

/// A date; of a whole time stamp the date is taken.
fn checked_date(text: &str) -> Result<String, Fault> {
    let date = text.get(..10).filter(|_| text.len() == 10 || text.as_bytes().get(10) == Some(&b'T'));
    date.and_then(|date| date.parse::<Date>().ok())
        .map(|date| date.to_string())
        .ok_or_else(|| Fault::Invalid { field: "tokenExpires".into(), why: "Give the date as 2027-01-31.".into() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pasted_white_space_goes_and_odd_characters_are_refused() {
        let token = |text: &str| checked_token(&SecretString::from(text.to_owned()));
        assert_eq!(token(" BBDC-abc\n").expect("a token").expose_secret(), "BBDC-abc");
        for bad in ["", "  ", "a b", "a\r\nX-Header: y", "clé"] {
            assert!(token(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn expiry_is_a_date() {
        assert_eq!(checked_date("2027-01-31").expect("a date"), "2027-01-31");
        assert_eq!(checked_date("2027-01-31T12:00:00Z").expect("a date"), "2027-01-31");
        for bad in ["", "31.1.2027", "2027-02-30", "2027-01-311"] {
            assert!(checked_date(bad).is_err(), "{bad}");
        }
    }
}
