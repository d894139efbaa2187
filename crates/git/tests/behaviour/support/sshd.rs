//! A private `sshd` on loopback: its own keys, its own configuration, the person who runs the tests as its only user.

use std::fmt::Write;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use git::SshLaunch;

use super::access::launch;

/// A server and the files of a client that knows it.
pub struct Sshd {
    pub port: u16,
    pub folder: PathBuf,
    child: Child,
}

impl Sshd {
    /// Starts in `folder`. `more` goes into its configuration.
    pub fn start(folder: &Path, more: &str) -> Self {
        std::fs::create_dir_all(folder).unwrap();
        for key in ["host", "user", "other"] {
            if !folder.join(key).exists() {
                keygen(&folder.join(key));
            }
        }
        let public = std::fs::read_to_string(folder.join("user.pub")).unwrap();
        std::fs::write(folder.join("authorized_keys"), &public).unwrap();
        // As root it wants this folder; anybody else's does without.
        drop(std::fs::create_dir("/run/sshd"));
        let port = TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port();
        let shown = folder.display();
        let mut config = format!(
            "ListenAddress 127.0.0.1:{port}\nHostKey {shown}/host\nAuthorizedKeysFile {shown}/authorized_keys\n\
             PidFile none\nStrictModes no\nUsePAM no\nPasswordAuthentication no\nKbdInteractiveAuthentication no\n\
             PermitRootLogin yes\nMaxAuthTries 3\nLogLevel QUIET\n"
        );
        if !more.contains("SetEnv") {
            writeln!(
                config,
                "SetEnv PATH=/usr/local/bin:/usr/bin:/bin GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=safe.directory GIT_CONFIG_VALUE_0=*"
            )
            .unwrap();
        }
        config.push_str(more);
        std::fs::write(folder.join("sshd_config"), config).unwrap();
        let child = Command::new("/usr/sbin/sshd")
            .args(["-D", "-e", "-f"])
            .arg(folder.join("sshd_config"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let host_key = std::fs::read_to_string(folder.join("host.pub")).unwrap();
        let mut words = host_key.split(' ');
        let (kind, key) = (words.next().unwrap(), words.next().unwrap().trim_end());
        std::fs::write(folder.join("known_hosts"), format!("[127.0.0.1]:{port} {kind} {key}\n")).unwrap();
        super::wait_for("sshd listens", || TcpStream::connect(("127.0.0.1", port)).is_ok());
        Self { port, folder: folder.to_owned(), child }
    }

    /// What every client of it needs, as lines of `ssh_config`.
    pub fn client_lines(&self) -> String {
        format!("UserKnownHostsFile {0}/known_hosts\nGlobalKnownHostsFile /dev/null\nIdentityAgent none\n", self.folder.display())
    }

    /// Starts `ssh` with a configuration made of `lines` and those.
    pub fn launch(&self, name: &str, lines: &str) -> SshLaunch {
        let config = self.folder.join(name);
        std::fs::write(&config, format!("{lines}\nHost *\n{}", self.client_lines())).unwrap();
        launch("/usr/bin/ssh", &["-F", config.to_str().unwrap()])
    }

    /// Starts `ssh` with the right key.
    pub fn user(&self) -> SshLaunch {
        SshLaunch { identity: Some(self.folder.join("user")), ..self.launch("plain", "") }
    }

    pub fn url(&self, path: &Path) -> String {
        format!("ssh://{}@127.0.0.1:{}{}", user(), self.port, path.display())
    }
}

impl Drop for Sshd {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// Who runs the tests.
pub fn user() -> String {
    String::from_utf8(Command::new("id").arg("-un").output().unwrap().stdout).unwrap().trim().to_owned()
}

pub fn keygen(file: &Path) {
    let status = Command::new("ssh-keygen").args(["-q", "-t", "ed25519", "-N", "", "-f"]).arg(file).status().unwrap();
    assert!(status.success());
}

/// Processes whose command line holds `word`.
pub fn processes(word: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir("/proc").unwrap().flatten() {
        if entry.file_name().to_string_lossy().bytes().all(|byte| byte.is_ascii_digit()) {
            let line = std::fs::read(entry.path().join("cmdline")).unwrap_or_default();
            let line = String::from_utf8_lossy(&line).replace('\0', " ");
            if line.contains(word) {
                found.push(line);
            }
        }
    }
    found
}
