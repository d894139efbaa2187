//! What people expect who know another client's integration with Bitbucket Server by token: each test is named after a sentence of
//! its page. Sentences about places in the window are shown in the end-to-end walk.

use bough_tests::{Bough, on_every_version};
use serde_json::{Value, json};
use simulators::{Bitbucket, Content, Level, Scenario, Version};

use crate::clone_over_https::git;

const PLANNER: &str = "FLEET/route-planner";

fn scope(kind: &str) -> Value {
    json!({ "kind": kind })
}

async fn slugs(bough: &Bough, account: &Value, scope: Value) -> Vec<String> {
    let all = bough.all_pages("list_host_repositories", json!({ "account": account, "scope": scope })).await;
    all.iter().map(|one| format!("{}/{}", one["path"]["project"], one["path"]["slug"]).replace('"', "")).collect()
}

async fn host(bough: &Bough) -> Value {
    bough.call("list_hosts", json!({})).await[0].clone()
}

#[test]
fn to_authenticate_helps_to_find_repositories_when_cloning_or_adding_remotes() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::sample().version(version));
        let bough = Bough::start();
        let account = bough.connect(&server, "ada").await;
        assert!(slugs(&bough, &account, scope("all")).await.contains(&PLANNER.to_owned()));
        let of = json!({ "project": "FLEET", "slug": "route-planner" });
        let kin = bough.call("get_kin", json!({ "account": account, "repository": of })).await;
        assert!(!kin["forks"].as_array().expect("a list").is_empty());
    });
}

#[test]
fn save_authentication_into_profiles() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::minimal().version(version));
        let bough = Bough::start();
        let account = bough.connect(&server, "ada").await;
        let bough = bough.restart().await;
        let kept = host(&bough).await["accounts"][0].clone();
        assert_eq!(kept["id"], account);
        if kept["kept"]["kind"] == "keychain" {
            assert!(!slugs(&bough, &account, scope("all")).await.is_empty());
        }
    });
}

#[test]
fn clone_from_the_repository_list() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::sample().version(version).context("/git"));
        let bough = Bough::start();
        let account = bough.connect(&server, "ada").await;
        let found = slugs(&bough, &account, scope("all")).await.into_iter().find(|path| path == PLANNER).expect("it is listed");
        let end = bough.end_of(&bough.clone_hosted(&account, &found, "https").await).await;
        assert_eq!(end["kind"], "finished", "{end}");
        assert_eq!(bough.call("get_repository", json!({ "id": end["repository"] })).await["name"], "route-planner");
    });
}

#[test]
fn any_version_released_within_one_year_is_supported() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::minimal().version(version));
        let bough = Bough::start();
        let probe = bough.call("probe_host", json!({ "url": server.base_url() })).await;
        assert_eq!(probe["version"], version.to_string());
        let account = bough.connect(&server, "ada").await;
        assert_eq!(slugs(&bough, &account, scope("all")).await, ["DEMO/hello"]);
    });
}

#[test]
fn enter_your_host_domain_url_and_note_the_permissions_that_need_to_be_assigned_to_the_token() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::minimal().version(version).context("/bitbucket"));
        let bough = Bough::start();
        bough.add_host(&server).await;
        let advice = host(&bough).await["permissions"].clone();
        let needed: Vec<&str> = advice
            .as_array()
            .expect("a list")
            .iter()
            .filter(|one| one["optional"] == false)
            .map(|one| one["permission"].as_str().expect("a name"))
            .collect();
        assert_eq!(needed, ["Project permissions: read", "Repository permissions: write"]);
    });
}

#[test]
fn generate_a_token_opens_a_web_browser_where_you_create_an_access_token() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::minimal().version(version).context("/bitbucket"));
        let bough = Bough::start();
        bough.add_host(&server).await;
        let page = host(&bough).await["pages"]["token"].clone();
        bough.call("open_link", json!({ "url": page })).await;
        let wanted = format!("{}/plugins/servlet/access-tokens/add", server.base_url().trim_end_matches('/'));
        assert_eq!(bough.desk.opened(), [wanted]);
    });
}

