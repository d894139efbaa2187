//! Beginning a repository and pushing its first branch: what arrives is what stock `git` reads, and what is refused says why.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use git::{Beginning, Begun, CommitDraft, Error, Repository, SignInReason, Stage, begin};

use crate::support::access::TestAccess;
use crate::support::corpus::Dice;
use crate::support::faults::{Fault, Held};
use crate::support::git::{assert_sound, commit, git, refs};
use crate::support::http::Host;
use crate::support::sshd::Sshd;
use crate::support::{BOTH, Job, home, names};

/// An empty repository on a server, with its HEAD at `main`.
fn empty(home: &Path) -> PathBuf {
    git(home, &["init", "-q", "--bare", "--initial-branch=main", "empty.git"]);
    home.join("empty.git")
}

fn begun(home: &Path, files: &[(&str, &str)]) -> Begun {
    let files = files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    let begun = begin(&Beginning { target: home.join("new"), branch: "main".to_owned(), files }).unwrap();
    let author = ("Ada".to_owned(), "ada@example.com".to_owned());
    let draft = CommitDraft { message: "First commit".to_owned(), author, ..CommitDraft::default() };
    begun.open().unwrap().commit_changes(&draft, None, None).unwrap();
    begun
}

const FILES: &[(&str, &str)] = &[(".gitignore", "target/\n"), ("LICENSE", "Do as you like – says Ada.\n")];

fn arrived(home: &Path) {
    let (ours, theirs) = (home.join("new"), home.join("empty.git"));
    assert_eq!(git(&ours, &["rev-parse", "HEAD"]), git(&theirs, &["rev-parse", "refs/heads/main"]));
    assert_eq!(git(&ours, &["status", "-sb", "--porcelain"]), "## main...origin/main");
    assert_eq!(git(&theirs, &["ls-tree", "--name-only", "main"]), ".gitignore\nLICENSE");
    // The states that undo keeps stay here.
    assert_eq!(refs(&theirs).len(), 1, "{:?}", refs(&theirs));
    assert_sound(&ours);
    assert_sound(&theirs);
    assert_eq!(names(home).iter().filter(|name| name.contains("partial")).count(), 0);
}

#[test]
fn over_http_the_first_commit_arrives_and_the_branch_follows() {
    let home = home();
    empty(home.path());
    let host = Host::start(home.path());
    host.set(Fault::Account("Basic YWRhOnNlY3JldA==".to_owned()));
    let begun = begun(home.path(), FILES);
    begun.settle(&host.url("empty.git")).unwrap();
    begun.finish().unwrap();
    let job = Job::new(TestAccess::account(&host.url(""), "ada", "secret"), BOTH[0]);
    let repository = Repository::open(&home.path().join("new")).unwrap();
    repository.push_branch("origin", "main", &job.context).unwrap();
    arrived(home.path());
    let seen = host.seen();
    assert_eq!(seen.len(), 2, "asked and sent once each: {seen:?}");
    assert!(seen.iter().all(|seen| seen.authorization.is_some() && seen.status == 200 && !seen.streamed));
    // Once more there is nothing to send.
    repository.push_branch("origin", "main", &job.context).unwrap();
    arrived(home.path());
}

#[test]
fn over_ssh_too() {
    let home = home();
    let bare = empty(home.path());
    let server = Sshd::start(&home.path().join("ssh"), "");
    let begun = begun(home.path(), FILES);
    begun.settle(&server.url(&bare)).unwrap();
    let job = Job::new(TestAccess::ssh(server.user()), BOTH[0]);
    begun.open().unwrap().push_branch("origin", "main", &job.context).unwrap();
    begun.finish().unwrap();
    arrived(home.path());
}

