//! What the crate promises, against stock `git`, a real `git http-backend` and a real `sshd`.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests may fail loudly")]
#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::format_collect,
    clippy::print_stdout,
    reason = "numbers and texts of tests are small, and what was skipped or measured is told"
)]

mod changes;
mod checkout;
mod clone_cancel;
mod clone_crash;
mod clone_faults;
mod clone_http;
mod clone_local;
mod clone_refused;
mod clone_ssh;
mod commits;
mod fetch;
mod forms;
mod histories;
mod hostile;
mod odd_modes;
mod push;
mod rows;
mod schemes;
mod ssh_config;
mod submodules;
mod support;
mod watch;
mod worktrees;
