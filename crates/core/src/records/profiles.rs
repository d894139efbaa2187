//! `profiles.json`: profiles with their hosts, accounts, keys and tabs. Holds no secret, only where each is kept.

use serde::{Deserialize, Serialize};

use crate::api::application::Author;
use crate::api::hosts::{AbilityCheck, IdentityRule, Kept, User, Way};
use crate::api::ids::{AccountId, HostId, ProfileId};
use crate::api::keys::SshChoice;
use crate::api::profiles::{Profile, Tabs};
use crate::fault::Fault;

/// All profiles.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct ProfilesRecord {
    /// True once the person confirmed who they are on Welcome.
    pub welcomed: bool,
    pub active: Option<ProfileId>,
    pub profiles: Vec<ProfileRecord>,
}

/// One profile and everything that switches with it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ProfileRecord {
    pub profile: Profile,
    #[serde(default)]
    pub hosts: Vec<HostLink>,
    #[serde(default)]
    pub accounts: Vec<AccountRecord>,
    #[serde(default)]
    pub tabs: Tabs,
    /// A tombstone: the profile goes as soon as its secrets are gone.
    #[serde(default)]
    pub leaving: bool,
}

/// That a profile uses a host, and with which key.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct HostLink {
    pub host: HostId,
    #[serde(default)]
    pub ssh: Option<SshChoice>,
    #[serde(default)]
    pub identity: Option<IdentityRule>,
    /// A tombstone: the link goes as soon as its accounts are gone.
    #[serde(default)]
    pub leaving: bool,
}

/// Who a profile is on a host.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct AccountRecord {
    pub id: AccountId,
    pub host: HostId,
    pub user: User,
    #[serde(default)]
    pub way: Way,
    pub kept: Kept,
    #[serde(default)]
    pub token_expires: Option<String>,
    #[serde(default)]
    pub abilities: Vec<AbilityCheck>,
    /// The server refused the token: it isn't sent again until the person acts.
    #[serde(default)]
    pub rejected: bool,
    /// A refresh token was sent, and what became of it is not known yet: a part of its hash. It is not sent again.
    #[serde(default)]
    pub renewing: Option<String>,
    /// A tombstone: the account goes as soon as its secret is gone.
    #[serde(default)]
    pub leaving: bool,
}

impl ProfilesRecord {
    /// Makes sure that there is a profile and that an existing one is active; true where something changed.
    pub(crate) fn repair(&mut self, author: Author) -> bool {
        let mut changed = false;
        if self.profiles.is_empty() {
            let profile = Profile { id: ProfileId::fresh(), name: "Default".into(), author, color: 0, ssh: SshChoice::Agent };
            self.profiles.push(ProfileRecord::fresh(profile));
            changed = true;
        }
        // With every profile on its way out there would be nobody to be.
        if self.profiles.iter().all(|profile| profile.leaving) {
            self.profiles[0].leaving = false;
            changed = true;
        }
        let standing = |profile: &&ProfileRecord| !profile.leaving;
        if !self.profiles.iter().filter(standing).any(|profile| Some(profile.profile.id) == self.active) {
            self.active = self.profiles.iter().find(standing).map(|profile| profile.profile.id);
            changed = true;
        }
        changed
    }

    /// Secrets that were kept in memory went with the last run; true where there were any.
    pub(crate) fn forget_memory(&mut self) -> bool {
        let mut changed = false;
        for account in self.profiles.iter_mut().flat_map(|profile| &mut profile.accounts) {
            if matches!(account.kept, Kept::Memory { .. }) {
                account.kept = Kept::Gone;
                changed = true;
            }
        }
        changed
    }

    /// The profile in use.
    pub(crate) fn in_use(&self) -> &ProfileRecord {
        self.profiles
            .iter()
            .find(|profile| Some(profile.profile.id) == self.active)
            .or_else(|| self.profiles.first())
            .expect("`repair` ran at the start and the last profile is never removed")
    }

    /// The profile in use, to be changed.
    pub(crate) fn in_use_mut(&mut self) -> &mut ProfileRecord {
        let id = self.in_use().profile.id;
        self.profiles.iter_mut().find(|profile| profile.profile.id == id).expect("it was found by its id just now")
    }

    pub(crate) fn profile(&self, id: ProfileId) -> Result<&ProfileRecord, Fault> {
        self.profiles.iter().find(|profile| profile.profile.id == id && !profile.leaving).ok_or_else(unknown_profile)
    }

    pub(crate) fn profile_mut(&mut self, id: ProfileId) -> Result<&mut ProfileRecord, Fault> {
        self.profiles.iter_mut().find(|profile| profile.profile.id == id && !profile.leaving).ok_or_else(unknown_profile)
    }

    /// An account of any profile, with its profile: a job goes on while the person switches profiles.
    pub(crate) fn account(&self, id: AccountId) -> Result<(&ProfileRecord, &AccountRecord), Fault> {
        self.profiles
            .iter()
            .flat_map(|profile| profile.accounts.iter().map(move |account| (profile, account)))
            .find(|(_, account)| account.id == id && !account.leaving)
            .ok_or_else(|| Fault::NotFound { what: "the account".into() })
    }

    /// An account of any profile, to be changed; none where it is gone.
    pub(crate) fn account_mut(&mut self, id: AccountId) -> Option<&mut AccountRecord> {
        self.profiles.iter_mut().flat_map(|profile| &mut profile.accounts).find(|account| account.id == id)
    }
}

impl ProfileRecord {
    pub(crate) fn fresh(profile: Profile) -> Self {
        Self { profile, hosts: Vec::new(), accounts: Vec::new(), tabs: Tabs::default(), leaving: false }
    }

    /// The link to a host.
    pub(crate) fn link(&self, host: HostId) -> Option<&HostLink> {
        self.hosts.iter().find(|link| link.host == host && !link.leaving)
    }

    /// The accounts on a host, as the person sees them.
    pub(crate) fn accounts_on(&self, host: HostId) -> impl Iterator<Item = &AccountRecord> {
        self.accounts.iter().filter(move |account| account.host == host && !account.leaving)
    }
}

fn unknown_profile() -> Fault {
    Fault::NotFound { what: "the profile".into() }
}
