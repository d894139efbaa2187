//! T5.1: nine states of `known_hosts`. Only an unknown key is asked about; a changed or revoked one can't be clicked away.

use std::fs;
use std::process::Command;

use ssh::askpass::{Answer, Question};
use ssh::{HostKeyFailure, HostKeyProblem, host_key_failure, known_fingerprint};

use crate::daemon::{Daemon, keygen, public_key};
use crate::session::{Outcome, Session};

const UNRELATED: &str =
    "# mine\nother.example ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGPm6vfXQl6mXJtk3jTRJ9UkHkGgLOlLJ2oW1tB3fX8m\n";

fn failure(outcome: &Outcome) -> HostKeyFailure {
    assert!(!outcome.connected);
    host_key_failure(&outcome.stderr).unwrap_or_else(|| unreachable!("not understood:\n{}", outcome.stderr))
}

fn assert_connects_unasked(session: &Session, daemon: &Daemon) {
    let before = fs::read(session.known_hosts()).unwrap();
    for outcome in [session.foreground(daemon, Session::accept), session.background(daemon)] {
        assert!(outcome.connected, "{}", outcome.stderr);
        assert_eq!(outcome.asked, []);
    }
    assert_eq!(fs::read(session.known_hosts()).unwrap(), before);
}

/// Stops without a question, whoever asks.
fn assert_stops_unasked(session: &Session, daemon: &Daemon) -> HostKeyFailure {
    let before = fs::read(session.known_hosts()).unwrap();
    let outcomes = [session.foreground(daemon, Session::accept), session.background(daemon)];
    let [foreground, background] = outcomes.map(|outcome| {
        assert_eq!(outcome.asked, []);
        failure(&outcome)
    });
    assert_eq!(foreground, background);
    assert_eq!(fs::read(session.known_hosts()).unwrap(), before);
    foreground
}

#[test]
fn an_unknown_key_is_asked_about_and_accepting_writes_one_line() {
    let (session, daemon) = (Session::new(), Daemon::start(&["ed25519"]));
    session.know(UNRELATED);
    let outcome = session.foreground(&daemon, Session::accept);
    assert!(outcome.connected, "{}", outcome.stderr);
    let fingerprint = daemon.fingerprint("ed25519");
    assert_eq!(outcome.asked, [Question::HostKey { host: daemon.name(), key_type: "ED25519".into(), fingerprint }]);
    let written = fs::read_to_string(session.known_hosts()).unwrap();
    assert_eq!(written, format!("{UNRELATED}{} {}\n", daemon.name(), daemon.key("ed25519")));
    assert_connects_unasked(&session, &daemon);
}

#[test]
fn nothing_but_the_right_fingerprint_accepts() {
    let (session, daemon) = (Session::new(), Daemon::start(&["ed25519"]));
    session.know(UNRELATED);
    let wrong = "SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    for answer in [None, Some("yes"), Some(wrong), Some("")] {
        let outcome = session.foreground(&daemon, move |_| answer.map_or(Answer::Refuse, |text| Answer::Text(text.into())));
        let failure = failure(&outcome);
        assert_eq!(failure.problem, HostKeyProblem::Refused, "{answer:?}");
        // The wrong fingerprint reaches OpenSSH, which asks again: that repetition reaches nobody.
        assert_eq!(outcome.asked.len(), 1, "{answer:?}: {:?}", outcome.asked);
        assert_eq!(fs::read_to_string(session.known_hosts()).unwrap(), UNRELATED);
    }
}

#[test]
fn the_right_key_connects_in_every_form_of_its_name() {
    let mut session = Session::new();
    let daemon = Daemon::start(&["ed25519"]);
    // The port form, the hashed form, and a plain name.
    session.know(&format!("{UNRELATED}{} {}\n", daemon.name(), daemon.key("ed25519")));
    assert_connects_unasked(&session, &daemon);
    let hashed = Command::new("ssh-keygen").args(["-H", "-f"]).arg(session.known_hosts()).output().unwrap();
    assert!(hashed.status.success());
    assert!(!fs::read_to_string(session.known_hosts()).unwrap().contains("127.0.0.1"));
    assert_connects_unasked(&session, &daemon);
    session.know(&format!("plain.example {}\n", daemon.key("ed25519")));
    session.options = vec!["-oHostKeyAlias=plain.example".into()];
    assert_connects_unasked(&session, &daemon);
}

