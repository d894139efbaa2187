//! Repositories on hosts: projects, repositories and branches that an account may see.

use forge::PageRequest;

use crate::Core;
use crate::api::repositories::{ForkSync, HostBranch, HostRepository, Kin, Page, Project};
use crate::api::{
    ForkRepository, GetForkSync, GetHostRepository, GetKin, ListHostBranches, ListHostRepositories, ListProjects, SetForkSync,
};
use crate::fault::Fault;
use crate::sessions::Manner;
use crate::views;

pub(crate) async fn list_projects(core: &Core, arguments: ListProjects) -> Result<Page<Project>, Fault> {
    let session = core.session(arguments.account, Manner::Shown).await?;
    let request = PageRequest { cursor: arguments.cursor, limit: None };
    let page = session.settle(session.forge.projects(request).await).await?;
    Ok(views::page(page, views::repositories::project))
}

pub(crate) async fn list_host_repositories(core: &Core, arguments: ListHostRepositories) -> Result<Page<HostRepository>, Fault> {
    let session = core.session(arguments.account, Manner::Shown).await?;
    let scope = views::repositories::scope(arguments.scope);
    let search = arguments.search.as_deref().map(str::trim).filter(|search| !search.is_empty());
    let request = PageRequest { cursor: arguments.cursor, limit: arguments.limit };
    let page = session.settle(session.forge.repositories(&scope, search, request).await).await?;
    Ok(views::page(page, views::repositories::repository))
}

pub(crate) async fn list_host_branches(core: &Core, arguments: ListHostBranches) -> Result<Page<HostBranch>, Fault> {
    let session = core.session(arguments.account, Manner::Shown).await?;
    let path = views::repositories::path_of(arguments.repository);
    let filter = arguments.filter.as_deref().map(str::trim).filter(|filter| !filter.is_empty());
    let request = PageRequest { cursor: arguments.cursor, limit: None };
    let page = session.settle(session.forge.branches(&path, filter, request).await).await?;
    Ok(views::page(page, views::repositories::branch))
}

pub(crate) async fn get_host_repository(core: &Core, arguments: GetHostRepository) -> Result<HostRepository, Fault> {
    let session = core.session(arguments.account, Manner::Shown).await?;
    let path = views::repositories::path_of(arguments.repository);
    Ok(views::repositories::repository(session.settle(session.forge.repository(&path).await).await?))
}

/// Relatives that are asked for at once; a repository with more is searched by name.
const KIN: u32 = 500;

pub(crate) async fn get_kin(core: &Core, arguments: GetKin) -> Result<Kin, Fault> {
    let session = core.session(arguments.account, Manner::Shown).await?;
    let path = views::repositories::path_of(arguments.repository);
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
