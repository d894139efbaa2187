//! Undoing and redoing what was done in a repository.

use crate::Core;
use crate::api::changes::{UndoOutlook, UndoState};
use crate::api::{GetUndo, GetUndoOutlook, RedoStep, UndoStep};
use crate::fault::Fault;
use crate::{activity, commits, views};

pub(crate) async fn get_undo(core: &Core, arguments: GetUndo) -> Result<UndoState, Fault> {
    core.blocking(move |core| Ok(views::changes::undo(core.opened(arguments.id)?.undo_steps()?))).await
}

pub(crate) async fn get_undo_outlook(core: &Core, arguments: GetUndoOutlook) -> Result<UndoOutlook, Fault> {
    let author = commits::author(core);
    core.blocking(move |core| {
        let repository = core.opened(arguments.id)?;
        let outlook = if arguments.redo {
            repository.redo_outlook(arguments.number, &author)?
        } else {
            repository.undo_outlook(arguments.number, &author)?
        };
        Ok(views::changes::undo_outlook(&outlook, activity::undoing_command(&outlook)))
    })
    .await
}

pub(crate) async fn undo_step(core: &Core, arguments: UndoStep) -> Result<UndoState, Fault> {
    let message = core
        .changing(arguments.id, move |repository| {
            let steps = repository.undo_steps()?.done;
            let newest = steps.iter().take_while(|step| step.number >= arguments.number).find_map(|step| match step.deed {
                git::Deed::Commit { .. } => Some(true),
                git::Deed::Amend { .. } => Some(false),
                _ => None,
            });
            let message = if newest == Some(true) { repository.last_message()? } else { None };
            repository.undo(arguments.number).map(|()| message)
        })
        .await?;
    Ok(UndoState { message, ..get_undo(core, GetUndo { id: arguments.id }).await? })
}

pub(crate) async fn redo_step(core: &Core, arguments: RedoStep) -> Result<UndoState, Fault> {
    core.changing(arguments.id, move |repository| repository.redo(arguments.number)).await?;
    get_undo(core, GetUndo { id: arguments.id }).await
}
