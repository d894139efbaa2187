//! Taking away accounts, hosts and profiles: first a tombstone, then the secret, then the rest. A crash in between is made
//! good at the next start; a keychain that refuses leaves everything as it was.

use std::collections::HashSet;
use std::time::Duration;

use crate::api::Event;
use crate::api::application::Author;
use crate::api::hosts::{Disconnection, Kept, Way};
use crate::api::ids::{AccountId, HostId, ProfileId};
use crate::api::profiles::Profile;
use crate::fault::Fault;
use crate::records::hosts::HostRecord;
use crate::records::profiles::{AccountRecord, ProfilesRecord};
use crate::{Core, accounts, oauth, seen, trust};

/// How long a server may take to take back what was allowed.
const PATIENCE: Duration = Duration::from_secs(10);

/// What is on its way out.
#[derive(Debug, Clone, Copy)]
enum Leaving {
    Account(AccountId),
    Host(ProfileId, HostId),
    Profile(ProfileId),
}

pub(crate) async fn disconnect(core: &Core, id: AccountId) -> Result<Disconnection, Fault> {
    core.records.profiles.read(|profiles| profiles.account(id).map(drop))?;
    remove(core, Leaving::Account(id)).await
}

pub(crate) async fn remove_host(core: &Core, id: HostId) -> Result<(), Fault> {
    let profile = core.records.profiles.read(|profiles| {
        let profile = profiles.in_use();
        profile.link(id).map(|_| profile.profile.id)
    });
    remove(core, Leaving::Host(profile.ok_or_else(|| Fault::NotFound { what: "the host".into() })?, id)).await.map(drop)
}

pub(crate) async fn remove_profile(core: &Core, id: ProfileId) -> Result<(), Fault> {
    core.records.profiles.read(|profiles| {
        profiles.profile(id)?;
        if profiles.profiles.iter().filter(|profile| !profile.leaving).count() == 1 {
            return Err(Fault::Invalid { field: "id".into(), why: "The last profile stays.".into() });
        }
        Ok(())
    })?;
    remove(core, Leaving::Profile(id)).await.map(drop)
}

async fn remove(core: &Core, what: Leaving) -> Result<Disconnection, Fault> {
    let active = core.records.profiles.read(|profiles| profiles.active);
    mark(core, what, true, active).await?;
    let outcome = carry_out(core, |account| what.holds(account)).await;
    if outcome.is_err() {
        // The secret is still there, so the account is: the person sees it and can try again.
        mark(core, what, false, active).await?;
    }
    core.announce(Event::ProfilesChanged);
    core.announce(Event::HostsChanged);
    outcome
}

/// Goes on with what a crash interrupted, on a thread of its own: a keychain may take its time.
pub(crate) fn resume(core: &Core) {
    let interrupted = core.records.profiles.read(|profiles| {
        profiles.profiles.iter().any(|profile| {
            profile.leaving
                || profile.hosts.iter().any(|link| link.leaving)
                || profile.accounts.iter().any(|account| account.leaving)
        })
    });
    if !interrupted {
        return;
    }
    let core = core.clone();
    let spawned = std::thread::Builder::new().name("removal".into()).spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build();
        match runtime.map(|runtime| runtime.block_on(carry_out(&core, |_| true))) {
            Ok(Ok(_)) => core.announce(Event::HostsChanged),
            Ok(Err(fault)) => tracing::warn!(%fault, "an interrupted removal waits for the next start"),
            Err(error) => tracing::warn!(%error, "no runtime for an interrupted removal"),
        }
    });
    if let Err(error) = spawned {
        tracing::warn!(%error, "no thread for an interrupted removal");
    }
}

/// Secrets first, each account's record right after its own; then links, profiles and hosts that nothing holds any more.
async fn carry_out(core: &Core, mine: impl Fn(&Standing) -> bool) -> Result<Disconnection, Fault> {
    let standing: Vec<Standing> = core.records.profiles.read(|profiles| {
        let all = profiles.profiles.iter().flat_map(|profile| {
            profile.accounts.iter().map(|account| Standing { profile: profile.profile.clone(), account: account.clone() })
        });
        all.filter(|standing| standing.account.leaving && mine(standing)).collect()
    });
    let mut still_allowed = false;
    for Standing { profile, account } in standing {
        let id = account.id;
        if let Ok(host) = core.records.hosts.read(|hosts| hosts.host(account.host).cloned()) {
            if account.way == Way::Browser {
                still_allowed |= !taken_back(core, &profile, &host, &account).await;
            }
            let forgotten = core.secrets.forget(&accounts::entry(&profile, &host, &account)).await;
            // A token that never was in the keychain can be let go without one.
            if account.kept == Kept::Keychain {
                forgotten?;
            }
        }
        core.sessions.close(id);
        core.blocking(move |core| {
            seen::forget(core, id);
            core.records.profiles.change(|profiles| {
                for profile in &mut profiles.profiles {
                    profile.accounts.retain(|account| account.id != id);
                }
            })?;
            Ok(())
        })
        .await?;
    }
    forget_registrations(core).await?;
    core.blocking(clear).await?;
    Ok(Disconnection { still_allowed })
}

