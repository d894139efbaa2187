//! `bough fork`: a fork on the host, and how it stands to its origin.

use bough_core::Core;
use bough_core::api::{ForkRepository, GetForkSync, SetForkSync};
use bough_core::fault::Fault;

use crate::arguments::Fork;
use crate::commands::{account, checked_path};
use crate::output::Output;

pub async fn fork(core: &Core, output: &Output, wanted: Fork) -> Result<(), Fault> {
    let Fork { repository, project, name, sync, host } = wanted;
    let account = account(core, host.as_deref()).await?.id;
    let made = core.run(ForkRepository { account, repository: checked_path(&repository)?, project, name }).await?;
    let place = format!("{}/{}", made.path.project, made.path.slug);
    output.answer(&made, |made| vec![format!("Forked to {place}: {}", made.url)]);
    output.note(&format!("Clone it with: bough clone {place}"));
    if sync {
        core.run(SetForkSync { account, repository: made.path, enabled: true }).await?;
    }
    Ok(())
}

pub async fn status(core: &Core, output: &Output, repository: &str, host: Option<&str>) -> Result<(), Fault> {
    let account = account(core, host).await?.id;
    let found = core.run(GetForkSync { account, repository: checked_path(repository)? }).await?;
    output.answer(&found, |found| {
        let Some(sync) = found else { return vec!["The server does not say.".to_owned()] };
        let state = match (sync.available, sync.enabled) {
            (false, _) => "It can't be kept in step: it is no fork, or its origin may not be read.",
            (true, true) => "The server keeps it in step with its origin.",
            (true, false) => "The server does not keep it in step with its origin.",
        };
        let listed = |what: &str, names: &[String]| (!names.is_empty()).then(|| format!("{what}: {}", names.join(", ")));
        let lists = [
            listed("Ahead of the origin", &sync.ahead),
            listed("Diverged from the origin", &sync.diverged),
            listed("Gone at the origin", &sync.orphaned),
        ];
        [Some(state.to_owned())].into_iter().chain(lists).flatten().collect()
    });
    Ok(())
}