#[test]
fn what_is_large_is_streamed() {
    let home = home();
    let bare = empty(home.path());
    let host = Host::start(home.path());
    let begun = begun(home.path(), FILES);
    begun.settle(&host.url("empty.git")).unwrap();
    begun.finish().unwrap();
    let mut dice = Dice::new(7);
    let noise: String = (0..3 << 20).map(|_| char::from(b' ' + u8::try_from(dice.roll(95)).unwrap())).collect();
    let last = commit(&home.path().join("new"), "noise", &noise, "Much");
    let job = Job::plain();
    Repository::open(&home.path().join("new")).unwrap().push_branch("origin", "main", &job.context).unwrap();
    assert_eq!(git(&bare, &["rev-parse", "main"]), last);
    assert_sound(&bare);
    assert!(host.seen().iter().any(|seen| seen.method == "POST" && seen.streamed));
    let reports = job.reports.lock().unwrap();
    assert!(reports.iter().any(|report| report.stage == Stage::Sending && report.bytes > 1 << 20), "{reports:?}");
}

#[test]
fn a_dropped_beginning_leaves_nothing() {
    let home = home();
    drop(begun(home.path(), FILES));
    assert!(names(home.path()).is_empty());
    let beginning = |target: &Path, branch: &str| Beginning { target: target.into(), branch: branch.into(), files: Vec::new() };
    let taken = home.path().join("taken");
    std::fs::write(&taken, "mine").unwrap();
    assert!(matches!(begin(&beginning(&taken, "main")).err(), Some(Error::Taken { .. })));
    for branch in ["", "-x", "a b", "a..b", "a:b", "HEAD~1"] {
        let error = begin(&beginning(&home.path().join("new"), branch)).err();
        assert!(matches!(&error, Some(Error::Invalid { field, .. }) if field == "branch"), "{branch}: {error:?}");
    }
    assert_eq!(names(home.path()), ["taken"]);
}

/// A push to a server with a fault; nothing may have arrived, and the branch follows nothing that is there.
fn fails(fault: Fault, access: impl Fn(&Host) -> TestAccess) -> (Error, usize) {
    let home = home();
    let bare = empty(home.path());
    let host = Host::start(home.path());
    let begun = begun(home.path(), FILES);
    begun.settle(&host.url("empty.git")).unwrap();
    begun.finish().unwrap();
    host.set(fault);
    let job = Job::new(access(&host), BOTH[0]);
    let repository = Repository::open(&home.path().join("new")).unwrap();
    let error = repository.push_branch("origin", "main", &job.context).unwrap_err();
    assert!(refs(&bare).is_empty());
    assert_eq!(git(&home.path().join("new"), &["for-each-ref", "refs/remotes"]), "");
    (error, host.seen().len())
}

#[test]
fn refusals_say_what_is_missing_and_a_secret_is_tried_once() {
    let wrong = |host: &Host| TestAccess::account(&host.url(""), "ada", "wrong");
    let account = || Fault::Account("Basic YWRhOnNlY3JldA==".to_owned());
    let (error, asked) = fails(account(), wrong);
    assert!(matches!(error, Error::SignIn { reason: SignInReason::Rejected, .. }), "{error:?}");
    assert_eq!(asked, 1);
    let (error, _) = fails(account(), |_| TestAccess::default());
    assert!(matches!(error, Error::SignIn { reason: SignInReason::NoAccount, .. }), "{error:?}");
    let words = "Repository is archived\nThis repository is read-only.\n";
    let denied = Fault::Answer { status: 403, headers: "Content-Type: text/plain\r\n".to_owned(), body: words.to_owned() };
    let (error, _) = fails(denied, wrong);
    let told =
        matches!(&error, Error::Denied { missing, detail } if missing == "Repository write" && detail.contains("read-only"));
    assert!(told, "{error:?}");
    let page = Fault::Answer { status: 200, headers: "Content-Type: text/html\r\n".to_owned(), body: "<html>".to_owned() };
    assert!(matches!(fails(page, wrong).0, Error::WebPage { .. }));
}

