//! What can go wrong between us and a server; each variant is something a caller treats differently.

use jiff::Timestamp;

use crate::certificate::Certificate;

/// Why a request did not lead to an answer. `host` is `name` or `name:port`; addresses come without query and user name.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Error {
    /// The address can't be asked at all.
    #[error("{url} can't be used: {why}")]
    InvalidUrl {
        /// The address.
        url: String,
        /// Why, as a sentence's end.
        why: String,
    },
    /// No connection, or it broke.
    #[error("{host} can't be reached: {detail}")]
    Offline {
        /// The server.
        host: String,
        /// What failed.
        detail: String,
        /// False where nothing of the request can have reached the server.
        sent: bool,
    },
    /// The server did not answer in time.
    #[error("{host} does not answer: {detail}")]
    TimedOut {
        /// The server.
        host: String,
        /// Which wait was too long.
        detail: String,
        /// False where nothing of the request can have reached the server.
        sent: bool,
    },
    /// Nobody vouches for the certificate that the server showed.
    #[error("the certificate of {} is not trusted", .0.host)]
    Untrusted(Box<Certificate>),
    /// The server sent us to a place where we don't go by ourselves.
    #[error("{from} redirects to {to}")]
    RedirectedAway {
        /// The address that was asked.
        from: String,
        /// The address that was named.
        to: String,
    },
    /// The server asked for a pause.
    #[error("{host} asked for a pause until {until}")]
    RateLimited {
        /// The server.
        host: String,
        /// When it may be asked again.
        until: Timestamp,
    },
    /// The answer is longer than the request allowed.
    #[error("the answer of {host} is longer than {limit} bytes")]
    TooLarge {
        /// The server.
        host: String,
        /// The limit in bytes.
        limit: u64,
    },
    /// The proxy did not let us through: it wants a password, or refuses this server.
    #[error("the proxy {proxy} refused: {detail}")]
    ProxyRefused {
        /// Name and port of the proxy.
        proxy: String,
        /// Its words.
        detail: String,
    },
    /// A secret was about to go where it must not. Nothing was sent.
    #[error("the token must not be sent to {url}")]
    OutOfScope {
        /// The address.
        url: String,
    },
    /// Stopped by [`Cancel`](crate::Cancel).
    #[error("cancelled")]
    Cancelled,
    /// A mistake of ours.
    #[error("{detail}")]
    Broken {
        /// What was met.
        detail: String,
    },
}

impl Error {
    /// Whether the server may have done what it was asked for, although no answer says so.
    pub fn may_be_done(&self) -> bool {
        match self {
            Self::Offline { sent, .. } | Self::TimedOut { sent, .. } => *sent,
            Self::TooLarge { .. } | Self::Cancelled | Self::Broken { .. } => true,
            Self::InvalidUrl { .. }
            | Self::Untrusted(_)
            | Self::RedirectedAway { .. }
            | Self::RateLimited { .. }
            | Self::ProxyRefused { .. }
            | Self::OutOfScope { .. } => false,
        }
    }

    /// The error inside an [`std::io::Error`] that reading an [`Answer`](crate::Answer) or writing an
    /// [`Upload`](crate::Upload) gave.
    pub fn of(error: &std::io::Error) -> Option<&Self> {
        error.get_ref()?.downcast_ref()
    }
}

impl From<Error> for std::io::Error {
    fn from(error: Error) -> Self {
        Self::other(error)
    }
}
