//! Files of Git LFS without its program: with the clone, later, and never from or to the wrong place.

use std::path::PathBuf;

use bough_tests::{Bough, on_every_version};
use serde_json::{Value, json};
use simulators::{AuthorizationKind, Bitbucket, Fault, RecordedRequest, Scenario, Version};

use crate::clone_over_https::git;

/// Bytes that no pointer is, and more than one piece of them.
fn content() -> Vec<u8> {
    (0..600_000_u32).map(|number| number.wrapping_mul(2_654_435_761).to_be_bytes()[0]).collect()
}

/// A server whose repository keeps one file by LFS; the object's name.
fn serve(version: Version) -> (Bitbucket, String) {
    // As some servers are set up, which lets a key be added over REST.
    let server = Bitbucket::start(Scenario::minimal().version(version).context("/git").ssh_key_upload(true));
    let oid = server.keep_lfs_object("DEMO", "hello", &content()).expect("a repository");
    let work = tempfile::tempdir().expect("a temporary folder");
    let work = work.path();
    let origin = server.repository_folder("DEMO", "hello").expect("it is there");
    git(work, &["clone", "--quiet", &origin.to_string_lossy(), "."]);
    std::fs::write(work.join(".gitattributes"), "*.bin filter=lfs diff=lfs merge=lfs -text\n").expect("a file");
    std::fs::write(work.join("big.bin"), pointer(&oid)).expect("a file");
    git(work, &["add", "."]);
    git(work, &["-c", "user.name=Ada", "-c", "user.email=ada@kestrel.example", "commit", "--quiet", "-m", "Add a large file"]);
    git(work, &["push", "--quiet", "origin", "HEAD"]);
    (server, oid)
}

fn pointer(oid: &str) -> String {
    format!("version https://git-lfs.github.com/spec/v1\noid sha256:{oid}\nsize {}\n", content().len())
}

const BATCH: &str = "/scm/demo/hello.git/info/lfs/objects/batch";
const STORAGE: &str = "/rest/git-lfs/storage";

struct Clone {
    bough: Bough,
    file: PathBuf,
    end: Value,
}

/// A clone by somebody who is signed in.
async fn clone(server: &Bitbucket) -> Clone {
    let bough = Bough::start_with(|options| options.limits.pause = std::time::Duration::ZERO);
    let account = bough.connect(server, "ada").await;
    server.clear_requests();
    let job = bough.clone_hosted(&account, "DEMO/hello", "https").await;
    let end = bough.end_of(&job).await;
    let file = bough.code().join("hello/big.bin");
    Clone { bough, file, end }
}

impl Clone {
    /// The clone is there, and its large file is not; the fault that says why.
    async fn lacks(&self, oid: &str) -> Value {
        assert_eq!(self.end["kind"], "finished", "{}", self.end);
        self.is_pointer(oid).await;
        self.end["lfs"].clone()
    }

    async fn is_pointer(&self, oid: &str) {
        assert_eq!(std::fs::read_to_string(&self.file).expect("a file"), pointer(oid));
        let changes = self.bough.call("get_changes", json!({ "id": self.end["repository"] })).await;
        assert_eq!((&changes["lfsMissing"], &changes["unstaged"]["total"]), (&json!(1), &json!(0)));
        assert_eq!(git(&self.bough.code().join("hello"), &["status", "--porcelain"]), "");
    }

    async fn is_whole(&self) {
        assert!(std::fs::read(&self.file).expect("a file") == content());
        let changes = self.bough.call("get_changes", json!({ "id": self.end["repository"] })).await;
        assert_eq!((&changes["lfsMissing"], &changes["unstaged"]["total"]), (&json!(0), &json!(0)));
        let here = std::env::var("CARGO_MANIFEST_DIR").expect("cargo says where it is");
        let clean = format!("filter.lfs.clean=sh '{here}/lfs_filter.sh' clean");
        assert_eq!(git(&self.bough.code().join("hello"), &["-c", &clean, "status", "--porcelain"]), "");
    }

