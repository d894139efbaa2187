//! Following a job to its end: with progress, questions, and Ctrl+C.

use bough_core::Core;
use bough_core::api::checkouts::CheckedOut;
use bough_core::api::ids::{JobId, RepositoryId};
use bough_core::api::jobs::{Job, JobState};
use bough_core::api::{CancelJob, Event, ListJobs};
use bough_core::fault::Fault;
use tokio::sync::broadcast::error::RecvError;

use crate::exit::End;
use crate::output::Output;
use crate::person;
use crate::progress::Bar;

/// What a job that ended well has to show.
pub struct Finished {
    /// The repository it made.
    pub repository: Option<RepositoryId>,
    /// Why files of Git LFS are missing.
    pub lfs: Option<Fault>,
    /// Why the first commit is not on the host.
    pub push: Option<Fault>,
    /// The page of what was made on a host.
    pub page: Option<String>,
    /// What it checked out.
    pub checked_out: Option<Box<CheckedOut>>,
}

/// Starts a job with a command and waits until it has finished.
pub async fn follow<C: bough_core::Command<Answer = JobId>>(core: &Core, output: &Output, start: C) -> Result<Finished, End> {
    Ok(run(core, output, start).await?.1)
}

/// The same for a job whose result is asked for by its id.
pub async fn follow_to_its_end<C: bough_core::Command<Answer = JobId>>(
    core: &Core,
    output: &Output,
    start: C,
) -> Result<JobId, End> {
    Ok(run(core, output, start).await?.0)
}

async fn run<C: bough_core::Command<Answer = JobId>>(core: &Core, output: &Output, start: C) -> Result<(JobId, Finished), End> {
    let bar = Bar::new(output.shows_progress());
    let paused = bar.clone();
    let questions = tokio::spawn(person::answer_questions(core.clone(), move |asking| paused.pause(asking)));
    let mut events = core.events();
    let id = core.run(start).await?;
    let mut interrupted = false;
    let job = loop {
        tokio::select! {
            event = events.recv() => match event {
                Ok(Event::JobChanged { job }) if job.id == id => match &job.state {
                    JobState::Running { progress } => bar.show(progress),
                    _ => break *job,
                },
                Err(RecvError::Lagged(_)) => if let Some(job) = ended(core, id).await? { break job },
                Err(RecvError::Closed) => return Err(Fault::Broken { detail: "the core is gone".into() }.into()),
                Ok(_) => {}
            },
            // The job tells when it has cleaned up.
            _ = tokio::signal::ctrl_c(), if !interrupted => {
                interrupted = true;
                core.run(CancelJob { id }).await?;
            }
        }
    };
    questions.abort();
    bar.end();
    match job.state {
        JobState::Failed { fault } => Err(fault.into()),
        JobState::Cancelled | JobState::Running { .. } => Err(End::Cancelled),
        JobState::Finished { repository, lfs, push, page, checked_out } => {
            Ok((id, Finished { repository, lfs, push, page, checked_out }))
        }
    }
}

/// The job where it has ended.
async fn ended(core: &Core, id: JobId) -> Result<Option<Job>, Fault> {
    let jobs = core.run(ListJobs {}).await?;
    Ok(jobs.into_iter().find(|job| job.id == id && !matches!(job.state, JobState::Running { .. })))
}
