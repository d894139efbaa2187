//! Bodies that are written while they go out.

use std::fs::File;
use std::io::{Read, Write};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use net::{Cancel, Error, Exchange, FileBody, Limits, Method};

use crate::exchanges::{get, post};
use crate::server::{Reply, Server, client, client_with, short};

#[test]
fn a_body_goes_out_as_it_is_written() {
    let server = Server::plain(|asked| Reply::json(&asked.body.len().to_string()));
    let mut upload = client().upload(post(server.url("/"), b"first", &Cancel::new())).unwrap();
    let mut expected = b"first".to_vec();
    for i in 0..3000u32 {
        let piece = vec![u8::try_from(i % 256).unwrap(); usize::try_from(i).unwrap()];
        upload.write_all(&piece).unwrap();
        expected.extend(piece);
    }
    let mut answer = upload.finish().unwrap();
    assert_eq!(answer.text(100), expected.len().to_string());
    assert!(server.seen()[0].body == expected);
}

/// Where the application's jobs run: on threads for blocking work of somebody else's runtime.
#[tokio::test]
async fn jobs_may_run_on_a_runtimes_blocking_threads() {
    let server = Server::plain(|asked| Reply::json(&asked.body.len().to_string()));
    let (client, url) = (client(), server.url("/"));
    let told = tokio::task::spawn_blocking(move || {
        let mut upload = client.upload(post(url.clone(), b"1", &Cancel::new())).unwrap();
        upload.write_all(&vec![1; 300_000]).unwrap();
        let one = upload.finish().unwrap().text(20);
        let other = client.exchange(post(url, b"12", &Cancel::new())).unwrap().text(20);
        (one, other)
    });
    assert_eq!(told.await.unwrap(), ("300001".to_owned(), "2".to_owned()));
}

#[test]
fn a_slow_writer_is_not_a_silent_server() {
    let client = client_with(Limits { idle: Duration::from_millis(100), ..short() });
    let server = Server::plain(|_| Reply::json("{}"));
    let mut upload = client.upload(post(server.url("/"), b"", &Cancel::new())).unwrap();
    for _ in 0..4 {
        std::thread::sleep(Duration::from_millis(150));
        upload.write_all(b"x").unwrap();
        upload.flush().unwrap();
    }
    assert_eq!(upload.finish().unwrap().status, 200);
    assert_eq!(server.seen()[0].body, b"xxxx");
}

#[test]
fn a_server_that_takes_nothing_more_is_silent() {
    let client = client_with(Limits { idle: Duration::from_millis(300), ..short() });
    let server = Server::plain(|_| {
        Reply::Script(Box::new(|_| {
            std::thread::sleep(Duration::from_secs(2));
            Ok(())
        }))
    });
    let mut request = post(server.url("/"), b"", &Cancel::new());
    request.headers.push(("X-Answer-Early".to_owned(), "1".to_owned()));
    let mut upload = client.upload(request).unwrap();
    for _ in 0..64 {
        upload.write_all(&vec![7; 1_000_000]).unwrap();
    }
    let error = upload.finish().expect_err("nobody takes it");
    assert!(matches!(error, Error::TimedOut { .. }), "{error}");
}

#[test]
fn an_early_answer_is_heard() {
    let server = Server::plain(|_| Reply::status(401));
    let mut request = post(server.url("/"), b"start", &Cancel::new());
    request.headers.push(("X-Answer-Early".to_owned(), "1".to_owned()));
    let mut upload = client().upload(request).unwrap();
    while server.seen().is_empty() {
        upload.write_all(b"more").unwrap();
        upload.flush().unwrap();
        std::thread::sleep(Duration::from_millis(2));
    }
    assert_eq!(upload.finish().unwrap().status, 401);
}

#[test]
fn given_up_it_never_looks_complete() {
    let server = Server::plain(|_| Reply::json("{}"));
    let mut upload = client().upload(post(server.url("/"), b"half a pack", &Cancel::new())).unwrap();
    upload.write_all(&vec![1; 100_000]).unwrap();
    drop(upload);
    let began = Instant::now();
    while server.seen().is_empty() && began.elapsed() < Duration::from_millis(500) {
        std::thread::sleep(Duration::from_millis(5));
    }
    assert!(server.seen().iter().all(|asked| !asked.complete), "{:?}", server.seen().len());
}

