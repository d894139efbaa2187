//! `bough prebuild`: what is followed, kept ready and built on this computer.

use bough_core::Core;
use bough_core::api::checkouts::CheckoutTarget;
use bough_core::api::ids::RepositoryId;
use bough_core::api::prebuilds::{
    AskedBecause, Followed, Prebuild as One, PrebuildOutcome, PrebuildPlan, PrebuildState, Prebuilds, WorkThere, WorktreeLoss,
};
use bough_core::api::{BuildPrebuild, Follow, GetPrebuildLog, GetPrebuilds, SetPrebuildPlan, StopFollowing, TendPrebuilds};
use bough_core::fault::Fault;

use crate::arguments::{Prebuild, PrebuildCommand};
use crate::commands::{changes, checkout, job};
use crate::exit::End;
use crate::output::Output;
use crate::sentences::describe;

pub async fn run(core: &Core, output: &Output, wanted: Prebuild) -> Result<(), End> {
    let id = changes::repository(core, &wanted.folder).await?;
    match wanted.command {
        None => {}
        Some(PrebuildCommand::Follow { what }) => {
            let followed = followed(core, id, &what).await?;
            job::follow(core, output, Follow { id, followed }).await?;
        }
        Some(PrebuildCommand::Plan { command, publish }) => {
            core.run(SetPrebuildPlan { id, plan: PrebuildPlan { command, publish } }).await?;
        }
        Some(PrebuildCommand::Build { what }) => {
            let followed = followed(core, id, &what).await?;
            let all = core.run(GetPrebuilds { id }).await?.prebuilds;
            let commit = all.into_iter().find(|one| one.followed == followed).and_then(|one| one.commit);
            let commit = commit.ok_or_else(|| Fault::NotFound { what: format!("a ready work tree of {what}") })?;
            job::follow(core, output, BuildPrebuild { id, followed, commit }).await?;
        }
        Some(PrebuildCommand::Check) => {
            core.run(TendPrebuilds { now: true }).await?;
            core.idle().await;
        }
        Some(PrebuildCommand::Log { commit }) => {
            let log = core.run(GetPrebuildLog { id, commit }).await?;
            output.answer(&log, |log| log.text.lines().map(str::to_owned).collect());
            return Ok(());
        }
        Some(PrebuildCommand::Stop { what, lose }) => {
            let followed = followed(core, id, &what).await?;
            let work = if lose { WorkThere::Lose } else { WorkThere::Keep };
            let loss = core.run(StopFollowing { id, followed, work }).await?;
            output.answer(&loss, kept_lines);
            return Ok(());
        }
    }
    output.answer(&core.run(GetPrebuilds { id }).await?, lines);
    Ok(())
}

/// Named as for a checkout.
async fn followed(core: &Core, id: RepositoryId, what: &str) -> Result<Followed, Fault> {
    match checkout::target(core, id, what, None).await? {
        CheckoutTarget::RemoteBranch { remote, name } => Ok(Followed::Branch { remote, name }),
        CheckoutTarget::PullRequest { account, repository, number } => Ok(Followed::PullRequest { account, repository, number }),
        CheckoutTarget::Branch { name } => Ok(Followed::Branch { remote: "origin".into(), name }),
        CheckoutTarget::Commit { .. } => Err(Fault::NotFound { what: format!("a branch of a remote called {what}") }),
    }
}

fn lines(all: &Prebuilds) -> Vec<String> {
    if all.prebuilds.is_empty() {
        return vec!["Nothing is followed.".to_owned()];
    }
    all.prebuilds.iter().flat_map(|one| line(all, one)).collect()
}

fn line(all: &Prebuilds, one: &One) -> Vec<String> {
    let name = match &one.followed {
        Followed::Branch { remote, name } => format!("{remote}/{name}"),
        Followed::PullRequest { repository, number, .. } => format!("{}/{}#{number}", repository.project, repository.slug),
    };
    let state = match &one.state {
        PrebuildState::Waiting => "waits".to_owned(),
        PrebuildState::Preparing { .. } => "is being brought up to date".to_owned(),
        PrebuildState::Ready => "is ready".to_owned(),
        PrebuildState::Asks { why: AskedBecause::Fork } => "is ready, and not built: it comes from a fork".to_owned(),
        PrebuildState::Asks { why: AskedBecause::Untrusted } => {
            "is ready, and not built: you don't trust the repository".to_owned()
        }
        PrebuildState::InUse => "is in use, and left as it is".to_owned(),
        PrebuildState::Failed { fault } => describe(fault).sentence,
    };
    let result = all.results.iter().find(|result| Some(&result.commit) == one.commit.as_ref());
    let outcome = result.map_or("", |result| match result.outcome {
        PrebuildOutcome::Running => ", being built",
        PrebuildOutcome::Passed => ", passed",
        PrebuildOutcome::Failed { .. } => ", failed",
        PrebuildOutcome::Interrupted => ", interrupted",
    });
    let short = one.commit.as_ref().map_or_else(String::new, |commit| format!(" at {}", commit.get(..9).unwrap_or(commit)));
    let place = one.folder.as_ref().map(|folder| format!("  {folder}"));
    [format!("{name}{short} {state}{outcome}.")].into_iter().chain(place).collect()
}

fn kept_lines(loss: &WorktreeLoss) -> Vec<String> {
    let Some(kept) = &loss.kept else { return vec!["It is not followed any more.".to_owned()] };
    let names = loss.files.iter().chain(&loss.commits).map(|name| format!("  {}", changes::one_line(name)));
    let first = format!("It is not followed any more. The work tree {kept} stays, because only it has:");
    [first].into_iter().chain(names).collect()
}
