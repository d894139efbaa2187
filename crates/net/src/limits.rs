//! How long to wait and how often to try; tests shorten these.

use std::time::Duration;

/// Times and counts of a [`Client`](crate::Client). The default is what the application uses.
#[derive(Debug, Clone)]
pub struct Limits {
    /// For name, connection, proxy and TLS handshake together.
    pub connect: Duration,
    /// For the next byte, in either direction, while it is the server's turn.
    pub idle: Duration,
    /// Tries of a request that can be repeated.
    pub tries: u32,
    /// The first pause between tries; doubles each time, and a random part of it is waited.
    pub pause: Duration,
    /// The longest pause a server can ask for that is slept through; a longer one is an error at once.
    pub patience: Duration,
    /// Requests at once to one origin by one account.
    pub parallel: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            idle: Duration::from_secs(30),
            tries: 4,
            pause: Duration::from_millis(500),
            patience: Duration::from_secs(10),
            parallel: 4,
        }
    }
}
