//! `bough prebuild`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// Prebuilds of a repository.
#[derive(Debug, Args)]
pub struct Prebuild {
    /// What to do; lists what is followed where nothing is said.
    #[command(subcommand)]
    pub command: Option<PrebuildCommand>,
    /// The repository, or a folder in it.
    #[arg(long, default_value = ".", global = true)]
    pub folder: PathBuf,
}

/// What can be done with prebuilds.
#[derive(Debug, Subcommand)]
pub enum PrebuildCommand {
    /// Keeps a work tree ready for a branch of a remote or a pull request (#12), and builds it.
    Follow {
        /// What.
        what: String,
    },
    /// Says how commits are built: by a line for your shell, which finds `BOUGH_COMMIT` and `BOUGH_BRANCH` in its environment.
    Plan {
        /// The line; without it nothing is run.
        command: Option<String>,
        /// Tells the host the result as a build status.
        #[arg(long)]
        publish: bool,
    },
    /// Builds the commit that is ready: what comes from a fork is built by nothing else.
    Build {
        /// What is followed.
        what: String,
    },
    /// Asks the remotes whether something is new, and builds it.
    Check,
    /// Shows what the command said of a commit.
    Log {
        /// The commit's whole id.
        commit: String,
    },
    /// Stops following. The work tree goes, unless something of yours is in it.
    Stop {
        /// What is followed.
        what: String,
        /// Gives up what is in it.
        #[arg(long)]
        lose: bool,
    },
}
