//! An SSH key: made, copied, added to the server or brought to the page where it goes.

use bough_tests::{Bough, on_every_version};
use serde_json::json;
use simulators::{Bitbucket, Scenario, Version};

#[test]
fn a_key_is_made_copied_and_uploaded_where_the_server_lets_us() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::minimal().version(version).ssh_key_upload(true));
        let bough = Bough::start();
        let account = bough.connect(&server, "ada").await;
        let host = bough.call("list_hosts", json!({})).await[0]["id"].clone();
        let key = bough.call("generate_ssh_key", json!({ "host": host, "comment": "ada on her laptop" })).await;
        assert_eq!(key["algorithm"], "ssh-ed25519");
        assert_eq!(bough.desk.copied(), [key["publicKey"].as_str().expect("a line")]);
        assert_eq!(bough.call("list_ssh_keys", json!({})).await[0]["fingerprint"], key["fingerprint"]);
        let chosen = &bough.call("list_hosts", json!({})).await[0]["ssh"];
        assert_eq!(*chosen, json!({ "kind": "key", "path": key["path"] }));

        let upload = json!({ "account": account, "path": key["path"] });
        assert_eq!(bough.call("upload_ssh_key", upload.clone()).await["kind"], "uploaded");
        assert_eq!(bough.call("upload_ssh_key", upload).await["kind"], "alreadyThere");
    });
}

#[test]
fn where_the_server_lets_no_token_add_keys_its_page_is_named() {
    on_every_version(async |version: Version| {
        for status in [401, 403] {
            let server = Bitbucket::start(Scenario::minimal().version(version).permission_denied_status(status));
            let bough = Bough::start();
            let account = bough.connect(&server, "ada").await;
            let key = bough.call("generate_ssh_key", json!({})).await;
            let upload = bough.call("upload_ssh_key", json!({ "account": account, "path": key["path"] })).await;
            assert_eq!(upload["kind"], "pasteThere");
            assert_eq!(upload["url"], format!("{}/plugins/servlet/ssh/account/keys", server.base_url()));
            assert_eq!(server.failed_sign_ins(), 0, "the token stays good");
            bough.call("open_link", json!({ "url": upload["url"] })).await;
            assert_eq!(bough.desk.opened(), [upload["url"].as_str().expect("a URL")]);
        }
    });
}

#[test]
fn a_second_key_never_overwrites_the_first() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::minimal().version(version));
        let bough = Bough::start();
        bough.connect(&server, "ada").await;
        let host = bough.call("list_hosts", json!({})).await[0]["id"].clone();
        let first = bough.call("generate_ssh_key", json!({ "host": host })).await;
        let second = bough.call("generate_ssh_key", json!({ "host": host, "passphrase": "correct horse" })).await;
        assert_ne!(first["path"], second["path"]);
        assert_eq!((&first["encrypted"], &second["encrypted"]), (&json!(false), &json!(true)));
        let back = json!({ "scope": { "kind": "host", "host": host }, "choice": null });
        bough.call("choose_ssh_key", back).await;
        assert_eq!(bough.call("list_hosts", json!({})).await[0]["ssh"], json!(null));
    });
}
