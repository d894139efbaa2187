//! `bough register`, `bough authorise`, `bough host-file`: signing in through the browser.

use std::path::Path;

use bough_core::Core;
use bough_core::api::hosts::{Host, Kept, RedirectChoice, Registration, Way};
use bough_core::api::{AddHost, AuthoriseAccount, ExportHost, ListHosts, OpenHostFile, RegisterApplication};
use bough_core::fault::Fault;

use crate::arguments::HostFileCommand;
use crate::commands::{connect, host, job};
use crate::exit::End;
use crate::output::Output;
use crate::{person, sentences};

/// Shows an administrator what to enter, or keeps what the server gave.
pub async fn register(
    core: &Core,
    output: &Output,
    url: String,
    client_id: Option<String>,
    redirect: &str,
    scopes: Vec<String>,
) -> Result<(), Fault> {
    let probe = connect::look(core, output, url).await?;
    let host = core.run(AddHost { base_url: probe.base_url, plain_http: false }).await?;
    let Some(client_id) = client_id else {
        output.answer(&host.oauth, |_| to_enter(&host));
        return Ok(());
    };
    let redirect = match redirect {
        "loopback" => RedirectChoice::Loopback,
        "scheme" => RedirectChoice::Scheme,
        url => RedirectChoice::Page { url: url.into() },
    };
    let client_secret = Some(person::secret("Client secret")?);
    let scopes = if scopes.is_empty() { smallest(&host) } else { scopes };
    let host = core.run(RegisterApplication { host: host.id, client_id, client_secret, redirect, scopes }).await?;
    output.answer(&host, registered);
    Ok(())
}

fn smallest(host: &Host) -> Vec<String> {
    host.oauth.scopes.iter().filter(|advice| !advice.optional).map(|advice| advice.scope.clone()).collect()
}

fn to_enter(host: &Host) -> Vec<String> {
    let mut lines = vec![format!("An administrator registers Bough at {}", host.oauth.page)];
    if !host.oauth.possible {
        lines.push("  (this server is too old, or is reached without encryption)".into());
    }
    lines.push("  Create link: external application, incoming".into());
    lines.push(format!("  Redirect URL   {}", host.oauth.loopback));
    lines.push(format!("          or     {}  (--redirect scheme)", host.oauth.custom_scheme));
    lines.push("          or     a page of yours, with https  (--redirect https://…)".into());
    for advice in &host.oauth.scopes {
        let optional = if advice.optional { ", if wanted" } else { "" };
        lines.push(format!("  Permission     {} ({}{optional})", advice.label, advice.scope));
    }
    lines.push(format!("Then: bough register {} --client-id ID", host.name));
    lines
}

fn registered(host: &Host) -> Vec<String> {
    let mut lines = vec![format!("Bough is registered on {}.", host.name)];
    match host.oauth.registration.as_ref().map(|Registration { secret, .. }| secret) {
        Some(Kept::Memory { situation }) => {
            lines.push(format!("The client secret could not be kept ({}).", sentences::keychain(*situation)));
        }
        Some(Kept::Gone) => lines.push(format!("The client secret is missing: bough register {} --client-id ID", host.name)),
        Some(Kept::Keychain) | None => {}
    }
    lines.push(format!("To sign in: bough authorise {}", host.name));
    lines
}

/// Signs in through the browser.
pub async fn authorise(core: &Core, output: &Output, named: Option<&str>) -> Result<(), End> {
    let host = host(core, named).await?;
    job::follow(core, output, AuthoriseAccount { host: host.id }).await?;
    let hosts = core.run(ListHosts {}).await?;
    let accounts = hosts.into_iter().find(|each| each.id == host.id).map(|host| host.accounts).unwrap_or_default();
    // The newest stands last.
    let account = accounts.into_iter().rev().find(|account| account.way == Way::Browser);
    let account = account.ok_or_else(|| Fault::NotFound { what: "the account".into() })?;
    output.answer(&account, connect::lines);
    Ok(())
}

/// Writes or opens a host file.
pub async fn host_file(core: &Core, output: &Output, command: HostFileCommand) -> Result<(), Fault> {
    match command {
        HostFileCommand::Export { folder, host: named, complete } => {
            let host = host(core, named.as_deref()).await?;
            let folder = absolute(&folder);
            let path = core.run(ExportHost { host: host.id, folder, secret: complete }).await?;
            output.answer(&path, |path| vec![path.clone()]);
        }
        HostFileCommand::Open { path } => {
            let host = core.run(OpenHostFile { path: absolute(&path) }).await?;
            output.answer(&host, registered);
        }
    }
    Ok(())
}

fn absolute(path: &Path) -> String {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned()).to_string_lossy().into_owned()
}
