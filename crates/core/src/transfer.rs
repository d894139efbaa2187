//! Talking to a remote within a job: with the account for the address, heard while it goes on, and with a question where a
//! certificate is in the way.

use std::sync::Arc;

use tokio::runtime::Handle;

use crate::access::JobAccess;
use crate::api::application::Ask;
use crate::api::ids::{AccountId, ProfileId};
use crate::api::jobs::{Progress, Stage};
use crate::fault::Fault;
use crate::jobs::Work;
use crate::questions::Reply;
use crate::sessions::Manner;
use crate::{Core, remotes, trust, views};

/// Whose transfer it is.
pub(crate) struct Transfer<'a> {
    pub(crate) core: &'a Core,
    pub(crate) work: &'a Work,
    pub(crate) runtime: &'a Handle,
    pub(crate) profile: ProfileId,
    /// Accounts that the person picked, for whatever is on their hosts.
    pub(crate) picked: Vec<AccountId>,
}

impl Transfer<'_> {
    /// The same with the account that answers for a remote of a repository. Blocks.
    pub(crate) fn to(&self, remote: &str, repository: &git::Repository) -> Result<Self, Fault> {
        let url = repository.remotes()?.into_iter().find(|(name, _)| name == remote).map(|(_, url)| url);
        let place = url.and_then(|url| remotes::place(self.core, self.profile, &url));
        let place = place.map(|place| place.preferring(self.core, self.profile, &self.picked));
        let account = place.and_then(|place| place.account);
        Ok(Self { picked: account.into_iter().chain(self.picked.iter().copied()).collect(), ..*self })
    }

    /// Does it; where a certificate is in the way the person is asked, once for each certificate that is shown, and it is
    /// done again. Blocks; on a job's thread.
    pub(crate) fn run<T>(&self, act: impl Fn(&git::Context) -> Result<T, git::Error>) -> Result<T, Fault> {
        self.heard(act, Manner::Asked)
    }

    /// The same where nobody waits for it: the person is asked nothing, and a token that was refused is not tried again.
    pub(crate) fn run_quietly<T>(&self, act: impl Fn(&git::Context) -> Result<T, git::Error>) -> Result<T, Fault> {
        self.heard(act, Manner::Shown)
    }

    fn heard<T>(&self, act: impl Fn(&git::Context) -> Result<T, git::Error>, manner: Manner) -> Result<T, Fault> {
        let Self { core, work, .. } = self;
        let mut asked: Vec<[u8; 32]> = Vec::new();
        loop {
            let access = Arc::new(JobAccess::new(core, work, self.runtime.clone(), self.profile, self.picked.clone(), manner));
            let (reporting, hearing) = ((*work).clone(), (*work).clone());
            let context = git::Context {
                client: core.client.clone(),
                access: Arc::<JobAccess>::clone(&access),
                cancel: work.cancel().clone(),
                progress: Arc::new(move |progress: &git::Progress| reporting.report(view(progress))),
                heard: Arc::new(move |line: &str| hearing.hear(line)),
                indexer: git::Indexer::PackSink,
            };
            let outcome = act(&context);
            let shown = match &outcome {
                Err(git::Error::Net(net::Error::Untrusted(shown)))
                    if manner == Manner::Asked && !asked.contains(&shown.leaf.sha256) =>
                {
                    shown.clone()
                }
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

pub(crate) fn view(progress: &git::Progress) -> Progress {
    Progress {
        stage: match progress.stage {
            git::Stage::Waiting => Stage::Waiting,
            git::Stage::Preparing => Stage::Preparing,
            git::Stage::Receiving => Stage::Receiving,
            git::Stage::Resolving => Stage::Resolving,
            git::Stage::CheckingOut => Stage::CheckingOut,
            git::Stage::Lfs => Stage::Lfs,
            git::Stage::SendingLfs => Stage::SendingLfs,
            git::Stage::Submodules => Stage::Submodules,
            git::Stage::Sending => Stage::Sending,
        },
        done: progress.done,
        total: progress.total,
        files_done: progress.files_done,
        files_total: progress.files_total,
        bytes: progress.bytes,
        bytes_per_second: 0,
        remote: progress.remote.clone(),
    }
}
