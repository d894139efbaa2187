//! Files of Git LFS go before the commits that need them: only those that are new, over HTTPS and SSH, and never to the wrong place.

use std::path::{Path, PathBuf};

use bough_tests::{Bough, on_every_version};
use serde_json::{Value, json};
use simulators::{AuthorizationKind, Bitbucket, Fault, RecordedRequest, Scenario, Version};

use crate::clone_over_https::git;
use crate::large_files::assert_only_the_pass_went;

const BATCH: &str = "/scm/demo/hello.git/info/lfs/objects/batch";
const STORAGE: &str = "/rest/git-lfs/storage";
const VERIFY: &str = "/rest/git-lfs/verify";

/// Bytes that no pointer is, and more than one piece of them.
fn content(seed: u32) -> Vec<u8> {
    (0..600_000_u32).map(|number| (number + seed).wrapping_mul(2_654_435_761).to_be_bytes()[0]).collect()
}

struct Here {
    server: Bitbucket,
    bough: Bough,
    account: Value,
    id: Value,
    work: PathBuf,
}

/// A clone of a repository with LFS, where files ending in `.bin` are kept by it.
async fn begin(version: Version, protocol: &str) -> Here {
    let here = clone(version, protocol).await;
    here.server.switch_lfs_on("DEMO", "hello").expect("a repository");
    here
}

async fn clone(version: Version, protocol: &str) -> Here {
    let server = Bitbucket::start(Scenario::minimal().version(version).context("/git").ssh_key_upload(true));
    let bough = Bough::start_with(|options| options.limits.pause = std::time::Duration::ZERO);
    let author = json!({ "name": "Ada", "email": "ada@kestrel.example" });
    bough.call("finish_welcome", json!({ "author": author })).await;
    let account = bough.connect(&server, "ada").await;
    if protocol == "ssh" {
        let host = bough.call("list_hosts", json!({})).await[0]["id"].clone();
        let key = bough.call("generate_ssh_key", json!({ "host": host })).await;
        assert_eq!(bough.call("upload_ssh_key", json!({ "account": account, "path": key["path"] })).await["kind"], "uploaded");
    }
    let job = bough.clone_hosted(&account, "DEMO/hello", protocol).await;
    if protocol == "ssh" {
        bough.answer(json!({ "kind": "accept" })).await;
    }
    let end = bough.end_of(&job).await;
    assert_eq!(end["kind"], "finished", "{end}");
    let work = bough.code().join("hello");
    std::fs::write(work.join(".gitattributes"), "*.bin filter=lfs diff=lfs merge=lfs -text\n").expect("a file");
    Here { server, bough, account, id: end["repository"].clone(), work }
}

impl Here {
    /// Commits files as Bough does it.
    async fn commit(&self, files: &[(&str, Vec<u8>)]) {
        for (name, bytes) in files {
            std::fs::write(self.work.join(name), bytes).expect("a file");
        }
        self.bough.call("stage_changes", json!({ "id": self.id, "choice": { "kind": "all" } })).await;
        let draft =
            json!({ "message": "Mine", "amend": false, "skipHooks": true, "sign": false, "coAuthors": [], "signOff": false });
        self.bough.call("commit_changes", json!({ "id": self.id, "draft": draft })).await;
    }

    async fn begin_push(&self) -> Value {
        self.server.clear_requests();
        self.bough.call("push_branch", json!({ "id": self.id, "skipHooks": false })).await
    }

    async fn push(&self) -> Value {
        let job = self.begin_push().await;
        self.bough.end_of(&job).await
    }

    /// Pushes, and everything arrives.
    async fn pushes(&self) {
        let end = self.push().await;
        assert_eq!(end["kind"], "finished", "{end}");
        assert_eq!(self.theirs(), head(&self.work));
    }

    /// Pushes, and nothing arrives; the fault that says why.
    async fn fails(&self) -> Value {
        let before = self.theirs();
        let end = self.push().await;
        assert_eq!(end["kind"], "failed", "{end}");
        assert_eq!(self.theirs(), before, "the branch stays");
        end["fault"].clone()
    }

    fn theirs(&self) -> String {
        head(&self.server.repository_folder("DEMO", "hello").expect("it is there"))
    }

    fn kinds(&self, prefix: &str) -> Vec<AuthorizationKind> {
        self.server.requests_below(prefix).iter().map(|request| request.authorization).collect()
    }

    fn objects(&self) -> usize {
        self.server.lfs_objects("DEMO", "hello").expect("a repository").len()
    }

