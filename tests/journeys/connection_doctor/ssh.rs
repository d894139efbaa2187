//! Faults of SSH, over the person's own OpenSSH and a real `sshd`.

use bough_tests::{Bough, walk_once};
use serde_json::json;
use simulators::{Bitbucket, CloneLinks, Scenario};

use super::examined::{examine, impatient, know_host, make_key, trust};

/// A person who uses a key there that the server does not know yet; its host key is known.
async fn with_key(scenario: Scenario) -> (Bitbucket, Bough) {
    let server = Bitbucket::start(scenario.https());
    let bough = impatient();
    trust(&bough, &server).await;
    bough.connect(&server, "ada").await;
    make_key(&bough).await;
    if server.known_hosts_line().is_some() {
        know_host(&bough, &server);
    }
    (server, bough)
}

#[test]
fn a_port_that_is_closed() {
    walk_once(async {
        let (server, bough) = with_key(Scenario::minimal()).await;
        server.close_ssh();
        let examined = examine(&bough).await;
        let step = examined.is("sshConnection", "broken", "sshUnreachable", "useHttps");
        assert_eq!(step["finding"]["address"], json!(format!("127.0.0.1:{}", server.ssh_port().expect("an SSH side"))));
        assert_eq!(examined.step("sshKeys")["finding"], json!({ "kind": "after", "part": "sshConnection" }));
        assert_eq!(examined.step("git")["result"], "fine", "Git over HTTP is another matter");
    });
}

#[test]
fn a_host_key_that_changed() {
    walk_once(async {
        let (server, bough) = with_key(Scenario::minimal()).await;
        server.change_ssh_host_key().expect("a new key");
        let examined = examine(&bough).await;
        let step = examined.is("sshHostKey", "broken", "hostKeyWrong", "replaceHostKey");
        assert_eq!(step["finding"]["problem"], "changed");
        assert_eq!(step["finding"]["shown"], json!(server.ssh_fingerprint()));
        assert_eq!(step["finding"]["confirmed"], true, "the server says over HTTPS that it is its own");
        assert!(step["remedy"]["knownAt"].as_str().expect("a place").ends_with("known_hosts:1"));
        assert_eq!(examined.step("sshKeys")["finding"], json!({ "kind": "after", "part": "sshHostKey" }));
        assert_eq!(bough.call("list_questions", json!({})).await, json!([]));
    });
}

#[test]
fn a_host_key_that_was_never_accepted() {
    walk_once(async {
        let (server, bough) = with_key(Scenario::minimal()).await;
        let known_hosts = bough.home().join(".ssh/known_hosts");
        std::fs::remove_file(&known_hosts).expect("it was there");
        let examined = examine(&bough).await;
        let step = examined.is("sshHostKey", "warning", "hostKeyUnknown", "acceptHostKey");
        assert_eq!((&step["finding"]["shown"], &step["finding"]["confirmed"]), (&json!(server.ssh_fingerprint()), &json!(true)));
        assert!(!known_hosts.exists(), "looking accepts nothing");
    });
}

#[test]
fn a_key_that_the_server_does_not_know() {
    walk_once(async {
        let (server, bough) = with_key(Scenario::minimal()).await;
        let examined = examine(&bough).await;
        let step = examined.is("sshKeys", "broken", "noKeyTaken", "addKey");
        let keys = step["finding"]["keys"].as_array().expect("keys");
        assert_eq!((keys.len(), &keys[0]["accepted"]), (1, &json!(false)));
        assert_eq!(step["remedy"]["url"], json!(format!("{}/plugins/servlet/ssh/account/keys", server.base_url())));
        // What helps does.
        let path = bough.call("list_ssh_keys", json!({})).await[0]["publicKey"].clone();
        server.add_ssh_key("ada", path.as_str().expect("a key")).expect("it is taken");
        assert_eq!(examine(&bough).await.step("sshKeys")["finding"]["kind"], "keyTaken");
    });
}

#[test]
fn a_key_whose_passphrase_nobody_was_asked_for() {
    walk_once(async {
        let (server, bough) = with_key(Scenario::minimal()).await;
        let host = super::examined::host(&bough).await;
        let key = bough.call("generate_ssh_key", json!({ "host": host, "passphrase": "open sesame" })).await;
        server.add_ssh_key("ada", key["publicKey"].as_str().expect("a key")).expect("it is taken");
        let examined = examine(&bough).await;
        assert_eq!(examined.step("sshKeys")["finding"]["kind"], "keyLocked", "{}", examined.report);
        assert_eq!(bough.call("list_questions", json!({})).await, json!([]), "nobody is asked");
    });
}

#[test]
fn ssh_that_is_switched_off() {
    walk_once(async {
        let links = CloneLinks { ssh: false, http: true, user_in_http: false, any_order: false };
        let (_server, bough) = with_key(Scenario::minimal().clone_links(links)).await;
        let examined = examine(&bough).await;
        examined.is("sshConnection", "warning", "sshOff", "useHttps");
        assert_eq!(examined.step("sshKeys")["result"], "notApplicable");
    });
}
