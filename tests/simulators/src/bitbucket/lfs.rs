//! Git LFS where Bitbucket has it: the batch below a repository's clone address, the bytes below `/rest/git-lfs/storage`, and a
//! pass in the answer of the one that opens the other.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Router;
use axum::body::{Bytes, to_bytes};
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde::Deserialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::scm::{admitted, challenge};
use super::server::Server;
use super::world::{Caller, RepositoryId};

const KIND: &str = "application/vnd.git-lfs+json";
/// What follows a repository's clone address.
const BATCH: &str = "/info/lfs/objects/batch";

/// The objects of all repositories.
#[derive(Default)]
pub(crate) struct Objects(Mutex<Shelf>);

#[derive(Default)]
struct Shelf {
    /// Repositories with LFS switched on.
    objects: HashMap<RepositoryId, HashMap<String, Bytes>>,
    /// Passes that were given out, each for one repository.
    passes: HashMap<String, RepositoryId>,
    /// Objects whose bytes went wrong on the disk.
    spoiled: HashSet<String>,
    /// Where bytes are said to be, if not here.
    elsewhere: Option<String>,
    /// No pass is given along.
    without_pass: bool,
}

impl Objects {
    fn shelf(&self) -> MutexGuard<'_, Shelf> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Switches LFS on for a repository and keeps an object; its name.
    pub fn keep(&self, repository: RepositoryId, bytes: &[u8]) -> String {
        let oid = Sha256::digest(bytes).iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
        self.shelf().objects.entry(repository).or_default().insert(oid.clone(), Bytes::copy_from_slice(bytes));
        oid
    }

    pub fn lose(&self, oid: &str) {
        for objects in self.shelf().objects.values_mut() {
            objects.remove(oid);
        }
    }

    pub fn spoil(&self, oid: &str) {
        self.shelf().spoiled.insert(oid.to_owned());
    }

    pub fn say_elsewhere(&self, base: &str, pass: bool) {
        let mut kept = self.shelf();
        (kept.elsewhere, kept.without_pass) = (Some(base.trim_end_matches('/').to_owned()), !pass);
    }
}

pub(crate) fn routes() -> Router<Arc<Server>> {
    Router::new().route("/rest/git-lfs/storage/{key}/{slug}/{oid}", get(storage))
}

/// Project and repository of a path that asks for a batch.
pub(crate) fn asked(path: &str) -> Option<(String, String)> {
    let (key, slug) = path.strip_prefix("/scm/")?.strip_suffix(BATCH)?.split_once('/')?;
    Some((key.to_owned(), slug.strip_suffix(".git")?.to_owned()))
}

#[derive(Deserialize)]
struct Question {
    operation: String,
    objects: Vec<Wish>,
}

#[derive(Deserialize)]
struct Wish {
    oid: String,
    size: u64,
}

/// Answers which objects there are and where.
pub(crate) async fn batch(server: Arc<Server>, key: String, slug: String, request: Request) -> Response {
    let caller = request.extensions().get::<Caller>().cloned().unwrap_or_default();
    let takes = |headers: &HeaderMap| headers.get(header::ACCEPT).is_some_and(|kind| kind.as_bytes() == KIND.as_bytes());
    if !takes(request.headers()) {
        return problem(StatusCode::NOT_ACCEPTABLE, "Only the media type of Git LFS is spoken here");
    }
    let repository = match admitted(&server.world(), &caller, &key, &slug, false) {
        Ok(repository) => repository,
        Err(_) if caller.user.is_none() => return challenge(),
        Err((status, words)) => return problem(status, words.trim()),
    };
    let body = to_bytes(request.into_body(), 4 << 20).await.unwrap_or_default();
    let Ok(question) = serde_json::from_slice::<Question>(&body) else {
        return problem(StatusCode::UNPROCESSABLE_ENTITY, "The request can't be read");
    };
    if question.operation != "download" {
        return problem(StatusCode::UNPROCESSABLE_ENTITY, "Only downloads are simulated");
    }
    let mut shelf = server.lfs.shelf();
    let Some(objects) = shelf.objects.get(&repository.id).cloned() else {
        return problem(StatusCode::NOT_FOUND, "Git LFS is not enabled for this repository");
    };
    let pass = format!("JWT {}", uuid::Uuid::new_v4().simple());
    shelf.passes.insert(pass.clone(), repository.id);
    let base = shelf.elsewhere.clone().unwrap_or_else(|| format!("{}/rest/git-lfs/storage", server.link_base));
    let header = if shelf.without_pass { json!({}) } else { json!({ "Authorization": pass }) };
    let offers: Vec<Value> = question
        .objects
        .iter()
        .map(|wish| match objects.get(&wish.oid) {
            Some(bytes) if bytes.len() as u64 == wish.size => json!({
                "oid": wish.oid,
                "size": wish.size,
                "authenticated": true,
                "actions": { "download": { "href": format!("{base}/{key}/{slug}/{}", wish.oid), "header": header, "expires_in": 3600 } },
            }),
            _ => json!({ "oid": wish.oid, "size": wish.size, "error": { "code": 404, "message": "Object does not exist" } }),
        })
        .collect();
    (StatusCode::OK, [(header::CONTENT_TYPE, KIND)], json!({ "transfer": "basic", "objects": offers }).to_string())
        .into_response()
}

/// Gives an object's bytes to whoever has the pass for its repository.
async fn storage(
    State(server): State<Arc<Server>>,
    Path((key, slug, oid)): Path<(String, String, String)>,
    headers: HeaderMap,
) -> Response {
    let pass = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let repository = server.world().repository_by_path(&key, &slug).map(|repository| repository.id);
    let shelf = server.lfs.shelf();
    let admitted = shelf.passes.get(pass).copied();
    if admitted.is_none() || admitted != repository {
        return problem(StatusCode::UNAUTHORIZED, "The pass for the object is not valid");
    }
    let found = admitted.and_then(|id| shelf.objects.get(&id)?.get(&oid).cloned());
    match found {
        None => problem(StatusCode::NOT_FOUND, "Object does not exist"),
        Some(bytes) if shelf.spoiled.contains(&oid) => {
            let wrong: Vec<u8> = bytes.iter().map(|byte| byte ^ 1).collect();
            ([(header::CONTENT_TYPE, "application/octet-stream")], wrong).into_response()
        }
        Some(bytes) => ([(header::CONTENT_TYPE, "application/octet-stream")], bytes).into_response(),
    }
}

fn problem(status: StatusCode, message: &str) -> Response {
    (status, [(header::CONTENT_TYPE, KIND)], json!({ "message": message }).to_string()).into_response()
}
