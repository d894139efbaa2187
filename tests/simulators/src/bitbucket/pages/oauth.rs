//! Pages of the OAuth provider: consent, the administrator's incoming links, and what a person allowed.

use std::fmt::Write as _;
use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Form, Router};
use serde::Deserialize;
use url::Url;

use super::{escaped, page};
use crate::bitbucket::oauth::{Turned, Wanted};
use crate::bitbucket::server::Server;

pub(super) fn routes() -> Router<Arc<Server>> {
    Router::new()
        .route("/plugins/servlet/oauth2/consent", get(ask).post(answer))
        .route("/plugins/servlet/applinks/listApplicationLinks", get(links).post(register))
        .route("/plugins/servlet/oauth2/authorized-applications", get(authorised).post(withdraw))
}

/// Why nobody is sent anywhere.
pub(crate) fn oauth_refusal(why: &str) -> Response {
    (StatusCode::BAD_REQUEST, page("Application can't be authorised", &format!("<p>{}</p>", escaped(why)))).into_response()
}

/// Sends the browser to the redirect address, with these parameters and the state.
pub(crate) fn sent_back(wanted: &Wanted, parameters: &[(&str, &str)]) -> Response {
    let Ok(mut url) = Url::parse(&wanted.redirect_uri) else { return oauth_refusal("The redirect URL can't be read.") };
    {
        let mut query = url.query_pairs_mut();
        query.extend_pairs(parameters);
        if !wanted.state.is_empty() {
            query.append_pair("state", &wanted.state);
        }
    }
    Redirect::to(url.as_str()).into_response()
}

fn turned(wanted: &Wanted, turned: &Turned) -> Response {
    match turned {
        Turned::Here(why) => oauth_refusal(why),
        Turned::Back(error, why) => sent_back(wanted, &[("error", error), ("error_description", why)]),
    }
}

/// Asks the one person of this simulation; the real server shows its sign-in page first.
async fn ask(State(server): State<Arc<Server>>, Query(wanted): Query<Wanted>) -> Response {
    let world = server.world();
    let Some(user) = world.demo_user.and_then(|id| world.user(id)) else { return oauth_refusal("Nobody is signed in.") };
    let scopes = match world.oauth.examine(&wanted) {
        Ok(scopes) => scopes,
        Err(why) => return turned(&wanted, &why),
    };
    let name = world.oauth.link(&wanted.client_id).map(|link| link.name.clone()).unwrap_or_default();
    let mut hidden = String::new();
    for (field, value) in [
        ("client_id", &wanted.client_id),
        ("redirect_uri", &wanted.redirect_uri),
        ("response_type", &wanted.response_type),
        ("state", &wanted.state),
        ("scope", &wanted.scope),
        ("code_challenge", &wanted.code_challenge),
        ("code_challenge_method", &wanted.code_challenge_method),
    ] {
        let _ = write!(hidden, "<input type=\"hidden\" name=\"{field}\" value=\"{}\">", escaped(value));
    }
    let mut list = String::new();
    for scope in scopes {
        let _ = write!(list, "<li>{}</li>", scope.name());
    }
    let name = escaped(&name);
    page(
        "Allow access?",
        &format!(
            "<p>You are signed in as {}. <strong>{name}</strong> asks for access to your account:</p><ul>{list}</ul>\
             <form method=\"post\">{hidden}<button id=\"allow\" name=\"decision\" value=\"allow\">Allow</button> \
             <button id=\"deny\" name=\"decision\" value=\"deny\">Deny</button></form>",
            escaped(&user.display_name)
        ),
    )
    .into_response()
}

#[derive(Deserialize)]
struct Consent {
    #[serde(flatten)]
    wanted: Wanted,
    #[serde(default)]
    decision: String,
}

async fn answer(State(server): State<Arc<Server>>, Form(Consent { wanted, decision }): Form<Consent>) -> Response {
    let mut world = server.world();
    let Some(user) = world.demo_user else { return oauth_refusal("Nobody is signed in.") };
    let scopes = match world.oauth.examine(&wanted) {
        Ok(scopes) => scopes,
        Err(why) => return turned(&wanted, &why),
    };
    if decision != "allow" {
        return sent_back(&wanted, &[("error", "access_denied"), ("error_description", "The person said no")]);
    }
    let code = world.oauth.consent(&wanted, scopes, user);
    sent_back(&wanted, &[("code", &code)])
}

const FORM: &str = "<h2>Create link</h2><form method=\"post\">\
     <p>External application, direction: incoming</p>\
     <label for=\"name\">Name</label><input id=\"name\" name=\"name\" value=\"Bough\" required>\
     <label for=\"redirect\">Redirect URL</label><input id=\"redirect\" name=\"redirect\" required>\
     <label for=\"scopes\">Application permissions</label>\
     <input id=\"scopes\" name=\"scopes\" value=\"REPO_WRITE ACCOUNT_WRITE\"><button>Save</button></form>";

async fn links(State(server): State<Arc<Server>>) -> Html<String> {
    let mut rows = String::new();
    for link in &server.world().oauth.links {
        let _ = write!(rows, "<li>{} - {}</li>", escaped(&link.name), escaped(&link.redirect));
    }
    page("Application links", &format!("<ul>{rows}</ul>{FORM}"))
}

#[derive(Deserialize)]
struct LinkForm {
    name: String,
    redirect: String,
    scopes: String,
}

async fn register(State(server): State<Arc<Server>>, Form(form): Form<LinkForm>) -> Response {
    match server.register_application(&form.name, &form.redirect, &form.scopes) {
        Ok(link) => page(
            "Application credentials",
            &format!(
                "<p>Client ID</p><code id=\"client-id\">{}</code><p>Client secret</p><code id=\"client-secret\">{}</code>",
                escaped(&link.client),
                escaped(&link.secret)
            ),
        )
        .into_response(),
        Err(error) => {
            let body = format!("<p role=\"alert\">{}</p>{FORM}", escaped(&error.to_string()));
            (StatusCode::BAD_REQUEST, page("Application links", &body)).into_response()
        }
    }
}

async fn authorised(State(server): State<Arc<Server>>) -> Html<String> {
    let world = server.world();
    let count = world.demo_user.map_or(0, |user| world.oauth.grants_of(user));
    page(
        "Authorized applications",
        &format!("<p id=\"count\">{count}</p><form method=\"post\"><button>Revoke access</button></form>"),
    )
}

async fn withdraw(State(server): State<Arc<Server>>) -> Redirect {
    let mut world = server.world();
    if let Some(user) = world.demo_user {
        world.oauth.revoke_all(user);
    }
    Redirect::to(&format!("{}/plugins/servlet/oauth2/authorized-applications", server.switches.context))
}
