//! How a repository's server is reached: given by the caller, asked by the transports.

use std::any::Any;
use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::Arc;

use crate::error::{Error, HostKeyFailure, HostKeyProblem, SignInReason};

/// Who we are on which server. The transports ask with the address that they were given in the end, never with a
/// remote's name, so that a rewritten address finds no secret of another server.
pub trait Access: Send + Sync {
    /// The credential for an address without user name; none where nobody is signed in there.
    fn https(&self, url: &net::Url) -> Result<Option<net::Credential>, Error>;

    /// Where the repository behind an SSH address is over HTTP(S); none where that is not known.
    fn https_of(&self, _ssh: &str) -> Result<Option<net::Url>, Error> {
        Ok(None)
    }

    /// How to start `ssh` for this destination.
    fn ssh(&self, host: &str, port: Option<u16>, user: Option<&str>) -> Result<SshLaunch, Error>;

    /// What to make of the words of an `ssh` that failed; control characters are already visible. An empty `host` in
    /// the answer is filled in by the caller.
    fn ssh_failure(&self, stderr: &str) -> Error {
        read_ssh_words(stderr)
    }
}

/// One start of `ssh`. No shell is involved, and the child gets this environment and nothing else.
#[derive(Clone)]
pub struct SshLaunch {
    /// Absolute path of the program.
    pub program: PathBuf,
    /// The one key to offer; none lets `ssh` choose.
    pub identity: Option<PathBuf>,
    /// The whole environment of the child.
    pub environment: Vec<(OsString, OsString)>,
    /// True where nobody is there to be asked: then nothing asks.
    pub background: bool,
    /// Options before ours, such as `-F file`.
    pub extra_options: Vec<String>,
    /// Lives as long as the child: the ticket at which its questions are answered.
    pub keep_alive: Option<Arc<dyn Any + Send + Sync>>,
}

/// The one place that reads OpenSSH's words: it has no exit codes for these, and speaks English only.
fn read_ssh_words(words: &str) -> Error {
    let says = |phrases: &[&str]| phrases.iter().any(|phrase| words.contains(phrase));
    let detail = words.trim().to_owned();
    let host = String::new();
    if says(&["Host key verification failed"]) {
        let (known_at, shown) = (String::new(), String::new());
        return Error::HostKey(Box::new(HostKeyFailure { host, problem: HostKeyProblem::Refused, known_at, shown, detail }));
    }
    if says(&["Permission denied (", "Too many authentication failures"]) {
        return Error::SignIn { host, reason: SignInReason::NoKey, detail };
    }
    if says(&[
        "Connection refused",
        "Connection timed out",
        "Operation timed out",
        "Could not resolve hostname",
        "No route to host",
        "Network is unreachable",
        "Connection closed by",
        "Connection reset by",
        "kex_exchange_identification",
        "not responding",
    ]) {
        return Error::Offline { host, detail };
    }
    Error::Refused { detail }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_ssh_become_what_a_person_can_do() {
        let denied = read_ssh_words("git@h: Permission denied (publickey).\n");
        assert!(matches!(denied, Error::SignIn { reason: SignInReason::NoKey, .. }));
        let gone = read_ssh_words("ssh: connect to host h port 22: Connection refused\n").at_host("h");
        assert!(matches!(gone, Error::Offline { host, .. } if host == "h"));
        assert!(matches!(read_ssh_words("Host key verification failed."), Error::HostKey(_)));
        let no = read_ssh_words("Repository not found\n");
        assert!(matches!(no, Error::Refused { detail } if detail == "Repository not found"));
    }
}
