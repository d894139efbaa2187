//! Faults: what can go wrong, named by what the person can do about it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::api::application::KeychainSituation;
use crate::api::hosts::CertificateView;

/// Something went wrong. Each kind has one sentence and one action in `ui/src/text`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, thiserror::Error)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
#[ts(export_to = "api.gen.ts")]
#[error("{self:?}")]
pub enum Fault {
    /// Sign in (again): the token was refused or is missing.
    SignIn {
        /// Name of the host.
        host: String,
        /// Why.
        reason: SignInReason,
        /// The server's words, or the request that failed.
        detail: String,
    },
    /// Signed in, but not allowed.
    Denied {
        /// The permission that is missing, in the words of the server's pages.
        missing: String,
        /// The server's words.
        detail: String,
    },
    /// It is not there, or hidden.
    NotFound {
        /// What was looked for.
        what: String,
    },
    /// The name or folder is in use.
    Taken {
        /// Which.
        what: String,
    },
    /// An argument can't be used.
    Invalid {
        /// The field of the form.
        field: String,
        /// Why, as a sentence.
        why: String,
    },
    /// The server asked for a pause.
    RateLimited {
        /// Name of the host.
        host: String,
        /// Until when, RFC 3339.
        until: String,
    },
    /// The server can't be reached, or does not answer in time.
    Offline {
        /// Name of the host.
        host: String,
        /// What failed.
        detail: String,
    },
    /// The server answers, and is starting, being maintained, or has a fault of its own.
    OutOfOrder {
        /// Name of the host.
        host: String,
        /// Its words, or its status.
        detail: String,
    },
    /// The server answered with a web page: a login page, a proxy, another service.
    WebPage {
        /// Name of the host.
        host: String,
        /// The address that answered.
        url: String,
    },
    /// Nobody vouches for the server's certificate.
    Untrusted {
        /// The certificate.
        certificate: Box<CertificateView>,
    },
    /// The server's SSH host key is not the one that is known: a hard stop.
    HostKey {
        /// Name of the host.
        host: String,
        /// What is wrong.
        problem: HostKeyProblem,
        /// File and line that know another key, as OpenSSH names them.
        known_at: String,
        /// The fingerprint the server showed.
        shown: String,
        /// What OpenSSH said.
        detail: String,
    },
    /// The keychain did not serve.
    Keychain {
        /// Why.
        situation: KeychainSituation,
    },
    /// Work is in the way.
    Conflict {
        /// The files.
        files: Vec<String>,
    },
    /// It changed since it was looked at: nothing was done.
    Moved {
        /// What, such as a file's path.
        what: String,
    },
    /// A hook ended with an error: the commit was not made, nothing is lost.
    Hook {
        /// Such as `pre-commit`.
        name: String,
        /// The last of what it said, with its line ends; may be empty.
        output: String,
    },
    /// A program that was to sign the commit did not: the commit was not made, nothing is lost.
    Signing {
        /// As the configuration names it, such as `gpg`.
        program: String,
        /// What it said, with its line ends.
        output: String,
    },
    /// The disk did not take what was to be written; what was there is as it was.
    Disk {
        /// Why.
        problem: DiskProblem,
        /// What the system said.
        detail: String,
    },
    /// The person stopped it.
    Cancelled,
    /// The server or Git said no, in its own words.
    Refused {
        /// The words.
        detail: String,
    },
    /// A mistake of ours or a damaged file.
    Broken {
        /// What was met.
        detail: String,
    },
}

/// Why a disk takes nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum DiskProblem {
    /// It is full, or what the person may use of it is used.
    Full,
    /// It, the folder or the file may not be written to.
    ReadOnly,
}

/// Why signing in is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum SignInReason {
    /// No account of this profile fits the address.
    NoAccount,
    /// The token was refused: wrong, expired or revoked.
    Rejected,
    /// Too many failures: sign in once in the browser first.
    Captcha,
    /// The token was in memory only and is gone.
    Forgotten,
    /// What was allowed in the browser has ended: authorise again.
    Ended,
    /// Bough is not registered there, or its client secret is missing.
    Unregistered,
    /// The person, or the server, said no in the browser.
    Declined,
    /// The browser's answer came too late for the server: codes are good for ten seconds only.
    Late,
    /// No answer came from the browser.
    Unanswered,
    /// The SSH server took none of the keys.
    NoKey,
}

/// What is wrong with a host key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum HostKeyProblem {
    /// Another key than the known one.
    Changed,
    /// A key of another type than the known one.
    OtherType,
    /// Marked as revoked.
    Revoked,
    /// The person refused it, or nobody was there to be asked.
    Refused,
}
