//! A secret reaches one origin only (T4.1): servers that redirect in every way there is.

use net::{Authorization, Cancel, Credential, Error, Exchange, Method, Request, Scope, Url};

use crate::certificates::Identity;
use crate::server::{Asked, Reply, Server, client};

const KINDS: [u16; 5] = [301, 302, 303, 307, 308];

fn credentials(base: &Url) -> [Credential; 2] {
    let scope = Scope::below(base, &["/rest", "/scm"]);
    let bearer = Authorization::Bearer("CANARY".into());
    let basic = Authorization::Basic { user: "ann".to_owned(), password: "CANARY".into() };
    [bearer, basic].map(|authorization| Credential { scope: scope.clone(), authorization })
}

fn exchange(method: Method, url: Url, credential: &Credential) -> Exchange {
    let body = if method == Method::Post { b"0000".to_vec() } else { Vec::new() };
    let headers = vec![("PRIVATE-TOKEN".to_owned(), "CANARY".to_owned())];
    let (credential, cancel) = (Some(credential.clone()), Cancel::new());
    Exchange { method, url, headers, body, credential, cancel, follow_same_origin: true }
}

fn redirecting(kind: &Asked) -> Reply {
    let (status, to) = kind.target.split_once("status=").unwrap().1.split_once("&to=").unwrap();
    let to = Url::parse(&format!("http://x/?{to}")).unwrap();
    let to = to.query_pairs().next().unwrap().0.into_owned();
    Reply::with(status.parse().unwrap(), "Location", &to)
}

fn asking(server: &Server, status: u16, to: &str) -> Url {
    let to: Vec<String> = to.bytes().map(|byte| format!("%{byte:02x}")).collect();
    server.url(&format!("/rest/x?status={status}&to={}", to.concat()))
}

async fn nobody_else_is_asked(a: &Server, b: &Server, client: &net::Client, places: &[String]) {
    for credential in credentials(&a.url("/")) {
        for status in KINDS {
            for to in places {
                let url = asking(a, status, to);
                for request in [Request::get(url.clone()), Request::post(url.clone()).body("x", "text/plain")] {
                    let request = request.header("PRIVATE-TOKEN", "CANARY").credential(credential.clone());
                    let error = client.send(request).await.expect_err(to);
                    assert!(matches!(error, Error::RedirectedAway { .. }), "{status} {to}: {error}");
                }
                let (client, credential) = (client.clone(), credential.clone());
                let errors = std::thread::spawn(move || {
                    let upload = client.upload(exchange(Method::Post, url.clone(), &credential)).and_then(net::Upload::finish);
                    let whole = [Method::Get, Method::Post].map(|how| client.exchange(exchange(how, url.clone(), &credential)));
                    whole.into_iter().chain([upload]).map(|it| it.map(drop)).collect::<Vec<_>>()
                });
                for error in errors.join().unwrap() {
                    assert!(matches!(error, Err(Error::RedirectedAway { .. })), "{status} {to}: {error:?}");
                }
            }
        }
    }
    assert_eq!(b.seen().len(), 0, "B was asked: {:?}", b.seen());
    // Five requests for each status, place and credential, all of them with the secret: A is the right place.
    assert_eq!(a.seen().len(), 2 * KINDS.len() * places.len() * 5);
    assert!(a.seen().iter().all(|asked| asked.header("Authorization").is_some()));
}

#[tokio::test]
async fn a_plain_server_cannot_send_a_secret_away() {
    let (a, b) = (Server::plain(redirecting), Server::plain(|_| Reply::json("{}")));
    let places = [
        format!("http://127.0.0.1:{}/rest/x", b.port),
        format!("//127.0.0.1:{}/rest/x", b.port),
        format!("http://localhost:{}/rest/x", b.port),
        format!("http://localhost:{}/rest/x", a.port),
        format!("https://127.0.0.1:{}/rest/x", a.port),
        format!("http://127.0.0.1:{}@localhost:{}/rest/x", a.port, b.port),
        format!("http://ann@127.0.0.1:{}/rest/x", a.port),
        format!("http:\\\\127.0.0.1:{}\\rest", b.port),
    ];
    nobody_else_is_asked(&a, &b, &client(), &places).await;
}

