//! Faults of Git and LFS over HTTP.

use bough_tests::{Bough, walk_once};
use serde_json::json;
use simulators::{Bitbucket, CloneLinks, Fault, Scenario};

use super::examined::{examine, impatient, use_proxy};
use super::proxy::{Manner, Proxy};

async fn connected(scenario: Scenario) -> (Bitbucket, Bough) {
    let server = Bitbucket::start(scenario);
    let bough = impatient();
    bough.connect(&server, "ada").await;
    (server, bough)
}

#[test]
fn git_over_http_that_is_switched_off() {
    walk_once(async {
        let links = CloneLinks { ssh: true, http: false, user_in_http: false, any_order: false };
        let (_server, bough) = connected(Scenario::minimal().clone_links(links)).await;
        let examined = examine(&bough).await;
        examined.is("git", "broken", "gitOff", "useSsh");
    });
}

#[test]
fn a_proxy_that_changes_what_git_asks() {
    walk_once(async {
        let (_server, bough) = connected(Scenario::minimal()).await;
        let proxy = Proxy::start(Manner::Stripping);
        use_proxy(&bough, &format!("http://127.0.0.1:{}", proxy.port)).await;
        let examined = examine(&bough).await;
        let step = examined.is("git", "broken", "gitMangled", "checkProxy");
        assert_eq!(step["finding"]["proxy"], json!(format!("127.0.0.1:{}", proxy.port)));
    });
}

#[test]
fn a_page_in_front_of_git_alone() {
    walk_once(async {
        let (server, bough) = connected(Scenario::minimal()).await;
        server.set_fault(Fault::web_page().on("/scm/demo/hello.git/info/refs"));
        let examined = examine(&bough).await;
        let step = examined.is("git", "broken", "gitMangled", "askAdministrator");
        assert_eq!(step["finding"]["repository"], "DEMO/hello");
        assert_eq!(examined.step("lfs")["finding"], json!({ "kind": "after", "part": "git" }));
    });
}

#[test]
fn lfs_that_is_switched_off_is_no_fault() {
    walk_once(async {
        let (_server, bough) = connected(Scenario::minimal()).await;
        let examined = examine(&bough).await;
        let step = examined.step("lfs");
        assert_eq!(
            (&step["result"], &step["finding"]["kind"]),
            (&json!("notApplicable"), &json!("lfsOff")),
            "{}",
            examined.report
        );
    });
}

#[test]
fn lfs_that_is_broken() {
    walk_once(async {
        let (server, bough) = connected(Scenario::minimal()).await;
        server.set_fault(Fault::status(500).on("/scm/demo/hello.git/info/lfs"));
        examine(&bough).await.is("lfs", "broken", "lfsBroken", "askAdministrator");
    });
}

#[test]
fn an_lfs_address_that_something_in_between_does_not_know() {
    walk_once(async {
        let (server, bough) = connected(Scenario::minimal()).await;
        server.set_fault(Fault::status(404).on("/scm/demo/hello.git/info/lfs"));
        examine(&bough).await.is("lfs", "broken", "lfsBroken", "askAdministrator");
    });
}
