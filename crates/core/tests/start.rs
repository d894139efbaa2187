//! Starting: in order, once for each folder, and with what the last run left.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests may fail loudly")]

mod house;

use bough_core::api::application::{Author, Proxy, Settings};
use bough_core::api::{
    ChangeSettings, CopyText, Event, FinishWelcome, GetApplication, GetSettings, ListProfiles, OpenLink, PickFolder,
};
use bough_core::fault::Fault;
use house::{House, drain};
use serde_json::{Value, json};

/// T4.8: the transports are registered before there is a runtime or a repository, a core needs no runtime to start, and the
/// environment is what it was.
#[test]
fn a_core_starts_before_there_is_a_runtime_and_leaves_the_environment_alone() {
    let before: Vec<_> = std::env::vars_os().collect();
    let house = House::new();
    let core = house.start();
    assert_eq!(std::env::vars_os().collect::<Vec<_>>(), before);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let application = runtime.block_on(core.run(GetApplication {})).unwrap();
    assert!(application.first_start);
    assert_eq!(application.version, env!("CARGO_PKG_VERSION"));
    assert!(application.demo.is_none());
}

#[tokio::test]
async fn a_second_start_on_the_folder_is_refused_until_the_first_is_gone() {
    let house = House::new();
    let first = house.start();
    match bough_core::Core::start(house.options()) {
        Err(Fault::Taken { what }) => assert!(what.contains("data"), "{what}"),
        Err(other) => panic!("{other}"),
        Ok(_) => panic!("two cores on one folder"),
    }
    drop(first);
    house.start();
}

#[tokio::test]
async fn welcome_is_finished_once_and_the_first_profile_is_there() {
    let house = House::new();
    let core = house.start();
    let profiles = core.run(ListProfiles {}).await.unwrap();
    assert_eq!(profiles.profiles.len(), 1);
    assert_eq!(profiles.active, profiles.profiles[0].id);
    let author = Author { name: " Ada Lovelace ".into(), email: "ada@example.com".into() };
    let named = core.run(FinishWelcome { author }).await.unwrap();
    assert_eq!(named.profiles[0].author.name, "Ada Lovelace");
    drop(core);
    let core = house.start();
    assert!(!core.run(GetApplication {}).await.unwrap().first_start);
    let again = core.run(ListProfiles {}).await.unwrap();
    assert_eq!(again.profiles[0].author.email, "ada@example.com");
    assert_eq!(again.active, named.active);
}

#[tokio::test]
async fn settings_apply_at_once_are_kept_and_bad_ones_change_nothing() {
    let house = House::new();
    let core = house.start();
    let mut events = core.events();
    let settings = core.run(GetSettings {}).await.unwrap();
    assert!(settings.clone_folder.starts_with(&*house.path("home").to_string_lossy()));
    let wanted = Settings { zoom: 120, compact_rows: true, proxy: Proxy::None, ..settings };
    assert_eq!(core.run(ChangeSettings { settings: wanted.clone() }).await.unwrap(), wanted);
    assert!(drain(&mut events).iter().any(|event| matches!(event, Event::SettingsChanged)));
    let bad = Settings { zoom: 5, ..wanted.clone() };
    assert!(matches!(core.run(ChangeSettings { settings: bad }).await, Err(Fault::Invalid { field, .. }) if field == "zoom"));
    drop(core);
    assert_eq!(house.start().run(GetSettings {}).await.unwrap(), wanted);
}

#[tokio::test]
async fn damaged_settings_do_not_keep_bough_from_starting() {
    let house = House::new();
    drop(house.start());
    for name in ["settings.json", "settings.json.bak", "repositories.json"] {
        std::fs::write(house.path("data").join(name), "{ not json").unwrap();
    }
    let core = house.start();
    assert_eq!(core.run(GetSettings {}).await.unwrap().zoom, 100);
}

#[tokio::test]
async fn the_door_refuses_unknown_commands_and_arguments() {
    let house = House::new();
    let core = house.start();
    let field = |answer: Result<Value, Fault>| match answer {
        Err(Fault::Invalid { field, .. }) => field,
        other => panic!("{other:?}"),
    };
    assert_eq!(field(core.call("drop_tables", json!({})).await), "command");
    assert_eq!(field(core.call("get_settings", json!({ "verbose": true })).await), "arguments");
    assert_eq!(field(core.call("open_link", json!({})).await), "arguments");
    assert_eq!(core.call("get_settings", Value::Null).await.unwrap()["zoom"], 100);
    assert_eq!(core.call("list_repositories", json!({})).await.unwrap(), json!([]));
}

#[tokio::test]
async fn the_desktop_gets_checked_links_and_plain_texts() {
    let house = House::new();
    let core = house.start();
    core.run(OpenLink { url: "https://git.example.com/x".into() }).await.unwrap();
    for bad in ["file:///etc/passwd", "https://good@evil", "javascript:alert(1)"] {
        assert!(matches!(core.run(OpenLink { url: bad.into() }).await, Err(Fault::Invalid { .. })), "{bad}");
    }
    assert_eq!(*house.desktop.opened.lock().unwrap(), ["https://git.example.com/x"]);
    core.run(CopyText { text: "abc".into() }).await.unwrap();
    assert_eq!(*house.desktop.copied.lock().unwrap(), ["abc"]);
    let picked = core.run(PickFolder { title: "t".into(), start: None }).await.unwrap();
    assert_eq!(picked.as_deref(), Some("/picked/t"));
}
