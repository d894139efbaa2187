//! What people expect who know another tool's integration with Bitbucket Server by OAuth: each test is named after a sentence of its
//! page.

use bough_tests::browsing::ready;
use bough_tests::{Bough, on_every_version};
use serde_json::{Value, json};
use simulators::{Bitbucket, Browser, Scenario, Version};

async fn host(bough: &Bough) -> Value {
    bough.call("list_hosts", json!({})).await[0].clone()
}

#[test]
fn works_with_public_private_or_internal_repositories_on_your_own_instance() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(ready(Scenario::sample().version(version)));
        let bough = Bough::start();
        let (_, account) = bough.authorised(&server).await;
        let all = bough.all_pages("list_host_repositories", json!({ "account": account, "scope": { "kind": "all" } })).await;
        for open in [true, false] {
            let one = all.iter().find(|one| one["public"] == open).unwrap_or_else(|| panic!("one that is public: {open}"));
            let path = format!("{}/{}", one["path"]["project"], one["path"]["slug"]).replace('"', "");
            let end = bough.end_of(&bough.clone_hosted(&account, &path, "https").await).await;
            assert_eq!(end["kind"], "finished", "{path}: {end}");
        }
    });
}

#[test]
fn a_one_time_registration_and_each_user_connects_the_first_time() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(ready(Scenario::minimal().version(version)));
        let administrator = Bough::start();
        let id = administrator.register(&server, "loopback").await;
        let folder = tempfile::tempdir().expect("a folder");
        let wish = json!({ "host": id, "folder": folder.path(), "secret": true });
        let file = administrator.call("export_host", wish).await;
        for _ in 0..2 {
            let user = Bough::start();
            user.trust(&server).await;
            let opened = user.call("open_host_file", json!({ "path": file })).await;
            let account = user.sign_in(&server, &opened["id"]).await;
            assert!(user.projects(&account).await.is_ok());
        }
    });
}

#[test]
fn enter_the_host_name_copy_the_redirect_url_and_open_the_administration_settings() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(ready(Scenario::minimal().version(version).context("/git")));
        let bough = Bough::start();
        bough.trust(&server).await;
        bough.call("add_host", json!({ "baseUrl": server.base_url(), "plainHttp": false })).await;
        let oauth = host(&bough).await["oauth"].clone();
        assert_eq!(oauth["possible"], true);
        bough.call("copy_text", json!({ "text": oauth["loopback"] })).await;
        assert_eq!(bough.desk.copied(), [oauth["loopback"].as_str().expect("an address")]);
        bough.call("open_link", json!({ "url": oauth["page"] })).await;
        assert!(bough.desk.opened()[0].ends_with("/git/plugins/servlet/applinks/listApplicationLinks"), "{oauth}");
    });
}

#[test]
fn choose_permissions_and_copy_client_id_and_secret_into_the_fields_and_activate() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(ready(Scenario::minimal().version(version)));
        let bough = Bough::start();
        bough.register(&server, "loopback").await;
        let oauth = host(&bough).await["oauth"].clone();
        let offered: Vec<&str> =
            oauth["scopes"].as_array().expect("a list").iter().map(|one| one["scope"].as_str().expect("a name")).collect();
        assert!(offered.contains(&"PROJECT_ADMIN") && offered.contains(&"REPO_WRITE"), "{offered:?}");
        assert!(oauth["registration"]["clientId"].is_string() && oauth["registration"]["secret"]["kind"] != "gone");
    });
}

#[test]
fn the_settings_show_a_connection_in_addition_to_the_registration() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(ready(Scenario::minimal().version(version)));
        let bough = Bough::start();
        let (_, account) = bough.authorised(&server).await;
        let shown = host(&bough).await;
        assert!(shown["oauth"]["registration"].is_object());
        assert_eq!((&shown["accounts"][0]["id"], &shown["accounts"][0]["way"]), (&account, &json!("browser")));
    });
}

#[test]
fn paste_the_url_of_a_repository_and_the_first_time_you_are_prompted_to_authorise_and_then_not_again() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(ready(Scenario::sample().version(version)));
        let bough = Bough::start();
        let id = bough.register(&server, "loopback").await;
        let url = format!("{}/projects/FLEET/repos/route-planner/browse", server.base_url().trim_end_matches('/'));
        let found = bough.call("find_anything", json!({ "text": url })).await;
        assert_eq!((&found[0]["kind"], &found[0]["account"]), (&json!("hosted"), &Value::Null), "{found}");
        let job = bough.clone_from(json!({ "kind": "url", "url": found[0]["cloneUrl"] }), "early").await;
        let end = bough.end_of(&job).await;
        assert_eq!((&end["fault"]["kind"], &end["fault"]["reason"]), (&json!("signIn"), &json!("noAccount")), "{end}");

        let account = bough.sign_in(&server, &id).await;
        let found = bough.call("find_anything", json!({ "text": url })).await;
        assert_eq!(found[0]["account"], account);
        bough.desk.clear();
        for name in ["first", "second"] {
            let end = bough.end_of(&bough.clone_from(json!({ "kind": "url", "url": url }), name).await).await;
            assert_eq!(end["kind"], "finished", "{end}");
        }
        assert_eq!(bough.desk.opened(), Vec::<String>::new(), "nobody is asked again");
    });
}

#[test]
fn the_window_of_the_server_asks_for_confirmation_to_access_projects_and_repositories() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(ready(Scenario::minimal().version(version)));
        let bough = Bough::start();
        let id = bough.register(&server, "loopback").await;
        let (job, page) = bough.begin_sign_in(&id).await;
        let browser = Browser::of(&server);
        let declined = browser.consent(&page, false).expect("an answer");
        browser.get(&declined).expect("Bough listens");
        let end = bough.end_of(&job).await;
        assert_eq!(end["fault"]["reason"], "declined", "{end}");
        assert_eq!(bough.account_on(&id).await, Value::Null);
        let account = bough.sign_in(&server, &id).await;
        assert!(bough.projects(&account).await.is_ok());
    });
}

#[test]
fn you_see_your_own_repositories_and_those_of_all_projects_and_a_drop_down_switches_between_them() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(ready(Scenario::sample().version(version)));
        let bough = Bough::start();
        let (_, account) = bough.authorised(&server).await;
        let of = async |scope: Value| {
            let all = bough.all_pages("list_host_repositories", json!({ "account": account, "scope": scope })).await;
            all.iter().map(|one| one["path"]["project"].as_str().expect("a key").to_owned()).collect::<Vec<_>>()
        };
        let own = of(json!({ "kind": "personal" })).await;
        assert!(!own.is_empty() && own.iter().all(|key| key.starts_with('~')), "{own:?}");
        let projects = bough.all_pages("list_projects", json!({ "account": account })).await;
        assert!(projects.len() > 1);
        for project in &projects {
            let key = project["key"].as_str().expect("a key");
            let listed = of(json!({ "kind": "project", "key": key })).await;
            assert!(listed.iter().all(|other| other == key), "{key}: {listed:?}");
        }
        let everything = of(json!({ "kind": "all" })).await;
        assert!(own.iter().all(|key| everything.contains(key)));
    });
}
