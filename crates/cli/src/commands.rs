//! The commands: each asks the core and prints what it answers.

mod activity;
mod authorise;
mod call;
mod changes;
mod checkout;
mod clone;
mod connect;
mod create;
mod doctor;
mod find;
mod fork;
mod hosts;
mod job;
mod lfs;
mod open;
mod page;
mod prebuild;
mod profiles;
mod pull_requests;
mod remote;
mod repositories;
mod ssh_keys;
mod sync;
mod trust;
mod webhook;

use bough_core::Core;
use bough_core::api::changes::CommitDraft;
use bough_core::api::hosts::{Account, Host};
use bough_core::api::repositories::RepositoryPath;
use bough_core::api::{ListHosts, ListProfiles};
use bough_core::fault::{Fault, SignInReason};

use crate::arguments::{Arguments, Command, LfsCommand};
use crate::exit::End;
use crate::output::Output;
use crate::start;

/// Does what the command line says.
pub async fn run(arguments: Arguments, output: &Output) -> Result<(), End> {
    // The window has a core of its own; two on one folder there can't be.
    if let Command::Open { what } = &arguments.command {
        return Ok(open::open(&arguments, what)?);
    }
    if let Command::Activity { count, words } = &arguments.command {
        return Ok(activity::activity(&arguments, output, *count, words)?);
    }
    if let Command::Call { name, arguments: None } = &arguments.command
        && name == "list"
    {
        call::list(output);
        return Ok(());
    }
    let core = start::core(&arguments)?;
    // A job hears it itself: it may have been done just before.
    let anywhere = !matches!(
        arguments.command,
        Command::Clone { .. }
            | Command::Lfs { .. }
            | Command::Checkout { .. }
            | Command::Prebuild(_)
            | Command::Fetch { .. }
            | Command::Push { .. }
            | Command::Create(_)
            | Command::Remote { .. }
            | Command::Authorise { .. }
            | Command::Doctor { .. }
    );
    let ended = tokio::select! {
        ended = carry_out(&core, arguments.command, output) => ended,
        _ = tokio::signal::ctrl_c(), if anywhere => Err(End::Cancelled),
    };
    core.stop().await;
    ended
}

async fn carry_out(core: &Core, command: Command, output: &Output) -> Result<(), End> {
    match command {
        Command::Call { name, arguments } => call::call(core, &name, arguments).await,
        Command::Connect { url, expires, plain_http } => Ok(connect::connect(core, output, url, expires, plain_http).await?),
        Command::Register { url, client_id, redirect, scope } => {
            Ok(authorise::register(core, output, url, client_id, &redirect, scope).await?)
        }
        Command::Authorise { host } => authorise::authorise(core, output, host.as_deref()).await,
        Command::HostFile { command } => Ok(authorise::host_file(core, output, command).await?),
        Command::Hosts => Ok(hosts::list(core, output).await?),
        Command::Doctor { host, repo } => doctor::examine(core, output, host, repo.as_deref()).await,
        Command::Repos { host, scope, limit, search } => {
            Ok(repositories::list(core, output, host.as_deref(), &scope, limit, search).await?)
        }
        Command::Clone { source, folder, branch, depth, ssh, recurse_submodules, host } => {
            let wanted = clone::Wanted { source, folder, branch, depth, ssh, submodules: recurse_submodules, host };
            clone::clone(core, output, wanted).await
        }
        Command::Create(wanted) => create::create(core, output, wanted).await,
        Command::Fork(wanted) => Ok(fork::fork(core, output, wanted).await?),
        Command::ForkStatus { repository, host } => Ok(fork::status(core, output, &repository, host.as_deref()).await?),
        Command::Remote { command } => remote::run(core, output, command).await,
        Command::Webhook { command } => webhook::run(core, output, command).await,
        Command::FinishCreation { folder } => create::finish(core, output, &folder).await,
        Command::Templates => Ok(create::templates(core, output).await?),
        Command::Prs { mine: _, to_review, repo, state, host } => {
            Ok(pull_requests::list(core, output, to_review, repo.as_deref(), state, host.as_deref()).await?)
        }
        Command::Pr { repository, number, host } => {
            Ok(pull_requests::show(core, output, &repository, number, host.as_deref()).await?)
        }
        Command::SshKey { command } => Ok(ssh_keys::run(core, output, command).await?),
        Command::Profiles { command } => Ok(profiles::run(core, output, command).await?),
        Command::Trust { url, sha256, authority, file, system } => {
            let wanted = trust::Wanted { sha256, authority, file, system };
            Ok(trust::trust(core, output, url, wanted).await?)
        }
        Command::Status { folder } => Ok(changes::status(core, output, &folder).await?),
        Command::Commit { message, amend, all, sign, no_sign, signoff, co_author, no_verify, trust, folder } => {
            let sign = (sign || no_sign).then_some(sign);
            let co_authors = co_author.iter().map(|person| changes::person(person)).collect::<Result<_, _>>()?;
            let draft = CommitDraft { message, amend, skip_hooks: no_verify, sign, co_authors, sign_off: signoff };
            Ok(changes::commit(core, output, &folder, draft, all, trust).await?)
        }
        Command::Lfs { command: LfsCommand::Fetch { folder } } => lfs::fetch(core, output, &folder).await,
        Command::Undo { redo, list, folder } => Ok(changes::undo(core, output, &folder, redo, list).await?),
        Command::Checkout { what, worktree, at, folder, host } => {
            let beside = if worktree { checkout::Place::Beside } else { checkout::Place::Here };
            let place = at.map_or(beside, checkout::Place::At);
            checkout::checkout(core, output, checkout::Wanted { what, folder, place, host }).await
        }
        Command::Prebuild(wanted) => prebuild::run(core, output, wanted).await,
        Command::Fetch { folder } => sync::fetch(core, output, &folder).await,
        Command::Push { no_verify, trust, folder } => sync::push(core, output, &folder, no_verify, trust).await,
        Command::Page { what, at, folder } => Ok(page::page(core, output, what.as_deref(), at.as_deref(), &folder).await?),
        Command::Find { text } => Ok(find::find(core, output, text).await?),
        // `run` has done it.
        Command::Open { .. } | Command::Activity { .. } => Ok(()),
    }
}

