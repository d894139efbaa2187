//! `bough fetch` and `bough push`.

use std::path::Path;

use bough_core::Core;
use bough_core::api::{FetchRemotes, GetPushOutlook, PushBranch, TrustRepository};

use crate::commands::{changes, job};
use crate::exit::End;
use crate::output::Output;

pub async fn fetch(core: &Core, output: &Output, folder: &Path) -> Result<(), End> {
    let id = changes::repository(core, folder).await?;
    job::follow(core, output, FetchRemotes { id }).await?;
    output.note("Everything that is new was fetched.");
    Ok(())
}

pub async fn push(core: &Core, output: &Output, folder: &Path, skip_hooks: bool, trust: bool) -> Result<(), End> {
    let id = changes::repository(core, folder).await?;
    if trust {
        core.run(TrustRepository { id, trusted: true }).await?;
    }
    let target = core.run(GetPushOutlook { id }).await?;
    job::follow(core, output, PushBranch { id, skip_hooks }).await?;
    output.answer(&target, |target| vec![format!("{} is on {} now.", target.branch, target.remote)]);
    Ok(())
}
