//! Cloning over SSH through the user's own OpenSSH: a key on the server, a host key that is asked for once.

use bough_tests::{Bough, on_every_version};
use serde_json::json;
use simulators::{Bitbucket, Scenario, Version};

#[test]
fn the_host_key_is_shown_once_and_the_key_of_the_host_signs_in() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::minimal().version(version).ssh_key_upload(true));
        let bough = Bough::start();
        let account = bough.connect(&server, "ada").await;
        let host = bough.call("list_hosts", json!({})).await[0]["id"].clone();
        let key = bough.call("generate_ssh_key", json!({ "host": host })).await;
        assert_eq!(bough.call("upload_ssh_key", json!({ "account": account, "path": key["path"] })).await["kind"], "uploaded");

        let job = bough.clone_hosted(&account, "DEMO/hello", "ssh").await;
        let asked = bough.answer(json!({ "kind": "accept" })).await;
        assert_eq!(asked["kind"], "hostKey");
        assert_eq!(asked["fingerprint"], json!(server.ssh_fingerprint().expect("an SSH side")));
        let end = bough.end_of(&job).await;
        assert_eq!(end["kind"], "finished", "{end}");

        // The second clone asks nothing any more.
        std::fs::rename(bough.code().join("hello"), bough.home().join("first")).expect("moved out of the way");
        let job = bough.clone_hosted(&account, "DEMO/hello", "ssh").await;
        assert_eq!(bough.end_of(&job).await["kind"], "finished");
    });
}

#[test]
fn a_refused_host_key_ends_the_clone_and_leaves_nothing() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::minimal().version(version));
        let bough = Bough::start();
        let account = bough.connect(&server, "ada").await;
        let job = bough.clone_hosted(&account, "DEMO/hello", "ssh").await;
        bough.answer(json!({ "kind": "refuse" })).await;
        let end = bough.end_of(&job).await;
        assert_eq!((&end["fault"]["kind"], &end["fault"]["problem"]), (&json!("hostKey"), &json!("refused")), "{end}");
        assert!(bough.left_behind().is_empty());
    });
}

#[test]
fn a_changed_host_key_is_a_hard_stop() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::minimal().version(version));
        let bough = Bough::start();
        let account = bough.connect(&server, "ada").await;
        std::fs::create_dir_all(bough.home().join(".ssh")).expect("a folder");
        std::fs::write(bough.home().join(".ssh/known_hosts"), server.known_hosts_line().expect("an SSH side") + "\n")
            .expect("a file");
        server.change_ssh_host_key().expect("a new key");
        let job = bough.clone_hosted(&account, "DEMO/hello", "ssh").await;
        let end = bough.end_of(&job).await;
        assert_eq!((&end["fault"]["kind"], &end["fault"]["problem"]), (&json!("hostKey"), &json!("changed")), "{end}");
        assert_eq!(bough.call("list_questions", json!({})).await, json!([]), "nothing to click away");
    });
}

#[test]
fn without_a_key_the_server_takes_the_person_is_told_so() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::minimal().version(version));
        let bough = Bough::start();
        let account = bough.connect(&server, "ada").await;
        let host = bough.call("list_hosts", json!({})).await[0]["id"].clone();
        bough.call("generate_ssh_key", json!({ "host": host })).await;
        let job = bough.clone_hosted(&account, "DEMO/hello", "ssh").await;
        bough.answer(json!({ "kind": "accept" })).await;
        let end = bough.end_of(&job).await;
        assert_eq!((&end["fault"]["kind"], &end["fault"]["reason"]), (&json!("signIn"), &json!("noKey")), "{end}");
    });
}