/// What was allowed in the browser ends at the server, too, if it can be reached soon enough; nobody is kept for it.
async fn taken_back(core: &Core, profile: &Profile, host: &HostRecord, account: &AccountRecord) -> bool {
    let asked = oauth::renewal::revoke(core, profile, host, account);
    tokio::time::timeout(PATIENCE, asked).await.unwrap_or(false)
}

/// Client secrets of hosts that no profile will use any more.
async fn forget_registrations(core: &Core) -> Result<(), Fault> {
    let used: HashSet<HostId> = core.records.profiles.read(|profiles| {
        let staying = profiles.profiles.iter().filter(|profile| !profile.leaving || !profile.accounts.is_empty());
        let links = staying.flat_map(|profile| {
            profile.hosts.iter().filter(|link| !link.leaving || profile.accounts.iter().any(|account| account.host == link.host))
        });
        links.map(|link| link.host).collect()
    });
    let unused: Vec<HostRecord> = core.records.hosts.read(|hosts| {
        hosts.hosts.iter().filter(|host| host.registration.is_some() && !used.contains(&host.id)).cloned().collect()
    });
    for host in unused {
        let forgotten = core.secrets.forget(&oauth::entry(&host)).await;
        if host.registration.is_some_and(|registration| registration.secret == Kept::Keychain) {
            forgotten?;
        }
    }
    Ok(())
}

/// Drops what is marked and holds no account any more, and hosts that no profile uses.
fn clear(core: &Core) -> Result<(), Fault> {
    let _turn = core.moving();
    let used: HashSet<HostId> = core.records.profiles.change(|profiles| {
        profiles.profiles.retain(|profile| !profile.leaving || !profile.accounts.is_empty());
        for profile in &mut profiles.profiles {
            let busy: HashSet<HostId> = profile.accounts.iter().map(|account| account.host).collect();
            profile.hosts.retain(|link| !link.leaving || busy.contains(&link.host));
        }
        profiles.repair(Author::default());
        profiles.profiles.iter().flat_map(|profile| profile.hosts.iter().map(|link| link.host)).collect()
    })?;
    let discarded = core.records.hosts.change(|hosts| {
        let (kept, gone): (Vec<_>, Vec<_>) = hosts.hosts.drain(..).partition(|host| used.contains(&host.id));
        hosts.hosts = kept;
        gone.into_iter().map(|host| trust::forget(core, hosts, &host.base_url)).collect::<Vec<_>>()
    })?;
    for anchor in discarded {
        trust::discard(core, anchor);
    }
    Ok(())
}

/// An account with its profile.
struct Standing {
    profile: Profile,
    account: AccountRecord,
}

impl Leaving {
    fn holds(self, standing: &Standing) -> bool {
        match self {
            Self::Account(id) => standing.account.id == id,
            Self::Host(profile, host) => standing.profile.id == profile && standing.account.host == host,
            Self::Profile(profile) => standing.profile.id == profile,
        }
    }
}

/// Sets or takes away tombstones; the profile that was in use stays so where it can.
async fn mark(core: &Core, what: Leaving, leaving: bool, active: Option<ProfileId>) -> Result<(), Fault> {
    core.blocking(move |core| {
        core.records.profiles.change(|profiles| {
            set(profiles, what, leaving);
            profiles.active = active;
            profiles.repair(Author::default());
        })?;
        Ok(())
    })
    .await
}

/// Sets or takes away the tombstones of one removal.
fn set(profiles: &mut ProfilesRecord, what: Leaving, leaving: bool) {
    for profile in &mut profiles.profiles {
        let id = profile.profile.id;
        let whole = matches!(what, Leaving::Profile(wanted) if wanted == id);
        if whole {
            profile.leaving = leaving;
        }
        for link in &mut profile.hosts {
            if matches!(what, Leaving::Host(owner, host) if owner == id && host == link.host) {
                link.leaving = leaving;
            }
        }
        for account in &mut profile.accounts {
            let mine = match what {
                Leaving::Account(wanted) => account.id == wanted,
                Leaving::Host(owner, host) => owner == id && account.host == host,
                Leaving::Profile(_) => whole,
            };
            if mine {
                account.leaving = leaving;
            }
        }
    }
}
