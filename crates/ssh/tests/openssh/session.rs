//! One person with a key, a `known_hosts` file and an askpass server, who starts `ssh` and answers its questions.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};

use secrecy::SecretString;
use ssh::askpass::{Answer, Ask, Question, Server};
use ssh::{KeyPair, OsRng};
use tempfile::TempDir;

use crate::daemon::Daemon;

pub struct Session {
    pub root: TempDir,
    pub server: Server,
    pub key: KeyPair,
    pub options: Vec<String>,
    asked: Arc<Mutex<Vec<Question>>>,
}

pub struct Outcome {
    pub connected: bool,
    pub stderr: String,
    pub asked: Vec<Question>,
}

impl Session {
    pub fn new() -> Self {
        Self::with_passphrase(None)
    }

    pub fn with_passphrase(passphrase: Option<&str>) -> Self {
        let root = tempfile::tempdir().unwrap();
        let passphrase = passphrase.map(SecretString::from);
        let key = ssh::generate(&root.path().join("ssh"), "id", "", passphrase.as_ref(), &mut OsRng).unwrap();
        let server = Server::start(&root.path().join("run")).unwrap();
        let session = Self { root, server, key, options: Vec::new(), asked: Arc::default() };
        // In a file, because only that reaches the `ssh` of a jump host, too.
        let config = format!(
            "UserKnownHostsFile {}\nGlobalKnownHostsFile none\nIdentityFile {}\nIdentitiesOnly yes\nIdentityAgent none\n\
             StrictHostKeyChecking ask\n",
            session.known_hosts().display(),
            session.key.path.display()
        );
        fs::write(session.root.path().join("config"), config).unwrap();
        session
    }

    pub fn known_hosts(&self) -> PathBuf {
        self.root.path().join("known_hosts")
    }

    pub fn know(&self, lines: &str) {
        fs::write(self.known_hosts(), lines).unwrap();
    }

    /// Says yes to every host key, as a person does who compared the fingerprint.
    pub fn accept(question: &Question) -> Answer {
        match question {
            Question::HostKey { fingerprint, .. } => Answer::Text(fingerprint.clone().into()),
            _ => Answer::Refuse,
        }
    }

    pub fn foreground(&self, daemon: &Daemon, answer: impl Fn(&Question) -> Answer + Send + Sync + 'static) -> Outcome {
        self.run(daemon, true, answer)
    }

    pub fn background(&self, daemon: &Daemon) -> Outcome {
        self.run(daemon, false, Self::accept)
    }

    fn run(&self, daemon: &Daemon, foreground: bool, answer: impl Fn(&Question) -> Answer + Send + Sync + 'static) -> Outcome {
        daemon.admit(&self.key.public_key);
        let ticket = self.server.admit(foreground, self.recording(answer));
        let output = ssh_to(daemon.port, &self.root.path().join("config"), &self.options)
            .envs(ticket.environment(askpass()))
            .output()
            .unwrap();
        Outcome {
            connected: output.status.success() && output.stdout == b"connected\n",
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
            asked: std::mem::take(&mut self.asked.lock().unwrap()),
        }
    }

    pub fn recording(&self, answer: impl Fn(&Question) -> Answer + Send + Sync + 'static) -> Ask {
        let asked = Arc::clone(&self.asked);
        Arc::new(move |question| {
            let answer = answer(&question);
            asked.lock().unwrap().push(question);
            answer
        })
    }

    pub fn asked(&self) -> Vec<Question> {
        self.asked.lock().unwrap().clone()
    }
}

/// The client as it is shipped.
pub fn askpass() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_bough-askpass"))
}

/// `ssh` to a daemon as this person, with nothing of the machine's own configuration. Options stand before everything else:
/// OpenSSH takes the first value it meets.
pub fn ssh_to(port: u16, config: &Path, options: &[String]) -> Command {
    let me = Command::new("id").arg("-un").output().unwrap();
    let me = String::from_utf8(me.stdout).unwrap();
    let mut command = Command::new(ssh::program().unwrap());
    command.env_clear().env("PATH", "/usr/bin:/bin").stdin(Stdio::null());
    command.args(options).arg("-F").arg(config).args(["-l", me.trim(), "-p", &port.to_string(), "127.0.0.1", "true"]);
    command
}
