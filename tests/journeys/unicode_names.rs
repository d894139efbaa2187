//! Names in any script: people, branches, titles; listed, cloned, opened without a letter lost.

use bough_tests::{Bough, on_every_version};
use serde_json::json;
use simulators::{Bitbucket, Scenario, Version};

#[test]
fn people_branches_and_titles_keep_their_letters() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::sample().version(version));
        let bough = Bough::start();
        let account = bough.connect(&server, "ada").await;
        let checkout = json!({ "project": "SHOP", "slug": "checkout" });
        let branches = bough.all_pages("list_host_branches", json!({ "account": account, "repository": checkout })).await;
        assert!(branches.iter().any(|each| each["name"] == "feature/早割-クーポン"), "{branches:?}");

        let of = json!({ "kind": "of", "repository": checkout, "state": "open" });
        let open = bough.all_pages("list_pull_requests", json!({ "account": account, "filter": of })).await;
        let coupon = open.iter().find(|each| each["title"] == "早割クーポンを追加").expect("its title");
        assert_eq!(coupon["author"]["displayName"], "田中 純");
        assert_eq!(coupon["from"]["branch"], "feature/早割-クーポン");
        let one = json!({ "account": account, "repository": checkout, "number": coupon["number"] });
        assert_eq!(bough.call("get_pull_request", one).await["from"]["deleted"], false);

        let source = json!({ "kind": "hosted", "account": account, "path": checkout, "protocol": "https" });
        let clone = json!({
            "source": source, "folder": bough.code(), "name": "買い物 🍐", "branch": "feature/早割-クーポン", "submodules": false,
        });
        let job = bough.call("clone_repository", clone).await;
        let end = bough.end_of(&job).await;
        assert_eq!(end["kind"], "finished", "{end}");
        let repository = bough.call("get_repository", json!({ "id": end["repository"] })).await;
        assert_eq!(repository["name"], "買い物 🍐");
        assert_eq!(repository["head"]["name"], "feature/早割-クーポン");
        let rows = bough.call("get_rows", json!({ "id": end["repository"], "start": 0, "count": 100 })).await;
        let rows = rows["rows"].as_array().expect("rows");
        assert!(rows.iter().any(|row| row["author"]["name"] == "田中 純" && row["summary"] == "早割クーポンを追加"));
    });
}

#[test]
fn somebody_whose_name_is_an_address_is_recognised() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::sample().version(version));
        let bough = Bough::start();
        bough.connect(&server, "mirza@kestrel.example").await;
        let account = bough.call("list_hosts", json!({})).await[0]["accounts"][0].clone();
        assert_eq!(account["user"]["name"], "mirza@kestrel.example");
        assert_ne!(account["user"]["slug"], account["user"]["name"]);
        assert_eq!(account["user"]["displayName"], "Mirza Đukić");
    });
}
