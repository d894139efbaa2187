//! Pull requests: read from the host with author, reviewers and verdicts.

use forge::PageRequest;

use crate::Core;
use crate::api::pull_requests::{PullRequest, PullRequestFilter};
use crate::api::repositories::Page;
use crate::api::{GetPullRequest, ListPullRequests};
use crate::fault::Fault;
use crate::seen::{self, Asked, PullRequestOf, Within};
use crate::sessions::Manner;
use crate::views;

pub(crate) async fn list_pull_requests(core: &Core, arguments: ListPullRequests) -> Result<Page<PullRequest>, Fault> {
    let ListPullRequests { account, filter, cursor, at_once } = arguments;
    let asked = Asked::list(&filter, Within::Choice, cursor.as_deref());
    let asked = match &filter {
        PullRequestFilter::Of { repository, .. } => asked.about(seen::name_of(repository)),
        PullRequestFilter::Mine | PullRequestFilter::ToReview => asked,
    };
    seen::page(core, account, asked, at_once, async {
        let session = core.session(account, Manner::Shown).await?;
        let filter = views::pull_requests::filter(filter);
        let page = session.settle(session.forge.pull_requests(&filter, PageRequest { cursor, limit: None }).await).await?;
        Ok(views::page(page, views::pull_requests::pull_request))
    })
    .await
}

pub(crate) async fn get_pull_request(core: &Core, arguments: GetPullRequest) -> Result<PullRequest, Fault> {
    let GetPullRequest { account, repository, number, at_once } = arguments;
    let asked = PullRequestOf { repository: repository.clone(), number };
    seen::ask(core, account, asked, at_once, async {
        let session = core.session(account, Manner::Shown).await?;
        let path = views::repositories::path_of(repository);
        let found = session.settle(session.forge.pull_request(&path, number).await).await?;
        Ok(views::pull_requests::pull_request(found))
    })
    .await
}
