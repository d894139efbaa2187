//! SSH: one conversation, begun by the person's own OpenSSH and ended as soon as the server speaks, read for three steps.

use url::Url;

use super::found::Found;
use super::git::Knocker;
use super::round::Round;
use crate::api::doctor::{Part, Remedy};
use crate::api::findings::{OfferedKey, StepFinding};
use crate::api::keys::SshChoice;
use crate::fault::{Fault, HostKeyProblem};
use crate::keys;

/// Asked for where there is no repository: who is let in is decided before anybody looks for it.
const NOWHERE: &str = "/examination/none.git";
/// Where SSH servers listen that name no port.
const USUAL_PORT: u16 = 22;

/// What the conversation told.
pub(super) enum Shell {
    /// The server has none.
    Off,
    /// It was begun.
    Begun(Box<Conversation>),
}

pub(super) struct Conversation {
    handshake: ssh::Handshake,
    /// Git answered.
    answered: bool,
    /// What `ssh` said that is not about its own steps.
    words: String,
    failure: Option<ssh::HostKeyFailure>,
    /// What the server says over HTTPS of its host key.
    expected: Option<String>,
}

impl Conversation {
    fn host_is_known(&self) -> bool {
        self.handshake.host_known || self.answered
    }

    /// Whether the server confirms over HTTPS what it showed.
    fn confirmed(&self, shown: &str) -> Option<bool> {
        self.expected.as_ref().map(|expected| expected == shown)
    }
}

