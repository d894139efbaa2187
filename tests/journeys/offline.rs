//! Without the network: what was seen last is there with its age, for the account that saw it and as long as it may.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use bough_core::Options;
use bough_core::api::Event;
use bough_tests::{Bough, browsing, on_every_version, walk_once};
use serde_json::{Value, json};
use simulators::{Bitbucket, Fault, Scenario, Version};

/// Nobody waits here for a server that is not there.
fn impatient(options: &mut Options) {
    options.limits.tries = 1;
}

fn seen_files(home: &Path) -> Vec<PathBuf> {
    let files = fs::read_dir(home.join("data/seen")).into_iter().flatten();
    files.map(|file| file.expect("an entry").path()).collect()
}

/// Every question whose answer is remembered, about things that are in the sample.
fn questions(account: &Value) -> Vec<(&'static str, Value)> {
    let storefront = json!({ "project": "SHOP", "slug": "storefront" });
    let list = |scope: Value| ("list_host_repositories", json!({ "account": account, "scope": scope }));
    let pulls = |filter: Value| ("list_pull_requests", json!({ "account": account, "filter": filter }));
    vec![
        ("list_projects", json!({ "account": account })),
        list(json!({ "kind": "all" })),
        list(json!({ "kind": "personal" })),
        list(json!({ "kind": "recent" })),
        list(json!({ "kind": "project", "key": "SHOP" })),
        ("list_host_branches", json!({ "account": account, "repository": storefront })),
        ("get_kin", json!({ "account": account, "repository": storefront })),
        pulls(json!({ "kind": "mine" })),
        pulls(json!({ "kind": "toReview" })),
        pulls(json!({ "kind": "of", "repository": storefront, "state": "open" })),
        ("get_pull_request", json!({ "account": account, "repository": storefront, "number": 1 })),
    ]
}

/// The whole answer: all pages of a list as one.
async fn whole(bough: &Bough, name: &str, arguments: &Value) -> Value {
    match name {
        "get_kin" | "get_pull_request" => bough.call(name, arguments.clone()).await,
        _ => json!({ "items": bough.all_pages(name, arguments.clone()).await }),
    }
}

fn with(arguments: &Value, name: &str, value: impl Into<Value>) -> Value {
    let mut arguments = arguments.clone();
    arguments[name] = value.into();
    arguments
}

/// Takes the age off an answer; whether there was one.
fn take_age(answer: &mut Value) -> Value {
    answer.as_object_mut().and_then(|answer| answer.remove("seen")).unwrap_or_default()
}

#[test]
fn what_was_seen_is_there_after_a_restart_without_the_server_and_fresh_when_it_is_back() {
    on_every_version(async |version: Version| {
        let mut server = Bitbucket::start(Scenario::sample().version(version));
        let bough = Bough::start();
        let account = bough.connect(&server, "ada").await;
        let mut fresh = Vec::new();
        for (name, arguments) in questions(&account) {
            let answer = whole(&bough, name, &arguments).await;
            assert_eq!(bough.call(name, arguments).await["seen"], Value::Null, "{name}: what the host says now has no age");
            fresh.push(answer);
        }

        server.go_away();
        let bough = bough.restart_with(impatient).await;
        for ((name, arguments), before) in questions(&account).iter().zip(&fresh) {
            let first = bough.call(name, arguments.clone()).await;
            assert_eq!(first["seen"]["because"]["kind"], "offline", "{name}: {first}");
            assert!(first["seen"]["at"].as_str().is_some_and(|at| at.ends_with('Z')), "{name}");
            let mut answer = whole(&bough, name, arguments).await;
            take_age(&mut answer);
            assert_eq!(answer, *before, "{name}");
            let at_once = bough.call(name, with(arguments, "atOnce", true)).await;
            assert_eq!((&at_once["seen"]["at"], &at_once["seen"]["because"]), (&first["seen"]["at"], &Value::Null), "{name}");
        }
        let never = json!({ "account": account, "repository": { "project": "SHOP", "slug": "storefront" }, "number": 999_999 });
        assert_eq!(bough.fault("get_pull_request", never).await["kind"], "offline", "what was never seen can't be shown");
        assert_eq!(bough.call("list_hosts", json!({})).await[0]["health"]["kind"], "offline");

        server.come_back().expect("its port is still free");
        for (name, arguments) in questions(&account) {
            assert_eq!(bough.call(name, arguments).await["seen"], Value::Null, "{name}");
        }
    });
}

