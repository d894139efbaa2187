//! What the head of an HTTP answer means for Git.

use net::{Answer, Url};

use crate::error::{Error, SignInReason};

/// As much of an error's body as is shown.
const WORDS: u64 = 4096;

/// Passes an answer of 200 with Git's content type, and names everything else.
pub(super) fn check(answer: &mut Answer, content_type: &str, signed_in: bool) -> Result<(), Error> {
    if answer.status == 200 && answer.content_type().as_deref() == Some(content_type) {
        return Ok(());
    }
    let what = repository(&answer.url);
    Err(failure(answer, what, signed_in))
}

/// Why an answer is not the one that was asked for. `what` is what may not be there.
pub(crate) fn failure(answer: &mut Answer, what: String, signed_in: bool) -> Error {
    let host = super::https::host(&answer.url);
    let web_page = answer.is_web_page();
    match answer.status {
        200 if web_page => Error::WebPage { host, url: shown(&answer.url) },
        200 => Error::NotGit { detail: "The server does not speak Git's protocol at this address.".to_owned() },
        401 | 403 => refused(answer, host, signed_in),
        404 | 410 => Error::NotFound { what },
        502..=504 => Error::Offline { host, detail: words(answer) },
        _ => Error::Refused { detail: words(answer) },
    }
}

/// The address for messages: without query, and there is no user name in it.
pub(super) fn shown(url: &Url) -> String {
    let mut url = url.clone();
    url.set_query(None);
    url.into()
}

fn refused(answer: &mut Answer, host: String, signed_in: bool) -> Error {
    let marked = answer.header("X-Authentication-Denied-Reason").is_some_and(|reason| reason.contains("CAPTCHA"));
    let detail = words(answer);
    // Bitbucket locks an account after a few failures, and has no status of its own for that.
    let reason = match answer.status {
        _ if marked || detail.contains("CaptchaRequired") || detail.contains("CAPTCHA required") => SignInReason::Captcha,
        401 if signed_in => SignInReason::Rejected,
        401 => SignInReason::NoAccount,
        _ => return Error::Denied { missing: missing(&answer.url).to_owned(), detail },
    };
    Error::SignIn { host, reason, detail }
}

/// What somebody who is known but not allowed lacks, by what was asked for.
fn missing(url: &Url) -> &'static str {
    let push = super::talk::Talk::Push.service();
    let pushes = url.path().ends_with(push) || url.query().is_some_and(|query| query.ends_with(push));
    if pushes { "Repository write" } else { "Repository read" }
}

fn words(answer: &mut Answer) -> String {
    let status = answer.status;
    if answer.is_web_page() {
        return format!("HTTP {status}");
    }
    let text = answer.text(WORDS);
    let text = message(&text).unwrap_or(text);
    let text = crate::shown::visible_lines(text.trim().as_bytes());
    if text.is_empty() { format!("HTTP {status}") } else { format!("HTTP {status}: {text}") }
}

/// The sentence within an answer in JSON, as LFS servers give it.
fn message(text: &str) -> Option<String> {
    let value: serde_json::Value = serde_json::from_str(text).ok()?;
    Some(value.get("message")?.as_str()?.to_owned())
}

fn repository(url: &Url) -> String {
    let shown = shown(url);
    let end = ["/info/refs", "/git-upload-pack", "/git-receive-pack"].iter().find_map(|end| shown.strip_suffix(end));
    end.unwrap_or(&shown).to_owned()
}
