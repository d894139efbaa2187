//! The same verdict on a certificate for REST and for Git (T4.3), pins, and authorities for one host only.

use std::io::{Read, Write};
use std::sync::Arc;

use net::{Anchor, Cancel, Client, Distrust, Error, Request, TlsVersion};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair, date_time_ymd};
use rustls_pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use sha2::{Digest, Sha256};

use crate::exchanges::get;
use crate::server::{Reply, Server, client};

pub type Authority = CertifiedIssuer<'static, KeyPair>;

/// A server's certificate, what it sends along, and its key.
pub struct Identity {
    chain: Vec<CertificateDer<'static>>,
    key: KeyPair,
}

pub fn authority(name: &str) -> Authority {
    let mut params = CertificateParams::default();
    params.distinguished_name.push(rcgen::DnType::CommonName, name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap()
}

impl Identity {
    pub fn self_signed(names: &[&str]) -> Self {
        let key = KeyPair::generate().unwrap();
        let leaf = parameters(names).self_signed(&key).unwrap();
        Self { chain: vec![leaf.der().clone()], key }
    }

    pub fn signed(params: &CertificateParams, by: &Authority) -> Self {
        let key = KeyPair::generate().unwrap();
        let leaf = params.signed_by(&key, by).unwrap();
        Self { chain: vec![leaf.der().clone(), by.der().clone()], key }
    }

    /// Sends the server's own certificate alone.
    pub fn forget_authority(&mut self) {
        self.chain.truncate(1);
    }

    pub fn sha256(&self) -> [u8; 32] {
        Sha256::digest(&self.chain[0]).into()
    }

    pub fn server(&self) -> Arc<rustls::ServerConfig> {
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(self.key.serialize_der()));
        Arc::new(builder().with_no_client_auth().with_single_cert(self.chain.clone(), key).unwrap())
    }

    fn server_that_wants_one(&self, from: &Authority) -> Arc<rustls::ServerConfig> {
        let mut roots = rustls::RootCertStore::empty();
        roots.add(from.der().clone()).unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let verifier = rustls::server::WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider).build().unwrap();
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(self.key.serialize_der()));
        Arc::new(builder().with_client_cert_verifier(verifier).with_single_cert(self.chain.clone(), key).unwrap())
    }
}

fn builder() -> rustls::ConfigBuilder<rustls::ServerConfig, rustls::WantsVerifier> {
    rustls::ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
}

pub fn parameters(names: &[&str]) -> CertificateParams {
    CertificateParams::new(names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>()).unwrap()
}

fn dated(names: &[&str], from: i32, to: i32) -> CertificateParams {
    let mut params = parameters(names);
    (params.not_before, params.not_after) = (date_time_ymd(from, 1, 1), date_time_ymd(to, 1, 1));
    params
}

/// The verdict as REST and as Git meet it, which must be one and the same.
async fn verdict(client: &Client, url: &net::Url) -> Result<(), Error> {
    let rest = client.send(Request::get(url.clone()).no_retry()).await.map(drop);
    let (again, git) = (client.clone(), get(url.clone(), &Cancel::new()));
    let git = std::thread::spawn(move || again.exchange(git).map(drop)).join().unwrap();
    match (&rest, &git) {
        (Ok(()), Ok(())) => {}
        (Err(Error::Untrusted(one)), Err(Error::Untrusted(two))) => assert_eq!(one, two),
        (Err(one), Err(two)) => assert_eq!(one.to_string(), two.to_string()),
        (one, two) => panic!("REST: {one:?}, Git: {two:?}"),
    }
    rest
}

fn why(verdict: Result<(), Error>) -> Result<(), Distrust> {
    match verdict {
        Err(Error::Untrusted(certificate)) => Err(certificate.why),
        other => {
            other.unwrap();
            Ok(())
        }
    }
}

/// What it is, what the server shows, whom we know, what we pinned, the verdict.
type Row<'a> = (&'static str, Identity, Option<&'a Authority>, Option<[u8; 32]>, Result<(), Distrust>);

