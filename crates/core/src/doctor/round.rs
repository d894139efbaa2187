//! One examination: the steps in their order, each within its limit of time, and what one learns for those after it.

use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::runtime::Handle;
use url::Url;

use super::found::Found;
use super::shell::Shell;
use crate::Core;
use crate::api::doctor::{ExaminationStep, Part, Remedy, StepResult};
use crate::api::findings::StepFinding;
use crate::api::ids::ProfileId;
use crate::api::jobs::{Progress, Stage};
use crate::fault::Fault;
use crate::jobs::Work;
use crate::records::hosts::HostRecord;
use crate::records::profiles::AccountRecord;
use crate::redact::redact;
use crate::sessions::Session;

/// Who is examined.
pub(super) struct Case {
    pub(super) base: Url,
    /// What the person typed, where it is no host of theirs: `base` is a guess then.
    pub(super) typed: Option<String>,
    pub(super) host: Option<HostRecord>,
    pub(super) account: Option<AccountRecord>,
}

/// An examination on its job's thread.
pub(super) struct Round<'a> {
    pub(super) core: &'a Core,
    pub(super) work: &'a Work,
    pub(super) runtime: &'a Handle,
    pub(super) profile: ProfileId,
    pub(super) case: Case,
    /// The repository that Git is asked for, once it is known.
    pub(super) wanted: Option<forge::RepositoryPath>,
    pub(super) learned: Learned,
    limit: Duration,
    /// The step that keeps those after it from being tried.
    barrier: Option<Part>,
}

/// What steps leave for those after them.
#[derive(Default)]
pub(super) struct Learned {
    /// What a handshake through the proxy showed.
    pub(super) look: Option<Result<net::Certificate, net::Error>>,
    /// What the server said to nobody in particular.
    pub(super) greeting: Option<Result<forge::Greeting, forge::Error>>,
    pub(super) session: Option<Arc<Session>>,
    /// It asked for a pause, until then.
    pub(super) paused: Option<String>,
    pub(super) repository: Option<forge::Repository>,
    pub(super) shell: Option<Shell>,
    /// Git over HTTP(S) answered.
    pub(super) git: bool,
}

impl<'a> Round<'a> {
    pub(super) fn new(
        core: &'a Core,
        work: &'a Work,
        runtime: &'a Handle,
        profile: ProfileId,
        case: Case,
        wanted: Option<forge::RepositoryPath>,
    ) -> Self {
        let limit = core.options.limits.idle;
        Self { core, work, runtime, profile, case, wanted, learned: Learned::default(), limit, barrier: None }
    }

    /// Takes all steps. [`Fault::Cancelled`] where the person stopped it; what was found stays.
    pub(super) fn go(mut self) -> Result<(), Fault> {
        let total = Part::ALL.len() as u64;
        for (done, part) in (0..).zip(Part::ALL) {
            self.work.report(Progress { stage: Stage::Examining, done, total, ..Progress::default() });
            self.core.now(self.work.id(), Some(part));
            let begun = Instant::now();
            let found = self.runtime.block_on(self.within_limits(part)).ok_or(Fault::Cancelled)?;
            if found.result == StepResult::Broken && is_barrier(part) {
                self.barrier.get_or_insert(part);
            }
            let Found { result, finding, detail, remedy } = found;
            let millis = u32::try_from(begun.elapsed().as_millis()).unwrap_or(u32::MAX);
            self.core
                .took(self.work.id(), ExaminationStep { part, result, finding, detail: redact(detail.trim()), millis, remedy });
        }
        Ok(())
    }

    /// A step; none where the person stopped it.
    async fn within_limits(&mut self, part: Part) -> Option<Found> {
        if let Some(blocker) = self.blocker(part) {
            return Some(Found::after(blocker));
        }
        let (cancel, limit) = (self.work.cancel().clone(), self.limit);
        tokio::select! {
            biased;
            () = cancel.cancelled() => None,
            found = tokio::time::timeout(limit, self.take(part)) => Some(found.unwrap_or_else(|_| {
                no_answer(limit)
            })),
        }
    }

    pub(super) fn no_answer(&self) -> Found {
        no_answer(self.limit)
    }

    async fn take(&mut self, part: Part) -> Found {
        match part {
            Part::Name => self.name().await,
            Part::Proxy => self.proxy().await,
            Part::Connection => self.connection().await,
            Part::Encryption => self.encryption().await,
            Part::Address => self.address().await,
            Part::Product => self.product().await,
            Part::Clock => self.clock(),
            Part::SignIn => self.sign_in().await,
            Part::Rights => self.rights().await,
            Part::Pace => self.pace().await,
            Part::SshConnection => self.ssh_connection().await,
            Part::SshHostKey => self.ssh_host_key(),
            Part::SshKeys => self.ssh_keys(),
            Part::Git => self.git().await,
            Part::Lfs => self.lfs().await,
        }
    }

    /// Why a step can't be tried.
    fn blocker(&self, part: Part) -> Option<Part> {
        let paused = self.learned.paused.is_some().then_some(Part::Pace);
        let before_account = self.barrier.filter(|barrier| *barrier != Part::SignIn);
        match part {
            Part::Name | Part::Proxy | Part::Connection | Part::Encryption | Part::Address => self.barrier,
            // The clock is told with whatever answer there was.
            Part::Clock if self.clocks().is_some() => None,
            Part::Pace => self.barrier.filter(|_| paused.is_none()),
            Part::Clock => before_account.or(paused),
            Part::SshHostKey | Part::SshKeys => self.barrier.or(paused).or_else(|| self.ssh_blocker(part)),
            Part::Product | Part::SignIn | Part::Rights | Part::SshConnection | Part::Git => self.barrier.or(paused),
            Part::Lfs => {
                let unanswered = self.learned.repository.is_some() && !self.learned.git;
                self.barrier.or(paused).or(unanswered.then_some(Part::Git))
            }
        }
    }
}

fn no_answer(limit: Duration) -> Found {
    let seconds = u32::try_from(limit.as_secs()).unwrap_or(u32::MAX);
    Found::broken(StepFinding::NoAnswer { seconds }, Remedy::CheckNetwork)
}

/// Whether nothing that comes after a failure here can work.
fn is_barrier(part: Part) -> bool {
    match part {
        Part::Name | Part::Proxy | Part::Connection | Part::Encryption | Part::Address | Part::Product | Part::SignIn => true,
        // What SSH does is nothing to Git over HTTP(S), and the other way round.
        Part::Clock
        | Part::Rights
        | Part::Pace
        | Part::SshConnection
        | Part::SshHostKey
        | Part::SshKeys
        | Part::Git
        | Part::Lfs => false,
    }
}
