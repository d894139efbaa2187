//! "Webhooks for repository admins: list, create with secret and events, test delivery, recent deliveries' results, delete": and what
//! the seed page promises, that selecting the repository installs a webhook.

use bough_tests::{Bough, on_every_version};
use serde_json::{Value, json};
use simulators::{Bitbucket, Level, Permission, Receiver, Scenario, Version};

fn storefront() -> Value {
    json!({ "project": "SHOP", "slug": "storefront" })
}

/// Signed in as Ada with a token that may administer what she may.
async fn administrator(bough: &Bough, server: &Bitbucket) -> Value {
    let host = bough.add_host(server).await;
    let token = server.make_token("ada", &[Permission::Project(Level::Admin), Permission::Repository(Level::Admin)]);
    let token = token.expect("ada works here");
    bough.call("connect_account", json!({ "host": host, "token": token })).await["id"].clone()
}

fn draft(url: &str, events: &[&str]) -> Value {
    json!({ "name": "Prebuilds", "url": url, "events": events, "active": true, "verify": true })
}

fn about(account: &Value, more: &Value) -> Value {
    let mut all = json!({ "account": account, "repository": storefront() });
    for (key, value) in more.as_object().expect("an object") {
        all[key] = value.clone();
    }
    all
}

async fn create(bough: &Bough, account: &Value, url: &str, secret: Value) -> Value {
    let wanted = json!({ "draft": draft(url, &["repo:refs_changed", "pr:opened"]), "secret": secret });
    bough.call("create_webhook", about(account, &wanted)).await
}

async fn test(bough: &Bough, account: &Value, hook: &Value) -> Value {
    bough.call("test_webhook", about(account, &json!({ "webhook": hook["id"], "name": hook["name"] }))).await
}

/// A push as anybody would make it.
fn push(server: &Bitbucket, branch: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    let token = server.token("ada").expect("ada works here");
    let helper = format!("!f() {{ echo username=ada; echo password={token}; }}; f");
    let git = |folder: &std::path::Path, arguments: &[&str]| {
        let mut command = std::process::Command::new("git");
        command.args([
            "-c",
            "user.name=Ada",
            "-c",
            "user.email=ada@kestrel.example",
            "-c",
            &format!("credential.helper={helper}"),
        ]);
        command.args(arguments).current_dir(folder).env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_CONFIG_GLOBAL", "/dev/null");
        let output = command.output().expect("git runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    git(folder.path(), &["clone", "--quiet", &format!("{}/scm/shop/storefront.git", server.base_url()), "mine"]);
    let clone = folder.path().join("mine");
    git(&clone, &["commit", "--quiet", "--allow-empty", "-m", "Builds begin"]);
    git(&clone, &["push", "--quiet", "origin", &format!("HEAD:refs/heads/{branch}")]);
}

#[test]
fn selecting_the_repository_installs_a_webhook_and_its_test_arrives() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::sample().version(version).context("/bitbucket"));
        let receiver = Receiver::start().expect("loopback");
        let bough = Bough::start();
        let account = administrator(&bough, &server).await;
        let list = bough.call("list_webhooks", about(&account, &json!({}))).await;
        assert_eq!(list["webhooks"], json!([]));
        let events: Vec<_> = list["events"].as_array().expect("events").iter().filter_map(Value::as_str).collect();
        assert!(events.contains(&"repo:refs_changed") && events.contains(&"pr:reviewer:needs_work"), "{events:?}");
        // What only newer releases know is offered there only.
        assert_eq!(events.contains(&"repo:secret_detected"), version >= Version::V8_9);
        assert!(!events.iter().any(|event| event.starts_with("project:")), "{events:?}");

        let hook =
            create(&bough, &account, &receiver.url("/prebuild"), json!({ "kind": "given", "secret": "w3bh00k-pass" })).await;
        assert_eq!((&hook["signed"], &hook["active"], &hook["last"]), (&json!(true), &json!(true), &Value::Null));
        let kept = &server.webhooks("SHOP", "storefront")[0];
        assert_eq!((&kept["secret"], &kept["verify"]), (&json!("w3bh00k-pass"), &json!(true)));
        assert_eq!(kept["events"], json!(["pr:opened", "repo:refs_changed"]));

        receiver.answer(202, "queued\u{1b}[2J");
        let told = test(&bough, &account, &hook).await;
        assert_eq!((&told["outcome"], &told["status"], &told["said"]), (&json!("success"), &json!(202), &json!("queued␛[2J")));
        assert!(told["millis"].is_u64(), "{told}");
        let heard = receiver.next().expect("a ping");
        assert_eq!((heard.header("X-Event-Key"), heard.target.as_str()), (Some("diagnostics:ping"), "/prebuild"));
        let signature = format!("sha256={}", Bitbucket::webhook_signature("w3bh00k-pass", &heard.body));
        assert_eq!(heard.header("X-Hub-Signature"), Some(signature.as_str()));

        let log = bough.call("list_activity", json!({ "start": 0, "count": 2, "words": "" })).await;
        let kinds: Vec<&Value> = log["items"].as_array().expect("entries").iter().map(|entry| &entry["kind"]).collect();
        assert_eq!(kinds, ["testWebhook", "createWebhook"]);
        assert_eq!((&log["items"][1]["about"], &log["items"][1]["place"]), (&json!("Prebuilds"), &json!("SHOP/storefront")));
    });
}

