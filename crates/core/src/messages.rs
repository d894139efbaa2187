//! Messages of commits that were written lately: to be found again after a commit failed, was undone, or was never made.

use crate::Core;
use crate::api::ids::RepositoryId;
use crate::api::{KeepMessage, ListMessages};
use crate::fault::Fault;
use crate::redact::redact;

pub(crate) async fn list_messages(core: &Core, arguments: ListMessages) -> Result<Vec<String>, Fault> {
    Ok(core.records.messages.read(|messages| messages.of(arguments.id)))
}

pub(crate) async fn keep_message(core: &Core, arguments: KeepMessage) -> Result<(), Fault> {
    core.blocking(move |core| keep(core, arguments.id, &arguments.message)).await
}

/// Keeps a message, unless something in it looks like a secret: no file of ours may hold one. Blocks.
pub(crate) fn keep(core: &Core, id: RepositoryId, message: &str) -> Result<(), Fault> {
    core.records.repositories.read(|repositories| repositories.find(id).map(drop))?;
    if redact(message) != message {
        return Ok(());
    }
    Ok(core.records.messages.change(|messages| messages.keep(id, message))?)
}

/// Forgets those of repositories that are not on the list any more. Blocks.
pub(crate) fn sweep(core: &Core) -> Result<(), Fault> {
    let known = core.records.repositories.get();
    Ok(core.records.messages.change(|messages| messages.retain(|id| known.find(id).is_ok()))?)
}
