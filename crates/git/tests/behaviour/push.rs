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

/// A server, and a repository with one commit that is to go there.
fn ready(home: &Path) -> Host {
    let host = Host::start(home);
    let begun = begun(home, FILES);
    begun.settle(&host.url("empty.git")).unwrap();
    begun.finish().unwrap();
    host
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
    repository.push_branch("origin", "main", None, &job.context).unwrap();
    arrived(home.path());
    let seen = host.seen();
    assert_eq!(seen.len(), 2, "asked and sent once each: {seen:?}");
    assert!(seen.iter().all(|seen| seen.authorization.is_some() && seen.status == 200 && !seen.streamed));
    // Once more there is nothing to send.
    repository.push_branch("origin", "main", None, &job.context).unwrap();
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
    begun.open().unwrap().push_branch("origin", "main", None, &job.context).unwrap();
    begun.finish().unwrap();
    arrived(home.path());
}

#[test]
fn what_is_large_is_streamed() {
    let home = home();
    let bare = empty(home.path());
    let host = ready(home.path());
    let mut dice = Dice::new(7);
    let noise: String = (0..3 << 20).map(|_| char::from(b' ' + u8::try_from(dice.roll(95)).unwrap())).collect();
    let last = commit(&home.path().join("new"), "noise", &noise, "Much");
    let job = Job::plain();
    Repository::open(&home.path().join("new")).unwrap().push_branch("origin", "main", None, &job.context).unwrap();
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
    let host = ready(home.path());
    host.set(fault);
    let job = Job::new(access(&host), BOTH[0]);
    let repository = Repository::open(&home.path().join("new")).unwrap();
    let error = repository.push_branch("origin", "main", None, &job.context).unwrap_err();
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
        Repository::open(&home.path().join("new")).unwrap().push_branch(
            "origin",
            "main",
            None,
            &Job::new(access, BOTH[0]).context,
        )
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
    let error = begun.open().unwrap().push_branch("origin", "main", None, &job.context).unwrap_err();
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
    let error = begun.open().unwrap().push_branch("origin", "main", None, &Job::plain().context).unwrap_err();
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
    assert!(matches!(begun.open().unwrap().push_branch("origin", "main", None, &job.context), Err(Error::Cancelled)));
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
    assert!(matches!(
        begun.open().unwrap().push_branch("origin", "main", None, &Job::plain().context),
        Err(Error::Unsupported { .. })
    ));
    assert!(refs(&bare).is_empty());
    for url in ["ext::sh -c id", "--upload-pack=x:y", "https://ada:secret@h/x", ""] {
        assert!(matches!(begun.settle(url), Err(Error::Invalid { .. })), "{url}");
    }
}

/// A hook that writes down what it is told, and then says yes or no.
fn hook(work: &Path, end: u8) {
    let path = work.join(".git/hooks/pre-push");
    std::fs::create_dir_all(work.join(".git/hooks")).unwrap();
    let script = format!(
        "#!/bin/sh\nprintf '%s|' \"$@\" > .git/told\ncat >> .git/told\nenv | grep -c ^GIT_INDEX_FILE >> .git/told\necho asked\nexit {end}\n"
    );
    std::fs::write(&path, script).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
}

fn environment() -> Vec<(std::ffi::OsString, std::ffi::OsString)> {
    vec![("PATH".into(), std::env::var_os("PATH").unwrap())]
}