#[test]
fn cancelling_ends_writing_and_waiting() {
    let server = Server::plain(|_| Reply::Silence);
    let cancel = Cancel::new();
    let mut upload = client().upload(post(server.url("/"), b"x", &cancel)).unwrap();
    cancel.cancel();
    let error = upload.write(b"more").expect_err("cancelled");
    assert!(matches!(Error::of(&error), Some(Error::Cancelled)));
    assert!(matches!(upload.finish(), Err(Error::Cancelled)));
}

/// The writer is stuck in the queue, the connection in a full socket. Both must end, and when the server reads on
/// after all it must not find an end that looks proper.
#[test]
fn cancelling_ends_a_stuck_writer_and_its_connection() {
    let (go, gate) = std::sync::mpsc::channel::<()>();
    let (told, heard) = std::sync::mpsc::channel();
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = net::Url::parse(&format!("http://{}/", listener.local_addr().unwrap())).unwrap();
    let server = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        gate.recv().unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
        let mut read = Vec::new();
        let end = stream.read_to_end(&mut read).map_err(|error| error.kind());
        told.send((read, end)).unwrap();
    });
    let cancel = Cancel::new();
    let mut upload = client().upload(post(url, b"", &cancel)).unwrap();
    let stopper = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(300));
        cancel.cancel();
        Instant::now()
    });
    let error = loop {
        if let Err(error) = upload.write_all(&vec![7; 1_000_000]) {
            break error;
        }
    };
    let took = stopper.join().unwrap().elapsed();
    assert!(matches!(Error::of(&error), Some(Error::Cancelled)));
    assert!(took < Duration::from_secs(1), "{took:?}");
    drop(upload);
    go.send(()).unwrap();
    let (read, end) = heard.recv().unwrap();
    assert!(matches!(end, Ok(_) | Err(std::io::ErrorKind::ConnectionReset)), "the connection is still open: {end:?}");
    assert!(read.len() > 100_000 && !read.ends_with(b"0\r\n\r\n"));
    server.join().unwrap();
}

/// A file, what opens it, and what heard how much of it went.
fn body(bytes: &[u8], heard: &Arc<Mutex<Vec<u64>>>) -> (tempfile::NamedTempFile, FileBody) {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    let (path, heard) = (file.path().to_owned(), Arc::clone(heard));
    let body = FileBody::new(move || File::open(&path), bytes.len() as u64, move |at| heard.lock().unwrap().push(at));
    (file, body)
}

#[test]
fn a_file_goes_out_with_its_length_and_from_its_beginning_where_it_is_repeated() {
    let bytes: Vec<u8> = (0..700_000u32).map(|i| u8::try_from(i % 251).unwrap()).collect();
    let tries = AtomicU32::new(0);
    let server = Server::plain(move |_| match tries.fetch_add(1, Ordering::Relaxed) {
        0 => Reply::status(503),
        1 => Reply::Hangup,
        _ => Reply::status(200),
    });
    let heard = Arc::default();
    let (_file, body) = body(&bytes, &heard);
    let exchange = Exchange { method: Method::Put, ..get(server.url("/object"), &Cancel::new()) };
    assert_eq!(client().put(exchange, body).unwrap().status, 200);
    let seen = server.seen();
    assert_eq!(seen.len(), 3);
    assert!(seen.iter().all(|asked| asked.method == "PUT" && asked.body == bytes && asked.header("Content-Length").is_some()));
    let heard = heard.lock().unwrap();
    assert_eq!(heard.iter().filter(|at| **at == 0).count(), 3);
    assert_eq!(heard.last(), Some(&700_000));
}

#[test]
fn a_refused_file_is_not_repeated() {
    let server = Server::plain(|_| Reply::status(413));
    let heard = Arc::default();
    let (_file, body) = body(&vec![1; 300_000], &heard);
    let exchange = Exchange { method: Method::Put, ..get(server.url("/object"), &Cancel::new()) };
    assert_eq!(client().put(exchange, body).unwrap().status, 413);
    assert_eq!(server.seen().len(), 1);
}
