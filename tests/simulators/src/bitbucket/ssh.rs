//! Git over SSH: we listen, and each connection gets a real `sshd` of its own (inetd mode) with a private configuration.
//!
//! A private `sshd` can only sign in users that the machine knows. Run as root on Linux, it gets a mount namespace of its own in
//! which `/etc/passwd` has a user `git` and `/run/sshd` exists, so that clone links say `git@` as real ones do and nothing on the
//! machine changes. Where that is not possible, it signs in the user running us, and clone links name that user; as root without
//! namespaces the volatile folder `/run/sshd` is made if it is missing.

mod gateway;
mod keys;
mod setting;

use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;

use super::server::Server;
use super::switches::Switches;
use super::world::key_fingerprint;
use crate::Error;

pub(crate) use keys::write_keys;

/// Everything about the SSH side that clone links and settings name.
pub(crate) struct SshFace {
    host: String,
    port: u16,
    user: String,
    folder: PathBuf,
    /// The program and its arguments for one connection.
    command: Vec<String>,
    /// Rung when no connection is to be taken any more.
    closing: Notify,
}

impl SshFace {
    /// Prepares everything; `None` where there is no `sshd` (SSH is then switched off).
    pub fn open(folder: &Path, switches: &Switches) -> Result<Option<(Self, TcpListener)>, Error> {
        if !switches.clone_links.ssh {
            return Ok(None);
        }
        let Some(sshd) = setting::find_sshd() else {
            tracing::warn!("there is no sshd on this machine: the simulated server has SSH switched off");
            return Ok(None);
        };
        let (user, command) = setting::prepare(folder, &sshd, switches.ssh_user)?;
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let port = listener.local_addr()?.port();
        let face = Self { host: switches.host.clone(), port, user, folder: folder.to_owned(), command, closing: Notify::new() };
        face.change_host_key()?;
        Ok(Some((face, listener)))
    }

    pub const fn port(&self) -> u16 {
        self.port
    }

    pub fn user(&self) -> &str {
        &self.user
    }

    pub fn base_url(&self) -> String {
        format!("ssh://{}@{}:{}", self.user, self.host, self.port)
    }

    /// `ssh-ed25519 AAAA...` of the host key.
    pub fn host_key(&self) -> String {
        let line = std::fs::read_to_string(self.folder.join("host_key.pub")).unwrap_or_default();
        line.split_whitespace().take(2).collect::<Vec<_>>().join(" ")
    }

    pub fn fingerprint(&self) -> Option<String> {
        key_fingerprint(&self.host_key())
    }

    pub fn known_hosts_line(&self) -> String {
        format!("[127.0.0.1]:{0},[localhost]:{0} {1}", self.port, self.host_key())
    }

    /// Takes no connections any more, and waits until that is so.
    pub fn close(&self) {
        self.closing.notify_one();
        while TcpStream::connect(("127.0.0.1", self.port)).is_ok() {
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Makes a new host key; connections from now on show it.
    pub fn change_host_key(&self) -> Result<(), Error> {
        let fresh = self.folder.join("fresh_key");
        setting::keygen(&fresh)?;
        std::fs::rename(fresh.with_extension("pub"), self.folder.join("host_key.pub"))?;
        std::fs::rename(&fresh, self.folder.join("host_key"))?;
        Ok(())
    }
}

/// Serves connections until the runtime ends.
pub(crate) async fn listen(server: Arc<Server>, listener: TcpListener) {
    #[cfg(unix)]
    if let Err(error) = gateway::serve(server, listener).await {
        tracing::error!(%error, "the SSH side ended");
    }
    #[cfg(not(unix))]
    drop((server, listener));
}
