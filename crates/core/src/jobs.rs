//! Jobs: work that can outlive a second, on threads of its own. Cancelled is an end, not an error.

mod pace;
mod work;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use tokio::sync::{broadcast, watch};

use crate::Core;
use crate::activity::{Open, Told, outcome_of_job};
use crate::api::activity::ActivityOutcome;
use crate::api::checkouts::CheckedOut;
use crate::api::ids::{JobId, RepositoryId};
use crate::api::jobs::{Job, JobState, Progress, Task};
use crate::api::{CancelJob, Event, ListJobs};
use crate::fault::Fault;
use crate::questions::Questions;
use pace::Pace;
pub(crate) use work::Work;

/// Ended jobs that the list still shows.
const REMEMBERED: usize = 100;

/// All jobs of this run.
pub(crate) struct Jobs {
    shared: Arc<Shared>,
    questions: Arc<Questions>,
}

/// What job threads and the pace see of the list.
pub(crate) struct Shared {
    list: Mutex<Vec<Entry>>,
    running: watch::Sender<usize>,
    events: broadcast::Sender<Event>,
}

struct Entry {
    job: Job,
    cancel: net::Cancel,
    /// What the job writes to, while it runs.
    target: Option<PathBuf>,
    /// Its entry in the activity log, while that is open.
    open: Option<Open>,
    /// What it told by its end.
    told: Told,
}

/// What a job has to show in the end.
#[derive(Debug, Default)]
pub(crate) struct Made {
    /// The repository it made, if it made one.
    pub(crate) repository: Option<RepositoryId>,
    /// Why files of LFS are missing although all else is done.
    pub(crate) lfs: Option<Fault>,
    /// Why the first commit is not on the host although the repository was made there.
    pub(crate) push: Option<Fault>,
    /// The page of the repository that was made on a host.
    pub(crate) page: Option<String>,
    /// What it checked out.
    pub(crate) checked_out: Option<Box<CheckedOut>>,
}

impl Jobs {
    pub(crate) fn new(events: broadcast::Sender<Event>, questions: Arc<Questions>) -> Self {
        let shared = Arc::new(Shared { list: Mutex::default(), running: watch::Sender::new(0), events });
        Self { shared, questions }
    }

    /// Starts `work` on a thread. It ends the job with what it made, or with a fault; where the job was cancelled its fault
    /// is not looked at.
    ///
    /// # Errors
    /// [`Fault::Taken`] while another job writes to `target`.
    pub(crate) fn start(
        &self,
        task: Task,
        subject: String,
        target: &Path,
        work: impl FnOnce(&Work) -> Result<Made, Fault> + Send + 'static,
    ) -> Result<JobId, Fault> {
        let id = JobId::fresh();
        let cancel = net::Cancel::default();
        let state = JobState::Running { progress: Progress::default() };
        let job = Job { id, task, subject, state, started: jiff::Timestamp::now().to_string() };
        {
            let mut list = self.shared.list();
            if list.iter().any(|entry| entry.target.as_deref() == Some(target)) {
                return Err(Fault::Taken { what: target.to_string_lossy().into_owned() });
            }
            list.insert(
                0,
                Entry {
                    job: job.clone(),
                    cancel: cancel.clone(),
                    target: Some(target.to_owned()),
                    open: None,
                    told: Told::default(),
                },
            );
            let mut ended = 0;
            list.retain(|entry| {
                ended += usize::from(entry.target.is_none());
                entry.target.is_some() || ended <= REMEMBERED
            });
            self.shared.running.send_modify(|running| *running += 1);
        }
        self.shared.announce(job);
        let shared = Arc::clone(&self.shared);
        let questions = Arc::clone(&self.questions);
        let hand = Work::new(id, cancel, Pace::start(Arc::downgrade(&self.shared), id));
        let spawned = thread::Builder::new().name("job".into()).spawn(move || {
            let outcome = catch_unwind(AssertUnwindSafe(|| work(&hand)));
            let state = match outcome {
                Ok(Ok(Made { repository, lfs, push, page, checked_out })) => {
                    JobState::Finished { repository, lfs, push, page, checked_out }
                }
                Ok(Err(_)) if hand.cancelled() => JobState::Cancelled,
                Ok(Err(fault)) => JobState::Failed { fault },
                Err(_) => JobState::Failed { fault: Fault::Broken { detail: "the job panicked; the log has it".into() } },
            };
            let told = hand.told();
            // The pace goes first: no report may come after the end.
            drop(hand);
            questions.withdraw(id);
            shared.end(id, state, told);
        });
        if let Err(failed) = spawned {
            let fault = Fault::Broken { detail: format!("no thread for the job: {failed}") };
            self.shared.end(id, JobState::Failed { fault: fault.clone() }, Told::default());
            return Err(fault);
        }
        Ok(id)
    }

