//! What the server says about itself: version, capabilities, ways to sign in.
#![expect(clippy::unnecessary_wraps, reason = "all resources have one signature")]

use std::sync::Arc;

use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;
use serde_json::json;

use crate::bitbucket::answer::{Refusal, Reply};
use crate::bitbucket::ask::{Answer, Ask, act};
use crate::bitbucket::server::Server;

pub(super) fn routes() -> Router<Arc<Server>> {
    Router::new()
        .route("/rest/api/{api}/application-properties", get(act(properties)))
        .route("/rest/capabilities", get(act(capabilities)))
        .route("/rest/api/{api}/build/capabilities", get(act(build_capabilities)))
        .route("/rest/authconfig/{api}/login-options", get(act(login_options)))
        .route("/rest/oauth2/1.0/client", get(act(oauth_client)))
        .route("/rest/mirroring/{api}/mirrorServers", get(act(mirrors)))
}

fn properties(ask: &Ask) -> Answer {
    let version = ask.server.switches.version;
    Ok(Reply::ok(json!({
        "version": version.to_string(),
        "buildNumber": version.build_number(),
        "buildDate": "1757664000000",
        "displayName": "Bitbucket",
    })))
}

fn capabilities(ask: &Ask) -> Answer {
    let link = |path: &str| format!("{}/rest/{path}", ask.server.link_base);
    Ok(Reply::ok(json!({
        "links": { "self": link("capabilities") },
        "application": "stash",
        "buildDate": "2025-09-12T08:00:00Z",
        "capabilities": {
            "navigation": link("capabilities/navigation"),
            "build": link("api/latest/build/capabilities"),
            "webhooks": link("webhooks/latest/capabilities"),
            "repository-mirroring": link("mirroring/latest/capabilities"),
        },
    })))
}

fn build_capabilities(ask: &Ask) -> Answer {
    ask.user()?;
    Ok(Reply::ok(json!({ "buildStatus": ["richBuildStatus"] })))
}

fn login_options(ask: &Ask) -> Answer {
    let option = if ask.server.switches.single_sign_on {
        json!({ "type": "IDP", "id": 1, "buttonText": "Continue with Kestrel sign-on" })
    } else {
        json!({ "type": "LOGIN_FORM" })
    };
    Ok(Reply::ok(json!({ "size": 1, "limit": 50, "isLastPage": true, "start": 0, "results": [option] })))
}

/// Nobody asks this for its content: 401 says that the OAuth provider exists, 404 that the server is too old for it.
fn oauth_client(ask: &Ask) -> Answer {
    if !ask.server.switches.version.has_oauth2() {
        return Err(Refusal::unknown_path());
    }
    let message = "You are not permitted to access this resource";
    Err(Refusal::new(StatusCode::UNAUTHORIZED, Some("AuthorisationException"), message))
}

fn mirrors(ask: &Ask) -> Answer {
    ask.user()?;
    ask.page(Vec::<()>::new(), |()| json!({}))
}
