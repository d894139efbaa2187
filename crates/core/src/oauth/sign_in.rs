//! One sign-in through the browser: the page is opened, the answer comes back by one of three ways, its code is exchanged at
//! once, and an account is made.

use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};
use tokio::runtime::Handle;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use url::Url;

use super::landing::Landing;
use super::redirect::{self, Answer};
use crate::Core;
use crate::accounts::{self, Incoming};
use crate::api::application::Ask;
use crate::api::hosts::RedirectForm;
use crate::api::ids::{HostId, JobId, ProfileId};
use crate::api::jobs::Task;
use crate::api::{AuthoriseAccount, ShowSignIn};
use crate::fault::{Fault, SignInReason};
use crate::jobs::{Made, Work};
use crate::questions::Reply;
use crate::records::hosts::HostRecord;
use crate::{faults, hosts, views};

/// How long the person may take in the browser.
const PATIENCE: Duration = Duration::from_mins(5);
/// Only one at a time: all loopback answers come through one door.
const TARGET: &str = "sign-in through the browser";

/// The sign-in that waits for its answer, if one does.
#[derive(Default)]
pub(crate) struct SignIns(Mutex<Option<Pending>>);

struct Pending {
    host: HostId,
    page: Url,
    /// Takes links that the operating system handed to us.
    links: UnboundedSender<SecretString>,
}

impl SignIns {
    fn set(&self, pending: Option<Pending>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = pending;
    }
}

impl Core {
    /// Takes a `bough:` link that the operating system handed to us. It can only be the answer to a sign-in that the person
    /// has begun; whatever else it is, nothing happens.
    pub fn hand_link(&self, link: &str) {
        let pending = self.sign_ins.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(pending) = pending.as_ref() {
            // The job that waited may have ended this moment.
            let _ = pending.links.send(SecretString::from(link.to_owned()));
        }
    }
}

/// Opens the page of the sign-in that waits once more.
pub(crate) async fn show_sign_in(core: &Core, arguments: ShowSignIn) -> Result<(), Fault> {
    let page = {
        let pending = core.sign_ins.0.lock().unwrap_or_else(PoisonError::into_inner);
        pending.as_ref().filter(|pending| pending.host == arguments.host).map(|pending| pending.page.clone())
    };
    let page = page.ok_or_else(|| Fault::NotFound { what: "a sign-in that waits".into() })?;
    core.blocking(move |core| core.options.desktop.open_url(page.as_str())).await
}

pub(crate) async fn authorise_account(core: &Core, arguments: AuthoriseAccount) -> Result<JobId, Fault> {
    let host = hosts::of_active_profile(core, arguments.host)?;
    let profile = core.records.profiles.read(|profiles| profiles.in_use().profile.id);
    let application = super::application(core, &host).await?;
    let form = redirect::form(&application.redirect).unwrap_or(RedirectForm::Page);
    // Before the browser opens: an answer that somebody else could take must never be on its way.
    let landing = match (form, redirect::port(&application.redirect)) {
        (RedirectForm::Loopback, Some(port)) => Some(Landing::open(port).await?),
        _ => None,
    };
    let (name, on_thread, runtime) = (host.name(), core.clone(), Handle::current());
    let started = core.jobs.start(Task::SignIn, name, Path::new(TARGET), move |work| {
        let flow = Flow { core: &on_thread, work, runtime: &runtime, host: &host, profile, application: &application, form };
        let went = flow.go(landing);
        on_thread.sign_ins.set(None);
        went
    });
    started.map_err(|fault| match fault {
        Fault::Taken { .. } => {
            Fault::Refused { detail: "Another sign-in still waits for the browser. Finish or cancel it first.".into() }
        }
        other => other,
    })
}

/// A sign-in on its job's thread.
struct Flow<'a> {
    core: &'a Core,
    work: &'a Work,
    runtime: &'a Handle,
    host: &'a HostRecord,
    profile: ProfileId,
    application: &'a forge::Application,
    form: RedirectForm,
}

