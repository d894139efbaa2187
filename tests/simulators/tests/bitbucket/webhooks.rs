//! Webhooks: who may keep them, what they look like, and that they really reach what listens on loopback.

use std::path::Path;

use crate::shapes::{Shape, check, recordings};
use crate::support::{Answer, Client, git_ok, temporary};
use serde_json::{Value, json};
use simulators::{Bitbucket, Level, Permission, Receiver, Scenario, Version};

const HOOKS: &str = "/rest/api/latest/projects/SHOP/repos/storefront/webhooks";
const VERSIONS: [Version; 4] = [Version::V7_21, Version::V8_19, Version::V9_4, Version::V10_2];

fn administrator(server: &Bitbucket) -> Client<'_> {
    let token = server.make_token("ada", &[Permission::Project(Level::Admin), Permission::Repository(Level::Admin)]);
    Client::bearer(server, &token.expect("a token"))
}

fn create(client: &Client<'_>, url: &str, events: &[&str], secret: Option<&str>) -> Answer {
    let configuration = secret.map_or_else(|| json!({}), |secret| json!({ "secret": secret }));
    let body = json!({ "name": "Prebuilds", "url": url, "events": events, "configuration": configuration, "active": true });
    let answer = client.send("POST", HOOKS, &body);
    assert_eq!(answer.status, 201, "{}", answer.text());
    answer
}

fn push(server: &Bitbucket, url: &str, settings: &[(&str, &str)], branch: &str) {
    let folder = temporary();
    git_ok(folder.path(), settings, &["clone", "--quiet", url, "mine"]);
    let clone = folder.path().join("mine");
    git_ok(&clone, &[], &["commit", "--quiet", "--allow-empty", "-m", "Told to everybody"]);
    git_ok(&clone, settings, &["push", "--quiet", "origin", &format!("HEAD:refs/heads/{branch}")]);
    assert!(server.repository_folder("SHOP", "storefront").is_ok());
}

fn push_over_http(server: &Bitbucket, branch: &str) {
    let token = server.token("ada").expect("a token");
    let helper = format!("!f() {{ echo username=ada; echo password={token}; }}; f");
    push(server, &format!("{}/scm/shop/storefront.git", server.base_url()), &[("credential.helper", &helper)], branch);
}

