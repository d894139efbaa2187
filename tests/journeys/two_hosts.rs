//! Two servers at once, one of them below a context path: each answers for its own remotes.

use bough_tests::{Bough, on_every_version};
use serde_json::json;
use simulators::{Bitbucket, Scenario, Version};

#[test]
fn two_hosts_are_used_side_by_side() {
    on_every_version(async |version: Version| {
        let one = Bitbucket::start(Scenario::minimal().version(version));
        let other = Bitbucket::start(Scenario::minimal().version(version).context("/git"));
        let bough = Bough::start();
        let accounts = [bough.connect(&one, "ada").await, bough.connect(&other, "ada").await];
        assert_eq!(bough.call("list_hosts", json!({})).await.as_array().map(Vec::len), Some(2));

        for (index, account) in accounts.iter().enumerate() {
            let source = json!({ "kind": "hosted", "account": account, "path": { "project": "DEMO", "slug": "hello" }, "protocol": "https" });
            let job = bough.clone_from(source, &format!("hello-{index}")).await;
            let end = bough.end_of(&job).await;
            let remotes = bough.call("list_remote_accounts", json!({ "id": end["repository"] })).await;
            assert_eq!(remotes[0]["account"], *account);
        }
        assert_eq!(one.failed_sign_ins() + other.failed_sign_ins(), 0, "no token went to the other server");

        // Removing one leaves the other as it was.
        let hosts = bough.call("list_hosts", json!({})).await;
        bough.call("remove_host", json!({ "id": hosts[0]["id"] })).await;
        let left = bough.call("list_hosts", json!({})).await;
        assert_eq!(left.as_array().map(Vec::len), Some(1));
        assert_eq!(left[0]["accounts"][0]["id"], accounts[1]);
    });
}
