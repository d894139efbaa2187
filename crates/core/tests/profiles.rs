//! Profiles and their tabs survive a restart and switch as a whole.
#![expect(clippy::unwrap_used, reason = "tests may fail loudly")]

mod house;

use bough_core::api::application::Author;
use bough_core::api::ids::{ProfileId, RepositoryId};
use bough_core::api::keys::{SshChoice, SshScope};
use bough_core::api::profiles::{Tab, Tabs};
use bough_core::api::{
    AddProfile, ChangeProfile, ChooseSshKey, Event, ForgetRepository, GenerateSshKey, GetTabs, ListProfiles, ListSshKeys,
    OpenRepository, RemoveProfile, SaveTabs, SwitchProfile,
};
use bough_core::fault::Fault;
use house::{House, drain};

fn add(name: &str) -> AddProfile {
    AddProfile { name: name.into(), author: Author::default(), color: 3 }
}

#[tokio::test]
async fn profiles_are_added_changed_switched_removed_and_kept() {
    let house = House::new();
    let core = house.start();
    let first = core.run(ListProfiles {}).await.unwrap().active;
    let work = core.run(add("Work")).await.unwrap();
    assert_eq!(core.run(ListProfiles {}).await.unwrap().active, first, "adding does not switch");
    assert!(matches!(core.run(add("Work")).await, Err(Fault::Taken { .. })));
    assert!(matches!(core.run(add("  ")).await, Err(Fault::Invalid { .. })));
    let author = Author { name: "Ada".into(), email: "ada@work.example".into() };
    let change = ChangeProfile { id: work.id, name: "Office".into(), author: author.clone(), color: 5 };
    assert_eq!(core.run(change).await.unwrap().name, "Office");
    let broken = Author { name: "Ada\n".into(), email: String::new() };
    let change = ChangeProfile { id: work.id, name: "Office".into(), author: broken, color: 5 };
    assert!(matches!(core.run(change).await, Err(Fault::Invalid { field, .. }) if field == "author.name"));
    let mut events = core.events();
    assert_eq!(core.run(SwitchProfile { id: work.id }).await.unwrap().active, work.id);
    let events = drain(&mut events);
    assert!(events.iter().any(|event| matches!(event, Event::ProfilesChanged)));
    assert!(events.iter().any(|event| matches!(event, Event::HostsChanged)), "hosts are another profile's now");
    drop(core);

    let core = house.start();
    let kept = core.run(ListProfiles {}).await.unwrap();
    assert_eq!(kept.active, work.id);
    assert_eq!(kept.profiles[1].author, author);
    assert!(matches!(core.run(SwitchProfile { id: ProfileId::fresh() }).await, Err(Fault::NotFound { .. })));
    let left = core.run(RemoveProfile { id: work.id }).await.unwrap();
    assert_eq!((left.active, left.profiles.len()), (first, 1), "the one in use went, another is used");
    assert!(matches!(core.run(RemoveProfile { id: first }).await, Err(Fault::Invalid { .. })), "the last one stays");
}

#[tokio::test]
async fn tabs_belong_to_their_profile_and_forgotten_repositories_leave_them() {
    let house = House::new();
    let core = house.start();
    let first = core.run(ListProfiles {}).await.unwrap().active;
    let other = core.run(add("Other")).await.unwrap().id;
    let mut ids = Vec::new();
    for name in ["one", "two"] {
        let path = house.repository(name).to_string_lossy().into_owned();
        ids.push(core.run(OpenRepository { path }).await.unwrap().id);
    }
    let tab = |repository: RepositoryId| Tab { repository, alias: Some("mine".into()) };
    let tabs = Tabs { open: ids.iter().copied().map(tab).collect(), front: Some(ids[1]) };
    core.run(SaveTabs { tabs: tabs.clone() }).await.unwrap();
    core.run(SwitchProfile { id: other }).await.unwrap();
    assert_eq!(core.run(GetTabs {}).await.unwrap(), Tabs::default());
    drop(core);

    let core = house.start();
    core.run(SwitchProfile { id: first }).await.unwrap();
    assert_eq!(core.run(GetTabs {}).await.unwrap(), tabs);
    core.run(ForgetRepository { id: ids[1] }).await.unwrap();
    assert_eq!(core.run(GetTabs {}).await.unwrap(), Tabs { open: vec![tab(ids[0])], front: None });
}

#[tokio::test]
async fn keys_are_made_copied_listed_and_chosen() {
    let house = House::new();
    let core = house.start();
    let key = core.run(GenerateSshKey { host: None, passphrase: None, comment: None }).await.unwrap();
    assert_eq!(key.algorithm, "ssh-ed25519");
    assert_eq!(key.encrypted, Some(false));
    assert_eq!(house.desktop.copied.lock().unwrap().join("|"), key.public_key, "the public key, and only that");
    let secret = Some(bough_core::api::Secret::from_text("open sesame".into()));
    let second = core.run(GenerateSshKey { host: None, passphrase: secret, comment: Some("mine".into()) }).await.unwrap();
    assert_eq!((second.encrypted, second.comment.as_str()), (Some(true), "mine"));
    assert_ne!(second.path, key.path, "nothing is overwritten");
    assert_eq!(core.run(ListSshKeys {}).await.unwrap().len(), 2);
    let choice = SshChoice::Key { path: key.path };
    core.run(ChooseSshKey { scope: SshScope::Profile, choice: Some(choice.clone()) }).await.unwrap();
    assert_eq!(core.run(ListProfiles {}).await.unwrap().profiles[0].ssh, choice);
    let gone = SshChoice::Key { path: "/nowhere/key".into() };
    let refused = core.run(ChooseSshKey { scope: SshScope::Profile, choice: Some(gone) }).await;
    assert!(matches!(refused, Err(Fault::NotFound { .. })));
    core.run(ChooseSshKey { scope: SshScope::Profile, choice: None }).await.unwrap();
    assert_eq!(core.run(ListProfiles {}).await.unwrap().profiles[0].ssh, SshChoice::Agent);
}
