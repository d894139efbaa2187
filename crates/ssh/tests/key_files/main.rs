//! Key files: what is written, how it is protected, and what is found again, held against stock `ssh-keygen`.
#![cfg(unix)]
#![expect(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr, reason = "tests may fail loudly and talk")]

mod listing;
mod protection;
mod randomness;
mod support;
