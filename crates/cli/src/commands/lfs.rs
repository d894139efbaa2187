//! `bough lfs`: files of Git LFS.

use std::path::Path;

use bough_core::Core;
use bough_core::api::{FetchLfs, GetChanges};

use crate::commands::{changes, job};
use crate::exit::End;
use crate::output::Output;

/// Downloads what is missing.
pub async fn fetch(core: &Core, output: &Output, folder: &Path) -> Result<(), End> {
    let id = changes::repository(core, folder).await?;
    job::follow(core, output, FetchLfs { id }).await?;
    let changes = core.run(GetChanges { id }).await?;
    output.answer(&changes, |changes| {
        vec![match changes.lfs_missing {
            0 => "All files of Git LFS are here.".to_owned(),
            missing => format!("{missing} files of Git LFS are still missing."),
        }]
    });
    Ok(())
}
