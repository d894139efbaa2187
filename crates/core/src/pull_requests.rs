//! Pull requests: read from the host with author, reviewers and verdicts.

use forge::PageRequest;

use crate::Core;
use crate::api::pull_requests::PullRequest;
use crate::api::repositories::Page;
use crate::api::{GetPullRequest, ListPullRequests};
use crate::fault::Fault;
use crate::sessions::Manner;
use crate::views;

pub(crate) async fn list_pull_requests(core: &Core, arguments: ListPullRequests) -> Result<Page<PullRequest>, Fault> {
    let session = core.session(arguments.account, Manner::Shown).await?;
    let filter = views::pull_requests::filter(arguments.filter);
    let request = PageRequest { cursor: arguments.cursor, limit: None };
    let page = session.settle(session.forge.pull_requests(&filter, request).await).await?;
    Ok(views::page(page, views::pull_requests::pull_request))
}

pub(crate) async fn get_pull_request(core: &Core, arguments: GetPullRequest) -> Result<PullRequest, Fault> {
    let session = core.session(arguments.account, Manner::Shown).await?;
    let path = views::repositories::path_of(arguments.repository);
    let found = session.settle(session.forge.pull_request(&path, arguments.number).await).await?;
    Ok(views::pull_requests::pull_request(found))
}