impl Flow<'_> {
    fn go(&self, landing: Option<Landing>) -> Result<Made, Fault> {
        let Self { core, host, application, .. } = self;
        let kind = views::forge_kind(host.forge);
        let scopes = host.registration.as_ref().map(|record| record.scopes.clone()).unwrap_or_default();
        let begun = forge::begin_sign_in(kind, &host.base_url, &application.client_id, &application.redirect, &scopes);
        let (links, arriving) = unbounded_channel();
        core.sign_ins.set(Some(Pending { host: host.id, page: begun.page.clone(), links }));
        core.options.desktop.open_url(begun.page.as_str())?;
        let code = match self.runtime.block_on(self.wait(landing, arriving, &begun.state))? {
            Answer::Code(code) => code,
            Answer::Refused { error, words } if error == "access_denied" => {
                return Err(self.sign_in(SignInReason::Declined, words));
            }
            Answer::Refused { words, .. } => return Err(Fault::Refused { detail: words }),
        };
        core.questions.withdraw(self.work.id());
        if self.work.cancelled() {
            return Err(Fault::Cancelled);
        }
        self.runtime.block_on(async {
            // Nothing comes between: codes are good for ten seconds.
            let tokens = forge::exchange_code(&core.client, kind, &host.base_url, application, code, &begun.verifier).await;
            let tokens = tokens.map_err(|error| match faults::of_forge(&host.name(), error) {
                Fault::SignIn { reason: SignInReason::Rejected, detail, .. } => self.sign_in(SignInReason::Late, detail),
                other => other,
            })?;
            let refresh = tokens.refresh.clone();
            let admitted = accounts::admit(core, host, self.profile, Incoming::Oauth(tokens)).await;
            if let (Err(_), Some(refresh)) = (&admitted, refresh) {
                // Nobody would ever use what the person allowed.
                let _ = forge::revoke_tokens(&core.client, kind, &host.base_url, application, &refresh).await;
            }
            admitted
        })?;
        Ok(Made::default())
    }

    fn sign_in(&self, reason: SignInReason, detail: String) -> Fault {
        Fault::SignIn { host: self.host.name(), reason, detail }
    }

    /// Waits for the first answer that is ours, whichever way it comes.
    async fn wait(
        &self,
        landing: Option<Landing>,
        mut arriving: UnboundedReceiver<SecretString>,
        state: &SecretString,
    ) -> Result<Answer, Fault> {
        let redirect = &self.application.redirect;
        let brought = async {
            match landing {
                Some(landing) => landing.answer(redirect, state).await,
                None => std::future::pending().await,
            }
        };
        let linked = async {
            while let Some(link) = arriving.recv().await {
                if self.form == RedirectForm::Scheme
                    && let Ok(answer) = redirect::read(redirect, state, link.expose_secret())
                {
                    return answer;
                }
            }
            std::future::pending().await
        };
        tokio::select! {
            answer = brought => Ok(answer),
            answer = linked => Ok(answer),
            answer = self.pasted(state) => answer,
            () = self.work.cancel().cancelled() => Err(Fault::Cancelled),
            () = tokio::time::sleep(self.core.options.clock.lasting(PATIENCE)) => {
                Err(self.sign_in(SignInReason::Unanswered, "No answer came within five minutes.".into()))
            }
        }
    }

    /// What the person does in the window meanwhile: they give up, or paste the address at which the browser ended.
    async fn pasted(&self, state: &SecretString) -> Result<Answer, Fault> {
        let mut wrong = false;
        loop {
            let ask = Ask::SignIn { host: self.host.id, name: self.host.name(), form: self.form, wrong };
            match self.ask(ask).await {
                Reply::Text(text) => match redirect::read(&self.application.redirect, state, text.expose_secret()) {
                    Ok(answer) => return Ok(answer),
                    Err(_) => wrong = true,
                },
                Reply::Accept | Reply::Refuse => {
                    self.work.cancel().cancel();
                    return Err(Fault::Cancelled);
                }
            }
        }
    }

    /// Asking blocks, so it has a thread of its own; the question is withdrawn when its job ends.
    async fn ask(&self, ask: Ask) -> Reply {
        let (core, work) = (self.core.clone(), self.work.clone());
        let asked = self.runtime.spawn_blocking(move || core.questions.ask(&work, ask));
        asked.await.unwrap_or(Reply::Refuse)
    }
}
