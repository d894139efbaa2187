//! What admits one `ssh` child to the server, until it is dropped.

use std::collections::HashSet;
use std::env;
use std::ffi::{OsStr, OsString};
use std::fmt;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use secrecy::{ExposeSecret, SecretString};
use subtle::ConstantTimeEq;

use super::endpoint::HangUp;
use super::question::{Answer, Question, is_fingerprint, recognise};
use super::server::Desk;
use super::wire::{Request, Value};
use super::{Ask, VARIABLE};

/// Admits one `ssh` child (and the jump hosts it starts). Dropping it ends every question that is still open.
pub struct Ticket {
    desk: Arc<Desk>,
    admission: Arc<Admission>,
}

/// What the server knows of a ticket.
pub(super) struct Admission {
    value: Value,
    foreground: bool,
    ask: Ask,
    asked: Mutex<HashSet<(u32, String)>>,
    closed: AtomicBool,
    lines: Mutex<Vec<HangUp>>,
}

impl Ticket {
    pub(super) fn new(desk: Arc<Desk>, admission: Arc<Admission>) -> Self {
        Self { desk, admission }
    }

    /// What to put into the environment of the `ssh` child; `askpass_program` calls [`super::run_if_asked`].
    pub fn environment(&self, askpass_program: &Path) -> Vec<(OsString, OsString)> {
        let mut admission = self.desk.address().to_owned();
        admission.push(":");
        for byte in self.admission.value {
            admission.push(format!("{byte:02x}"));
        }
        let mut environment = vec![
            ("SSH_ASKPASS".into(), askpass_program.into()),
            ("SSH_ASKPASS_REQUIRE".into(), "force".into()),
            (VARIABLE.into(), admission),
        ];
        // Some builds of OpenSSH look for a display before they look at SSH_ASKPASS_REQUIRE.
        if env::var_os("DISPLAY").is_none_or(|display| display.is_empty()) {
            environment.push(("DISPLAY".into(), "bough:0".into()));
        }
        environment
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        self.desk.remove(&self.admission);
        self.admission.close();
    }
}

impl fmt::Debug for Ticket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ticket").field("foreground", &self.admission.foreground).finish_non_exhaustive()
    }
}

impl Admission {
    pub(super) fn new(value: Value, foreground: bool, ask: Ask) -> Self {
        Self { value, foreground, ask, asked: Mutex::default(), closed: AtomicBool::new(false), lines: Mutex::default() }
    }

    /// Compares in constant time, so that nothing can be guessed byte by byte.
    pub(super) fn is(&self, value: &Value) -> bool {
        self.value.ct_eq(value).into()
    }

    /// Answers one question, at most once for each text and asking `ssh`.
    pub(super) fn answer(&self, request: Request, hang_up: HangUp) -> Option<SecretString> {
        if !self.foreground {
            return None;
        }
        let question = recognise(&request.question)?;
        let first = self.asked.lock().unwrap_or_else(PoisonError::into_inner).insert((request.asker, request.question));
        if !first {
            return None;
        }
        self.lines.lock().unwrap_or_else(PoisonError::into_inner).push(hang_up);
        if self.closed.load(Ordering::SeqCst) {
            return None;
        }
        let answer = (self.ask)(question.clone());
        let Answer::Text(text) = answer else { return None };
        (!self.closed.load(Ordering::SeqCst) && fits(&question, &text)).then_some(text)
    }

    pub(super) fn close(&self) {
        self.closed.store(true, Ordering::SeqCst);
        for hang_up in self.lines.lock().unwrap_or_else(PoisonError::into_inner).drain(..) {
            hang_up();
        }
    }
}

/// A host key is accepted by the fingerprint the person saw and by nothing else: a "yes" would leave the comparing to us.
fn fits(question: &Question, answer: &SecretString) -> bool {
    let answer = answer.expose_secret();
    match question {
        Question::HostKey { .. } => is_fingerprint(answer),
        Question::Passphrase { .. } | Question::Other { .. } => !answer.contains(['\n', '\r', '\0']),
    }
}

/// Takes `<address>:<value>` apart.
pub(super) fn split(admission: &OsStr) -> Option<(OsString, Value)> {
    let bytes = admission.as_encoded_bytes();
    let colon = bytes.len().checked_sub(65).filter(|at| bytes.get(*at) == Some(&b':'))?;
    let (address, hex) = (bytes.get(..colon)?, bytes.get(colon + 1..)?);
    let mut value = Value::default();
    for (byte, pair) in value.iter_mut().zip(hex.chunks_exact(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some((from_bytes(address)?, value))
}

#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "the other systems can fail here")]
fn from_bytes(bytes: &[u8]) -> Option<OsString> {
    use std::os::unix::ffi::OsStringExt;
    Some(OsString::from_vec(bytes.to_vec()))
}

#[cfg(not(unix))]
fn from_bytes(bytes: &[u8]) -> Option<OsString> {
    std::str::from_utf8(bytes).ok().map(OsString::from)
}
