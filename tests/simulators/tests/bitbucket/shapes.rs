//! The simulator's answers against recordings of real servers: every key a real server always sends is here, with the same type.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::support::{Answer, Client};
use serde_json::{Value, json};
use simulators::{Bitbucket, Level, Permission, Scenario};

/// What a place in a JSON text can be, merged over all recordings.
#[derive(Default)]
pub(crate) struct Shape {
    kinds: BTreeSet<&'static str>,
    /// Keys of objects, with how often each was seen.
    keys: BTreeMap<String, (usize, Shape)>,
    objects: usize,
    items: Option<Box<Shape>>,
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

impl Shape {
    pub(crate) fn learn(&mut self, value: &Value) {
        self.kinds.insert(kind(value));
        match value {
            Value::Object(map) => {
                self.objects += 1;
                for (key, value) in map {
                    let (count, shape) = self.keys.entry(key.clone()).or_default();
                    *count += 1;
                    shape.learn(value);
                }
            }
            Value::Array(list) => {
                let items = self.items.get_or_insert_default();
                for item in list {
                    items.learn(item);
                }
            }
            _ => {}
        }
    }

    /// What the answer lacks.
    pub(crate) fn compare(&self, value: &Value, place: &str, faults: &mut Vec<String>) {
        let seen = kind(value);
        if seen != "null" && self.kinds.iter().any(|each| *each != "null") && !self.kinds.contains(seen) {
            faults.push(format!("{place} is a {seen}, recorded as {:?}", self.kinds));
            return;
        }
        match value {
            Value::Object(map) => {
                for (key, (count, shape)) in &self.keys {
                    match map.get(key) {
                        Some(value) => shape.compare(value, &format!("{place}.{key}"), faults),
                        // Said or left out on the last page, by the server's age.
                        None if key == "nextPageStart" => {}
                        // Personal projects never say whether they are public.
                        None if key == "public" && map.get("type").is_some_and(|kind| kind == "PERSONAL") => {}
                        // Nor do people who have not looked yet name a commit.
                        None if key == "lastReviewedCommit" && map.get("status").is_some_and(|each| each == "UNAPPROVED") => {}
                        // Nor is there a repository where it was deleted, which nobody recorded.
                        None if key == "repository" && place.ends_with(".fromRef") => {}
                        None if *count == self.objects => faults.push(format!("{place}.{key} is missing")),
                        None => {}
                    }
                }
            }
            Value::Array(list) => {
                if let Some(items) = self.items.as_ref().filter(|items| !items.kinds.is_empty()) {
                    for item in list {
                        items.compare(item, &format!("{place}[]"), faults);
                    }
                }
            }
            _ => {}
        }
    }
}

pub(crate) fn recordings() -> Option<PathBuf> {
    let beside = Path::new(&std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo says where it is"))
        .join("../../../shared/bitbucket/fixtures");
    let folder = std::env::var_os("BOUGH_RECORDINGS").map_or(beside, PathBuf::from);
    if folder.join("manifest.json").is_file() {
        return Some(folder);
    }
    eprintln!("skipped: the recordings of real servers are not on this machine");
    None
}

/// Recorded answers of one endpoint. Hand-made ones count only where nothing was recorded.
fn recorded(folder: &Path, method: &str, path: &str, status: u64) -> Vec<Value> {
    let manifest: Value = serde_json::from_slice(&std::fs::read(folder.join("manifest.json")).expect("a file")).expect("JSON");
    let fits = |entry: &&Value| {
        let recorded = entry["path"].as_str().unwrap_or_default();
        let recorded = recorded.split(['?', ' ']).next().unwrap_or_default().replace("/1.0/", "/latest/");
        entry["method"] == method && recorded == path && entry["status"] == status
    };
    let all: Vec<_> = manifest["files"].as_array().expect("a list").iter().filter(fits).collect();
    let real: Vec<_> = all.iter().copied().filter(|entry| entry["kind"] != "D").collect();
    let chosen = if real.is_empty() { all } else { real };
    let load = |entry: &Value| {
        let file = folder.join(entry["file"].as_str().expect("a name"));
        serde_json::from_slice(&std::fs::read(file).expect("a recording")).expect("JSON")
    };
    chosen.into_iter().map(load).collect()
}

const R: &str = "/rest/api/latest/projects/{K}/repos/{s}";
const OURS: &str = "/rest/api/latest/projects/SHOP/repos/storefront";

/// Path of the recording, path on our server.
fn endpoints() -> Vec<(String, String)> {
    let below = |path: &str, ours: &str| (format!("{R}{path}"), format!("{OURS}{ours}"));
    let same = |path: &str| (path.to_owned(), path.to_owned());
    vec![
        same("/rest/api/latest/application-properties"),
        same("/rest/api/latest/projects"),
        ("/rest/api/latest/projects/{K}".into(), "/rest/api/latest/projects/SHOP".into()),
        ("/rest/api/latest/projects/{K}/repos".into(), "/rest/api/latest/projects/SHOP/repos".into()),
        ("/rest/api/latest/projects/{K}/permissions/users".into(), "/rest/api/latest/projects/SHOP/permissions/users".into()),
        same("/rest/api/latest/repos"),
        same("/rest/api/latest/users"),
        ("/rest/api/latest/users/{slug}".into(), "/rest/api/latest/users/ada".into()),
        same("/rest/api/latest/build/capabilities"),
        same("/rest/mirroring/latest/mirrorServers"),
        below("", ""),
        below("/forks", "/forks"),
        below("/related", "/related"),
        below("/branches", "/branches"),
        below("/branches/default", "/branches/default"),
        below("/default-branch", "/default-branch"),
        below("/tags", "/tags"),
        below("/tags/{name}", "/tags/v1.4.0"),
        below("/commits", "/commits"),
        below("/commits/{sha}", "/commits/v1.4.0"),
        below("/commits/{sha}/changes", "/commits/v1.4.0/changes"),
        below("/pull-requests", "/pull-requests?limit=100"),
        below("/pull-requests/{id}", "/pull-requests/29"),
        below("/pull-requests/{id}/merge", "/pull-requests/29/merge"),
        below("/pull-requests/{id}/activities", "/pull-requests/29/activities"),
        below("/pull-requests/{id}/commits", "/pull-requests/29/commits?avatarSize=64"),
        below("/pull-requests/{id}/changes", "/pull-requests/29/changes"),
        below("/pull-requests/{id}/participants", "/pull-requests/29/participants"),
        below("/settings/pull-requests", "/settings/pull-requests"),
        below("/permissions/users", "/permissions/users"),
        (
            "/rest/default-reviewers/latest/projects/{K}/repos/{s}/conditions".into(),
            "/rest/default-reviewers/latest/projects/SHOP/repos/storefront/conditions".into(),
        ),
        ("/rest/sync/latest/projects/{K}/repos/{s}".into(), "/rest/sync/latest/projects/~ada/repos/storefront".into()),
        ("/rest/build-status/latest/commits/{sha}".into(), "/rest/build-status/latest/commits/0000".into()),
    ]
}

#[test]
fn answers_have_the_shape_of_recorded_ones() {
    let Some(folder) = recordings() else { return };
    let server = Bitbucket::start(Scenario::sample());
    let token = server.make_token("ada", &[Permission::Project(Level::Admin), Permission::Repository(Level::Admin)]);
    let client = Client::bearer(&server, &token.expect("a token"));
    let (mut faults, mut checked) = (Vec::new(), 0);
    for (path, ours) in endpoints() {
        checked += check(&folder, ("GET", &path, 200), &client.get(&ours), &mut faults);
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(checked > 60, "only {checked} recordings were compared");
}

/// Compares one answer with all recordings of method, path and status; returns how many there are.
pub(crate) fn check(
    folder: &Path,
    (method, path, status): (&str, &str, u16),
    answer: &Answer,
    faults: &mut Vec<String>,
) -> usize {
    let known = recorded(folder, method, path, status.into());
    assert!(!known.is_empty(), "no recording of {path}");
    let mut shape = Shape::default();
    for each in &known {
        shape.learn(each);
    }
    assert_eq!(answer.status, status, "{path}: {}", answer.text());
    assert!(answer.header("content-type").is_some_and(|kind| kind.starts_with("application/json")), "{path}");
    shape.compare(&answer.json(), path, faults);
    known.len()
}

#[test]
fn answers_to_changes_have_the_shape_of_recorded_ones() {
    let Some(folder) = recordings() else { return };
    let server = Bitbucket::start(Scenario::sample());
    let (client, person) = (Client::of(&server, "ada"), Client::basic(&server, "ada", "correct horse"));
    let mut faults = Vec::new();
    let place = json!({ "slug": "storefront", "project": { "key": "SHOP" } });
    let from = json!({ "id": "refs/heads/feature/ægir-çay-純", "repository": place });
    let to = json!({ "id": "refs/heads/main", "repository": place });
    let wanted = json!({ "title": "Tea", "fromRef": from, "toRef": to, "reviewers": [{ "user": { "name": "lea" } }] });
    let created = client.send("POST", &format!("{OURS}/pull-requests?avatarSize=64"), &wanted);
    check(&folder, ("POST", &format!("{R}/pull-requests"), 201), &created, &mut faults);
    let verdict = client.send("PUT", &format!("{OURS}/pull-requests/28/participants/ada"), &json!({ "status": "APPROVED" }));
    let path = format!("{R}/pull-requests/{{id}}/participants/{{userSlug}}");
    check(&folder, ("PUT", &path, 200), &verdict, &mut faults);
    let (path, ours) = ("/rest/access-tokens/latest/users/{slug}", "/rest/access-tokens/latest/users/ada");
    let wanted = json!({ "name": "x", "permissions": ["PROJECT_READ", "REPO_WRITE"], "expiryDays": 90 });
    check(&folder, ("PUT", path, 200), &person.send("PUT", ours, &wanted), &mut faults);
    check(&folder, ("GET", path, 200), &person.get(ours), &mut faults);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn refusals_name_the_recorded_exceptions() {
    let Some(folder) = recordings() else { return };
    let server = Bitbucket::start(Scenario::sample());
    let client = Client::of(&server, "ada");
    let cases = [
        ("404_no_such_project__cdancy", client.get("/rest/api/latest/projects/NONE")),
        ("404_no_such_repository_api__cdancy", client.get("/rest/api/latest/projects/SHOP/repos/none")),
        ("404_no_such_pull_request_id__cdancy", client.get(&format!("{OURS}/pull-requests/999"))),
        ("404_no_such_commit__atlassian-jenkins", client.get(&format!("{OURS}/commits/doesnotexist"))),
        ("401_not_permitted__cdancy", client.get("/rest/api/latest/projects/SEC")),
        ("401_wrong_password__stashnotifier", Client::basic(&server, "ada", "wrong").get("/rest/api/latest/projects")),
    ];
    for (file, answer) in cases {
        let text = std::fs::read(folder.join(format!("errors/{file}.json"))).expect("a recording");
        let known: Value = serde_json::from_slice(&text).expect("JSON");
        let name =
            known["errors"][0]["exceptionName"].as_str().expect("a name").rsplit('.').next().expect("a last part").to_owned();
        assert_eq!(answer.status.to_string(), file[..3], "{file}");
        assert_eq!(answer.exception(), name, "{file}");
        let (mut shape, mut faults) = (Shape::default(), Vec::new());
        shape.learn(&known);
        shape.compare(&answer.json(), file, &mut faults);
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}
