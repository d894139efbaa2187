//! Why a keychain did not serve: each has its own sentence for the person.

/// No variant carries a secret; what the keychain library says is never shown unmapped, since it may quote the secret's bytes.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// There is no session to ask: no session bus, or no logon session on Windows.
    #[error("there is no session with a keychain")]
    NoSession,
    /// The session has no keychain service.
    #[error("no keychain service is running")]
    NoService,
    /// The service has no collection to put secrets into; one is made at the first graphical login.
    #[error("the keychain service has no keyring yet")]
    NoCollection,
    /// Locked, and nobody unlocked it.
    #[error("the keychain is locked")]
    Locked,
    /// The person or the system refused.
    #[error("access to the keychain was denied")]
    Denied,
    /// No answer within the hard limit: most likely a prompt that nobody answers.
    #[error("the keychain did not answer in time")]
    TimedOut,
    /// Several items claim to be the same secret; none of them is used. Deleting the entry removes them all.
    #[error("several items in the keychain claim to be the same secret")]
    Ambiguous,
    /// Longer than this system's keychain holds (2,560 bytes on Windows). Nothing was written.
    #[error("the secret is too long for this system's keychain")]
    TooLong,
    /// Anything else.
    #[error("the keychain failed: {detail}")]
    Unknown {
        /// What the system said; never the secret.
        detail: String,
    },
}

impl Error {
    /// Whether there is no usable keychain at all: only then may a secret stay in memory without being asked for.
    pub fn is_no_keychain(&self) -> bool {
        matches!(self, Self::NoSession | Self::NoService | Self::NoCollection)
    }

    /// Whether the connection to the keychain is worth nothing any more.
    pub(crate) fn spoils_connection(&self) -> bool {
        matches!(self, Self::NoSession | Self::NoService | Self::Denied | Self::Unknown { .. })
    }

    pub(crate) fn unknown(detail: impl Into<String>) -> Self {
        Self::Unknown { detail: detail.into() }
    }
}
