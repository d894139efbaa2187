//! The OAuth provider's resources: where a browser begins, where tokens are given out, renewed and taken back.

use std::collections::HashMap;
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde_json::json;

use crate::bitbucket::answer::Refusal;
use crate::bitbucket::oauth::{Denied, Pair, Turned, Wanted};
use crate::bitbucket::pages::{oauth_refusal, sent_back};
use crate::bitbucket::server::Server;

pub(super) fn routes() -> Router<Arc<Server>> {
    Router::new()
        .route("/rest/oauth2/{api}/authorize", get(authorize))
        .route("/rest/oauth2/{api}/token", post(token))
        .route("/rest/oauth2/{api}/revoke", post(revoke))
}

/// Whether this release has the resource at all.
fn there(server: &Server, api: &str) -> bool {
    server.switches.version.has_oauth2() && matches!(api, "1.0" | "latest")
}

async fn authorize(
    State(server): State<Arc<Server>>,
    Path(api): Path<String>,
    Query(wanted): Query<Wanted>,
    uri: axum::http::Uri,
) -> Response {
    if !there(&server, &api) {
        return Refusal::unknown_path().into_response();
    }
    let examined = server.world().oauth.examine(&wanted);
    match examined {
        Ok(_) => {
            let query = uri.query().unwrap_or_default();
            Redirect::to(&format!("{}/plugins/servlet/oauth2/consent?{query}", server.switches.context)).into_response()
        }
        Err(Turned::Here(why)) => oauth_refusal(why),
        Err(Turned::Back(error, why)) => sent_back(&wanted, &[("error", error), ("error_description", why)]),
    }
}

type Fields = HashMap<String, String>;

/// A form, each field once; anything else is no request.
fn fields(body: &Bytes) -> Result<Fields, Denied> {
    let mut fields = Fields::new();
    for (name, value) in url::form_urlencoded::parse(body).into_owned() {
        if fields.insert(name, value).is_some() {
            return Err(("invalid_request", "A parameter is there twice."));
        }
    }
    Ok(fields)
}

async fn token(State(server): State<Arc<Server>>, Path(api): Path<String>, body: Bytes) -> Response {
    if !there(&server, &api) {
        return Refusal::unknown_path().into_response();
    }
    match given(&server, &body) {
        Ok(pair) => {
            let answer = json!({
                "access_token": pair.access,
                "token_type": "bearer",
                "expires_in": pair.seconds,
                "refresh_token": pair.refresh,
                "scope": pair.scope,
            });
            ([(header::CACHE_CONTROL, "no-store")], Json(answer)).into_response()
        }
        Err(denied) => refused(denied),
    }
}

fn given(server: &Server, body: &Bytes) -> Result<Pair, Denied> {
    let fields = fields(body)?;
    let field = |name: &str| fields.get(name).map_or("", String::as_str);
    let oauth = &mut server.world().oauth;
    let client = oauth.client(field("client_id"), field("client_secret"))?;
    match field("grant_type") {
        "authorization_code" => oauth.exchange(&client, field("code"), field("redirect_uri"), field("code_verifier")),
        "refresh_token" => oauth.refresh(&client, field("refresh_token"), field("redirect_uri")),
        _ => Err(("unsupported_grant_type", "Only authorization_code and refresh_token are supported.")),
    }
}

async fn revoke(State(server): State<Arc<Server>>, Path(api): Path<String>, body: Bytes) -> Response {
    if !there(&server, &api) || !server.switches.oauth_revocation {
        return Refusal::unknown_path().into_response();
    }
    let fields = match fields(&body) {
        Ok(fields) => fields,
        Err(denied) => return refused(denied),
    };
    let field = |name: &str| fields.get(name).map_or("", String::as_str);
    let oauth = &mut server.world().oauth;
    match oauth.client(field("client_id"), field("client_secret")) {
        Ok(client) => {
            oauth.revoke(&client, field("token"));
            StatusCode::OK.into_response()
        }
        Err(denied) => refused(denied),
    }
}

/// Not the server's usual shape of errors but that of RFC 6749.
fn refused((error, description): Denied) -> Response {
    (StatusCode::BAD_REQUEST, Json(json!({ "error": error, "error_description": description }))).into_response()
}
