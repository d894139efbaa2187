//! Remotes: which host, account and repository an address belongs to, decided by the address and by what the person chose, never by a
//! remote's name; adding one, and fetching it.

use net::Origin;
use percent_encoding::percent_decode_str;
use url::Url;

use crate::api::ids::{AccountId, JobId, ProfileId, RepositoryId};
use crate::api::jobs::Task;
use crate::api::repositories::RemoteAccount;
use crate::api::{AddRemote, ChooseAccount, Event, FetchRemote};
use crate::clone::{Source, checked_address};
use crate::fault::Fault;
use crate::records::hosts::HostRecord;
use crate::records::profiles::AccountRecord;
use crate::records::repositories::RepositoryRecord;
use crate::{Core, prebuilds, sync, views};

/// Where an address leads.
pub(crate) struct Place {
    pub(crate) host: HostRecord,
    /// What of it, where the address names a repository.
    pub(crate) destination: Option<forge::Destination>,
    /// Who answers for it: the account that the address names as its user, else the first on that host.
    pub(crate) account: Option<AccountId>,
}

impl Place {
    /// The same with the first of these accounts that is one on this host.
    pub(crate) fn preferring(self, core: &Core, profile: ProfileId, chosen: &[AccountId]) -> Self {
        let preferred = core.records.profiles.read(|profiles| {
            let profile = profiles.profile(profile).ok()?;
            chosen.iter().copied().find(|chosen| profile.accounts_on(self.host.id).any(|account| account.id == *chosen))
        });
        Self { account: preferred.or(self.account), ..self }
    }
}

/// The host of a profile that an address belongs to: by scheme, name, port and context path for `http(s)`, by name for SSH.
pub(crate) fn place(core: &Core, profile: ProfileId, address: &str) -> Option<Place> {
    let hosts = core.records.hosts.read(|hosts| hosts.hosts.clone());
    core.records.profiles.read(|profiles| {
        let profile = profiles.profile(profile).ok()?;
        let mut found: Vec<Place> = hosts
            .into_iter()
            .filter(|host| profile.link(host.id).is_some())
            .filter_map(|host| {
                let destination = forge::locate(views::forge_kind(host.forge), &host.base_url, address);
                if destination.is_none() && !is_below(&host.base_url, address) {
                    return None;
                }
                let named = |account: &&AccountRecord| user_in(address).is_some_and(|user| account.user.name == user);
                let account = profile.accounts_on(host.id).find(named).or_else(|| profile.accounts_on(host.id).next());
                let account = account.map(|account| account.id);
                Some(Place { host, destination, account })
            })
            .collect();
        // Two hosts may differ in their context path only: the one that says more wins.
        found.sort_by_key(|place| (place.destination.is_none(), std::cmp::Reverse(place.host.base_url.path().len())));
        found.into_iter().next()
    })
}

/// The host whose SSH server goes by this name.
pub(crate) fn by_ssh_name(core: &Core, profile: ProfileId, name: &str) -> Option<HostRecord> {
    let hosts = core.records.hosts.read(|hosts| hosts.hosts.clone());
    core.records.profiles.read(|profiles| {
        let profile = profiles.profile(profile).ok()?;
        hosts.into_iter().find(|host| {
            profile.link(host.id).is_some() && host.base_url.host_str().is_some_and(|own| own.eq_ignore_ascii_case(name))
        })
    })
}

/// The user of an address of the web; that of an SSH address is the server's own, for everybody.
fn user_in(address: &str) -> Option<String> {
    let url = Url::parse(address).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    let user = percent_decode_str(url.username()).decode_utf8().ok()?;
    (!user.is_empty()).then(|| user.into_owned())
}

/// The accounts that the person chose for the remotes of a repository.
pub(crate) fn chosen(core: &Core, id: RepositoryId) -> Vec<AccountId> {
    core.records.repositories.read(|repositories| repositories.find(id).map(|known| known.accounts.clone())).unwrap_or_default()
}

pub(crate) async fn choose_account(core: &Core, arguments: ChooseAccount) -> Result<(), Fault> {
    let ChooseAccount { id, account } = arguments;
    core.blocking(move |core| choose(core, id, account)).await
}