#[test]
fn a_changed_key_stops() {
    let (session, daemon, other) = (Session::new(), Daemon::start(&["ed25519"]), Daemon::start(&["ed25519"]));
    session.know(&format!("{UNRELATED}{} {}\n", daemon.name(), other.key("ed25519")));
    let failure = assert_stops_unasked(&session, &daemon);
    assert_eq!(
        failure,
        HostKeyFailure {
            problem: HostKeyProblem::Changed,
            known_at: format!("{}:3", session.known_hosts().display()),
            shown: daemon.fingerprint("ed25519"),
            host: daemon.name(),
        }
    );
    assert_eq!(known_fingerprint(&failure.known_at), Some(other.fingerprint("ed25519")));
}

#[test]
fn ssh_config_can_not_switch_the_check_off() {
    let (mut session, daemon, other) = (Session::new(), Daemon::start(&["ed25519"]), Daemon::start(&["ed25519"]));
    session.know(&format!("{} {}\n", daemon.name(), other.key("ed25519")));
    let config = session.root.path().join("config");
    let careless = fs::read_to_string(&config).unwrap().replace("StrictHostKeyChecking ask", "StrictHostKeyChecking no");
    fs::write(&config, careless).unwrap();
    session.options = vec!["-oStrictHostKeyChecking=ask".into()];
    assert_eq!(assert_stops_unasked(&session, &daemon).problem, HostKeyProblem::Changed);
}

#[test]
fn a_key_of_another_type_only_stops_with_its_own_name() {
    let (session, daemon, other) = (Session::new(), Daemon::start(&["ed25519"]), Daemon::start(&["ecdsa"]));
    session.know(&format!("{} {}\n", daemon.name(), other.key("ecdsa")));
    let failure = assert_stops_unasked(&session, &daemon);
    assert_eq!(failure.problem, HostKeyProblem::OtherType);
    assert_eq!(failure.shown, daemon.fingerprint("ed25519"));
    assert_eq!(failure.host, daemon.name());
    assert_eq!(known_fingerprint(&failure.known_at), Some(other.fingerprint("ecdsa")));
}

#[test]
fn a_revoked_key_stops_even_where_it_is_also_known() {
    let mut session = Session::new();
    let daemon = Daemon::start(&["ed25519"]);
    let (name, key) = (daemon.name(), daemon.key("ed25519"));
    session.know(&format!("{name} {key}\n@revoked {name} {key}\n"));
    let failure = assert_stops_unasked(&session, &daemon);
    assert_eq!((failure.problem, failure.host), (HostKeyProblem::Revoked, name));
    // The other way to revoke: a list named in ssh_config.
    let list = session.root.path().join("revoked");
    fs::write(&list, format!("{key}\n")).unwrap();
    session.know(&format!("{} {key}\n", daemon.name()));
    session.options = vec![format!("-oRevokedHostKeys={}", list.display())];
    let failure = assert_stops_unasked(&session, &daemon);
    assert_eq!(failure.problem, HostKeyProblem::Revoked, "{failure:?}");
    assert_eq!(failure.shown, daemon.fingerprint("ed25519"));
}

#[test]
fn a_host_vouched_for_by_an_authority_connects() {
    let session = Session::new();
    let authority = session.root.path().join("authority");
    keygen(&authority, "ed25519");
    let daemon = Daemon::start_with(&["ed25519"], |folder| {
        let key = folder.join("ed25519.pub");
        let status = Command::new("ssh-keygen")
            .args(["-q", "-h", "-I", "test host", "-n", "127.0.0.1", "-s"])
            .args([&authority, &key])
            .status()
            .unwrap();
        assert!(status.success());
        format!("HostCertificate {}/ed25519-cert.pub\n", folder.display())
    });
    session.know(&format!("@cert-authority {} {}\n", daemon.name(), public_key(&authority)));
    assert_connects_unasked(&session, &daemon);
}

#[test]
fn an_unreadable_file_knows_nothing() {
    let (session, daemon) = (Session::new(), Daemon::start(&["ed25519"]));
    // Root reads through every mode, so for root the file is a folder.
    if rustix::process::geteuid().is_root() {
        fs::create_dir(session.known_hosts()).unwrap();
    } else {
        session.know(&format!("{} {}\n", daemon.name(), daemon.key("ed25519")));
        let mode = std::os::unix::fs::PermissionsExt::from_mode(0o000);
        fs::set_permissions(session.known_hosts(), mode).unwrap();
    }
    let refused = session.foreground(&daemon, |_| Answer::Refuse);
    assert_eq!(failure(&refused).problem, HostKeyProblem::Refused);
    assert!(matches!(&refused.asked[..], [Question::HostKey { .. }]), "{:?}", refused.asked);
    let accepted = session.foreground(&daemon, Session::accept);
    assert!(accepted.connected && accepted.stderr.contains("Failed to add the host"), "{}", accepted.stderr);
    assert_eq!(failure(&session.background(&daemon)).problem, HostKeyProblem::Refused);
}
