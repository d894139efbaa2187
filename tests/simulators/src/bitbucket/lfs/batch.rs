//! The batch: which objects there are, and where they are got or given.

use std::sync::Arc;

use axum::body::to_bytes;
use axum::extract::Request;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use serde::Deserialize;
use serde_json::{Value, json};

use super::shelf::{Pass, Shelf};
use super::{KIND, problem, said};
use crate::bitbucket::scm::{admitted, challenge};
use crate::bitbucket::server::Server;
use crate::bitbucket::world::{Caller, Repository};

/// What follows a repository's clone address.
const BATCH: &str = "/info/lfs/objects/batch";

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

/// Answers for whoever signs in as for Git, or shows the pass that SSH gave.
pub(crate) async fn answer(server: Arc<Server>, key: String, slug: String, request: Request) -> Response {
    let caller = request.extensions().get::<Caller>().cloned().unwrap_or_default();
    let takes = |headers: &HeaderMap| headers.get(header::ACCEPT).is_some_and(|kind| kind.as_bytes() == KIND.as_bytes());
    if !takes(request.headers()) {
        return problem(StatusCode::NOT_ACCEPTABLE, "Only the media type of Git LFS is spoken here");
    }
    let pass = server.lfs.shelf().pass(request.headers()).filter(|pass| pass.user.is_some());
    let caller = match pass {
        Some(pass) => Caller { user: pass.user, ..Caller::default() },
        None => caller,
    };
    let body = to_bytes(request.into_body(), 4 << 20).await.unwrap_or_default();
    let Ok(question) = serde_json::from_slice::<Question>(&body) else {
        return problem(StatusCode::UNPROCESSABLE_ENTITY, "The request can't be read");
    };
    let writes = question.operation == "upload";
    if !writes && question.operation != "download" {
        return problem(StatusCode::UNPROCESSABLE_ENTITY, "The operation is not known");
    }
    let repository = match admitted(&server.world(), &caller, &key, &slug, writes) {
        Ok(repository) => repository,
        Err(_) if caller.user.is_none() => return challenge(),
        Err((status, words)) => return problem(status, words.trim()),
    };
    if pass.is_some_and(|pass| pass.repository != repository.id || (writes && !pass.writes)) {
        return problem(StatusCode::UNAUTHORIZED, "The pass is not for this");
    }
    let mut shelf = server.lfs.shelf();
    if !shelf.objects.contains_key(&repository.id) {
        return problem(StatusCode::NOT_FOUND, "Git LFS is not enabled for this repository");
    }
    let over = shelf.late > 0;
    shelf.late = shelf.late.saturating_sub(1);
    let secret = shelf.admit(Pass { repository: repository.id, writes, user: None, over });
    let place = Place { server: &server, path: format!("{key}/{slug}"), secret, over };
    let offers: Vec<Value> = question.objects.iter().map(|wish| place.offer(&shelf, &repository, wish, writes)).collect();
    said(&json!({ "transfer": "basic", "objects": offers }))
}

/// Where the objects of a repository are, and the pass for them.
struct Place<'a> {
    server: &'a Server,
    path: String,
    secret: String,
    over: bool,
}

impl Place<'_> {
    fn offer(&self, kept: &Shelf, repository: &Repository, wish: &Wish, writes: bool) -> Value {
        let Wish { oid, size } = wish;
        let own = format!("{}/rest/git-lfs", self.server.link_base);
        let base = kept.elsewhere.clone().unwrap_or_else(|| format!("{own}/storage"));
        let action = |href: String| {
            let header = if kept.without_pass { json!({}) } else { json!({ "Authorization": self.secret }) };
            // One that is over says so, as clocks do that differ.
            let until = if self.over { "2001-01-01T00:00:00Z" } else { "9000-01-01T00:00:00Z" };
            json!({ "href": href, "header": header, "expires_at": until })
        };
        let known = kept.objects[&repository.id].get(oid).filter(|bytes| bytes.len() as u64 == *size);
        let failed =
            |code: u16, message: &str| json!({ "oid": oid, "size": size, "error": { "code": code, "message": message } });
        let there = action(format!("{base}/{}/{oid}", self.path));
        let offered = |actions: Value| json!({ "oid": oid, "size": size, "authenticated": true, "actions": actions });
        match (known, writes) {
            (Some(_), false) => offered(json!({ "download": there })),
            (None, false) => failed(404, "Object does not exist"),
            (Some(_), true) => json!({ "oid": oid, "size": size }),
            (None, true) => match &kept.refusal {
                Some((code, message)) => failed(*code, message),
                None if kept.verifies => {
                    offered(json!({ "upload": there, "verify": action(format!("{own}/verify/{}", self.path)) }))
                }
                None => offered(json!({ "upload": there })),
            },
        }
    }
}