/// Has an account answer for the remotes on its host, in every work tree of the repository. Blocks.
pub(crate) fn choose(core: &Core, id: RepositoryId, account: AccountId) -> Result<(), Fault> {
    let same_host = core.records.profiles.read(|profiles| {
        let (profile, own) = profiles.account(account)?;
        Ok::<_, Fault>(profile.accounts_on(own.host).map(|other| other.id).collect::<Vec<_>>())
    })?;
    let changed = core.records.repositories.try_change(|repositories| {
        let choose = |known: &mut RepositoryRecord| {
            known.accounts.retain(|other| !same_host.contains(other));
            known.accounts.push(account);
            known.id
        };
        Ok::<_, Fault>(repositories.work_trees_mut(id)?.map(choose).collect::<Vec<_>>())
    })?;
    for id in changed {
        core.announce(Event::RepositoryChanged { id });
    }
    Ok(())
}

pub(crate) fn account_of(core: &Core, profile: ProfileId, remote: String, address: &str, chosen: &[AccountId]) -> RemoteAccount {
    let Some(place) = place(core, profile, address).map(|place| place.preferring(core, profile, chosen)) else {
        return RemoteAccount { remote, host: None, account: None, user: None, path: None };
    };
    let user = place
        .account
        .and_then(|id| core.records.profiles.read(|profiles| profiles.account(id).ok().map(|(_, account)| account.user.clone())));
    RemoteAccount {
        remote,
        host: Some(place.host.id),
        account: place.account,
        user,
        path: place.destination.map(|found| views::repositories::path(found.path)),
    }
}

pub(crate) async fn add_remote(core: &Core, arguments: AddRemote) -> Result<(), Fault> {
    let AddRemote { id, name, source, push_url } = arguments;
    let profile = core.records.profiles.read(|profiles| profiles.in_use().profile.id);
    let source = Source::read(core, profile, source)?;
    let push_url = push_url.filter(|url| !url.trim().is_empty()).map(|url| of_pushes(checked_address(&url))).transpose()?;
    let name = name.trim().to_owned();
    // A name that can't be is said before anybody is asked for an address.
    let looked_at = name.clone();
    core.blocking(move |core| Ok(core.opened(id)?.check_remote_name(&looked_at)?)).await?;
    let url = source.ask(core).await?;
    core.changing(id, move |repository| repository.add_remote(&name, &url, push_url.as_deref())).await?;
    let Some(account) = source.account() else { return Ok(()) };
    core.blocking(move |core| if is_first(core, profile, id, account)? { choose(core, id, account) } else { Ok(()) }).await
}

/// True where an account's host has one remote only: whoever added it fetches it. With others it stays with their account. Blocks.
fn is_first(core: &Core, profile: ProfileId, id: RepositoryId, account: AccountId) -> Result<bool, Fault> {
    let host = core.records.profiles.read(|profiles| profiles.account(account).map(|(_, account)| account.host))?;
    let on_host = |url: &str| place(core, profile, url).is_some_and(|place| place.host.id == host);
    Ok(core.opened(id)?.remotes()?.iter().filter(|(_, url)| on_host(url)).count() == 1)
}

/// The form has a field of its own for the address of pushes.
fn of_pushes<T>(outcome: Result<T, Fault>) -> Result<T, Fault> {
    outcome.map_err(|fault| match fault {
        Fault::Invalid { why, .. } => Fault::Invalid { field: "pushUrl".into(), why },
        other => other,
    })
}

pub(crate) async fn fetch_remote(core: &Core, arguments: FetchRemote) -> Result<JobId, Fault> {
    let FetchRemote { id, remote } = arguments;
    sync::transfer(core, id, Task::Fetch, move |transfer, repository| {
        sync::fetch(transfer, repository, &remote)?;
        prebuilds::after_fetch(transfer.core, transfer.runtime, id, repository);
        Ok(())
    })
    .await
}

fn is_below(base: &Url, address: &str) -> bool {
    let Ok(url) = Url::parse(address) else { return false };
    let root = base.path().trim_end_matches('/');
    Origin::of(&url).is_some()
        && Origin::of(&url) == Origin::of(base)
        && url.path().strip_prefix(root).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
