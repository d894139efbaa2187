//! The calls, against a little server on a socket: which requests go out, and what each answer becomes.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests may fail loudly")]

mod abilities;
mod builds;
mod condition;
mod identity;
mod probing;
mod pull_requests;
mod repositories;
mod server;
mod ssh_keys;
