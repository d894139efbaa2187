//! `bough create`: a repository on a host, with its first commit.

use std::path::Path;

use bough_core::Core;
use bough_core::api::application::Protocol;
use bough_core::api::repositories::{CloneTarget, RepositoryDraft};
use bough_core::api::{CreateHostRepository, FinishCreation, GetRepository, ListTemplates};
use bough_core::fault::Fault;
use serde_json::json;

use crate::arguments::Create;
use crate::commands::job::Finished;
use crate::commands::{account, changes, clone, job};
use crate::exit::End;
use crate::output::{Output, table};

pub async fn create(core: &Core, output: &Output, wanted: Create) -> Result<(), End> {
    let account = account(core, wanted.host.as_deref()).await?.id;
    let (project, name) = match wanted.name.split_once('/') {
        Some((project, name)) => (Some(project.to_owned()), name.to_owned()),
        None => (None, wanted.name.clone()),
    };
    let clone = if wanted.no_clone {
        None
    } else {
        let (folder, name) = clone::place(wanted.folder.as_deref(), &name)?;
        Some(CloneTarget { folder, name })
    };
    let draft = RepositoryDraft {
        project,
        name,
        description: wanted.description,
        public: wanted.public,
        default_branch: wanted.default_branch,
        ignore: wanted.gitignore,
        licence: wanted.licence,
    };
    let protocol = if wanted.ssh { Protocol::Ssh } else { Protocol::Https };
    let made = job::follow(core, output, CreateHostRepository { account, draft, protocol, clone }).await?;
    tell(core, output, made).await
}

/// What was made, and what is still to be done. A first commit that did not arrive is a failure, whatever else went well.
async fn tell(core: &Core, output: &Output, made: Finished) -> Result<(), End> {
    let Finished { repository, push, page, .. } = made;
    let page = page.unwrap_or_default();
    let place = match repository {
        Some(id) => Some(core.run(GetRepository { id }).await?.path),
        None => None,
    };
    let Some(fault) = push else {
        output.answer(&json!({ "page": page, "path": place }), |_| {
            let here = place.as_ref().map(|path| format!("It is in {path}"));
            [Some(format!("Created {page}")), here].into_iter().flatten().collect()
        });
        return Ok(());
    };
    output.note(&format!("Created {page}, but its first commit could not be pushed: the repository is empty there."));
    output.note(&match &place {
        Some(path) => format!("Your commit is in {path}. Go on with: bough finish-creation --folder {path}"),
        None => "Nothing of it is here. Clone it to go on.".to_owned(),
    });
    Err(fault.into())
}

pub async fn finish(core: &Core, output: &Output, folder: &Path) -> Result<(), End> {
    let id = changes::repository(core, folder).await?;
    job::follow(core, output, FinishCreation { id }).await?;
    output.answer(&json!({ "repository": id }), |_| vec!["The first commit is on the server now.".to_owned()]);
    Ok(())
}

pub async fn templates(core: &Core, output: &Output) -> Result<(), Fault> {
    let templates = core.run(ListTemplates {}).await?;
    output.answer(&templates, |templates| {
        let licences: Vec<Vec<String>> =
            templates.licences.iter().map(|licence| vec![licence.id.clone(), licence.name.clone()]).collect();
        let ignores = format!("--gitignore: {}", templates.ignores.join(", "));
        [vec!["--licence:".to_owned()], table(&licences), vec![ignores]].concat()
    });
    Ok(())
}
