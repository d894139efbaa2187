//! Why a forge did not do what it was asked; each variant is something a caller treats differently.

use url::Url;

/// What went wrong. `detail` holds the server's own words where there were any.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Error {
    /// The token is not accepted.
    #[error("signing in is needed: {detail}")]
    SignIn {
        /// Why.
        reason: SignInReason,
        /// The server's words, or the request that failed.
        detail: String,
    },
    /// Signed in, but not allowed.
    #[error("not allowed, {missing} is missing: {detail}")]
    Denied {
        /// The missing permission in the words of the server's pages; empty where it isn't known.
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
    /// Something answers, but no forge that we know.
    #[error("no forge that is known: {detail}")]
    NotAForge {
        /// What was met.
        detail: String,
    },
    /// A page for a browser came instead of an answer: a sign-in page, a proxy.
    #[error("{url} answered with a web page")]
    WebPage {
        /// The address that answered.
        url: Url,
    },
    /// The server, or we, can't use what was given.
    #[error("{field} can't be used: {why}")]
    Invalid {
        /// The field of the form; empty where the server named none.
        field: String,
        /// Why, as a sentence.
        why: String,
    },
    /// It collides with what is there.
    #[error("{detail}")]
    Conflict {
        /// The server's words.
        detail: String,
    },
    /// The server starts, is being maintained, or has a fault of its own.
    #[error("{detail}")]
    OutOfOrder {
        /// Its words, or its status.
        detail: String,
    },
    /// The server said no for another reason.
    #[error("{detail}")]
    Refused {
        /// The server's words, or its status.
        detail: String,
    },
    /// An answer that makes no sense.
    #[error("{detail}")]
    Unreadable {
        /// What was met.
        detail: String,
    },
    /// There was no answer.
    #[error(transparent)]
    Net(#[from] net::Error),
}

/// Why signing in is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignInReason {
    /// The token is wrong, expired or revoked.
    Rejected,
    /// Too many failures: somebody must sign in in a browser first. No automatic try until then.
    Captcha,
}