#[test]
fn a_push_enables_automatic_prebuilds() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::sample().version(version));
        let receiver = Receiver::start().expect("loopback");
        let bough = Bough::start();
        let account = administrator(&bough, &server).await;
        let hook = create(&bough, &account, &receiver.url("/prebuild"), json!({ "kind": "nothing" })).await;
        assert_eq!(hook["signed"], false);
        push(&server, "prebuilt");
        let heard = receiver.next().expect("a delivery");
        let sent: Value = serde_json::from_slice(&heard.body).expect("JSON");
        assert_eq!(
            (&sent["eventKey"], &sent["changes"][0]["refId"]),
            (&json!("repo:refs_changed"), &json!("refs/heads/prebuilt"))
        );
        assert_eq!(heard.header("X-Hub-Signature"), None);
        assert!(server.wait_for_deliveries(1));

        // Another one is not taken, and a third finds nobody.
        receiver.answer(503, "builders are asleep");
        push(&server, "later");
        receiver.next().expect("a delivery");
        assert!(server.wait_for_deliveries(2));
        drop(receiver);
        assert_eq!(test(&bough, &account, &hook).await["outcome"], "error");
        let all = bough.call("get_webhook_deliveries", about(&account, &json!({ "webhook": hook["id"] }))).await;
        assert_eq!((&all["successes"], &all["failures"], &all["errors"]), (&json!(1), &json!(1), &json!(1)));
        let outcomes: Vec<&Value> = all["last"].as_array().expect("deliveries").iter().map(|one| &one["outcome"]).collect();
        assert_eq!(outcomes, ["error", "failure", "success"]);
        let failed = &all["last"][1];
        assert_eq!((&failed["status"], &failed["said"]), (&json!(503), &json!("builders are asleep")));
        assert!(all["last"].as_array().expect("deliveries").iter().all(|one| one["sent"].is_string() && one["millis"].is_u64()));
        let list = bough.call("list_webhooks", about(&account, &json!({}))).await;
        assert_eq!(list["webhooks"][0]["last"]["outcome"], "error");
    });
}

#[test]
fn a_secret_goes_to_the_server_or_is_made_and_copied_and_is_kept_nowhere() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::sample().version(version));
        let bough = Bough::start();
        let account = administrator(&bough, &server).await;
        let hook = create(&bough, &account, "https://hooks.kestrel.example/ci", json!({ "kind": "generate" })).await;
        let secret = || server.webhooks("SHOP", "storefront")[0]["secret"].as_str().map(ToOwned::to_owned);
        let made = secret().expect("a secret");
        assert_eq!(bough.desk.copied(), [made.as_str()]);
        assert_eq!(made.len(), 64);
        // Everything else may change and the secret stays; then it goes.
        let mut wanted = json!({ "webhook": hook["id"], "draft": draft("https://hooks.kestrel.example/2", &["pr:merged"]), "secret": { "kind": "keep" } });
        wanted["draft"]["verify"] = json!(false);
        wanted["draft"]["active"] = json!(false);
        let changed = bough.call("change_webhook", about(&account, &wanted)).await;
        assert_eq!(
            (&changed["signed"], &changed["active"], &changed["events"]),
            (&json!(true), &json!(false), &json!(["pr:merged"]))
        );
        // The oldest release knows no such choice and goes on checking.
        let knows = version >= Version::V8_9;
        assert_eq!(changed["verify"], if knows { json!(false) } else { Value::Null });
        assert_eq!(secret(), Some(made.clone()));
        let list = bough.call("list_webhooks", about(&account, &json!({}))).await;
        wanted["secret"] = json!({ "kind": "nothing" });
        assert_eq!(bough.call("change_webhook", about(&account, &wanted)).await["signed"], false);
        assert_eq!(secret(), None);
        wanted["secret"] = json!({ "kind": "given", "secret": " " });
        assert_eq!(bough.fault("change_webhook", about(&account, &wanted)).await["field"], "secret");

        let log = bough.call("list_activity", json!({ "start": 0, "count": 50, "words": "" })).await;
        for answer in [&hook, &changed, &list, &log] {
            assert!(!answer.to_string().contains(&made), "{answer}");
        }
        for file in files(bough.home()) {
            let bytes = std::fs::read(&file).expect("a file");
            assert!(!bytes.windows(made.len()).any(|part| part == made.as_bytes()), "{}", file.display());
        }
    });
}

