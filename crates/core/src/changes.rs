//! Changes of a repository: what there is, and putting it into the index, out of it, or away.

use crate::Core;
use crate::api::changes::{ChangeChoice, Changes};
use crate::api::ids::RepositoryId;
use crate::api::{DiscardChanges, DoubtChanges, Event, GetChanges, StageChanges, UnstageChanges};
use crate::fault::Fault;
use crate::views;

pub(crate) async fn get_changes(core: &Core, arguments: GetChanges) -> Result<Changes, Fault> {
    core.blocking(move |core| {
        let repository = core.opened(arguments.id)?;
        core.keep_watch(arguments.id);
        let changes = repository.changes()?;
        Ok(views::changes::changes(changes, core.open.watching(arguments.id)))
    })
    .await
}

pub(crate) async fn doubt_changes(core: &Core, arguments: DoubtChanges) -> Result<(), Fault> {
    core.blocking(move |core| {
        core.opened(arguments.id)?.doubt_changes();
        Ok(())
    })
    .await
}

pub(crate) async fn stage_changes(core: &Core, arguments: StageChanges) -> Result<(), Fault> {
    change(core, arguments.id, arguments.choice, git::Repository::stage).await
}

pub(crate) async fn unstage_changes(core: &Core, arguments: UnstageChanges) -> Result<(), Fault> {
    change(core, arguments.id, arguments.choice, git::Repository::unstage).await
}

pub(crate) async fn discard_changes(core: &Core, arguments: DiscardChanges) -> Result<(), Fault> {
    change(core, arguments.id, arguments.choice, git::Repository::discard).await
}

async fn change(
    core: &Core,
    id: RepositoryId,
    choice: ChangeChoice,
    act: fn(&git::Repository, &git::Choice) -> Result<(), git::Error>,
) -> Result<(), Fault> {
    core.changing(id, move |repository| act(repository, &views::changes::choice(choice))).await
}

impl Core {
    /// Changes a repository and says so, also where it failed: half of it may have happened.
    pub(crate) async fn changing<T: Send + 'static>(
        &self,
        id: RepositoryId,
        act: impl FnOnce(&git::Repository) -> Result<T, git::Error> + Send + 'static,
    ) -> Result<T, Fault> {
        let outcome = self.blocking(move |core| Ok(act(&*core.opened(id)?)?)).await;
        self.announce(Event::RepositoryChanged { id });
        outcome
    }
}
