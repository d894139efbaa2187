//! The application itself: what it is, what it keeps, what it asks.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Secret;
use super::hosts::{CertificateView, RedirectForm};
use super::ids::{HostId, QuestionId};

/// What the window needs to know before it paints.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Application {
    /// Version of Bough, such as `0.1.0`.
    pub version: String,
    /// True until the first profile was confirmed on Welcome.
    pub first_start: bool,
    /// Name and e-mail found in the user's global Git configuration.
    pub suggested_author: Author,
    /// A demo server, where Bough was started on one.
    pub demo: Option<DemoDoor>,
}

/// Who commits.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Author {
    /// Full name; may be empty.
    pub name: String,
    /// E-mail address; may be empty.
    pub email: String,
}

/// A demo server to connect to.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DemoDoor {
    /// What to call it.
    pub name: String,
    /// Its base URL, to be put into the host field.
    pub url: String,
}

/// Why a keychain did not serve: each has its own sentence in `ui/src/text`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum KeychainSituation {
    /// There is no session bus.
    NoSession,
    /// The bus has no secret service.
    NoService,
    /// The service has no default collection: never logged in graphically.
    NoCollection,
    /// Locked, and nobody unlocked it.
    Locked,
    /// The person or the system refused.
    Denied,
    /// No answer within the hard limit.
    TimedOut,
    /// Several items claim to be the same secret.
    Ambiguous,
    /// Longer than this system's keychain holds (2,560 bytes on Windows).
    TooLong,
    /// Anything else.
    Unknown,
}

/// How Bough looks and where it puts things. Belongs to the installation, not to a profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct Settings {
    /// Colours.
    pub theme: Theme,
    /// Rows of 22 px instead of 28 px.
    pub compact_rows: bool,
    /// Zoom in percent, 80 to 200.
    pub zoom: u16,
    /// Where clones go by default, as an absolute path.
    pub clone_folder: String,
    /// Which URL a clone takes by default.
    pub clone_protocol: Protocol,
    /// How the network is reached.
    pub proxy: Proxy,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Theme::System,
            compact_rows: false,
            zoom: 100,
            clone_folder: String::new(),
            clone_protocol: Protocol::Https,
            proxy: Proxy::System,
        }
    }
}

/// Colour theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Theme {
    /// As the desktop says.
    System,
    /// Dark.
    Dark,
    /// Light.
    Light,
    /// High contrast.
    HighContrast,
}

/// How Git reaches a server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Protocol {
    /// Through Bough's own HTTP client.
    Https,
    /// Through the user's OpenSSH.
    Ssh,
}

/// How HTTP leaves the computer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Proxy {
    /// Environment (`HTTPS_PROXY`, `NO_PROXY`), then the desktop's setting.
    System,
    /// Straight.
    None,
    /// Through this one.
    Manual {
        /// `http://`, `https://` or `socks5://` URL without a password.
        url: String,
        /// Hosts that are reached straight, separated by commas.
        except: String,
    },
}

/// Something a running job must ask before it can go on.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Question {
    /// To answer it.
    pub id: QuestionId,
    /// What is asked.
    pub ask: Ask,
}

/// The questions there are.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Ask {
    /// A server's SSH host key was never seen. Answer `accept` or `refuse`.
    HostKey {
        /// Host as OpenSSH names it, with its port where it isn't 22.
        host: String,
        /// Such as `ED25519`.
        key_type: String,
        /// `SHA256:…`.
        fingerprint: String,
        /// What the server's REST interface says its fingerprint is, where it says so.
        expected: Option<String>,
    },
    /// The passphrase of a private key.
    Passphrase {
        /// Path of the key.
        key: String,
    },
    /// Anything else the server or `ssh` asks; never answered with a stored secret.
    Other {
        /// The words, control characters made visible.
        text: String,
    },
    /// The browser shows a page of the host. Answer with the address at which it ended, where that must be pasted, or `refuse`.
    SignIn {
        /// The host.
        host: HostId,
        /// Its name.
        name: String,
        /// How the answer comes back.
        form: RedirectForm,
        /// True where what was pasted was not the answer.
        wrong: bool,
    },
    /// A TLS certificate that nobody vouches for met a job.
    Certificate {
        /// The certificate.
        certificate: CertificateView,
    },
}

/// The person's answer to a question.
#[derive(Debug, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum Answer {
    /// Yes, exactly what was shown.
    Accept,
    /// No.
    Refuse,
    /// A text: a passphrase or whatever was asked.
    Text {
        /// The text.
        #[ts(type = "string")]
        text: Secret,
    },
}

/// The state of the operating system's keychain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum KeychainState {
    /// Secrets are kept in the keychain.
    Ready,
    /// Secrets are kept in memory until Bough closes, for the reason given.
    MemoryOnly {
        /// Why the keychain is not used.
        situation: KeychainSituation,
    },
}
