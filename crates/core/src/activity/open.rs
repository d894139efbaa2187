//! An entry whose work is under way. It ends with the work; dropped without an end it was cancelled.

use std::time::Instant;

use super::{Deed, Told};
use crate::Core;
use crate::api::activity::ActivityOutcome;
use crate::api::ids::{ActivityId, JobId};
use crate::fault::Fault;

/// The entry.
pub(crate) struct Open {
    core: Core,
    id: ActivityId,
    began: Instant,
    ended: bool,
}

impl Open {
    async fn begin(core: &Core, deed: Deed) -> Result<Self, Fault> {
        let began = Instant::now();
        core.blocking(move |core| Ok(Self { core: core.clone(), id: core.activity.begin(deed), began, ended: false })).await
    }

    /// Blocks.
    pub(crate) fn end(mut self, outcome: ActivityOutcome, told: Told) {
        self.close(outcome, told);
    }

    fn close(&mut self, outcome: ActivityOutcome, told: Told) {
        self.ended = true;
        let millis = u32::try_from(self.began.elapsed().as_millis()).unwrap_or(u32::MAX);
        self.core.activity.end(self.id, millis, outcome, told);
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        if !self.ended {
            self.close(ActivityOutcome::Cancelled, Told::default());
        }
    }
}

/// Does something and writes down how it went.
pub(crate) async fn recorded<T>(
    core: &Core,
    deed: Option<Deed>,
    act: impl Future<Output = Result<T, Fault>>,
) -> Result<T, Fault> {
    let Some(deed) = deed else { return act.await };
    let open = Open::begin(core, deed).await?;
    let outcome = act.await;
    end(core, open, outcome.as_ref().err()).await?;
    outcome
}

/// The same for what starts a job: the entry ends with the job.
pub(crate) async fn recorded_job(
    core: &Core,
    deed: Option<Deed>,
    act: impl Future<Output = Result<JobId, Fault>>,
) -> Result<JobId, Fault> {
    let Some(deed) = deed else { return act.await };
    let open = Open::begin(core, deed).await?;
    let outcome = act.await;
    match &outcome {
        Ok(job) => {
            let job = *job;
            core.blocking(move |core| {
                core.jobs.record(job, open);
                Ok(())
            })
            .await?;
        }
        Err(fault) => end(core, open, Some(fault)).await?,
    }
    outcome
}

async fn end(core: &Core, open: Open, fault: Option<&Fault>) -> Result<(), Fault> {
    let outcome = match fault {
        None => ActivityOutcome::Done,
        Some(Fault::Cancelled) => ActivityOutcome::Cancelled,
        Some(fault) => ActivityOutcome::Failed { fault: Box::new(fault.clone()) },
    };
    core.blocking(move |_| {
        open.end(outcome, Told::default());
        Ok(())
    })
    .await
}
