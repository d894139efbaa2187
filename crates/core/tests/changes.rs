//! Changes, commits and undo through the contract, and what is announced of them.
#![expect(clippy::unwrap_used, reason = "tests may fail loudly")]

mod house;

use bough_core::Core;
use bough_core::api::application::Author;
use bough_core::api::changes::{Between, ChangeChoice, ChangeSide, CommitDraft, Deed, DiffContent, PathChange};
use bough_core::api::ids::{FilePath, RepositoryId};
use bough_core::api::{
    CancelCommit, ChangeProfile, CommitChanges, DiscardChanges, Event, GetChanges, GetCommitOutlook, GetFileDiff, GetUndo,
    ListProfiles, OpenRepository, RedoStep, StageChanges, TrustRepository, UndoStep, UnstageChanges,
};
use bough_core::fault::Fault;
use house::{House, drain, git};

async fn opened(core: &Core, path: &std::path::Path) -> RepositoryId {
    core.run(OpenRepository { path: path.to_string_lossy().into_owned() }).await.unwrap().id
}

async fn is_ada(core: &Core) {
    let profile = core.run(ListProfiles {}).await.unwrap().profiles.remove(0);
    let author = Author { name: "Ada".into(), email: "ada@example.com".into() };
    core.run(ChangeProfile { id: profile.id, name: profile.name, author, color: 0 }).await.unwrap();
}

fn unstaged(id: RepositoryId, path: &FilePath) -> GetFileDiff {
    let between = Between::Side { side: ChangeSide::Unstaged };
    GetFileDiff { id, path: path.clone(), between, all: false, ignore_spaces: false }
}

#[tokio::test]
async fn from_a_line_to_a_commit_and_back() {
    let house = House::new();
    let path = house.repository("one");
    let core = house.start();
    is_ada(&core).await;
    let id = opened(&core, &path).await;
    std::fs::write(path.join("file.txt"), "3\n4\n5\n").unwrap();
    std::fs::write(path.join("100%"), "new\n").unwrap();
    let changes = core.run(GetChanges { id }).await.unwrap();
    let new = &changes.unstaged.paths[0];
    assert_eq!((new.path.0.as_str(), new.shown.as_str(), new.change), ("100%25", "100%", PathChange::Untracked));
    let file = FilePath("file.txt".into());
    let diff = core.run(unstaged(id, &file)).await.unwrap();
    assert!(matches!(&diff.content, DiffContent::Text { hunks, left_out: 0, .. } if hunks.len() == 1));
    let lines = ChangeChoice::Lines { path: file, revision: diff.revision, removed: vec![], added: vec![2] };
    let mut events = core.events();
    core.run(StageChanges { id, choice: lines.clone() }).await.unwrap();
    assert!(drain(&mut events).iter().any(|event| matches!(event, Event::RepositoryChanged { id: told } if *told == id)));
    assert_eq!(git(&path, &["show", ":file.txt"]), "3\n4\n");
    let again = core.run(StageChanges { id, choice: lines }).await;
    assert_eq!(again, Err(Fault::Moved { what: "file.txt".into() }));
    let outlook = core.run(GetCommitOutlook { id }).await.unwrap();
    assert_eq!((outlook.author.name.as_str(), outlook.last_message.as_deref()), ("Ada", Some("Change 3\n")));
    let draft = CommitDraft { message: "Four".into(), ..CommitDraft::default() };
    let commit = core.run(CommitChanges { id, draft: draft.clone() }).await.unwrap();
    assert_eq!(git(&path, &["rev-parse", "HEAD"]).trim(), commit);
    let nothing = core.run(CommitChanges { id, draft }).await;
    assert!(matches!(nothing, Err(Fault::Invalid { field, .. }) if field == "staged"));
    core.run(DiscardChanges { id, choice: ChangeChoice::Paths { paths: vec![FilePath("100%25".into())] } }).await.unwrap();
    assert!(!path.join("100%").exists());
    let undo = core.run(GetUndo { id }).await.unwrap();
    assert_eq!(undo.done.len(), 3);
    assert_eq!(undo.done[0].deed, Deed::Discard { files: 1, first: "100%".into() });
    // Back before everything, and forth to the commit.
    let state = core.run(UndoStep { id, number: undo.done[2].number }).await.unwrap();
    assert_eq!((state.done.len(), state.undone.len()), (0, 3));
    assert_eq!(git(&path, &["status", "--porcelain"]), " M file.txt\n?? 100%\n");
    core.run(RedoStep { id, number: state.undone[1].number }).await.unwrap();
    assert_eq!(git(&path, &["log", "-1", "--format=%s"]), "Four\n");
    core.run(UnstageChanges { id, choice: ChangeChoice::All }).await.unwrap();
}

