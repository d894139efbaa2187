//! An empty repository: no branches, a clone with an unborn branch, no complaint, in each way a server may say "empty".

use bough_tests::{Bough, on_every_version};
use serde_json::json;
use simulators::{Bitbucket, Content, EmptyRepoStyle, Scenario, Version};

#[test]
fn it_lists_no_branches_clones_and_opens() {
    on_every_version(async |version: Version| {
        for style in [EmptyRepoStyle::Quiet, EmptyRepoStyle::Missing] {
            let scenario = Scenario::minimal().version(version).empty_repositories(style);
            let server = Bitbucket::start(scenario.repository("DEMO", "blank", Content::Empty).expect("the project is there"));
            let bough = Bough::start();
            let account = bough.connect(&server, "ada").await;
            let branches = json!({ "account": account, "repository": { "project": "DEMO", "slug": "blank" } });
            assert!(bough.all_pages("list_host_branches", branches).await.is_empty());

            let job = bough.clone_hosted(&account, "DEMO/blank", "https").await;
            let end = bough.end_of(&job).await;
            assert_eq!(end["kind"], "finished", "{end}");
            let id = &end["repository"];
            assert_eq!(bough.call("get_repository", json!({ "id": id })).await["head"]["kind"], "unborn");
            let rows = bough.call("get_rows", json!({ "id": id, "start": 0, "count": 10 })).await;
            assert_eq!(rows["total"], 0);
            assert_eq!(bough.call("get_refs", json!({ "id": id })).await["branches"], json!([]));
        }
    });
}