#[tokio::test]
#[expect(clippy::print_stderr, reason = "the table is what the test shows")]
async fn one_verdict_for_all_traffic() {
    let (ca, stranger) = (authority("Example Root"), authority("Somebody else"));
    let local = ["127.0.0.1", "localhost"];
    let good = Identity::signed(&parameters(&local), &ca);
    let renewed = Identity::signed(&parameters(&local), &ca);
    let rows: [Row<'_>; 13] = [
        ("private CA, unknown", Identity::signed(&parameters(&local), &ca), None, None, Err(Distrust::UnknownIssuer)),
        ("private CA, known", Identity::signed(&parameters(&local), &ca), Some(&ca), None, Ok(())),
        (
            "private CA, another known",
            Identity::signed(&parameters(&local), &ca),
            Some(&stranger),
            None,
            Err(Distrust::UnknownIssuer),
        ),
        ("expired", Identity::signed(&dated(&local, 2001, 2002), &ca), Some(&ca), None, Err(Distrust::Expired)),
        ("not yet valid", Identity::signed(&dated(&local, 2901, 2902), &ca), Some(&ca), None, Err(Distrust::NotYetValid)),
        ("wrong name", Identity::signed(&parameters(&["other.example"]), &ca), Some(&ca), None, Err(Distrust::WrongName)),
        ("address right", Identity::signed(&parameters(&["127.0.0.1"]), &ca), Some(&ca), None, Ok(())),
        ("address wrong", Identity::signed(&parameters(&["127.0.0.2"]), &ca), Some(&ca), None, Err(Distrust::WrongName)),
        ("address as a name", Identity::signed(&parameters(&["localhost"]), &ca), Some(&ca), None, Err(Distrust::WrongName)),
        ("self-signed", Identity::self_signed(&local), None, None, Err(Distrust::SelfSigned)),
        ("pinned", Identity::self_signed(&["other.example"]), None, None, Ok(())),
        ("renewed under a pin", renewed, None, Some(good.sha256()), Err(Distrust::PinChanged)),
        ("expired, but pinned", Identity::signed(&dated(&local, 2001, 2002), &ca), None, None, Ok(())),
    ];
    for (row, identity, known, pinned, expected) in rows {
        let server = Server::encrypted(identity.server(), |_| Reply::json("{}"));
        let client = client();
        if let Some(known) = known {
            let facts = client.trust().authority("127.0.0.1", server.port, &known.pem()).unwrap();
            assert_eq!(facts.len(), 1);
        }
        if row.contains("pinned") {
            client.trust().pin("127.0.0.1", server.port, identity.sha256());
        }
        if let Some(pin) = pinned {
            client.trust().pin("127.0.0.1", server.port, pin);
        }
        let verdict = why(verdict(&client, &server.url("/")).await);
        assert_eq!(verdict, expected, "{row}");
        assert_eq!(server.seen().len(), if expected.is_ok() { 2 } else { 0 }, "{row}: an untrusted server is told nothing");
        eprintln!("{row:28} {verdict:?}");
    }
}

#[tokio::test]
async fn what_was_shown_is_all_there() {
    let ca = authority("Example Root");
    let identity = Identity::signed(&dated(&["git.example.com", "127.0.0.1"], 2020, 2090), &ca);
    let server = Server::encrypted(identity.server(), |_| Reply::json("{}"));
    let client = client();
    let shown = client.certificate("127.0.0.1", server.port).await.unwrap();
    let Err(Error::Untrusted(met)) = client.send(Request::get(server.url("/"))).await else { panic!("not trusted") };
    // Who only looks goes on to the server's proof that the key is its own.
    assert_eq!(shown, net::Certificate { tls: Some(TlsVersion::V1_3), ..*met });
    assert_eq!(
        (shown.host.as_str(), shown.why, shown.anchor),
        (&*format!("127.0.0.1:{}", server.port), Distrust::UnknownIssuer, None)
    );
    assert_eq!(shown.chain.iter().map(|each| &*each.issuer).collect::<Vec<_>>(), ["CN=Example Root"; 2]);
    assert_eq!(shown.leaf.sha256, identity.sha256());
    assert_eq!(shown.leaf.names, ["git.example.com", "127.0.0.1"]);
    assert_eq!(shown.leaf.issuer, "CN=Example Root");
    assert_eq!(shown.leaf.not_before.to_string(), "2020-01-01T00:00:00Z");
    assert_eq!(shown.leaf.not_after.to_string(), "2090-01-01T00:00:00Z");
    assert_eq!(shown.leaf.fingerprint().len(), 95);
    assert_eq!(shown.authority.as_ref().unwrap().subject, "CN=Example Root");
    assert_eq!(shown.chain_pem.matches("BEGIN CERTIFICATE").count(), 2);
    // What was shown can be trusted as it is.
    client.trust().authority("127.0.0.1", server.port, shown.authority_pem.as_deref().unwrap()).unwrap();
    assert_eq!(client.send(Request::get(server.url("/"))).await.unwrap().status, 200);
    let again = client.certificate("127.0.0.1", server.port).await.unwrap();
    assert_eq!(again.anchor, Some(Anchor::Authority));
    assert_eq!(server.seen().len(), 1, "looking asks nothing");
}

#[tokio::test]
async fn trust_is_for_one_host_and_port() {
    let ca = authority("Example Root");
    let identity = Identity::signed(&parameters(&["127.0.0.1", "localhost"]), &ca);
    let (a, b) = (
        Server::encrypted(identity.server(), |_| Reply::json("{}")),
        Server::encrypted(identity.server(), |_| Reply::json("{}")),
    );
    let client = client();
    for how in ["authority", "pin"] {
        if how == "pin" {
            client.trust().pin("127.0.0.1", a.port, identity.sha256());
        } else {
            client.trust().authority("127.0.0.1", a.port, &ca.pem()).unwrap();
        }
        assert_eq!(why(verdict(&client, &a.url("/")).await), Ok(()));
        assert_eq!(why(verdict(&client, &b.url("/")).await), Err(Distrust::UnknownIssuer), "{how}: another port");
        assert_eq!(why(verdict(&client, &a.url_of("localhost", "/")).await), Err(Distrust::UnknownIssuer), "{how}: another name");
    }
}

