//! What a new repository can begin with: `.gitignore` templates and licences. Servers have none, so they travel with Bough.

mod ignores;
mod licences;

use crate::Core;
use crate::api::ListTemplates;
use crate::api::repositories::Templates;
use crate::fault::Fault;
pub(crate) use ignores::text as ignore_text;
pub(crate) use licences::text as licence_text;

pub(crate) async fn list_templates(_: &Core, _: ListTemplates) -> Result<Templates, Fault> {
    Ok(Templates { ignores: ignores::list(), licences: licences::list() })
}
