//! Faults of the server itself: its address, its product, its clock.

use bough_tests::walk_once;
use serde_json::json;
use simulators::{Bitbucket, Fault, Scenario, Version};

use super::examined::{examine, examine_address, impatient};

#[test]
fn a_context_path_that_changed() {
    walk_once(async {
        let before = Bitbucket::start(Scenario::minimal());
        let bough = impatient();
        bough.connect(&before, "ada").await;
        let port = before.web_origin().rsplit(':').next().and_then(|port| port.parse().ok()).expect("a port");
        drop(before);
        let server = Bitbucket::start(Scenario::minimal().port(port).context("/bitbucket"));
        let examined = examine(&bough).await;
        let step = examined.is("address", "broken", "answersElsewhere", "useAddress");
        assert_eq!(step["remedy"]["url"], json!(server.base_url()));
        examined.ends_at("address");
        assert!(server.requests().iter().all(|request| request.user.is_none()), "no token went there");
    });
}

#[test]
fn a_single_sign_on_in_front() {
    walk_once(async {
        let server = Bitbucket::start(Scenario::minimal());
        let bough = impatient();
        bough.connect(&server, "ada").await;
        server.set_fault(Fault::web_page());
        let examined = examine(&bough).await;
        examined.is("address", "broken", "webPage", "openPage");
        examined.ends_at("address");
    });
}

#[test]
fn a_server_that_sends_people_elsewhere_to_sign_in() {
    walk_once(async {
        let (server, other) = (Bitbucket::start(Scenario::minimal()), Bitbucket::start(Scenario::minimal()));
        let bough = impatient();
        bough.connect(&server, "ada").await;
        let page = format!("{}/login", other.base_url());
        server.set_fault(Fault::redirect_to(&page));
        let examined = examine(&bough).await;
        let step = examined.is("address", "broken", "webPage", "openPage");
        assert_eq!(step["remedy"]["url"], json!(page));
        assert!(other.requests().is_empty(), "it is not followed");
    });
}

#[test]
fn a_server_under_maintenance() {
    walk_once(async {
        let server = Bitbucket::start(Scenario::minimal());
        let bough = impatient();
        bough.connect(&server, "ada").await;
        server.set_fault(Fault::status(503));
        let examined = examine(&bough).await;
        let step = examined.is("address", "broken", "outOfOrder", "askAdministrator");
        assert_eq!(step["finding"]["status"], 503);
        examined.ends_at("address");
    });
}

#[test]
fn a_server_that_is_no_bitbucket() {
    walk_once(async {
        let server = Bitbucket::start(Scenario::minimal());
        server.set_fault(Fault::status(404));
        let examined = examine_address(&impatient(), &server.base_url()).await;
        examined.is("product", "broken", "notBitbucket", "useAddress");
        assert_eq!(examined.step("address")["finding"], json!({ "kind": "somethingAnswers", "status": 404 }));
        examined.ends_at("product");
    });
}

#[test]
fn a_release_that_has_no_access_tokens() {
    walk_once(async {
        let server = Bitbucket::start(Scenario::minimal().version(Version::new(5, 4, 1)));
        let examined = examine_address(&impatient(), &server.base_url()).await;
        let step = examined.is("product", "broken", "tooOld", "askAdministrator");
        assert_eq!(step["finding"]["version"], "5.4.1");
    });
}

#[test]
fn a_release_that_is_older_than_what_bough_was_made_for() {
    walk_once(async {
        let server = Bitbucket::start(Scenario::minimal().version(Version::new(7, 6, 0)).https());
        let bough = impatient();
        super::examined::trust(&bough, &server).await;
        bough.connect(&server, "ada").await;
        examine(&bough).await.is("product", "warning", "oldProduct", "askAdministrator");
    });
}

#[test]
fn a_clock_that_is_off_by_ten_minutes() {
    walk_once(async {
        let server = Bitbucket::start(Scenario::minimal().https());
        let bough = impatient();
        super::examined::trust(&bough, &server).await;
        bough.connect(&server, "ada").await;
        server.set_fault(Fault::clock_off(600));
        let examined = examine(&bough).await;
        let step = examined.is("clock", "warning", "clockOff", "setClock");
        let seconds = step["finding"]["seconds"].as_i64().expect("a number");
        assert!((595..=605).contains(&seconds), "{seconds}");
    });
}

#[test]
fn a_clock_that_is_off_by_a_day() {
    walk_once(async {
        let server = Bitbucket::start(Scenario::minimal());
        let bough = impatient();
        bough.connect(&server, "ada").await;
        server.set_fault(Fault::clock_off(-86_400));
        let examined = examine(&bough).await;
        let step = examined.is("clock", "broken", "clockOff", "setClock");
        assert!(step["finding"]["seconds"].as_i64().expect("a number") < -86_000);
        assert_eq!(examined.step("git")["result"], "fine", "what works in spite of it is said, too");
    });
}
