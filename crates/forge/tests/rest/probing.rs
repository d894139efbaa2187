//! What lives behind an address.

use forge::{Error, Kind};
use serde_json::json;

use crate::server::{Asked, Reply, Server, client, properties};

const RESOURCE: &str = "/rest/api/latest/application-properties";

/// A Bitbucket below a context path, and a start page elsewhere.
fn bitbucket(context: &'static str) -> impl Fn(&Asked) -> Reply + Send + Sync {
    move |asked| match asked.path.strip_prefix(context) {
        Some(RESOURCE) => Reply::anonymous(200, &properties()),
        Some("/rest/authconfig/latest/login-options") => {
            Reply::anonymous(200, &json!({"results": [{"type": "LOGIN_FORM"}, {"type": "IDP"}]}))
        }
        _ if asked.path == "/" => Reply::page(200),
        _ => Reply::page(404),
    }
}

#[tokio::test]
async fn every_page_leads_to_the_base() {
    for context in ["", "/bitbucket", "/tools/git", "/scm", "/projects"] {
        let server = Server::start(bitbucket(context));
        for path in [
            "",
            "/",
            "/projects/PRJ/repos/app/browse?at=main",
            "/users/ann/repos/notes",
            "/scm/prj/app.git",
            "/dashboard",
            "/login?next=/x",
            "/plugins/servlet/access-tokens/add",
            "/repos?visibility=public",
        ] {
            let typed = format!("http://127.0.0.1:{}{context}{path}", server.port);
            let probe = forge::probe(&client(), &typed, true).await.unwrap_or_else(|error| panic!("{typed}: {error}"));
            assert_eq!(probe.base_url, server.url(context), "{typed}");
            assert_eq!(
                (probe.kind, probe.version.as_str(), probe.display_name.as_str()),
                (Kind::BitbucketServer, "9.4.1", "Bitbucket")
            );
            assert!(!probe.single_sign_on);
            assert_eq!(probe.pages, forge::pages(Kind::BitbucketServer, &probe.base_url));
            assert_eq!(probe.permissions, forge::permissions(Kind::BitbucketServer));
        }
        assert!(server.seen().iter().all(|asked| asked.header("Authorization").is_none()));
    }
}

#[tokio::test]
async fn without_a_scheme_https_comes_first_and_http_only_where_it_may() {
    let server = Server::start(bitbucket("/bitbucket"));
    let typed = format!("127.0.0.1:{}", server.port);
    let probe = forge::probe(&client(), &typed, true).await.unwrap();
    assert_eq!(probe.base_url, server.url("/bitbucket"), "the usual context path was tried");
    let refused = forge::probe(&client(), &typed, false).await.expect_err("no TLS there");
    assert!(matches!(refused, Error::Net(net::Error::Offline { .. })), "{refused}");
    let typed = format!("http://127.0.0.1:{}/bitbucket", server.port);
    let refused = forge::probe(&client(), &typed, false).await.expect_err("not encrypted");
    assert!(matches!(&refused, Error::Invalid { field, .. } if field == "url"), "{refused}");
}

#[tokio::test]
async fn redirects_within_the_host_find_the_context_path() {
    let server = Server::start(|asked| match asked.path.as_str() {
        RESOURCE => Reply::redirect("/bb/rest/api/latest/application-properties"),
        _ => bitbucket("/bb")(asked),
    });
    let probe = forge::probe(&client(), server.url("/").as_str(), true).await.unwrap();
    assert_eq!(probe.base_url, server.url("/bb"));
}

#[tokio::test]
async fn a_redirect_to_somewhere_else_is_shown_and_not_followed() {
    let other = Server::start(bitbucket(""));
    let there = other.url("/sso?return=x").to_string();
    let server = Server::start(move |_| Reply::redirect(&there));
    let error = forge::probe(&client(), server.url("/code").as_str(), true).await.expect_err("it leads away");
    let Error::Net(net::Error::RedirectedAway { to, .. }) = &error else { panic!("{error}") };
    assert_eq!(*to, other.url("/sso").to_string());
    assert_eq!(other.seen().len(), 0);
}

#[tokio::test]
async fn a_redirect_to_the_encrypted_side_is_a_way_to_go() {
    // Nobody speaks TLS at the other port: that it was asked shows in the error.
    let other = Server::start(bitbucket(""));
    for path in ["/rest/api/latest/application-properties", "/"] {
        let there = format!("https://127.0.0.1:{}{path}", other.port);
        let server = Server::start(move |_| Reply::redirect(&there));
        let error = forge::probe(&client(), server.url("/").as_str(), true).await.expect_err("no TLS there");
        let Error::Net(net::Error::Offline { host, .. }) = &error else { panic!("{error}") };
        assert_eq!(*host, format!("127.0.0.1:{}", other.port));
    }
}

/// What answers, and whether an error says so rightly.
type Other = (fn() -> Reply, fn(&Error) -> bool);

#[tokio::test]
async fn what_is_no_bitbucket_is_said_to_be_none() {
    // A sign-in page, a Jira, an empty server, a Bitbucket that starts, JSON of something else.
    let kinds: [Other; 6] = [
        (|| Reply::page(200), |error| matches!(error, Error::WebPage { .. })),
        (|| Reply::page(401), |error| matches!(error, Error::WebPage { .. })),
        (|| Reply::anonymous(401, &json!({"message": "log in"})), |error| matches!(error, Error::NotAForge { .. })),
        (|| Reply::page(404), |error| matches!(error, Error::NotAForge { .. })),
        (|| Reply::page(503), |error| matches!(error, Error::OutOfOrder { detail } if detail.contains("503"))),
        (|| Reply::anonymous(200, &json!([{"key": "jira.title"}])), |error| matches!(error, Error::NotAForge { .. })),
    ];
    for (reply, expected) in kinds {
        let server = Server::start(move |_| reply());
        let error = forge::probe(&client(), server.url("/a/b/c").as_str(), true).await.expect_err("no forge");
        assert!(expected(&error), "{error:?}");
        assert!(server.seen().len() <= 10);
    }
    for body in [json!({}), json!({"version": "unknown", "displayName": "X"}), json!({"version": "9.1", "other": 1})] {
        let server = Server::start(move |_| Reply::anonymous(200, &body));
        let error = forge::probe(&client(), server.url("/").as_str(), true).await.expect_err("no forge");
        assert!(matches!(error, Error::NotAForge { .. }), "{error:?}");
    }
}

#[tokio::test]
async fn numbers_may_be_numbers_and_the_name_the_instances_own() {
    let own = json!({"version": "8.7.0", "buildNumber": 8_007_000, "buildDate": 1, "displayName": "Code of Example"});
    let server = Server::start(move |asked| match asked.path.as_str() {
        RESOURCE => Reply::anonymous(200, &own),
        _ => Reply::anonymous(200, &json!({"results": [{"type": "IDP", "loginRedirectUrl": "x"}]})),
    });
    let probe = forge::probe(&client(), server.url("/").as_str(), true).await.unwrap();
    assert_eq!((probe.display_name.as_str(), probe.version.as_str()), ("Code of Example", "8.7.0"));
    assert!(probe.single_sign_on);
}

#[tokio::test]
async fn nobody_there_is_offline() {
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    for plain in [true, false] {
        let error = forge::probe(&client(), &format!("127.0.0.1:{port}"), plain).await.expect_err("nobody there");
        assert!(matches!(error, Error::Net(net::Error::Offline { .. })), "{error}");
    }
    let error = forge::probe(&client(), "not an address", true).await.expect_err("no address");
    assert!(matches!(error, Error::Invalid { .. }), "{error}");
}
