//! Running the person's command in a ready work tree, keeping what it said, and telling the host.

use std::ffi::OsString;
use std::fs;
use std::path::Path;

use super::keep::{Errand, Source};
use super::log_of;
use crate::api::Event;
use crate::api::ids::RepositoryId;
use crate::api::prebuilds::{Followed, PrebuildOutcome, PrebuildResult};
use crate::api::repositories::RepositoryPath;
use crate::fault::Fault;
use crate::sessions::Manner;
use crate::transfer::Transfer;
use crate::{programs, remotes, views};

/// Under which the host keeps what Bough says of a commit.
const KEY: &str = "bough-prebuild";

/// Builds. What the command makes of the commit is a result, not a fault. Blocks; on a job's thread.
#[expect(clippy::too_many_arguments, reason = "each is a fact of its own, and none belongs to another")]
pub(super) fn build(
    transfer: &Transfer<'_>,
    id: RepositoryId,
    repository: &git::Repository,
    folder: &Path,
    source: &Source<'_>,
    errand: &Errand,
    command: &str,
    publish: bool,
) -> Result<(), Fault> {
    let core = transfer.core;
    let began = jiff::Timestamp::now().to_string();
    let tell = |outcome, unpublished| -> Result<(), Fault> {
        let result = PrebuildResult { commit: source.commit.clone(), outcome, began: began.clone(), unpublished };
        core.records.prebuilds.change(|record| record.of_mut(id).tell(result))?;
        core.announce(Event::PrebuildsChanged { id });
        Ok(())
    };
    let host = |state| publish.then(|| publish_state(transfer, repository, source, errand, state).err()).flatten();
    tell(PrebuildOutcome::Running, None)?;
    host(forge::BuildState::Running);
    let ended = programs_of(transfer, source, errand).run_line(command, folder, &|_| {});
    let (outcome, state, words) = match ended {
        Ok(ended) if ended.passed => (PrebuildOutcome::Passed, forge::BuildState::Passed, ended.words),
        Ok(ended) => (PrebuildOutcome::Failed { code: ended.code }, forge::BuildState::Failed, ended.words),
        Err(error) => {
            host(forge::BuildState::Failed);
            tell(PrebuildOutcome::Interrupted, None)?;
            return Err(error.into());
        }
    };
    keep(&log_of(core, id, &source.commit), &words)?;
    tell(outcome, host(state))
}

/// The environment that the person's terminal would give, and what it is about. Names of others come in here and nowhere else.
fn programs_of(transfer: &Transfer<'_>, source: &Source<'_>, errand: &Errand) -> git::Programs {
    let mut environment = programs::environment();
    let number = match &errand.followed {
        Followed::PullRequest { number, .. } => number.to_string(),
        Followed::Branch { .. } => String::new(),
    };
    let facts = [("BOUGH_COMMIT", &source.commit), ("BOUGH_BRANCH", &source.branch), ("BOUGH_PULL_REQUEST", &number)];
    environment.extend(facts.map(|(name, value)| (OsString::from(name), OsString::from(value))));
    git::Programs { environment, cancel: transfer.work.cancel().clone(), limit: None, trusted: false }
}

fn keep(path: &Path, words: &str) -> Result<(), Fault> {
    let write = || {
        path.parent().map_or(Ok(()), fs::create_dir_all)?;
        fs::write(path, words)
    };
    write().map_err(|error| Fault::Broken { detail: format!("what the command said can't be kept: {error}") })
}

/// Says it on the host that the commit came from.
fn publish_state(
    transfer: &Transfer<'_>,
    repository: &git::Repository,
    source: &Source<'_>,
    errand: &Errand,
    state: forge::BuildState,
) -> Result<(), Fault> {
    let Transfer { core, work, runtime, profile, .. } = transfer;
    let (account, path): (_, RepositoryPath) = match &errand.followed {
        Followed::PullRequest { account, repository, .. } => (*account, repository.clone()),
        Followed::Branch { remote, .. } => {
            let url = repository.remotes()?.into_iter().find(|(name, _)| name == remote).map(|(_, url)| url);
            let place = url.and_then(|url| remotes::place(core, *profile, &url));
            let place = place.map(|place| place.preferring(core, *profile, &transfer.picked));
            let found = place.and_then(|place| Some((place.account?, views::repositories::path(place.destination?.path))));
            found.ok_or_else(|| Fault::NotFound { what: "an account on the host of this remote".into() })?
        }
    };
    let status = forge::BuildStatus {
        state,
        key: KEY.into(),
        name: "Bough prebuild".into(),
        description: "Built on the computer of whoever published it.".into(),
        branch: Some(format!("refs/heads/{}", source.branch)),
    };
    runtime.block_on(async {
        let say = async {
            let session = core.session(account, Manner::Shown).await?;
            let said = session.forge.publish_build(&views::repositories::path_of(path), &source.commit, &status).await;
            session.settle(said).await
        };
        tokio::select! {
            said = say => said,
            () = work.cancel().cancelled() => Err(Fault::Cancelled),
        }
    })
}
