//! One's own repositories: the personal project, which no list of projects names, and its forks.

use bough_tests::{Bough, on_every_version};
use serde_json::json;
use simulators::{Bitbucket, Scenario, Version};

#[test]
fn own_repositories_are_listed_and_cloned() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::sample().version(version));
        let bough = Bough::start();
        let account = bough.connect(&server, "ada").await;
        let own = bough.all_pages("list_host_repositories", json!({ "account": account, "scope": { "kind": "personal" } })).await;
        let slugs: Vec<&str> = own.iter().map(|each| each["path"]["slug"].as_str().expect("a slug")).collect();
        assert_eq!(slugs.len(), 3, "{slugs:?}");
        assert!(own.iter().all(|each| each["personal"] == true));
        let fork = own.iter().find(|each| !each["forkedFrom"].is_null()).expect("the storefront was forked");
        assert_eq!(fork["forkedFrom"], json!({ "project": "SHOP", "slug": "storefront" }));

        let project = fork["path"]["project"].as_str().expect("a key");
        assert!(project.starts_with('~'));
        let job = bough.clone_hosted(&account, &format!("{project}/dotfiles"), "https").await;
        let end = bough.end_of(&job).await;
        assert_eq!(end["kind"], "finished", "{end}");
        let remotes = bough.call("list_remote_accounts", json!({ "id": end["repository"] })).await;
        assert_eq!(remotes[0]["account"], account);
    });
}

#[test]
fn a_person_without_a_personal_project_has_an_empty_list() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::minimal().version(version));
        let bough = Bough::start();
        let account = bough.connect(&server, "ada").await;
        let own = json!({ "account": account, "scope": { "kind": "personal" } });
        assert!(bough.all_pages("list_host_repositories", own).await.is_empty());
    });
}
