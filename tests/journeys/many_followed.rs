//! Many repositories with something that is followed: their servers are asked about a few at a time, a silent one is left in peace,
//! and what the person looks at stays watched.

use std::path::PathBuf;
use std::time::Duration;

use bough_core::api::Event;
use bough_tests::{Bough, walk_once};
use serde_json::{Value, json};
use simulators::{Bitbucket, Fault, Scenario};

use crate::clone_over_https::git;

/// More than one call takes on, and more than stay open.
const MANY: usize = 40;

/// Clones of all repositories of a server, each with its main branch followed; their folders and ids.
async fn followed(bough: &Bough, server: &Bitbucket) -> Vec<(PathBuf, Value)> {
    bough.connect(server, "ada").await;
    let mut clones = Vec::new();
    for place in server.repositories() {
        let (key, slug) = place.split_once('/').expect("PROJECT/slug");
        let folder = bough.code().join(slug);
        let source = server.repository_folder(key, slug).expect("it is there");
        git(&bough.code(), &["clone", "--quiet", &source.to_string_lossy(), slug]);
        let url = format!("{}/scm/{}.git", server.base_url(), place.to_lowercase());
        git(&folder, &["remote", "set-url", "origin", &url]);
        let id = bough.call("open_repository", json!({ "path": folder })).await["id"].clone();
        let main = json!({ "kind": "branch", "remote": "origin", "name": "main" });
        let job = bough.call("follow", json!({ "id": id, "followed": main })).await;
        assert_eq!(bough.end_of(&job).await["kind"], "finished");
        clones.push((folder, id));
    }
    server.clear_requests();
    clones
}

/// Looks after what is due or, `now`, after all; how many repositories a server was asked about.
async fn asked(bough: &Bough, server: &Bitbucket, now: bool) -> usize {
    server.clear_requests();
    bough.call("tend_prebuilds", json!({ "now": now })).await;
    bough.core.idle().await;
    server.requests_below("/scm").iter().filter(|request| request.path.ends_with("/info/refs")).count()
}

#[test]
fn a_window_that_opens_asks_in_turn_and_hears_what_is_shown_all_the_while() {
    walk_once(async {
        let server = Bitbucket::start(Scenario::many(MANY));
        let bough = Bough::start();
        let clones = followed(&bough, &server).await;
        let (folder, shown) = &clones[0];
        let mut events = bough.core.events();
        bough.call("get_changes", json!({ "id": shown })).await;
        assert_eq!(asked(&bough, &server, false).await, 30, "not all at once");
        assert_eq!(asked(&bough, &server, false).await, MANY - 30, "the others next time");
        assert_eq!(asked(&bough, &server, false).await, 0, "none is due");
        assert_eq!(asked(&bough, &server, true).await, MANY, "all of them on the person's word");
        assert_eq!(server.failed_sign_ins(), 0);

        // Forty others were opened for that, more than stay open.
        std::fs::write(folder.join("new"), "new\n").expect("a file");
        let heard = async { while !matches!(events.recv().await, Ok(Event::RepositoryChanged { id }) if json!(id) == *shown) {} };
        tokio::time::timeout(Duration::from_mins(1), heard).await.expect("a change of what is shown is heard");
    });
}

#[test]
fn a_silent_server_is_asked_a_few_times_only() {
    walk_once(async {
        let server = Bitbucket::start(Scenario::many(12));
        let bough = Bough::start_with(|options| {
            options.limits.tries = 1;
            options.limits.idle = Duration::from_secs(2);
        });
        followed(&bough, &server).await;
        server.set_fault(Fault::black_hole());
        let questions = asked(&bough, &server, true).await;
        assert!((1..=4).contains(&questions), "{questions} questions to a server that is silent");
        server.clear_faults();
        assert_eq!(asked(&bough, &server, true).await, 12, "it is asked again when it answers");
    });
}