#[test]
fn the_hook_is_told_what_git_tells_it() {
    let home = home();
    let host = Host::start(home.path());
    git(home.path(), &["init", "-q", "--bare", "--initial-branch=main", "theirs.git"]);
    let mut told = Vec::new();
    for (name, round) in [("theirs", 0), ("empty", 1)] {
        if round == 1 {
            empty(home.path());
        }
        let work = home.path().join(format!("{name}-work"));
        std::fs::create_dir(&work).unwrap();
        git(&work, &["init", "-q", "--initial-branch=main"]);
        git(&work, &["remote", "add", "origin", &host.url(&format!("{name}.git"))]);
        hook(&work, 0);
        // Dates are fixed here, so both have the same commits.
        let push = || {
            if round == 0 {
                git(&work, &["push", "-q", "-u", "origin", "main"]);
            } else {
                let run = git::HookRun { environment: environment(), cancel: net::Cancel::new(), ear: &|_, _| {} };
                let repository = Repository::open(&work).unwrap();
                assert!(repository.has_push_hook(&Vec::new).unwrap());
                repository.push_branch("origin", "main", Some(&run), &Job::plain().context).unwrap();
            }
            std::fs::read_to_string(work.join(".git/told")).unwrap().replace(name, "server")
        };
        commit(&work, "a", "1\n", "One");
        let first = push();
        commit(&work, "a", "2\n", "Two");
        told.push([first, push()]);
    }
    assert_eq!(told[1], told[0]);
    assert!(told[0][0].contains("refs/heads/main"), "{told:?}");
}

#[test]
fn a_hook_that_says_no_keeps_everything_here() {
    let home = home();
    let bare = empty(home.path());
    let _host = ready(home.path());
    let work = home.path().join("new");
    hook(&work, 1);
    let said = std::sync::Mutex::new(Vec::new());
    let ear = |hook: &str, text: &str| said.lock().unwrap().push(format!("{hook}:{text}"));
    let run = git::HookRun { environment: environment(), cancel: net::Cancel::new(), ear: &ear };
    let repository = Repository::open(&work).unwrap();
    let refused = repository.push_branch("origin", "main", Some(&run), &Job::plain().context).unwrap_err();
    assert!(matches!(&refused, Error::Hook { name, output } if name == "pre-push" && output == "asked\n"), "{refused:?}");
    assert_eq!(said.into_inner().unwrap(), ["pre-push:", "pre-push:asked\n"]);
    assert!(refs(&bare).is_empty());
    assert_eq!(git(&work, &["for-each-ref", "refs/remotes"]), "");
    // Skipped, it goes.
    repository.push_branch("origin", "main", None, &Job::plain().context).unwrap();
    assert_eq!(refs(&bare).len(), 1);
}

/// The hook that Git LFS's own program installs.
const HOOK_OF_LFS: &str = "#!/bin/sh\n\
     command -v git-lfs >/dev/null 2>&1 || { printf >&2 \"\\n%s\\n\\n\" \"This repository is configured for Git LFS.\"; exit 2; }\n\
     git lfs pre-push \"$@\"\n";

#[test]
fn the_hook_of_git_lfs_is_passed_over_where_its_program_is_not_there() {
    let home = home();
    let bare = empty(home.path());
    let _host = ready(home.path());
    let work = home.path().join("new");
    let write = |place: &Path, text: &str| {
        std::fs::create_dir_all(place.parent().unwrap()).unwrap();
        std::fs::write(place, text).unwrap();
        std::fs::set_permissions(place, PermissionsExt::from_mode(0o755)).unwrap();
    };
    let hook = work.join(".git/hooks/pre-push");
    write(&hook, HOOK_OF_LFS);
    write(&work.join(".git/hooks/post-commit"), &HOOK_OF_LFS.replace("pre-push", "post-commit"));
    // A folder with Git and what a script needs, and one more with the program.
    let (plain, large) = (home.path().join("plain"), home.path().join("large"));
    std::fs::create_dir(&plain).unwrap();
    for name in ["git", "sh", "cat"] {
        let found =
            std::env::split_paths(&std::env::var_os("PATH").unwrap()).map(|folder| folder.join(name)).find(|it| it.exists());
        std::os::unix::fs::symlink(found.unwrap(), plain.join(name)).unwrap();
    }
    write(&large.join("git-lfs"), "#!/bin/sh\necho \"$@\" >> \"$HOME/told\"\ncat >> \"$HOME/told\"\n");
    let surroundings = |folders: &[&Path]| {
        let (path, place) = (std::env::join_paths(folders).unwrap(), home.path().as_os_str().to_owned());
        move || vec![("PATH".into(), path.clone()), ("HOME".into(), place.clone())]
    };
    let repository = Repository::open(&work).unwrap();
    let push = |environment: Vec<_>| {
        let run = git::HookRun { environment, cancel: net::Cancel::new(), ear: &|_, _| {} };
        repository.push_branch("origin", "main", Some(&run), &Job::plain().context)
    };
    let (without, with) = (surroundings(&[&plain]), surroundings(&[&plain, &large]));
    assert!(!repository.has_push_hook(&without).unwrap() && repository.has_push_hook(&with).unwrap());
    assert!(repository.commit_hooks(&without).unwrap().is_empty());
    assert_eq!(repository.commit_hooks(&with).unwrap(), ["post-commit"]);
    push(without()).unwrap();
    assert_eq!(refs(&bare).len(), 1);
    let told = home.path().join("told");
    assert!(!told.exists());
    // With the program it runs: it may have locks to look after.
    commit(&work, "more", "1\n", "More");
    push(with()).unwrap();
    let told = std::fs::read_to_string(told).unwrap();
    assert!(told.starts_with("pre-push origin http") && told.contains("refs/heads/main"), "{told}");
    // What somebody added to it runs in any case.
    write(&hook, &format!("{HOOK_OF_LFS}echo mine\n"));
    assert!(repository.has_push_hook(&without).unwrap());
    commit(&work, "more", "2\n", "Most");
    assert!(matches!(push(without()), Err(Error::Hook { output, .. }) if output.contains("configured for Git LFS")));
}

