//! Remotes: which host, account and repository an address belongs to, decided by the address alone, never by a remote's name;
//! adding one, and fetching it.

use net::Origin;
use url::Url;

use crate::api::ids::{AccountId, JobId, ProfileId};
use crate::api::jobs::Task;
use crate::api::repositories::RemoteAccount;
use crate::api::{AddRemote, FetchRemote};
use crate::clone::{Source, checked_address};
use crate::fault::Fault;
use crate::records::hosts::HostRecord;
use crate::transfer::Transfer;
use crate::{Core, prebuilds, sync, views};

/// Where an address leads.
pub(crate) struct Place {
    pub(crate) host: HostRecord,
    /// What of it, where the address names a repository.
    pub(crate) destination: Option<forge::Destination>,
    /// Who answers for it: the first account on that host.
    pub(crate) account: Option<AccountId>,
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
                let account = profile.accounts_on(host.id).next().map(|account| account.id);
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

pub(crate) fn account_of(core: &Core, profile: ProfileId, remote: String, address: &str) -> RemoteAccount {
    let Some(place) = place(core, profile, address) else {
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
    core.changing(id, move |repository| repository.add_remote(&name, &url, push_url.as_deref())).await
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
    let act = move |transfer: &Transfer<'_>, repository: &git::Repository| {
        transfer.run(|context| repository.fetch(&remote, context))?;
        prebuilds::after_fetch(transfer.core, transfer.runtime, id, repository);
        Ok(())
    };
    sync::transfer(core, id, Task::Fetch, act).await
}

fn is_below(base: &Url, address: &str) -> bool {
    let Ok(url) = Url::parse(address) else { return false };
    let root = base.path().trim_end_matches('/');
    Origin::of(&url).is_some()
        && Origin::of(&url) == Origin::of(base)
        && url.path().strip_prefix(root).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
