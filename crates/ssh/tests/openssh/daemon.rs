//! A private `sshd` on loopback that ends with the test.

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// Serves the command `echo connected` to whoever has the key in [`Daemon::admit`].
pub struct Daemon {
    child: Child,
    folder: TempDir,
    pub port: u16,
}

impl Daemon {
    /// With host keys of these types, `ed25519`, `ecdsa`, …
    pub fn start(types: &[&str]) -> Self {
        Self::start_with(types, |_| String::new())
    }

    /// `more` gets the folder of the host keys and answers with further lines of the configuration.
    pub fn start_with(types: &[&str], more: impl FnOnce(&Path) -> String) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for kind in types {
            keygen(&folder.path().join(kind), kind);
        }
        if rustix::process::geteuid().is_root() {
            // Where `sshd` as root drops its privileges; made by the service's start script elsewhere.
            fs::create_dir_all("/run/sshd").unwrap();
        }
        fs::write(folder.path().join("authorized"), "").unwrap();
        let keys: Vec<_> = types.iter().map(|kind| format!("HostKey {}/{kind}\n", folder.path().display())).collect();
        let rules = format!(
            "{}{}ListenAddress 127.0.0.1\nPidFile none\nUsePAM no\nStrictModes no\nPermitRootLogin yes\nUseDNS no\n\
             PasswordAuthentication no\nKbdInteractiveAuthentication no\nForceCommand echo connected\n\
             AuthorizedKeysFile {}/authorized\n",
            keys.concat(),
            more(folder.path()),
            folder.path().display()
        );
        fs::write(folder.path().join("config"), rules).unwrap();
        // Somebody may take the port between our looking and the daemon's binding.
        for _ in 0..5 {
            let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
            if let Some(child) = run(folder.path(), port) {
                return Self { child, folder, port };
            }
        }
        unreachable!("sshd does not start: {}", fs::read_to_string(folder.path().join("log")).unwrap_or_default());
    }

    pub fn admit(&self, public_key: &str) {
        fs::write(self.folder.path().join("authorized"), format!("{public_key}\n")).unwrap();
    }

    /// `[127.0.0.1]:port`, as OpenSSH names it.
    pub fn name(&self) -> String {
        format!("[127.0.0.1]:{}", self.port)
    }

    /// Type and base64 of a host key.
    pub fn key(&self, kind: &str) -> String {
        public_key(&self.folder.path().join(kind))
    }

    pub fn fingerprint(&self, kind: &str) -> String {
        fingerprint(&self.folder.path().join(kind))
    }
}

impl Drop for Daemon {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn run(folder: &Path, port: u16) -> Option<Child> {
    let log = fs::File::create(folder.join("log")).unwrap();
    let program = ["/usr/sbin/sshd", "/usr/bin/sshd", "/usr/local/sbin/sshd"].map(PathBuf::from);
    let program = program.iter().find(|path| path.exists()).expect("openssh-server is installed: `cargo xtask setup` does it");
    let mut child = Command::new(program)
        .args(["-D", "-e", "-p", &port.to_string(), "-f"])
        .arg(folder.join("config"))
        .stdin(Stdio::null())
        .stderr(log)
        .spawn()
        .unwrap();
    let deadline = Instant::now() + Duration::from_secs(20);
    loop {
        if child.try_wait().unwrap().is_some() {
            return None;
        }
        let greets = |stream: TcpStream| {
            stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
            let mut line = String::new();
            BufReader::new(stream).read_line(&mut line).is_ok() && line.starts_with("SSH-2.0")
        };
        if TcpStream::connect(("127.0.0.1", port)).is_ok_and(greets) {
            return Some(child);
        }
        assert!(Instant::now() < deadline, "sshd does not answer");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// Makes a key pair without a passphrase.
pub fn keygen(path: &Path, kind: &str) {
    let status = Command::new("ssh-keygen").args(["-q", "-N", "", "-C", "", "-t", kind, "-f"]).arg(path).status().unwrap();
    assert!(status.success());
}

pub fn public_key(path: &Path) -> String {
    fs::read_to_string(path.with_extension("pub")).unwrap().trim().to_owned()
}

pub fn fingerprint(path: &Path) -> String {
    let output = Command::new("ssh-keygen").args(["-l", "-f"]).arg(path).output().unwrap();
    String::from_utf8(output.stdout).unwrap().split_whitespace().nth(1).unwrap().to_owned()
}
