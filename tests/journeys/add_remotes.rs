//! "Add remotes for Bitbucket Server repos": from the forks of a repository, from its relatives, from any repository of the host or
//! any address; and what is said about forks that one may not read.

use bough_tests::{Bough, on_every_version};
use serde_json::{Value, json};
use simulators::{Bitbucket, Scenario, Version};

use crate::clone_over_https::git;

/// A clone of a repository; its id.
async fn cloned(bough: &Bough, account: &Value, path: &str) -> Value {
    let job = bough.clone_hosted(account, path, "https").await;
    let end = bough.end_of(&job).await;
    assert_eq!(end["kind"], "finished", "{end}");
    end["repository"].clone()
}

fn names(list: &Value) -> Vec<String> {
    let name = |each: &Value| format!("{}/{}", each["path"]["project"], each["path"]["slug"]).replace('"', "");
    list.as_array().expect("a list").iter().map(name).collect()
}

fn path(project: &str, slug: &str) -> Value {
    json!({ "project": project, "slug": slug })
}

fn hosted(account: &Value, project: &str, slug: &str) -> Value {
    json!({ "kind": "hosted", "account": account, "path": path(project, slug), "protocol": "https" })
}

#[test]
fn a_list_of_forks_of_the_current_repository_is_presented_when_adding_remotes() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::sample().version(version));
        let bough = Bough::start();
        let account = bough.connect(&server, "ada").await;
        let id = cloned(&bough, &account, "FLEET/route-planner").await;
        let origin = &bough.call("list_remote_accounts", json!({ "id": id })).await[0];
        let kin = bough.call("get_kin", json!({ "account": account, "repository": origin["path"] })).await;
        assert_eq!(names(&kin["forks"]), ["~sam/route-planner"]);
        assert_eq!((&kin["parent"], &kin["related"], &kin["more"]), (&Value::Null, &json!([]), &json!(false)));

        let add = json!({ "id": id, "name": "sam", "source": hosted(&account, "~sam", "route-planner"), "pushUrl": null });
        bough.call("add_remote", add).await;
        let job = bough.call("fetch_remote", json!({ "id": id, "remote": "sam" })).await;
        let end = bough.end_of(&job).await;
        assert_eq!(end["kind"], "finished", "{end}");
        let clone = bough.code().join("route-planner");
        let there = server.repository_folder("~sam", "route-planner").expect("it is there");
        let branch = "feature/cargo-bicycles";
        assert_eq!(git(&clone, &["rev-parse", &format!("sam/{branch}")]), git(&there, &["rev-parse", branch]));
        git(&clone, &["fsck", "--strict"]);
        let refs = bough.call("get_refs", json!({ "id": id })).await;
        let sam =
            refs["remotes"].as_array().expect("remotes").iter().find(|remote| remote["name"] == "sam").expect("it was added");
        assert!(sam["branches"].as_array().expect("branches").len() > 1);
        let remotes = bough.call("list_remote_accounts", json!({ "id": id })).await;
        let paths: Vec<&Value> = remotes.as_array().expect("remotes").iter().map(|remote| &remote["path"]).collect();
        assert_eq!(paths, [&path("FLEET", "route-planner"), &path("~sam", "route-planner")]);
        assert_eq!(server.failed_sign_ins(), 0);

        let log = bough.call("list_activity", json!({ "start": 0, "count": 2, "words": "" })).await;
        let kinds: Vec<&Value> = log["items"].as_array().expect("entries").iter().map(|entry| &entry["kind"]).collect();
        assert_eq!(kinds, ["fetch", "addRemote"]);
    });
}

#[test]
fn a_fork_shows_its_parent_and_its_siblings() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::sample().version(version));
        let bough = Bough::start();
        let account = bough.connect(&server, "ada").await;
        let kin = bough.call("get_kin", json!({ "account": account, "repository": path("~ada", "storefront") })).await;
        assert_eq!(names(&json!([kin["parent"]])), ["SHOP/storefront"]);
        assert_eq!((&kin["forks"], &kin["related"]), (&json!([]), &json!([])));
        assert_eq!(kin["repository"]["originHidden"], false);
    });
}

