//! The GNOME keyring daemon of one test, and stock `secret-tool` as the second opinion.

use std::io::Write;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde::Serialize;
use serde::de::DeserializeOwned;
use zbus::blocking::{Connection, fdo::DBusProxy};
use zbus::names::BusName;
use zbus::zvariant::{DynamicType, ObjectPath, OwnedObjectPath, OwnedValue, Type, Value};

const NAME: &str = "org.freedesktop.secrets";
const PASSWORD: &[u8] = b"pw";

/// Ends with the test.
pub struct Daemon {
    child: Child,
}

#[expect(clippy::unused_self, reason = "a daemon must be there for it, though it is found by its name on the bus")]
impl Daemon {
    /// With a login keyring, unlocked; made anew or opened again.
    pub fn unlocked() -> Self {
        Self::start(&["--unlock"])
    }

    /// As after a login that was not graphical: no keyring at all.
    pub fn without_keyring() -> Self {
        Self::start(&[])
    }

    /// With a login keyring, locked.
    pub fn locked() -> Self {
        let daemon = Self::unlocked();
        daemon.lock();
        daemon
    }

    fn start(arguments: &[&str]) -> Self {
        let mut child = Command::new("gnome-keyring-daemon")
            .args(["--foreground", "--components=secrets"])
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|failed| unreachable!("gnome-keyring is not installed, `cargo xtask setup` does it: {failed}"));
        child.stdin.take().unwrap().write_all(PASSWORD).unwrap();
        let daemon = Self { child };
        wait_until("the keyring is on the bus", || is_owned(NAME));
        daemon
    }

    pub fn lock(&self) {
        let (locked, _prompt): (Vec<OwnedObjectPath>, OwnedObjectPath) =
            call("org.freedesktop.Secret.Service", "Lock", &(vec![login()],));
        assert_eq!(locked.len(), 1, "the keyring is locked");
    }

    /// Opens the keyring past any prompt, as a login in another place does.
    pub fn unlock(&self) {
        let bus = Connection::session().unwrap();
        let (_, session): (OwnedValue, OwnedObjectPath) =
            call_on(&bus, "org.freedesktop.Secret.Service", "OpenSession", &("plain", Value::from("")));
        let password = (session, Vec::<u8>::new(), PASSWORD, "text/plain");
        let () = call_on(
            &bus,
            "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface",
            "UnlockWithMasterPassword",
            &(login(), password),
        );
    }

    /// With signal 9.
    pub fn kill(self) {
        drop(self);
        wait_until("the keyring has left the bus", || !is_owned(NAME));
    }
}

impl Drop for Daemon {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn login() -> ObjectPath<'static> {
    ObjectPath::from_static_str("/org/freedesktop/secrets/collection/login").unwrap()
}

fn call<T: DeserializeOwned + Type>(interface: &str, method: &str, body: &(impl Serialize + DynamicType)) -> T {
    call_on(&Connection::session().unwrap(), interface, method, body)
}

fn call_on<T: DeserializeOwned + Type>(
    bus: &Connection,
    interface: &str,
    method: &str,
    body: &(impl Serialize + DynamicType),
) -> T {
    let answer = bus.call_method(Some(NAME), "/org/freedesktop/secrets", Some(interface), method, body).unwrap();
    answer.body().deserialize().unwrap()
}

pub fn is_owned(name: &str) -> bool {
    let bus = Connection::session().unwrap();
    DBusProxy::new(&bus).unwrap().name_has_owner(BusName::try_from(name).unwrap()).unwrap()
}

pub fn wait_until(what: &str, mut holds: impl FnMut() -> bool) {
    let begin = Instant::now();
    while !holds() {
        assert!(begin.elapsed() < Duration::from_secs(20), "never: {what}");
        thread::sleep(Duration::from_millis(10));
    }
}

/// What `secret-tool` prints; `None` where it fails.
pub fn secret_tool(arguments: &[&str], input: &str) -> Option<String> {
    let mut child = Command::new("secret-tool")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap_or_else(|failed| unreachable!("libsecret-tools is not installed, `cargo xtask setup` does it: {failed}"));
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    output.status.success().then(|| String::from_utf8(output.stdout).unwrap())
}

/// How many items have this service.
pub fn count(service: &str) -> usize {
    let found = secret_tool(&["search", "--all", "service", service], "").unwrap_or_default();
    found.lines().filter(|line| line.starts_with("[/")).count()
}
