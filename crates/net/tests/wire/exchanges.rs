//! Git's conversation from a job thread: streams, silence, cancelling.

use std::io::{BufRead, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use net::{Cancel, Client, Error, Exchange, Limits, Method};

use crate::server::{Reply, Server, client, client_with, short};

pub fn get(url: net::Url, cancel: &Cancel) -> Exchange {
    Exchange {
        method: Method::Get,
        url,
        headers: Vec::new(),
        body: Vec::new(),
        credential: None,
        cancel: cancel.clone(),
        follow_same_origin: true,
    }
}

pub fn post(url: net::Url, body: &[u8], cancel: &Cancel) -> Exchange {
    Exchange { method: Method::Post, body: body.to_vec(), ..get(url, cancel) }
}

/// Bytes that tell their place.
fn pattern(length: usize) -> Vec<u8> {
    (0..length).map(|i| u8::try_from((i / 256 + i) % 251).unwrap()).collect()
}

#[test]
fn a_long_body_comes_through_unchanged() {
    let body = Arc::new(pattern(20_000_000));
    let sent = Arc::clone(&body);
    let server = Server::plain(move |asked| {
        let sent = Arc::clone(&sent);
        if asked.target == "/whole" {
            return Reply::Whole(200, vec![("Content-Type", "application/x-git-upload-pack-result".to_owned())], sent.to_vec());
        }
        Reply::Script(Box::new(move |out| {
            out.write_all(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")?;
            for piece in sent.chunks(65_515) {
                write!(out, "{:x}\r\n", piece.len())?;
                out.write_all(piece)?;
                out.write_all(b"\r\n")?;
            }
            out.write_all(b"0\r\n\r\n")
        }))
    });
    let client = client();
    for path in ["/whole", "/chunked"] {
        let mut answer = client.exchange(post(server.url(path), b"0032want", &Cancel::new())).unwrap();
        assert_eq!(answer.status, 200);
        let mut read = Vec::new();
        // A third by pieces, a third through the buffer, the rest by reading: one cursor for all.
        while read.len() < 6_000_000 {
            read.extend_from_slice(&answer.piece().unwrap().unwrap());
        }
        while read.len() < 12_000_000 {
            let buffer = answer.fill_buf().unwrap();
            let amount = buffer.len().min(10_000);
            read.extend_from_slice(&buffer[..amount]);
            answer.consume(amount);
        }
        answer.read_to_end(&mut read).unwrap();
        assert!(read == *body, "{path}");
        assert_eq!(answer.read(&mut [0; 8]).unwrap(), 0);
        assert!(answer.piece().unwrap().is_none());
    }
    let [first, _] = &server.seen()[..] else { panic!("two requests") };
    assert_eq!((first.body.as_slice(), first.header("Content-Length")), (&b"0032want"[..], Some("8")));
    assert_eq!(first.header("Accept-Encoding"), Some("identity"));
}

#[test]
fn a_slow_reader_holds_the_server_back() {
    let written = Arc::new(AtomicU64::new(0));
    let count = Arc::clone(&written);
    let server = Server::plain(move |_| {
        let count = Arc::clone(&count);
        Reply::Script(Box::new(move |out| {
            out.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 4000000000\r\n\r\n")?;
            for _ in 0..4000 {
                out.write_all(&vec![0; 1_000_000])?;
                count.fetch_add(1, Ordering::SeqCst);
            }
            Ok(())
        }))
    });
    // While nobody reads, no time limit runs either.
    let client = client_with(Limits { idle: Duration::from_millis(150), ..short() });
    let mut answer = client.exchange(get(server.url("/"), &Cancel::new())).unwrap();
    let mut before = u64::MAX;
    // Still until the count has not moved for 300 ms, twice the idle limit.
    while before != written.load(Ordering::SeqCst) {
        before = written.load(Ordering::SeqCst);
        std::thread::sleep(Duration::from_millis(300));
    }
    assert!(before < 100, "{before} MB were taken without being read");
    let mut read = vec![1; 3_000_000];
    answer.read_exact(&mut read).unwrap();
    assert!(read.iter().all(|byte| *byte == 0));
}

/// The fastest of three rounds counts: a busy machine may be slow once, a wait that nobody interrupts always is.
fn cancelled_soon(work: fn(&Client, &Cancel, net::Url) -> Result<(), Error>, reply: fn() -> Reply) {
    let server = Server::plain(move |_| reply());
    let mut fastest = Duration::MAX;
    for round in 1..=3 {
        let (cancel, url) = (Cancel::new(), server.url("/"));
        let (flag, client) = (cancel.clone(), client());
        let job = std::thread::spawn(move || (work(&client, &flag, url), Instant::now()));
        while server.seen().len() < round {
            std::thread::sleep(Duration::from_millis(2));
        }
        std::thread::sleep(Duration::from_millis(50));
        let began = Instant::now();
        cancel.cancel();
        let (result, ended) = job.join().unwrap();
        assert!(matches!(result, Err(Error::Cancelled)), "{result:?}");
        fastest = fastest.min(ended.duration_since(began));
    }
    assert!(fastest < Duration::from_millis(200), "{fastest:?}");
}

fn trickle() -> Reply {
    Reply::Script(Box::new(|out| {
        out.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc")?;
        out.flush()?;
        std::thread::sleep(Duration::from_secs(3));
        Ok(())
    }))
}

#[test]
fn cancelling_ends_a_wait_for_the_head() {
    cancelled_soon(|client, cancel, url| client.exchange(get(url, cancel)).map(drop), || Reply::Silence);
    cancelled_soon(|client, cancel, url| client.exchange(post(url, b"x", cancel)).map(drop), || Reply::Silence);
}

#[test]
fn cancelling_ends_a_wait_for_the_body() {
    cancelled_soon(
        |client, cancel, url| {
            let mut answer = client.exchange(get(url, cancel))?;
            let error = answer.read_to_end(&mut Vec::new()).expect_err("it is cancelled");
            // Later reads fail alike: the end of a cancelled answer is never mistaken for its end.
            let again = answer.read(&mut [0; 8]).expect_err("still cancelled");
            assert!(matches!(Error::of(&again), Some(Error::Cancelled)));
            Err(Error::of(&error).expect("our own error").clone())
        },
        trickle,
    );
}

#[test]
fn cancelled_before_it_began_sends_nothing() {
    let server = Server::plain(|_| Reply::json("{}"));
    let cancel = Cancel::new();
    cancel.cancel();
    assert!(matches!(client().exchange(get(server.url("/"), &cancel)), Err(Error::Cancelled)));
    assert_eq!(server.seen().len(), 0);
}

#[test]
fn silence_and_cuts_are_errors_of_ours() {
    let client = client_with(Limits { idle: Duration::from_millis(200), ..short() });
    let server = Server::plain(|asked| match asked.target.as_str() {
        "/silent" => Reply::Silence,
        "/trickle" => trickle(),
        _ => Reply::Script(Box::new(|out| out.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc"))),
    });
    let error = client.exchange(get(server.url("/silent"), &Cancel::new())).expect_err("it is silent");
    assert!(matches!(error, Error::TimedOut { .. }), "{error}");
    for (path, late) in [("/trickle", true), ("/cut", false)] {
        let mut answer = client.exchange(get(server.url(path), &Cancel::new())).unwrap();
        let mut read = Vec::new();
        let error = answer.read_to_end(&mut read).expect_err(path);
        assert_eq!(read, b"abc");
        match Error::of(&error) {
            Some(Error::TimedOut { .. }) => assert!(late),
            Some(Error::Offline { .. }) => assert!(!late),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn many_jobs_may_each_hold_an_answer_and_ask_for_the_next() {
    let server = Server::plain(|asked| if asked.target == "/held" { trickle() } else { Reply::json("{}") });
    let client = client();
    let held: Vec<_> = (0..8).map(|_| client.exchange(get(server.url("/held"), &Cancel::new())).unwrap()).collect();
    for _ in 0..8 {
        assert_eq!(client.exchange(get(server.url("/next"), &Cancel::new())).unwrap().text(10), "{}");
    }
    drop(held);
}

#[test]
fn a_pause_asked_for_is_an_error_and_a_page_is_seen() {
    let server = Server::plain(|asked| match asked.target.as_str() {
        "/busy" => Reply::with(429, "Retry-After", "60"),
        "/page" => Reply::Whole(200, Vec::new(), b"<!doctype html><title>Sign in".to_vec()),
        _ => Reply::Whole(401, vec![("WWW-Authenticate", "Basic realm=\"x\"".to_owned())], b"no".to_vec()),
    });
    let client = client();
    let busy = client.exchange(get(server.url("/busy"), &Cancel::new()));
    assert!(matches!(busy, Err(Error::RateLimited { .. })), "{busy:?}");
    let mut page = client.exchange(get(server.url("/page"), &Cancel::new())).unwrap();
    assert!(page.is_web_page());
    assert_eq!(page.text(9), "<!doctype");
    let mut refused = client.exchange(get(server.url("/x"), &Cancel::new())).unwrap();
    assert_eq!((refused.status, refused.header("www-authenticate")), (401, Some("Basic realm=\"x\"")));
    assert!(!refused.is_web_page());
    assert_eq!(refused.text(100), "no");
    assert_eq!(server.seen().len(), 3);
}