#[test]
fn at_once_asks_nobody_and_a_long_list_comes_in_pages() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::many(1200).version(version));
        let bough = Bough::start_with(impatient);
        let account = bough.connect(&server, "ada").await;
        let all = json!({ "account": account, "scope": { "kind": "all" }, "limit": 500 });
        let nothing = bough.fault("list_host_repositories", with(&all, "atOnce", true)).await;
        assert_eq!(nothing["kind"], "notFound");
        let fresh = bough.all_pages("list_host_repositories", all.clone()).await;
        server.clear_requests();
        let seen = bough.all_pages("list_host_repositories", with(&all, "atOnce", true)).await;
        assert_eq!(seen, fresh);
        let first = bough.call("list_host_repositories", with(&with(&all, "limit", 100), "atOnce", true)).await;
        assert_eq!(first["items"].as_array().map(Vec::len), Some(100));
        assert!(server.requests().is_empty(), "{:?}", server.requests());
    });
}

#[test]
fn searches_go_over_everything_that_was_seen() {
    on_every_version(async |version: Version| {
        let mut server = Bitbucket::start(Scenario::sample().version(version));
        let bough = Bough::start();
        let account = bough.connect(&server, "ada").await;
        let search = |words: &str| json!({ "account": account, "scope": { "kind": "all" }, "search": words });
        // Only a search saw it.
        let before = bough.call("list_host_repositories", search("audit")).await["items"].clone();
        assert!(!before.as_array().expect("items").is_empty());
        let branches = json!({ "account": account, "repository": { "project": "SHOP", "slug": "storefront" }, "filter": "main" });
        let main = bough.call("list_host_branches", branches.clone()).await["items"].clone();

        server.go_away();
        let bough = bough.restart_with(impatient).await;
        for words in ["audit", "AUD", "trail audit"] {
            let found = bough.call("list_host_repositories", search(words)).await;
            assert_eq!(found["seen"]["because"]["kind"], "offline");
            let slugs: HashSet<&str> =
                found["items"].as_array().expect("items").iter().filter_map(|it| it["path"]["slug"].as_str()).collect();
            assert!(slugs.contains("audit-trail"), "{words}: {found}");
        }
        let elsewhere = with(&search("audit"), "scope", json!({ "kind": "project", "key": "SHOP" }));
        let shop = bough.core.call("list_host_repositories", elsewhere).await;
        assert!(shop.is_err() || shop.is_ok_and(|page| !page["items"].to_string().contains("audit-trail")));
        assert_eq!(bough.fault("list_host_repositories", search("never seen")).await["kind"], "offline");
        assert_eq!(bough.call("list_host_branches", branches).await["items"], main);
    });
}

#[test]
fn rights_that_were_withdrawn_take_what_was_seen_with_them() {
    on_every_version(async |version: Version| {
        let mut server = Bitbucket::start(Scenario::sample().version(version));
        let bough = Bough::start_with(impatient);
        let account = bough.connect(&server, "ada").await;
        let planner = json!({ "project": "~sam", "slug": "route-planner" });
        let all = json!({ "account": account, "scope": { "kind": "all" } });
        let kin = json!({ "account": account, "repository": planner });
        let branches = json!({ "account": account, "repository": planner });
        bough.call("get_kin", kin.clone()).await;
        bough.call("list_host_branches", branches.clone()).await;
        assert!(names(&bough.all_pages("list_host_repositories", all.clone()).await).contains("~sam/route-planner"));

        server.permit("ada", "~sam/route-planner", None).expect("it is there");
        // A list that is read to its end says who is not on it any more.
        assert!(!names(&bough.all_pages("list_host_repositories", all.clone()).await).contains("~sam/route-planner"));
        for (name, arguments) in [("get_kin", &kin), ("list_host_branches", &branches)] {
            assert_eq!(bough.fault(name, with(arguments, "atOnce", true)).await["kind"], "notFound", "{name}");
        }
        let search = with(&with(&all, "search", "route-planner"), "atOnce", true);
        let found = bough.call("list_host_repositories", search).await["items"].as_array().cloned().unwrap_or_default();
        assert!(!names(&found).contains("~sam/route-planner"));

        // So does the refusal of one of them, also in lists that were not read again.
        let storefront = json!({ "project": "SHOP", "slug": "storefront" });
        let branches = json!({ "account": account, "repository": storefront });
        bough.call("list_host_branches", branches.clone()).await;
        server.delete_repository("SHOP", "storefront").expect("it is there");
        assert_eq!(bough.fault("list_host_branches", branches.clone()).await["kind"], "notFound");
        server.go_away();
        let bough = bough.restart_with(impatient).await;
        let shown = bough.all_pages("list_host_repositories", all).await;
        assert!(!shown.is_empty() && !names(&shown).contains("SHOP/storefront"));
        assert_eq!(bough.fault("list_host_branches", branches).await["kind"], "offline");
        for file in seen_files(bough.home()) {
            assert!(!holds(&file, "~sam/route-planner") && !holds(&file, "SHOP/storefront:"), "{}", file.display());
        }
    });
}

