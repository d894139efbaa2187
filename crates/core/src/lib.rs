//! Everything Bough does, without a window: the desktop shell, the CLI and the tests are three doors to the same [`Core`].
//!
//! Begin with [`api`], the contract. Each command is a function of the same name in the file of its noun. The rooms below
//! (`git`, `forge`, `net`, `keychain`, `ssh`, `store`) don't know each other: this crate introduces them.

pub mod api;
pub mod fault;

mod access;
mod accounts;
mod activity;
mod anything;
mod application;
mod changes;
mod checkout;
mod clock;
mod clone;
mod commits;
mod contract;
mod creating;
mod differences;
mod doctor;
mod faults;
mod health;
mod history;
mod host_pages;
mod host_repositories;
mod hosts;
mod house;
mod identities;
mod jobs;
mod keys;
mod lfs;
mod links;
mod messages;
mod oauth;
mod open_requests;
mod options;
pub mod places;
mod prebuilds;
mod profiles;
mod programs;
mod pull_requests;
mod questions;
mod records;
mod recovery;
pub mod redact;
mod remotes;
mod removal;
mod repositories;
mod seen;
mod sessions;
mod settings;
mod shell_path;
mod sync;
mod templates;
mod transfer;
mod trust;
mod undo;
mod views;
mod webhooks;

use std::process::ExitCode;

pub use activity::read_activity;
pub use clock::Clock;
pub use contract::Command;
pub use house::Core;
pub use net::Limits;
pub use options::{Desktop, Options};

/// The first line of every `main`, before threads, windows and runtimes.
///
/// Where OpenSSH started this program to ask a question, the question is asked through the running Bough and the process
/// ends here. Otherwise Git's transports are registered, which may happen only while there is a single thread.
pub fn start_process() {
    if let Some(code) = ssh::askpass::run_if_asked() {
        std::process::exit(i32::from(code != ExitCode::SUCCESS));
    }
    git::start();
}
