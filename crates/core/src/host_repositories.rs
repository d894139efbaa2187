//! Repositories on hosts: projects, repositories and branches that an account may see.

use forge::PageRequest;

use crate::Core;
use crate::api::repositories::{HostBranch, HostRepository, Page, Project};
use crate::api::{ListHostBranches, ListHostRepositories, ListProjects};
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
