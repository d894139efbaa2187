//! Two profiles with different accounts on one server: switching switches everything, removing removes the secrets.

use bough_tests::{Bough, on_every_version};
use serde_json::json;
use simulators::{Bitbucket, Content, Level, Scenario, Version};

#[test]
fn each_profile_is_somebody_else_on_the_same_server() {
    on_every_version(async |version: Version| {
        let scenario = Scenario::minimal().version(version).user("grace", "Grace Okafor").project("SIDE", "Side project");
        let scenario =
            scenario.repository("SIDE", "hobby", Content::Small(2)).and_then(|it| it.permit("grace", "SIDE", Level::Write));
        let server = Bitbucket::start(scenario.expect("all of it exists"));
        let bough = Bough::start();

        let work = bough.call("list_profiles", json!({})).await["active"].clone();
        let ada = bough.connect(&server, "ada").await;
        let author = json!({ "name": "Grace", "email": "grace@home.example" });
        let home = bough.call("add_profile", json!({ "name": "Home", "author": author, "color": 3 })).await["id"].clone();
        bough.call("switch_profile", json!({ "id": home })).await;
        assert_eq!(bough.call("list_hosts", json!({})).await, json!([]), "a new profile begins empty");
        let grace = bough.connect(&server, "grace").await;
        assert_eq!(names(&bough, &grace).await, ["hobby"]);

        // Tabs belong to the profile.
        let job = bough.clone_hosted(&grace, "SIDE/hobby", "https").await;
        let repository = bough.end_of(&job).await["repository"].clone();
        let tabs = json!({ "open": [{ "repository": repository, "alias": "Fun" }], "front": repository });
        bough.call("save_tabs", json!({ "tabs": tabs })).await;

        bough.call("switch_profile", json!({ "id": work })).await;
        assert_eq!(bough.call("get_tabs", json!({})).await["open"], json!([]));
        assert_eq!(names(&bough, &ada).await, ["hello"]);
        let hosts = bough.call("list_hosts", json!({})).await;
        assert_eq!(hosts[0]["accounts"].as_array().map(Vec::len), Some(1));

        bough.call("switch_profile", json!({ "id": home })).await;
        assert_eq!(bough.call("get_tabs", json!({})).await, tabs);

        // Removing a profile takes its accounts along and leaves the other's alone.
        let profiles = bough.call("remove_profile", json!({ "id": home })).await;
        assert_eq!(profiles["active"], work);
        assert_eq!(bough.fault("test_account", json!({ "id": grace })).await["kind"], "notFound");
        assert_eq!(names(&bough, &ada).await, ["hello"]);
        bough.fault("remove_profile", json!({ "id": work })).await;
    });
}

#[test]
fn a_profile_and_its_accounts_are_there_after_a_restart() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::minimal().version(version));
        let bough = Bough::start();
        let account = bough.connect(&server, "ada").await;
        let kept = bough.call("list_hosts", json!({})).await[0]["accounts"][0]["kept"]["kind"].clone();
        let bough = bough.restart().await;
        let again = &bough.call("list_hosts", json!({})).await[0]["accounts"][0];
        assert_eq!(again["id"], account);
        if kept == "keychain" {
            assert_eq!(names(&bough, &account).await, ["hello"]);
        } else {
            // No keychain here: the token was in memory, and the person is told so.
            assert_eq!(again["kept"]["kind"], "gone");
            let fault = bough.fault("test_account", json!({ "id": account })).await;
            assert_eq!((&fault["kind"], &fault["reason"]), (&json!("signIn"), &json!("forgotten")));
        }
    });
}

async fn names(bough: &Bough, account: &serde_json::Value) -> Vec<String> {
    let all = bough.all_pages("list_host_repositories", json!({ "account": account, "scope": { "kind": "all" } })).await;
    all.iter().map(|each| each["name"].as_str().expect("a name").to_owned()).collect()
}
