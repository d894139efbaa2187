//! A server that is down, slow, or hidden behind a login page.

use std::net::TcpListener;
use std::time::Duration;

use bough_tests::{Bough, on_every_version, walk_once};
use serde_json::json;
use simulators::{Bitbucket, Fault, Scenario, Version};

#[test]
fn a_server_that_is_down_is_offline() {
    walk_once(async {
        // A port that was free a moment ago and that nobody listens on.
        let port = TcpListener::bind(("127.0.0.1", 0)).and_then(|free| free.local_addr()).expect("a free port").port();
        let bough = Bough::start_with(|options| options.limits.tries = 1);
        let fault = bough.fault("probe_host", json!({ "url": format!("http://127.0.0.1:{port}") })).await;
        assert_eq!(fault["kind"], "offline");
    });
}

#[test]
fn a_server_that_goes_down_is_shown_as_offline_and_comes_back() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::minimal().version(version));
        let bough = Bough::start_with(|options| {
            options.limits.tries = 1;
            options.limits.idle = Duration::from_secs(2);
        });
        let account = bough.connect(&server, "ada").await;
        let all = json!({ "account": account, "scope": { "kind": "all" } });

        server.set_fault(Fault::black_hole());
        assert_eq!(bough.fault("list_host_repositories", all.clone()).await["kind"], "offline");
        assert_eq!(bough.call("list_hosts", json!({})).await[0]["health"]["kind"], "offline");

        server.clear_faults();
        assert_eq!(bough.call("list_host_repositories", all).await["items"][0]["name"], "hello");
        assert_eq!(bough.call("list_hosts", json!({})).await[0]["health"]["kind"], "fine");
    });
}

#[test]
fn a_slow_server_is_waited_for() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::minimal().version(version));
        let bough = Bough::start();
        server.set_fault(Fault::delay(Duration::from_millis(400)));
        let account = bough.connect(&server, "ada").await;
        let all = json!({ "account": account, "scope": { "kind": "all" } });
        assert_eq!(bough.call("list_host_repositories", all).await["items"][0]["name"], "hello");
    });
}

#[test]
fn a_login_page_instead_of_an_answer_is_called_one() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::minimal().version(version));
        let bough = Bough::start();
        let account = bough.connect(&server, "ada").await;
        server.set_fault(Fault::web_page());
        assert_eq!(bough.fault("probe_host", json!({ "url": server.base_url() })).await["kind"], "webPage");
        let all = json!({ "account": account, "scope": { "kind": "all" } });
        assert_eq!(bough.fault("list_host_repositories", all).await["kind"], "webPage");
        let job =
            bough.clone_from(json!({ "kind": "url", "url": format!("{}/scm/demo/hello.git", server.base_url()) }), "hello").await;
        let end = bough.end_of(&job).await;
        assert_eq!((&end["kind"], &end["fault"]["kind"]), (&json!("failed"), &json!("webPage")));
        assert!(bough.left_behind().is_empty());
    });
}

#[test]
fn half_an_answer_and_nonsense_are_faults_that_lose_nothing() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::minimal().version(version));
        let bough = Bough::start_with(|options| options.limits.tries = 1);
        let account = bough.connect(&server, "ada").await;
        let all = json!({ "account": account, "scope": { "kind": "all" } });
        for fault in [Fault::truncated_json(), Fault::garbage(), Fault::cut_at(0.5), Fault::status(503)] {
            server.set_fault(fault.clone());
            let kind = bough.fault("list_host_repositories", all.clone()).await["kind"].clone();
            assert!(["broken", "outOfOrder", "offline", "webPage"].iter().any(|each| kind == *each), "{fault:?} became {kind}");
            server.clear_faults();
        }
        assert_eq!(bough.call("list_host_repositories", all).await["items"][0]["name"], "hello");
        assert_eq!(server.failed_sign_ins(), 0);
    });
}
