//! The same promises over HTTP/2, as servers behind nginx speak it.

use std::future::poll_fn;
use std::io::{Read, Write};
use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::Bytes;
use h2::RecvStream;
use h2::server::SendResponse;
use net::{Cancel, Client, Error, Request, Url};
use tokio_rustls::TlsAcceptor;

use crate::certificates::Identity;
use crate::exchanges::{get, post};
use crate::server::client;

const BIG: usize = 12_000_000;

fn pattern() -> Bytes {
    (0..BIG).map(|i| u8::try_from((i / 256 + i) % 251).unwrap()).collect()
}

/// A server on a runtime of its own, which ends with the process; and a client that trusts it.
fn start() -> (Client, Url) {
    let identity = Identity::self_signed(&["127.0.0.1"]);
    let mut tls = (*identity.server()).clone();
    tls.alpn_protocols = vec![b"h2".to_vec()];
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    listener.set_nonblocking(true).unwrap();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(listener).unwrap();
            let acceptor = TlsAcceptor::from(Arc::new(tls));
            while let Ok((stream, _)) = listener.accept().await {
                let acceptor = acceptor.clone();
                tokio::spawn(async move {
                    let stream = acceptor.accept(stream).await.ok()?;
                    let mut connection = h2::server::handshake(stream).await.ok()?;
                    while let Some(Ok((request, respond))) = connection.accept().await {
                        let path = request.uri().path().to_owned();
                        tokio::spawn(answer(path, request.into_body(), respond));
                    }
                    Some(())
                });
            }
        });
    });
    let client = client();
    client.trust().pin("127.0.0.1", port, identity.sha256());
    (client, Url::parse(&format!("https://127.0.0.1:{port}/")).unwrap())
}

/// `/count` tells the length of the body, `/big` sends the pattern, `/silent` sends half a word and no more.
#[expect(clippy::default_trait_access, reason = "the type is of a crate that we don't know")]
async fn answer(path: String, mut body: RecvStream, mut respond: SendResponse<Bytes>) -> Option<()> {
    let mut count = 0;
    while let Some(piece) = body.data().await {
        count += piece.as_ref().ok()?.len();
        body.flow_control().release_capacity(piece.ok()?.len()).ok()?;
    }
    let mut out = respond.send_response(Default::default(), false).ok()?;
    let mut rest = match path.as_str() {
        "/count" => Bytes::from(count.to_string()),
        "/big" => pattern(),
        _ => {
            out.send_data(Bytes::from_static(b"ha"), false).ok()?;
            poll_fn(|context| out.poll_reset(context)).await.ok()?;
            return None;
        }
    };
    while !rest.is_empty() {
        out.reserve_capacity(rest.len());
        let room = poll_fn(|context| out.poll_capacity(context)).await?.ok()?;
        let piece = rest.split_to(room.min(rest.len()));
        out.send_data(piece, rest.is_empty()).ok()?;
    }
    Some(())
}

#[tokio::test]
async fn many_requests_share_a_connection() {
    let (client, url) = start();
    let answers = (0..20).map(|i| client.send(Request::post(url.join("count").unwrap()).body(vec![0; i], "text/plain")));
    for (i, answer) in futures_util::future::join_all(answers).await.into_iter().enumerate() {
        assert_eq!(answer.unwrap().body, i.to_string());
    }
    assert_eq!(client.send(Request::get(url.join("big").unwrap())).await.unwrap().body, pattern());
}

#[test]
fn bodies_stream_both_ways() {
    let (client, url) = start();
    let mut upload = client.upload(post(url.join("count").unwrap(), b"1234", &Cancel::new())).unwrap();
    for _ in 0..500 {
        upload.write_all(&[7; 10_000]).unwrap();
    }
    assert_eq!(upload.finish().unwrap().text(20), "5000004");
    let mut known = client.exchange(post(url.join("count").unwrap(), &pattern(), &Cancel::new())).unwrap();
    assert_eq!(known.text(20), BIG.to_string());
    let mut read = Vec::new();
    client.exchange(get(url.join("big").unwrap(), &Cancel::new())).unwrap().read_to_end(&mut read).unwrap();
    assert!(read == pattern());
}

#[test]
fn cancelling_and_giving_up_leave_the_connection_usable() {
    let (client, url) = start();
    let cancel = Cancel::new();
    let mut answer = client.exchange(get(url.join("silent").unwrap(), &cancel)).unwrap();
    let mut read = [0; 2];
    answer.read_exact(&mut read).unwrap();
    let stopper = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(100));
        cancel.cancel();
        Instant::now()
    });
    let error = answer.read(&mut read).expect_err("cancelled");
    assert!(matches!(Error::of(&error), Some(Error::Cancelled)));
    let took = stopper.join().unwrap().elapsed();
    assert!(took < Duration::from_secs(1), "{took:?}");
    let mut upload = client.upload(post(url.join("count").unwrap(), b"1234", &Cancel::new())).unwrap();
    upload.write_all(b"5678").unwrap();
    drop(upload);
    drop(client.exchange(get(url.join("big").unwrap(), &Cancel::new())).unwrap());
    let mut again = client.exchange(post(url.join("count").unwrap(), b"12", &Cancel::new())).unwrap();
    assert_eq!(again.text(20), "2");
}
