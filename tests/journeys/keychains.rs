//! Keychains that are absent, locked or refuse: never silent, never plain text, and mended without a restart.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use bough_tests::journeyman::Journeyman;
use bough_tests::{on_every_version, walk_once};
use serde_json::{Value, json};
use simulators::{Bitbucket, Scenario, Version};

#[test]
fn without_a_session_the_token_is_in_memory_only_and_says_so() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::minimal().version(version));
        let home = tempfile::tempdir().expect("a temporary folder");
        let token = server.token("ada").expect("ada works here");
        let mut bough = Journeyman::start(home.path(), |command| {
            command.env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus");
        });
        let keychain = bough.call("get_keychain", &json!({})).expect("it answers");
        assert_eq!(keychain, json!({ "kind": "memoryOnly", "situation": "noSession" }));
        let account = connect(&mut bough, &server, &token).expect("memory is enough to connect");
        assert_eq!(account["kept"], json!({ "kind": "memory", "situation": "noSession" }));
        bough.call("test_account", &json!({ "id": account["id"] })).expect("and to go on");
        bough.kill();
        assert!(!holds(home.path(), &token), "the token lies in a file");
    });
}

#[test]
fn a_keyring_that_was_locked_works_once_it_is_unlocked() {
    walk_once(async {
        let server = Bitbucket::start(Scenario::minimal());
        let home = tempfile::tempdir().expect("a temporary folder");
        let token = server.token("ada").expect("ada works here");
        let mut keyring = Keyring::start(home.path());
        let mut bough = Journeyman::start(home.path(), |command| keyring.enter(command));
        let account = connect(&mut bough, &server, &token).expect("an unlocked keyring takes the token");
        assert_eq!(account["kept"]["kind"], "keychain");
        keyring.lock();
        bough.kill();

        let mut bough = Journeyman::start(home.path(), |command| keyring.enter(command));
        let fault = bough.call("test_account", &json!({ "id": account["id"] })).expect_err("it is locked");
        assert_eq!(fault, json!({ "kind": "keychain", "situation": "locked" }));
        keyring.unlock();
        bough.call("test_account", &json!({ "id": account["id"] })).expect("the same process finds the token now");
        bough.kill();
        assert!(!holds(home.path(), &token), "the token lies in a file");
    });
}

fn connect(bough: &mut Journeyman, server: &Bitbucket, token: &str) -> Result<Value, Value> {
    let host = bough.call("add_host", &json!({ "baseUrl": server.base_url(), "plainHttp": true }))?;
    bough.call("connect_account", &json!({ "host": host["id"], "token": token }))
}

/// True where a file below the folder holds the text.
fn holds(folder: &Path, text: &str) -> bool {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.into_iter().any(|entry| match entry.file_type() {
        Ok(kind) if kind.is_dir() => holds(&entry.path(), text),
        Ok(kind) if kind.is_file() => {
            let bytes = std::fs::read(entry.path()).unwrap_or_default();
            bytes.windows(text.len()).any(|window| window == text.as_bytes())
        }
        _ => false,
    })
}

/// A session bus and a real gnome-keyring of a test's own.
struct Keyring {
    bus: Child,
    daemon: Option<Child>,
    address: String,
    home: PathBuf,
}

impl Keyring {
    fn start(home: &Path) -> Self {
        let run = home.join("run");
        std::fs::create_dir_all(&run).expect("a folder");
        let mut command = Command::new("dbus-daemon");
        command.args(["--session", "--nofork", "--print-address=1"]).stdout(Stdio::piped()).stderr(Stdio::null());
        command.env("XDG_RUNTIME_DIR", &run).env("HOME", home).env_remove("DISPLAY");
        let mut bus = command.spawn().expect("dbus-daemon is installed");
        let mut address = String::new();
        let output = bus.stdout.take().expect("stdout is a pipe");
        BufReader::new(output).read_line(&mut address).expect("the bus says where it is");
        let mut keyring = Self { bus, daemon: None, address: address.trim().into(), home: home.into() };
        keyring.unlock();
        keyring
    }

    /// Nothing of the session that the tests run in: its keyring files have another password.
    fn enter(&self, command: &mut Command) {
        command.env("DBUS_SESSION_BUS_ADDRESS", &self.address).env("XDG_RUNTIME_DIR", self.home.join("run"));
        command.env("HOME", &self.home).env("XDG_DATA_HOME", self.home.join("data"));
        command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY");
    }

    /// As at a login: a daemon that has the password.
    fn unlock(&mut self) {
        self.dismiss();
        let mut command = Command::new("gnome-keyring-daemon");
        command.args(["--foreground", "--components=secrets", "--unlock"]);
        command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        self.enter(&mut command);
        let mut daemon = command.spawn().expect("gnome-keyring is installed");
        daemon.stdin.take().expect("stdin is a pipe").write_all(b"a password").expect("it listens");
        self.daemon = Some(daemon);
        self.gdbus(&["wait", "--session", "--timeout", "20", "org.freedesktop.secrets"]);
    }

    fn lock(&self) {
        let method = "org.freedesktop.Secret.Service.Lock";
        let call = ["call", "--session", "--dest", "org.freedesktop.secrets", "--object-path", "/org/freedesktop/secrets"];
        self.gdbus(&[&call[..], &["--method", method, "['/org/freedesktop/secrets/collection/login']"]].concat());
    }

    fn gdbus(&self, arguments: &[&str]) {
        let mut command = Command::new("gdbus");
        command.args(arguments);
        self.enter(&mut command);
        assert!(command.output().expect("gdbus is installed").status.success(), "gdbus {arguments:?}");
    }

    fn dismiss(&mut self) {
        if let Some(mut daemon) = self.daemon.take() {
            let _ = daemon.kill();
            let _ = daemon.wait();
        }
    }
}

impl Drop for Keyring {
    fn drop(&mut self) {
        self.dismiss();
        let _ = self.bus.kill();
        let _ = self.bus.wait();
    }
}
