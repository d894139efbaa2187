//! Why a task ended early: always something the person at the terminal can act on.

use std::io;
use std::path::{Path, PathBuf};

/// The ways a task ends early.
#[derive(Debug)]
pub enum Error {
    /// The command line is not one of ours.
    Usage(String),
    /// A program could not be started.
    Missing {
        /// Its name.
        program: String,
        /// What the system said.
        error: io::Error,
    },
    /// A program ended with a failure.
    Failed {
        /// What it was started for.
        what: String,
        /// Where all it said stands, if it was kept.
        log: Option<PathBuf>,
    },
    /// A file or folder did not serve.
    File {
        /// Which.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// The machine lacks something that can't be installed from here.
    Machine(String),
    /// What was measured or checked is not as it must be.
    Unmet(String),
}

impl Error {
    /// The command line is not one of ours.
    pub fn usage(text: &str) -> Self {
        Self::Usage(text.trim_end().into())
    }

    /// A function that names the file of an I/O error, for `map_err`.
    pub fn file(path: impl AsRef<Path>) -> impl FnOnce(io::Error) -> Self {
        let path = path.as_ref().to_owned();
        move |error| Self::File { path, error }
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Usage(text) | Self::Machine(text) | Self::Unmet(text) => write!(out, "{text}"),
            Self::Missing { program, error } => write!(out, "{program} can't be started: {error}"),
            Self::Failed { what, log: Some(log) } => write!(out, "{what} failed; all it said stands in {}", log.display()),
            Self::Failed { what, log: None } => write!(out, "{what} failed"),
            Self::File { path, error } => write!(out, "{}: {error}", path.display()),
        }
    }
}

impl std::error::Error for Error {}
