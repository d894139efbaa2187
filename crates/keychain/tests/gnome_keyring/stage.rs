//! Where a test takes place: it prepares the surroundings and runs itself again inside them.

use std::env;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use keychain::{Entry, EntryKind, Error, Keychain, Limits};
use secrecy::ExposeSecret;
use uuid::Uuid;

use crate::bus::{Bus, Surroundings};

const INSIDE: &str = "BOUGH_KEYCHAIN_TEST_INSIDE";
const ROLE: &str = "BOUGH_KEYCHAIN_TEST_ROLE";

pub const APPLICATION: &str = "dev.bough.test";
pub const SERVICE: &str = "dev.bough.test.secret";

/// Runs `body` in a process whose session bus is `bus`. `test` is the full name of the calling test.
pub fn on(bus: Bus, test: &str, body: impl FnOnce()) {
    if env::var_os(INSIDE).is_some() {
        body();
        println!("\nbody done");
        return;
    }
    let root = tempfile::tempdir().unwrap();
    let (_surroundings, variables) = Surroundings::start(bus, root.path());
    let mut child = again(test).env_clear().envs(variables).env(INSIDE, "1").stdout(Stdio::piped()).spawn().unwrap();
    let output = child.stdout.take().unwrap();
    let reader = thread::spawn(move || std::io::read_to_string(output).unwrap());
    let status = end_within(&mut child, Duration::from_mins(2));
    let output = reader.join().unwrap();
    // The runner passes, too, where no test has that name.
    let passed = status.is_some_and(|status| status.success()) && output.lines().any(|line| line == "body done");
    if !passed {
        eprintln!("{output}");
    }
    assert!(passed, "{test} failed inside its session: {status:?}");
}

/// This test once more as a process inside the same session, playing `role`.
pub fn actor(test: &str, role: &str) -> Command {
    let mut command = again(test);
    command.env(ROLE, role);
    command
}

/// The role this process plays, `None` in the body itself.
pub fn role() -> Option<String> {
    env::var(ROLE).ok()
}

fn again(test: &str) -> Command {
    let mut command = Command::new(env::current_exe().unwrap());
    command.args(["--exact", test, "--nocapture", "--test-threads=1"]);
    command
}

/// `None`, and the process killed, where it takes longer.
pub fn end_within(child: &mut Child, limit: Duration) -> Option<ExitStatus> {
    let begin = Instant::now();
    while begin.elapsed() < limit {
        if let Some(status) = child.try_wait().unwrap() {
            return Some(status);
        }
        thread::sleep(Duration::from_millis(10));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    None
}

/// A keychain whose limits fit a test.
pub fn keychain() -> Keychain {
    limited(Duration::from_secs(20))
}

pub fn limited(hard: Duration) -> Keychain {
    Keychain::with_limits(APPLICATION, Limits { soft: Duration::from_millis(300), hard, longest: Some(2_560) })
}

/// The access token of account `account` in profile `profile`.
pub fn pat(profile: u128, account: u128) -> Entry {
    Entry {
        profile: Uuid::from_u128(profile),
        kind: EntryKind::Pat(Uuid::from_u128(account)),
        label: "Bitbucket – git.example – work".into(),
    }
}

/// What the entry's user attribute is called; the same words are in section 4 of the design.
pub fn user_of(profile: u128, account: u128) -> String {
    format!("v1:{}:pat:{}", Uuid::from_u128(profile), Uuid::from_u128(account))
}

/// Waits for a call as plain code does that knows no runtime.
pub fn wait<T>(call: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(call)
}

pub fn read(keychain: &Keychain, entry: &Entry) -> Result<Option<String>, Error> {
    Ok(wait(keychain.read(entry))?.map(|secret| secret.expose_secret().to_owned()))
}

pub fn save(keychain: &Keychain, entry: &Entry, secret: &str) -> Result<(), Error> {
    wait(keychain.save(entry, secret.into()))
}