#[tokio::test]
async fn changes_apply_to_the_next_request() {
    let identity = Identity::self_signed(&["127.0.0.1"]);
    let server = Server::encrypted(identity.server(), |_| Reply::json("{}"));
    let client = client();
    for _ in 0..2 {
        assert_eq!(why(verdict(&client, &server.url("/")).await), Err(Distrust::SelfSigned));
        client.trust().pin("127.0.0.1", server.port, identity.sha256());
        assert_eq!(why(verdict(&client, &server.url("/")).await), Ok(()));
        // Neither a kept connection nor a resumed session may outlive the trust.
        client.trust().pin("127.0.0.1", server.port, [7; 32]);
        assert_eq!(why(verdict(&client, &server.url("/")).await), Err(Distrust::PinChanged));
        client.trust().forget("127.0.0.1", server.port);
    }
}

#[test]
fn only_certificates_become_authorities() {
    let trust = net::TrustStore::new();
    for text in [
        "",
        "no PEM",
        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
        &KeyPair::generate().unwrap().serialize_pem(),
    ] {
        assert!(matches!(trust.authority("h", 443, text), Err(Error::Broken { .. })), "{text}");
    }
}

#[tokio::test]
async fn other_handshakes_that_fail_are_told_as_such() {
    // A server that knows TLS 1.0 only says: wrong version.
    let old = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = old.local_addr().unwrap().port();
    let answering = std::thread::spawn(move || {
        for _ in 0..2 {
            let (mut stream, _) = old.accept().unwrap();
            let _ = stream.read(&mut [0; 2048]);
            let _ = stream.write_all(&[0x15, 3, 1, 0, 2, 2, 70]);
        }
    });
    let url = net::Url::parse(&format!("https://127.0.0.1:{port}/")).unwrap();
    let error = verdict(&client(), &url).await.expect_err("too old");
    assert!(matches!(&error, Error::Offline { detail, .. } if detail.contains("ProtocolVersion")), "{error}");
    answering.join().unwrap();

    let ca = authority("Example Root");
    let identity = Identity::signed(&parameters(&["127.0.0.1"]), &ca);
    let server = Server::encrypted(identity.server_that_wants_one(&ca), |_| Reply::json("{}"));
    let client = client();
    client.trust().authority("127.0.0.1", server.port, &ca.pem()).unwrap();
    let error = client.send(Request::get(server.url("/")).no_retry()).await.expect_err("it wants a certificate");
    assert!(matches!(error, Error::Offline { .. }), "{error}");
    assert_eq!(server.seen().len(), 0);

    let plain = Server::plain(|_| Reply::json("{}"));
    let url = net::Url::parse(&format!("https://127.0.0.1:{}/", plain.port)).unwrap();
    let error = client.send(Request::get(url).no_retry()).await.expect_err("no TLS there");
    assert!(matches!(error, Error::Offline { .. }), "{error}");
    let error = client.certificate("127.0.0.1", plain.port).await.expect_err("no TLS there");
    assert!(matches!(error, Error::Offline { .. }), "{error}");
    for odd in ["", "a b", "h/x", "u@h", "h?x"] {
        assert!(matches!(client.certificate(odd, 443).await, Err(Error::InvalidUrl { .. })), "{odd}");
    }
}

/// The operating system's bundle is read from where `SSL_CERT_FILE` points. The variable is set for a child process,
/// for nothing may change the environment of a running one.
#[tokio::test]
async fn the_systems_bundle_counts() {
    const FILE: &str = "SSL_CERT_FILE";
    if let Ok(port) = std::env::var("BOUGH_TEST_PORT") {
        let url = net::Url::parse(&format!("https://127.0.0.1:{port}/")).unwrap();
        let verdict = why(verdict(&client(), &url).await);
        std::process::exit(if verdict.is_ok() { 17 } else { 18 });
    }
    let (ca, other) = (authority("Example Root"), authority("Other Root"));
    let identity = Identity::signed(&parameters(&["127.0.0.1"]), &ca);
    let server = Server::encrypted(identity.server(), |_| Reply::json("{}"));
    let folder = tempfile::tempdir().unwrap();
    for (authority, code) in [(&ca, 17), (&other, 18)] {
        let file = folder.path().join("bundle.pem");
        std::fs::write(&file, authority.pem()).unwrap();
        let status = std::process::Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "certificates::the_systems_bundle_counts"])
            .env(FILE, &file)
            .env_remove("SSL_CERT_DIR")
            .env("BOUGH_TEST_PORT", server.port.to_string())
            .stdout(std::process::Stdio::null())
            .status()
            .unwrap();
        assert_eq!(status.code(), Some(code));
    }
}
