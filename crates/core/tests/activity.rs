//! The activity log through the contract: what was done, by which command of Git, and how it went; never a secret.
#![expect(clippy::unwrap_used, reason = "tests may fail loudly")]

mod house;

use std::path::Path;
use std::process::Command;

use bough_core::Core;
use bough_core::api::activity::{Activity, ActivityKind, ActivityOutcome};
use bough_core::api::changes::{ChangeChoice, CommitDraft, Deed};
use bough_core::api::ids::{FilePath, RepositoryId};
use bough_core::api::jobs::JobState;
use bough_core::api::{
    CancelJob, ClearActivity, CommitChanges, ConnectAccount, CreateRepository, DiscardChanges, Event, GetUndo, GetUndoOutlook,
    ListActivity, OpenRepository, RedoStep, Secret, StageChanges, TrustRepository, UndoStep, UnstageChanges,
};
use bough_core::fault::Fault;
use bough_core::read_activity;
use house::{House, clone_of, drain, end_of, git, server};
use simulators::{Bitbucket, Scenario};

async fn opened(core: &Core, path: &Path) -> RepositoryId {
    core.run(OpenRepository { path: path.to_string_lossy().into_owned() }).await.unwrap().id
}

async fn entries(core: &Core, words: &str) -> Vec<Activity> {
    core.run(ListActivity { start: 0, count: 100, words: words.into() }).await.unwrap().items
}

fn paths(names: &[&str]) -> ChangeChoice {
    ChangeChoice::Paths { paths: names.iter().map(|name| FilePath((*name).into())).collect() }
}

fn draft(message: &str, amend: bool) -> CommitDraft {
    CommitDraft { message: message.into(), amend, skip_hooks: false, sign: Some(false), co_authors: Vec::new(), sign_off: false }
}

/// A copy of a repository in which the command of an entry is run as a person would run it.
struct Twin(std::path::PathBuf);

impl Twin {
    fn of(house: &House, path: &Path) -> Self {
        let twin = house.path("twin");
        let _ = std::fs::remove_dir_all(&twin);
        assert!(Command::new("cp").arg("-a").args([path, &twin]).status().unwrap().success());
        Self(twin)
    }

    /// Runs it, and says that both repositories are alike: index, files and the tree of HEAD.
    fn does(&self, command: &str, path: &Path) {
        let who = [
            ("GIT_AUTHOR_NAME", "Ada"),
            ("GIT_AUTHOR_EMAIL", "a@b"),
            ("GIT_COMMITTER_NAME", "Ada"),
            ("GIT_COMMITTER_EMAIL", "a@b"),
        ];
        let ran = Command::new("bash").args(["--norc", "-c", command]).current_dir(&self.0).envs(who).output().unwrap();
        assert!(ran.status.success(), "{command}: {}", String::from_utf8_lossy(&ran.stderr));
        let look = |at: &Path| {
            let status = git(at, &["status", "--porcelain", "-uall"]);
            (status, git(at, &["write-tree"]), git(at, &["rev-parse", "HEAD^{tree}"]), git(at, &["diff"]))
        };
        assert_eq!(look(&self.0), look(path), "{command}");
    }
}

#[tokio::test]
async fn every_command_of_git_does_the_same() {
    let house = House::new();
    let path = house.repository("it's one");
    git(&path, &["config", "user.name", "Ada"]);
    git(&path, &["config", "user.email", "ada@example.com"]);
    let core = house.start();
    let id = opened(&core, &path).await;
    let write = |name: &str, text: &str| std::fs::write(path.join(name), text).unwrap();
    let newest = || async { entries(&core, "").await.remove(0) };
    write("file.txt", "4\n");
    write("-new $(x)", "new\n");
    write("*", "star\n");

    let twin = Twin::of(&house, &path);
    core.run(StageChanges { id, choice: paths(&["-new $(x)", "file.txt"]) }).await.unwrap();
    let entry = newest().await;
    assert_eq!((entry.kind, entry.about.as_deref(), entry.more), (ActivityKind::Stage, Some("-new $(x)"), 1));
    assert_eq!((entry.place.as_deref(), entry.folder.as_deref()), (Some("it's one"), path.to_str()));
    assert_eq!(entry.outcome, ActivityOutcome::Done);
    twin.does(&entry.command.unwrap(), &path);

    let twin = Twin::of(&house, &path);
    core.run(UnstageChanges { id, choice: paths(&["file.txt"]) }).await.unwrap();
    twin.does(&newest().await.command.unwrap(), &path);

    let twin = Twin::of(&house, &path);
    core.run(CommitChanges { id, draft: draft("It's \"four\"\n\n$(body)\n", false) }).await.unwrap();
    let entry = newest().await;
    assert_eq!((entry.kind, entry.about.as_deref()), (ActivityKind::Commit, Some("It's \"four\"")));
    twin.does(entry.command.as_ref().unwrap(), &path);
    assert_eq!(git(&twin.0, &["log", "-1", "--format=%B"]), git(&path, &["log", "-1", "--format=%B"]));

    let twin = Twin::of(&house, &path);
    core.run(CommitChanges { id, draft: draft("Amended", true) }).await.unwrap();
    assert_eq!(newest().await.kind, ActivityKind::Amend);
    twin.does(&newest().await.command.unwrap(), &path);

    let twin = Twin::of(&house, &path);
    core.run(DiscardChanges { id, choice: paths(&["*", "file.txt"]) }).await.unwrap();
    twin.does(&newest().await.command.unwrap(), &path);

    // Undone one by one, then all at once again; the objects are in the twin, too.
    for _ in 0..5 {
        let twin = Twin::of(&house, &path);
        let step = core.run(GetUndo { id }).await.unwrap().done.remove(0);
        let outlook = core.run(GetUndoOutlook { id, number: step.number, redo: false }).await.unwrap();
        core.run(UndoStep { id, number: step.number }).await.unwrap();
        let entry = newest().await;
        assert_eq!((entry.kind, entry.step, entry.more), (ActivityKind::Undo, Some(step.deed), 0));
        assert_eq!(entry.command, outlook.command, "what was shown before is what was done");
        twin.does(&entry.command.unwrap(), &path);
    }
    let last = core.run(GetUndo { id }).await.unwrap().undone.pop().unwrap();
    let twin = Twin::of(&house, &path);
    core.run(RedoStep { id, number: last.number }).await.unwrap();
    let entry = newest().await;
    assert_eq!((entry.kind, entry.more), (ActivityKind::Redo, 4));
    assert!(matches!(entry.step, Some(Deed::Stage { files: 2, .. })));
    twin.does(&entry.command.unwrap(), &path);
}

