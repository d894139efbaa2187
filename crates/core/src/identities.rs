//! Who commits where: what a host expects, and settling it for one repository.

use crate::Core;
use crate::api::application::Author;
use crate::api::changes::ExpectedIdentity;
use crate::api::hosts::IdentityRule;
use crate::api::ids::{AccountId, RepositoryId};
use crate::api::{Event, SetIdentityRule, UseIdentity};
use crate::fault::Fault;
use crate::{profiles, remotes};

pub(crate) async fn use_identity(core: &Core, arguments: UseIdentity) -> Result<(), Fault> {
    let UseIdentity { id, author, signing_key } = arguments;
    core.changing(id, move |repository| repository.set_identity(&(author.name, author.email), signing_key.as_deref())).await
}

pub(crate) async fn set_identity_rule(core: &Core, arguments: SetIdentityRule) -> Result<(), Fault> {
    let rule = arguments.rule.map(checked).transpose()?;
    core.blocking(move |core| {
        core.records.profiles.try_change(|profiles| {
            let link = profiles.in_use_mut().hosts.iter_mut().find(|link| link.host == arguments.host && !link.leaving);
            link.ok_or_else(|| Fault::NotFound { what: "the host".into() })?.identity = rule;
            Ok::<_, Fault>(())
        })
    })
    .await?;
    core.announce(Event::HostsChanged);
    Ok(())
}

fn checked(rule: IdentityRule) -> Result<IdentityRule, Fault> {
    let invalid = |field: &str, why: &str| Fault::Invalid { field: field.into(), why: why.into() };
    let author = profiles::checked_author(&rule.author)?;
    if author.name.is_empty() || author.email.is_empty() {
        return Err(invalid("author", "A rule needs a name and an e-mail address."));
    }
    let signing_key = rule.signing_key.map(|key| key.trim().to_owned()).filter(|key| !key.is_empty());
    if signing_key.as_ref().is_some_and(|key| key.starts_with('-') || key.chars().any(char::is_control)) {
        return Err(invalid("signingKey", "This is no key: give its number, its path or the public key itself."));
    }
    Ok(IdentityRule { author, signing_key })
}

/// Who commits in the repositories of an account's host: by the rule for the host, else the account as its server tells, else
/// the profile's own author.
pub(crate) fn of_account(core: &Core, account: AccountId) -> Result<IdentityRule, Fault> {
    core.records.profiles.read(|profiles| {
        let (profile, account) = profiles.account(account)?;
        if let Some(rule) = profile.link(account.host).and_then(|link| link.identity.clone()) {
            return Ok(rule);
        }
        let theirs = account.user.email.clone().map(|email| Author { name: account.user.display_name.clone(), email });
        Ok(IdentityRule { author: theirs.unwrap_or_else(|| profile.profile.author.clone()), signing_key: None })
    })
}

/// Who should commit instead, where no remote's host knows the address: by the rule for the host, else by the account on it as
/// its server tells. Blocks.
pub(crate) fn expected(core: &Core, id: RepositoryId, author: &Author) -> Result<Option<ExpectedIdentity>, Fault> {
    let remotes = core.opened(id)?.remotes()?;
    let profile = core.records.profiles.read(|profiles| profiles.in_use().profile.id);
    let mut first = None;
    let chosen = remotes::chosen(core, id);
    for place in remotes.iter().filter_map(|(_, url)| remotes::place(core, profile, url)) {
        let place = place.preferring(core, profile, &chosen);
        let wanted = core.records.profiles.read(|profiles| {
            let profile = profiles.profile(profile).ok()?;
            if let Some(rule) = profile.link(place.host.id).and_then(|link| link.identity.clone()) {
                return Some(rule);
            }
            let user = &profile.accounts_on(place.host.id).find(|account| Some(account.id) == place.account)?.user;
            let author = Author { name: user.display_name.clone(), email: user.email.clone()? };
            Some(IdentityRule { author, signing_key: None })
        });
        let Some(wanted) = wanted else { continue };
        if wanted.author.email.eq_ignore_ascii_case(author.email.trim()) {
            return Ok(None);
        }
        first.get_or_insert(ExpectedIdentity { host: place.host.name(), author: wanted.author, signing_key: wanted.signing_key });
    }
    Ok(first)
}
