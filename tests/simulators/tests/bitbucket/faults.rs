//! Faults happen where and as often as they were asked for, over http and https; and everything ends when the server is dropped.

use std::net::TcpStream;
use std::time::{Duration, Instant};

use crate::support::{Client, git, git_ok, temporary};
use simulators::{Bitbucket, CertificateKind, Fault, Scenario};

const PROJECTS: &str = "/rest/api/latest/projects";

#[test]
fn each_fault_looks_like_the_real_thing() {
    let server = Bitbucket::start(Scenario::sample().context("/git"));
    let client = Client::of(&server, "ada");
    let with = |fault: Fault| {
        server.clear_faults();
        server.set_fault(fault);
        client.get(PROJECTS)
    };
    let whole = client.get(PROJECTS);
    assert!(whole.complete());
    let refused = with(Fault::status(403).on("/rest"));
    assert_eq!((refused.status, refused.exception().as_str()), (403, "AuthorisationException"));
    assert_eq!(with(Fault::status(401)).header("x-ausername"), None);
    let busy = with(Fault::retry_after(429, 7));
    assert_eq!((busy.status, busy.header("retry-after"), busy.body.len()), (429, Some("7"), 0));
    assert_eq!(with(Fault::status(429)).header("retry-after"), None);
    let down = with(Fault::status(503));
    assert_eq!((down.status, down.header("content-type")), (503, Some("text/html; charset=utf-8")));
    let page = with(Fault::web_page());
    assert_eq!((page.status, page.header("content-type")), (200, Some("text/html; charset=utf-8")));
    let away = with(Fault::redirect_to("http://localhost:1/"));
    assert_eq!((away.status, away.header("location")), (302, Some("http://localhost:1/git/rest/api/latest/projects")));
    let half = with(Fault::truncated_json());
    assert!(half.complete() && serde_json::from_slice::<serde_json::Value>(&half.body).is_err());
    assert!(serde_json::from_slice::<serde_json::Value>(&with(Fault::garbage()).body).is_err());
    let cut = with(Fault::cut_after(100));
    assert_eq!((cut.status, cut.body.len(), cut.complete()), (200, 100, false));
    let cut = with(Fault::cut_at(0.5));
    assert!(!cut.complete() && cut.body.len() == whole.body.len() / 2);
    let expired = with(Fault::expired_token());
    assert_eq!((expired.status, expired.header("x-ausername")), (401, None));
    server.clear_faults();
    assert_eq!(client.get(PROJECTS).body, whole.body);
}

#[test]
fn faults_are_counted_and_bound_to_paths() {
    let server = Bitbucket::start(Scenario::minimal());
    let client = Client::of(&server, "ada");
    server.set_fault(Fault::status(503).on(PROJECTS).after(1).times(2));
    let statuses: Vec<_> = (0..5).map(|_| client.get(PROJECTS).status).collect();
    assert_eq!(statuses, [200, 503, 503, 200, 200]);
    assert_eq!(client.get("/rest/api/latest/repos").status, 200);
}

#[test]
fn slow_answers_take_their_time() {
    let server = Bitbucket::start(Scenario::sample());
    let client = Client::of(&server, "ada");
    let length = client.get(PROJECTS).body.len() as u64;
    server.set_fault(Fault::throttle(length * 2));
    server.set_fault(Fault::delay(Duration::from_millis(150)));
    let begun = Instant::now();
    let answer = client.get(PROJECTS);
    assert_eq!(answer.body.len() as u64, length);
    assert!(begun.elapsed() > Duration::from_millis(550), "{:?}", begun.elapsed());
}