#[test]
fn copy_the_token_and_paste_it_then_connect() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::minimal().version(version));
        let bough = Bough::start();
        let id = bough.add_host(&server).await;
        let token = server.token("ada").expect("she works here");
        let account = bough.call("connect_account", json!({ "host": id, "token": format!(" {token}\n") })).await;
        assert_eq!(account["user"]["displayName"], "Ada Lindqvist");
        assert!(!account.to_string().contains(&token));
    });
}

#[test]
fn the_ssh_key_of_the_profile_serves_unless_the_host_has_one_or_the_agent_is_chosen() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::minimal().version(version).ssh_key_upload(true));
        let bough = Bough::start();
        let account = bough.connect(&server, "ada").await;
        let id = host(&bough).await["id"].clone();
        let clone = async |name: &str| {
            let path = json!({ "project": "DEMO", "slug": "hello" });
            let source = json!({ "kind": "hosted", "account": account, "path": path, "protocol": "ssh" });
            bough.clone_from(source, name).await
        };
        let key = bough.call("generate_ssh_key", json!({ "comment": "of the profile" })).await;
        bough.call("upload_ssh_key", json!({ "account": account, "path": key["path"] })).await;
        let of_profile = json!({ "scope": { "kind": "profile" }, "choice": { "kind": "key", "path": key["path"] } });
        bough.call("choose_ssh_key", of_profile).await;
        let job = clone("by-the-profile").await;
        bough.answer(json!({ "kind": "accept" })).await;
        assert_eq!(bough.end_of(&job).await["kind"], "finished");

        // A key of the host that the server does not know goes before it: nothing else is tried.
        bough.call("generate_ssh_key", json!({ "host": id, "comment": "of the host" })).await;
        let end = bough.end_of(&clone("by-the-host").await).await;
        assert_eq!((&end["kind"], &end["fault"]["reason"]), (&json!("failed"), &json!("noKey")), "{end}");

        let agent = json!({ "scope": { "kind": "host", "host": id }, "choice": { "kind": "agent" } });
        bough.call("choose_ssh_key", agent).await;
        assert_eq!(host(&bough).await["ssh"]["kind"], "agent");
    });
}

#[test]
fn generate_an_ssh_key_and_copy_it_to_the_clipboard_then_add_it_to_your_account() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::minimal().version(version).ssh_key_upload(true));
        let bough = Bough::start();
        let account = bough.connect(&server, "ada").await;
        let key = bough.call("generate_ssh_key", json!({ "host": host(&bough).await["id"] })).await;
        assert_eq!(bough.desk.copied(), [key["publicKey"].as_str().expect("a line")]);
        let upload = json!({ "account": account, "path": key["path"] });
        assert_eq!(bough.call("upload_ssh_key", upload).await["kind"], "uploaded");
    });
}

#[test]
fn whoever_misses_the_prompt_finds_the_link_to_the_ssh_keys_page_and_the_public_key_later() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::minimal().version(version).context("/git"));
        let bough = Bough::start();
        bough.connect(&server, "ada").await;
        let key = bough.call("generate_ssh_key", json!({})).await;
        let bough = bough.restart().await;
        let page = host(&bough).await["pages"]["sshKeys"].clone();
        bough.call("open_link", json!({ "url": page })).await;
        assert!(bough.desk.opened()[0].ends_with("/git/plugins/servlet/ssh/account/keys"), "{page}");
        let again = bough.call("list_ssh_keys", json!({})).await[0].clone();
        bough.call("copy_text", json!({ "text": again["publicKey"] })).await;
        assert_eq!(bough.desk.copied(), [key["publicKey"].as_str().expect("a line")]);
    });
}

