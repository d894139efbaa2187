//! Repositories on this computer: cloned, opened, looked at, forgotten. No server takes part.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests may fail loudly")]

mod house;

use bough_core::api::jobs::JobState;
use bough_core::api::repositories::Head;
use bough_core::api::{
    CreateRepository, Event, FavourRepository, ForgetRepository, GetCommit, GetRefs, GetRepository, GetRows, ListRemoteAccounts,
    ListRepositories, OpenRepository,
};
use bough_core::fault::Fault;
use house::{House, clone_of, drain, end_of, git};

#[tokio::test]
async fn a_clone_ends_with_a_known_repository_whose_history_can_be_read() {
    let house = House::new();
    let origin = house.repository("origin");
    let core = house.start();
    let mut events = core.events();
    let id = core.run(clone_of(&origin.to_string_lossy(), &house.path("deep/er"), "copy")).await.unwrap();
    let repository = match end_of(&core, id).await {
        JobState::Finished { repository: Some(id), .. } => id,
        other => panic!("{other:?}"),
    };
    let events = drain(&mut events);
    assert!(events.iter().any(|event| matches!(event, Event::RepositoriesChanged)));
    assert!(events.iter().any(|event| matches!(event, Event::JobChanged { job } if job.subject == "copy")));
    let known = core.run(ListRepositories {}).await.unwrap();
    assert_eq!((known.len(), known[0].id, known[0].name.as_str(), known[0].missing), (1, repository, "copy", false));

    let opened = core.run(GetRepository { id: repository }).await.unwrap();
    let head = git(&origin, &["rev-parse", "HEAD"]);
    assert_eq!(opened.head, Head::Branch { name: "main".into(), commit: head.trim().into() });
    let refs = core.run(GetRefs { id: repository }).await.unwrap();
    assert_eq!(refs.branches.len(), 1);
    assert_eq!(refs.remotes[0].branches.len(), 2);
    let rows = core.run(GetRows { id: repository, start: 0, count: 100 }).await.unwrap();
    assert_eq!(rows.total, 3);
    assert_eq!(rows.rows.iter().map(|row| row.summary.as_str()).collect::<Vec<_>>(), ["Change 3", "Change 2", "Change 1"]);
    let commit = core.run(GetCommit { id: repository, commit: rows.rows[0].commit.clone() }).await.unwrap();
    assert_eq!((commit.files_total, commit.files[0].shown.as_str()), (1, "file.txt"));
    assert!(matches!(core.run(GetCommit { id: repository, commit: "HEAD".into() }).await, Err(Fault::Invalid { .. })));
    let remotes = core.run(ListRemoteAccounts { id: repository }).await.unwrap();
    assert_eq!(remotes[0].remote, "origin");
    assert!(remotes[0].host.is_none());
}

#[tokio::test]
async fn a_clone_that_fails_leaves_nothing_and_one_that_is_in_the_way_does_not_start() {
    let house = House::new();
    let core = house.start();
    let nowhere = house.path("nowhere");
    let id = core.run(clone_of(&nowhere.to_string_lossy(), &house.path("deep/er"), "copy")).await.unwrap();
    assert!(matches!(end_of(&core, id).await, JobState::Failed { .. }));
    assert!(!house.path("deep").exists(), "the folders made for it are gone too");
    assert!(core.run(ListRepositories {}).await.unwrap().is_empty());

    std::fs::create_dir_all(house.path("taken/by")).unwrap();
    let taken = core.run(clone_of("https://h/scm/a/b.git", &house.path("taken"), "..")).await;
    assert!(matches!(taken, Err(Fault::Invalid { field, .. }) if field == "name"));
    let taken = core.run(clone_of("https://h/scm/a/b.git", house.path("taken").parent().unwrap(), "taken")).await;
    assert!(matches!(taken, Err(Fault::Taken { .. })));
    let relative = core.run(clone_of("https://h/scm/a/b.git", std::path::Path::new("here"), "x")).await;
    assert!(matches!(relative, Err(Fault::Invalid { field, .. }) if field == "folder"));
    let password = core.run(clone_of("https://ada:secret@h/scm/a/b.git", &house.path("x"), "x")).await;
    assert!(matches!(password, Err(Fault::Invalid { field, .. }) if field == "url"));
    core.idle().await;
}

