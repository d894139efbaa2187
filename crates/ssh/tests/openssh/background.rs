//! T5.2: in the background nobody is asked, not even by the `ssh` of a jump host, which sees no option of ours.

use std::fs;
use std::process::Command;

use ssh::askpass::Question;
use ssh::{HostKeyProblem, host_key_failure};

use crate::daemon::Daemon;
use crate::session::{Session, askpass};

fn strict() -> Vec<String> {
    vec!["-oBatchMode=yes".into(), "-oStrictHostKeyChecking=yes".into()]
}

#[test]
fn an_unknown_host_is_refused_without_a_question() {
    let daemon = Daemon::start(&["ed25519"]);
    // With the options of a background job, and without them: the ticket alone is enough.
    for options in [strict(), Vec::new()] {
        let mut session = Session::new();
        session.know("");
        session.options = options;
        let outcome = session.background(&daemon);
        assert!(!outcome.connected);
        assert_eq!(outcome.asked, []);
        let failure = host_key_failure(&outcome.stderr).unwrap();
        assert_eq!(failure.problem, HostKeyProblem::Refused);
        assert_eq!(failure.host, if session.options.is_empty() { String::new() } else { daemon.name() });
        assert_eq!(fs::read(session.known_hosts()).unwrap(), b"");
    }
}

#[test]
fn an_unknown_jump_host_is_refused_without_a_question() {
    let (jump, target) = (Daemon::start(&["ed25519"]), Daemon::start(&["ed25519"]));
    let mut session = Session::new();
    session.know(&format!("{} {}\n", target.name(), target.key("ed25519")));
    jump.admit(&session.key.public_key);
    session.options = strict();
    session.options.push(format!("-J127.0.0.1:{}", jump.port));
    let outcome = session.background(&target);
    assert!(!outcome.connected);
    assert_eq!(outcome.asked, []);
    assert_eq!(host_key_failure(&outcome.stderr).unwrap().problem, HostKeyProblem::Refused);

    // In the foreground the same question does reach the person, so it was the ticket that kept it away.
    session.options.retain(|option| option.starts_with("-J"));
    let outcome = session.foreground(&target, Session::accept);
    assert!(outcome.connected, "{}", outcome.stderr);
    assert!(matches!(&outcome.asked[..], [Question::HostKey { host, .. }] if *host == jump.name()), "{:?}", outcome.asked);
}

#[test]
fn whatever_the_question_a_background_ticket_refuses_it() {
    let session = Session::new();
    let ticket = session.server.admit(false, session.recording(Session::accept));
    for (question, hint) in [
        ("Enter passphrase for key '/home/me/.ssh/id': ", ""),
        ("Enter PIN for ED25519-SK key /home/me/.ssh/id: ", ""),
        ("Confirm user presence for key ED25519-SK SHA256:abc", "none"),
        ("Allow use of key id?\n", "confirm"),
    ] {
        let output = Command::new(askpass())
            .arg(question)
            .envs(ticket.environment(askpass()))
            .env("SSH_ASKPASS_PROMPT", hint)
            .output()
            .unwrap();
        assert!(!output.status.success() && output.stdout.is_empty(), "{question}");
    }
    assert_eq!(session.asked(), []);
}
