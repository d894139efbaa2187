//! What `ssh -v` tells of its steps, read from the real one.

use crate::daemon::Daemon;
use crate::session::Session;

fn talkative(session: &mut Session) {
    session.options = ["-v", "-oBatchMode=yes", "-oStrictHostKeyChecking=yes"].map(String::from).into();
}

#[test]
fn each_step_is_told() {
    let (mut session, daemon) = (Session::new(), Daemon::start(&["ed25519"]));
    talkative(&mut session);
    session.know(&format!("{} {}\n", daemon.name(), daemon.key("ed25519")));
    let outcome = session.background(&daemon);
    assert!(outcome.connected, "{}", outcome.stderr);
    let told = ssh::handshake(&outcome.stderr);
    assert!(told.connected && told.host_known && told.signed_in, "{told:?}");
    assert!(told.host_key.is_some_and(|key| key.starts_with("SHA256:")));
    let [key] = &told.offered[..] else { panic!("{:?}", told.offered) };
    assert_eq!((&key.fingerprint, &*key.algorithm, key.accepted), (&session.key.fingerprint, "ED25519", true));
    assert_eq!(key.name, session.key.path.display().to_string());
}

#[test]
fn an_unknown_host_key_ends_it_before_any_key_is_offered() {
    let (mut session, daemon) = (Session::new(), Daemon::start(&["ed25519"]));
    talkative(&mut session);
    session.know("");
    let told = ssh::handshake(&session.background(&daemon).stderr);
    assert!(told.connected && told.host_key.is_some());
    assert!(!told.host_known && !told.signed_in && told.offered.is_empty(), "{told:?}");
}

#[test]
fn a_key_that_needs_its_passphrase_is_known_and_lets_nobody_in() {
    let (mut session, daemon) = (Session::with_passphrase(Some("open sesame")), Daemon::start(&["ed25519"]));
    talkative(&mut session);
    session.know(&format!("{} {}\n", daemon.name(), daemon.key("ed25519")));
    let told = ssh::handshake(&session.background(&daemon).stderr);
    assert!(told.host_known && !told.signed_in, "{told:?}");
    assert_eq!(told.offered.iter().map(|key| key.accepted).collect::<Vec<_>>(), [true]);
}

#[test]
fn of_two_handshakes_the_last_one_counts() {
    let (jump, target) = (Daemon::start(&["ed25519"]), Daemon::start(&["ed25519"]));
    let mut session = Session::new();
    talkative(&mut session);
    // The jump host lets in; the target is not known.
    session.know(&format!("{} {}\n", jump.name(), jump.key("ed25519")));
    jump.admit(&session.key.public_key);
    session.options.push(format!("-J127.0.0.1:{}", jump.port));
    let told = ssh::handshake(&session.background(&target).stderr);
    assert!(told.connected && !told.host_known && !told.signed_in, "{told:?}");
}
