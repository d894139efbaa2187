//! What a job tells Git about who we are: the account for an address, the key for a host, and how `ssh` is started.

use std::ffi::OsString;
use std::sync::{Arc, Mutex, PoisonError};

use secrecy::SecretString;
use tokio::runtime::Handle;

use crate::api::application::Ask;
use crate::api::ids::{AccountId, ProfileId};
use crate::api::keys::SshChoice;
use crate::fault::Fault;
use crate::jobs::Work;
use crate::questions::Reply;
use crate::sessions::{Manner, Session};
use crate::{Core, keys, remotes};

/// What `ssh` may see of our environment: what it needs to find home, agents, displays and its own language. Nothing else of
/// it is passed on, so nothing that was set for another program changes how we connect.
const PASSED_ON: &[&str] = &[
    "PATH",
    "HOME",
    "USER",
    "LOGNAME",
    "SHELL",
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "TMPDIR",
    "SSH_AUTH_SOCK",
    "SSH_AGENT_PID",
    "SSH_SK_PROVIDER",
    "KRB5CCNAME",
    "DISPLAY",
    "WAYLAND_DISPLAY",
    "XAUTHORITY",
    "XDG_RUNTIME_DIR",
    "DBUS_SESSION_BUS_ADDRESS",
    "SystemRoot",
    "SystemDrive",
    "ProgramData",
    "ProgramFiles",
    "USERPROFILE",
    "USERNAME",
    "APPDATA",
    "LOCALAPPDATA",
    "TEMP",
    "TMP",
    "PATHEXT",
    "ComSpec",
];

/// One job's access. It belongs to the profile the job began in, also when the person switches meanwhile.
pub(crate) struct JobAccess {
    core: Core,
    work: Work,
    runtime: Handle,
    profile: ProfileId,
    /// Accounts that the person picked; each serves for its own host only, as every other does.
    picked: Vec<AccountId>,
    /// Asks the person nothing.
    quiet: bool,
    /// Whether the person asked for it just now.
    manner: Manner,
    told: Mutex<Told>,
}

/// What happened here that Git's error can't carry.
#[derive(Default)]
struct Told {
    fault: Option<Fault>,
    session: Option<Arc<Session>>,
}

impl JobAccess {
    pub(crate) fn new(
        core: &Core,
        work: &Work,
        runtime: Handle,
        profile: ProfileId,
        picked: Vec<AccountId>,
        manner: Manner,
    ) -> Self {
        Self { core: core.clone(), work: work.clone(), runtime, profile, picked, manner, quiet: false, told: Mutex::default() }
    }

    /// One under which `ssh` asks nothing: what it would have to ask is what somebody wants to know.
    pub(crate) fn quiet(self) -> Self {
        Self { quiet: true, ..self }
    }

    /// The fault for an error of Git: our own where the error only repeats that we gave one. An account that was used learns
    /// how it went. Blocks; on a job's thread.
    pub(crate) fn conclude<T>(&self, outcome: Result<T, git::Error>) -> Result<T, Fault> {
        let told = std::mem::take(&mut *self.told.lock().unwrap_or_else(PoisonError::into_inner));
        let outcome = outcome.map_err(|error| told.fault.unwrap_or_else(|| error.into()));
        match told.session {
            Some(session) => {
                self.runtime.block_on(session.learn(outcome.as_ref().err()));
                outcome.map_err(|fault| session.in_its_words(fault))
            }
            None => outcome,
        }
    }

    fn session(&self, url: &net::Url) -> Result<Option<Arc<Session>>, Fault> {
        let place = remotes::place(&self.core, self.profile, url.as_str());
        let Some(place) = place.map(|place| place.preferring(&self.core, self.profile, &self.picked)) else { return Ok(None) };
        let Some(account) = place.account else { return Ok(None) };
        // Where the person asked for this job: one try, also after the token was refused before.
        Ok(Some(Arc::new(self.runtime.block_on(self.core.session(account, self.manner))?)))
    }

    fn launch(&self, host: &str) -> Result<git::SshLaunch, Fault> {
        let ours = remotes::by_ssh_name(&self.core, self.profile, host);
        let choice =
            self.core.records.profiles.read(|profiles| keys::chosen(profiles, self.profile, ours.as_ref().map(|host| host.id)));
        let asked = Asked {
            core: self.core.clone(),
            work: self.work.clone(),
            runtime: self.runtime.clone(),
            account: ours.and_then(|host| {
                let profiles = &self.core.records.profiles;
                profiles.read(|profiles| profiles.profile(self.profile).ok()?.accounts_on(host.id).next().map(|first| first.id))
            }),
        };
        let options = &self.core.options;
        let ticket = self.core.askpass.admit(!self.quiet, Arc::new(move |question| asked.ask(question)));
        let mut environment = passed_on();
        for (name, value) in ticket.environment(&options.askpass_program) {
            environment.retain(|(known, _)| *known != name);
            environment.push((name, value));
        }
        Ok(git::SshLaunch {
            program: ssh::program_or(options.ssh_program.as_deref())?,
            identity: match choice {
                SshChoice::Agent => None,
                SshChoice::Key { path } => Some(path.into()),
            },
            environment,
            background: self.quiet || self.manner == Manner::Shown,
            extra_options: options.ssh_options.clone(),
            keep_alive: Some(Arc::new(ticket)),
        })
    }

