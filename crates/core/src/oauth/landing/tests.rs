//! T3.2 and T3.3 at the door itself: real sockets, on both addresses.

use std::future::Future;

use secrecy::ExposeSecret;

use super::*;

const PATH: &str = "/oauth/1f0e3dad-9990-4f34-a0a0-000000000001";

/// A port that is free on both addresses.
async fn port() -> u16 {
    loop {
        let door = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a port");
        let port = door.local_addr().expect("an address").port();
        drop(door);
        if Landing::open(port).await.is_ok() {
            return port;
        }
    }
}

async fn send(address: impl Into<SocketAddr>, request: &str) -> String {
    let mut stream = TcpStream::connect(address.into()).await.expect("the door is open");
    stream.write_all(request.as_bytes()).await.expect("it listens");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.expect("an answer");
    answer.split(' ').nth(1).unwrap_or_default().to_owned()
}

fn get(target: &str, port: u16) -> String {
    format!("GET {target} HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n")
}

async fn with_door<T>(test: impl AsyncFnOnce(u16) -> T) -> (Answer, T) {
    let port = port().await;
    let landing = Landing::open(port).await.expect("a free port");
    let redirect = format!("http://localhost:{port}{PATH}");
    let state = SecretString::from("right");
    let answer = landing.answer(&redirect, &state);
    both(answer, test(port)).await
}

async fn both<A, B>(one: impl Future<Output = A>, other: impl Future<Output = B>) -> (A, B) {
    tokio::join!(one, other)
}

#[tokio::test]
async fn only_the_right_answer_is_taken_and_then_the_door_is_shut() {
    for address in ["127.0.0.1", "::1"] {
        let (answer, port) = with_door(async |port| {
            let at = SocketAddr::new(address.parse().expect("an address"), port);
            let ours = format!("{PATH}?code=good&state=right");
            for (request, status) in [
                (get(&format!("{PATH}?code=bad&state=wrong"), port), "400"),
                (get(&format!("{PATH}?code=bad"), port), "400"),
                (get(&format!("{PATH}?code=bad&code=bad&state=right"), port), "400"),
                (get(&format!("{PATH}2?code=bad&state=right"), port), "404"),
                (get("/", port), "404"),
                (get("//evil/", port), "404"),
                (get(&format!("http://localhost:{port}{ours}"), port), "404"),
                (get(&ours, port).replace("GET", "POST"), "405"),
                (get(&ours, port).replace("GET", "HEAD"), "405"),
                (get(&ours, port).replace("localhost", "evil.example"), "421"),
                (get(&ours, port).replace("localhost", "127.0.0.1"), "421"),
                (get(&ours, port).replace("\r\n\r\n", "\r\nHost: x\r\n\r\n"), "421"),
                (get(&ours, port).replace("HTTP/1.1", "HTTP/2"), "400"),
                (format!("GET {ours} HTTP/1.1\r\n\r\n"), "421"),
                (format!("GET /{} HTTP/1.1\r\n", "x".repeat(2 * HEAD)), "400"),
                (get(&ours, port), "200"),
            ] {
                assert_eq!(send(at, &request).await, status, "{}", &request[..request.len().min(200)]);
            }
            port
        })
        .await;
        let Answer::Code(code) = answer else { unreachable!("a code was brought") };
        assert_eq!(code.expose_secret(), "good");
        let again = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await;
        assert!(again.is_err(), "a second answer finds no door");
    }
}

#[tokio::test]
async fn a_silent_connection_keeps_nobody_waiting_and_a_refusal_is_an_answer() {
    let (answer, ()) = with_door(async |port| {
        let at = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let _silent = TcpStream::connect(at).await.expect("the door is open");
        assert_eq!(send(at, &get(&format!("{PATH}?error=access_denied&state=wrong"), port)).await, "400");
        assert_eq!(send(at, &get(&format!("{PATH}?error=access_denied&state=right"), port)).await, "200");
    })
    .await;
    assert!(matches!(answer, Answer::Refused { error, .. } if error == "access_denied"));
}

#[tokio::test]
async fn a_port_that_somebody_has_on_either_address_is_not_used() {
    for address in ["127.0.0.1", "::1"] {
        let port = port().await;
        let _thief = TcpListener::bind(SocketAddr::new(address.parse().expect("an address"), port)).await.expect("free");
        let refused = Landing::open(port).await.err();
        assert!(matches!(refused, Some(Fault::Refused { detail }) if detail.contains(&port.to_string())), "{address}");
    }
}

#[tokio::test]
async fn it_listens_on_loopback_only() {
    let port = port().await;
    let landing = Landing::open(port).await.expect("free");
    for door in &landing.doors {
        assert!(door.local_addr().expect("an address").ip().is_loopback());
    }
}
