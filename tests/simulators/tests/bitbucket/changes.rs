//! Changes through REST: the XSRF check, version locks, duplicates, reviewers that cannot be, verdicts, SSH keys.

use crate::support::Client;
use serde_json::{Value, json};
use simulators::{Bitbucket, Level, Permission, Scenario, Version};

const SHOP: &str = "/rest/api/latest/projects/SHOP/repos/storefront";

fn wanted(branch: &str, reviewers: &[&str]) -> Value {
    let place = json!({ "slug": "storefront", "project": { "key": "SHOP" } });
    json!({
        "title": "A new one",
        "fromRef": { "id": format!("refs/heads/{branch}"), "repository": place },
        "toRef": { "id": "refs/heads/main", "repository": place },
        "reviewers": reviewers.iter().map(|name| json!({ "user": { "name": name } })).collect::<Vec<_>>(),
        "draft": true,
    })
}

#[test]
fn a_change_without_the_header_is_taken_for_forged() {
    let server = Bitbucket::start(Scenario::sample());
    let client = Client::of(&server, "ada");
    let body = wanted("feature/ægir-çay-純", &[]).to_string();
    let path = format!("{SHOP}/pull-requests");
    let refused = client.try_send("POST", &path, &[], &body).expect("an answer");
    assert_eq!((refused.status, refused.text().as_str()), (403, "XSRF check failed"));
    let lenient = Bitbucket::start(Scenario::sample().xsrf(false));
    assert_eq!(Client::of(&lenient, "ada").try_send("POST", &path, &[], &body).expect("an answer").status, 201);
}

#[test]
fn pull_requests_are_created_once_and_only_with_something_new() {
    let server = Bitbucket::start(Scenario::sample());
    let client = Client::of(&server, "ada");
    let path = format!("{SHOP}/pull-requests");
    let created = client.send("POST", &path, &wanted("feature/ægir-çay-純", &["lea", "mirza@kestrel.example"]));
    assert_eq!(created.status, 201, "{}", created.text());
    let pull = created.json();
    assert_eq!((&pull["id"], &pull["version"], &pull["draft"]), (&json!(38), &json!(0), &json!(true)));
    assert_eq!(pull["fromRef"]["latestCommit"].as_str().map(str::len), Some(40));
    assert!(created.header("location").is_some_and(|to| to.ends_with("/pull-requests/38")));

    let twice = client.send("POST", &path, &wanted("feature/ægir-çay-純", &[]));
    assert_eq!((twice.status, twice.exception().as_str()), (409, "DuplicatePullRequestException"));
    assert_eq!(twice.json()["errors"][0]["existingPullRequest"]["id"], 38);
    let empty = client.send("POST", &path, &wanted("main", &[]));
    assert_eq!((empty.status, empty.exception().as_str()), (409, "EmptyPullRequestException"));
    let nowhere = client.send("POST", &path, &wanted("feature/none", &[]));
    assert_eq!((nowhere.status, nowhere.exception().as_str()), (404, "NoSuchBranchException"));
    let people = client.send("POST", &path, &wanted("release/1.4", &["lea", "ada", "hugo", "nobody"]));
    assert_eq!((people.status, people.exception().as_str()), (409, "InvalidPullRequestReviewersException"));
    let error = &people.json()["errors"][0];
    assert_eq!(error["validReviewers"], json!(["lea"]));
    assert_eq!(error["reviewerErrors"].as_array().map(Vec::len), Some(3));
}

