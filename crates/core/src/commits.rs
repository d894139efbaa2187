//! Making commits. Who commits is the repository's own configuration, else the profile in use.

use crate::Core;
use crate::api::changes::CommitOutlook;
use crate::api::{CommitChanges, GetCommitOutlook};
use crate::fault::Fault;
use crate::views;

pub(crate) async fn get_commit_outlook(core: &Core, arguments: GetCommitOutlook) -> Result<CommitOutlook, Fault> {
    let author = author(core);
    core.blocking(move |core| Ok(views::changes::outlook(core.opened(arguments.id)?.commit_outlook(&author)?))).await
}

pub(crate) async fn commit_changes(core: &Core, arguments: CommitChanges) -> Result<String, Fault> {
    let draft = arguments.draft;
    let draft = git::CommitDraft { message: draft.message, amend: draft.amend, author: author(core) };
    core.changing(arguments.id, move |repository| repository.commit_changes(&draft)).await
}

fn author(core: &Core) -> (String, String) {
    core.records.profiles.read(|profiles| {
        let author = &profiles.in_use().profile.author;
        (author.name.clone(), author.email.clone())
    })
}
