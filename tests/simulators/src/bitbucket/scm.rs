//! Git over HTTP below `/scm`: checks the caller's right and lets the real `git http-backend` speak, streaming both ways.

mod backend;

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use percent_encoding::percent_decode_str;

use super::answer::Refusal;
use super::lfs;
use super::server::Server;
use super::sign_in::CHALLENGE;
use super::tips::Tips;
use super::webhooks::Push;
use super::world::{Caller, Level, Repository, World};

pub(crate) fn routes() -> Router<Arc<Server>> {
    Router::new().route("/scm/{*path}", any(exchange))
}

/// What Git wants from a repository.
struct Wanted {
    key: String,
    slug: String,
    /// What follows the repository: `info/refs`, `git-upload-pack`, `git-receive-pack`.
    rest: String,
    writes: bool,
}

/// Reads `/scm/KEY/slug.git/info/refs?service=...`; only the smart protocol is spoken.
fn wanted(path: &str, query: &str) -> Option<Wanted> {
    let path = percent_decode_str(path.strip_prefix("/scm/")?).decode_utf8().ok()?;
    let mut parts = path.splitn(3, '/');
    let (key, slug, rest) = (parts.next()?, parts.next()?, parts.next()?);
    let service = if rest == "info/refs" { query.strip_prefix("service=")? } else { rest };
    let writes = match service {
        "git-upload-pack" => false,
        "git-receive-pack" => true,
        _ => return None,
    };
    let slug = slug.strip_suffix(".git").unwrap_or(slug);
    Some(Wanted { key: key.into(), slug: slug.into(), rest: rest.into(), writes })
}

/// What both transports say about a repository the caller may not have or that is not there.
pub(crate) const NOT_FOUND: &str =
    "Repository not found\nThe requested repository does not exist, or you do not have permission to access it.\n";

/// The repository if the caller may do this with it, else the words Git shows behind `remote:`.
pub(crate) fn admitted(
    world: &World,
    caller: &Caller,
    key: &str,
    slug: &str,
    writes: bool,
) -> Result<Repository, (StatusCode, &'static str)> {
    let repository = world.repository_by_path(key, slug).ok_or((StatusCode::NOT_FOUND, NOT_FOUND))?;
    let level = world.repository_level(caller, repository).ok_or((StatusCode::NOT_FOUND, NOT_FOUND))?;
    if writes && level < Level::Write {
        let text = "Insufficient permissions\nYou have insufficient permissions to push to this repository.\n";
        return Err((StatusCode::FORBIDDEN, text));
    }
    if writes && repository.archived {
        return Err((StatusCode::FORBIDDEN, "Repository is archived\nThis repository is read-only.\n"));
    }
    Ok(repository.clone())
}

async fn exchange(State(server): State<Arc<Server>>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    let query = request.uri().query().unwrap_or_default().to_owned();
    let inside = server.inside(&path).unwrap_or(&path);
    if let Some((key, slug)) = lfs::asked(inside) {
        return lfs::batch(server, key, slug, request).await;
    }
    let Some(wanted) = wanted(inside, &query).filter(|_| server.switches.clone_links.http) else {
        return Refusal::plain(StatusCode::NOT_FOUND, "Only the smart protocol is spoken here\n").into_response();
    };
    if !matches!(*request.method(), Method::GET | Method::POST) {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    let caller = request.extensions().get::<Caller>().cloned().unwrap_or_default();
    let repository = admitted(&server.world(), &caller, &wanted.key, &wanted.slug, wanted.writes);
    let repository = match repository {
        Ok(repository) => repository,
        Err(_) if caller.user.is_none() => return challenge(),
        Err((status, words)) => return Refusal::plain(status, words).into_response(),
    };
    if let Some(user) = caller.user {
        server.world().visit(user, repository.id);
    }
    let advertises = wanted.rest == "info/refs";
    let folder = tokio::task::block_in_place(|| {
        if advertises {
            Tips::refresh(&server, &repository)?;
        }
        server.folders.of(&repository)
    });
    let folder = match folder {
        Ok(folder) => folder,
        Err(error) => return Refusal::from(error).into_response(),
    };
    let user = caller.user.and_then(|id| server.world().user(id).map(|user| user.name.clone()));
    let push = caller.user.filter(|_| wanted.rest == "git-receive-pack");
    let push = push.and_then(|user| tokio::task::block_in_place(|| Push::begin(&server, &repository, user)).ok());
    match backend::run(&folder, &wanted.rest, user.as_deref(), request).await {
        Ok(response) => backend::then(response, push),
        Err(error) => Refusal::from(error).into_response(),
    }
}

pub(crate) fn challenge() -> Response {
    let body = "Authentication is required to access this repository\n";
    (StatusCode::UNAUTHORIZED, [(header::WWW_AUTHENTICATE, CHALLENGE)], body).into_response()
}

/// A refused sign-in in words that Git shows: the CAPTCHA comes as an error packet (`fatal: remote error: CAPTCHA required`).
pub(crate) fn refuse(refusal: Refusal, request: &Request) -> Response {
    let service = request.uri().query().and_then(|query| query.strip_prefix("service="));
    let Some(service) = service.filter(|_| refusal.captcha) else { return refusal.into_response() };
    let packet = |text: &str| format!("{:04x}{text}", text.len() + 4);
    let words = "ERR CAPTCHA required\n\nYour Bitbucket account has been marked as requiring a CAPTCHA to be solved.\n";
    let body = format!("{}0000{}", packet(&format!("# service={service}\n")), packet(words));
    let kind = format!("application/x-{service}-advertisement");
    ([(header::CONTENT_TYPE, kind)], Body::from(body)).into_response()
}