    /// Somebody else clones it.
    async fn cloned_elsewhere(&self) -> PathBuf {
        let other = self.bough.home().join("elsewhere");
        std::fs::rename(&self.work, &other).expect("moved out of the way");
        let job = self.bough.clone_hosted(&self.account, "DEMO/hello", "https").await;
        let end = self.bough.end_of(&job).await;
        assert_eq!((&end["kind"], &end["lfs"]), (&json!("finished"), &Value::Null), "{end}");
        self.work.clone()
    }
}

fn head(folder: &Path) -> String {
    git(folder, &["rev-parse", "HEAD"])
}

fn puts(requests: &[RecordedRequest]) -> usize {
    requests.iter().filter(|request| request.method == "PUT").count()
}

#[test]
fn they_go_before_the_commits_and_only_what_is_new() {
    on_every_version(async |version: Version| {
        for (protocol, asked) in [("https", AuthorizationKind::Basic), ("ssh", AuthorizationKind::Other)] {
            let here = begin(version, protocol).await;
            here.commit(&[("big.bin", content(1)), ("same.bin", content(1)), ("small.txt", b"small\n".to_vec())]).await;
            here.pushes().await;
            assert_eq!(here.objects(), 1, "the same bytes are one object");
            assert_eq!((here.kinds(BATCH), here.kinds(STORAGE)), (vec![asked], vec![AuthorizationKind::Other]), "{protocol}");
            let said = here.server.requests().iter().filter(|request| request.path.starts_with("git-lfs-authenticate")).count();
            assert_eq!(said, usize::from(protocol == "ssh"));
            let log = here.bough.call("list_activity", json!({ "start": 0, "count": 1, "words": "" })).await;
            assert_eq!(log["items"][0]["command"], "git lfs push origin main && git push --set-upstream origin main", "{log}");
            assert!(!log.to_string().contains("JWT"), "{log}");

            // What has nothing to do with LFS asks its server nothing.
            here.commit(&[("small.txt", b"other\n".to_vec())]).await;
            here.pushes().await;
            assert!(here.kinds(BATCH).is_empty());

            // A new name for what is there, and one new file.
            std::fs::rename(here.work.join("big.bin"), here.work.join("moved.bin")).expect("a file");
            here.commit(&[("second.bin", content(2))]).await;
            here.pushes().await;
            assert_eq!((here.objects(), here.kinds(STORAGE).len()), (2, 1));

            let clone = here.cloned_elsewhere().await;
            for (name, seed) in [("moved.bin", 1), ("same.bin", 1), ("second.bin", 2)] {
                assert!(std::fs::read(clone.join(name)).expect("a file") == content(seed), "{name}");
            }
            assert_eq!(here.server.failed_sign_ins(), 0);
        }
    });
}

#[test]
fn a_server_that_wants_to_be_told_afterwards_is() {
    on_every_version(async |version: Version| {
        let here = begin(version, "https").await;
        here.server.want_lfs_verified();
        here.commit(&[("big.bin", content(1))]).await;
        here.pushes().await;
        assert_eq!(here.server.verified_lfs_objects(), here.server.lfs_objects("DEMO", "hello").expect("a repository"));
        assert_eq!(here.kinds(VERIFY), [AuthorizationKind::Other]);
        here.commit(&[("second.bin", content(2))]).await;
        here.server.set_fault(Fault::status(404).on(VERIFY));
        let fault = here.fails().await;
        assert!(fault["detail"].as_str().is_some_and(|words| words.contains("did not take second.bin")), "{fault}");
    });
}

#[test]
fn what_is_over_before_its_turn_is_asked_for_again() {
    on_every_version(async |version: Version| {
        let here = begin(version, "https").await;
        here.server.give_late_lfs_passes(1);
        here.commit(&[("big.bin", content(1)), ("second.bin", content(2))]).await;
        here.pushes().await;
        assert_eq!((here.kinds(BATCH).len(), here.kinds(STORAGE).len(), here.objects()), (2, 2, 2));

        // Downloads are treated the same.
        here.server.give_late_lfs_passes(1);
        let clone = here.cloned_elsewhere().await;
        assert!(std::fs::read(clone.join("big.bin")).expect("a file") == content(1));
    });
}

