//! What the steps of an examination find, each by a name of its own.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::doctor::Part;
use super::hosts::{AbilityCheck, CertificateView};
use crate::fault::{Fault, HostKeyProblem};

/// What decided about the proxy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum ProxyRule {
    /// The setting.
    Setting,
    /// The exceptions beside the setting.
    SettingException,
    /// A variable of the environment.
    Variable {
        /// Such as `HTTPS_PROXY`.
        name: String,
    },
    /// `NO_PROXY` in the environment.
    VariableException,
    /// Nothing names a proxy.
    Nothing,
}

/// A certificate of a chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChainLink {
    /// Whom it names.
    pub subject: String,
    /// Who signed it.
    pub issuer: String,
    /// Until when it is good, RFC 3339.
    pub not_after: String,
    /// SHA-256: hex, upper case, colons between bytes.
    pub sha256: String,
}

/// Whose trust a certificate rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Anchor {
    /// The operating system's authorities.
    System,
    /// The person trusts exactly this certificate.
    Pin,
    /// The person trusts an authority for this host.
    Authority,
}

/// A key that was offered to the SSH server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OfferedKey {
    /// Its file, or what the agent calls it.
    pub name: String,
    /// As OpenSSH writes it, such as `ED25519`.
    pub algorithm: String,
    /// `SHA256:…`.
    pub fingerprint: String,
    /// True where the server knows it.
    pub accepted: bool,
}

