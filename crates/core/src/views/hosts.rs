//! Hosts, accounts and what a token allows, as the contract shows them.

use crate::api::hosts::{
    AbilityCheck, Account, ForgeKind, Health, Host, HostPages, HostProbe, Oauth, PermissionAdvice, Registration, ScopeAdvice,
    TokenAbility, Trust, User, Verdict,
};
use crate::api::ids::HostId;
use crate::oauth;
use crate::records::hosts::{Anchor, HostRecord, RegistrationRecord, shown};
use crate::records::profiles::{AccountRecord, HostLink};
use crate::views;

pub(crate) fn probe(probe: forge::Probe, known: Option<HostId>) -> HostProbe {
    HostProbe {
        forge: kind(probe.kind),
        base_url: shown(&probe.base_url),
        display_name: probe.display_name,
        version: probe.version,
        plain_http: probe.base_url.scheme() == "http",
        single_sign_on: probe.single_sign_on,
        known,
        pages: pages(probe.pages),
        permissions: probe.permissions.into_iter().map(permission).collect(),
    }
}

pub(crate) fn host(
    host: &HostRecord,
    link: Option<HostLink>,
    accounts: &[AccountRecord],
    anchor: Option<Anchor>,
    health: Health,
    port: u16,
) -> Host {
    let kind = views::forge_kind(host.forge);
    Host {
        id: host.id,
        forge: host.forge,
        base_url: host.shown_url(),
        name: host.name(),
        version: host.version.clone(),
        plain_http: host.plain_http,
        trust: match anchor {
            None => Trust::System,
            Some(Anchor::Pin { sha256 }) => Trust::Pinned { sha256 },
            Some(Anchor::Authority { name, sha256, .. }) => Trust::Authority { name, sha256 },
        },
        // What the person must do outweighs what the network does.
        health: if accounts.iter().any(|account| account.rejected) { Health::SignInNeeded } else { health },
        accounts: accounts.iter().map(account).collect(),
        oauth: oauth(host, port),
        ssh: link.as_ref().and_then(|link| link.ssh.clone()),
        identity: link.and_then(|link| link.identity),
        pages: pages(forge::pages(kind, &host.base_url)),
        permissions: forge::permissions(kind).into_iter().map(permission).collect(),
    }
}

fn oauth(host: &HostRecord, port: u16) -> Oauth {
    let kind = views::forge_kind(host.forge);
    let advice = |advice: forge::ScopeAdvice| ScopeAdvice { scope: advice.scope, label: advice.label, optional: advice.optional };
    let registration = |record: &RegistrationRecord| Registration {
        client_id: record.client_id.clone(),
        redirect: record.redirect.clone(),
        form: oauth::form(record),
        scopes: record.scopes.clone(),
        secret: record.secret.clone(),
    };
    Oauth {
        possible: oauth::is_possible(host),
        page: forge::registration_page(kind, &host.base_url).into(),
        loopback: oauth::redirect::loopback(port, host.id.0),
        custom_scheme: oauth::redirect::custom(host.id.0),
        scopes: forge::scopes(kind).into_iter().map(advice).collect(),
        registration: host.registration.as_ref().map(registration),
    }
}

pub(crate) fn account(account: &AccountRecord) -> Account {
    Account {
        id: account.id,
        host: account.host,
        user: account.user.clone(),
        way: account.way,
        rejected: account.rejected,
        kept: account.kept.clone(),
        token_expires: account.token_expires.clone(),
        abilities: account.abilities.clone(),
    }
}

pub(crate) fn user(user: forge::User) -> User {
    User { name: user.name, slug: user.slug, display_name: user.display_name, email: user.email, active: user.active }
}

pub(crate) fn abilities(checks: Vec<forge::AbilityCheck>) -> Vec<AbilityCheck> {
    let view = |check: forge::AbilityCheck| AbilityCheck {
        ability: ability(check.ability),
        verdict: match check.verdict {
            forge::Verdict::Allowed => Verdict::Allowed,
            forge::Verdict::Refused => Verdict::Refused,
            forge::Verdict::Unknown => Verdict::Unknown,
        },
        detail: check.detail,
    };
    checks.into_iter().map(view).collect()
}

pub(crate) fn kind(kind: forge::Kind) -> ForgeKind {
    match kind {
        forge::Kind::BitbucketServer => ForgeKind::BitbucketServer,
    }
}

fn pages(pages: forge::Pages) -> HostPages {
    HostPages { token: pages.token.into(), ssh_keys: pages.ssh_keys.into(), sign_in: pages.sign_in.into() }
}

fn permission(advice: forge::PermissionAdvice) -> PermissionAdvice {
    PermissionAdvice {
        permission: advice.permission,
        unlocks: advice.unlocks.into_iter().map(ability).collect(),
        optional: advice.optional,
    }
}

fn ability(ability: forge::TokenAbility) -> TokenAbility {
    match ability {
        forge::TokenAbility::Identity => TokenAbility::Identity,
        forge::TokenAbility::ReadRepositories => TokenAbility::ReadRepositories,
        forge::TokenAbility::ReadPullRequests => TokenAbility::ReadPullRequests,
        forge::TokenAbility::WriteRepositories => TokenAbility::WriteRepositories,
        forge::TokenAbility::CreateRepositories => TokenAbility::CreateRepositories,
        forge::TokenAbility::AdministerRepositories => TokenAbility::AdministerRepositories,
        forge::TokenAbility::AddSshKeys => TokenAbility::AddSshKeys,
    }
}
