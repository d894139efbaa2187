//! Examinations: the way to a server, step by step, and what helps at the first step that fails.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::findings::StepFinding;
use super::hosts::CertificateView;
use super::ids::{HostId, JobId};

/// What is examined.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum Patient {
    /// A host of the active profile, with its first account.
    Host {
        /// Which.
        id: HostId,
    },
    /// Whatever lives behind an address; nobody signs in there.
    Address {
        /// A host name, or any page or clone address.
        url: String,
    },
}

/// An examination and what it has found so far.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Examination {
    /// The job that examines.
    pub job: JobId,
    /// What is examined.
    pub patient: Patient,
    /// Name of the host, with its port.
    pub name: String,
    /// Where it should be.
    pub base_url: String,
    /// When it began, RFC 3339.
    pub started: String,
    /// The step that is taken now; none once it is over.
    pub now: Option<Part>,
    /// The steps that have ended, in order.
    pub steps: Vec<ExaminationStep>,
}

/// A step that has ended.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ExaminationStep {
    /// What was looked at.
    pub part: Part,
    /// How it is.
    pub result: StepResult,
    /// What was found.
    pub finding: StepFinding,
    /// Words of a machine: the resolver's, the server's, those of `ssh`. May be empty; nothing in it is a secret.
    pub detail: String,
    /// How long it took, in milliseconds.
    pub millis: u32,
    /// What helps, where something is not as it should be.
    pub remedy: Option<Remedy>,
}

/// The parts of a connection, in the order in which they are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Part {
    /// The host's name leads to addresses.
    Name,
    /// Which proxy is used, and whether it serves.
    Proxy,
    /// The server takes connections.
    Connection,
    /// TLS and the certificate.
    Encryption,
    /// The server is where its address says, context path included.
    Address,
    /// It is a Bitbucket that is new enough.
    Product,
    /// The token is accepted.
    SignIn,
    /// Its clock and ours agree.
    Clock,
    /// What the account may do.
    Rights,
    /// Whether the server asks for a pause.
    Pace,
    /// The SSH server takes connections.
    SshConnection,
    /// Its host key is the known one.
    SshHostKey,
    /// It takes one of the keys.
    SshKeys,
    /// Git answers over HTTP(S).
    Git,
    /// LFS answers.
    Lfs,
}

impl Part {
    /// All, in order.
    pub const ALL: [Self; 15] = [
        Self::Name,
        Self::Proxy,
        Self::Connection,
        Self::Encryption,
        Self::Address,
        Self::Product,
        Self::SignIn,
        Self::Clock,
        Self::Rights,
        Self::Pace,
        Self::SshConnection,
        Self::SshHostKey,
        Self::SshKeys,
        Self::Git,
        Self::Lfs,
    ];
}

/// How a step went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum StepResult {
    /// As it should be.
    Fine,
    /// It works, but something should be looked after.
    Warning,
    /// It does not work.
    Broken,
    /// An earlier step failed, so that it could not be tried.
    NotTried,
    /// There is nothing to try.
    NotApplicable,
}

/// What helps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Remedy {
    /// Check the network and the VPN.
    CheckNetwork,
    /// Check the proxy in the settings.
    CheckProxy,
    /// Use another address.
    UseAddress {
        /// The right one; none where only the person can know it.
        url: Option<String>,
    },
    /// Look at the certificate, compare it, and trust it.
    JudgeCertificate {
        /// Which.
        certificate: Box<CertificateView>,
    },
    /// Only the server's administrator can help.
    AskAdministrator,
    /// Open a page in the browser.
    OpenPage {
        /// Which.
        url: String,
    },
    /// Sign in (again).
    SignIn,
    /// Unlock the keychain.
    UnlockKeychain,
    /// Ask for more rights, or use a token that has them.
    AskForRights,
    /// Set the clock of this computer.
    SetClock,
    /// Wait.
    Wait {
        /// Until when, RFC 3339.
        until: String,
    },
    /// Use HTTPS instead of SSH.
    UseHttps,
    /// Use SSH instead of HTTPS.
    UseSsh,
    /// Compare the host key and accept it with the next fetch by SSH.
    AcceptHostKey,
    /// Ask whether the host key was changed on purpose; if so, take the old one away.
    ReplaceHostKey {
        /// File and line of the old one; may be empty.
        known_at: String,
    },
    /// Add the public key to the account on this page.
    AddKey {
        /// The server's page for SSH keys.
        url: String,
    },
    /// Make a key pair.
    GenerateKey,
}
