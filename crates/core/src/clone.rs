//! Clone: a job that ends with a whole repository in its folder, or with nothing.

mod folders;
mod source;

use std::path::{Path, PathBuf};

use tokio::runtime::Handle;

use crate::activity::clone_command;
use crate::api::CloneRepository;
use crate::api::ids::{JobId, ProfileId};
use crate::api::jobs::Task;
use crate::fault::Fault;
use crate::jobs::{Made, Work};
use crate::transfer::Transfer;
use crate::{Core, remotes, repositories};
use folders::MadeFolders;
pub(crate) use source::{Source, checked as checked_address};

/// A clone as it was asked for.
struct Plan {
    profile: ProfileId,
    source: Source,
    target: PathBuf,
    branch: Option<String>,
    depth: Option<u32>,
    submodules: bool,
}

pub(crate) async fn clone_repository(core: &Core, arguments: CloneRepository) -> Result<JobId, Fault> {
    let target = repositories::target(core, &arguments.folder, &arguments.name)?;
    let profile = core.records.profiles.read(|profiles| profiles.in_use().profile.id);
    let source = Source::read(core, profile, arguments.source)?;
    if arguments.depth == Some(0) {
        return Err(Fault::Invalid { field: "depth".into(), why: "A depth counts from 1.".into() });
    }
    let looked_at = target.clone();
    let taken = core.blocking(move |_| Ok(repositories::is_taken(&looked_at))).await?;
    if taken {
        return Err(Fault::Taken { what: target.to_string_lossy().into_owned() });
    }
    let branch = arguments.branch.map(|branch| branch.trim().to_owned()).filter(|branch| !branch.is_empty());
    let plan = Plan { profile, source, target, branch, depth: arguments.depth, submodules: arguments.submodules };
    let runtime = Handle::current();
    let on_thread = core.clone();
    let place = plan.target.clone();
    core.jobs.start(Task::Clone, arguments.name.trim().to_owned(), &place, move |work| plan.carry_out(&on_thread, work, &runtime))
}

/// Makes a repository somewhere below `folder`, which is made as well, and goes again where that does not end well. What a crash
/// leaves there the next start removes.
pub(crate) fn guarded<T>(core: &Core, folder: &Path, act: impl FnOnce() -> Result<T, Fault>) -> Result<T, Fault> {
    let made = MadeFolders::make(folder)?;
    core.records.repositories.change(|repositories| repositories.cloning.push(folder.to_owned()))?;
    let outcome = act();
    let forgotten = core.records.repositories.change(|repositories| {
        if let Some(place) = repositories.cloning.iter().position(|other| other == folder) {
            repositories.cloning.remove(place);
        }
    });
    if let Err(error) = forgotten {
        // The next start looks there once more and finds nothing.
        tracing::warn!(%error, "a clone stays on the list of clones under way");
    }
    let outcome = outcome?;
    made.keep();
    Ok(outcome)
}

impl Plan {
    fn carry_out(&self, core: &Core, work: &Work, runtime: &Handle) -> Result<Made, Fault> {
        let folder = self.target.parent().unwrap_or(&self.target).to_owned();
        let url = self.source.address(core, work, runtime)?;
        let target = self.target.to_string_lossy();
        work.name_command(clone_command(&url, &target, self.branch.as_deref(), self.depth, self.submodules));
        let lfs = guarded(core, &folder, || self.fetch(core, work, runtime, url))?.lfs.map(Fault::from);
        // Opened, so that it is known under the same name as when the person opens it: links on the way are followed.
        let id = repositories::open(core, &self.target)?.id;
        if let Some(account) = self.source.account() {
            // Who cloned it fetches and pushes from now on.
            remotes::choose(core, id, account)?;
        }
        Ok(Made { repository: Some(id), lfs, ..Made::default() })
    }

    fn fetch(&self, core: &Core, work: &Work, runtime: &Handle, url: String) -> Result<git::Cloned, Fault> {
        let request = git::CloneRequest {
            url,
            target: self.target.clone(),
            branch: self.branch.clone(),
            depth: self.depth,
            submodules: self.submodules,
        };
        let transfer =
            Transfer { core, work, runtime, profile: self.profile, picked: self.source.account().into_iter().collect() };
        transfer.run(|context| git::clone(&request, context))
    }
}
