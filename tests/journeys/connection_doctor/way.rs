//! Faults on the way to the server: name, proxy, connection, encryption.

use std::net::TcpListener;

use bough_tests::{Bough, walk_once};
use serde_json::json;
use simulators::{Bitbucket, CertificateKind, Scenario};

use super::examined::{closed_port, examine, examine_address, impatient, trust, use_proxy};
use super::proxy::{Manner, Proxy};

#[test]
fn a_name_that_nobody_knows() {
    walk_once(async {
        let examined = examine_address(&impatient(), "https://bitbucket.nowhere.invalid/git").await;
        let step = examined.is("name", "broken", "unresolved", "useAddress");
        assert_ne!(step["detail"], "", "the resolver's words");
        examined.ends_at("name");
    });
}

#[test]
fn a_proxy_that_is_not_there() {
    walk_once(async {
        let server = Bitbucket::start(Scenario::minimal());
        let bough = impatient();
        bough.connect(&server, "ada").await;
        let port = closed_port();
        use_proxy(&bough, &format!("http://127.0.0.1:{port}")).await;
        let examined = examine(&bough).await;
        let step = examined.is("proxy", "broken", "proxyUnreachable", "checkProxy");
        assert_eq!(step["finding"]["proxy"], json!(format!("127.0.0.1:{port}")));
        assert_eq!(step["finding"]["rule"]["kind"], "setting");
        examined.ends_at("proxy");
    });
}

#[test]
fn a_proxy_that_lets_nobody_through() {
    walk_once(async { refused_by(Manner::Refusing).await });
}

#[test]
fn a_proxy_that_wants_a_password() {
    walk_once(async { refused_by(Manner::Password).await });
}

async fn refused_by(manner: Manner) {
    // With and without a tunnel.
    for scenario in [Scenario::minimal().https(), Scenario::minimal()] {
        let server = Bitbucket::start(scenario);
        let bough = impatient();
        if server.ca_pem().is_some() {
            trust(&bough, &server).await;
        }
        bough.connect(&server, "ada").await;
        server.clear_requests();
        let proxy = Proxy::start(manner);
        use_proxy(&bough, &format!("http://127.0.0.1:{}", proxy.port)).await;
        if server.ca_pem().is_none() && manner == Manner::Refusing {
            // Without a tunnel its answer looks like the server's: a page.
            let examined = examine(&bough).await;
            examined.is("address", "broken", "webPage", "openPage");
            continue;
        }
        let examined = examine(&bough).await;
        examined.is("proxy", "broken", "proxyRefuses", "checkProxy");
        examined.ends_at("proxy");
        assert!(server.requests().is_empty());
    }
}

#[test]
fn a_server_that_listens_no_more() {
    walk_once(async {
        let server = Bitbucket::start(Scenario::minimal());
        let bough = impatient();
        bough.connect(&server, "ada").await;
        drop(server);
        let examined = examine(&bough).await;
        examined.is("connection", "broken", "unreachable", "checkNetwork");
        examined.ends_at("connection");
    });
}

#[test]
fn a_server_that_takes_connections_and_says_nothing() {
    walk_once(async {
        let deaf = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
        let port = deaf.local_addr().expect("an address").port();
        let examined = examine_address(&impatient(), &format!("http://127.0.0.1:{port}")).await;
        examined.is("address", "broken", "noAnswer", "checkNetwork");
        examined.ends_at("address");
    });
}

#[test]
fn a_port_for_https_that_speaks_plain_http() {
    walk_once(async {
        let server = Bitbucket::start(Scenario::minimal());
        let address = server.base_url().replace("http:", "https:");
        let examined = examine_address(&impatient(), &address).await;
        let step = examined.is("encryption", "broken", "plainHttp", "useAddress");
        assert!(step["remedy"]["url"].as_str().expect("an address").starts_with(&server.base_url()));
        examined.ends_at("encryption");
    });
}

async fn untrusted(kind: CertificateKind, why: &str, remedy: &str) {
    let server = Bitbucket::start(Scenario::minimal().https());
    let bough = impatient();
    trust(&bough, &server).await;
    bough.connect(&server, "ada").await;
    server.clear_requests();
    server.renew_certificate(kind).expect("a new certificate");
    let bough = bough.restart().await;
    let examined = examine(&bough).await;
    let step = examined.is("encryption", "broken", "untrusted", remedy);
    assert_eq!(step["finding"]["certificate"]["why"], why, "{}", examined.report);
    let leaf = server.leaf_fingerprint().expect("https").map(|byte| format!("{byte:02X}")).join(":");
    assert_eq!(step["finding"]["chain"][0]["sha256"], json!(leaf));
    assert!(examined.report.contains(&leaf), "{}", examined.report);
    examined.ends_at("encryption");
    assert!(server.requests().is_empty(), "an untrusted server is told nothing");
}

#[test]
fn an_expired_certificate() {
    walk_once(async { untrusted(CertificateKind::Expired, "expired", "askAdministrator").await });
}

#[test]
fn a_certificate_that_is_not_valid_yet() {
    walk_once(async { untrusted(CertificateKind::NotYetValid, "notYetValid", "askAdministrator").await });
}

#[test]
fn a_certificate_for_another_name() {
    walk_once(async { untrusted(CertificateKind::WrongName, "wrongName", "useAddress").await });
}

#[test]
fn a_certificate_that_vouches_for_itself() {
    walk_once(async { untrusted(CertificateKind::SelfSigned, "selfSigned", "judgeCertificate").await });
}

#[test]
fn a_server_that_leaves_out_the_certificate_in_between() {
    walk_once(async { untrusted(CertificateKind::WithoutIntermediate, "incomplete", "askAdministrator").await });
}

#[test]
fn an_authority_that_this_computer_does_not_know() {
    walk_once(async {
        let server = Bitbucket::start(Scenario::minimal().https());
        let bough = impatient();
        let examined = examine_address(&bough, &server.base_url()).await;
        let step = examined.is("encryption", "broken", "untrusted", "judgeCertificate");
        assert_eq!(step["finding"]["certificate"]["why"], "unknownIssuer");
        // What helps does: the certificate that is shown can be trusted, and then all is well up to the account.
        let certificate = &step["remedy"]["certificate"];
        let choice = json!({ "kind": "pin", "sha256": certificate["sha256"] });
        bough.call("trust_certificate", json!({ "url": server.base_url(), "choice": choice })).await;
        let again = examine_address(&bough, &server.base_url()).await;
        assert_eq!((again.results("broken"), again.results("warning")), (0, 0), "{}", again.report);
        assert_eq!(again.step("encryption")["finding"]["anchor"], "pin");
    });
}

#[test]
fn an_open_proxy_is_named_with_the_rule_that_chose_it() {
    walk_once(async {
        let server = Bitbucket::start(Scenario::minimal().https());
        let bough = Bough::start();
        trust(&bough, &server).await;
        bough.connect(&server, "ada").await;
        let proxy = Proxy::start(Manner::Open);
        use_proxy(&bough, &format!("http://127.0.0.1:{}", proxy.port)).await;
        let examined = examine(&bough).await;
        assert_eq!(examined.results("broken"), 0, "{}", examined.report);
        let name = format!("127.0.0.1:{}", proxy.port);
        assert_eq!(
            examined.step("proxy")["finding"],
            json!({ "kind": "proxyServes", "proxy": name, "rule": { "kind": "setting" } })
        );
        assert_eq!(examined.step("connection")["finding"]["kind"], "connectedByProxy");
    });
}