fn files(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder").flatten().map(|entry| entry.path());
    // Sockets and the like hold nothing.
    let below = |path: std::path::PathBuf| if path.is_dir() { files(&path) } else { vec![path] };
    entries.flat_map(below).filter(|path| path.is_file()).collect()
}

#[test]
fn a_webhook_is_deleted_only_while_it_is_the_one_that_was_seen() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::sample().version(version));
        let bough = Bough::start();
        let account = administrator(&bough, &server).await;
        let hook = create(&bough, &account, "https://hooks.kestrel.example/", json!({ "kind": "nothing" })).await;
        let named = |name: &str| about(&account, &json!({ "webhook": hook["id"], "name": name }));
        assert_eq!(bough.fault("delete_webhook", named("Another")).await, json!({ "kind": "moved", "what": "Another" }));
        assert_eq!(bough.fault("test_webhook", named("Another")).await["kind"], "moved");
        assert_eq!(server.webhooks("SHOP", "storefront").len(), 1);
        bough.call("delete_webhook", named("Prebuilds")).await;
        assert!(server.webhooks("SHOP", "storefront").is_empty());
        let gone = json!({ "kind": "notFound", "what": "the webhook in SHOP/storefront" });
        assert_eq!(bough.fault("delete_webhook", named("Prebuilds")).await, gone);
    });
}

#[test]
fn without_the_right_or_the_repository_or_in_an_archive_it_is_said_by_name() {
    on_every_version(async |version: Version| {
        for status in [401, 403] {
            let server = Bitbucket::start(Scenario::sample().version(version).permission_denied_status(status));
            let bough = Bough::start();
            let writer = bough.connect(&server, "ada").await;
            let new =
                json!({ "draft": draft("https://hooks.kestrel.example/", &["pr:opened"]), "secret": { "kind": "nothing" } });
            for (name, arguments) in [("list_webhooks", about(&writer, &json!({}))), ("create_webhook", about(&writer, &new))] {
                let fault = bough.fault(name, arguments).await;
                assert_eq!((&fault["kind"], &fault["missing"]), (&json!("denied"), &json!("Repository admin")), "{name}");
            }
            // The token is not to blame.
            let all = json!({ "account": writer, "scope": { "kind": "all" } });
            assert!(!bough.all_pages("list_host_repositories", all).await.is_empty());
        }
        let server = Bitbucket::start(Scenario::sample().version(version));
        let bough = Bough::start();
        let account = administrator(&bough, &server).await;
        let hook = create(&bough, &account, "https://hooks.kestrel.example/", json!({ "kind": "nothing" })).await;
        let odd = json!({ "draft": draft("https://hooks.kestrel.example/", &["pr:eaten"]), "secret": { "kind": "nothing" } });
        assert_eq!(bough.fault("create_webhook", about(&account, &odd)).await["field"], "events");
        server.archive("SHOP", "storefront", true).expect("it is there");
        let seen = about(&account, &json!({ "webhook": hook["id"], "name": hook["name"] }));
        let fault = bough.fault("delete_webhook", seen).await;
        assert_eq!(fault["kind"], "refused");
        assert!(fault["detail"].as_str().expect("words").starts_with("SHOP/storefront is archived"), "{fault}");
        server.delete_repository("SHOP", "storefront").expect("it was there");
        let fault = bough.fault("list_webhooks", about(&account, &json!({}))).await;
        assert_eq!(fault, json!({ "kind": "notFound", "what": "the repository SHOP/storefront" }));
    });
}
