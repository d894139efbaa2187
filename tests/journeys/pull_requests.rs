//! Pull requests with reviewers and verdicts: mine, to review, of a repository, and one of them whole.

use bough_tests::{Bough, on_every_version};
use serde_json::{Value, json};
use simulators::{Bitbucket, Scenario, Version};

#[test]
fn reviewers_and_verdicts_are_seen_with_ordinary_rights() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::sample().version(version));
        let bough = Bough::start();
        let account = bough.connect(&server, "ada").await;

        let mine = bough.all_pages("list_pull_requests", json!({ "account": account, "filter": { "kind": "mine" } })).await;
        assert!(!mine.is_empty() && mine.iter().all(|each| each["author"]["name"] == "ada" && each["state"] == "open"));
        let total = find(&mine, "SHOP-418");
        assert_eq!(verdict(total, "priya.n"), "needsWork");
        assert_eq!(verdict(total, "tomas"), "approved");
        assert_eq!(verdict(total, "olena"), "waiting");

        let review = bough.all_pages("list_pull_requests", json!({ "account": account, "filter": { "kind": "toReview" } })).await;
        assert!(!review.is_empty());
        assert!(review.iter().all(|each| verdict(each, "ada") == "waiting"), "only those that wait for my verdict");

        let of = json!({ "kind": "of", "repository": { "project": "SHOP", "slug": "storefront" }, "state": "open" });
        let open = bough.all_pages("list_pull_requests", json!({ "account": account, "filter": of })).await;
        assert!(open.len() >= 8, "{}", open.len());
        let all = json!({ "kind": "of", "repository": { "project": "SHOP", "slug": "storefront" }, "state": null });
        let all = bough.all_pages("list_pull_requests", json!({ "account": account, "filter": all })).await;
        assert!(all.iter().any(|each| each["state"] == "merged") && all.iter().any(|each| each["state"] == "declined"));

        let one = json!({ "account": account, "repository": total["repository"], "number": total["number"] });
        let one = bough.call("get_pull_request", one).await;
        assert_eq!(one["reviewers"], total["reviewers"]);
        assert_eq!(one["from"]["deleted"], false);
        assert!(one["description"].as_str().expect("text").contains("**three** places"));
        let asked = server.requests();
        assert!(
            asked.iter().all(|request| !request.path.contains("/permissions/")),
            "no list that needs admin rights is asked for"
        );
        assert_eq!(server.failed_sign_ins(), 0);
    });
}

/// The pull request whose title contains the words.
pub fn find<'a>(all: &'a [Value], words: &str) -> &'a Value {
    let found = all.iter().find(|each| each["title"].as_str().is_some_and(|title| title.contains(words)));
    found.unwrap_or_else(|| panic!("no pull request is called “{words}”"))
}

/// What a reviewer said.
pub fn verdict(pull_request: &Value, user: &str) -> Value {
    let reviewers = pull_request["reviewers"].as_array().expect("a list of reviewers");
    let found = reviewers.iter().find(|each| each["user"]["name"] == user);
    found.unwrap_or_else(|| panic!("{user} is no reviewer of {}", pull_request["title"]))["verdict"].clone()
}