#[test]
fn the_version_locks_a_pull_request() {
    let server = Bitbucket::start(Scenario::sample());
    let client = Client::of(&server, "ada");
    let path = format!("{SHOP}/pull-requests/29");
    let before = client.get(&path).json();
    let version = before["version"].as_u64().expect("a number");
    let change =
        |version: u64| json!({ "version": version, "title": "Shorter", "reviewers": [{ "user": { "name": "priya.n" } }] });
    let changed = client.send("PUT", &path, &change(version)).json();
    assert_eq!((&changed["title"], &changed["version"]), (&json!("Shorter"), &json!(version + 1)));
    assert_eq!(changed["reviewers"][0]["status"], "NEEDS_WORK", "a verdict survives when the reviewer stays");
    assert!(changed.get("description").is_none(), "what is not sent is gone");
    let late = client.send("PUT", &path, &change(version));
    assert_eq!((late.status, late.exception().as_str()), (409, "PullRequestOutOfDateException"));
    let error = &late.json()["errors"][0];
    assert_eq!((&error["currentVersion"], &error["expectedVersion"]), (&json!(version + 1), &json!(version)));
    assert_eq!(error["pullRequest"]["title"], "Shorter");
    let closed = client.send("PUT", &format!("{SHOP}/pull-requests/1"), &change(2));
    assert_eq!((closed.status, closed.exception().as_str()), (409, "IllegalPullRequestStateException"));
}

#[test]
fn verdicts_are_given_by_oneself_and_not_by_the_author() {
    let server = Bitbucket::start(Scenario::sample());
    let client = Client::of(&server, "ada");
    let verdict =
        |number: u32, body: Value| client.send("PUT", &format!("{SHOP}/pull-requests/{number}/participants/ada"), &body);
    let approved = verdict(28, json!({ "status": "APPROVED", "user": { "name": "ada" } })).json();
    assert_eq!(
        (&approved["approved"], &approved["status"], &approved["role"]),
        (&json!(true), &json!("APPROVED"), &json!("REVIEWER"))
    );
    assert_eq!(verdict(29, json!({ "status": "APPROVED" })).status, 400);
    assert_eq!(verdict(1, json!({ "status": "APPROVED" })).status, 409);
    let read = server.make_token("ada", &[Permission::Repository(Level::Read)]).expect("a token");
    let path = format!("{SHOP}/pull-requests/28/participants/ada");
    assert_eq!(Client::bearer(&server, &read).send("PUT", &path, &json!({ "status": "UNAPPROVED" })).status, 401);
}

#[test]
fn drafts_exist_only_on_servers_that_know_them() {
    let server = Bitbucket::start(Scenario::sample().version(Version::V7_21));
    let client = Client::of(&server, "ada");
    let made = client.send("POST", &format!("{SHOP}/pull-requests"), &wanted("feature/ægir-çay-純", &[]));
    assert_eq!((made.status, made.json().get("draft")), (201, None));
    assert!(client.get(SHOP).json().get("archived").is_none());
    let all = client.get("/rest/api/latest/repos?archived=ARCHIVED&limit=100").json();
    assert!(all["size"].as_u64() > Some(20), "an unknown filter is overlooked");
}

#[test]
fn ssh_keys_by_token_only_where_the_server_is_lenient() {
    let key = json!({ "text": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBBkA7+sHwjaElAr9bdba954PNMvn/Hrq/lN78+cPn41 ada@desk", "label": "" });
    let path = "/rest/ssh/latest/keys";
    let strict = Bitbucket::start(Scenario::sample());
    assert_eq!(Client::of(&strict, "ada").send("POST", path, &key).status, 401);
    let server = Bitbucket::start(Scenario::sample().ssh_key_upload(true));
    let (ada, lea) = (Client::of(&server, "ada"), Client::of(&server, "lea"));
    let added = ada.send("POST", path, &key);
    assert_eq!((added.status, added.json()["label"].as_str()), (201, Some("ada@desk")));
    let again = lea.send("POST", path, &key);
    assert_eq!((again.status, again.exception().as_str()), (409, "DuplicateSshKeyException"));
    let nonsense = ada.send("POST", path, &json!({ "text": "ssh-rsa abc" }));
    assert_eq!((nonsense.status, &nonsense.json()["errors"][0]["context"]), (400, &json!("text")));
    assert_eq!(ada.get(path).json()["size"], 1);
    let id = &added.json()["id"];
    assert_eq!(lea.send("DELETE", &format!("{path}/{id}"), &Value::Null).status, 404);
    assert_eq!(ada.send("DELETE", &format!("{path}/{id}"), &Value::Null).status, 204);
}