#[test]
fn what_is_not_here_is_named_before_anything_goes() {
    on_every_version(async |version: Version| {
        let here = begin(version, "https").await;
        here.commit(&[("fine.bin", content(1)), ("gone.bin", content(2))]).await;
        let pointer = git(&here.work, &["show", "HEAD:gone.bin"]);
        let oid = pointer.split("sha256:").nth(1).and_then(|rest| rest.lines().next()).expect("a pointer");
        let store = here.work.join(".git/lfs/objects").join(&oid[..2]).join(&oid[2..4]);
        std::fs::remove_file(store.join(oid)).expect("an object");
        let fault = here.fails().await;
        let words = fault["detail"].as_str().unwrap_or_default();
        assert!(fault["kind"] == "refused" && words.contains("gone.bin") && !words.contains("fine.bin"), "{fault}");
        assert!(here.kinds(STORAGE).is_empty(), "nothing was sent");

        // Where the server has it already, nobody misses it.
        here.server.keep_lfs_object("DEMO", "hello", &content(2)).expect("a repository");
        here.pushes().await;
        assert_eq!((here.objects(), here.kinds(STORAGE).len()), (2, 1));
    });
}

#[test]
fn each_refusal_has_its_sentence_and_leaves_the_branch_alone() {
    on_every_version(async |version: Version| {
        let here = begin(version, "https").await;
        here.commit(&[("big.bin", content(1))]).await;
        let server = &here.server;
        let refused = async |kind: &str, words: &str| {
            let fault = here.fails().await;
            assert!(fault["kind"] == kind && fault.to_string().contains(words), "{kind}, {words}: {fault}");
            server.clear_faults();
            fault
        };
        server.limit_lfs_objects(Some(1000));
        refused("refused", "big.bin has 600000 bytes, more than").await;
        server.limit_lfs_objects(None);
        server.fill_lfs_disk(true);
        refused("refused", "has no room left for big.bin").await;
        server.fill_lfs_disk(false);
        server.refuse_lfs_objects(Some((422, "Names like this are not taken")));
        refused("refused", "did not take big.bin (422 Names like this are not taken)").await;
        server.refuse_lfs_objects(Some((403, "The branch main is closed")));
        assert_eq!(refused("denied", "The branch main is closed").await["missing"], "Repository write");
        server.refuse_lfs_objects(None);
        server.set_fault(Fault::status(403).on(BATCH));
        assert_eq!(refused("denied", "not permitted").await["missing"], "Repository write");
        server.set_fault(Fault::status(401).on(BATCH));
        refused("signIn", "rejected").await;
        assert_eq!(here.kinds(BATCH).len(), 1, "a token is tried once");
        server.set_fault(Fault::status(413).on(STORAGE));
        refused("refused", "more than").await;
        server.set_fault(Fault::retry_after(429, 60).on(BATCH));
        refused("rateLimited", "until").await;
        server.set_fault(Fault::web_page().on(STORAGE));
        refused("webPage", STORAGE).await;
        server.set_fault(Fault::status(503).on(STORAGE));
        refused("offline", "503").await;
        assert_eq!(here.objects(), 0);

        // A server that is busy for a moment is asked again.
        server.set_fault(Fault::status(503).on(STORAGE).times(1));
        here.pushes().await;
        assert_eq!((here.objects(), here.kinds(STORAGE).len()), (1, 2));
    });
}

#[test]
fn a_repository_without_lfs_says_what_to_do() {
    on_every_version(async |version: Version| {
        for protocol in ["https", "ssh"] {
            let here = clone(version, protocol).await;
            here.commit(&[("big.bin", content(1))]).await;
            let fault = here.fails().await;
            assert!(fault["kind"] == "refused" && fault.to_string().contains("switched off for this repository"), "{fault}");
            here.server.switch_lfs_on("DEMO", "hello").expect("a repository");
            here.pushes().await;
        }
    });
}

#[test]
fn who_may_not_write_is_told_so_by_name() {
    on_every_version(async |version: Version| {
        let here = begin(version, "https").await;
        here.commit(&[("big.bin", content(1))]).await;
        here.server.archive("DEMO", "hello", true).expect("a repository");
        let fault = here.fails().await;
        assert_eq!((&fault["kind"], &fault["missing"]), (&json!("denied"), &json!("Repository write")), "{fault}");
        assert!(here.kinds(STORAGE).is_empty());
    });
}

