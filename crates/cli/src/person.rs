//! The person at the terminal: asked for what no argument may hold, and for what only a person can decide.

use std::io::{self, BufRead, IsTerminal, Read, Write};

use bough_core::Core;
use bough_core::api::application::{Answer, Ask, Question};
use bough_core::api::hosts::{CertificateView, RedirectForm};
use bough_core::api::{AnswerQuestion, Event, ListQuestions, Secret};
use bough_core::fault::Fault;
use tokio::sync::broadcast::error::RecvError;

use crate::output::{complain, visible};
use crate::sentences;

/// More than any token; less than what somebody would pipe by mistake.
const LONGEST: u64 = 64 * 1024;

/// True where somebody can be asked.
pub fn is_there() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// A secret: typed unseen, or the first line of standard input where that is no terminal.
pub fn secret(prompt: &str) -> Result<Secret, Fault> {
    let unreadable = |error: io::Error| Fault::Invalid { field: "stdin".into(), why: format!("Nothing could be read: {error}.") };
    let line = if io::stdin().is_terminal() {
        rpassword::prompt_password(format!("{prompt}: ")).map_err(unreadable)?
    } else {
        let mut line = String::new();
        io::BufReader::new(io::stdin().take(LONGEST)).read_line(&mut line).map_err(unreadable)?;
        line
    };
    Ok(Secret::from_text(line.trim_end_matches(['\r', '\n']).to_owned()))
}

/// A yes or no; no where nobody can be asked.
pub fn agrees(question: &str) -> bool {
    if !is_there() {
        return false;
    }
    let _ = write!(io::stderr(), "{question} Type yes or no: ");
    let mut line = String::new();
    matches!(io::stdin().lock().read_line(&mut line), Ok(read) if read > 0) && line.trim().eq_ignore_ascii_case("yes")
}

/// What is known about a certificate, line by line.
pub fn certificate_lines(certificate: &CertificateView) -> Vec<String> {
    let mut lines = vec![
        format!("{} shows a certificate that is not trusted: {}.", certificate.host, sentences::distrust(certificate.why)),
        format!("  names     {}", certificate.names.join(", ")),
        format!("  subject   {}", certificate.subject),
        format!("  issuer    {}", certificate.issuer),
        format!("  valid     {} to {}", certificate.not_before, certificate.not_after),
        format!("  SHA-256   {}", certificate.sha256),
    ];
    if let Some(authority) = &certificate.authority {
        lines.push(format!("  authority {} ({})", authority.name, authority.sha256));
    }
    lines
}

/// Answers the questions of running jobs until the core is gone. Where nobody is there, the answer is no.
pub async fn answer_questions(core: Core, quiet: impl Fn(bool) + Send) {
    let mut events = core.events();
    loop {
        for question in core.run(ListQuestions {}).await.unwrap_or_default() {
            let id = question.id;
            quiet(true);
            let answer = tokio::task::spawn_blocking(move || ask(&question)).await.unwrap_or(Answer::Refuse);
            quiet(false);
            // Its job may have ended meanwhile.
            let _ = core.run(AnswerQuestion { id, answer }).await;
        }
        loop {
            match events.recv().await {
                Ok(Event::QuestionsChanged) | Err(RecvError::Lagged(_)) => break,
                Ok(_) => {}
                Err(RecvError::Closed) => return,
            }
        }
    }
}

fn ask(question: &Question) -> Answer {
    let yes = |lines: &[String], question: &str| {
        complain(&lines.join("\n"), None);
        if agrees(question) { Answer::Accept } else { Answer::Refuse }
    };
    match &question.ask {
        Ask::HostKey { host, key_type, fingerprint, expected } => {
            let mut lines =
                vec![format!("The SSH server {host} was never seen. It shows this {key_type} key:"), format!("  {fingerprint}")];
            if let Some(expected) = expected {
                let verdict = if expected == fingerprint { "the same" } else { "ANOTHER ONE" };
                lines.push(format!("  {expected} is what its web interface names: {verdict}."));
            }
            yes(&lines, "Accept it from now on?")
        }
        Ask::Certificate { certificate } => yes(&certificate_lines(certificate), "Trust exactly this certificate from now on?"),
        Ask::SignIn { form, wrong, .. } => arrived(*form, *wrong),
        Ask::Passphrase { key } => typed(&format!("Passphrase of {}", visible(key))),
        Ask::Other { text } => typed(visible(text).trim_end().trim_end_matches(':')),
    }
}

/// The address at which the browser ended: one line, wherever it comes from. Where no line comes, the browser's own way is
/// waited for.
fn arrived(form: RedirectForm, wrong: bool) -> Answer {
    let wanted = match form {
        RedirectForm::Page => "Then paste the address of the page where you ended, at once: it is good for ten seconds.",
        RedirectForm::Loopback | RedirectForm::Scheme => {
            "Waiting for the browser. Where it runs on another computer, paste the address at which it ended."
        }
    };
    complain(if wrong { "That was not the address of the answer. Paste it as a whole." } else { wanted }, None);
    let mut line = String::new();
    let read = io::BufReader::new(io::stdin().take(LONGEST)).read_line(&mut line);
    if !matches!(read, Ok(count) if count > 0) {
        loop {
            std::thread::park();
        }
    }
    Answer::Text { text: Secret::from_text(line.trim().to_owned()) }
}

fn typed(prompt: &str) -> Answer {
    if !is_there() {
        return Answer::Refuse;
    }
    match secret(prompt) {
        Ok(text) if !text.is_blank() => Answer::Text { text },
        _ => Answer::Refuse,
    }
}
