//! What an answer that says no means: by status, by who the server thinks we are, and by the exception's name.

use net::Response;

use super::wire::{Fault, Faults};
use crate::error::{Error, SignInReason};

/// What a call is about, for the words of its errors.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asking<'a> {
    /// What is looked for, such as `the repository PRJ/app`.
    pub(super) what: &'a str,
    /// What is missing where it is not allowed, in the words of the token page.
    pub(super) missing: &'a str,
}

/// The answer, if it is one: a status of success and data. Nothing else passes.
pub(super) fn checked(response: Response, asking: Asking<'_>) -> Result<Response, Error> {
    if is_success(response.status) && !response.is_web_page() {
        return Ok(response);
    }
    Err(fault(&response, asking))
}

pub(super) fn is_success(status: u16) -> bool {
    (200..300).contains(&status)
}

/// Who the server thinks we are; none where it takes us for anybody, whatever the status. The header is on every
/// answer to somebody signed in.
pub(super) fn user_name(response: &Response) -> Option<&str> {
    response.header("X-AUSERNAME").filter(|name| !name.is_empty())
}

/// True where an exception of this name (without its package, which changed with 4.0) is in the answer.
pub(super) fn is_about(response: &Response, exception: &str) -> bool {
    faults(response).iter().any(|fault| named(fault, exception))
}

/// What is said about one of these fields of the request.
pub(super) fn about_field(response: &Response, fields: &[&str]) -> Option<String> {
    let about = |fault: &Fault| fields.contains(&fault.context.as_str()) && !fault.message.is_empty();
    faults(response).into_iter().find(about).map(|fault| fault.message)
}

fn named(fault: &Fault, exception: &str) -> bool {
    fault.exception_name.rsplit('.').next() == Some(exception)
}

fn faults(response: &Response) -> Vec<Fault> {
    serde_json::from_slice::<Faults>(&response.body).unwrap_or_default().errors
}

/// The error for an answer that is none.
pub(super) fn fault(response: &Response, asking: Asking<'_>) -> Error {
    let faults = faults(response);
    let detail = words(response, &faults);
    let known = user_name(response).is_some();
    let page = || Error::WebPage { url: response.url.clone() };
    if is_locked(response, &faults) {
        return Error::SignIn { reason: SignInReason::Captcha, detail };
    }
    match response.status {
        // Also said to people who are signed in but not permitted (up to 8.x): the token is good then.
        401 if known => Error::Denied { missing: asking.missing.to_owned(), detail },
        401 if !response.is_web_page() => Error::SignIn { reason: SignInReason::Rejected, detail },
        403 if known || !response.is_web_page() => Error::Denied { missing: asking.missing.to_owned(), detail },
        404 => Error::NotFound { what: asking.what.to_owned() },
        // Maintenance and start-up pages are pages, too, but what matters is that it is out of order.
        500.. => Error::OutOfOrder { detail },
        _ if response.is_web_page() => page(),
        400 => match faults.into_iter().next() {
            Some(first) if !first.message.is_empty() => Error::Invalid { field: first.context, why: first.message },
            _ => Error::Refused { detail },
        },
        409 => Error::Conflict { detail },
        status if is_success(status) => Error::Unreadable { detail },
        _ => Error::Refused { detail },
    }
}

/// Too many wrong passwords: 401, by some reports 403. The header is Jira's, and read in case it comes to Bitbucket.
fn is_locked(response: &Response, faults: &[Fault]) -> bool {
    matches!(response.status, 401 | 403)
        && (faults.iter().any(|fault| named(fault, "CaptchaRequiredAuthenticationException"))
            || response.header("X-Authentication-Denied-Reason").is_some_and(|why| why.starts_with("CAPTCHA_CHALLENGE")))
}

/// The server's words; its status where it has none.
fn words(response: &Response, faults: &[Fault]) -> String {
    let messages: Vec<&str> = faults.iter().map(|fault| fault.message.trim()).filter(|text| !text.is_empty()).collect();
    if messages.is_empty() { format!("{} answered {}", response.url.path(), response.status) } else { messages.join(" ") }
}

/// What was asked and answered, for the list of abilities.
pub(super) fn told(response: &Response) -> String {
    let query = response.url.query().map(|query| format!("?{query}")).unwrap_or_default();
    let faults = faults(response);
    let asked = format!("GET {}{query}: {}", response.url.path(), response.status);
    if faults.is_empty() { asked } else { format!("{asked}. {}", words(response, &faults)) }
}