    /// Asks for what is missing; how that ends.
    async fn fetch(&self) -> Value {
        let job = self.bough.call("fetch_lfs", json!({ "id": self.end["repository"] })).await;
        self.bough.end_of(&job).await
    }
}

/// Nothing that says who we are went to another server, but the pass that was given for it.
pub(crate) fn assert_only_the_pass_went(seen: &[RecordedRequest], pass: bool) {
    let sent = if pass { AuthorizationKind::Other } else { AuthorizationKind::None };
    assert!(seen.iter().all(|request| request.authorization == sent), "{seen:?}");
    assert!(seen.iter().all(|request| !request.header_names.contains(&"cookie".to_owned())), "{seen:?}");
}

#[test]
fn they_come_with_the_clone() {
    on_every_version(async |version: Version| {
        let (server, oid) = serve(version);
        let clone = clone(&server).await;
        assert_eq!((&clone.end["kind"], &clone.end["lfs"]), (&json!("finished"), &Value::Null), "{}", clone.end);
        clone.is_whole().await;
        let object = clone.bough.code().join(format!("hello/.git/lfs/objects/{}/{}/{oid}", &oid[..2], &oid[2..4]));
        assert!(std::fs::read(object).expect("it is in the store") == content());
        let kinds = |prefix: &str| -> Vec<AuthorizationKind> {
            server.requests_below(prefix).iter().map(|request| request.authorization).collect()
        };
        assert_eq!(kinds(BATCH), [AuthorizationKind::Basic]);
        assert_eq!(kinds(STORAGE), [AuthorizationKind::Other], "only what the batch gave for it");
        assert_eq!(server.failed_sign_ins(), 0);
        assert_eq!(clone.fetch().await["kind"], "finished", "and there is nothing more to do");
        assert_eq!(kinds(BATCH).len(), 1);
    });
}

#[test]
fn a_missing_object_leaves_a_usable_clone_and_comes_later() {
    on_every_version(async |version: Version| {
        let (server, oid) = serve(version);
        server.lose_lfs_object(&oid);
        let clone = clone(&server).await;
        let fault = clone.lacks(&oid).await;
        assert_eq!(fault["kind"], "notFound", "{fault}");
        assert!(fault["what"].as_str().is_some_and(|what| what.contains(&oid)), "{fault}");
        let end = clone.fetch().await;
        assert_eq!((&end["kind"], &end["fault"]["kind"]), (&json!("failed"), &json!("notFound")));
        server.keep_lfs_object("DEMO", "hello", &content()).expect("a repository");
        assert_eq!(clone.fetch().await["kind"], "finished");
        clone.is_whole().await;
    });
}

#[test]
fn wrong_bytes_are_not_kept() {
    on_every_version(async |version: Version| {
        let (server, oid) = serve(version);
        server.spoil_lfs_object(&oid);
        let clone = clone(&server).await;
        assert_eq!(clone.lacks(&oid).await["kind"], "refused");
        let store = clone.bough.code().join("hello/.git/lfs");
        assert!(!store.join("objects").exists() && store.join("tmp").read_dir().expect("a folder").next().is_none());
    });
}

#[test]
fn cancelled_it_leaves_nothing_half_done() {
    on_every_version(async |version: Version| {
        let (server, oid) = serve(version);
        let bough = Bough::start();
        let account = bough.connect(&server, "ada").await;
        server.set_fault(Fault::stall_at(0.5).on(STORAGE));
        let job = bough.clone_hosted(&account, "DEMO/hello", "https").await;
        let some = |state: &Value| state["progress"]["stage"] == "lfs";
        let state = bough.job_when(&job, some).await;
        assert_eq!(state["progress"]["total"], content().len());
        bough.call("cancel_job", json!({ "id": job })).await;
        assert_eq!(bough.end_of(&job).await["kind"], "cancelled");
        assert!(bough.left_behind().is_empty(), "{:?}", bough.left_behind());
        server.clear_faults();

        server.lose_lfs_object(&oid);
        let clone = clone(&server).await;
        server.keep_lfs_object("DEMO", "hello", &content()).expect("a repository");
        server.set_fault(Fault::stall_at(0.5).on(STORAGE));
        let job = clone.bough.call("fetch_lfs", json!({ "id": clone.end["repository"] })).await;
        clone.bough.job_when(&job, some).await;
        clone.bough.call("cancel_job", json!({ "id": job })).await;
        assert_eq!(clone.bough.end_of(&job).await["kind"], "cancelled");
        clone.is_pointer(&oid).await;
    });
}

