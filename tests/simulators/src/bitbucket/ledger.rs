//! The record of every request, so that tests can say what a client sent where - without ever keeping a secret.

use std::sync::{Mutex, MutexGuard, PoisonError};

use axum::extract::{Request, State};
use axum::http::header;
use axum::middleware::Next;
use axum::response::Response;

use super::server::Server;

/// How a request said who it is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuthorizationKind {
    /// No `Authorization` header.
    None,
    /// Name and secret.
    Basic,
    /// A token.
    Bearer,
    /// Some other scheme.
    Other,
    /// A public key, over SSH.
    Key,
}

/// One request as it arrived. Header values are never kept.
#[derive(Clone, Debug)]
pub struct RecordedRequest {
    /// `GET`, `POST`...; `SSH` for a command over SSH.
    pub method: String,
    /// The whole path with the context path; the command for SSH.
    pub path: String,
    /// The part after `?`, empty if there is none.
    pub query: String,
    /// Which kind of `Authorization` came along.
    pub authorization: AuthorizationKind,
    /// Names of all headers, in lower case.
    pub header_names: Vec<String>,
    /// Name of the user it was accepted for.
    pub user: Option<String>,
    /// The secret that came along was not accepted.
    pub failed_sign_in: bool,
    /// Status of the answer; `None` while there is none.
    pub status: Option<u16>,
}

#[derive(Default)]
pub(crate) struct Ledger(Mutex<Vec<RecordedRequest>>);

/// The place of a request in the ledger, carried along with it.
#[derive(Clone, Copy)]
pub(crate) struct Entry(usize);

impl Ledger {
    fn entries(&self) -> MutexGuard<'_, Vec<RecordedRequest>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn all(&self) -> Vec<RecordedRequest> {
        self.entries().clone()
    }

    /// Forgets everything; requests under way are then not recorded any more.
    pub fn clear(&self) {
        self.entries().clear();
    }

    pub fn add(&self, request: RecordedRequest) -> Entry {
        let mut entries = self.entries();
        entries.push(request);
        Entry(entries.len() - 1)
    }

    pub fn change(&self, entry: Entry, change: impl FnOnce(&mut RecordedRequest)) {
        if let Some(request) = self.entries().get_mut(entry.0) {
            change(request);
        }
    }
}

pub(crate) fn authorization_kind(request: &Request) -> AuthorizationKind {
    let Some(value) = request.headers().get(header::AUTHORIZATION) else { return AuthorizationKind::None };
    let scheme = value.as_bytes().split(|byte| *byte == b' ').next().unwrap_or_default();
    if scheme.eq_ignore_ascii_case(b"basic") {
        AuthorizationKind::Basic
    } else if scheme.eq_ignore_ascii_case(b"bearer") {
        AuthorizationKind::Bearer
    } else {
        AuthorizationKind::Other
    }
}

/// The outermost layer: writes the request down before anything can happen to it.
pub(crate) async fn record(State(server): State<std::sync::Arc<Server>>, mut request: Request, next: Next) -> Response {
    let entry = server.ledger.add(RecordedRequest {
        method: request.method().to_string(),
        path: request.uri().path().to_owned(),
        query: request.uri().query().unwrap_or_default().to_owned(),
        authorization: authorization_kind(&request),
        header_names: request.headers().keys().map(ToString::to_string).collect(),
        user: None,
        failed_sign_in: false,
        status: None,
    });
    request.extensions_mut().insert(entry);
    let response = next.run(request).await;
    server.ledger.change(entry, |request| request.status = Some(response.status().as_u16()));
    response
}
