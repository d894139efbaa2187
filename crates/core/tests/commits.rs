//! What is around a commit: messages that are not lost, people to name, and who commits where.
#![expect(clippy::unwrap_used, reason = "tests may fail loudly")]

mod house;

use bough_core::Core;
use bough_core::api::application::Author;
use bough_core::api::changes::{ChangeChoice, CommitDraft, ExpectedIdentity};
use bough_core::api::hosts::IdentityRule;
use bough_core::api::ids::RepositoryId;
use bough_core::api::{
    ChangeProfile, CommitChanges, ForgetRepository, GetCommitOutlook, KeepMessage, ListHosts, ListMessages, ListPeople,
    ListProfiles, OpenRepository, RedoStep, SetIdentityRule, StageChanges, UndoStep, UseIdentity,
};
use bough_core::fault::Fault;
use house::server::{add, sign_in};
use house::{House, git};
use simulators::{Bitbucket, Scenario};

fn person(name: &str, email: &str) -> Author {
    Author { name: name.into(), email: email.into() }
}

async fn is_bo(core: &Core) {
    let profile = core.run(ListProfiles {}).await.unwrap().profiles.remove(0);
    let author = person("Bo", "bo@home.example");
    core.run(ChangeProfile { id: profile.id, name: profile.name, author, color: 0 }).await.unwrap();
}

async fn opened(core: &Core, path: &std::path::Path) -> RepositoryId {
    core.run(OpenRepository { path: path.to_string_lossy().into_owned() }).await.unwrap().id
}

fn draft(message: &str) -> CommitDraft {
    CommitDraft { message: message.into(), ..CommitDraft::default() }
}

#[tokio::test]
async fn messages_are_kept_whatever_becomes_of_the_commit() {
    let house = House::new();
    let path = house.repository("one");
    let core = house.start();
    is_bo(&core).await;
    let id = opened(&core, &path).await;
    let messages = async |core: &Core| core.run(ListMessages { id }).await.unwrap();
    assert!(core.run(CommitChanges { id, draft: draft("Nothing is staged") }).await.is_err());
    core.run(KeepMessage { id, message: "Half a thou".into() }).await.unwrap();
    core.run(KeepMessage { id, message: "Half a thought\n".into() }).await.unwrap();
    assert_eq!(messages(&core).await, ["Half a thought", "Nothing is staged"]);
    std::fs::write(path.join("file.txt"), "4\n").unwrap();
    core.run(StageChanges { id, choice: ChangeChoice::All }).await.unwrap();
    assert!(!core.run(GetCommitOutlook { id }).await.unwrap().sign_off);
    let signed_off = CommitDraft { sign_off: true, ..draft("Four\n\nAnd why") };
    core.run(CommitChanges { id, draft: signed_off }).await.unwrap();
    assert_eq!(git(&path, &["log", "-1", "--format=%B"]), "Four\n\nAnd why\n\nSigned-off-by: Bo <bo@home.example>\n\n");
    assert!(core.run(GetCommitOutlook { id }).await.unwrap().sign_off, "it is offered again");
    drop(core);
    let core = house.start();
    assert_eq!(messages(&core).await, ["Four\n\nAnd why", "Half a thought", "Nothing is staged"]);
    // Undoing gives the message back; undoing something else has none.
    let undone = core.run(UndoStep { id, number: 2 }).await.unwrap();
    assert_eq!(undone.message.as_deref(), Some("Four\n\nAnd why\n\nSigned-off-by: Bo <bo@home.example>\n"));
    assert_eq!(core.run(UndoStep { id, number: 1 }).await.unwrap().message, None);
    assert_eq!(core.run(RedoStep { id, number: 2 }).await.unwrap().message, None);
    let both = core.run(UndoStep { id, number: 1 }).await.unwrap();
    assert!(both.message.is_some_and(|message| message.starts_with("Four")));
    // They go with the repository.
    core.run(ForgetRepository { id }).await.unwrap();
    assert!(messages(&core).await.is_empty());
    assert!(matches!(core.run(KeepMessage { id, message: "x".into() }).await, Err(Fault::NotFound { .. })));
    assert!(!std::fs::read_to_string(house.path("data/messages.json")).unwrap().contains("Four"));
}

