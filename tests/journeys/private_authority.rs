//! A company's own certificate authority: shown once, trusted for that host, and from then on for REST and Git alike.

use bough_tests::{Bough, on_every_version};
use serde_json::{Value, json};
use simulators::{Bitbucket, CertificateKind, Scenario, Version};

#[test]
fn an_authority_is_trusted_once() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::minimal().version(version).https());
        let bough = Bough::start();
        let certificate = refused(&bough, &server).await;
        assert_eq!(certificate["why"], "unknownIssuer");
        let sha256 = &certificate["authority"]["sha256"];
        assert_eq!(*sha256, json!(hex(server.ca_fingerprint().expect("an authority"))));

        // What is trusted must be what was shown.
        let other = json!({ "kind": "authority", "sha256": hex([7; 32]) });
        bough.fault("trust_certificate", json!({ "url": server.base_url(), "choice": other })).await;
        refused(&bough, &server).await;

        let choice = json!({ "kind": "authority", "sha256": sha256 });
        bough.call("trust_certificate", json!({ "url": server.base_url(), "choice": choice })).await;
        let account = bough.connect(&server, "ada").await;
        let job = bough.clone_hosted(&account, "DEMO/hello", "https").await;
        assert_eq!(bough.end_of(&job).await["kind"], "finished");
        assert_eq!(bough.call("list_hosts", json!({})).await[0]["trust"]["kind"], "authority");

        // A new certificate of the same authority needs no new question; one for another name does.
        server.renew_certificate(CertificateKind::Good).expect("a new certificate");
        let bough = bough.restart().await;
        bough.call("probe_host", json!({ "url": server.base_url() })).await;
        server.renew_certificate(CertificateKind::WrongName).expect("a new certificate");
        let bough = bough.restart().await;
        assert_eq!(refused(&bough, &server).await["why"], "wrongName");
    });
}

#[test]
fn a_pinned_certificate_that_changes_is_refused() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::minimal().version(version).certificate(CertificateKind::SelfSigned));
        let bough = Bough::start();
        let certificate = refused(&bough, &server).await;
        assert_eq!(certificate["why"], "selfSigned");
        let choice = json!({ "kind": "pin", "sha256": certificate["sha256"] });
        bough.call("trust_certificate", json!({ "url": server.base_url(), "choice": choice })).await;
        bough.connect(&server, "ada").await;

        server.renew_certificate(CertificateKind::SelfSigned).expect("a new certificate");
        let bough = bough.restart().await;
        assert_eq!(refused(&bough, &server).await["why"], "pinChanged");
        assert_eq!(server.failed_sign_ins(), 0);
    });
}

#[test]
fn an_expired_certificate_is_named_as_expired() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::minimal().version(version).certificate(CertificateKind::Expired));
        let certificate = refused(&Bough::start(), &server).await;
        assert!(["expired", "unknownIssuer"].iter().any(|why| certificate["why"] == *why), "{certificate}");
    });
}

/// The certificate that a probe did not trust.
async fn refused(bough: &Bough, server: &Bitbucket) -> Value {
    let fault = bough.fault("probe_host", json!({ "url": server.base_url() })).await;
    assert_eq!(fault["kind"], "untrusted", "{fault}");
    fault["certificate"].clone()
}

fn hex(bytes: [u8; 32]) -> String {
    bytes.map(|byte| format!("{byte:02X}")).join(":")
}
