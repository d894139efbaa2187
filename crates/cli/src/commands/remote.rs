//! `bough remote`: relatives of a repository on its host, and remotes here.

use std::path::Path;

use bough_core::Core;
use bough_core::api::application::Protocol;
use bough_core::api::ids::AccountId;
use bough_core::api::repositories::{CloneSource, HostRepository, RemoteAccount, RepositoryPath};
use bough_core::api::{AddRemote, ChooseAccount, FetchRemote, GetKin, ListHosts, ListRemoteAccounts};
use bough_core::fault::Fault;

use crate::age;
use crate::arguments::RemoteCommand;
use crate::commands::{account, changes, checked_path, clone, host, job, repository_path};
use crate::exit::End;
use crate::output::{Output, table};

pub async fn run(core: &Core, output: &Output, command: RemoteCommand) -> Result<(), End> {
    match command {
        RemoteCommand::Kin { repository, folder, host } => {
            let (account, repository) = match repository {
                Some(named) => (account(core, host.as_deref()).await?.id, checked_path(&named)?),
                None => behind_origin(core, &folder).await?,
            };
            Ok(kin(core, output, account, repository).await?)
        }
        RemoteCommand::Account { user, host, folder } => {
            let id = changes::repository(core, &folder).await?;
            if let Some(user) = user {
                let account = named(core, &user, host.as_deref()).await?;
                core.run(ChooseAccount { id, account }).await?;
            }
            let remotes = core.run(ListRemoteAccounts { id }).await?;
            output.answer(&remotes, |remotes| table(&remotes.iter().map(row).collect::<Vec<_>>()));
            Ok(())
        }
        RemoteCommand::Add { name, source, push_url, ssh, no_fetch, folder, host } => {
            let id = changes::repository(core, &folder).await?;
            let source = match repository_path(&source).filter(|_| !Path::new(&source).exists()) {
                Some(path) => {
                    let account = account(core, host.as_deref()).await?.id;
                    CloneSource::Hosted { account, path, protocol: if ssh { Protocol::Ssh } else { Protocol::Https } }
                }
                None => CloneSource::Url { url: clone::local(&source) },
            };
            core.run(AddRemote { id, name: name.clone(), source, push_url }).await?;
            if !no_fetch {
                job::follow(core, output, FetchRemote { id, remote: name.clone() }).await?;
            }
            output.answer(&name, |name| vec![format!("Added {name}")]);
            Ok(())
        }
    }
}

/// A remote, its account and its place on the host.
fn row(remote: &RemoteAccount) -> Vec<String> {
    let place = remote.path.as_ref().map(|path| format!("{}/{}", path.project, path.slug));
    let user = match (&remote.user, &remote.host) {
        (Some(user), _) => user.name.clone(),
        (None, Some(_)) => "nobody is signed in".to_owned(),
        (None, None) => "no connected host".to_owned(),
    };
    vec![remote.remote.clone(), user, place.unwrap_or_default()]
}

/// The account of a user, on the host that is named or on the only one that knows them.
async fn named(core: &Core, user: &str, named: Option<&str>) -> Result<AccountId, Fault> {
    let hosts = match named {
        Some(_) => vec![host(core, named).await?],
        None => core.run(ListHosts {}).await?,
    };
    let mut found = hosts.iter().flat_map(|host| &host.accounts).filter(|account| account.user.name == user);
    let first = found.next().ok_or_else(|| Fault::NotFound { what: format!("a connected account of {user}") })?;
    match found.next() {
        None => Ok(first.id),
        Some(_) => {
            Err(Fault::Invalid { field: "host".into(), why: format!("{user} is known on several hosts: name one with --host.") })
        }
    }
}

/// The account and the repository on its host that a repository here came from.
async fn behind_origin(core: &Core, folder: &Path) -> Result<(AccountId, RepositoryPath), Fault> {
    let id = changes::repository(core, folder).await?;
    let found = core.run(ListRemoteAccounts { id }).await?.into_iter().find_map(|remote| Some((remote.account?, remote.path?)));
    found.ok_or_else(|| Fault::NotFound { what: "a remote on a connected host".into() })
}

async fn kin(core: &Core, output: &Output, account: AccountId, repository: RepositoryPath) -> Result<(), Fault> {
    let kin = core.run(GetKin { account, repository, at_once: None }).await?;
    output.answer(&kin, |kin| {
        let rows = |all: &[HostRepository], mark: &str| -> Vec<Vec<String>> {
            let row = |one: &HostRepository| vec![path(one), mark.to_owned(), one.project_name.clone()];
            all.iter().map(row).collect()
        };
        let parent: Vec<_> = kin.parent.iter().cloned().collect();
        table(&[rows(&parent, "forked from"), rows(&kin.forks, "fork"), rows(&kin.related, "related")].concat())
    });
    if kin.repository.origin_hidden {
        output.note("It was forked from a repository that the account may not read.");
    }
    output.note(if kin.more {
        "There are more. Forks that the account may not read are not listed: the server does not name them."
    } else {
        "Forks that the account may not read are not listed: the server does not name them."
    });
    age::tell(output, kin.seen)
}

fn path(repository: &HostRepository) -> String {
    format!("{}/{}", repository.path.project, repository.path.slug)
}
