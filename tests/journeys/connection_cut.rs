//! The connection breaks in the middle of a clone: a fault, nothing left behind, and the next try goes through.

use bough_tests::{Bough, on_every_version};
use serde_json::json;
use simulators::{Bitbucket, Fault, Scenario, Version};

use crate::cancel_a_clone::grow;

#[test]
fn a_connection_cut_at_half_leaves_nothing() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::minimal().version(version));
        grow(&server);
        let bough = Bough::start();
        let account = bough.connect(&server, "ada").await;
        for part in [0.01, 0.5, 0.99] {
            server.set_fault(Fault::cut_at(part).on("/scm/demo/hello.git/git-upload-pack"));
            let job = bough.clone_hosted(&account, "DEMO/hello", "https").await;
            let end = bough.end_of(&job).await;
            assert_eq!((&end["kind"], &end["fault"]["kind"]), (&json!("failed"), &json!("offline")), "at {part}: {end}");
            assert!(bough.left_behind().is_empty(), "at {part}: {:?}", bough.left_behind());
            server.clear_faults();
        }
        let job = bough.clone_hosted(&account, "DEMO/hello", "https").await;
        assert_eq!(bough.end_of(&job).await["kind"], "finished");
    });
}
