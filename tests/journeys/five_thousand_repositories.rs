//! Five thousand repositories: all of them arrive, once each, however oddly the server pages.

use std::collections::HashSet;

use bough_tests::{Bough, on_every_version};
use serde_json::json;
use simulators::{Bitbucket, LastPage, PagingStyle, Scenario, Version};

#[test]
fn all_of_them_arrive_once() {
    on_every_version(async |version: Version| {
        for (holes, last_page) in [(false, LastPage::Absent), (true, LastPage::Null), (true, LastPage::Zero)] {
            let style = PagingStyle { holes, largest: 1000, last_page };
            let server = Bitbucket::start(Scenario::many(5000).version(version).paging(style));
            let bough = Bough::start();
            let account = bough.connect(&server, "ada").await;
            let all = json!({ "account": account, "scope": { "kind": "all" }, "limit": 1000 });
            let repositories = bough.all_pages("list_host_repositories", all).await;
            let paths: HashSet<String> = repositories.iter().map(|each| each["path"].to_string()).collect();
            assert_eq!((repositories.len(), paths.len()), (5000, 5000));
        }
    });
}

#[test]
fn the_first_page_is_as_small_as_asked_for() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::many(5000).version(version));
        let bough = Bough::start();
        let account = bough.connect(&server, "ada").await;
        server.clear_requests();
        let all = json!({ "account": account, "scope": { "kind": "all" }, "limit": 50 });
        let page = bough.call("list_host_repositories", all).await;
        assert_eq!(page["items"].as_array().map(Vec::len), Some(50));
        assert!(page["next"].is_string());
        assert_eq!(server.requests().len(), 1);

        let projects = bough.all_pages("list_projects", json!({ "account": account })).await;
        assert_eq!(projects.len(), 50);
        let one = json!({ "account": account, "scope": { "kind": "project", "key": "P007" } });
        assert_eq!(bough.all_pages("list_host_repositories", one).await.len(), 100);
    });
}