    /// Keeps the fault, and gives Git something to stop with.
    fn stop(&self, host: &str, fault: Fault) -> git::Error {
        let detail = fault.to_string();
        self.told.lock().unwrap_or_else(PoisonError::into_inner).fault = Some(fault);
        git::Error::SignIn { host: host.to_owned(), reason: git::SignInReason::NoAccount, detail }
    }
}

impl git::Access for JobAccess {
    fn https(&self, url: &net::Url) -> Result<Option<net::Credential>, git::Error> {
        let host = url.host_str().unwrap_or_default();
        let Some(session) = self.session(url).map_err(|fault| self.stop(host, fault))? else { return Ok(None) };
        let kind = crate::views::forge_kind(session.host.forge);
        let credential = forge::git_credential(kind, &session.host.base_url, &session.account.user.name, session.token());
        self.told.lock().unwrap_or_else(PoisonError::into_inner).session = Some(session);
        Ok(Some(credential))
    }

    fn https_of(&self, ssh: &str) -> Result<Option<net::Url>, git::Error> {
        Ok(remotes::place(&self.core, self.profile, ssh).and_then(|place| {
            let kind = crate::views::forge_kind(place.host.forge);
            Some(forge::clone_address(kind, &place.host.base_url, &place.destination?.path))
        }))
    }

    fn ssh(&self, host: &str, _port: Option<u16>, _user: Option<&str>) -> Result<git::SshLaunch, git::Error> {
        self.launch(host).map_err(|fault| self.stop(host, fault))
    }

    fn ssh_failure(&self, stderr: &str) -> git::Error {
        let Some(failure) = ssh::host_key_failure(stderr) else { return PlainWords.ssh_failure(stderr) };
        git::Error::HostKey(Box::new(git::HostKeyFailure {
            host: failure.host,
            problem: match failure.problem {
                ssh::HostKeyProblem::Changed => git::HostKeyProblem::Changed,
                ssh::HostKeyProblem::OtherType => git::HostKeyProblem::OtherType,
                ssh::HostKeyProblem::Revoked => git::HostKeyProblem::Revoked,
                ssh::HostKeyProblem::Refused => git::HostKeyProblem::Refused,
            },
            known_at: failure.known_at,
            shown: failure.shown,
            detail: stderr.trim().to_owned(),
        }))
    }
}

/// Reads what `ssh` says as Git's own room does, where it is not about host keys.
struct PlainWords;

impl git::Access for PlainWords {
    fn https(&self, _: &net::Url) -> Result<Option<net::Credential>, git::Error> {
        Ok(None)
    }

    fn ssh(&self, host: &str, _: Option<u16>, _: Option<&str>) -> Result<git::SshLaunch, git::Error> {
        Err(git::Error::Broken { detail: format!("nothing leads to {host}") })
    }
}

/// Carries what `ssh` asks to the person, and the answer back.
struct Asked {
    core: Core,
    work: Work,
    runtime: Handle,
    /// Whose host it is: its REST interface may say which fingerprint to expect.
    account: Option<AccountId>,
}

impl Asked {
    fn ask(&self, question: ssh::askpass::Question) -> ssh::askpass::Answer {
        use ssh::askpass::{Answer, Question};
        let (ask, accepted) = match question {
            Question::HostKey { host, key_type, fingerprint } => {
                let expected = self.expected();
                // OpenSSH compares what the person saw: the answer is the fingerprint, never a bare yes.
                let accepted = SecretString::from(fingerprint.clone());
                (Ask::HostKey { host, key_type, fingerprint, expected }, Some(accepted))
            }
            Question::Passphrase { key } => (Ask::Passphrase { key }, None),
            Question::Other { text } => (Ask::Other { text }, None),
        };
        match (self.core.questions.ask(&self.work, ask), accepted) {
            (Reply::Accept, Some(fingerprint)) => Answer::Text(fingerprint),
            (Reply::Text(text), None) => Answer::Text(text),
            _ => Answer::Refuse,
        }
    }

    /// What the server says of itself over HTTPS, if it says it in time. Not knowing is no reason to wait or to fail.
    fn expected(&self) -> Option<String> {
        let account = self.account?;
        self.runtime.block_on(async {
            let look = async {
                let session = self.core.session(account, Manner::Shown).await.ok()?;
                session.settle(session.forge.ssh_settings().await).await.ok()??.fingerprint
            };
            tokio::select! {
                found = look => found,
                () = self.work.cancel().cancelled() => None,
                () = tokio::time::sleep(std::time::Duration::from_secs(5)) => None,
            }
        })
    }
}

pub(crate) fn passed_on() -> Vec<(OsString, OsString)> {
    PASSED_ON.iter().filter_map(|name| Some((OsString::from(name), std::env::var_os(name)?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_holds_nothing_that_was_not_listed() {
        let listed = |name: &OsString| PASSED_ON.iter().any(|allowed| *allowed == name.as_os_str());
        assert!(passed_on().iter().all(|(name, _)| listed(name)));
        for never in ["GIT_SSH_COMMAND", "GIT_CONFIG_COUNT", "LD_PRELOAD", "SSH_ASKPASS", "BOUGH_ASKPASS"] {
            assert!(!PASSED_ON.contains(&never), "{never}");
        }
    }
}
