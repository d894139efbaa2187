//! Answers that come instead of the server's own.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};

use super::Kind;
use crate::bitbucket::answer::Refusal;
use crate::bitbucket::sign_in::CAPTCHA;

const SIGN_ON_PAGE: &str = "<!doctype html><html><head><title>Sign in - Kestrel single sign-on</title></head>\
     <body><form><label>Staff number <input name=\"staff\"></label><button>Continue</button></form></body></html>";

const MAINTENANCE_PAGE: &str = "<!doctype html><html><head><title>Service unavailable</title></head>\
     <body><h1>Bitbucket is being looked after</h1><p>Please come back in a few minutes.</p></body></html>";

/// The whole answer of a fault that replaces it, if this is one.
pub(super) fn instead(fault: &Kind, path: &str) -> Option<Response> {
    Some(match fault {
        Kind::Status { status, retry_after } => {
            let status = StatusCode::from_u16(*status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            let mut response = with_status(status);
            if let Some(seconds) = retry_after {
                response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(*seconds));
            }
            response
        }
        Kind::WebPage => Html(SIGN_ON_PAGE).into_response(),
        Kind::RedirectTo { status, url } => {
            let to = if url.ends_with('/') { format!("{}{path}", url.trim_end_matches('/')) } else { url.clone() };
            let status = StatusCode::from_u16(*status).unwrap_or(StatusCode::FOUND);
            (status, [(header::LOCATION, to)], Html(SIGN_ON_PAGE)).into_response()
        }
        Kind::Captcha => {
            let message = "CAPTCHA required. Your Bitbucket account has been locked.";
            Refusal::new(StatusCode::UNAUTHORIZED, Some(CAPTCHA), message).into_response()
        }
        Kind::Garbage => {
            let bytes: Vec<u8> = (0..512_u32).map(|n| n.wrapping_mul(167).to_le_bytes()[0] | 0x80).collect();
            ([(header::CONTENT_TYPE, "application/json;charset=UTF-8")], bytes).into_response()
        }
        _ => return None,
    })
}

/// The same answer at another time by the server's clock.
pub(super) fn dated(mut response: Response, seconds: i64) -> Response {
    let now = jiff::Timestamp::now().as_second().saturating_add(seconds);
    let date = jiff::Timestamp::from_second(now).ok().and_then(|then| {
        let text = jiff::fmt::rfc2822::DateTimePrinter::new().timestamp_to_rfc9110_string(&then).ok()?;
        HeaderValue::try_from(text).ok()
    });
    if let Some(date) = date {
        response.headers_mut().insert(header::DATE, date);
    }
    response
}

fn with_status(status: StatusCode) -> Response {
    match status {
        StatusCode::UNAUTHORIZED => {
            let message = "Authentication failed. Please check your credentials and try again.";
            Refusal::new(status, Some("auth.IncorrectPasswordAuthenticationException"), message).into_response()
        }
        StatusCode::FORBIDDEN => {
            let message = "You are not permitted to access this resource";
            Refusal::new(status, Some("AuthorisationException"), message).into_response()
        }
        StatusCode::NOT_FOUND => Refusal::unknown_path().into_response(),
        StatusCode::TOO_MANY_REQUESTS => status.into_response(),
        _ if status.is_server_error() => (status, Html(MAINTENANCE_PAGE)).into_response(),
        _ => status.into_response(),
    }
}
