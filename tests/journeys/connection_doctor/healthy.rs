//! A server on which nothing is wrong, and what an examination leaves behind: nothing.

use bough_tests::{Bough, on_every_version, walk_once};
use serde_json::{Value, json};
use simulators::{Bitbucket, Scenario, Version};

use super::examined::{examine, examine_address, host, know_host, make_key, trust};

async fn healthy(version: Version) -> (Bitbucket, Bough, String) {
    let server = Bitbucket::start(Scenario::minimal().version(version).https().ssh_key_upload(true));
    server.keep_lfs_object("DEMO", "hello", b"large").expect("LFS is on");
    let bough = Bough::start();
    trust(&bough, &server).await;
    let id = bough.add_host(&server).await;
    let token = server.token("ada").expect("ada works here");
    let account = bough.call("connect_account", json!({ "host": id, "token": token })).await["id"].clone();
    let key = make_key(&bough).await;
    bough.call("upload_ssh_key", json!({ "account": account, "path": key["path"] })).await;
    know_host(&bough, &server);
    (server, bough, token)
}

#[test]
fn a_healthy_server_is_fine_throughout() {
    on_every_version(async |version: Version| {
        let (server, bough, _) = healthy(version).await;
        let examined = examine(&bough).await;
        // An address of numbers has no name to resolve, and the server tells of no limit.
        assert_eq!((examined.results("fine"), examined.results("notApplicable")), (13, 2), "{}", examined.report);
        let chain = examined.step("encryption")["finding"]["chain"].clone();
        assert_eq!(examined.step("encryption")["finding"]["version"], "TLS 1.3");
        assert_eq!(examined.step("encryption")["finding"]["anchor"], "authority");
        let leaf = server.leaf_fingerprint().expect("https").map(|byte| format!("{byte:02X}")).join(":");
        assert_eq!((&chain[0]["sha256"], chain.as_array().map(Vec::len)), (&json!(leaf), Some(2)));
        assert_eq!(examined.step("product")["finding"]["version"], json!(version.to_string()));
        assert_eq!(examined.step("signIn")["finding"]["user"], "Ada Lindqvist");
        assert_eq!(examined.step("sshHostKey")["finding"]["fingerprint"], json!(server.ssh_fingerprint()));
        let keys = &examined.step("sshKeys")["finding"]["keys"];
        assert_eq!((keys.as_array().map(Vec::len), &keys[0]["accepted"]), (Some(1), &json!(true)));
        assert_eq!(examined.step("git")["finding"]["repository"], "DEMO/hello");
        assert_eq!(bough.call("list_questions", json!({})).await, json!([]), "nobody was asked anything");
    });
}

#[test]
fn nothing_that_it_says_holds_the_token_or_the_home() {
    walk_once(async {
        let (server, bough, token) = healthy(Version::V9_4).await;
        let mut events = bough.core.events();
        let examined = examine(&bough).await;
        let home = bough.home().to_string_lossy().into_owned();
        assert!(!examined.report.contains(&home) && examined.report.contains("~/.ssh/"), "{}", examined.report);
        assert!(examined.report.starts_with(&format!("Connection to {}", server.base_url())), "{}", examined.report);
        assert!(examined.report.contains("SHA-256 ") && examined.report.contains(std::env::consts::OS));
        let mut said = examined.report.clone();
        while let Ok(event) = events.try_recv() {
            said += &serde_json::to_string(&event).expect("events are JSON");
        }
        said += &serde_json::to_string(&examined.steps).expect("steps are JSON");
        let log = bough.call("list_activity", json!({ "start": 0, "count": 100, "words": "" })).await;
        assert_eq!(log["items"][0]["kind"], "examineConnection");
        said += &log.to_string();
        assert!(said.contains("examinationChanged") && said.contains("127.0.0.1"));
        assert!(!said.contains(&token), "the token was said");
        assert_eq!(server.failed_sign_ins(), 0);
        // Nothing was changed: neither here nor there.
        assert!(bough.left_behind().is_empty());
        let changing = |method: &str| !matches!(method, "GET" | "HEAD" | "SSH");
        let before: Vec<_> =
            server.requests().iter().filter(|request| changing(&request.method)).map(|r| r.path.clone()).collect();
        assert_eq!(
            before,
            ["/rest/ssh/latest/keys", "/scm/demo/hello.git/info/lfs/objects/batch"],
            "the key's upload, and a question"
        );
    });
}

#[test]
fn a_server_that_nobody_added_yet_is_examined_as_far_as_that_goes() {
    walk_once(async {
        let server = Bitbucket::start(Scenario::minimal().context("/git"));
        let bough = Bough::start();
        let examined = examine_address(&bough, &format!("{}/projects/DEMO", server.base_url())).await;
        examined.is("encryption", "warning", "notEncrypted", "useAddress");
        assert_eq!(examined.step("address")["finding"]["kind"], "answersThere", "{}", examined.report);
        assert_eq!(examined.step("signIn")["finding"]["kind"], "noAccount");
        assert!(server.requests().iter().all(|request| request.user.is_none()));
        assert_eq!(bough.call("list_hosts", json!({})).await, json!([]));
    });
}

#[test]
fn it_can_be_stopped_and_keeps_what_it_found() {
    walk_once(async {
        let (server, bough, _) = healthy(Version::V9_4).await;
        let id = host(&bough).await;
        server.set_fault(simulators::Fault::black_hole().on("/rest/api/latest/inbox"));
        let job = bough.call("examine_connection", json!({ "patient": { "kind": "host", "id": id } })).await;
        let again = bough.fault("examine_connection", json!({ "patient": { "kind": "host", "id": id } })).await;
        assert_eq!(again["kind"], "taken");
        let mut events = bough.core.events();
        loop {
            let examination = bough.call("get_examination", json!({ "job": job })).await;
            if examination["now"] == "rights" {
                break;
            }
            let _ = events.recv().await;
        }
        bough.call("cancel_job", json!({ "id": job })).await;
        assert_eq!(bough.end_of(&job).await["kind"], "cancelled");
        let examination = bough.call("get_examination", json!({ "job": job })).await;
        assert_eq!((&examination["now"], examination["steps"].as_array().map(Vec::len)), (&Value::Null, Some(8)));
    });
}
