//! Entries are found by their words, and what a run left open is told as interrupted by the next one.
#![expect(clippy::unwrap_used, reason = "tests may fail loudly")]

use super::*;

fn log(folder: &store::Folder) -> ActivityLog {
    ActivityLog::new(folder, broadcast::channel(16).0)
}

fn deed(kind: ActivityKind, about: &str) -> Deed {
    let command = Some(format!("git show {about}"));
    Deed { kind, about: Some(about.into()), more: 0, step: None, place: Some("shop".into()), folder: None, command }
}

#[test]
fn words_are_looked_for_everywhere_and_windows_are_cut_from_what_fits() {
    let folder = tempfile::tempdir().unwrap();
    let log = log(&store::Folder::open(folder.path()).unwrap());
    for number in 0..30 {
        let id = log.begin(deed(ActivityKind::ConnectAccount, &format!("thing-{number}")));
        log.end(id, 1, ActivityOutcome::Done, Told { remote: format!("said {}", number % 2), command: None });
    }
    let found = log.list(1, 2, " said  CONNECT account 1");
    assert_eq!(found.total, 20, "fifteen that said it, and those that are called so");
    assert_eq!(found.items.iter().map(|entry| entry.about.as_deref().unwrap()).collect::<Vec<_>>(), ["thing-27", "thing-25"]);
    assert_eq!(log.list(0, 9, "nothing like it").total, 0);
    assert_eq!(log.list(29, 9, "").items.len(), 1);
}

#[test]
fn what_nobody_ended_was_interrupted_unless_somebody_works() {
    let folder = tempfile::tempdir().unwrap();
    let place = store::Folder::open(folder.path()).unwrap();
    let lock = place.lock().unwrap();
    let first = log(&place);
    first.begin(deed(ActivityKind::Clone, "a"));
    let outcome = || read_activity(folder.path(), 0, 9, "").unwrap().items[0].outcome.clone();
    assert_eq!(outcome(), ActivityOutcome::Running);
    drop((first, lock));
    // A child that another test starts at this moment shares the lock until it has become its own program.
    while outcome() == ActivityOutcome::Running {
        std::thread::yield_now();
    }
    assert_eq!(outcome(), ActivityOutcome::Interrupted);
    assert_eq!(log(&place).list(0, 9, "").items[0].outcome, ActivityOutcome::Interrupted);
}

#[test]
fn texts_are_redacted_and_cut_wherever_they_stand() {
    let folder = tempfile::tempdir().unwrap();
    let log = log(&store::Folder::open(folder.path()).unwrap());
    let secret = "BBDC-MDEyMzQ1Njc4OTo";
    let id = log.begin(deed(ActivityKind::Commit, &format!("https://ada:{secret}@host/x")));
    let fault = Fault::Conflict { files: vec![secret.into(), "x".repeat(9000)] };
    let told = Told { remote: format!("token={secret}\n"), command: Some(format!("git clone https://{secret}@host")) };
    log.end(id, 7, ActivityOutcome::Failed { fault: Box::new(fault) }, told);
    let entry = log.list(0, 1, "").items.remove(0);
    assert_eq!(entry.about.as_deref(), Some("https://[redacted]@host/x"));
    assert_eq!(entry.millis, Some(7));
    let ActivityOutcome::Failed { fault } = &entry.outcome else { unreachable!("it failed") };
    let Fault::Conflict { files } = &**fault else { unreachable!("it is the same fault") };
    assert_eq!((files[0].as_str(), files[1].chars().count()), ("[redacted]", LONGEST + 1));
    assert!(!format!("{entry:?}").contains("MDEy"));
    assert!(!std::fs::read_to_string(folder.path().join(FILE)).unwrap().contains("MDEy"));
}
