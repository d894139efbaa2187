//! Time limits, size limits and cancelling, for REST.

use std::io::Write;
use std::time::{Duration, Instant};

use net::{Cancel, Error, Limits, Request};

use crate::server::{Reply, Server, client, client_with, short};

/// A head without a length, then pieces for ever.
fn endless(out: &mut dyn Write) -> std::io::Result<()> {
    out.write_all(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")?;
    loop {
        out.write_all(b"400\r\n")?;
        out.write_all(&[b'x'; 1024])?;
        out.write_all(b"\r\n")?;
    }
}

#[tokio::test]
async fn answers_have_a_size_limit() {
    let server = Server::plain(|asked| match asked.target.as_str() {
        "/endless" => Reply::Script(Box::new(endless)),
        _ => Reply::Whole(200, Vec::new(), vec![0; 5000]),
    });
    for (path, limit, fits) in [("/", 5000, true), ("/", 4999, false), ("/endless", 100_000, false)] {
        match client().send(Request::get(server.url(path)).limit(limit)).await {
            Ok(answer) => assert!(fits && answer.body.len() == 5000),
            Err(Error::TooLarge { limit: told, .. }) => assert!(!fits && told == limit),
            Err(error) => panic!("{error}"),
        }
    }
}

/// 200,000 zeros, packed into 229 bytes.
fn bomb() -> Vec<u8> {
    let (start, end) = (
        [31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 237, 193, 49, 1, 0, 0, 0, 194, 160, 245, 79, 109, 6, 127, 160],
        [128, 215, 0, 123, 88, 224, 92, 64, 13, 3, 0],
    );
    [&start[..], &[0; 193], &end].concat()
}

#[tokio::test]
async fn the_size_that_counts_is_the_unpacked_one() {
    let server = Server::plain(|_| Reply::Whole(200, vec![("Content-Encoding", "gzip".to_owned())], bomb()));
    let whole = client().send(Request::get(server.url("/"))).await.unwrap();
    assert_eq!(whole.body.len(), 200_000);
    let error = client().send(Request::get(server.url("/")).limit(100_000)).await.expect_err("a bomb");
    assert!(matches!(error, Error::TooLarge { .. }), "{error}");
}

#[tokio::test]
async fn silence_has_an_end() {
    let idle = Duration::from_millis(200);
    let client = client_with(Limits { idle, ..short() });
    let server = Server::plain(|asked| match asked.target.as_str() {
        "/middle" => Reply::Script(Box::new(|out| {
            out.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc")?;
            out.flush()?;
            std::thread::sleep(Duration::from_secs(3));
            Ok(())
        })),
        _ => Reply::Silence,
    });
    for path in ["/start", "/middle"] {
        let began = Instant::now();
        let error = client.send(Request::get(server.url(path))).await.expect_err(path);
        assert!(matches!(error, Error::TimedOut { .. }), "{error}");
        assert!(began.elapsed() >= idle && began.elapsed() < Duration::from_secs(2), "{:?}", began.elapsed());
    }
    // Silence is not tried again: the person would wait four times as long.
    assert_eq!(server.seen().len(), 2);
}

#[tokio::test]
async fn slow_is_not_silent() {
    let client = client_with(Limits { idle: Duration::from_millis(400), ..short() });
    let server = Server::plain(|_| {
        Reply::Script(Box::new(|out| {
            out.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n")?;
            for _ in 0..8 {
                std::thread::sleep(Duration::from_millis(100));
                out.write_all(b"x")?;
                out.flush()?;
            }
            Ok(())
        }))
    });
    assert_eq!(client.send(Request::get(server.url("/"))).await.unwrap().body, "xxxxxxxx");
}

#[tokio::test]
async fn a_cut_answer_is_an_error() {
    for script in [
        &b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc"[..],
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",
    ] {
        let server = Server::plain(move |_| Reply::Script(Box::new(move |out| out.write_all(script))));
        let error = client().send(Request::get(server.url("/"))).await.expect_err("it is cut");
        assert!(matches!(error, Error::Offline { .. }), "{error}");
        assert_eq!(server.seen().len(), 1);
    }
}

#[tokio::test]
async fn no_such_name_is_offline() {
    let url = net::Url::parse("http://no-such-host.invalid/").unwrap();
    let error = client().send(Request::get(url)).await.expect_err("no such name");
    let Error::Offline { host, .. } = error else { panic!("{error}") };
    assert_eq!(host, "no-such-host.invalid");
}

#[tokio::test]
async fn cancelling_ends_a_wait_at_once() {
    let server = Server::plain(|_| Reply::Silence);
    let client = client();
    let cancel = Cancel::new();
    let request = Request::get(server.url("/")).cancel(cancel.clone());
    let waiting = tokio::spawn(async move { client.send(request).await.map(|_| ()) });
    while server.seen().is_empty() {
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    let began = Instant::now();
    cancel.cancel();
    assert!(matches!(waiting.await.unwrap(), Err(Error::Cancelled)));
    assert!(began.elapsed() < Duration::from_secs(1), "{:?}", began.elapsed());
}

#[tokio::test]
async fn cancelling_ends_a_pause_between_tries() {
    let server = Server::plain(|_| Reply::with(429, "Retry-After", "1"));
    let (client, cancel) = (client(), Cancel::new());
    let request = Request::get(server.url("/")).cancel(cancel.clone());
    let waiting = tokio::spawn(async move { client.send(request).await.map(|_| ()) });
    while server.seen().is_empty() {
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    cancel.cancel();
    assert!(matches!(waiting.await.unwrap(), Err(Error::Cancelled)));
    assert_eq!(server.seen().len(), 1);
}