#[test]
fn search_through_your_existing_repositories_when_cloning() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::sample().version(version));
        let bough = Bough::start();
        let account = bough.connect(&server, "ada").await;
        let search = json!({ "account": account, "scope": { "kind": "all" }, "search": "planner" });
        let found = bough.call("list_host_repositories", search).await;
        let names: Vec<&Value> = found["items"].as_array().expect("a list").iter().map(|one| &one["path"]["slug"]).collect();
        assert!(names.contains(&&json!("route-planner")), "{found}");
        assert!(names.iter().all(|name| name.to_string().contains("planner")), "{found}");
    });
}

#[test]
fn the_list_of_forks_of_the_current_repository_is_there_when_adding_remotes_and_a_url_can_be_entered() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::sample().version(version));
        let bough = Bough::start();
        let account = bough.connect(&server, "ada").await;
        let end = bough.end_of(&bough.clone_hosted(&account, PLANNER, "https").await).await;
        let id = end["repository"].clone();
        let remotes = bough.call("list_remote_accounts", json!({ "id": id })).await;
        let kin = bough.call("get_kin", json!({ "account": account, "repository": remotes[0]["path"] })).await;
        let fork = kin["forks"][0].clone();
        let source = json!({ "kind": "hosted", "account": account, "path": fork["path"], "protocol": "https" });
        bough.call("add_remote", json!({ "id": id, "name": "fork", "source": source, "pushUrl": null })).await;
        let url = json!({ "kind": "url", "url": "https://elsewhere.example/a/b.git" });
        bough.call("add_remote", json!({ "id": id, "name": "typed", "source": url, "pushUrl": null })).await;
        let here = bough.code().join("route-planner");
        assert_eq!(git(&here, &["remote"]).lines().collect::<Vec<_>>(), ["fork", "origin", "typed"]);
    });
}

#[test]
fn switch_between_profiles_that_each_have_their_own_accounts_and_more_than_one_at_a_time() {
    on_every_version(async |version: Version| {
        let scenario = Scenario::minimal().version(version).user("grace", "Grace Okafor").project("SIDE", "Side project");
        let scenario =
            scenario.repository("SIDE", "hobby", Content::Small(2)).and_then(|it| it.permit("grace", "SIDE", Level::Write));
        let server = Bitbucket::start(scenario.expect("all of it exists"));
        let bough = Bough::start();
        let work = bough.call("list_profiles", json!({})).await["active"].clone();
        bough.connect(&server, "ada").await;
        let author = json!({ "name": "Grace", "email": "grace@home.example" });
        let home = bough.call("add_profile", json!({ "name": "Home", "author": author, "color": 3 })).await["id"].clone();
        let who = async |profile: &Value| {
            bough.call("switch_profile", json!({ "id": profile })).await;
            let hosts = bough.call("list_hosts", json!({})).await;
            let accounts = hosts[0]["accounts"].as_array().cloned().unwrap_or_default();
            accounts.iter().map(|one| one["user"]["name"].as_str().expect("a name").to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(who(&home).await, Vec::<String>::new());
        bough.connect(&server, "grace").await;
        assert_eq!(who(&work).await, ["ada"]);
        let token = server.token("grace").expect("she works here");
        bough.call("connect_account", json!({ "host": host(&bough).await["id"], "token": token })).await;
        assert_eq!(who(&work).await, ["ada", "grace"], "better than one account at a time");
        assert_eq!(who(&home).await, ["grace"]);
    });
}

#[test]
fn the_list_of_reviewers_of_a_pull_request_is_displayed_without_project_admin_permissions() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::sample().version(version));
        let bough = Bough::start();
        let account = bough.connect(&server, "ada").await;
        let filter = json!({ "kind": "toReview" });
        let list = bough.call("list_pull_requests", json!({ "account": account, "filter": filter })).await;
        let reviewers = list["items"][0]["reviewers"].as_array().expect("a list").clone();
        assert!(!reviewers.is_empty() && reviewers.iter().all(|one| one["verdict"].is_string()), "{reviewers:?}");
        assert!(server.requests().iter().all(|request| !request.path.contains("/permissions/")));
    });
}
