//! How often a server is asked (T4.2, T6.6): counted on its side.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use net::{Authorization, Cancel, Credential, Error, Exchange, Method, Outcome, Request, Scope};

use crate::server::{Asked, Reply, Server, client, client_with, short};

/// Answers `first` times with one thing, then well.
fn at_first(times: usize, reply: impl Fn(&Asked) -> Reply + Send + Sync + 'static) -> Server {
    let count = AtomicUsize::new(0);
    Server::plain(move |asked| if count.fetch_add(1, Ordering::SeqCst) < times { reply(asked) } else { Reply::json("{}") })
}

#[tokio::test]
async fn passing_trouble_is_overcome() {
    for trouble in [502, 503, 504, 429].map(|status| move |_: &Asked| Reply::status(status)) {
        let server = at_first(3, trouble);
        assert_eq!(client().send(Request::get(server.url("/"))).await.unwrap().status, 200);
        assert_eq!(server.seen().len(), 4);
    }
    let server = at_first(2, |_| Reply::Hangup);
    assert_eq!(client().send(Request::get(server.url("/"))).await.unwrap().status, 200);
    assert_eq!(server.seen().len(), 3);
}

#[tokio::test]
async fn lasting_trouble_ends_after_four_tries() {
    let server = Server::plain(|_| Reply::status(503));
    assert_eq!(client().send(Request::get(server.url("/"))).await.unwrap().status, 503);
    assert_eq!(server.seen().len(), 4);
    let server = Server::plain(|_| Reply::Hangup);
    let error = client().send(Request::get(server.url("/"))).await.expect_err("it hangs up");
    assert!(matches!(error, Error::Offline { .. }), "{error}");
    assert_eq!(server.seen().len(), 4);
    let server = Server::plain(|_| Reply::status(429));
    let error = client().send(Request::get(server.url("/"))).await.expect_err("it wants a pause");
    let Error::RateLimited { until, .. } = error else { panic!("{error}") };
    let wait = until.duration_since(Timestamp::now()).as_secs();
    assert!((3..=5).contains(&wait), "{wait} s");
    assert_eq!(server.seen().len(), 4);
}

#[tokio::test]
async fn other_answers_are_answers() {
    for status in [200, 204, 304, 400, 401, 403, 404, 409, 418, 500, 501] {
        let server = Server::plain(move |_| Reply::status(status));
        assert_eq!(client().send(Request::get(server.url("/"))).await.unwrap().status, status);
        assert_eq!(server.seen().len(), 1, "{status}");
    }
}

#[tokio::test]
async fn what_changes_something_is_asked_once() {
    let hangup: fn(&Asked) -> Reply = |_| Reply::Hangup;
    for trouble in [|_: &_| Reply::status(503), |_: &_| Reply::status(429), |_: &_| Reply::status(502), hangup] {
        for build in [Request::post, Request::put, Request::delete] {
            let server = Server::plain(trouble);
            let _ = client().send(build(server.url("/")).json(&[1])).await;
            assert_eq!(server.seen().len(), 1);
        }
        let server = Server::plain(trouble);
        let _ = client().send(Request::get(server.url("/")).no_retry()).await;
        assert_eq!(server.seen().len(), 1);
        let (server, client) = (Server::plain(trouble), client());
        let posts = |url: net::Url| Exchange {
            method: Method::Post,
            url,
            headers: Vec::new(),
            body: b"0000".to_vec(),
            credential: None,
            cancel: Cancel::new(),
            follow_same_origin: true,
        };
        let (one, two) = (posts(server.url("/")), posts(server.url("/")));
        std::thread::spawn(move || {
            let _ = client.exchange(one);
            let _ = client.upload(two).unwrap().finish();
        })
        .join()
        .unwrap();
        assert_eq!(server.seen().len(), 2);
    }
}

#[tokio::test]
async fn a_post_that_only_asks_is_asked_again_with_all_of_its_body() {
    let hangup: fn(&Asked) -> Reply = |_| Reply::Hangup;
    for trouble in [|_: &_| Reply::status(503), |_: &_| Reply::status(429), hangup] {
        let (server, client) = (at_first(2, trouble), client());
        let url = server.url("/");
        let asked = std::thread::spawn(move || {
            let (headers, body, cancel) = (Vec::new(), b"question".to_vec(), Cancel::new());
            client.exchange(Exchange {
                method: Method::Ask,
                url,
                headers,
                body,
                credential: None,
                cancel,
                follow_same_origin: false,
            })
        });
        assert_eq!(asked.join().unwrap().unwrap().status, 200);
        let seen = server.seen();
        assert!(seen.len() == 3 && seen.iter().all(|asked| asked.body == b"question"), "{seen:?}");
    }
}