#[test]
fn files_of_lfs_are_not_pushed_without_their_bytes() {
    let home = home();
    let bare = empty(home.path());
    let _host = ready(home.path());
    let work = home.path().join("new");
    let push = || Repository::open(&work).unwrap().push_branch("origin", "main", None, &Job::plain().context);
    push().unwrap();
    commit(&work, ".gitattributes", "*.bin filter=lfs diff=lfs merge=lfs -text\n", "Keep large files");
    push().unwrap();
    let pointer = format!("version https://git-lfs.github.com/spec/v1\noid sha256:{}\nsize 9\n", "a".repeat(64));
    std::fs::write(work.join("large.bin"), pointer).unwrap();
    git(&work, &["-c", "filter.lfs.clean=cat", "add", "large.bin"]);
    git(&work, &["commit", "-qm", "Large"]);
    let before = refs(&bare);
    let error = push().unwrap_err();
    assert!(matches!(&error, Error::NotFound { what } if what.contains("LFS")), "{error:?}");
    assert_eq!(refs(&bare), before);
    // What the server has already does not matter, whatever is known here of its branches.
    git(&work, &["push", "-q", bare.to_str().unwrap(), "main"]);
    commit(&work, "small", "x", "Small");
    push().unwrap();
}

#[test]
fn the_target_is_where_git_would_push() {
    let home = home();
    let work = home.path().join("work");
    std::fs::create_dir(&work).unwrap();
    git(&work, &["init", "-q", "--initial-branch=main"]);
    let target = || Repository::open(&work).unwrap().push_target();
    let refused = |words: &str| {
        let found = target();
        assert!(matches!(&found, Err(Error::Refused { detail }) if detail.contains(words)), "{found:?}");
    };
    refused("no commit yet");
    commit(&work, "a", "1\n", "One");
    refused("no remote");
    git(&work, &["remote", "add", "upstream", "https://h/a.git"]);
    assert_eq!(target().unwrap().remote, "upstream");
    git(&work, &["remote", "add", "second", "https://h/b.git"]);
    refused("several remotes");
    git(&work, &["remote", "add", "origin", "https://h/c.git"]);
    let found = target().unwrap();
    assert_eq!((found.branch.as_str(), found.remote.as_str()), ("main", "origin"));
    git(&work, &["config", "branch.main.remote", "second"]);
    git(&work, &["config", "branch.main.merge", "refs/heads/main"]);
    assert_eq!(target().unwrap().remote, "second");
    git(&work, &["config", "branch.main.merge", "refs/heads/elsewhere"]);
    refused("another name");
    git(&work, &["checkout", "-q", "--detach"]);
    refused("No branch is checked out");
}