    /// Asks a job to end. Its questions are withdrawn, so it can't wait for an answer that nobody will give.
    pub(crate) fn cancel(&self, id: JobId) -> Result<(), Fault> {
        let cancel = self.shared.list().iter().find(|entry| entry.job.id == id).map(|entry| entry.cancel.clone());
        cancel.ok_or_else(|| Fault::NotFound { what: "the job".into() })?.cancel();
        self.questions.withdraw(id);
        Ok(())
    }

    pub(crate) fn cancel_all(&self) {
        let running: Vec<JobId> =
            self.shared.list().iter().filter(|entry| entry.target.is_some()).map(|entry| entry.job.id).collect();
        for id in running {
            // Its own end may have been quicker.
            let _ = self.cancel(id);
        }
    }

    /// Ends an entry of the activity log when the job ends; at once where it has. Blocks.
    pub(crate) fn record(&self, id: JobId, open: Open) {
        let ended = {
            let mut list = self.shared.list();
            match list.iter_mut().find(|entry| entry.job.id == id) {
                Some(entry) if entry.target.is_some() => {
                    entry.open = Some(open);
                    return;
                }
                Some(entry) => (outcome_of_job(&entry.job.state), std::mem::take(&mut entry.told)),
                None => (ActivityOutcome::Interrupted, Told::default()),
            }
        };
        open.end(ended.0, ended.1);
    }

    /// Newest first.
    pub(crate) fn list(&self) -> Vec<Job> {
        self.shared.list().iter().map(|entry| entry.job.clone()).collect()
    }

    /// Waits until no job runs; what the last one announced has been sent.
    pub(crate) async fn idle(&self) {
        let mut running = self.shared.running.subscribe();
        // The sender lives in `self`.
        let _ = running.wait_for(|running| *running == 0).await;
    }
}

impl Shared {
    fn list(&self) -> MutexGuard<'_, Vec<Entry>> {
        self.list.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn announce(&self, job: Job) {
        let _ = self.events.send(Event::JobChanged { job: Box::new(job) });
    }

    /// Shows how far a job is.
    pub(crate) fn advance(&self, id: JobId, progress: Progress) {
        let mut list = self.list();
        let Some(entry) = list.iter_mut().find(|entry| entry.job.id == id && entry.target.is_some()) else { return };
        entry.job.state = JobState::Running { progress };
        let job = entry.job.clone();
        drop(list);
        self.announce(job);
    }

    fn end(&self, id: JobId, state: JobState, told: Told) {
        let (job, open) = {
            let mut list = self.list();
            let Some(entry) = list.iter_mut().find(|entry| entry.job.id == id) else { return };
            entry.job.state = state;
            entry.target = None;
            entry.told = told.clone();
            (entry.job.clone(), entry.open.take())
        };
        if let Some(open) = open {
            open.end(outcome_of_job(&job.state), told);
        }
        self.announce(job);
        self.running.send_modify(|running| *running -= 1);
    }
}

pub(crate) async fn list_jobs(core: &Core, _: ListJobs) -> Result<Vec<Job>, Fault> {
    Ok(core.jobs.list())
}

pub(crate) async fn cancel_job(core: &Core, arguments: CancelJob) -> Result<(), Fault> {
    core.jobs.cancel(arguments.id)
}

#[cfg(test)]
mod tests;
