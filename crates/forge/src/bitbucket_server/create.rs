//! Making repositories. Only the name is taken by every version: what else was said is looked at, and set afterwards where the
//! server passed over it.

use net::Response;
use serde_json::json;

use super::convert;
use super::faults::{self, Asking, checked};
use super::rest::{Rest, parse};
use super::wire;
use crate::error::Error;
use crate::model::repositories::{MadeRepository, Repository, RepositoryDraft};

pub(super) async fn create(rest: &Rest, project: &str, draft: &RepositoryDraft) -> Result<MadeRepository, Error> {
    let what = format!("the project {project}");
    let missing = match &draft.project {
        Some(key) => format!("Project permissions: admin (for {key})"),
        None => "Repository permissions: write".to_owned(),
    };
    let body = json!({
        "name": draft.name,
        "scmId": "git",
        "description": draft.description,
        "public": draft.public,
        "defaultBranch": draft.default_branch,
    });
    let response = rest.add(rest.api(&["projects", project, "repos"]), &body).await?;
    let repository = made(rest, response, Asking { what: &what, missing: &missing })?;
    complete(rest, repository, draft).await
}

/// The repository in an answer. A name that is taken is a mistake in the form, as one that can't be is.
pub(super) fn made(rest: &Rest, response: Response, asking: Asking<'_>) -> Result<Repository, Error> {
    if response.status == 409
        && let Some(why) = faults::about_field(&response, &["name", "slug"])
    {
        return Err(Error::Invalid { field: "name".to_owned(), why });
    }
    let found: wire::Repository = parse(&checked(response, asking)?)?;
    let unreadable = || Error::Unreadable { detail: "The answer about the new repository names no project.".to_owned() };
    convert::repository(rest.base(), found).ok_or_else(unreadable)
}

/// Sets what the server passed over. The repository is there by now: what can't be set is told and no error.
async fn complete(rest: &Rest, mut repository: Repository, draft: &RepositoryDraft) -> Result<MadeRepository, Error> {
    let mut left = Vec::new();
    let at = |steps: &[&str]| {
        let mut url = rest.api(&["projects", &repository.path.project, "repos", &repository.path.slug]);
        net::extend(&mut url, steps.iter().copied());
        url
    };
    let settings = Asking { what: "the new repository", missing: "Repository permissions: admin" };
    let mut branch = None;
    if let Ok(response) = rest.ask(at(&["default-branch"])).await
        && faults::is_success(response.status)
        && let Ok(found) = parse::<wire::Branch>(&response)
    {
        branch = Some(convert::branch(found).name);
    }
    if branch.is_none_or(|branch| branch != draft.default_branch) {
        let body = json!({ "id": format!("refs/heads/{}", draft.default_branch) });
        let mut response = rest.put(at(&["default-branch"]), &body).await?;
        if response.status == 404 {
            response = rest.put(at(&["branches", "default"]), &body).await?;
        }
        if let Err(error) = checked(response, settings) {
            left.push(format!("The default branch could not be set: {error}."));
        }
    }
    if repository.description != draft.description || repository.public != draft.public {
        let body = json!({ "description": draft.description, "public": draft.public });
        let changed = rest.put(at(&[]), &body).await?;
        match checked(changed, settings) {
            Ok(_) => {
                repository.description.clone_from(&draft.description);
                repository.public = draft.public;
            }
            Err(error) => left.push(format!("Description and visibility could not be set: {error}.")),
        }
    }
    Ok(MadeRepository { repository, left })
}
