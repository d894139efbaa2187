//! `bough hosts`: the servers of the profile, how they do, and what each token allows.

use bough_core::Core;
use bough_core::api::ListHosts;
use bough_core::api::hosts::{Account, Health, Host, Kept, TokenAbility, Trust, Verdict, Way};
use bough_core::fault::Fault;

use crate::output::{Output, table};

pub async fn list(core: &Core, output: &Output) -> Result<(), Fault> {
    let hosts = core.run(ListHosts {}).await?;
    if hosts.is_empty() {
        output.note("No host yet: bough connect URL");
    }
    output.answer(&hosts, |hosts| hosts.iter().flat_map(lines).collect());
    Ok(())
}

fn lines(host: &Host) -> Vec<String> {
    let mut lines =
        vec![format!("{}  Bitbucket {}  {}{}", host.base_url, host.version, health(&host.health), trust(&host.trust))];
    if host.plain_http {
        lines.push("  NOT ENCRYPTED".into());
    }
    if let Some(registration) = &host.oauth.registration {
        let missing = if registration.secret == Kept::Gone { ", client secret missing" } else { "" };
        lines.push(format!("  Bough is registered ({}){missing}", registration.redirect));
    }
    for account in &host.accounts {
        let expires = account.token_expires.as_ref().map(|date| format!(", token until {date}")).unwrap_or_default();
        let kept = match account.kept {
            _ if account.rejected && account.way == Way::Browser => ", ended: bough authorise",
            Kept::Keychain if account.way == Way::Browser => ", through the browser",
            Kept::Keychain => "",
            Kept::Memory { .. } => ", token in memory only",
            Kept::Gone => ", token gone: sign in again",
        };
        lines.push(format!("  {} ({}){expires}{kept}", account.user.display_name, account.user.name));
        lines.extend(abilities(account).into_iter().map(|line| format!("  {line}")));
    }
    lines
}

/// What a token allows, line by line.
pub fn abilities(account: &Account) -> Vec<String> {
    let rows: Vec<Vec<String>> = account
        .abilities
        .iter()
        .map(|check| {
            let verdict = match check.verdict {
                Verdict::Allowed => "yes",
                Verdict::Refused => "no",
                Verdict::Unknown => "can't be told",
            };
            vec![String::new(), ability(check.ability).into(), verdict.into()]
        })
        .collect();
    table(&rows)
}

fn ability(ability: TokenAbility) -> &'static str {
    match ability {
        TokenAbility::Identity => "say who you are",
        TokenAbility::ReadRepositories => "list and clone repositories",
        TokenAbility::ReadPullRequests => "read pull requests",
        TokenAbility::WriteRepositories => "push, act on pull requests",
        TokenAbility::CreateRepositories => "create repositories",
        TokenAbility::AdministerRepositories => "change repositories' settings",
        TokenAbility::AddSshKeys => "add SSH keys",
    }
}

fn health(health: &Health) -> String {
    match health {
        // A core that was started for this command has asked nobody.
        Health::Unknown => String::new(),
        Health::Fine => "fine".into(),
        Health::SignInNeeded => "sign-in needed".into(),
        Health::Offline => "offline".into(),
        Health::RateLimited { until } => format!("asked for a pause until {until}"),
    }
}

fn trust(trust: &Trust) -> String {
    match trust {
        Trust::System => String::new(),
        Trust::Pinned { sha256 } => format!("  (trusted: certificate {sha256})"),
        Trust::Authority { name, .. } => format!("  (trusted: authority {name})"),
    }
}