#[test]
fn webhooks_have_the_shape_of_recorded_ones() {
    let Some(folder) = recordings() else { return };
    let server = Bitbucket::start(Scenario::sample());
    let client = administrator(&server);
    let mut faults = Vec::new();
    let path = "/rest/api/latest/projects/{K}/repos/{s}/webhooks";
    let created = create(&client, "http://example.com", &["repo:refs_changed"], Some("pass"));
    check(&folder, ("POST", path, 201), &created, &mut faults);
    check(&folder, ("GET", path, 200), &client.get(HOOKS), &mut faults);
    let one = client.get(&format!("{HOOKS}/{}", created.json()["id"]));
    check(&folder, ("GET", &format!("{path}/{{id}}"), 200), &one, &mut faults);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// What a hook sent, against the recordings of the same event of the same age.
fn compare(folder: &Path, files: &[&str], sent: &Value) {
    let (mut shape, mut faults) = (Shape::default(), Vec::new());
    for file in files {
        let text = std::fs::read(folder.join(format!("webhook-events/{file}.json"))).expect("a recording");
        shape.learn(&serde_json::from_slice(&text).expect("JSON"));
    }
    shape.compare(sent, files[0], &mut faults);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_push_over_http_reaches_the_hook_signed_at_all_versions() {
    for version in VERSIONS {
        let server = Bitbucket::start(Scenario::sample().version(version));
        let receiver = Receiver::start().expect("loopback");
        let client = administrator(&server);
        let hook = create(&client, &receiver.url("/hook?from=shop"), &["repo:refs_changed"], Some("s3cret")).json();
        create(&client, &receiver.url("/others"), &["pr:merged"], None);
        push_over_http(&server, "told");
        let heard = receiver.next().expect("a delivery");
        assert_eq!(heard.target, "/hook?from=shop");
        assert_eq!(heard.header("X-Event-Key"), Some("repo:refs_changed"));
        let signature = format!("sha256={}", Bitbucket::webhook_signature("s3cret", &heard.body));
        assert_eq!(heard.header("X-Hub-Signature"), Some(signature.as_str()));
        let sent: Value = serde_json::from_slice(&heard.body).expect("JSON");
        assert_eq!((&sent["changes"][0]["type"], &sent["changes"][0]["refId"]), (&json!("ADD"), &json!("refs/heads/told")));
        assert_eq!(sent["actor"]["name"], "ada");
        assert!(server.wait_for_deliveries(1));
        let latest = client.get(&format!("{HOOKS}/{}/latest", hook["id"])).json();
        assert_eq!((&latest["event"], &latest["result"]["outcome"]), (&json!("repo:refs_changed"), &json!("SUCCESS")));
        assert!(receiver.is_silent(), "nobody else wanted to know");
        let Some(folder) = recordings() else { continue };
        match version {
            Version::V7_21 => compare(&folder, &["repo_refs_changed__atlassian-jenkins"], &sent),
            Version::V10_2 => compare(&folder, &["repo_refs_changed_v10_iso_dates__branch-source"], &sent),
            _ => compare(
                &folder,
                &["repo_refs_changed_full__branch-source", "repo_refs_changed_tag_created__branch-source"],
                &sent,
            ),
        }
    }
}

#[test]
fn a_push_over_ssh_reaches_the_hook() {
    let server = Bitbucket::start(Scenario::sample());
    let Some(port) = server.ssh_port() else { return };
    let receiver = Receiver::start().expect("loopback");
    create(&administrator(&server), &receiver.url("/ssh"), &["repo:refs_changed"], None);
    let folder = temporary();
    let key = folder.path().join("key");
    let made = std::process::Command::new("ssh-keygen").args(["-q", "-t", "ed25519", "-N", "", "-f"]).arg(&key).status();
    assert!(made.expect("ssh-keygen").success());
    server.add_ssh_key("ada", &std::fs::read_to_string(key.with_extension("pub")).expect("a key")).expect("a user");
    let known = folder.path().join("known");
    std::fs::write(&known, server.known_hosts_line().expect("a host key")).expect("a file");
    let ssh = format!(
        "ssh -F /dev/null -o IdentitiesOnly=yes -o IdentityFile={} -o UserKnownHostsFile={} -o StrictHostKeyChecking=yes",
        key.display(),
        known.display()
    );
    let url = format!("ssh://{}@127.0.0.1:{port}/shop/storefront.git", server.ssh_user().expect("a user"));
    push(&server, &url, &[("core.sshCommand", &ssh)], "told-by-ssh");
    let heard = receiver.next().expect("a delivery");
    let sent: Value = serde_json::from_slice(&heard.body).expect("JSON");
    assert_eq!(sent["changes"][0]["ref"]["displayId"], "told-by-ssh");
    assert_eq!(heard.header("X-Hub-Signature"), None, "there is no secret to sign with");
}

#[test]
fn pull_requests_are_told() {
    let server = Bitbucket::start(Scenario::sample());
    let receiver = Receiver::start().expect("loopback");
    create(&administrator(&server), &receiver.url("/pr"), &["pr:opened", "pr:modified"], None);
    let client = Client::of(&server, "ada");
    let place = json!({ "slug": "storefront", "project": { "key": "SHOP" } });
    let from = json!({ "id": "refs/heads/feature/ægir-çay-純", "repository": place });
    let to = json!({ "id": "refs/heads/main", "repository": place });
    let requests = "/rest/api/latest/projects/SHOP/repos/storefront/pull-requests";
    let made = client.send("POST", requests, &json!({ "title": "Tea", "fromRef": from, "toRef": to })).json();
    let opened: Value = serde_json::from_slice(&receiver.next().expect("a delivery").body).expect("JSON");
    let change = json!({ "title": "More tea", "description": "Green", "version": made["version"] });
    assert_eq!(client.send("PUT", &format!("{requests}/{}", made["id"]), &change).status, 200);
    let modified: Value = serde_json::from_slice(&receiver.next().expect("a delivery").body).expect("JSON");
    assert_eq!((&modified["previousTitle"], &modified["pullRequest"]["title"]), (&json!("Tea"), &json!("More tea")));
    let Some(folder) = recordings() else { return };
    compare(&folder, &["pr_opened__atlassian-jenkins", "pr_opened_from_tag__branch-source"], &opened);
    compare(&folder, &["pr_modified__drone", "pr_opened__atlassian-jenkins"], &modified);
}

#[test]
fn a_test_tells_what_the_other_end_said() {
    let server = Bitbucket::start(Scenario::sample());
    let receiver = Receiver::start().expect("loopback");
    let client = administrator(&server);
    let id = create(&client, &receiver.url("/ci"), &["repo:refs_changed"], Some("pass")).json()["id"].clone();
    let ask = |url: &str| {
        let url: String = url::form_urlencoded::byte_serialize(url.as_bytes()).collect();
        let answer = client.send("POST", &format!("{HOOKS}/test?webhookId={id}&url={url}"), &json!({}));
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.json()
    };
    receiver.answer(418, "I am a teapot");
    let told = ask(&receiver.url("/ci"));
    assert_eq!((&told["response"]["statusCode"], &told["response"]["body"]), (&json!(418), &json!("I am a teapot")));
    let heard = receiver.next().expect("a ping");
    assert_eq!((heard.header("X-Event-Key"), heard.body.as_slice()), (Some("diagnostics:ping"), &br#"{"test":true}"#[..]));
    assert!(heard.header("X-Hub-Signature").is_some());
    // Nothing outside of this computer is ever asked.
    assert_eq!(ask("https://hooks.example.com/")["error"]["message"], "java.net.UnknownHostException: hooks.example.com");
    drop(receiver);
    let counts = client.get(&format!("{HOOKS}/{id}/statistics")).json()["counts"].clone();
    assert_eq!((&counts["failures"], &counts["errors"], &counts["successes"]), (&json!(1), &json!(1), &json!(0)));
    let latest = client.get(&format!("{HOOKS}/{id}/latest?outcome=FAILURE")).json();
    assert_eq!(latest["result"]["statusCode"], 418);
    assert_eq!(client.get(&format!("{HOOKS}/{id}/latest?outcome=SUCCESS")).status, 204);
    let summary = client.get(&format!("{HOOKS}/{id}/statistics/summary")).json();
    assert_eq!(summary["repo:refs_changed"]["counts"]["errors"], 0);
}

#[test]
fn certificates_are_checked_unless_the_hook_says_not_to() {
    let (server, target) = (Bitbucket::start(Scenario::sample()), Bitbucket::start(Scenario::minimal().https()));
    let client = administrator(&server);
    let url: String = url::form_urlencoded::byte_serialize(format!("{}/rest/x", target.base_url()).as_bytes()).collect();
    let ask = |verify: bool| {
        client.send("POST", &format!("{HOOKS}/test?url={url}&sslVerificationRequired={verify}"), &json!({})).json()
    };
    let message = ask(true)["error"]["message"].as_str().unwrap_or_default().to_owned();
    assert!(message.contains("SSLHandshakeException"), "{message}");
    assert!(ask(false)["response"]["statusCode"].is_u64(), "{}", ask(false));
}

#[test]
fn only_administrators_see_and_change_webhooks() {
    let server = Bitbucket::start(Scenario::sample());
    let administrator = administrator(&server);
    let id = create(&administrator, "http://localhost/", &["repo:refs_changed"], None).json()["id"].clone();
    let writer = Client::of(&server, "ada");
    let hook = json!({ "name": "x", "url": "http://localhost/", "events": ["repo:refs_changed"] });
    let one = format!("{HOOKS}/{id}");
    for answer in [
        writer.get(HOOKS),
        writer.get(&one),
        writer.send("POST", HOOKS, &hook),
        writer.send("PUT", &one, &hook),
        writer.send("DELETE", &one, &json!({})),
        writer.send("POST", &format!("{HOOKS}/test?url=http://localhost/"), &json!({})),
        writer.get(&format!("{one}/latest")),
        writer.get(&format!("{one}/statistics")),
    ] {
        assert_eq!((answer.status, answer.exception().as_str()), (401, "AuthorisationException"), "{}", answer.text());
    }
    for (field, odd) in [
        ("name", json!({ "name": "", "url": "http://a/", "events": ["pr:opened"] })),
        ("url", json!({ "name": "a", "url": "ftp://a/", "events": ["pr:opened"] })),
        ("events", json!({ "name": "a", "url": "http://a/", "events": [] })),
        ("events", json!({ "name": "a", "url": "http://a/", "events": ["pr:eaten"] })),
    ] {
        let answer = administrator.send("POST", HOOKS, &odd);
        assert_eq!((answer.status, &answer.json()["errors"][0]["context"]), (400, &json!(field)));
    }
    let changed = administrator.send(
        "PUT",
        &one,
        &json!({ "name": "y", "url": "http://localhost/2", "events": ["pr:opened"], "active": false }),
    );
    assert_eq!((changed.status, &changed.json()["name"], &changed.json()["active"]), (200, &json!("y"), &json!(false)));
    server.archive("SHOP", "storefront", true).expect("a repository");
    assert_eq!(administrator.send("DELETE", &one, &json!({})).status, 409);
    server.archive("SHOP", "storefront", false).expect("a repository");
    assert_eq!(administrator.send("DELETE", &one, &json!({})).status, 204);
    assert_eq!(administrator.get(&one).exception(), "NoSuchWebhookException");
}