/// What a step found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum StepFinding {
    /// The name leads to these addresses.
    Resolved {
        /// In the order in which they are tried.
        addresses: Vec<String>,
    },
    /// The host is named by a number.
    NumericAddress,
    /// Nobody here knows the name.
    Unresolved,
    /// Nobody here knows the name, but the proxy may.
    LeftToProxy,
    /// No proxy is used.
    NoProxy {
        /// What decided so.
        rule: ProxyRule,
    },
    /// This proxy is used, and it serves.
    ProxyServes {
        /// Name and port.
        proxy: String,
        /// What chose it.
        rule: ProxyRule,
    },
    /// The proxy takes no connection.
    ProxyUnreachable {
        /// Name and port.
        proxy: String,
        /// What chose it.
        rule: ProxyRule,
    },
    /// The proxy wants a password, or does not let us through to this server.
    ProxyRefuses {
        /// Name and port.
        proxy: String,
        /// What chose it.
        rule: ProxyRule,
    },
    /// The server took the connection.
    Connected {
        /// Address and port.
        address: String,
    },
    /// The proxy connects.
    ConnectedByProxy {
        /// Name and port.
        proxy: String,
    },
    /// The connection was refused, or there is no way to there.
    Unreachable,
    /// Nobody answers at all: often a firewall.
    Silent,
    /// The connection is encrypted by a certificate that is trusted.
    Encrypted {
        /// Such as `TLS 1.3`.
        version: String,
        /// Whose trust it rests on.
        anchor: Anchor,
        /// What the server sent, its own first.
        chain: Vec<ChainLink>,
    },
    /// The same, but it ends soon.
    CertificateEndsSoon {
        /// Such as `TLS 1.3`.
        version: String,
        /// Whose trust it rests on.
        anchor: Anchor,
        /// What the server sent, its own first.
        chain: Vec<ChainLink>,
        /// When, RFC 3339.
        until: String,
    },
    /// Not encrypted, by the person's choice.
    NotEncrypted,
    /// The certificate is not trusted; `certificate` says why.
    Untrusted {
        /// The server's own.
        certificate: Box<CertificateView>,
        /// What the server sent, its own first.
        chain: Vec<ChainLink>,
    },
    /// Something answers there without encryption, although the address says `https`.
    PlainHttp,
    /// No encrypted connection came about.
    TlsFailed,
    /// The server answers where it should be.
    AnswersThere,
    /// Bitbucket answers, but elsewhere.
    AnswersElsewhere {
        /// Where.
        url: String,
    },
    /// A web server answers, but not as Bitbucket.
    SomethingAnswers {
        /// HTTP status.
        status: u16,
    },
    /// A page for a browser stands in front: often a single sign-on.
    WebPage {
        /// The address that answered.
        url: String,
    },
    /// The server is starting, under maintenance, or out of order.
    OutOfOrder {
        /// HTTP status.
        status: u16,
    },
    /// It is a Bitbucket that Bough was made for.
    Product {
        /// What it calls itself.
        name: String,
        /// Such as `9.4.1`.
        version: String,
    },
    /// It is older than those: some things may not work.
    OldProduct {
        /// Such as `7.6.0`.
        version: String,
    },
    /// It is too old to sign in to.
    TooOld {
        /// Such as `5.1.0`.
        version: String,
    },
    /// It is Bitbucket Cloud.
    Cloud,
    /// Something else answers.
    NotBitbucket,
    /// The clocks agree.
    ClockAgrees {
        /// Seconds by which the server's is ahead.
        seconds: i64,
    },
    /// They don't.
    ClockOff {
        /// Seconds by which the server's is ahead; below 0 where it is behind.
        seconds: i64,
    },
    /// The server does not tell its time.
    NoClock,
    /// Nobody is signed in there.
    NoAccount,
    /// The token is accepted.
    SignedIn {
        /// To be shown.
        user: String,
    },
    /// It is, but it ends soon.
    TokenEndsSoon {
        /// To be shown.
        user: String,
        /// The last day.
        until: String,
    },
    /// It is not accepted: wrong, or revoked.
    TokenRefused,
    /// It is not accepted any more since its day has passed.
    TokenExpired {
        /// The last day.
        until: String,
    },
    /// The account is locked until somebody signs in in a browser.
    Captcha,
    /// The account may read and push.
    Rights {
        /// All that was tried.
        abilities: Vec<AbilityCheck>,
    },
    /// It may read only.
    ReadOnly {
        /// All that was tried.
        abilities: Vec<AbilityCheck>,
    },
    /// It may read no repository at all.
    NothingReadable,
    /// There is no pause.
    Budget {
        /// Requests that are left now.
        remaining: u64,
        /// Requests at most.
        limit: u64,
    },
    /// The server says nothing of a limit.
    NoLimit,
    /// It asked for a pause.
    Paused {
        /// Until when, RFC 3339.
        until: String,
    },
    /// SSH is switched off at the server.
    SshOff,
    /// The SSH server took the connection.
    SshConnected {
        /// Name and port.
        address: String,
    },
    /// It did not.
    SshUnreachable {
        /// Name and port.
        address: String,
    },
    /// The host key is the known one.
    HostKeyKnown {
        /// `SHA256:…`.
        fingerprint: String,
    },
    /// It was never accepted.
    HostKeyUnknown {
        /// What the server showed, `SHA256:…`.
        shown: String,
        /// True where the server says over HTTPS that this is its key; none where it does not say.
        confirmed: Option<bool>,
    },
    /// It is not the known one, or must not be used any more.
    HostKeyWrong {
        /// What is wrong.
        problem: HostKeyProblem,
        /// File and line that know another key; may be empty.
        known_at: String,
        /// What the server showed, `SHA256:…`.
        shown: String,
        /// True where the server says over HTTPS that this is its key; none where it does not say.
        confirmed: Option<bool>,
    },
    /// The server takes one of the keys.
    KeyTaken {
        /// All that were offered.
        keys: Vec<OfferedKey>,
    },
    /// The server knows the key, but it needs its passphrase, which nobody was asked for.
    KeyLocked {
        /// All that were offered.
        keys: Vec<OfferedKey>,
    },
    /// It takes none of them.
    NoKeyTaken {
        /// All that were offered.
        keys: Vec<OfferedKey>,
    },
    /// There was none to offer.
    NoKey,
    /// Git answers.
    GitAnswers {
        /// Of which repository.
        repository: String,
        /// So many branches, tags and other refs.
        refs: u32,
    },
    /// Git over HTTP is switched off at the server.
    GitOff {
        /// The repository that was asked for.
        repository: String,
    },
    /// What came is not Git's: something in between changes it, or answers in the server's place.
    GitMangled {
        /// The repository that was asked for.
        repository: String,
        /// Name and port of the proxy, where one is used.
        proxy: Option<String>,
    },
    /// There is no repository to ask for.
    NoRepository,
    /// LFS answers.
    LfsAnswers {
        /// Of which repository.
        repository: String,
    },
    /// LFS is switched off for the repository.
    LfsOff {
        /// Which.
        repository: String,
    },
    /// LFS does not answer as it should.
    LfsBroken {
        /// Of which repository.
        repository: String,
    },
    /// It took longer than a step may.
    NoAnswer {
        /// So long was waited.
        seconds: u32,
    },
    /// Something else went wrong.
    Failed {
        /// What.
        fault: Fault,
    },
    /// It was not tried because of this step.
    After {
        /// The one that failed.
        part: Part,
    },
}