#[cfg(unix)]
#[tokio::test]
async fn hooks_run_where_the_person_trusts_the_repository() {
    use std::os::unix::fs::PermissionsExt;
    let house = House::new();
    let path = house.repository("one");
    let hook = path.join(".git/hooks/pre-commit");
    let says = |script: &str| {
        std::fs::create_dir_all(hook.parent().unwrap()).unwrap();
        std::fs::write(&hook, format!("#!/bin/sh\n{script}\n")).unwrap();
        std::fs::set_permissions(&hook, PermissionsExt::from_mode(0o755)).unwrap();
    };
    says("touch ran; echo no; exit 1");
    std::fs::write(path.join("file.txt"), "4\n").unwrap();
    let core = house.start();
    is_ada(&core).await;
    let id = opened(&core, &path).await;
    core.run(StageChanges { id, choice: ChangeChoice::All }).await.unwrap();
    let commit = |skip_hooks| {
        core.run(CommitChanges { id, draft: CommitDraft { message: "Four".into(), skip_hooks, ..CommitDraft::default() } })
    };
    let outlook = core.run(GetCommitOutlook { id }).await.unwrap();
    assert_eq!((outlook.hooks, outlook.trusted), (vec!["pre-commit".to_owned()], false));
    assert!(matches!(commit(false).await, Err(Fault::Invalid { field, .. }) if field == "hooks"));
    assert!(!path.join("ran").exists(), "nothing runs that nobody trusts");
    core.run(TrustRepository { id, trusted: true }).await.unwrap();
    let mut events = core.events();
    assert_eq!(commit(false).await, Err(Fault::Hook { name: "pre-commit".into(), output: "no\n".into() }));
    let said = drain(&mut events).into_iter().filter_map(|event| match event {
        Event::HookSaid { hook, text, .. } => Some((hook, text)),
        _ => None,
    });
    assert_eq!(said.collect::<Vec<_>>(), [("pre-commit".into(), String::new()), ("pre-commit".into(), "no\n".into())]);
    says("echo waiting; sleep 100");
    let mut events = core.events();
    let ended = async {
        while !matches!(events.recv().await.unwrap(), Event::HookSaid { text, .. } if text.contains("waiting")) {}
        core.run(CancelCommit { id }).await.unwrap();
    };
    assert_eq!(tokio::join!(commit(false), ended).0, Err(Fault::Cancelled));
    commit(true).await.unwrap();
    drop(core);
    // It is remembered.
    let core = house.start();
    assert!(core.run(GetCommitOutlook { id }).await.unwrap().trusted);
}

#[tokio::test]
async fn what_others_change_is_announced_to_who_listens() {
    let house = House::new();
    let path = house.repository("one");
    let core = house.start();
    let mut events = core.events();
    let id = opened(&core, &path).await;
    core.run(GetChanges { id }).await.unwrap();
    let told = async |events: &mut tokio::sync::broadcast::Receiver<Event>| {
        while !matches!(events.recv().await.unwrap(), Event::RepositoryChanged { .. }) {}
    };
    // The watch says so once when it has begun.
    told(&mut events).await;
    std::fs::write(path.join("file.txt"), "theirs\n").unwrap();
    told(&mut events).await;
    assert_eq!(core.run(GetChanges { id }).await.unwrap().unstaged.total, 1);
}
