//! Where client and server meet: a socket in a folder only its owner may enter, a named pipe on Windows.

use std::sync::Arc;

use secrecy::SecretString;

use super::wire::Request;

#[cfg(unix)]
mod unix;
#[cfg(unix)]
pub(super) use unix::{Endpoint, bind, connect};
#[cfg(windows)]
mod windows;
#[cfg(windows)]
pub(super) use windows::{Endpoint, bind, connect};

/// Ends a conversation that is still open.
pub(super) type HangUp = Box<dyn FnOnce() + Send>;

/// Answers one request; may block.
pub(super) type Clerk = Arc<dyn Fn(Request, HangUp) -> Option<SecretString> + Send + Sync>;
