//! What can go wrong with a repository or on the way to a server; each variant is something a caller treats differently.

use std::path::PathBuf;

/// Why a piece of Git work did not end well. `host` is a name or `name:port`.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Error {
    /// The person stopped it; nothing is left behind.
    #[error("cancelled")]
    Cancelled,
    /// The server wants to know who we are, or did not believe it.
    #[error("sign in to {host}: {detail}")]
    SignIn {
        /// The server.
        host: String,
        /// Why.
        reason: SignInReason,
        /// The server's words.
        detail: String,
    },
    /// Signed in, but not allowed.
    #[error("{missing} is missing: {detail}")]
    Denied {
        /// The permission that is missing.
        missing: String,
        /// The server's words.
        detail: String,
    },
    /// It is not there, or hidden.
    #[error("{what} was not found")]
    NotFound {
        /// What was looked for.
        what: String,
    },
    /// The folder is in use.
    #[error("{} is already there", .path.display())]
    Taken {
        /// The folder.
        path: PathBuf,
    },
    /// No connection, or it broke.
    #[error("{host} can't be reached: {detail}")]
    Offline {
        /// The server.
        host: String,
        /// What failed.
        detail: String,
    },
    /// A web page came where Git's own words were expected: a login page, a proxy, another service.
    #[error("{url} answered with a web page")]
    WebPage {
        /// The server.
        host: String,
        /// The address that answered, without user name and query.
        url: String,
    },
    /// An answer of success that is not in Git's language: something in between changes it, or answers in the server's place.
    #[error("{detail}")]
    NotGit {
        /// What was met.
        detail: String,
    },
    /// The SSH server's host key is not the one that is known. A hard stop.
    #[error("the host key of {} was not accepted", .0.host)]
    HostKey(Box<HostKeyFailure>),
    /// What the HTTP client met: certificates, proxies, redirects, time limits.
    #[error(transparent)]
    Net(net::Error),
    /// It changed since it was looked at; nothing was done.
    #[error("{what} changed meanwhile")]
    Moved {
        /// What.
        what: String,
    },
    /// Work of the person is in the way; nothing was done.
    #[error("changes are in the way: {}", .files.join(", "))]
    InTheWay {
        /// The files, as text.
        files: Vec<String>,
    },
    /// A hook ended with an error; what it was asked about was not done.
    #[error("the hook {name} said no")]
    Hook {
        /// Such as `pre-commit`.
        name: String,
        /// The last of what it said, made visible, with its line ends.
        output: String,
    },
    /// A program that was to sign did not; nothing was done.
    #[error("{program} did not sign")]
    Signing {
        /// As the configuration names it, such as `gpg`.
        program: String,
        /// What it said, made visible, with its line ends.
        output: String,
    },
    /// The server or Git said no, in its own words.
    #[error("{detail}")]
    Refused {
        /// The words, control characters made visible.
        detail: String,
    },
    /// Something that we don't understand and therefore don't touch.
    #[error("not supported: {what}")]
    Unsupported {
        /// A plain sentence.
        what: String,
    },
    /// An argument can't be used.
    #[error("{field}: {why}")]
    Invalid {
        /// Which.
        field: String,
        /// Why, as a sentence.
        why: String,
    },
    /// Objects or files of the repository, or what the server sent, are broken.
    #[error("damaged: {detail}")]
    Damaged {
        /// What was met.
        detail: String,
    },
    /// The disk did not take what was to be written.
    #[error("{detail}")]
    Disk {
        /// Why.
        problem: DiskProblem,
        /// What the system said.
        detail: String,
    },
    /// A mistake of ours, or a failure of the computer.
    #[error("{detail}")]
    Broken {
        /// What was met.
        detail: String,
    },
}

/// Why a disk takes nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DiskProblem {
    /// It is full, or what the person may use of it is used.
    Full,
    /// It, the folder or the file may not be written to.
    ReadOnly,
}

/// Why signing in is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignInReason {
    /// Nothing that we have fits the address.
    NoAccount,
    /// What we showed was refused.
    Rejected,
    /// Too many failures: sign in once in the browser first.
    Captcha,
    /// The SSH server took none of the keys.
    NoKey,
}

