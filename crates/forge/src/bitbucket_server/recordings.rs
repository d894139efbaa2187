//! Every recorded answer of a kind that we read is read. The recordings belong to others and lie beside the
//! repository, if at all; without them this says so and proves nothing.
#![expect(clippy::print_stderr, reason = "a skipped part must be seen")]

use std::path::{Path, PathBuf};

use net::{Response, Url};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::faults::{Asking, fault};
use super::{convert, hook_wire, paging, wire};
use crate::error::{Error, SignInReason};
use crate::model::webhooks::Webhook;

#[derive(Deserialize)]
struct Manifest {
    files: Vec<Recording>,
}

#[derive(Deserialize)]
struct Recording {
    file: String,
    method: String,
    path: String,
    /// `-` for what was never an answer.
    #[serde(default, deserialize_with = "super::lenient::maybe")]
    status: Option<u16>,
}

const PR_DECLINE: &str = "projects/{K}/repos/{s}/pull-requests/{id}/decline";
const PR_MERGE: &str = "projects/{K}/repos/{s}/pull-requests/{id}/merge";

fn folder() -> PathBuf {
    let beside = Path::new(&std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo says where it is"))
        .join("../../../shared/bitbucket/fixtures");
    std::env::var_os("BOUGH_RECORDINGS").map_or(beside, PathBuf::from)
}

fn base() -> Url {
    Url::parse("https://git.example.com/bitbucket").expect("a test address")
}

impl Recording {
    fn response(&self) -> Response {
        let body = std::fs::read(folder().join(&self.file)).expect("the manifest names files that are there");
        Response::new(self.status.unwrap_or(0), base(), &[("Content-Type", "application/json;charset=UTF-8")], body)
    }

    fn object<T: DeserializeOwned>(&self) -> T {
        serde_json::from_slice(&self.response().body).unwrap_or_else(|error| unreachable!("{}: {error}", self.file))
    }

    /// A page, of which nothing may be left out.
    fn page<W: DeserializeOwned, T>(&self, read: impl Fn(W) -> Option<T>) -> Vec<T> {
        let count = self.object::<Value>()["values"].as_array().expect("a page").len();
        let page = paging::open(&self.response(), 0, read).unwrap_or_else(|error| unreachable!("{}: {error}", self.file));
        assert_eq!(page.items.len(), count, "{}: elements were left out", self.file);
        page.items
    }

    /// True where it is of a kind that we read.
    fn is_read(&self) -> bool {
        let path = self.path.split(['?', ' ']).next().unwrap_or_default();
        let path = path.trim_start_matches("/rest/api/1.0/").trim_start_matches("/rest/api/latest/");
        let repository = |found| convert::repository(&base(), found);
        let pull_request = |found| convert::pull_request(&base(), found, None);
        if self.file.starts_with("errors/") {
            self.is_told_rightly();
            return true;
        }
        if self.method.contains("request") || !self.status.is_some_and(super::faults::is_success) {
            return false;
        }
        match (self.method.as_str(), path) {
            ("GET", "application-properties") => assert!(!self.object::<wire::Properties>().version.is_empty()),
            ("GET", "projects") => drop(self.page(|project| Some(convert::project(project)))),
            ("POST", "projects") | (_, "projects/{K}") => {
                assert!(!convert::project(self.object()).key.is_empty());
            }
            ("GET", "repos" | "projects/{K}/repos" | "projects/{K}/repos/{s}/forks" | "projects/{K}/repos/{s}/related") => {
                drop(self.page(repository));
            }
            ("POST", "projects/{K}/repos") | (_, "projects/{K}/repos/{s}") => {
                assert!(repository(self.object()).is_some(), "{}", self.file);
            }
            ("GET", "users" | "admin/users") => drop(self.page(|user| Some(convert::user(user)))),
            ("GET", "users/{userSlug}" | "users/{slug}" | "users/{u}") => assert!(!convert::user(self.object()).name.is_empty()),
            ("GET", "projects/{K}/repos/{s}/branches") => {
                let branches = self.page(|branch| Some(convert::branch(branch)));
                assert!(branches.iter().all(|branch| !branch.name.is_empty() && !branch.commit.is_empty()), "{}", self.file);
            }
            (
                _,
                "projects/{K}/repos/{s}/branches"
                | "projects/{K}/repos/{s}/branches/default"
                | "projects/{K}/repos/{s}/default-branch",
            ) => {
                assert!(!convert::branch(self.object()).name.is_empty());
            }
            ("GET", "projects/{K}/repos/{s}/pull-requests") => drop(self.page(pull_request)),
            // What was just merged or declined comes back as it is then.
            ("POST", "projects/{K}/repos/{s}/pull-requests" | PR_DECLINE | PR_MERGE)
            | (_, "projects/{K}/repos/{s}/pull-requests/{id}") => {
                assert!(pull_request(self.object()).is_some(), "{}", self.file);
            }
            ("GET", PR_MERGE) => drop(self.object::<wire::Mergeability>()),
            ("GET", "projects/{K}/repos/{s}/pull-requests/{id}/participants") => {
                assert!(self.page(|one: wire::Participant| one.user).iter().all(|user| !user.name.is_empty()));
            }
            ("PUT", "projects/{K}/repos/{s}/pull-requests/{id}/participants/{userSlug}") => {
                assert!(self.object::<wire::Participant>().user.is_some());
            }
            ("GET", path) if path.ends_with("/ssh") && self.file.starts_with("ssh-keys/") => {
                drop(self.page(|key: Value| serde_json::from_value::<wire::SshKey>(key["key"].clone()).ok()));
            }
            ("GET", "projects/{K}/repos/{s}/webhooks") => {
                for hook in self.page(|hook: hook_wire::Webhook| Some(hook.read())) {
                    self.is_a_webhook(&hook);
                }
            }
            (_, "projects/{K}/repos/{s}/webhooks" | "projects/{K}/repos/{s}/webhooks/{id}") => {
                self.is_a_webhook(&self.object::<hook_wire::Webhook>().read());
            }
            ("GET", "/rest/webhooks/latest/capabilities") => {
                assert!(self.object::<hook_wire::Capabilities>().events.contains(&"repo:refs_changed".to_owned()));
            }
            _ => return false,
        }
        true
    }

    fn is_a_webhook(&self, hook: &Webhook) {
        assert!(hook.id > 0 && !hook.name.is_empty() && hook.url.starts_with("http") && !hook.events.is_empty(), "{}", self.file);
        let text = String::from_utf8(self.response().body.to_vec()).expect("text");
        assert!(hook.active && hook.updated.is_some(), "{}", self.file);
        assert_eq!(hook.signed, text.contains("\"secret\""), "{}", self.file);
        assert_eq!(hook.verify.is_some(), text.contains("sslVerificationRequired"), "{}", self.file);
    }

    /// A recorded error means what its file says.
    fn is_told_rightly(&self) {
        let url = base();
        let status = self.status.unwrap_or(0);
        let asking = Asking { what: "the thing", missing: "the right" };
        let body = self.response().body;
        let anonymous = Response::new(status, url.clone(), &[("Content-Type", "application/json")], body.clone());
        let known = [("Content-Type", "application/json"), ("X-AUSERNAME", "ann")];
        let known = fault(&Response::new(status, url, &known, body), asking);
        let anonymous = fault(&anonymous, asking);
        let name = &self.file;
        match status {
            401 if name.contains("captcha") => {
                for error in [known, anonymous] {
                    assert!(matches!(error, Error::SignIn { reason: SignInReason::Captcha, .. }), "{name}: {error}");
                }
            }
            401 => {
                assert!(matches!(known, Error::Denied { .. }), "{name}: {known}");
                assert!(matches!(anonymous, Error::SignIn { reason: SignInReason::Rejected, .. }), "{name}: {anonymous}");
            }
            400 => assert!(matches!(&known, Error::Invalid { why, .. } if !why.is_empty()), "{name}: {known}"),
            404 => assert!(matches!(known, Error::NotFound { .. }), "{name}: {known}"),
            409 => assert!(matches!(&known, Error::Conflict { detail } if !detail.contains("answered")), "{name}: {known}"),
            status => unreachable!("{name}: no reader for {status}"),
        }
    }
}

#[test]
fn all_of_our_kinds_are_read() {
    let Ok(manifest) = std::fs::read(folder().join("manifest.json")) else {
        eprintln!("skipped: recordings not present");
        return;
    };
    let manifest: Manifest = serde_json::from_slice(&manifest).expect("the manifest");
    let (read, left): (Vec<_>, Vec<_>) = manifest.files.iter().partition(|recording| recording.is_read());
    let folders =
        ["server", "projects", "repos", "users", "branches-tags", "pull-requests", "errors", "ssh-keys", "webhooks-config"];
    for folder in folders {
        let count = read.iter().filter(|recording| recording.file.starts_with(&format!("{folder}/"))).count();
        eprintln!("{folder}: {count} recordings read");
        assert!(count > 0, "nothing of {folder} was read");
    }
    for recording in left.iter().filter(|left| folders.iter().any(|folder| left.file.starts_with(folder))) {
        eprintln!("not a kind that we read: {} {} ({})", recording.method, recording.path, recording.file);
    }
}
