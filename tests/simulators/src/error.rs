//! What can keep a simulator from starting or from changing its state.

/// Why the simulator could not do what a test or the demo asked for.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A program that the simulator runs (git, ssh-keygen, sshd) is missing or cannot be started.
    #[error("the program `{program}` could not be started")]
    Program {
        /// Name of the program.
        program: String,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// A program ran and reported a failure.
    #[error("`{program}` failed: {detail}")]
    Failed {
        /// The program and its first arguments.
        program: String,
        /// Its standard error.
        detail: String,
    },
    /// A file, folder or socket could not be used.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// A certificate could not be made.
    #[error(transparent)]
    Certificate(#[from] rcgen::Error),
    /// TLS could not be set up.
    #[error(transparent)]
    Tls(#[from] rustls::Error),
    /// The server would not take what an administrator entered.
    #[error("{detail}")]
    Refused {
        /// The words on the page.
        detail: String,
    },
    /// The scenario has nothing of that name.
    #[error("the scenario has no {what} `{name}`")]
    Unknown {
        /// Kind of thing: user, project, repository, token.
        what: &'static str,
        /// The name that was asked for.
        name: String,
    },
}