#[tokio::test]
async fn a_pause_is_kept_when_short_and_told_when_long() {
    let server = at_first(1, |_| Reply::with(429, "Retry-After", "1"));
    let began = Instant::now();
    assert_eq!(client().send(Request::get(server.url("/"))).await.unwrap().status, 200);
    assert!(began.elapsed() >= Duration::from_secs(1));
    let server = at_first(1, |_| Reply::with(503, "Retry-After", "0"));
    assert_eq!(client().send(Request::get(server.url("/"))).await.unwrap().status, 200);

    let date = (Timestamp::now() + Duration::from_mins(2)).strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
    for (text, seconds) in [("60".to_owned(), 60), (date, 120), ("999999".to_owned(), 300)] {
        let server = Server::plain(move |_| Reply::with(429, "Retry-After", &text));
        let error = client().send(Request::get(server.url("/"))).await.expect_err("a pause");
        let Error::RateLimited { until, host } = error else { panic!("{error}") };
        assert_eq!(host, format!("127.0.0.1:{}", server.port));
        let wait = until.duration_since(Timestamp::now()).as_secs();
        assert!((seconds - 3..=seconds).contains(&wait), "{wait} s");
        assert_eq!(server.seen().len(), 1);
    }
    // A server that is away for longer than we wait says so itself.
    let server = Server::plain(|_| Reply::with(503, "Retry-After", "3600"));
    assert_eq!(client().send(Request::get(server.url("/"))).await.unwrap().status, 503);
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test]
async fn a_refused_token_is_tried_once_and_told() {
    let server = Server::plain(|asked| match asked.target.as_str() {
        "/rest/known" => Reply::with(401, "X-AUSERNAME", "ann"),
        "/rest/fine" => Reply::json("{}"),
        "/rest/busy" => Reply::with(429, "Retry-After", "60"),
        _ => Reply::status(401),
    });
    let (client, seen) = (client(), Arc::new(Mutex::new(Vec::new())));
    let log = Arc::clone(&seen);
    client.watch(Arc::new(move |it| log.lock().unwrap().push((it.origin.to_string(), it.outcome.clone()))));
    let scope = Scope::below(&server.url("/"), &["/rest"]);
    let credential = Credential { scope, authorization: Authorization::Bearer("wrong".into()) };
    for path in ["/rest/bad", "/rest/known", "/rest/fine"] {
        client.send(Request::get(server.url(path)).credential(credential.clone())).await.unwrap();
    }
    // A server that wants a sign-in from somebody anonymous has refused nothing.
    client.send(Request::get(server.url("/rest/bad"))).await.unwrap();
    client.send(Request::get(server.url("/rest/busy"))).await.expect_err("a pause");
    let (asked, port) = (server.seen().len(), server.port);
    drop(server);
    assert_eq!(asked, 5);
    let gone = net::Url::parse(&format!("http://127.0.0.1:{}/", unused_port())).unwrap();
    let error = client.send(Request::get(gone)).await.expect_err("nobody there");
    assert!(matches!(error, Error::Offline { .. }), "{error}");
    let seen = seen.lock().unwrap();
    assert!(seen[..5].iter().all(|(host, _)| *host == format!("127.0.0.1:{port}")));
    let outcomes: Vec<&Outcome> = seen.iter().map(|(_, outcome)| outcome).collect();
    let [Outcome::Unauthorized, Outcome::Fine, Outcome::Fine, Outcome::Fine, Outcome::RateLimited { .. }, Outcome::Offline] =
        outcomes[..]
    else {
        panic!("{outcomes:?}")
    };
}

fn unused_port() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

#[tokio::test(flavor = "multi_thread")]
async fn four_at_once_for_one_account() {
    let (now, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let (n, m) = (Arc::clone(&now), Arc::clone(&most));
    let server = Server::plain(move |_| {
        m.fetch_max(n.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        std::thread::sleep(Duration::from_millis(30));
        n.fetch_sub(1, Ordering::SeqCst);
        Reply::json("{}")
    });
    let client = client_with(short());
    let tasks: Vec<_> = (0..24)
        .map(|_| {
            let (client, request) = (client.clone(), Request::get(server.url("/")));
            tokio::spawn(async move { client.send(request).await.unwrap() })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    assert_eq!(most.load(Ordering::SeqCst), 4);
    assert_eq!(server.seen().len(), 24);
}
