//! Repositories on hosts: projects, repositories and branches that an account may see.

use forge::PageRequest;

use crate::Core;
use crate::api::ids::AccountId;
use crate::api::repositories::{ForkSync, HostBranch, HostRepository, Kin, Page, Project, RepositoryScope};
use crate::api::{
    ForkRepository, GetForkSync, GetHostRepository, GetKin, ListHostBranches, ListHostRepositories, ListProjects, SetForkSync,
};
use crate::fault::Fault;
use crate::seen::{self, Asked, KinOf, Within};
use crate::sessions::Manner;
use crate::views;

pub(crate) async fn list_projects(core: &Core, arguments: ListProjects) -> Result<Page<Project>, Fault> {
    let ListProjects { account, cursor, at_once } = arguments;
    let asked = Asked::list(&(), Within::Everything(String::new()), cursor.as_deref());
    seen::page(core, account, asked, at_once, async {
        let session = core.session(account, Manner::Shown).await?;
        let page = session.settle(session.forge.projects(PageRequest { cursor, limit: None }).await).await?;
        Ok(views::page(page, views::repositories::project))
    })
    .await
}

pub(crate) async fn list_host_repositories(core: &Core, arguments: ListHostRepositories) -> Result<Page<HostRepository>, Fault> {
    let ListHostRepositories { account, scope, search, cursor, limit, at_once } = arguments;
    let search = search.as_deref().map(str::trim).filter(|search| !search.is_empty());
    let asked = Asked::list(&scope, within(core, account, &scope)?, cursor.as_deref()).holding(search).at_most(limit);
    seen::page(core, account, asked, at_once, async {
        let session = core.session(account, Manner::Shown).await?;
        let scope = views::repositories::scope(scope);
        let page = session.settle(session.forge.repositories(&scope, search, PageRequest { cursor, limit }).await).await?;
        Ok(views::page(page, views::repositories::repository))
    })
    .await
}

/// The names of the repositories that a scope holds all of.
fn within(core: &Core, account: AccountId, scope: &RepositoryScope) -> Result<Within, Fault> {
    Ok(match scope {
        RepositoryScope::All => Within::Everything(String::new()),
        RepositoryScope::Project { key } => Within::Everything(format!("{key}/")),
        RepositoryScope::Personal => {
            let slug = core.records.profiles.read(|profiles| profiles.account(account).map(|(_, own)| own.user.slug.clone()))?;
            Within::Everything(format!("~{slug}/"))
        }
        RepositoryScope::Recent => Within::Choice,
    })
}

pub(crate) async fn list_host_branches(core: &Core, arguments: ListHostBranches) -> Result<Page<HostBranch>, Fault> {
    let ListHostBranches { account, repository, filter, cursor, at_once } = arguments;
    let filter = filter.as_deref().map(str::trim).filter(|filter| !filter.is_empty());
    let name = seen::name_of(&repository);
    let asked = Asked::list(&repository, Within::Everything(format!("{name}:")), cursor.as_deref()).about(name).holding(filter);
    seen::page(core, account, asked, at_once, async {
        let session = core.session(account, Manner::Shown).await?;
        let path = views::repositories::path_of(repository);
        let page = session.settle(session.forge.branches(&path, filter, PageRequest { cursor, limit: None }).await).await?;
        Ok(views::page(page, views::repositories::branch))
    })
    .await
}

pub(crate) async fn get_host_repository(core: &Core, arguments: GetHostRepository) -> Result<HostRepository, Fault> {
    let session = core.session(arguments.account, Manner::Shown).await?;
    let path = views::repositories::path_of(arguments.repository);
    Ok(views::repositories::repository(session.settle(session.forge.repository(&path).await).await?))
}

/// Relatives that are asked for at once; a repository with more is searched by name.
const KIN: u32 = 500;

pub(crate) async fn get_kin(core: &Core, arguments: GetKin) -> Result<Kin, Fault> {
    let GetKin { account, repository, at_once } = arguments;
    let asked = KinOf(repository.clone());
    seen::ask(core, account, asked, at_once, kin(core, account, views::repositories::path_of(repository))).await
}

async fn kin(core: &Core, account: AccountId, path: forge::RepositoryPath) -> Result<Kin, Fault> {
    let session = core.session(account, Manner::Shown).await?;
    let request = || PageRequest { cursor: None, limit: Some(KIN) };
    let repository = session.settle(session.forge.repository(&path).await).await?;
    let forks = session.settle(session.forge.forks(&path, request()).await).await?;
    let related = session.settle(session.forge.related(&path, request()).await).await?;
    let more = forks.next.is_some() || related.next.is_some();
    let mut parent = None;
    let mut others = Vec::new();
    for one in related.items {
        if Some(&one.path) == repository.forked_from.as_ref() {
            parent = Some(one);
        } else if !forks.items.iter().any(|fork| fork.path == one.path) && one.path != path {
            others.push(one);
        }
    }
    let shown = |all: Vec<forge::Repository>| all.into_iter().map(views::repositories::repository).collect();
    Ok(Kin {
        repository: views::repositories::repository(repository),
        parent: parent.map(views::repositories::repository),
        forks: shown(forks.items),
        related: shown(others),
        more,
        seen: None,
    })
}

pub(crate) async fn fork_repository(core: &Core, arguments: ForkRepository) -> Result<HostRepository, Fault> {
    let session = core.session(arguments.account, Manner::Asked).await?;
    let name = arguments.name.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
    let of = views::repositories::path_of(arguments.repository);
    let draft = forge::ForkDraft { of, project: arguments.project, name };
    Ok(views::repositories::repository(session.settle(session.forge.fork_repository(&draft).await).await?))
}

pub(crate) async fn get_fork_sync(core: &Core, arguments: GetForkSync) -> Result<Option<ForkSync>, Fault> {
    let session = core.session(arguments.account, Manner::Shown).await?;
    let path = views::repositories::path_of(arguments.repository);
    Ok(session.settle(session.forge.fork_sync(&path).await).await?.map(views::repositories::fork_sync))
}

pub(crate) async fn set_fork_sync(core: &Core, arguments: SetForkSync) -> Result<(), Fault> {
    let session = core.session(arguments.account, Manner::Asked).await?;
    let path = views::repositories::path_of(arguments.repository);
    session.settle(session.forge.set_fork_sync(&path, arguments.enabled).await).await
}
