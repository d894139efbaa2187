//! Cancelling a clone at any moment, also while the server says nothing: it ends at once and leaves nothing.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use bough_tests::{Bough, on_every_version};
use serde_json::json;
use simulators::{Bitbucket, Fault, Scenario, Version};

use crate::clone_over_https::git;

#[test]
fn at_ten_at_fifty_and_at_ninety_nine_percent() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::minimal().version(version));
        grow(&server);
        let bough = Bough::start();
        let account = bough.connect(&server, "ada").await;
        for part in [0.0, 0.1, 0.5, 0.99] {
            server.set_fault(Fault::stall_at(part).on("/scm/demo/hello.git/git-upload-pack"));
            let job = bough.clone_hosted(&account, "DEMO/hello", "https").await;
            bough.job_when(&job, |state| part == 0.0 || state["progress"]["bytes"].as_u64() > Some(0)).await;
            let since = Instant::now();
            bough.call("cancel_job", json!({ "id": job })).await;
            assert_eq!(bough.end_of(&job).await["kind"], "cancelled", "at {part}");
            assert!(since.elapsed() < Duration::from_secs(5), "a cancelled clone waited {:?}", since.elapsed());
            assert!(bough.left_behind().is_empty(), "at {part}: {:?}", bough.left_behind());
            server.clear_faults();
        }
        let job = bough.clone_hosted(&account, "DEMO/hello", "https").await;
        assert_eq!(bough.end_of(&job).await["kind"], "finished", "and then it goes through");
    });
}

#[test]
fn a_job_that_has_ended_stays_as_it_ended() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::minimal().version(version));
        let bough = Bough::start();
        let account = bough.connect(&server, "ada").await;
        let job = bough.clone_hosted(&account, "DEMO/hello", "https").await;
        bough.end_of(&job).await;
        bough.call("cancel_job", json!({ "id": job })).await;
        assert_eq!(bough.end_of(&job).await["kind"], "finished");
        assert!(bough.code().join("hello/.git").is_dir());
    });
}

/// Gives the repository enough bytes that there is something to cancel.
pub fn grow(server: &Bitbucket) {
    let origin = server.repository_folder("DEMO", "hello").expect("it is there");
    let work = tempfile::tempdir().expect("a temporary folder");
    let work = work.path();
    git(work, &["clone", "--quiet", &origin.to_string_lossy(), "."]);
    let mut seed = 1_u64;
    for file in 0..40 {
        // Digits of a small generator: nothing that a pack could make much smaller.
        let mut text = String::new();
        for _ in 0..4_000 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let _ = write!(text, "{seed:016x}");
        }
        std::fs::write(work.join(format!("grain-{file:02}")), text).expect("a file");
    }
    git(work, &["add", "."]);
    git(work, &["-c", "user.name=Ada", "-c", "user.email=ada@kestrel.example", "commit", "--quiet", "-m", "Grow"]);
    git(work, &["push", "--quiet", "origin", "HEAD"]);
}