/// T4.1: another server gets the headers that were given for it, and nothing of ours.
#[test]
fn another_origin_gets_no_token() {
    on_every_version(async |version: Version| {
        for pass in [true, false] {
            let ((server, oid), other) =
                (serve(version), Bitbucket::start(Scenario::minimal().version(version).host("localhost")));
            server.say_lfs_elsewhere(&format!("{}{STORAGE}", other.base_url()), pass);
            let clone = clone(&server).await;
            let fault = clone.lacks(&oid).await;
            assert_eq!(fault["kind"], "signIn", "the pass is for the other server: {fault}");
            let seen = other.requests();
            assert!(!seen.is_empty() && seen.iter().all(|request| request.path.starts_with(STORAGE)), "{seen:?}");
            assert_only_the_pass_went(&seen, pass);
        }
    });
}

#[test]
fn redirects_to_another_server_are_not_followed() {
    on_every_version(async |version: Version| {
        for path in [BATCH, STORAGE] {
            let ((server, oid), other) = (serve(version), Bitbucket::start(Scenario::minimal().version(version)));
            server.set_fault(Fault::redirect_to(format!("{}/", other.base_url())).on(path));
            let clone = clone(&server).await;
            let fault = clone.lacks(&oid).await;
            assert!(fault["kind"].is_string(), "{fault}");
            assert!(other.requests().is_empty());
        }
    });
}

#[test]
fn a_busy_server_is_asked_again_and_a_refusal_is_said() {
    on_every_version(async |version: Version| {
        let (server, _) = serve(version);
        server.set_fault(Fault::retry_after(429, 0).on(BATCH).times(1));
        server.set_fault(Fault::status(503).on(STORAGE).times(1));
        server.set_fault(Fault::cut_at(0.5).on(STORAGE).after(1).times(1));
        let busy = clone(&server).await;
        assert_eq!(busy.end["lfs"], Value::Null, "{}", busy.end);
        busy.is_whole().await;
        for (status, kind) in [(401, "signIn"), (403, "denied"), (404, "notFound"), (422, "refused"), (429, "rateLimited")] {
            let (server, oid) = serve(version);
            server.set_fault(Fault::retry_after(status, 60).on(BATCH));
            let fault = clone(&server).await.lacks(&oid).await;
            assert_eq!(fault["kind"], kind, "{status}: {fault}");
        }
    });
}

#[test]
fn over_ssh_they_come_with_the_pass_that_ssh_gives() {
    on_every_version(async |version: Version| {
        let (server, _) = serve(version);
        let bough = Bough::start();
        let account = bough.connect(&server, "ada").await;
        let host = bough.call("list_hosts", json!({})).await[0]["id"].clone();
        let key = bough.call("generate_ssh_key", json!({ "host": host })).await;
        assert_eq!(bough.call("upload_ssh_key", json!({ "account": account, "path": key["path"] })).await["kind"], "uploaded");
        let job = bough.clone_hosted(&account, "DEMO/hello", "ssh").await;
        bough.answer(json!({ "kind": "accept" })).await;
        let end = bough.end_of(&job).await;
        assert_eq!((&end["kind"], &end["lfs"]), (&json!("finished"), &Value::Null), "{end}");
        assert!(std::fs::read(bough.code().join("hello/big.bin")).expect("a file") == content());
        let asked = server.requests_below(BATCH);
        assert!(asked.iter().all(|request| request.authorization == AuthorizationKind::Other), "{asked:?}");
        assert!(server.requests().iter().any(|request| request.path == "git-lfs-authenticate demo/hello.git download"));
    });
}