#[test]
fn forks_that_one_may_not_read_are_not_listed_and_what_is_hidden_is_said() {
    on_every_version(async |version: Version| {
        for hide in [false, true] {
            let server = Bitbucket::start(Scenario::sample().version(version).hide_unreadable(hide));
            let bough = Bough::start();
            let account = bough.connect(&server, "ada").await;
            let id = cloned(&bough, &account, "FLEET/route-planner").await;
            server.permit("ada", "~sam/route-planner", None).expect("it is there");
            let planner = path("FLEET", "route-planner");
            let kin = bough.call("get_kin", json!({ "account": account, "repository": planner })).await;
            assert_eq!(kin["forks"], json!([]));
            // Whoever knows its name is told what is the matter, and nothing is added.
            let add = json!({ "id": id, "name": "sam", "source": hosted(&account, "~sam", "route-planner"), "pushUrl": null });
            let fault = bough.fault("add_remote", add).await;
            let told =
                if hide { json!({ "kind": "notFound", "what": "the repository ~sam/route-planner" }) } else { fault.clone() };
            assert_eq!(fault, told);
            assert_eq!(fault["kind"], if hide { "notFound" } else { "denied" });
            assert_eq!(git(&bough.code().join("route-planner"), &["remote"]), "origin");
            // The fork of a secret says that there is something behind it.
            let fork = bough.call("get_kin", json!({ "account": account, "repository": path("PLAT", "audit-trail") })).await;
            assert_eq!((&fork["repository"]["originHidden"], &fork["parent"]), (&json!(true), &Value::Null));
        }
    });
}

#[test]
fn any_repository_a_page_of_it_and_manually_entered_urls_can_be_added() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::sample().version(version).context("/bitbucket"));
        let bough = Bough::start();
        let account = bough.connect(&server, "ada").await;
        let id = cloned(&bough, &account, "SHOP/checkout").await;
        let base = server.base_url();
        let clone = bough.code().join("checkout");
        let add = async |name: &str, source: Value, push: Value| {
            bough.call("add_remote", json!({ "id": id, "name": name, "source": source, "pushUrl": push })).await;
            git(&clone, &["remote", "get-url", name])
        };
        let any = add("any", hosted(&account, "SHOP", "storefront"), Value::Null).await;
        assert_eq!(any, format!("{base}/scm/shop/storefront.git"));
        let page = json!({ "kind": "url", "url": format!("{base}/projects/SHOP/repos/storefront/browse?at=main") });
        assert_eq!(add("page", page, Value::Null).await, any);
        let url = json!({ "kind": "url", "url": "ssh://git@elsewhere.example.org/team/thing.git" });
        assert_eq!(
            add("url", url, json!("https://elsewhere.example.org/team/thing.git")).await,
            "ssh://git@elsewhere.example.org/team/thing.git"
        );
        assert_eq!(git(&clone, &["remote", "get-url", "--push", "url"]), "https://elsewhere.example.org/team/thing.git");
    });
}

#[test]
fn odd_names_and_addresses_are_refused_before_anything_is_written() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::minimal().version(version));
        let bough = Bough::start();
        let account = bough.connect(&server, "ada").await;
        let id = cloned(&bough, &account, "DEMO/hello").await;
        let config = || std::fs::read(bough.code().join("hello/.git/config")).expect("a config");
        let before = config();
        let refused = async |name: &str, url: &str, push: Value| {
            let source = json!({ "kind": "url", "url": url });
            let fault = bough.fault("add_remote", json!({ "id": id, "name": name, "source": source, "pushUrl": push })).await;
            assert_eq!(fault["kind"], "invalid", "{name} {url}: {fault}");
            fault["field"].as_str().expect("a field").to_owned()
        };
        for name in ["", "origin", "-x", "--upload-pack=x", "a b", "a..b", "a\nb", "a:b", "x.lock"] {
            assert_eq!(refused(name, "https://h/x.git", Value::Null).await, "name", "{name:?}");
        }
        for url in ["", "ext::sh -c id", "--upload-pack=x", "https://ada:secret@h/x.git", "git://h/x", "https://h/a\u{0}b"] {
            assert_eq!(refused("other", url, Value::Null).await, "url", "{url:?}");
            if !url.is_empty() {
                assert_eq!(refused("other", "https://h/x.git", json!(url)).await, "pushUrl", "{url:?}");
            }
        }
        assert_eq!(config(), before);
    });
}

#[test]
fn a_remote_that_can_t_be_fetched_stays_and_says_why() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::sample().version(version));
        let bough = Bough::start();
        let account = bough.connect(&server, "ada").await;
        let id = cloned(&bough, &account, "FLEET/route-planner").await;
        let add = json!({ "id": id, "name": "sam", "source": hosted(&account, "~sam", "route-planner"), "pushUrl": null });
        bough.call("add_remote", add).await;
        server.permit("ada", "~sam/route-planner", None).expect("it is there");
        let job = bough.call("fetch_remote", json!({ "id": id, "remote": "sam" })).await;
        let end = bough.end_of(&job).await;
        assert_eq!((&end["kind"], &end["fault"]["kind"]), (&json!("failed"), &json!("notFound")), "{end}");
        assert_eq!(git(&bough.code().join("route-planner"), &["remote"]), "origin\nsam");
        assert_eq!(server.failed_sign_ins(), 0);
    });
}