#[tokio::test]
async fn restoring_says_beforehand_what_goes() {
    let house = House::new();
    let path = house.repository("one");
    git(&path, &["config", "user.name", "Ada"]);
    git(&path, &["config", "user.email", "ada@example.com"]);
    let core = house.start();
    let id = opened(&core, &path).await;
    for number in 4..=5 {
        std::fs::write(path.join("file.txt"), format!("{number}\n")).unwrap();
        core.run(StageChanges { id, choice: ChangeChoice::All }).await.unwrap();
        core.run(CommitChanges { id, draft: draft(&format!("Change {number}"), false) }).await.unwrap();
    }
    std::fs::write(path.join("new"), "new\n").unwrap();
    core.run(DiscardChanges { id, choice: ChangeChoice::All }).await.unwrap();
    // The first of the two commits is with others by now.
    git(&path, &["update-ref", "refs/remotes/origin/main", "HEAD~1"]);
    let steps = core.run(GetUndo { id }).await.unwrap().done;
    let outlook = core.run(GetUndoOutlook { id, number: steps[4].number, redo: false }).await.unwrap();
    let commits: Vec<_> =
        outlook.commits.iter().map(|commit| (commit.summary.as_str(), commit.published, commit.by_other)).collect();
    assert_eq!(commits, [("Change 5", false, false), ("Change 4", true, false)]);
    assert_eq!((outlook.commits_total, outlook.files.as_slice(), outlook.files_total), (2, &["new".to_owned()][..], 1));
    // Somebody else's, as far as the repository says who commits.
    git(&path, &["config", "user.email", "grace@example.com"]);
    let outlook = core.run(GetUndoOutlook { id, number: steps[1].number, redo: false }).await.unwrap();
    assert_eq!(outlook.commits.iter().map(|commit| commit.by_other).collect::<Vec<_>>(), [true]);
    let gone = core.run(GetUndoOutlook { id, number: 999, redo: false }).await;
    assert!(matches!(gone, Err(Fault::Moved { .. })));
}

#[tokio::test]
async fn what_failed_and_what_was_cancelled_stands_there_too() {
    let house = House::new();
    let path = house.repository("one");
    let core = house.start();
    let id = opened(&core, &path).await;
    let mut events = core.events();
    let nothing = core.run(CommitChanges { id, draft: draft("x", false) }).await.unwrap_err();
    let told = drain(&mut events).into_iter().filter(|event| matches!(event, Event::ActivityChanged)).count();
    assert_eq!(told, 2, "as it begins and as it ends");
    assert_eq!(entries(&core, "commit").await[0].outcome, ActivityOutcome::Failed { fault: Box::new(nothing) });
    // A command whose caller went away.
    let (stage, away) = (core.run(StageChanges { id, choice: ChangeChoice::All }), tokio::task::yield_now());
    tokio::select! { biased; _ = stage => {}, () = away => {} }
    let ended = loop {
        match entries(&core, "stage").await.first() {
            Some(entry) if entry.outcome != ActivityOutcome::Running => break entry.outcome.clone(),
            _ => _ = events.recv().await.unwrap(),
        }
    };
    assert!(matches!(ended, ActivityOutcome::Cancelled | ActivityOutcome::Done), "{ended:?}");
    core.run(TrustRepository { id, trusted: true }).await.unwrap();
    let folder = house.path("").to_string_lossy().into_owned();
    core.run(CreateRepository { folder, name: "two".into() }).await.unwrap();
    let kinds: Vec<_> = entries(&core, "").await.into_iter().map(|entry| entry.kind).take(2).collect();
    assert_eq!(kinds, [ActivityKind::CreateRepository, ActivityKind::TrustRepository]);
}

