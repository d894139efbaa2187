//! The few web pages that links and the demo lead to.

mod account;
mod oauth;
mod places;
mod sign_in;

use std::sync::Arc;

use axum::Router;

use super::server::Server;

pub(crate) use oauth::{oauth_refusal, sent_back};

pub(crate) fn routes() -> Router<Arc<Server>> {
    Router::new().merge(account::routes()).merge(oauth::routes()).merge(places::routes()).merge(sign_in::routes())
}

/// Text as HTML shows it.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;margin:0;background:#f4f5f7;color:#172b4d}\
     header{background:#0a3d2e;color:#fff;padding:12px 24px;font-weight:600}\
     main{max-width:720px;margin:32px auto;background:#fff;border:1px solid #dfe1e6;border-radius:6px;padding:24px 32px}\
     label{display:block;margin:16px 0 4px}input,select,textarea{font:inherit;padding:6px 8px;width:100%;box-sizing:border-box}\
     button{font:inherit;margin-top:20px;padding:8px 16px;background:#0a6b4e;color:#fff;border:0;border-radius:4px}\
     code{display:block;padding:12px;background:#f4f5f7;border-radius:4px;word-break:break-all}\
     a{color:#0a6b4e}";

/// A whole page; `body` is HTML already.
fn page(title: &str, body: &str) -> axum::response::Html<String> {
    let title = escaped(title);
    axum::response::Html(format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title} - Bitbucket</title>\
         <style>{STYLE}</style></head><body><header>Bitbucket (simulated)</header>\
         <main><h1>{title}</h1>{body}</main></body></html>"
    ))
}