#[test]
fn a_secret_reaches_nobody_else() {
    let home = home();
    empty(home.path());
    let (host, other) = (Host::start(home.path()), Host::start(home.path()));
    let begun = begun(home.path(), FILES);
    begun.settle(&host.url("empty.git")).unwrap();
    begun.finish().unwrap();
    host.set(Fault::Redirect { to: other.url("empty.git"), unless: "/never".to_owned() });
    let push = |access| {
        Repository::open(&home.path().join("new")).unwrap().push_branch("origin", "main", &Job::new(access, BOTH[0]).context)
    };
    push(TestAccess::account(&host.url(""), "ada", "secret")).unwrap_err();
    assert!(other.seen().is_empty(), "{:?}", other.seen());
    // Nor where the repository's own configuration rewrites the address.
    host.set(Fault::None);
    git(&home.path().join("new"), &["config", &format!("url.{}.insteadOf", other.url("")), &host.url("")]);
    push(TestAccess::account(&host.url(""), "ada", "secret")).unwrap();
    assert!(other.seen().iter().all(|seen| seen.authorization.is_none()), "{:?}", other.seen());
}

#[test]
fn a_hook_of_the_server_is_heard_and_its_no_is_said() {
    let home = home();
    let bare = empty(home.path());
    let hook = bare.join("hooks/update");
    std::fs::create_dir_all(bare.join("hooks")).unwrap();
    std::fs::write(&hook, "#!/bin/sh\necho \"Only with a ticket\u{1b}\"\nexit 1\n").unwrap();
    std::fs::set_permissions(&hook, std::fs::Permissions::from_mode(0o755)).unwrap();
    let host = Host::start(home.path());
    let begun = begun(home.path(), FILES);
    begun.settle(&host.url("empty.git")).unwrap();
    let job = Job::plain();
    let error = begun.open().unwrap().push_branch("origin", "main", &job.context).unwrap_err();
    assert!(matches!(&error, Error::Refused { detail } if detail.contains("hook declined")), "{error:?}");
    assert!(job.heard.lock().unwrap().contains(&"Only with a ticket␛".to_owned()));
    assert!(refs(&bare).is_empty());
}

#[test]
fn commits_of_others_are_not_overwritten() {
    let home = home();
    let bare = empty(home.path());
    let host = Host::start(home.path());
    git(home.path(), &["init", "-q", "--initial-branch=main", "other"]);
    let theirs = commit(&home.path().join("other"), "a", "theirs", "Theirs");
    git(&home.path().join("other"), &["push", "-q", bare.to_str().unwrap(), "main"]);
    let begun = begun(home.path(), FILES);
    begun.settle(&host.url("empty.git")).unwrap();
    let error = begun.open().unwrap().push_branch("origin", "main", &Job::plain().context).unwrap_err();
    assert!(matches!(&error, Error::Refused { detail } if detail.contains("commits that are not in yours")), "{error:?}");
    assert_eq!(git(&bare, &["rev-parse", "main"]), theirs);
}

#[test]
fn a_silent_server_can_be_left() {
    let home = home();
    empty(home.path());
    let host = Host::start(home.path());
    let begun = begun(home.path(), FILES);
    begun.settle(&host.url("empty.git")).unwrap();
    let held = Held::default();
    host.set(Fault::Silent(held.clone()));
    let job = Job::plain();
    let cancel = job.context.cancel.clone();
    let ender = std::thread::spawn(move || {
        held.wait();
        cancel.cancel();
    });
    assert!(matches!(begun.open().unwrap().push_branch("origin", "main", &job.context), Err(Error::Cancelled)));
    ender.join().unwrap();
    drop(begun);
    assert_eq!(names(home.path()), ["empty.git"]);
}

#[test]
fn folders_are_not_pushed_into() {
    let home = home();
    let bare = empty(home.path());
    let begun = begun(home.path(), FILES);
    begun.settle(bare.to_str().unwrap()).unwrap();
    assert!(matches!(begun.open().unwrap().push_branch("origin", "main", &Job::plain().context), Err(Error::Unsupported { .. })));
    assert!(refs(&bare).is_empty());
    for url in ["ext::sh -c id", "--upload-pack=x:y", "https://ada:secret@h/x", ""] {
        assert!(matches!(begun.settle(url), Err(Error::Invalid { .. })), "{url}");
    }
}
