//! Adding a key, and the server's own.

use forge::{Error, KeyUpload, SignInReason, SshSettings};
use serde_json::{Value, json};

use crate::server::{Reply, Server, error, page_of};

const KEY: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHk ann@home\n";

fn answering(status: u16, body: Value, listed: &'static str) -> Server {
    Server::start(move |asked| match (asked.method.as_str(), asked.path.as_str()) {
        ("POST", "/bb/rest/ssh/latest/keys") => Reply::to("ann", status, &body),
        ("GET", "/bb/rest/ssh/latest/keys") => Reply::to("ann", 200, &page_of(&[json!({"id": 1, "text": listed})])),
        _ => Reply::page(404),
    })
}

#[tokio::test]
async fn a_key_is_sent_without_its_line_end() {
    let server = answering(201, json!({"id": 3}), "");
    assert_eq!(server.forge("9.4.1").add_ssh_key(KEY, "Bough on laptop").await.unwrap(), KeyUpload::Uploaded);
    let sent: Value = serde_json::from_slice(&server.seen()[0].body).unwrap();
    assert_eq!(sent, json!({"text": KEY.trim(), "label": "Bough on laptop"}));
}

#[tokio::test]
async fn a_known_key_is_ours_or_somebody_elses() {
    let known = || error("ssh.DuplicateSshKeyException", "This key is known.");
    let server = answering(409, known(), "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHk another comment");
    assert_eq!(server.forge("9.4.1").add_ssh_key(KEY, "").await.unwrap(), KeyUpload::AlreadyThere);
    let sent: Value = serde_json::from_slice(&server.seen()[0].body).unwrap();
    assert_eq!(sent, json!({"text": KEY.trim()}));
    let server = answering(409, known(), "ssh-rsa BBBB");
    let error = server.forge("9.4.1").add_ssh_key(KEY, "").await.expect_err("somebody else's");
    assert!(matches!(&error, Error::Conflict { detail } if detail == "This key is known."), "{error}");
}

#[tokio::test]
async fn where_no_token_may_there_is_a_page() {
    for status in [401, 403] {
        let server = answering(status, error("AuthorisationException", "No."), "");
        let KeyUpload::PasteThere { url } = server.forge("9.4.1").add_ssh_key(KEY, "").await.unwrap() else { panic!("{status}") };
        assert_eq!(url, server.url("/bb/plugins/servlet/ssh/account/keys"));
    }
    let server = answering(401, error("auth.CaptchaRequiredAuthenticationException", "Locked."), "");
    let locked = server.forge("9.4.1").add_ssh_key(KEY, "").await.expect_err("locked out");
    assert!(matches!(locked, Error::SignIn { reason: SignInReason::Captcha, .. }), "{locked}");
    let server = answering(400, json!({"errors": [{"context": "text", "message": "Not a valid key."}]}), "");
    let invalid = server.forge("9.4.1").add_ssh_key("nonsense", "").await.expect_err("no key");
    assert!(matches!(&invalid, Error::Invalid { field, why } if field == "publicKey" && why == "Not a valid key."), "{invalid}");
    let server = answering(503, json!({}), "");
    assert!(matches!(server.forge("9.4.1").add_ssh_key(KEY, "").await, Err(Error::OutOfOrder { .. })));
    assert_eq!(server.seen().len(), 1, "what adds something is never repeated");
}

#[tokio::test]
async fn the_servers_ssh_side() {
    let side = |enabled, address: Option<&str>, fingerprint: Option<&str>| {
        Some(SshSettings { enabled, address: address.map(str::to_owned), fingerprint: fingerprint.map(str::to_owned) })
    };
    for (status, settings, expected) in [
        (
            200,
            json!({"baseUrl": "ssh://git@h:7999", "enabled": true, "fingerprint": {"algorithm": "SHA-256", "value": "abc="}}),
            side(true, Some("ssh://git@h:7999"), Some("SHA256:abc")),
        ),
        (200, json!({"baseUrl": null, "enabled": false}), side(false, None, None)),
        (200, json!({"enabled": true}), side(true, None, None)),
        (404, json!({}), None),
    ] {
        let server = Server::start(move |_| Reply::to("ann", status, &settings));
        assert_eq!(server.forge("9.4.1").ssh_settings().await.unwrap(), expected);
        assert_eq!(server.paths(), ["GET /bb/rest/ssh/latest/settings"]);
    }
}