/// A host key that was not accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostKeyFailure {
    /// The server.
    pub host: String,
    /// What is wrong.
    pub problem: HostKeyProblem,
    /// File and line that know another key, as OpenSSH names them; may be empty.
    pub known_at: String,
    /// The fingerprint that the server showed; may be empty.
    pub shown: String,
    /// What OpenSSH said.
    pub detail: String,
}

/// What is wrong with a host key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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

impl Error {
    /// For a mistake of ours or a failure of the computer.
    pub(crate) fn broken(detail: impl std::fmt::Display) -> Self {
        Self::Broken { detail: detail.to_string() }
    }

    /// For an argument that can't be used.
    pub(crate) fn invalid(field: &str, why: impl Into<String>) -> Self {
        Self::Invalid { field: field.to_owned(), why: why.into() }
    }

    /// Puts the server's name where an error has none yet.
    #[must_use]
    pub(crate) fn at_host(mut self, name: &str) -> Self {
        match &mut self {
            Self::SignIn { host, .. } | Self::Offline { host, .. } | Self::WebPage { host, .. } if host.is_empty() => {
                name.clone_into(host);
            }
            Self::HostKey(failure) if failure.host.is_empty() => name.clone_into(&mut failure.host),
            _ => {}
        }
        self
    }
}

impl From<net::Error> for Error {
    fn from(error: net::Error) -> Self {
        match error {
            net::Error::Cancelled => Self::Cancelled,
            other => Self::Net(other),
        }
    }
}

/// What libgit2 says by code and class; its text is shown and never decided upon.
impl From<git2::Error> for Error {
    fn from(error: git2::Error) -> Self {
        use git2::{ErrorClass, ErrorCode};
        let problem = DiskProblem::quoted(error.message());
        let detail = crate::shown::visible(error.message());
        if let Some(problem) = problem {
            return Self::Disk { problem, detail };
        }
        match (error.code(), error.class()) {
            (ErrorCode::NotFound | ErrorCode::UnbornBranch, _) => Self::NotFound { what: detail },
            (ErrorCode::Owner, _) => Self::Refused {
                detail: "The repository belongs to another user of this computer, who could have put programs into it. \
                         Add it to safe.directory of the Git configuration if you trust it."
                    .to_owned(),
            },
            (ErrorCode::Locked, _) => Self::Refused { detail },
            (ErrorCode::NotFastForward, _) => Self::Refused {
                detail: "The branch on the server has commits that are not in yours. Nothing was pushed.".to_owned(),
            },
            (_, ErrorClass::Odb | ErrorClass::Object | ErrorClass::Zlib | ErrorClass::Indexer | ErrorClass::Tree) => {
                Self::Damaged { detail }
            }
            _ => Self::Broken { detail },
        }
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        match DiskProblem::of(&error) {
            Some(problem) => Self::Disk { problem, detail: error.to_string() },
            None => Self::broken(error),
        }
    }
}

impl DiskProblem {
    /// What an error of the system says about the disk.
    pub(crate) fn of(error: &std::io::Error) -> Option<Self> {
        use std::io::ErrorKind;
        match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => Some(Self::Full),
            ErrorKind::ReadOnlyFilesystem | ErrorKind::PermissionDenied => Some(Self::ReadOnly),
            _ => None,
        }
    }

    /// What a text of libgit2's says that ends with the system's own words, in whatever language those are.
    #[cfg(unix)]
    fn quoted(text: &str) -> Option<Self> {
        use rustix::io::Errno;
        [Errno::NOSPC, Errno::DQUOT, Errno::FBIG, Errno::ROFS, Errno::ACCESS, Errno::PERM].into_iter().find_map(|code| {
            let error = std::io::Error::from(code);
            let words = error.to_string();
            let words = words.split(" (os error").next().filter(|words| !words.is_empty())?;
            text.ends_with(words).then(|| Self::of(&error)).flatten()
        })
    }

    /// Nothing: it has no words of its own that are easy to ask for.
    #[cfg(not(unix))]
    fn quoted(_: &str) -> Option<Self> {
        None
    }
}
