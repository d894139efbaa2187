//! Build statuses: said of a commit in its repository since 7.14, and of a commit alone before.

use serde::Serialize;

use super::faults::{Asking, checked, is_about};
use super::rest::Rest;
use super::web;
use crate::error::Error;
use crate::model::builds::{BuildState, BuildStatus};
use crate::model::repositories::RepositoryPath;

/// Letters of one field that the server takes.
const LONGEST: usize = 255;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Body<'a> {
    state: &'static str,
    key: &'a str,
    name: &'a str,
    description: &'a str,
    /// Where people look for more: it must be there. We have no page of our own, so it is the commit's.
    url: &'a str,
    #[serde(rename = "ref", skip_serializing_if = "Option::is_none")]
    branch: Option<&'a str>,
}

/// Says it at the newer address; where the server does not know that one, at the older. Both ask for no more than a licensed
/// user who may read the repository.
pub(super) async fn publish(rest: &Rest, path: &RepositoryPath, commit: &str, status: &BuildStatus) -> Result<(), Error> {
    let what = format!("the commit {commit} in {}/{}", path.project, path.slug);
    let asking = Asking { what: &what, missing: "Repository read" };
    let url = web::commit(rest.base(), path, commit);
    let cut = |text: &str| text.chars().take(LONGEST).collect::<String>();
    let (key, name, description) = (cut(&status.key), cut(&status.name), cut(&status.description));
    let state = match status.state {
        BuildState::Running => "INPROGRESS",
        BuildState::Passed => "SUCCESSFUL",
        BuildState::Failed => "FAILED",
    };
    let mut body =
        Body { state, key: &key, name: &name, description: &description, url: url.as_str(), branch: status.branch.as_deref() };
    let newer = rest.api(&["projects", &path.project, "repos", &path.slug, "commits", commit, "builds"]);
    let answer = rest.add(newer, &body).await?;
    let known = ["NoSuchRepositoryException", "NoSuchProjectException", "NoSuchCommitException"];
    if !matches!(answer.status, 404 | 405) || known.iter().any(|missing| is_about(&answer, missing)) {
        return checked(answer, asking).map(drop);
    }
    body.branch = None;
    checked(rest.add(rest.build_status(commit), &body).await?, asking).map(drop)
}
