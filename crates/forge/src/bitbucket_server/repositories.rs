//! Projects, repositories and branches.

use super::convert;
use super::faults::{Asking, checked, is_about};
use super::paging::{self, gather, page, start};
use super::rest::Rest;
use super::wire;
use crate::error::Error;
use crate::model::page::{Page, PageRequest};
use crate::model::repositories::{Branch, Project, Repository, RepositoryPath};

const READ_PROJECTS: &str = "Project permissions: read";
const READ_REPOSITORIES: &str = "Repository permissions: read";
/// Repositories that are read at once where the server can't search and we do.
const AT_ONCE: u32 = 1000;
/// Branches of a page.
const BRANCHES: u32 = 100;

pub(super) async fn projects(rest: &Rest, request: &PageRequest) -> Result<Page<Project>, Error> {
    let asking = Asking { what: "the projects", missing: READ_PROJECTS };
    page(rest, rest.api(&["projects"]), request, asking, |project| Some(convert::project(project))).await
}

/// All that may be read, personal ones included; the server searches.
pub(super) async fn all(rest: &Rest, search: Option<&str>, request: &PageRequest) -> Result<Page<Repository>, Error> {
    let asking = Asking { what: "the repositories", missing: READ_REPOSITORIES };
    let mut url = rest.api(&["repos"]);
    // Since 8.0 archived ones must be asked for; before, nobody minds.
    url.query_pairs_mut().append_pair("archived", "ALL");
    if let Some(name) = search {
        url.query_pairs_mut().append_pair("name", name);
    }
    page(rest, url, request, asking, |found| convert::repository(rest.base(), found)).await
}

/// Those last used. Servers without the resource have none to tell.
pub(super) async fn recent(rest: &Rest, search: Option<&str>, request: &PageRequest) -> Result<Page<Repository>, Error> {
    let asking = Asking { what: "the recent repositories", missing: READ_REPOSITORIES };
    match searched(rest, rest.api(&["profile", "recent", "repos"]), search, request, asking).await {
        Err(Error::NotFound { .. }) => Ok(Page::empty()),
        other => other,
    }
}

pub(super) async fn of_project(
    rest: &Rest,
    key: &str,
    search: Option<&str>,
    request: &PageRequest,
) -> Result<Page<Repository>, Error> {
    let what = format!("the project {key}");
    let asking = Asking { what: &what, missing: READ_PROJECTS };
    searched(rest, rest.api(&["projects", key, "repos"]), search, request, asking).await
}

/// A list that the server does not search: with `search` it is read whole, and comes as one page.
async fn searched(
    rest: &Rest,
    url: net::Url,
    search: Option<&str>,
    request: &PageRequest,
    asking: Asking<'_>,
) -> Result<Page<Repository>, Error> {
    let read = |found| convert::repository(rest.base(), found);
    let Some(search) = search.map(str::to_lowercase) else { return page(rest, url, request, asking, read).await };
    if start(request)? > 0 {
        return Ok(Page::empty());
    }
    let mut items = gather(rest, url, AT_ONCE, asking, read, |_| false).await?;
    items.retain(|found| found.name.to_lowercase().contains(&search) || found.path.slug.contains(&search));
    Ok(Page { items, next: None })
}

pub(super) async fn one(rest: &Rest, path: &RepositoryPath) -> Result<Repository, Error> {
    let what = named(path);
    let asking = Asking { what: &what, missing: READ_REPOSITORIES };
    let found = rest.read(rest.api(&["projects", &path.project, "repos", &path.slug]), asking).await?;
    let unreadable = || Error::Unreadable { detail: format!("The answer about {what} names no project.") };
    convert::repository(rest.base(), found).ok_or_else(unreadable)
}

/// `forks` or `related` repositories. Those that may not be read are left out by the server, without a word.
pub(super) async fn kin(
    rest: &Rest,
    path: &RepositoryPath,
    which: &str,
    request: &PageRequest,
) -> Result<Page<Repository>, Error> {
    let what = named(path);
    let asking = Asking { what: &what, missing: READ_REPOSITORIES };
    let url = rest.api(&["projects", &path.project, "repos", &path.slug, which]);
    page(rest, url, request, asking, |found| convert::repository(rest.base(), found)).await
}

pub(super) fn named(path: &RepositoryPath) -> String {
    format!("the repository {}/{}", path.project, path.slug)
}

fn branches_url(rest: &Rest, path: &RepositoryPath, filter: Option<&str>) -> net::Url {
    let mut url = rest.api(&["projects", &path.project, "repos", &path.slug, "branches"]);
    match filter {
        // Puts those that begin with the filter first.
        Some(filter) => url.query_pairs_mut().append_pair("filterText", filter).append_pair("boostMatches", "true"),
        None => url.query_pairs_mut().append_pair("orderBy", "MODIFICATION"),
    };
    url
}

pub(super) async fn branches(
    rest: &Rest,
    path: &RepositoryPath,
    filter: Option<&str>,
    request: &PageRequest,
) -> Result<Page<Branch>, Error> {
    let what = named(path);
    let asking = Asking { what: &what, missing: READ_REPOSITORIES };
    let from = start(request)?;
    let url = paging::placed(branches_url(rest, path, filter), from, request.limit.unwrap_or(BRANCHES));
    let response = rest.ask(url).await?;
    // Some versions answer so for a repository without commits; that it exists is proven by the exception's name.
    if response.status == 404
        && ["NoSuchBranchException", "NoDefaultBranchException", "NoSuchCommitException"]
            .iter()
            .any(|name| is_about(&response, name))
    {
        return Ok(Page::empty());
    }
    paging::open(&checked(response, asking)?, from, |branch| Some(convert::branch(branch)))
}

/// Whether a branch exists. The filter looks for parts of names, so its hits are compared one by one.
pub(super) async fn has_branch(rest: &Rest, path: &RepositoryPath, name: &str) -> Result<bool, Error> {
    let what = named(path);
    let asking = Asking { what: &what, missing: READ_REPOSITORIES };
    let id = format!("refs/heads/{name}");
    let read = |branch: wire::Branch| Some(branch.id == id);
    let url = branches_url(rest, path, Some(name));
    Ok(gather(rest, url, BRANCHES, asking, read, |found| found.contains(&true)).await?.contains(&true))
}
