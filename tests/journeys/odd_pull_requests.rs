//! Pull requests as life makes them: the branch deleted, the repository deleted, the reviewer gone, nobody asked.

use bough_tests::{Bough, on_every_version};
use serde_json::{Value, json};
use simulators::{Bitbucket, Scenario, Version};

use crate::pull_requests::find;

#[test]
fn each_is_listed_and_opens() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::sample().version(version));
        let bough = Bough::start();
        let account = bough.connect(&server, "ada").await;
        let of = json!({ "kind": "of", "repository": { "project": "SHOP", "slug": "storefront" }, "state": "open" });
        let open = bough.all_pages("list_pull_requests", json!({ "account": account, "filter": of })).await;

        let whole = async |words: &str| -> Value {
            let it = find(&open, words);
            bough
                .call("get_pull_request", json!({ "account": account, "repository": it["repository"], "number": it["number"] }))
                .await
        };
        let consent = whole("Ask for consent").await;
        assert_eq!(consent["from"]["deleted"], true, "its branch was deleted");
        assert_eq!(consent["from"]["branch"], "fix/cookie-banner");

        let prices = whole("Prices per kilo").await;
        assert_eq!(prices["from"]["repository"], json!(null), "its repository was deleted");

        let total = whole("SHOP-418").await;
        let reviewers = total["reviewers"].as_array().expect("a list");
        let hugo = reviewers.iter().find(|each| each["user"]["name"] == "hugo").expect("he was asked before he left");
        assert_eq!((&hugo["user"]["active"], &hugo["user"]["email"]), (&json!(false), &json!(null)));

        let build = whole("Raise the build tools").await;
        assert_eq!(build["reviewers"], json!([]));

        let fork = whole("Filter pears").await;
        assert!(fork["from"]["repository"]["project"].as_str().expect("a fork has a project").starts_with('~'));
    });
}

#[test]
fn a_branch_that_is_deleted_later_is_found_out() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::sample().version(version));
        let bough = Bough::start();
        let account = bough.connect(&server, "ada").await;
        let of = json!({ "kind": "of", "repository": { "project": "SHOP", "slug": "storefront" }, "state": "open" });
        let open = bough.all_pages("list_pull_requests", json!({ "account": account, "filter": of })).await;
        let gift = find(&open, "Gift wrapping");
        let one = json!({ "account": account, "repository": gift["repository"], "number": gift["number"] });
        assert_eq!(bough.call("get_pull_request", one.clone()).await["from"]["deleted"], false);
        server.delete_branch("SHOP", "storefront", "feature/gift-wrapping").expect("it is there");
        assert_eq!(bough.call("get_pull_request", one).await["from"]["deleted"], true);
    });
}