#[test]
fn a_token_that_was_refused_is_not_covered_up() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::sample().version(version));
        let bough = Bough::start_with(impatient);
        let host = bough.add_host(&server).await;
        let token = server.token("ada").expect("ada is there");
        let account = bough.call("connect_account", json!({ "host": host, "token": token })).await["id"].clone();
        for (name, arguments) in questions(&account) {
            bough.call(name, arguments).await;
        }
        server.revoke(&token);
        let (name, arguments) = &questions(&account)[1];
        assert_eq!(bough.fault(name, arguments.clone()).await["kind"], "signIn");
        assert!(seen_files(bough.home()).is_empty());
        for (name, arguments) in questions(&account) {
            assert_eq!(bough.fault(name, with(&arguments, "atOnce", true)).await["kind"], "notFound", "{name}");
            assert_eq!(bough.fault(name, arguments).await["kind"], "signIn", "{name}");
        }
    });
}

#[test]
fn a_right_that_the_token_lacks_is_not_covered_up() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::sample().version(version));
        let bough = Bough::start_with(impatient);
        let account = bough.connect(&server, "ada").await;
        for (name, arguments) in questions(&account) {
            bough.call(name, arguments).await;
        }
        server.set_fault(Fault::status(403));
        for (name, arguments) in questions(&account) {
            assert_eq!(bough.fault(name, arguments.clone()).await["kind"], "denied", "{name}");
        }
        let file = seen_files(bough.home()).pop().expect("a file");
        assert!(!holds(&file, "storefront") && !holds(&file, "SHOP-"), "what can't be seen any more is in no byte");
        for (name, arguments) in questions(&account) {
            assert_eq!(bough.fault(name, with(&arguments, "atOnce", true)).await["kind"], "notFound", "{name}");
        }
    });
}

#[test]
fn two_accounts_on_one_host_see_only_their_own_and_disconnecting_removes_it() {
    on_every_version(async |version: Version| {
        let mut server = Bitbucket::start(Scenario::sample().version(version));
        let bough = Bough::start();
        let host = bough.add_host(&server).await;
        let mut accounts = Vec::new();
        let mut tokens = Vec::new();
        for user in ["ada", "tomas"] {
            let token = server.token(user).expect("they are there");
            accounts.push(bough.call("connect_account", json!({ "host": host, "token": token })).await["id"].clone());
            tokens.push(token);
        }
        let all = |account: &Value| json!({ "account": account, "scope": { "kind": "all" } });
        let mut fresh = Vec::new();
        for account in &accounts {
            fresh.push(names(&bough.all_pages("list_host_repositories", all(account)).await));
        }
        assert_ne!(fresh[0], fresh[1]);

        server.go_away();
        let bough = bough.restart_with(impatient).await;
        for (account, fresh) in accounts.iter().zip(&fresh) {
            assert_eq!(names(&bough.all_pages("list_host_repositories", all(account)).await), *fresh);
        }
        let files = seen_files(bough.home());
        assert_eq!(files.len(), 2);
        for file in &files {
            assert!(tokens.iter().all(|token| !holds(file, token)), "a token is in {}", file.display());
        }

        bough.call("disconnect_account", json!({ "id": accounts[0] })).await;
        let left = seen_files(bough.home());
        assert!(left.len() == 1 && left[0].to_string_lossy().contains(accounts[1].as_str().expect("an id")), "{left:?}");
        bough.call("remove_host", json!({ "id": host })).await;
        assert!(seen_files(bough.home()).is_empty());
    });
}

#[test]
fn a_profile_takes_what_it_saw_with_it() {
    walk_once(async {
        let server = Bitbucket::start(Scenario::minimal());
        let bough = Bough::start();
        let author = json!({ "name": "Ada", "email": "ada@example.com" });
        let other = bough.call("add_profile", json!({ "name": "Other", "author": author, "color": 1 })).await["id"].clone();
        let first = bough.call("list_profiles", json!({})).await["active"].clone();
        bough.call("switch_profile", json!({ "id": other })).await;
        let account = bough.connect(&server, "ada").await;
        bough.call("list_projects", json!({ "account": account })).await;
        assert_eq!(seen_files(bough.home()).len(), 1);
        bough.call("switch_profile", json!({ "id": first })).await;
        bough.call("remove_profile", json!({ "id": other })).await;
        assert!(seen_files(bough.home()).is_empty());
    });
}

