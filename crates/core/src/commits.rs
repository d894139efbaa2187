//! Making commits. Who commits is the repository's own configuration, else the profile in use. Hooks run in repositories that
//! the person trusts, with the environment that a terminal of theirs would give.

use std::collections::HashMap;
use std::ffi::OsString;
use std::sync::{Mutex, PoisonError};

use net::Cancel;

use crate::api::changes::CommitOutlook;
use crate::api::ids::RepositoryId;
use crate::api::{CancelCommit, CommitChanges, Event, GetCommitOutlook, TrustRepository};
use crate::fault::Fault;
use crate::{Core, access, shell_path, views};

/// Commits under way, each with what ends its hook.
#[derive(Default)]
pub(crate) struct Commits(Mutex<HashMap<RepositoryId, Cancel>>);

pub(crate) async fn get_commit_outlook(core: &Core, arguments: GetCommitOutlook) -> Result<CommitOutlook, Fault> {
    let author = author(core);
    let trusted = core.is_trusted(arguments.id)?;
    core.blocking(move |core| Ok(views::changes::outlook(core.opened(arguments.id)?.commit_outlook(&author)?, trusted))).await
}

pub(crate) async fn trust_repository(core: &Core, arguments: TrustRepository) -> Result<(), Fault> {
    core.blocking(move |core| {
        core.records.repositories.try_change(|repositories| {
            repositories.find_mut(arguments.id)?.trusted = arguments.trusted;
            Ok::<_, Fault>(())
        })
    })
    .await?;
    core.announce(Event::RepositoryChanged { id: arguments.id });
    Ok(())
}

pub(crate) async fn commit_changes(core: &Core, arguments: CommitChanges) -> Result<String, Fault> {
    let (id, draft) = (arguments.id, arguments.draft);
    let trusted = core.is_trusted(id)?;
    let skipped = draft.skip_hooks;
    let draft = git::CommitDraft { message: draft.message, amend: draft.amend, author: author(core) };
    let cancel = Cancel::new();
    core.commits.0.lock().unwrap_or_else(PoisonError::into_inner).insert(id, cancel.clone());
    let teller = core.clone();
    let committed = core
        .changing(id, move |repository| {
            if skipped || repository.commit_hooks()?.is_empty() {
                return repository.commit_changes(&draft, None);
            }
            if !trusted {
                let why = "This repository has hooks. Trust it so that they run, or skip them.".into();
                return Err(git::Error::Invalid { field: "hooks".into(), why });
            }
            let ear = |hook: &str, text: &str| teller.announce(Event::HookSaid { id, hook: hook.into(), text: text.into() });
            repository.commit_changes(&draft, Some(&git::HookRun { environment: environment(), cancel, ear: &ear }))
        })
        .await;
    core.commits.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&id);
    committed
}

pub(crate) async fn cancel_commit(core: &Core, arguments: CancelCommit) -> Result<(), Fault> {
    if let Some(cancel) = core.commits.0.lock().unwrap_or_else(PoisonError::into_inner).get(&arguments.id) {
        cancel.cancel();
    }
    Ok(())
}

impl Core {
    fn is_trusted(&self, id: RepositoryId) -> Result<bool, Fault> {
        self.records.repositories.read(|repositories| repositories.find(id).map(|known| known.trusted))
    }
}

/// What hooks see: nothing of ours, and the path that the person's own shell has.
fn environment() -> Vec<(OsString, OsString)> {
    let mut environment = access::passed_on();
    if let Some(path) = shell_path::of_the_person() {
        environment.retain(|(name, _)| name != "PATH");
        environment.push(("PATH".into(), path.clone()));
    }
    environment
}

pub(crate) fn author(core: &Core) -> (String, String) {
    core.records.profiles.read(|profiles| {
        let author = &profiles.in_use().profile.author;
        (author.name.clone(), author.email.clone())
    })
}
