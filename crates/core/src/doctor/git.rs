//! Git and LFS over HTTP(S), asked for one repository; and the way in which all knocking is done.

use std::sync::Arc;

use super::found::Found;
use super::round::Round;
use super::words;
use crate::access::JobAccess;
use crate::api::doctor::Remedy;
use crate::api::findings::StepFinding;
use crate::fault::Fault;
use crate::sessions::Manner;

impl Round<'_> {
    pub(super) async fn git(&mut self) -> Found {
        let Some((repository, url)) = self.asked() else { return self.nobody_to_ask() };
        let Some(url) = url else {
            return Found::broken(StepFinding::GitOff { repository }, Remedy::UseSsh);
        };
        match Knocker::new(self).knock(move |context| git::knock_at_http(context, &url)).await {
            Ok(refs) => {
                self.learned.git = true;
                Found::fine(StepFinding::GitAnswers { repository, refs: u32::try_from(refs).unwrap_or(u32::MAX) })
            }
            Err(refused) => match refused.error {
                Some(git::Error::NotGit { detail }) => self.mangled(repository).saying(detail),
                Some(git::Error::WebPage { url, .. }) => self.mangled(repository).saying(url),
                // REST has just shown it: what was asked for arrived as something else.
                Some(error @ git::Error::NotFound { .. }) => self.mangled(repository).saying(error.to_string()),
                // Git signs in by another way than REST: one may be locked where the other is not.
                _ => self.not_signed_in(refused.fault),
            },
        }
    }

    pub(super) async fn lfs(&mut self) -> Found {
        let Some((repository, Some(url))) = self.asked() else { return self.nobody_to_ask() };
        match Knocker::new(self).knock(move |context| git::knock_at_lfs(context, &url)).await {
            Ok(true) => Found::fine(StepFinding::LfsAnswers { repository }),
            Ok(false) => Found::nothing(StepFinding::LfsOff { repository }),
            Err(refused) => {
                let failed = Found::failed(refused.fault.clone());
                let detail = if failed.detail.is_empty() { words::fault(&refused.fault) } else { failed.detail };
                Found::broken(StepFinding::LfsBroken { repository }, Remedy::AskAdministrator).saying(detail)
            }
        }
    }

    /// The repository that is asked for, by its short name, and its address.
    fn asked(&self) -> Option<(String, Option<String>)> {
        let repository = self.learned.repository.as_ref()?;
        let url = repository.clone_urls.iter().find(|url| url.protocol == forge::Protocol::Https);
        Some((format!("{}/{}", repository.path.project, repository.path.slug), url.map(|url| url.url.clone())))
    }

    fn nobody_to_ask(&self) -> Found {
        let finding = if self.learned.session.is_some() { StepFinding::NoRepository } else { StepFinding::NoAccount };
        Found::nothing(finding)
    }

    fn mangled(&self, repository: String) -> Found {
        let origin = net::Origin::of(&self.case.base);
        let proxy = origin.and_then(|origin| self.core.client.route(&origin).proxy).map(|(host, port)| format!("{host}:{port}"));
        let remedy = if proxy.is_some() { Remedy::CheckProxy } else { Remedy::AskAdministrator };
        Found::broken(StepFinding::GitMangled { repository, proxy }, remedy)
    }
}

/// Why nobody opened.
pub(super) struct Refused {
    /// What Git met; none where it did not come to that.
    pub(super) error: Option<git::Error>,
    pub(super) fault: Fault,
}

/// Knocks at a repository's doors from a thread of its own, with the account and the keys of the profile, asking nobody.
pub(super) struct Knocker {
    access: Arc<JobAccess>,
    client: net::Client,
}

/// Ends the work on the other thread when nobody waits for it any more.
struct GivenUp(net::Cancel);

impl Drop for GivenUp {
    fn drop(&mut self) {
        self.0.cancel();
    }
}

impl Knocker {
    pub(super) fn new(round: &Round<'_>) -> Self {
        let picked = round.case.account.iter().map(|account| account.id).collect();
        let access = JobAccess::new(round.core, round.work, round.runtime.clone(), round.profile, picked, Manner::Asked).quiet();
        Self { access: Arc::new(access), client: round.core.client.clone() }
    }

    pub(super) async fn knock<T: Send + 'static>(
        self,
        act: impl FnOnce(&git::Context) -> Result<T, git::Error> + Send + 'static,
    ) -> Result<T, Box<Refused>> {
        let Self { access, client } = self;
        let cancel = net::Cancel::new();
        let _given_up = GivenUp(cancel.clone());
        let work = move || {
            let told = Arc::clone(&access);
            let context = git::Context {
                client,
                access: Arc::new(Talkative(access)),
                cancel,
                progress: Arc::new(|_| {}),
                heard: Arc::new(|_| {}),
                indexer: git::Indexer::PackSink,
            };
            let outcome = act(&context);
            let error = outcome.as_ref().err().cloned();
            told.conclude(outcome).map_err(|fault| Box::new(Refused { error, fault }))
        };
        tokio::task::spawn_blocking(work)
            .await
            .unwrap_or_else(|failed| Err(Box::new(Refused { error: None, fault: Fault::Broken { detail: failed.to_string() } })))
    }
}

/// The same access, under which `ssh` tells of each step that it takes.
struct Talkative(Arc<JobAccess>);

impl git::Access for Talkative {
    fn https(&self, url: &net::Url) -> Result<Option<net::Credential>, git::Error> {
        self.0.https(url)
    }

    fn ssh(&self, host: &str, port: Option<u16>, user: Option<&str>) -> Result<git::SshLaunch, git::Error> {
        let mut launch = self.0.ssh(host, port, user)?;
        launch.extra_options.push("-v".to_owned());
        Ok(launch)
    }
}
