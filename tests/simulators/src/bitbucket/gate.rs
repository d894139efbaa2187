//! What every request passes before it reaches a resource: sign-in, XSRF check, rate limit; and the headers every answer carries.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::answer::Refusal;
use super::faults::ExpiredToken;
use super::ledger::Entry;
use super::scm;
use super::server::Server;
use super::sign_in::{Area, sign_in};
use super::world::Caller;

/// As Java's URL encoder writes a user name: letters, digits and `-_.*` stay.
pub(crate) const NAME: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'*');

pub(crate) async fn pass(State(server): State<Arc<Server>>, mut request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let Some(inside) = server.inside(&path) else { return Refusal::unknown_path().into_response() };
    let area = Area::of(inside);
    let entry = request.extensions().get::<Entry>().copied();
    let expired = request.extensions().get::<ExpiredToken>().is_some();
    let caller = match sign_in(&server, request.headers(), area, expired) {
        Ok(caller) => caller,
        Err(refusal) => {
            if let Some(entry) = entry.filter(|_| refusal.failed_sign_in) {
                server.ledger.change(entry, |request| request.failed_sign_in = true);
            }
            // On servers with public access a bad token on REST is taken for no token.
            if !(refusal.failed_sign_in && area == Area::Rest && server.switches.anonymous_access && !refusal.captcha) {
                return if area == Area::Scm { scm::refuse(refusal, &request) } else { refusal.into_response() };
            }
            Caller { anonymous_access: true, ..Caller::default() }
        }
    };
    if let (Some(entry), Some(user)) = (entry, caller.user) {
        let name = server.world().user(user).map(|user| user.name.clone());
        server.ledger.change(entry, |request| request.user = name);
    }
    request.extensions_mut().insert(caller.clone());
    let mut response = if area == Area::Rest && forged(&server, &request) {
        Refusal::plain(StatusCode::FORBIDDEN, "XSRF check failed").into_response()
    } else {
        metered(&server, &caller, area, request, next).await
    };
    dress(&server, &caller, area, response.headers_mut());
    response
}

/// A change without the header that a foreign page cannot send. Tokens are asked for, and large files sent, by clients that know
/// no such header.
fn forged(server: &Server, request: &Request) -> bool {
    let inside = server.inside(request.uri().path()).unwrap_or_default();
    let foreign = ["/rest/oauth2/", "/rest/git-lfs/"].iter().any(|place| inside.starts_with(place));
    let changes = matches!(*request.method(), Method::POST | Method::PUT | Method::DELETE);
    let marked = request.headers().get("x-atlassian-token").is_some_and(|value| value.as_bytes() == b"no-check");
    server.switches.xsrf && changes && !marked && !foreign
}

/// Rates are limited for REST only, and never for callers without a name.
async fn metered(server: &Server, caller: &Caller, area: Area, request: Request, next: Next) -> Response {
    let limit = server.switches.rate_limit.as_ref().filter(|_| area == Area::Rest);
    let (Some(limit), Some(user)) = (limit, caller.user) else { return next.run(request).await };
    match server.buckets.take(user, limit) {
        Err(refusal) => refusal.into_response(),
        Ok(meter) => {
            let mut response = next.run(request).await;
            for (name, value) in meter.headers {
                put(response.headers_mut(), name, &value);
            }
            put(response.headers_mut(), HeaderName::from_static("x-anodeid"), &format!("node{}", meter.node + 1));
            response
        }
    }
}

fn dress(server: &Server, caller: &Caller, area: Area, headers: &mut HeaderMap) {
    if area == Area::Rest {
        for value in ["private, no-cache", "no-cache, no-transform"] {
            headers.append(header::CACHE_CONTROL, HeaderValue::from_static(value));
        }
        headers.insert(header::VARY, HeaderValue::from_static("x-ausername,x-auserid,cookie,accept-encoding"));
        headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    }
    let user = caller.user.and_then(|id| server.world().user(id).cloned());
    if let Some(user) = user {
        put(headers, HeaderName::from_static("x-ausername"), &utf8_percent_encode(&user.name, NAME).to_string());
        put(headers, HeaderName::from_static("x-auserid"), &user.id.0.to_string());
        let id = uuid::Uuid::new_v4().simple().to_string();
        put(headers, HeaderName::from_static("x-arequestid"), &format!("@{}x{}x1x0", id[..7].to_uppercase(), &id[7..10]));
        put(headers, HeaderName::from_static("x-asessionid"), &id[10..16]);
    }
}

fn put(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}