#[test]
fn a_clone_breaks_in_the_middle_of_the_pack() {
    let server = Bitbucket::start(Scenario::sample());
    let folder = temporary();
    let header = format!("Authorization: Bearer {}", server.token("ada").expect("a token"));
    let url = format!("{}/scm/shop/storefront.git", server.base_url());
    // Not the first request of the clone, which lists the refs.
    server.set_fault(Fault::cut_at(0.6).on("/scm/shop/storefront.git/git-upload-pack").after(1));
    let broken = git(folder.path(), &[("http.extraHeader", &header)], &["clone", &url, "mine"]);
    assert!(!broken.status.success());
    server.clear_faults();
    git_ok(folder.path(), &[("http.extraHeader", &header)], &["clone", "--quiet", &url, "mine"]);
}

#[test]
fn https_is_trusted_through_the_private_authority_only() {
    let server = Bitbucket::start(Scenario::sample().https().context("/bitbucket").host("localhost"));
    assert!(server.base_url().starts_with("https://localhost:"));
    assert_eq!(Client::of(&server, "ada").get(PROJECTS).status, 200);
    let folder = temporary();
    let ca = folder.path().join("ca.pem");
    std::fs::write(&ca, server.ca_pem().expect("an authority")).expect("a file");
    let header = format!("Authorization: Bearer {}", server.token("ada").expect("a token"));
    let url = format!("{}/scm/shop/checkout.git", server.base_url());
    let trusting = [("http.extraHeader", header.as_str()), ("http.sslCAInfo", ca.to_str().expect("a path"))];
    git_ok(folder.path(), &trusting, &["clone", "--quiet", &url, "trusted"]);
    assert!(!git(folder.path(), &trusting[..1], &["clone", "--quiet", &url, "untrusted"]).status.success());
    let leaf = server.leaf_fingerprint();
    server.renew_certificate(CertificateKind::Good).expect("a certificate");
    assert_ne!(server.leaf_fingerprint(), leaf);
    assert_eq!(Client::of(&server, "ada").get(PROJECTS).status, 200);
    let nobody = Client::nobody(&server);
    for kind in [CertificateKind::Expired, CertificateKind::NotYetValid, CertificateKind::WrongName, CertificateKind::SelfSigned]
    {
        server.renew_certificate(kind).expect("a certificate");
        assert!(nobody.try_send("GET", PROJECTS, &[], "").is_err(), "{kind:?}");
    }
}

#[test]
fn a_dropped_server_leaves_nothing_behind() {
    let server = Bitbucket::start(Scenario::minimal());
    let folder = server.repository_folder("DEMO", "hello").expect("a folder");
    let port = url::Url::parse(&server.base_url()).expect("a URL").port().expect("a port");
    server.set_fault(Fault::black_hole());
    let held = std::thread::scope(|scope| {
        let waiting = scope.spawn(|| {
            let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("a connection");
            std::io::Write::write_all(&mut stream, b"GET / HTTP/1.0\r\n\r\n").expect("sent");
            std::io::Read::read(&mut stream, &mut [0]).unwrap_or(0)
        });
        while server.requests().is_empty() {
            std::thread::yield_now();
        }
        let begun = Instant::now();
        drop(server);
        assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
        waiting.join().expect("the client ends too")
    });
    assert_eq!(held, 0, "the black hole never answered");
    assert!(!folder.exists());
    assert!(TcpStream::connect(("127.0.0.1", port)).is_err());
}

#[tokio::test]
async fn it_can_be_used_from_async_code() {
    let server = Bitbucket::start(Scenario::minimal());
    let mut stream =
        tokio::net::TcpStream::connect(server.web_origin().trim_start_matches("http://")).await.expect("a connection");
    tokio::io::AsyncWriteExt::write_all(&mut stream, b"GET /rest/api/1.0/application-properties HTTP/1.0\r\n\r\n")
        .await
        .expect("sent");
    let mut answer = String::new();
    tokio::io::AsyncReadExt::read_to_string(&mut stream, &mut answer).await.expect("an answer");
    assert!(answer.starts_with("HTTP/1.0 200 OK") && answer.contains("Bitbucket"), "{answer}");
    drop(server);
}
