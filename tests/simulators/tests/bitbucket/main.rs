//! The simulated Bitbucket from outside: what it answers, refuses and breaks, and who can talk to it.
#![expect(clippy::print_stderr, reason = "a skipped part says so plainly")]

mod changes;
mod faults;
mod foreign_client;
mod git_clone;
mod lists;
mod oauth;
mod shapes;
mod sign_in;
mod support;
mod webhooks;
