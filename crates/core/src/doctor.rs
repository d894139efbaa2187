//! The connection doctor: the way to a host, looked at step by step, and what helps at the first step that fails.
//!
//! Each step is a function that returns a [`Found`]; [`Round`] takes them in the order of [`Part::ALL`], each within a limit of
//! time, and passes over what can't work because of an earlier one. Nothing is changed anywhere, and a token is tried once.

mod account;
mod found;
mod git;
mod report;
mod round;
mod server;
mod shell;
mod way;
mod words;

use std::collections::VecDeque;
use std::path::Path;
use std::sync::{Mutex, PoisonError, mpsc};

use tokio::runtime::Handle;

use crate::Core;
use crate::api::doctor::{Examination, ExaminationStep, Part, Patient};
use crate::api::ids::JobId;
use crate::api::jobs::Task;
use crate::api::{Event, ExamineConnection, GetExamination, GetExaminationReport};
use crate::fault::Fault;
use crate::jobs::Made;
use crate::records::hosts::{name_of, shown};
use crate::{faults, hosts, views};
use round::{Case, Round};

/// Examinations that are remembered.
const REMEMBERED: usize = 20;

/// The examinations of this run, the newest first.
#[derive(Default)]
pub(crate) struct Examinations(Mutex<VecDeque<Examination>>);

impl Examinations {
    fn begin(&self, examination: Examination) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.push_front(examination);
        all.truncate(REMEMBERED);
    }

    fn change(&self, job: JobId, change: impl FnOnce(&mut Examination)) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(examination) = all.iter_mut().find(|each| each.job == job) {
            change(examination);
        }
    }

    fn find(&self, job: JobId) -> Result<Examination, Fault> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.iter().find(|each| each.job == job).cloned().ok_or_else(|| Fault::NotFound { what: "the examination".into() })
    }
}

pub(crate) async fn examine_connection(core: &Core, arguments: ExamineConnection) -> Result<JobId, Fault> {
    let ExamineConnection { patient, repository } = arguments;
    let case = match &patient {
        Patient::Host { id } => {
            let host = hosts::of_active_profile(core, *id)?;
            let account = core.records.profiles.read(|profiles| profiles.in_use().accounts_on(*id).next().cloned());
            Case { base: host.base_url.clone(), typed: None, account, host: Some(host) }
        }
        Patient::Address { url } => {
            let base = forge::base_address(url).map_err(|error| faults::of_forge(url.trim(), error))?;
            Case { base, typed: Some(url.clone()), account: None, host: None }
        }
    };
    let profile = core.records.profiles.read(|profiles| profiles.in_use().profile.id);
    let repository = repository.map(views::repositories::path_of);
    let (name, base_url) = (name_of(&case.base), shown(&case.base));
    let target = format!("examination of {base_url}");
    let (on_thread, runtime, subject) = (core.clone(), Handle::current(), name.clone());
    let (listed, is_listed) = mpsc::channel::<()>();
    let job = core.jobs.start(Task::Examine, subject, Path::new(&target), move |work| {
        // Whoever began it may ask for it at once. Nothing is ever sent: the other end goes when it is in the list.
        let _ = is_listed.recv();
        let _over = Over { core: &on_thread, job: work.id() };
        Round::new(&on_thread, work, &runtime, profile, case, repository).go().map(|()| Made::default())
    })?;
    let started = jiff::Timestamp::now().to_string();
    let now = Some(Part::ALL[0]);
    core.examinations.begin(Examination { job, patient, name, base_url, started, now, steps: Vec::new() });
    drop(listed);
    Ok(job)
}

pub(crate) async fn get_examination(core: &Core, arguments: GetExamination) -> Result<Examination, Fault> {
    core.examinations.find(arguments.job)
}

pub(crate) async fn get_examination_report(core: &Core, arguments: GetExaminationReport) -> Result<String, Fault> {
    Ok(report::text(&core.examinations.find(arguments.job)?, &core.options.home))
}

/// Says that an examination is over, whichever way it ends.
struct Over<'a> {
    core: &'a Core,
    job: JobId,
}

impl Drop for Over<'_> {
    fn drop(&mut self) {
        self.core.now(self.job, None);
    }
}

impl Core {
    /// Says which step is taken now.
    fn now(&self, job: JobId, part: Option<Part>) {
        self.examinations.change(job, |examination| examination.now = part);
        self.announce(Event::ExaminationChanged { job });
    }

    /// Writes down a step that has ended.
    fn took(&self, job: JobId, step: ExaminationStep) {
        self.examinations.change(job, |examination| examination.steps.push(step));
        self.announce(Event::ExaminationChanged { job });
    }
}