#[tokio::test]
async fn opening_looks_upwards_and_the_list_follows() {
    let house = House::new();
    let one = house.repository("one");
    let two = house.repository("two");
    std::fs::create_dir(one.join("inner")).unwrap();
    let core = house.start();
    let open = |path: &std::path::Path| core.run(OpenRepository { path: path.to_string_lossy().into_owned() });
    let first = open(&one.join("inner")).await.unwrap();
    assert_eq!(first.name, "one");
    let second = open(&two).await.unwrap();
    assert!(matches!(open(house.path("home").as_path()).await, Err(Fault::NotFound { .. })));
    let names = |known: Vec<bough_core::api::repositories::KnownRepository>| {
        known.into_iter().map(|known| (known.name, known.favourite, known.missing)).collect::<Vec<_>>()
    };
    let listed = names(core.run(ListRepositories {}).await.unwrap());
    assert_eq!(listed, [("two".into(), false, false), ("one".into(), false, false)]);
    core.run(FavourRepository { id: first.id, favourite: true }).await.unwrap();
    assert_eq!(open(&one).await.unwrap().id, first.id, "it keeps its id");
    std::fs::rename(&two, house.path("moved")).unwrap();
    let listed = names(core.run(ListRepositories {}).await.unwrap());
    assert_eq!(listed, [("one".into(), true, false), ("two".into(), false, true)]);
    assert!(matches!(core.run(GetRefs { id: second.id }).await, Err(Fault::NotFound { .. })));
    core.run(ForgetRepository { id: second.id }).await.unwrap();
    assert!(house.path("moved").is_dir(), "the folder stays");
    assert!(matches!(core.run(ForgetRepository { id: second.id }).await, Err(Fault::NotFound { .. })));
}

#[cfg(unix)]
#[tokio::test]
async fn a_repository_behind_a_link_is_one_repository() {
    let house = House::new();
    let origin = house.repository("origin");
    std::fs::create_dir(house.path("real")).unwrap();
    std::os::unix::fs::symlink(house.path("real"), house.path("link")).unwrap();
    let core = house.start();
    let id = core.run(clone_of(&origin.to_string_lossy(), &house.path("link"), "copy")).await.unwrap();
    let JobState::Finished { repository: Some(cloned), .. } = end_of(&core, id).await else { panic!("it is there") };
    assert_eq!(core.run(GetRefs { id: cloned }).await.unwrap().branches.len(), 1);
    for way in ["real/copy", "link/copy", "link/copy/"] {
        let opened = core.run(OpenRepository { path: house.path(way).to_string_lossy().into_owned() }).await.unwrap();
        assert_eq!(opened.id, cloned, "{way}");
        assert!(opened.path.ends_with("real/copy"), "{}", opened.path);
    }
    assert_eq!(core.run(ListRepositories {}).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_new_repository_has_a_branch_and_no_commit() {
    let house = House::new();
    let core = house.start();
    let folder = house.path("home").to_string_lossy().into_owned();
    let made = core.run(CreateRepository { folder: folder.clone(), name: "new".into() }).await.unwrap();
    assert!(matches!(made.head, Head::Unborn { .. }));
    let rows = core.run(GetRows { id: made.id, start: 0, count: 10 }).await.unwrap();
    assert_eq!((rows.total, rows.rows.len()), (0, 0));
    let again = core.run(CreateRepository { folder, name: "new".into() }).await;
    assert!(matches!(again, Err(Fault::Taken { .. })));
}

#[tokio::test]
async fn rows_that_moved_are_announced_once() {
    let house = House::new();
    let path = house.repository("one");
    let core = house.start();
    let id = core.run(OpenRepository { path: path.to_string_lossy().into_owned() }).await.unwrap().id;
    let rows = || core.run(GetRows { id, start: 0, count: 10 });
    let before = rows().await.unwrap();
    let mut events = core.events();
    git(&path, &["commit", "--quiet", "--allow-empty", "--message", "Another"]);
    let after = rows().await.unwrap();
    assert_ne!(before.revision, after.revision);
    assert_eq!(after.total, 4);
    rows().await.unwrap();
    let moved = drain(&mut events).into_iter().filter(|event| matches!(event, Event::RepositoryChanged { .. }));
    assert_eq!(moved.count(), 1);
}

#[tokio::test]
async fn what_a_crash_left_of_a_clone_is_swept_at_the_next_start() {
    let house = House::new();
    let origin = house.repository("origin");
    let core = house.start();
    let folder = house.path("clones");
    let id = core.run(clone_of(&origin.to_string_lossy(), &folder, "copy")).await.unwrap();
    end_of(&core, id).await;
    drop(core);
    // As a killed process leaves it: on the list, with a folder of somebody else beside it.
    let document = house.path("data/repositories.json");
    let mut kept: serde_json::Value = serde_json::from_slice(&std::fs::read(&document).unwrap()).unwrap();
    assert_eq!(kept["data"]["cloning"], serde_json::json!([]), "a clone that ended is off the list");
    kept["data"]["cloning"] = serde_json::json!([folder]);
    std::fs::write(&document, kept.to_string()).unwrap();
    std::fs::create_dir(folder.join(".other.partial")).unwrap();
    drop(house.start());
    let kept: serde_json::Value = serde_json::from_slice(&std::fs::read(&document).unwrap()).unwrap();
    assert_eq!(kept["data"]["cloning"], serde_json::json!([]));
    assert!(folder.join("copy/.git").is_dir() && folder.join(".other.partial").is_dir());
}