#[test]
fn a_cache_that_can_not_be_used_is_no_error() {
    walk_once(async {
        let mut server = Bitbucket::start(Scenario::minimal());
        let mut bough = Bough::start();
        let account = bough.connect(&server, "ada").await;
        let all = json!({ "account": account, "scope": { "kind": "all" } });
        bough.call("list_host_repositories", all.clone()).await;
        let seen = bough.home().join("data/seen");
        let file = seen_files(bough.home()).pop().expect("a file");
        for spoil in ["damaged", "newer", "gone", "no folder"] {
            // It is spoiled while nobody has it open.
            bough = bough.restart_with(impatient).await;
            match spoil {
                "damaged" => fs::write(&file, "not a database at all").expect("written"),
                "newer" => set_version(&file, 99),
                "gone" => fs::remove_file(&file).expect("removed"),
                _ => {
                    fs::remove_dir_all(&seen).expect("removed");
                    fs::write(&seen, "in the way").expect("written");
                }
            }
            server.go_away();
            assert_eq!(bough.fault("list_host_repositories", all.clone()).await["kind"], "offline", "{spoil}");
            server.come_back().expect("its port is still free");
            assert_eq!(bough.call("list_host_repositories", all.clone()).await["items"][0]["name"], "hello", "{spoil}");
            server.go_away();
            let remembered = bough.core.call("list_host_repositories", all.clone()).await;
            assert_eq!(remembered.is_ok(), spoil != "no folder", "{spoil}: {remembered:?}");
            server.come_back().expect("its port is still free");
        }
    });
}

#[test]
fn a_server_that_swallows_everything_is_silence_too() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::minimal().version(version));
        let bough = Bough::start_with(|options| {
            impatient(options);
            options.limits.idle = Duration::from_secs(2);
        });
        let account = bough.connect(&server, "ada").await;
        let all = json!({ "account": account, "scope": { "kind": "all" } });
        bough.call("list_host_repositories", all.clone()).await;
        server.set_fault(Fault::black_hole());
        let seen = bough.call("list_host_repositories", all.clone()).await;
        assert_eq!((&seen["items"][0]["name"], &seen["seen"]["because"]["kind"]), (&json!("hello"), &json!("offline")));
        // A page for a browser is no silence: somebody stands in between.
        server.clear_faults();
        server.set_fault(Fault::web_page());
        assert_eq!(bough.fault("list_host_repositories", all).await["kind"], "webPage");
    });
}

#[test]
fn who_signed_in_through_the_browser_sees_it_too_although_access_can_not_be_renewed() {
    walk_once(async {
        let mut server = Bitbucket::start(browsing::ready(Scenario::minimal()));
        let bough = Bough::start();
        let (_, account) = bough.authorised(&server).await;
        let all = json!({ "account": account, "scope": { "kind": "all" } });
        bough.call("list_host_repositories", all.clone()).await;
        server.go_away();
        let bough = bough.restart_with(impatient).await;
        let seen = bough.call("list_host_repositories", all).await;
        assert_eq!((&seen["items"][0]["name"], &seen["seen"]["because"]["kind"]), (&json!("hello"), &json!("offline")));
    });
}

#[test]
fn a_host_that_is_back_is_noticed_without_a_token_and_without_being_asked_for() {
    on_every_version(async |version: Version| {
        let mut server = Bitbucket::start(Scenario::minimal().version(version));
        let bough = Bough::start_with(impatient);
        let account = bough.connect(&server, "ada").await;
        server.go_away();
        assert_eq!(bough.fault("list_projects", json!({ "account": account })).await["kind"], "offline");
        let mut events = bough.core.events();
        server.clear_requests();
        server.come_back().expect("its port is still free");
        while bough.call("list_hosts", json!({})).await[0]["health"]["kind"] != "fine" {
            while !matches!(events.recv().await, Ok(Event::HealthChanged { back: true }) | Err(_)) {}
        }
        let asked = server.requests();
        assert!(!asked.is_empty() && asked.iter().all(|request| request.user.is_none()), "{asked:?}");
    });
}

fn names(repositories: &[Value]) -> HashSet<String> {
    let name =
        |it: &Value| format!("{}/{}", it["path"]["project"].as_str().unwrap_or(""), it["path"]["slug"].as_str().unwrap_or(""));
    repositories.iter().map(name).collect()
}

/// Writes the number that `SQLite` keeps for whoever made the file, at its place in the header.
fn set_version(file: &Path, version: u32) {
    let mut bytes = fs::read(file).expect("a file");
    bytes[60..64].copy_from_slice(&version.to_be_bytes());
    fs::write(file, bytes).expect("written");
}

fn holds(file: &Path, text: &str) -> bool {
    fs::read(file).expect("a file").windows(text.len()).any(|window| window == text.as_bytes())
}
