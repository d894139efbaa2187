//! The bytes: given and taken with the pass of a batch.

use std::sync::Arc;

use axum::body::{Bytes, to_bytes};
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::shelf::{Pass, name_of};
use super::{problem, said};
use crate::bitbucket::server::Server;

/// Longer than any object of a test.
const LONGEST: usize = 1 << 30;

/// The pass for a repository's store that came with a request.
fn admitted(server: &Server, headers: &HeaderMap, key: &str, slug: &str) -> Option<Pass> {
    let repository = server.world().repository_by_path(key, slug).map(|repository| repository.id)?;
    server.lfs.shelf().pass(headers).filter(|pass| pass.user.is_none() && pass.repository == repository)
}

fn not_valid() -> Response {
    problem(StatusCode::UNAUTHORIZED, "The pass for the object is not valid")
}

/// Gives an object's bytes.
pub(super) async fn give(
    State(server): State<Arc<Server>>,
    Path((key, slug, oid)): Path<(String, String, String)>,
    headers: HeaderMap,
) -> Response {
    let Some(pass) = admitted(&server, &headers, &key, &slug) else { return not_valid() };
    let shelf = server.lfs.shelf();
    let found = shelf.objects.get(&pass.repository).and_then(|objects| objects.get(&oid)).cloned();
    match found {
        None => problem(StatusCode::NOT_FOUND, "Object does not exist"),
        Some(bytes) if shelf.spoiled.contains(&oid) => {
            let wrong: Vec<u8> = bytes.iter().map(|byte| byte ^ 1).collect();
            ([(header::CONTENT_TYPE, "application/octet-stream")], wrong).into_response()
        }
        Some(bytes) => ([(header::CONTENT_TYPE, "application/octet-stream")], bytes).into_response(),
    }
}

/// Takes an object, if its bytes have its name and their length was said.
pub(super) async fn take(
    State(server): State<Arc<Server>>,
    Path((key, slug, oid)): Path<(String, String, String)>,
    request: Request,
) -> Response {
    let pass = admitted(&server, request.headers(), &key, &slug).filter(|pass| pass.writes);
    let length = request.headers().get(header::CONTENT_LENGTH).cloned();
    // Read to its end also where it is refused: whoever sends hears no answer before that.
    let body = to_bytes(request.into_body(), LONGEST).await;
    let (Some(pass), Ok(bytes)) = (pass, body) else { return not_valid() };
    let Some(length) = length.and_then(|length| length.to_str().ok()?.parse::<usize>().ok()) else {
        return problem(StatusCode::LENGTH_REQUIRED, "The length is missing");
    };
    let mut shelf = server.lfs.shelf();
    if shelf.limit.is_some_and(|limit| bytes.len() > limit) {
        return problem(StatusCode::PAYLOAD_TOO_LARGE, "The object is larger than the server allows");
    }
    if shelf.full {
        return problem(StatusCode::INSUFFICIENT_STORAGE, "There is no space left on the device");
    }
    if length != bytes.len() || name_of(&bytes) != oid {
        return problem(StatusCode::UNPROCESSABLE_ENTITY, "The bytes are not those of the object");
    }
    shelf.keep(pass.repository, bytes);
    StatusCode::OK.into_response()
}

#[derive(Deserialize)]
struct Given {
    oid: String,
    size: u64,
}

/// Hears that an object was given.
pub(super) async fn verify(
    State(server): State<Arc<Server>>,
    Path((key, slug)): Path<(String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let Some(pass) = admitted(&server, &headers, &key, &slug).filter(|pass| pass.writes) else { return not_valid() };
    let Ok(Given { oid, size }) = serde_json::from_slice(&body) else {
        return problem(StatusCode::UNPROCESSABLE_ENTITY, "The request can't be read");
    };
    let mut shelf = server.lfs.shelf();
    let there = shelf.objects.get(&pass.repository).and_then(|objects| objects.get(&oid));
    if there.is_none_or(|bytes| bytes.len() as u64 != size) {
        return problem(StatusCode::NOT_FOUND, "Object does not exist");
    }
    shelf.verified.push(oid);
    said(&serde_json::json!({}))
}
