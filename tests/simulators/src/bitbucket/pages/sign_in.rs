//! The login page. Nobody has to type anything: the demo has one person, and signing in is also what solves the CAPTCHA.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Query, State};
use axum::response::{Html, Redirect};
use axum::routing::get;
use serde::Deserialize;

use super::{escaped, page};
use crate::bitbucket::server::Server;

pub(super) fn routes() -> Router<Arc<Server>> {
    Router::new().route("/login", get(form).post(enter))
}

#[derive(Deserialize)]
struct Next {
    next: Option<String>,
}

async fn form(State(server): State<Arc<Server>>, Query(next): Query<Next>) -> Html<String> {
    let name = {
        let world = server.world();
        world.demo_user.and_then(|id| world.user(id)).map(|user| user.display_name.clone()).unwrap_or_default()
    };
    let target = format!("login?next={}", next.next.unwrap_or_default());
    page(
        "Log in",
        &format!(
            "<p>This server is a simulation: there is one person to log in as, and no password.</p>\
             <form method=\"post\" action=\"{}\"><button>Log in as {}</button></form>",
            escaped(&target),
            escaped(&name)
        ),
    )
}

async fn enter(State(server): State<Arc<Server>>, Query(next): Query<Next>) -> Redirect {
    {
        let mut world = server.world();
        if let Some(user) = world.demo_user {
            world.failures.remove(&user);
        }
    }
    // Only ever to a path of this server.
    let path = next.next.filter(|path| path.starts_with('/') && !path.starts_with("//")).unwrap_or_else(|| "/dashboard".into());
    Redirect::to(&format!("{}{path}", server.switches.context))
}
