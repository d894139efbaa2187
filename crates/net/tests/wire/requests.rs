//! What a REST request looks like on the wire, and what comes back.

use net::{Error, Request, Url};

use crate::server::{Reply, Server, client};

/// `hello gzip`, packed.
const PACKED: &[u8] = &[
    0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0xcb, 0x48, 0xcd, 0xc9, 0xc9, 0x57, 0x48, 0xaf, 0xca, 0x2c, 0, 0, 0x19, 0x6a, 0xd2, 0xdf,
    0x0a, 0, 0, 0,
];

#[tokio::test]
async fn a_request_says_who_we_are_and_takes_packed_answers() {
    let server = Server::plain(|_| {
        Reply::Whole(200, vec![("Content-Encoding", "gzip".to_owned()), ("X-Thing", "yes".to_owned())], PACKED.to_vec())
    });
    let request = Request::get(server.url("/rest/a?b=c")).header("Accept", "application/json");
    let answer = client().send(request).await.unwrap();
    assert_eq!(answer.body, "hello gzip");
    assert_eq!((answer.status, answer.header("x-thing")), (200, Some("yes")));
    let [asked] = &server.seen()[..] else { panic!("one request") };
    assert_eq!((asked.method.as_str(), asked.target.as_str()), ("GET", "/rest/a?b=c"));
    assert_eq!(asked.header("User-Agent"), Some(concat!("Bough/", env!("CARGO_PKG_VERSION"))));
    assert_eq!(asked.header("Accept"), Some("application/json"));
    assert_eq!(asked.header("Accept-Encoding"), Some("gzip"));
    for name in ["Authorization", "Cookie", "Referer"] {
        assert_eq!(asked.header(name), None);
    }
}

#[tokio::test]
async fn a_body_is_json_with_its_length() {
    let server = Server::plain(|_| Reply::status(201));
    let text = "x".repeat(200_000);
    let answer = client().send(Request::post(server.url("/")).json(&[&text])).await.unwrap();
    assert_eq!(answer.status, 201);
    let [asked] = &server.seen()[..] else { panic!("one request") };
    assert_eq!(asked.header("Content-Type"), Some("application/json"));
    assert_eq!(asked.header("Content-Length"), Some("200004"));
    assert_eq!(asked.body, format!("[\"{text}\"]").into_bytes());
}

#[tokio::test]
async fn a_sign_in_page_is_recognised() {
    let page = |_: &_| Reply::Whole(200, vec![("Content-Type", "text/html;charset=UTF-8".to_owned())], b"<p>".to_vec());
    let server = Server::plain(page);
    let answer = client().send(Request::get(server.url("/rest/x"))).await.unwrap();
    assert!(answer.is_web_page() && !answer.is_json());
}

#[tokio::test]
async fn addresses_and_headers_that_hold_secrets_are_refused() {
    let server = Server::plain(|_| Reply::json("{}"));
    for text in [&format!("http://ann:pw@127.0.0.1:{}/", server.port), "ssh://git@h/x", "file:///etc/passwd", "data:,x"] {
        let error = client().send(Request::get(Url::parse(text).unwrap())).await.expect_err(text);
        assert!(matches!(error, Error::InvalidUrl { .. }), "{error}");
        assert!(!error.to_string().contains("pw"), "{error}");
    }
    for name in ["Authorization", "cookie", "PROXY-AUTHORIZATION", "no name", "x\r\ny"] {
        let error = client().send(Request::get(server.url("/")).header(name, "CANARY")).await.expect_err(name);
        assert!(matches!(error, Error::Broken { .. }) && !error.to_string().contains("CANARY"), "{error}");
    }
    let error = client().send(Request::get(server.url("/")).header("X-Y", "a\r\nHost: b")).await.expect_err("a smuggled line");
    assert!(matches!(error, Error::Broken { .. }), "{error}");
    assert_eq!(server.seen().len(), 0);
}

#[test]
fn needs_no_runtime_of_its_own_and_survives_the_callers() {
    let server = Server::plain(|_| Reply::json("{}"));
    let client = client();
    for _ in 0..3 {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        assert_eq!(runtime.block_on(client.send(Request::get(server.url("/")))).unwrap().status, 200);
    }
}
