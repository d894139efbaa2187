//! Git LFS where Bitbucket has it: the batch below a repository's clone address, the bytes below `/rest/git-lfs/storage`, and a
//! pass in the answer of the one that opens the other. Over SSH a pass for the batch itself.

mod batch;
mod control;
mod shelf;
mod ssh;
mod storage;

use std::sync::Arc;

use axum::Router;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde_json::json;

use super::server::Server;
pub(crate) use batch::{answer as batch, asked};
pub(crate) use shelf::Objects;
pub(crate) use ssh::authenticate;

const KIND: &str = "application/vnd.git-lfs+json";

pub(crate) fn routes() -> Router<Arc<Server>> {
    Router::new()
        .route("/rest/git-lfs/storage/{key}/{slug}/{oid}", get(storage::give).put(storage::take))
        .route("/rest/git-lfs/verify/{key}/{slug}", post(storage::verify))
}

fn said(value: &serde_json::Value) -> Response {
    (StatusCode::OK, [(header::CONTENT_TYPE, KIND)], value.to_string()).into_response()
}

fn problem(status: StatusCode, message: &str) -> Response {
    (status, [(header::CONTENT_TYPE, KIND)], json!({ "message": message }).to_string()).into_response()
}
