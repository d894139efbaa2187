//! T5.8: who gets an answer. A guessed, reused or foreign value gets none, and neither does a repeated question.

use std::ffi::OsString;
use std::fs;
use std::io::{Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::mpsc;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use ssh::askpass::{Answer, Question, Ticket};

use crate::session::{Session, askpass};

const QUESTION: &str = "Enter passphrase for key '/home/me/.ssh/id': ";

fn admission(ticket: &Ticket) -> OsString {
    ticket.environment(askpass()).into_iter().find(|(name, _)| name == "BOUGH_ASKPASS").unwrap().1
}

fn socket(ticket: &Ticket) -> PathBuf {
    let admission = admission(ticket).into_string().unwrap();
    PathBuf::from(admission.rsplit_once(':').unwrap().0)
}

fn client(admission: &OsString, question: &str) -> Command {
    let mut command = Command::new(askpass());
    command.arg(question).env("BOUGH_ASKPASS", admission);
    command
}

fn ask(admission: &OsString, question: &str) -> Option<String> {
    let Output { status, stdout, .. } = client(admission, question).output().unwrap();
    assert_eq!(status.success(), !stdout.is_empty());
    status.success().then(|| String::from_utf8(stdout).unwrap())
}

fn say(text: &'static str) -> impl Fn(&Question) -> Answer + Send + Sync + 'static {
    move |_| Answer::Text(text.into())
}

#[test]
fn each_question_is_answered_once() {
    let session = Session::new();
    let ticket = session.server.admit(true, session.recording(say("secret")));
    let value = admission(&ticket);
    assert_eq!(ask(&value, QUESTION).as_deref(), Some("secret\n"));
    assert_eq!(ask(&value, QUESTION), None);
    assert_eq!(ask(&value, "Enter passphrase for key '/other': ").as_deref(), Some("secret\n"));
    assert_eq!(ask(&value, "Please type 'yes', 'no' or the fingerprint: "), None);
    assert_eq!(session.asked().len(), 2);
}

#[test]
fn a_guessed_value_is_refused() {
    let session = Session::new();
    let ticket = session.server.admit(true, session.recording(say("secret")));
    let right = admission(&ticket).into_string().unwrap();
    let socket = socket(&ticket).display().to_string();
    let last = if right.ends_with('0') { "1" } else { "0" };
    for guess in [
        format!("{socket}:{}", "0".repeat(64)),
        format!("{}{last}", &right[..right.len() - 1]),
        right[..right.len() - 2].to_owned(),
        format!("{right}00"),
        format!("{socket}:"),
        socket.clone(),
        String::new(),
        "nowhere:".to_owned() + &"0".repeat(64),
    ] {
        assert_eq!(ask(&guess.into(), QUESTION), None);
    }
    assert_eq!(session.asked(), []);
    assert_eq!(ask(&right.into(), QUESTION).as_deref(), Some("secret\n"));
}

#[test]
fn a_value_ends_with_its_ticket_and_reaches_no_other() {
    let session = Session::new();
    let first = session.server.admit(true, session.recording(say("first")));
    let second = session.server.admit(true, session.recording(say("second")));
    let (value, other) = (admission(&first), admission(&second));
    assert_ne!(value, other);
    assert_eq!(ask(&other, QUESTION).as_deref(), Some("second\n"));
    drop(first);
    assert_eq!(ask(&value, QUESTION), None);
    drop(second);
    assert_eq!(ask(&other, "Enter passphrase for key '/other': "), None);
}

#[test]
fn an_unknown_question_is_shown_as_the_servers_text() {
    let session = Session::new();
    let ticket = session.server.admit(true, session.recording(|_| Answer::Refuse));
    for text in ["Your passphrase, please: ", "(me@host) Enter passphrase for key '/home/me/.ssh/id': "] {
        assert_eq!(ask(&admission(&ticket), text), None);
    }
    assert!(session.asked().iter().all(|question| matches!(question, Question::Other { .. })), "{:?}", session.asked());
    assert_eq!(session.asked().len(), 2);
}

#[test]
fn an_answer_of_several_lines_is_refused() {
    let session = Session::new();
    let ticket = session.server.admit(true, session.recording(say("secret\nyes")));
    assert_eq!(ask(&admission(&ticket), QUESTION), None);
}

#[test]
fn the_socket_is_for_its_owner_only() {
    let session = Session::new();
    let ticket = session.server.admit(true, session.recording(say("secret")));
    let folder = socket(&ticket).parent().unwrap().to_owned();
    assert_eq!(fs::metadata(&folder).unwrap().permissions().mode() & 0o777, 0o700);
    drop(ticket);
    drop(session);
    assert!(!folder.exists());
}

#[test]
fn a_long_folder_is_no_obstacle() {
    let root = tempfile::tempdir().unwrap();
    let server = ssh::askpass::Server::start(&root.path().join("x".repeat(120))).unwrap();
    let ticket = server.admit(true, Arc::new(|_| Answer::Text("secret".into())));
    assert_eq!(ask(&admission(&ticket), QUESTION).as_deref(), Some("secret\n"));
    assert_eq!(fs::metadata(socket(&ticket).parent().unwrap()).unwrap().permissions().mode() & 0o777, 0o700);
}

#[test]
fn noise_and_silence_on_the_socket_hinder_nobody() {
    let session = Session::new();
    let ticket = session.server.admit(true, session.recording(say("secret")));
    let silent = UnixStream::connect(socket(&ticket)).unwrap();
    let mut noisy = UnixStream::connect(socket(&ticket)).unwrap();
    // A length of four thousand million bytes after a wrong value.
    noisy.write_all(&[0xff; 40]).unwrap();
    let mut end = Vec::new();
    noisy.read_to_end(&mut end).unwrap_or_default();
    assert!(end.is_empty() || end == [0]);
    assert_eq!(ask(&admission(&ticket), QUESTION).as_deref(), Some("secret\n"));
    drop(silent);
}

#[test]
fn dropping_the_ticket_ends_an_open_question() {
    let session = Session::new();
    let (asked, is_asked) = mpsc::channel();
    let (answer, answers) = mpsc::channel::<()>();
    let (asked, answers) = (Mutex::new(asked), Mutex::new(answers));
    let ticket = session.server.admit(
        true,
        Arc::new(move |_| {
            asked.lock().unwrap().send(()).unwrap();
            assert!(answers.lock().unwrap().recv().is_err(), "the test lets go");
            Answer::Text("too late".into())
        }),
    );
    let child = client(&admission(&ticket), QUESTION).stdout(Stdio::piped()).spawn().unwrap();
    is_asked.recv().unwrap();
    drop(ticket);
    let begin = Instant::now();
    let output = child.wait_with_output().unwrap();
    assert!(begin.elapsed() < Duration::from_secs(2));
    assert!(!output.status.success() && output.stdout.is_empty());
    drop(answer);
}

#[test]
fn a_plain_start_is_no_question() {
    let output = Command::new(askpass()).env_remove("BOUGH_ASKPASS").arg(QUESTION).output().unwrap();
    assert!(!output.status.success() && output.stdout.is_empty());
    assert!(Path::new(askpass()).is_absolute());
}
