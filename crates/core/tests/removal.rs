//! Profiles keep their accounts apart, and what is removed goes whole or not at all.
#![expect(clippy::unwrap_used, reason = "tests may fail loudly")]

mod house;

use bough_core::api::application::Author;
use bough_core::api::hosts::Kept;
use bough_core::api::{AddProfile, DisconnectAccount, ListHosts, ProbeHost, RemoveHost, SwitchProfile};
use bough_core::fault::{Fault, SignInReason};
use house::House;
use house::server::{add, repositories, sign_in};
use simulators::{Bitbucket, Scenario};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn profiles_keep_their_accounts_apart_and_removing_takes_everything() {
    let server = Bitbucket::start(Scenario::minimal());
    let house = House::new();
    let core = house.start();
    let host = add(&core, &server).await;
    let account = sign_in(&core, &server, &host).await;
    let other = AddProfile { name: "Other".into(), author: Author::default(), color: 1 };
    let other = core.run(other).await.unwrap();
    let first = core.run(SwitchProfile { id: other.id }).await.unwrap().profiles[0].id;
    assert!(core.run(ListHosts {}).await.unwrap().is_empty());
    assert!(core.run(ProbeHost { url: server.base_url() }).await.unwrap().known.is_none());
    let same = add(&core, &server).await;
    assert!(same.accounts.is_empty());
    let second = sign_in(&core, &server, &same).await;
    assert_ne!(second.id, account.id);
    core.run(RemoveHost { id: same.id }).await.unwrap();
    assert!(core.run(ListHosts {}).await.unwrap().is_empty());
    assert!(matches!(core.run(repositories(second.id)).await, Err(Fault::NotFound { .. })));
    core.run(SwitchProfile { id: first }).await.unwrap();
    assert_eq!(core.run(ListHosts {}).await.unwrap()[0].accounts.len(), 1, "the other profile's is untouched");
    core.run(repositories(account.id)).await.unwrap();

    let kept = account.kept.clone();
    drop(core);
    let core = house.start();
    let host = core.run(ListHosts {}).await.unwrap().remove(0);
    if matches!(kept, Kept::Memory { .. }) {
        assert_eq!(host.accounts[0].kept, Kept::Gone);
        let forgotten = core.run(repositories(account.id)).await;
        assert!(matches!(forgotten, Err(Fault::SignIn { reason: SignInReason::Forgotten, .. })), "{forgotten:?}");
    } else {
        core.run(repositories(account.id)).await.expect("it is in the keychain");
    }
    core.run(DisconnectAccount { id: account.id }).await.unwrap();
    assert!(core.run(ListHosts {}).await.unwrap()[0].accounts.is_empty());
    let document = std::fs::read_to_string(house.path("data/profiles.json")).unwrap();
    assert!(!document.contains("BBDC-"), "no token on disk");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_removal_that_a_crash_interrupted_is_finished_and_one_the_keychain_refuses_is_taken_back() {
    if std::env::var_os("DBUS_SESSION_BUS_ADDRESS").is_some() {
        // The point is a keychain that can't be reached.
        return;
    }
    let server = Bitbucket::start(Scenario::minimal());
    let house = House::new();
    let core = house.start();
    let host = add(&core, &server).await;
    let account = sign_in(&core, &server, &host).await;
    drop(core);
    rewrite(&house, |document| {
        document["data"]["profiles"][0]["accounts"][0]["kept"] = serde_json::json!({ "kind": "keychain" });
    });
    let core = house.start();
    let refused = core.run(DisconnectAccount { id: account.id }).await;
    assert!(matches!(refused, Err(Fault::Keychain { .. })), "{refused:?}");
    assert_eq!(core.run(ListHosts {}).await.unwrap()[0].accounts.len(), 1, "its secret may still be there, so it is");
    let refused = core.run(RemoveHost { id: host.id }).await;
    assert!(matches!(refused, Err(Fault::Keychain { .. })), "{refused:?}");
    assert_eq!(core.run(ListHosts {}).await.unwrap().len(), 1);
    drop(core);
    rewrite(&house, |document| {
        let profile = &mut document["data"]["profiles"][0];
        profile["accounts"][0]["kept"] = serde_json::json!({ "kind": "gone" });
        profile["accounts"][0]["leaving"] = true.into();
        profile["hosts"][0]["leaving"] = true.into();
    });
    let core = house.start();
    assert!(core.run(ListHosts {}).await.unwrap().is_empty(), "what is on its way out is not shown");
    until_kept(&house, |document| {
        let profile = &document["data"]["profiles"][0];
        profile["accounts"].as_array().unwrap().is_empty() && profile["hosts"].as_array().unwrap().is_empty()
    })
    .await;
}

/// Waits until a document on disk is as it should be: whoever writes it announces to nobody in particular.
async fn until_kept(house: &House, wanted: impl Fn(&serde_json::Value) -> bool) {
    loop {
        let document = std::fs::read(house.path("data/profiles.json")).unwrap();
        if wanted(&serde_json::from_slice(&document).unwrap()) {
            return;
        }
        tokio::task::yield_now().await;
    }
}

fn rewrite(house: &House, change: impl FnOnce(&mut serde_json::Value)) {
    let path = house.path("data/profiles.json");
    let mut document = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    change(&mut document);
    std::fs::write(path, document.to_string()).unwrap();
}
