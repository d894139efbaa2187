//! Making commits. Who commits is the repository's own configuration, else the profile in use. Hooks run in repositories that
//! the person trusts, with the environment that a terminal of theirs would give.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use net::Cancel;

use crate::api::application::Author;
use crate::api::changes::CommitOutlook;
use crate::api::history::SignatureCheck;
use crate::api::ids::{JobId, RepositoryId};
use crate::api::{CancelCommit, CheckSignature, CommitChanges, Event, GetCommitOutlook, ListPeople, TrustRepository};
use crate::fault::Fault;
use crate::{Core, identities, messages, programs, views};

/// Commits under way, each with what ends its hook or the program that signs it.
#[derive(Default)]
pub(crate) struct Commits(Mutex<HashMap<RepositoryId, Running>>);

#[derive(Clone)]
struct Running {
    cancel: Cancel,
    /// In whose name its programs ask.
    asker: JobId,
}

pub(crate) async fn get_commit_outlook(core: &Core, arguments: GetCommitOutlook) -> Result<CommitOutlook, Fault> {
    let (id, author) = (arguments.id, author(core));
    core.blocking(move |core| {
        let record = core.records.repositories.read(|repositories| repositories.find(id).cloned())?;
        let outlook = views::changes::outlook(core.opened(id)?.commit_outlook(&author, &programs::environment)?, &record);
        let expected = identities::expected(core, id, &outlook.author)?;
        Ok(CommitOutlook { expected, ..outlook })
    })
    .await
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
    let (skipped, sign, sign_off) = (draft.skip_hooks, draft.sign, draft.sign_off);
    let message = draft.message.clone();
    if let Err(fault) = core.blocking(move |core| remember(core, id, &message, sign_off)).await {
        // A commit does not wait for a disk that Bough's own folder lies on.
        tracing::warn!(%fault, "a message is not kept");
    }
    let draft = git::CommitDraft {
        message: draft.message,
        amend: draft.amend,
        author: author(core),
        co_authors: draft.co_authors.into_iter().map(|person| (person.name, person.email)).collect(),
        sign_off: draft.sign_off,
    };
    let asker = JobId::fresh();
    let running = Running { cancel: Cancel::new(), asker };
    core.commits.running().insert(id, running.clone());
    let teller = core.clone();
    let committed = core
        .changing(id, move |repository| {
            let Running { cancel, asker } = running;
            let signing = sign.map_or_else(|| repository.signs_commits(), Ok)?;
            let signing = signing.then(|| programs::for_signing(&teller, trusted, asker, &cancel));
            let signing = signing.as_ref().map(|signing| &signing.programs);
            if skipped || repository.commit_hooks(&programs::environment)?.is_empty() {
                return repository.commit_changes(&draft, None, signing);
            }
            if !trusted {
                let why = "This repository has hooks. Trust it so that they run, or skip them.".into();
                return Err(git::Error::Invalid { field: "hooks".into(), why });
            }
            let ear = |hook: &str, text: &str| teller.announce(Event::HookSaid { id, hook: hook.into(), text: text.into() });
            let run = git::HookRun { environment: programs::environment(), cancel, ear: &ear };
            repository.commit_changes(&draft, Some(&run), signing)
        })
        .await;
    core.commits.running().remove(&id);
    // A program that was ended may have left a question.
    core.questions.withdraw(asker);
    committed
}

pub(crate) async fn cancel_commit(core: &Core, arguments: CancelCommit) -> Result<(), Fault> {
    let running = core.commits.running().get(&arguments.id).cloned();
    if let Some(Running { cancel, asker }) = running {
        cancel.cancel();
        core.questions.withdraw(asker);
    }
    Ok(())
}

pub(crate) async fn check_signature(core: &Core, arguments: CheckSignature) -> Result<SignatureCheck, Fault> {
    core.blocking(move |core| {
        let check = core.opened(arguments.id)?.check_signature(&arguments.commit, &programs::for_checking())?;
        Ok(views::history::signature(check))
    })
    .await
}

pub(crate) async fn list_people(core: &Core, arguments: ListPeople) -> Result<Vec<Author>, Fault> {
    let person = |(name, email)| Author { name, email };
    core.blocking(move |core| Ok(core.opened(arguments.id)?.people()?.into_iter().map(person).collect())).await
}

/// Keeps what the next commit may want again, whatever becomes of this one. Blocks.
fn remember(core: &Core, id: RepositoryId, message: &str, sign_off: bool) -> Result<(), Fault> {
    messages::keep(core, id, message)?;
    if core.records.repositories.read(|repositories| repositories.find(id).map(|record| record.sign_off != sign_off))? {
        core.records.repositories.try_change(|repositories| {
            repositories.find_mut(id)?.sign_off = sign_off;
            Ok::<_, Fault>(())
        })?;
    }
    Ok(())
}

impl Commits {
    fn running(&self) -> MutexGuard<'_, HashMap<RepositoryId, Running>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Core {
    pub(crate) fn is_trusted(&self, id: RepositoryId) -> Result<bool, Fault> {
        self.records.repositories.read(|repositories| repositories.find(id).map(|known| known.trusted))
    }
}

pub(crate) fn author(core: &Core) -> (String, String) {
    core.records.profiles.read(|profiles| {
        let author = &profiles.in_use().profile.author;
        (author.name.clone(), author.email.clone())
    })
}