#[tokio::test]
async fn people_are_those_of_the_history() {
    let house = House::new();
    let path = house.repository("one");
    let core = house.start();
    let id = opened(&core, &path).await;
    for (name, email) in [("Cy", "cy@example.com"), ("Ada Lovelace", "ADA@example.com"), ("Dé", "de@example.com")] {
        git(
            &path,
            &["commit", "-q", "--allow-empty", "-m", "x", "--date", "2020-01-01", "--author", &format!("{name} <{email}>")],
        );
    }
    let people = core.run(ListPeople { id }).await.unwrap();
    let mut emails: Vec<_> = people.iter().map(|person| person.email.to_lowercase()).collect();
    emails.sort();
    assert_eq!(emails, ["ada@example.com", "cy@example.com", "de@example.com"], "{people:?}");
    let empty = house.path("empty");
    std::fs::create_dir(&empty).unwrap();
    git(&empty, &["init", "-q"]);
    let id = opened(&core, &empty).await;
    assert!(core.run(ListPeople { id }).await.unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_commits_is_held_against_the_remotes_host() {
    let server = Bitbucket::start(Scenario::minimal());
    let house = House::new();
    let path = house.repository("one");
    let core = house.start();
    is_bo(&core).await;
    let id = opened(&core, &path).await;
    let expected = async || core.run(GetCommitOutlook { id }).await.unwrap().expected;
    git(&path, &["remote", "add", "origin", &format!("{}/scm/demo/hello.git", server.base_url())]);
    assert_eq!(expected().await, None, "nobody knows that host");
    let host = add(&core, &server).await;
    assert_eq!(expected().await, None, "nor who we are there");
    let user = sign_in(&core, &server, &host).await.user;
    let told = user.email.unwrap();
    let wanted = ExpectedIdentity { host: host.name.clone(), author: person(&user.display_name, &told), signing_key: None };
    assert_eq!(expected().await, Some(wanted));
    // A rule says it better than the server.
    let rule = IdentityRule { author: person("Bo Work", "bo@work.example"), signing_key: Some("~/.ssh/work".into()) };
    let set = async |rule: Option<IdentityRule>| core.run(SetIdentityRule { host: host.id, rule }).await;
    for bad in [person("", "a@b"), person("A", ""), person("A", "a@b\nx"), person("A<", "a@b")] {
        let refused = set(Some(IdentityRule { author: bad, signing_key: None })).await;
        assert!(matches!(refused, Err(Fault::Invalid { .. })));
    }
    assert!(set(Some(IdentityRule { signing_key: Some("--output=x".into()), ..rule.clone() })).await.is_err());
    set(Some(rule.clone())).await.unwrap();
    assert_eq!(core.run(ListHosts {}).await.unwrap()[0].identity, Some(rule.clone()));
    let found = expected().await.unwrap();
    assert_eq!((found.author.email.as_str(), found.signing_key.as_deref()), ("bo@work.example", Some("~/.ssh/work")));
    core.run(UseIdentity { id, author: found.author, signing_key: found.signing_key }).await.unwrap();
    assert_eq!(expected().await, None);
    for (key, value) in [("user.name", "Bo Work\n"), ("user.email", "bo@work.example\n"), ("user.signingkey", "~/.ssh/work\n")] {
        assert_eq!(git(&path, &["config", "--local", key]), value);
    }
    set(None).await.unwrap();
    assert_eq!(expected().await.map(|found| found.author.email), Some(told));
}

/// T1.10: what is written is what is read, by us and by stock `git`; what would not be is refused.
#[tokio::test]
async fn names_survive_the_configuration_or_are_refused() {
    let house = House::new();
    let path = house.repository("one");
    let core = house.start();
    let id = opened(&core, &path).await;
    for name in ["Dé \"Quote\" O'Brien", "a # b ; c", " spaces ", "back\\slash", "[section]", "x = y", "名前"] {
        core.run(UseIdentity { id, author: person(name, "a@b"), signing_key: None }).await.unwrap();
        assert_eq!(git(&path, &["config", "--local", "user.name"]), format!("{name}\n"));
    }
    let before = std::fs::read_to_string(path.join(".git/config")).unwrap();
    for name in ["", " ", "a\nb", "a\rb", "end\r", "nul\0", "\u{1b}[31m", "a <b>"] {
        let refused = core.run(UseIdentity { id, author: person(name, "a@b"), signing_key: None }).await;
        assert!(matches!(&refused, Err(Fault::Invalid { field, .. }) if field == "user.name"), "{name:?}: {refused:?}");
    }
    let key = core.run(UseIdentity { id, author: person("A", "a@b"), signing_key: Some("a\nb".into()) }).await;
    assert!(matches!(key, Err(Fault::Invalid { field, .. }) if field == "user.signingkey"));
    assert_eq!(std::fs::read_to_string(path.join(".git/config")).unwrap(), before, "nothing was written");
    // A configuration that is somebody else's file.
    let outside = house.path("outside");
    std::fs::rename(path.join(".git/config"), &outside).unwrap();
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(&outside, path.join(".git/config")).unwrap();
        let refused = core.run(UseIdentity { id, author: person("A", "a@b"), signing_key: None }).await;
        assert!(matches!(refused, Err(Fault::Refused { .. })), "{refused:?}");
        assert_eq!(std::fs::read_to_string(&outside).unwrap(), before);
    }
}
