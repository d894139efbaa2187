//! A desktop session made for one task: its own message bus and its own unlocked keyring, gone with the task.

use std::fs;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::error::Error;
use crate::places;

/// The person's real keyring is never touched: `XDG_DATA_HOME` and `XDG_RUNTIME_DIR` are the session's own.
/// The shell waits for the keyring to be on the bus, so nothing races with its start. What the keyring says stands in `target/logs`.
const SCRIPT: &str = r#"
printf '%s' keyring | gnome-keyring-daemon --foreground --components=secrets --unlock >"$BOUGH_KEYRING_WORDS" 2>&1 &
keyring=$!
gdbus wait --session --timeout 20 org.freedesktop.secrets || { echo 'the keyring did not start' >&2; exit 1; }
"$@"
code=$?
kill "$keyring" 2>/dev/null
exit "$code"
"#;

/// A bus that starts nothing by itself: only what a task starts is there, so nothing prompts and nothing is slow.
const BUS: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"#;

/// A folder for one session, removed when dropped.
pub struct Session {
    folder: PathBuf,
    words: PathBuf,
}

impl Session {
    /// Makes the session's folders.
    pub fn new(name: &str) -> Result<Self, Error> {
        // Short, because sockets are made inside; private, because secrets are kept inside.
        let folder = std::env::temp_dir().join(format!("bough-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        for part in ["", "run", "data", "home", "home/.ssh"] {
            let path = folder.join(part);
            fs::DirBuilder::new().mode(0o700).recursive(true).create(&path).map_err(Error::file(&path))?;
        }
        let bus = folder.join("bus.conf");
        fs::write(&bus, BUS).map_err(Error::file(&bus))?;
        let logs = places::results("logs");
        fs::create_dir_all(&logs).map_err(Error::file(&logs))?;
        Ok(Self { folder, words: logs.join(format!("keyring-{name}.log")) })
    }

    /// The session's own folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// A command that runs inside: own bus, own keyring.
    pub fn command(&self, program: &Path) -> Command {
        let mut command = Command::new("dbus-run-session");
        command.arg("--config-file").arg(self.folder.join("bus.conf"));
        command.args(["--", "bash", "-c", SCRIPT, "session"]).arg(program).current_dir(places::root());
        command.env("XDG_RUNTIME_DIR", self.folder.join("run")).env("XDG_DATA_HOME", self.folder.join("data"));
        command.env("BOUGH_KEYRING_WORDS", &self.words);
        // Without it the accessibility bus is waited for, half a minute long.
        command.env("NO_AT_BRIDGE", "1").env_remove("DBUS_SESSION_BUS_ADDRESS").env_remove("GNOME_KEYRING_CONTROL");
        command
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Whether the person's own session has a keyring that answers.
pub fn has_keyring() -> bool {
    let asked = Command::new("gdbus").args(["wait", "--session", "--timeout", "2", "org.freedesktop.secrets"]).output();
    std::env::var_os("DBUS_SESSION_BUS_ADDRESS").is_some() && asked.is_ok_and(|answer| answer.status.success())
}
