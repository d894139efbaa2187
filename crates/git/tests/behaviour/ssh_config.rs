//! T5.5: what stands in the person's `ssh_config` counts.

use std::path::Path;

use git::{Error, SignInReason, SshLaunch};

use crate::support::access::TestAccess;
use crate::support::git::git;
use crate::support::sshd::{Sshd, user};
use crate::support::{Job, corpus, home, request};

struct Stage {
    home: tempfile::TempDir,
    server: Sshd,
}

impl Stage {
    fn new() -> Self {
        let home = home();
        corpus::wide(&home.path().join("small.git"), 3);
        let server = Sshd::start(&home.path().join("ssh"), "");
        Self { home, server }
    }

    fn path(&self) -> std::path::PathBuf {
        self.home.path().join("small.git")
    }

    /// Clones from `host:path` with these lines as the whole configuration.
    fn clone(&self, lines: &str, host: &str) -> Result<(), Error> {
        self.clone_with(self.server.launch("config", lines), host)
    }

    fn clone_with(&self, launch: SshLaunch, host: &str) -> Result<(), Error> {
        let target = self.home.path().join("target");
        let url = format!("{host}:{}", self.path().display());
        let result = Job::new(TestAccess::ssh(launch), git::Indexer::PackSink).clone(&request(&url, &target));
        if result.is_ok() {
            assert_eq!(git(&target, &["rev-parse", "HEAD"]), git(&self.path(), &["rev-parse", "HEAD"]));
            std::fs::remove_dir_all(target).unwrap();
        }
        result
    }

    fn key(&self, name: &str) -> String {
        self.server.folder.join(name).display().to_string()
    }
}

fn assert_no_key(result: &Result<(), Error>) {
    assert!(matches!(result, Err(Error::SignIn { reason: SignInReason::NoKey, .. })), "{result:?}");
}

#[test]
fn alias_port_user_and_key() {
    let stage = Stage::new();
    let (port, key) = (stage.server.port, stage.key("user"));
    let lines = format!("Host work\nHostName 127.0.0.1\nPort {port}\nUser {}\nIdentityFile {key}\nIdentitiesOnly yes\n", user());
    stage.clone(&lines, "work").unwrap();
    // Without the key, and without the alias.
    assert_no_key(&stage.clone(&lines.replace(&key, &stage.key("other")), "work"));
    let unknown = stage.clone(&lines, "elsewhere.invalid");
    assert!(matches!(unknown, Err(Error::Offline { .. })), "{unknown:?}");
}

#[test]
fn identities_only_keeps_other_keys_home() {
    let stage = Stage::new();
    let (port, other) = (stage.server.port, stage.key("other"));
    // The server lets three keys be tried: with four wrong ones before it, the right one comes too late.
    let wrong: String = (0..4)
        .map(|number| {
            let name = format!("wrong{number}");
            crate::support::sshd::keygen(&stage.server.folder.join(&name));
            format!("IdentityFile {}\n", stage.key(&name))
        })
        .collect();
    let host = format!("Host work\nHostName 127.0.0.1\nPort {port}\nUser {}\n", user());
    assert_no_key(&stage.clone(&format!("{host}{wrong}IdentityFile {}\n", stage.key("user")), "work"));
    // The key that was chosen for us goes first, and with `IdentitiesOnly` no agent is asked besides.
    let launch = stage.server.launch("config", &host);
    stage.clone_with(SshLaunch { identity: Some(stage.server.folder.join("user")), ..launch.clone() }, "work").unwrap();
    assert_no_key(&stage.clone_with(SshLaunch { identity: Some(other.into()), ..launch }, "work"));
}

#[test]
fn included_files_count() {
    let stage = Stage::new();
    let more = stage.server.folder.join("more.conf");
    let (port, key) = (stage.server.port, stage.key("user"));
    let host = format!("Host work\nHostName 127.0.0.1\nPort {port}\nUser {}\nIdentityFile {key}\nIdentitiesOnly yes\n", user());
    std::fs::write(&more, host).unwrap();
    stage.clone(&format!("Include {}\n", more.display()), "work").unwrap();
}

#[test]
fn a_jump_over_another_host() {
    let stage = Stage::new();
    let inner = Sshd::start(&stage.home.path().join("inner"), "");
    let both = |file: &str| {
        let mine = std::fs::read_to_string(stage.server.folder.join(file)).unwrap();
        mine + &std::fs::read_to_string(inner.folder.join(file)).unwrap()
    };
    std::fs::write(stage.server.folder.join("known_hosts"), both("known_hosts")).unwrap();
    let host = |name: &str, server: &Sshd, more: &str| {
        let key = server.folder.join("user");
        format!(
            "Host {name}\nHostName 127.0.0.1\nPort {}\nUser {}\nIdentityFile {}\nIdentitiesOnly yes\n{more}",
            server.port,
            user(),
            key.display()
        )
    };
    let lines = |jump: &str| host("jump", &stage.server, "") + &host("work", &inner, jump);
    stage.clone(&lines("ProxyJump jump\n"), "work").unwrap();
    // The jump is really taken: over a host that is not there it fails.
    let nowhere = lines("ProxyJump nowhere.invalid\n");
    let result = stage.clone(&nowhere, "work");
    assert!(matches!(result, Err(Error::Offline { .. })), "{result:?}");
    let left = crate::support::sshd::processes(&format!("-F {}", Path::new(&stage.server.folder).display()));
    assert!(left.is_empty(), "{left:?}");
}

/// Ours wins where it has to: a host that is not known is not let in by `StrictHostKeyChecking no`.
#[test]
fn the_configuration_can_not_weaken_the_check() {
    let stage = Stage::new();
    std::fs::write(stage.server.folder.join("known_hosts"), "").unwrap();
    let (port, key) = (stage.server.port, stage.key("user"));
    let lines = format!(
        "Host work\nHostName 127.0.0.1\nPort {port}\nUser {}\nIdentityFile {key}\nStrictHostKeyChecking no\nBatchMode no\n",
        user()
    );
    let result = stage.clone(&lines, "work");
    assert!(matches!(result, Err(Error::HostKey(_))), "{result:?}");
    assert_eq!(std::fs::read_to_string(stage.server.folder.join("known_hosts")).unwrap(), "");
}