#[test]
fn cancelled_in_the_middle_it_goes_on_where_it_was() {
    on_every_version(async |version: Version| {
        let here = begin(version, "https").await;
        here.commit(&[("big.bin", content(1)), ("second.bin", content(2))]).await;
        let before = here.theirs();
        here.server.set_fault(Fault::black_hole().on(STORAGE).after(1));
        let job = here.begin_push().await;
        let one = |state: &Value| state["progress"]["stage"] == "sendingLfs" && state["progress"]["filesDone"] == 1;
        let state = here.bough.job_when(&job, one).await;
        assert_eq!((&state["progress"]["filesTotal"], &state["progress"]["total"]), (&json!(2), &json!(1_200_000)));
        here.bough.call("cancel_job", json!({ "id": job })).await;
        assert_eq!(here.bough.end_of(&job).await["kind"], "cancelled");
        assert_eq!((here.theirs(), here.objects()), (before, 1));
        here.server.clear_faults();
        here.pushes().await;
        assert_eq!((here.objects(), puts(&here.server.requests_below(STORAGE))), (2, 1), "what arrived is not sent again");
    });
}

/// T4.1: another server gets the headers that were given for it, and nothing of ours.
#[test]
fn another_origin_gets_the_bytes_and_no_token() {
    on_every_version(async |version: Version| {
        for (protocol, pass) in [("https", true), ("https", false), ("ssh", false)] {
            let here = begin(version, protocol).await;
            let other = Bitbucket::start(Scenario::minimal().version(version).host("localhost"));
            here.commit(&[("big.bin", content(1))]).await;
            here.server.say_lfs_elsewhere(&format!("{}{STORAGE}", other.base_url()), pass);
            let fault = here.fails().await;
            assert_eq!(fault["kind"], "signIn", "the pass is for the other server: {fault}");
            let seen = other.requests();
            assert!(!seen.is_empty() && puts(&seen) == seen.len(), "{seen:?}");
            assert_only_the_pass_went(&seen, pass);
        }
    });
}

#[test]
fn redirects_to_another_server_are_not_followed() {
    on_every_version(async |version: Version| {
        let here = begin(version, "https").await;
        here.commit(&[("big.bin", content(1))]).await;
        for path in [BATCH, STORAGE] {
            let other = Bitbucket::start(Scenario::minimal().version(version));
            here.server.set_fault(Fault::redirect_as(307, format!("{}/", other.base_url())).on(path));
            assert!(here.fails().await["kind"].is_string());
            here.server.clear_faults();
            assert!(other.requests().is_empty());
        }
    });
}

#[test]
fn over_ssh_the_account_answers_where_the_ssh_server_says_nothing_of_use() {
    on_every_version(async |version: Version| {
        let here = begin(version, "ssh").await;
        let other = Bitbucket::start(Scenario::minimal().version(version).host("localhost"));
        let elsewhere = format!("{}/scm/demo/hello.git/info/lfs", other.base_url());
        for (seed, said) in [(1, None), (2, Some(elsewhere.as_str())), (3, Some("no address"))] {
            here.server.say_lfs_over_ssh(said);
            here.commit(&[("big.bin", content(seed))]).await;
            here.pushes().await;
            assert_eq!(here.kinds(BATCH), [AuthorizationKind::Basic], "{said:?}");
        }
        // Without an account there is nobody else to ask.
        here.bough.call("disconnect_account", json!({ "id": here.account })).await;
        here.commit(&[("big.bin", content(4))]).await;
        for (said, words) in [(None, "Unknown command"), (Some(elsewhere.as_str()), "another server")] {
            here.server.say_lfs_over_ssh(said);
            let fault = here.fails().await;
            assert!(fault["kind"] == "refused" && fault.to_string().contains(words), "{fault}");
        }
        assert!(other.requests().is_empty());
    });
}

#[test]
fn over_ssh_no_account_is_needed() {
    on_every_version(async |version: Version| {
        let here = begin(version, "ssh").await;
        here.bough.call("disconnect_account", json!({ "id": here.account })).await;
        here.commit(&[("big.bin", content(1))]).await;
        here.pushes().await;
        assert_eq!((here.objects(), here.kinds(BATCH)), (1, vec![AuthorizationKind::Other]));
        // The bytes come back the same way.
        std::fs::remove_dir_all(here.work.join(".git/lfs")).expect("a store");
        std::fs::remove_file(here.work.join("big.bin")).expect("a file");
        git(&here.work, &["checkout", "--quiet", "--", "big.bin"]);
        assert_eq!(std::fs::metadata(here.work.join("big.bin")).expect("a file").len(), 131, "a pointer");
        let job = here.bough.call("fetch_lfs", json!({ "id": here.id })).await;
        let end = here.bough.end_of(&job).await;
        assert_eq!(end["kind"], "finished", "{end}");
        assert!(std::fs::read(here.work.join("big.bin")).expect("a file") == content(1));
    });
}
