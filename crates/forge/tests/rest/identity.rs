//! Who am I.

use forge::{Error, SignInReason};
use serde_json::{Value, json};

use crate::server::{Asked, Reply, Server, error, page_of, properties};

fn user(name: &str, slug: &str) -> Value {
    json!({"name": name, "slug": slug, "displayName": format!("The {name}"), "emailAddress": "x@example.com", "active": true})
}

#[tokio::test]
async fn the_right_one_among_near_matches() {
    let server = Server::start(|asked| match (asked.path.as_str(), asked.query("start").as_deref()) {
        ("/bb/rest/api/latest/application-properties", _) => Reply::to("user%40example.com", 200, &properties()),
        ("/bb/rest/api/latest/users", Some("0")) => {
            let first = [user("other.user@example.com", "other.user_example.com"), user("user@example.com.au", "au")];
            let mut page = page_of(&first);
            page["isLastPage"] = json!(false);
            page["nextPageStart"] = json!(57);
            Reply::to("user%40example.com", 200, &page)
        }
        ("/bb/rest/api/latest/users", Some("57")) => {
            let second = [user("USER@example.com", "USER"), user("user@example.com", "not-by-the-rule")];
            Reply::to("user%40example.com", 200, &page_of(&second))
        }
        _ => Reply::page(404),
    });
    let me = server.forge("9.4.1").identity().await.unwrap();
    assert_eq!((me.name.as_str(), me.slug.as_str()), ("user@example.com", "not-by-the-rule"));
    assert_eq!(me.display_name, "The user@example.com");
    let filters: Vec<_> = server.seen().iter().map(|asked| asked.query("filter")).collect();
    assert_eq!(filters[1..], [Some("user@example.com".to_owned()), Some("user@example.com".to_owned())]);
}

#[tokio::test]
async fn a_token_that_is_not_accepted_may_look_like_success() {
    let server = Server::start(|_| Reply::anonymous(200, &properties()));
    let error = server.forge("9.4.1").identity().await.expect_err("nobody signed in");
    assert!(matches!(error, Error::SignIn { reason: SignInReason::Rejected, .. }), "{error}");
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test]
async fn refusals_are_tried_once() {
    for status in [401, 403] {
        let locked = error("auth.CaptchaRequiredAuthenticationException", "CAPTCHA required.");
        let server = Server::start(move |_| Reply::anonymous(status, &locked));
        let error = server.forge("9.4.1").identity().await.expect_err("locked out");
        assert!(matches!(error, Error::SignIn { reason: SignInReason::Captcha, .. }), "{error}");
        assert_eq!(server.seen().len(), 1);
    }
    let server = Server::start(|_| Reply::anonymous(401, &json!({})));
    let error = server.forge("9.4.1").identity().await.expect_err("a bad token");
    assert!(matches!(error, Error::SignIn { reason: SignInReason::Rejected, .. }), "{error}");
    assert_eq!(server.seen().len(), 1);
    let server = Server::start(|_| Reply::page(200));
    let error = server.forge("9.4.1").identity().await.expect_err("a page");
    assert!(matches!(error, Error::WebPage { .. }), "{error}");
}

fn unsearchable(name: &'static str, status: u16) -> impl Fn(&Asked) -> Reply + Send + Sync {
    move |asked| match asked.path.as_str() {
        "/bb/rest/api/latest/application-properties" => Reply::to(name, 200, &properties()),
        _ => Reply::to(name, status, &error("AuthorisationException", "No.")),
    }
}

#[tokio::test]
async fn who_may_not_search_is_known_by_the_slug_rule() {
    for (name, status, read, slug) in [
        ("access-token-user%2F2%2F1405", 403, "access-token-user/2/1405", "access-token-user_2_1405"),
        ("User3%40Example.com", 401, "User3@Example.com", "user3_example.com"),
        ("ann", 404, "ann", "ann"),
    ] {
        let server = Server::start(unsearchable(name, status));
        let me = server.forge("9.4.1").identity().await.unwrap();
        assert_eq!((me.name.as_str(), me.slug.as_str(), me.display_name.as_str()), (read, slug, read));
    }
}

#[tokio::test]
async fn who_is_not_in_the_list_is_asked_for_by_slug() {
    let server = Server::start(|asked| match asked.path.as_str() {
        "/bb/rest/api/latest/application-properties" => Reply::to("Ann+B", 200, &properties()),
        "/bb/rest/api/latest/users" => Reply::to("Ann+B", 200, &page_of(&[])),
        "/bb/rest/api/latest/users/ann_b" => Reply::to("Ann+B", 200, &user("Ann+B", "ann_b")),
        _ => Reply::page(404),
    });
    let me = server.forge("9.4.1").identity().await.unwrap();
    assert_eq!((me.name.as_str(), me.slug.as_str(), me.display_name.as_str()), ("Ann+B", "ann_b", "The Ann+B"));
}
