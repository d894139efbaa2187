//! Accounts: who we are on a host. The token goes to the keychain and comes out only as a header.

use jiff::civil::Date;
use keychain::{Entry, EntryKind, Kept as KeptIn};
use secrecy::{ExposeSecret, SecretString};

use crate::Core;
use crate::api::hosts::{Account, Kept};
use crate::api::ids::AccountId;
use crate::api::profiles::Profile;
use crate::api::{ConnectAccount, DisconnectAccount, Event, TestAccount};
use crate::fault::Fault;
use crate::records::hosts::HostRecord;
use crate::records::profiles::AccountRecord;
use crate::sessions::Manner;
use crate::{faults, hosts, removal, views};

pub(crate) async fn connect_account(core: &Core, arguments: ConnectAccount) -> Result<Account, Fault> {
    let token_expires = arguments.token_expires.as_deref().map(checked_date).transpose()?;
    let token = checked_token(&arguments.token.into_inner())?;
    let host = hosts::of_active_profile(core, arguments.host)?;
    let profile = core.records.profiles.read(|profiles| profiles.in_use().profile.clone());

    let of_forge = |error| faults::of_forge(&host.name(), error);
    let forge = forge::connect(&core.client, views::forge_kind(host.forge), &host.base_url, &host.version, token.clone());
    let user = forge.identity().await.map_err(of_forge)?;
    let abilities = forge.abilities().await.map_err(of_forge)?;

    let known = core.records.profiles.read(|profiles| {
        let profile = profiles.profile(profile.id).ok()?;
        profile.accounts_on(host.id).find(|account| account.user.name == user.name).map(|account| account.id)
    });
    let id = known.unwrap_or_else(AccountId::fresh);
    let entry = entry(&profile, &host, id);
    let kept = match core.secrets.keep(&entry, token).await? {
        KeptIn::Keychain => Kept::Keychain,
        KeptIn::Memory(error) => Kept::Memory { situation: faults::situation(&error) },
    };
    let account = AccountRecord {
        id,
        host: host.id,
        user: views::hosts::user(user),
        kept,
        token_expires,
        abilities: views::hosts::abilities(abilities),
        rejected: false,
        leaving: false,
    };
    let written = account.clone();
    let kept_for = profile.id;
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
    core.announce(Event::HostsChanged);
    Ok(views::hosts::account(&account))
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

pub(crate) async fn disconnect_account(core: &Core, arguments: DisconnectAccount) -> Result<(), Fault> {
    removal::disconnect(core, arguments.id).await
}

/// The keychain entry of an account's token. The label is for people who look into their keychain; nothing is found by it.
pub(crate) fn entry(profile: &Profile, host: &HostRecord, id: AccountId) -> Entry {
    Entry {
        profile: profile.id.0, kind: EntryKind::Pat(id.0), label: format!("Bitbucket – {} – {}", host.name(), profile.name)
    }
}

/// Changes an account where it still is, and tells everybody.
pub(crate) async fn mark(
    core: &Core,
    id: AccountId,
    change: impl FnOnce(&mut AccountRecord) + Send + 'static,
) -> Result<(), Fault> {
    core.blocking(move |core| {
        core.records.profiles.change(|profiles| profiles.account_mut(id).map(change))?;
        Ok(())
    })
    .await?;
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
