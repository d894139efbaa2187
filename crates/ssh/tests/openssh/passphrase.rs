//! A passphrase reaches `ssh` and nothing else: not its arguments, not any environment, and never twice.

use std::fs;

use ssh::askpass::{Answer, Question};

use crate::daemon::Daemon;
use crate::session::Session;

const CANARY: &str = "CANARY2 pass phrase";

/// Everything other processes could look at.
fn visible_to_others() -> Vec<u8> {
    let processes = fs::read_dir("/proc").unwrap().flatten().map(|entry| entry.path());
    processes.flat_map(|process| ["cmdline", "environ"].map(|file| fs::read(process.join(file)))).flatten().flatten().collect()
}

fn holds_canary(bytes: &[u8]) -> bool {
    bytes.windows(CANARY.len()).any(|window| window == CANARY.as_bytes())
}

fn answer(question: &Question) -> Answer {
    match question {
        Question::Passphrase { .. } => Answer::Text(CANARY.into()),
        other => Session::accept(other),
    }
}

#[test]
fn the_passphrase_opens_the_key_and_shows_nowhere() {
    let (session, daemon) = (Session::with_passphrase(Some(CANARY)), Daemon::start(&["ed25519"]));
    session.know(&format!("{} {}\n", daemon.name(), daemon.key("ed25519")));
    let outcome = session.foreground(&daemon, |question| {
        assert!(!holds_canary(&visible_to_others()));
        answer(question)
    });
    assert!(outcome.connected, "{}", outcome.stderr);
    assert_eq!(outcome.asked, [Question::Passphrase { key: session.key.path.display().to_string() }]);
    assert!(!holds_canary(outcome.stderr.as_bytes()));
}

#[test]
fn a_wrong_passphrase_is_asked_for_once() {
    let (session, daemon) = (Session::with_passphrase(Some(CANARY)), Daemon::start(&["ed25519"]));
    session.know(&format!("{} {}\n", daemon.name(), daemon.key("ed25519")));
    let outcome = session.foreground(&daemon, |_| Answer::Text("wrong".into()));
    assert!(!outcome.connected);
    assert_eq!(outcome.asked.len(), 1);
}

#[test]
fn a_jump_host_may_need_the_same_key_again() {
    let (jump, target) = (Daemon::start(&["ed25519"]), Daemon::start(&["ed25519"]));
    let mut session = Session::with_passphrase(Some(CANARY));
    session.know("");
    jump.admit(&session.key.public_key);
    session.options = vec![format!("-J127.0.0.1:{}", jump.port)];
    let outcome = session.foreground(&target, answer);
    assert!(outcome.connected, "{}", outcome.stderr);
    let passphrases = outcome.asked.iter().filter(|question| matches!(question, Question::Passphrase { .. })).count();
    assert_eq!((passphrases, outcome.asked.len()), (2, 4), "{:?}", outcome.asked);
}