/// The host that is meant: the one named (by host name or base URL), or the only one.
async fn host(core: &Core, named: Option<&str>) -> Result<Host, Fault> {
    let hosts = core.run(ListHosts {}).await?;
    let meant = |host: &Host| {
        let bare = |text: &str| text.trim_end_matches('/').to_lowercase();
        named.is_none_or(|named| {
            let named = bare(named);
            [&host.name, &host.base_url].iter().any(|own| bare(own) == named)
                || host.base_url.split_once("://").is_some_and(|(_, rest)| bare(rest) == named)
        })
    };
    let mut found = hosts.into_iter().filter(meant);
    let first = found.next().ok_or_else(|| Fault::NotFound {
        what: named.map_or_else(|| "a connected host (see: bough connect)".into(), |named| format!("the host {named}")),
    })?;
    match found.next() {
        None => Ok(first),
        Some(_) => Err(Fault::Invalid { field: "host".into(), why: "There are several hosts: name one with --host.".into() }),
    }
}

/// The account that is meant: the first on the host that is meant.
async fn account(core: &Core, named: Option<&str>) -> Result<Account, Fault> {
    let host = host(core, named).await?;
    let no_account = || Fault::SignIn { host: host.name.clone(), reason: SignInReason::NoAccount, detail: String::new() };
    host.accounts.first().cloned().ok_or_else(no_account)
}

/// `PROJ/repo`.
fn repository_path(text: &str) -> Option<RepositoryPath> {
    let (project, slug) = text.split_once('/')?;
    let plain = |part: &str| {
        !part.is_empty()
            && !matches!(part, "." | "..")
            && part.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.' | '~'))
    };
    (plain(project) && plain(slug)).then(|| RepositoryPath { project: project.into(), slug: slug.into() })
}

fn checked_path(text: &str) -> Result<RepositoryPath, Fault> {
    repository_path(text)
        .ok_or_else(|| Fault::Invalid { field: "repository".into(), why: "Name the repository as PROJ/repo.".into() })
}

/// The profile of that name.
async fn profile(core: &Core, name: &str) -> Result<bough_core::api::ids::ProfileId, Fault> {
    let profiles = core.run(ListProfiles {}).await?.profiles;
    let found = profiles.iter().find(|profile| profile.name == name).map(|profile| profile.id);
    found.ok_or_else(|| Fault::NotFound { what: format!("the profile {name}") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repositories_are_named_by_project_and_slug() {
        assert!(repository_path("PROJ/repo").is_some());
        assert!(repository_path("~ada/dot.files_2").is_some());
        for other in ["repo", "a/b/c", "./b", "../b", "/b", "a/", "https://h/a", "git@h:a/b", "a b/c"] {
            assert!(repository_path(other).is_none(), "{other}");
        }
    }
}
