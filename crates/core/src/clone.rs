//! Clone: a job that ends with a whole repository in its folder, or with nothing.

mod folders;
mod source;

use std::path::PathBuf;
use std::sync::Arc;

use tokio::runtime::Handle;

use crate::access::JobAccess;
use crate::activity::clone_command;
use crate::api::CloneRepository;
use crate::api::application::Ask;
use crate::api::ids::{JobId, ProfileId, RepositoryId};
use crate::api::jobs::{Progress, Stage, Task};
use crate::fault::Fault;
use crate::jobs::Work;
use crate::questions::Reply;
use crate::{Core, repositories, trust, views};
use folders::MadeFolders;
use source::Source;

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
    core.jobs.start(Task::Clone, arguments.name.trim().to_owned(), &place, move |work| {
        plan.carry_out(&on_thread, work, &runtime).map(Some)
    })
}

impl Plan {
    fn carry_out(&self, core: &Core, work: &Work, runtime: &Handle) -> Result<RepositoryId, Fault> {
        let folder = self.target.parent().unwrap_or(&self.target).to_owned();
        let url = self.source.address(core, work, runtime)?;
        let target = self.target.to_string_lossy();
        work.name_command(clone_command(&url, &target, self.branch.as_deref(), self.depth, self.submodules));
        let made = MadeFolders::make(&folder)?;
        core.records.repositories.change(|repositories| repositories.cloning.push(folder.clone()))?;
        let outcome = self.fetch(core, work, runtime, url);
        let forgotten = core.records.repositories.change(|repositories| {
            if let Some(place) = repositories.cloning.iter().position(|other| *other == folder) {
                repositories.cloning.remove(place);
            }
        });
        if let Err(error) = forgotten {
            // The next start looks there once more and finds nothing.
            tracing::warn!(%error, "a clone stays on the list of clones under way");
        }
        outcome?;
        made.keep();
        // Opened, so that it is known under the same name as when the person opens it: links on the way are followed.
        Ok(repositories::open(core, &self.target)?.id)
    }

    /// Clones; where a certificate is in the way the person is asked, once for each certificate that is shown.
    fn fetch(&self, core: &Core, work: &Work, runtime: &Handle, url: String) -> Result<(), Fault> {
        let request = git::CloneRequest {
            url,
            target: self.target.clone(),
            branch: self.branch.clone(),
            depth: self.depth,
            submodules: self.submodules,
        };
        let mut asked: Vec<[u8; 32]> = Vec::new();
        loop {
            let access = Arc::new(JobAccess::new(core, work, runtime.clone(), self.profile, self.source.account()));
            let (reporting, hearing) = (work.clone(), work.clone());
            let context = git::Context {
                client: core.client.clone(),
                access: Arc::<JobAccess>::clone(&access),
                cancel: work.cancel().clone(),
                progress: Arc::new(move |progress: &git::Progress| reporting.report(view(progress))),
                heard: Arc::new(move |line: &str| hearing.hear(line)),
                indexer: git::Indexer::PackSink,
            };
            let outcome = git::clone(&request, &context);
            let shown = match &outcome {
                Err(git::Error::Net(net::Error::Untrusted(shown))) if !asked.contains(&shown.leaf.sha256) => shown.clone(),
                _ => return access.conclude(outcome),
            };
            asked.push(shown.leaf.sha256);
            let question = Ask::Certificate { certificate: views::certificate(&shown) };
            match core.questions.ask(work, question) {
                Reply::Accept => trust::pin(core, &shown)?,
                Reply::Refuse | Reply::Text(_) => return access.conclude(outcome),
            }
        }
    }
}

fn view(progress: &git::Progress) -> Progress {
    Progress {
        stage: match progress.stage {
            git::Stage::Waiting => Stage::Waiting,
            git::Stage::Preparing => Stage::Preparing,
            git::Stage::Receiving => Stage::Receiving,
            git::Stage::Resolving => Stage::Resolving,
            git::Stage::CheckingOut => Stage::CheckingOut,
            git::Stage::Submodules => Stage::Submodules,
        },
        done: progress.done,
        total: progress.total,
        bytes: progress.bytes,
        bytes_per_second: 0,
        remote: progress.remote.clone(),
    }
}