impl Round<'_> {
    /// True where the person chose a key, so that SSH is something they use. Who leaves it to the agent may never use it.
    fn uses_ssh(&self) -> bool {
        let host = self.case.host.as_ref().map(|host| host.id);
        let choice = self.core.records.profiles.read(|profiles| keys::chosen(profiles, self.profile, host));
        matches!(choice, SshChoice::Key { .. })
    }

    pub(super) async fn ssh_connection(&mut self) -> Found {
        let Some(session) = &self.learned.session else { return Found::nothing(StepFinding::NoAccount) };
        let settings = match session.settle(session.forge.ssh_settings().await).await {
            Ok(settings) => settings,
            // Who may not read them can still read the address of a repository.
            Err(Fault::Denied { .. } | Fault::NotFound { .. }) => None,
            Err(fault) => return Found::failed(fault),
        };
        let of_repository = self.learned.repository.as_ref().and_then(|repository| {
            repository.clone_urls.iter().find(|url| url.protocol == forge::Protocol::Ssh).map(|url| url.url.clone())
        });
        let on = settings.as_ref().is_none_or(|settings| settings.enabled);
        let said = settings.as_ref().and_then(|settings| settings.address.as_ref());
        let address = of_repository.or_else(|| said.map(|address| format!("{address}{NOWHERE}"))).filter(|_| on);
        let Some(address) = address else {
            self.learned.shell = Some(Shell::Off);
            return if self.uses_ssh() {
                Found::warning(StepFinding::SshOff, Remedy::UseHttps)
            } else {
                Found::nothing(StepFinding::SshOff)
            };
        };
        let named = address.clone();
        let knock = Knocker::new(self).knock(move |context| git::knock_at_ssh(context, &named)).await;
        let knock = match knock {
            Ok(knock) => knock,
            Err(refused) => return Found::failed(refused.fault),
        };
        let conversation = Conversation {
            handshake: ssh::handshake(&knock.words),
            answered: knock.answered,
            words: said_beside(&knock.words),
            failure: ssh::host_key_failure(&knock.words),
            expected: settings.and_then(|settings| settings.fingerprint),
        };
        let address = shown(&address);
        if !conversation.handshake.connected {
            let finding = StepFinding::SshUnreachable { address };
            let uses = self.uses_ssh();
            let found = if uses { Found::broken } else { Found::warning }(finding, Remedy::UseHttps);
            return found.saying(conversation.words);
        }
        self.learned.shell = Some(Shell::Begun(Box::new(conversation)));
        Found::fine(StepFinding::SshConnected { address })
    }

    /// Which of the steps before keeps one about SSH from being tried.
    pub(super) fn ssh_blocker(&self, part: Part) -> Option<Part> {
        match &self.learned.shell {
            None if self.learned.session.is_some() => Some(Part::SshConnection),
            Some(Shell::Begun(said)) if part == Part::SshKeys && !said.host_is_known() => Some(Part::SshHostKey),
            _ => None,
        }
    }

    pub(super) fn ssh_host_key(&self) -> Found {
        let said = match &self.learned.shell {
            Some(Shell::Begun(said)) => said,
            Some(Shell::Off) => return Found::nothing(StepFinding::SshOff),
            None => return Found::nothing(StepFinding::NoAccount),
        };
        let shown = said.handshake.host_key.clone().unwrap_or_default();
        if said.host_is_known() {
            return Found::fine(StepFinding::HostKeyKnown { fingerprint: shown });
        }
        let confirmed = said.confirmed(&shown);
        let (problem, known_at) = match &said.failure {
            Some(failure) => (failure.problem, failure.known_at.clone()),
            // Keys were exchanged, and it ended before the host key was judged.
            None => return Found::broken(StepFinding::NoAnswer { seconds: 0 }, Remedy::UseHttps).saying(said.words.clone()),
        };
        let problem = match problem {
            ssh::HostKeyProblem::Refused => {
                let finding = StepFinding::HostKeyUnknown { shown, confirmed };
                // Most people never use SSH there, and need accept nothing.
                return if self.uses_ssh() { Found::warning(finding, Remedy::AcceptHostKey) } else { Found::nothing(finding) };
            }
            ssh::HostKeyProblem::Changed => HostKeyProblem::Changed,
            ssh::HostKeyProblem::OtherType => HostKeyProblem::OtherType,
            ssh::HostKeyProblem::Revoked => HostKeyProblem::Revoked,
        };
        let remedy = Remedy::ReplaceHostKey { known_at: known_at.clone() };
        Found::broken(StepFinding::HostKeyWrong { problem, known_at, shown, confirmed }, remedy).saying(said.words.clone())
    }

    pub(super) fn ssh_keys(&self) -> Found {
        let said = match &self.learned.shell {
            Some(Shell::Begun(said)) => said,
            Some(Shell::Off) => return Found::nothing(StepFinding::SshOff),
            None => return Found::nothing(StepFinding::NoAccount),
        };
        let keys: Vec<OfferedKey> = said.handshake.offered.iter().map(view).collect();
        if said.answered || said.handshake.signed_in {
            return Found::fine(StepFinding::KeyTaken { keys });
        }
        let url = String::from(forge::pages(self.kind(), &self.case.base).ssh_keys);
        let found = if keys.is_empty() {
            Found::broken(StepFinding::NoKey, Remedy::GenerateKey)
        } else if keys.iter().any(|key| key.accepted) {
            // Nobody is asked for it here, and everybody elsewhere.
            Found::fine(StepFinding::KeyLocked { keys })
        } else {
            Found::broken(StepFinding::NoKeyTaken { keys }, Remedy::AddKey { url })
        };
        found.saying(said.words.clone())
    }
}

/// Host and port of an address, for people.
fn shown(address: &str) -> String {
    let Ok(url) = Url::parse(address) else { return address.to_owned() };
    format!("{}:{}", url.host_str().unwrap_or_default(), url.port().unwrap_or(USUAL_PORT))
}

/// What `ssh -v` said without its account of its own steps.
fn said_beside(words: &str) -> String {
    let lines: Vec<&str> = words.lines().map(str::trim_end).filter(|line| is_said(line)).collect();
    lines.join("\n")
}

fn is_said(line: &str) -> bool {
    let of_itself = ["debug1: ", "OpenSSH_", "Authenticated to ", "Transferred: ", "Bytes per second: "];
    !line.is_empty() && !of_itself.iter().any(|beginning| line.starts_with(beginning))
}

fn view(key: &ssh::OfferedKey) -> OfferedKey {
    OfferedKey {
        name: key.name.clone(),
        algorithm: key.algorithm.clone(),
        fingerprint: key.fingerprint.clone(),
        accepted: key.accepted,
    }
}