#[tokio::test]
async fn a_clone_is_one_entry_from_its_start_to_its_end() {
    let house = House::new();
    let server = Bitbucket::start(Scenario::minimal());
    let core = house.start();
    let host = server::add(&core, &server).await;
    server::sign_in(&core, &server, &host).await;
    let url = format!("{}/scm/demo/hello.git", server.base_url());
    let job = core.run(clone_of(&url, &house.path("clones"), "hello")).await.unwrap();
    assert!(matches!(end_of(&core, job).await, JobState::Finished { .. }));
    let entry = entries(&core, "").await.remove(0);
    assert_eq!((entry.kind, entry.outcome, entry.about.as_deref()), (ActivityKind::Clone, ActivityOutcome::Done, Some("hello")));
    assert_eq!(entry.command.unwrap(), format!("git clone -- {url} {}", house.path("clones/hello").display()));
    assert!(entry.remote.lines().any(|line| line.starts_with("Enumerating objects: ")), "{}", entry.remote);
    assert!(entry.millis.is_some());
    // In the way: it never becomes a job, and stands there all the same.
    core.run(clone_of(&url, &house.path("clones"), "hello")).await.unwrap_err();
    let entry = entries(&core, "").await.remove(0);
    assert!(matches!(entry.outcome, ActivityOutcome::Failed { .. }));
    let job = core.run(clone_of(&url, &house.path("clones"), "stopped")).await.unwrap();
    core.run(CancelJob { id: job }).await.unwrap();
    let ended = end_of(&core, job).await;
    let outcome = entries(&core, "stopped").await.remove(0).outcome;
    // It may have been quicker than the wish.
    assert!(
        matches!(
            (&ended, &outcome),
            (JobState::Cancelled, ActivityOutcome::Cancelled) | (JobState::Finished { .. }, ActivityOutcome::Done)
        ),
        "{ended:?}, {outcome:?}"
    );
    let missing = clone_of(&format!("{}/scm/demo/none.git", server.base_url()), &house.path("clones"), "none");
    let job = core.run(missing).await.unwrap();
    end_of(&core, job).await;
    let entry = entries(&core, "none").await.remove(0);
    assert!(matches!(entry.outcome, ActivityOutcome::Failed { .. }), "{entry:?}");
}

#[tokio::test]
async fn it_outlives_the_core_and_a_terminal_reads_it_meanwhile() {
    let house = House::new();
    let path = house.repository("one");
    let core = house.start();
    let id = opened(&core, &path).await;
    core.run(TrustRepository { id, trusted: true }).await.unwrap();
    let listed = entries(&core, "").await;
    assert_eq!(read_activity(&house.path("data"), 0, 9, "").unwrap().items, listed, "while a core holds the folder");
    drop(core);
    let core = house.start();
    assert_eq!(entries(&core, "").await, listed);
    core.run(ClearActivity {}).await.unwrap();
    assert!(entries(&core, "").await.is_empty());
    assert_eq!(read_activity(&house.path("data"), 0, 9, "").unwrap().total, 0);
    assert_eq!(read_activity(&house.path("nowhere"), 0, 9, "").unwrap().total, 0);
}

#[tokio::test]
async fn no_secret_reaches_the_log() {
    let house = House::new();
    let server = Bitbucket::start(Scenario::minimal());
    let path = house.repository("one");
    let core = house.start();
    let host = server::add(&core, &server).await;
    server::sign_in(&core, &server, &host).await;
    let token = server.token("ada").unwrap();
    let wrong = "CANARY-not-the-token";
    core.run(ConnectAccount { host: host.id, token: Secret::from_text(wrong.into()), token_expires: None }).await.unwrap_err();
    for user in [format!("ada:{token}"), format!("ada:{wrong}"), wrong.to_owned()] {
        let url = format!("{}/scm/demo/hello.git", server.base_url().replace("://", &format!("://{user}@")));
        // Some are refused at once, others by the job.
        if let Ok(job) = core.run(clone_of(&url, &house.path("clones"), "hello")).await {
            end_of(&core, job).await;
        }
    }
    let id = opened(&core, &path).await;
    core.run(CommitChanges { id, draft: draft(&format!("{token}\nhttps://x:{wrong}@h/"), true) }).await.unwrap();
    let connected = entries(&core, "").await.into_iter().filter(|entry| entry.kind == ActivityKind::ConnectAccount);
    assert_eq!(connected.count(), 2);
    let listed = format!("{:?}", entries(&core, "").await);
    for file in std::fs::read_dir(house.path("data")).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file()) {
        let text = String::from_utf8_lossy(&std::fs::read(&file).unwrap()).into_owned();
        assert!(!text.contains(&token) && !text.contains(wrong), "{}", file.display());
    }
    assert!(!listed.contains(&token) && !listed.contains(wrong), "{listed}");
    assert!(listed.contains("[redacted]"), "{listed}");
}
