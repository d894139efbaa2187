//! What a document promises when processes die, disks fill up and places are forbidden: each test runs itself again as a
//! process of its own.
#![cfg(unix)]
#![expect(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr, reason = "tests may fail loudly and talk")]

mod calls;
mod crash;
mod refusals;
mod support;