#[tokio::test]
async fn an_encrypted_server_cannot_lower_the_guard() {
    let identity = Identity::self_signed(&["127.0.0.1"]);
    let (a, b) = (Server::encrypted(identity.server(), redirecting), Server::plain(|_| Reply::json("{}")));
    let client = client();
    client.trust().pin("127.0.0.1", a.port, identity.sha256());
    let places = [format!("http://127.0.0.1:{}/rest/x", b.port), format!("http://127.0.0.1:{}/rest/x", a.port)];
    nobody_else_is_asked(&a, &b, &client, &places).await;
}

#[tokio::test]
async fn within_the_origin_a_get_follows_and_the_secret_stays_in_its_scope() {
    let server = Server::plain(|asked| match asked.target.as_str() {
        "/rest/one" => Reply::with(301, "Location", "two"),
        "/rest/two" => Reply::with(307, "Location", "/login?next=1"),
        _ => Reply::Whole(200, vec![("Content-Type", "text/html".to_owned())], b"<html>".to_vec()),
    });
    let [bearer, _] = credentials(&server.url("/"));
    let answer = client().send(Request::get(server.url("/rest/one")).credential(bearer.clone())).await.unwrap();
    assert!(answer.is_web_page());
    assert_eq!(answer.url, server.url("/login?next=1"));
    let sent: Vec<bool> = server.seen().iter().map(|asked| asked.header("Authorization").is_some()).collect();
    assert_eq!(sent, [true, true, false]);
    let (start, client) = (server.url("/rest/one"), client());
    let answer = std::thread::spawn(move || {
        let mut answer = client.exchange(exchange(Method::Get, start.clone(), &bearer)).unwrap();
        assert!(answer.is_web_page());
        let stay = Exchange { follow_same_origin: false, ..exchange(Method::Get, start, &bearer) };
        (answer.url.clone(), client.exchange(stay).map(drop))
    });
    let (url, stayed) = answer.join().unwrap();
    assert_eq!(url, server.url("/login?next=1"));
    assert!(matches!(stayed, Err(Error::RedirectedAway { .. })));
}

#[tokio::test]
async fn a_circle_ends_after_five() {
    let server = Server::plain(|_| Reply::with(302, "Location", "/rest/again"));
    let error = client().send(Request::get(server.url("/rest/x"))).await.expect_err("a circle");
    assert!(matches!(error, Error::RedirectedAway { .. }), "{error}");
    assert_eq!(server.seen().len(), 6);
}

#[tokio::test]
async fn no_cookie_is_ever_sent_back() {
    let server = Server::plain(|_| Reply::with(200, "Set-Cookie", "BITBUCKETSESSIONID=x; Path=/"));
    let client = client();
    for _ in 0..3 {
        client.send(Request::get(server.url("/rest/x"))).await.unwrap();
    }
    assert!(server.seen().iter().all(|asked| asked.header("Cookie").is_none()));
}

#[tokio::test]
async fn a_secret_out_of_scope_is_not_even_a_request() {
    let server = Server::plain(|_| Reply::json("{}"));
    for credential in credentials(&server.url("/")) {
        for path in ["/login", "/rest/..%2flogin", "/users/ann/avatar.png"] {
            let request = Request::get(server.url(path)).credential(credential.clone());
            assert!(matches!(client().send(request).await, Err(Error::OutOfScope { .. })), "{path}");
        }
        let elsewhere = server.url_of("localhost", "/rest/x");
        let request = Request::get(elsewhere).credential(credential);
        assert!(matches!(client().send(request).await, Err(Error::OutOfScope { .. })));
    }
    assert_eq!(server.seen().len(), 0);
}
