//! Cloning over HTTP gives what `git clone` gives, with either indexer.

use std::path::Path;

use git::{CloneRequest, Head, Repository, Stage};

use crate::support::access::TestAccess;
use crate::support::git::{assert_sound, bytes, command, git, init, refs};
use crate::support::http::Host;
use crate::support::{BOTH, Job, corpus, home, names, request};

/// Clones with stock `git`, then with ours, and compares everything that counts.
fn compare(url: &str, home: &Path, words: &[&str], change: impl Fn(&mut CloneRequest)) {
    let theirs = home.join("theirs");
    git(home, &[&["clone", "-q"], words, &[url, theirs.to_str().unwrap()]].concat());
    for indexer in BOTH {
        let ours = home.join(format!("ours-{indexer:?}"));
        let mut request = request(url, &ours);
        change(&mut request);
        Job::new(TestAccess::default(), indexer).clone(&request).unwrap();
        assert_same(&ours, &theirs);
        assert_eq!(names(home).iter().filter(|name| name.contains("partial")).count(), 0);
    }
}

pub fn assert_same(ours: &Path, theirs: &Path) {
    assert_eq!(refs(ours), refs(theirs));
    assert_eq!(std::fs::read(ours.join(".git/HEAD")).unwrap(), std::fs::read(theirs.join(".git/HEAD")).unwrap());
    let settings = |folder: &Path| {
        let mut all: Vec<String> = git(folder, &["config", "--local", "--list"]).lines().map(str::to_owned).collect();
        all.retain(|line| line.starts_with("remote.") || line.starts_with("branch.") || line.starts_with("submodule."));
        all.sort();
        all
    };
    assert_eq!(settings(ours), settings(theirs));
    assert_eq!(git(ours, &["status", "--porcelain", "--ignored"]), "");
    assert_eq!(bytes(ours, &["ls-files", "-s", "-z"]), bytes(theirs, &["ls-files", "-s", "-z"]));
    let same =
        std::process::Command::new("diff").args(["-r", "--no-dereference", "-x", ".git"]).args([ours, theirs]).output().unwrap();
    assert!(same.status.success(), "{}", String::from_utf8_lossy(&same.stdout));
    assert_eq!(git(ours, &["rev-list", "--all", "--count"]), git(theirs, &["rev-list", "--all", "--count"]));
    assert_sound(ours);
}

#[test]
fn everything_arrives() {
    let home = home();
    corpus::rich(&home.path().join("rich.git"));
    let host = Host::start(home.path());
    compare(&host.url("rich.git"), home.path(), &[], |_| {});
    let ours = home.path().join("ours-PackSink");
    assert!(names(&ours).contains(&"run.sh".to_owned()));
    assert!(git(&ours, &["reflog"]).contains("clone: from http://127.0.0.1"));
    assert!(!ours.join(".git/hooks").join("pre-commit.sample").exists());
    // The index knows the files' state: nothing has to be read again.
    assert_eq!(git(&ours, &["diff-files"]), "");
    assert!(host.seen().iter().all(|seen| seen.authorization.is_none() && seen.agent.starts_with("git/")));
}

#[test]
fn a_branch_can_be_chosen() {
    let home = home();
    corpus::rich(&home.path().join("rich.git"));
    let host = Host::start(home.path());
    let branch = |request: &mut CloneRequest| request.branch = Some("feature/ä-1".to_owned());
    compare(&host.url("rich.git"), home.path(), &["-b", "feature/ä-1"], branch);
}

#[test]
fn odd_names_get_into_the_configuration_whole() {
    let home = home();
    corpus::rich(&home.path().join("rich.git"));
    let name = "q\"uo.t'e/$(x)#;";
    git(&home.path().join("rich.git"), &["branch", name, "old"]);
    let host = Host::start(home.path());
    compare(&host.url("rich.git"), home.path(), &["-b", name], |request| request.branch = Some(name.to_owned()));
}

#[test]
fn shallow_clones_are_cut_where_git_cuts_them() {
    let home = home();
    corpus::rich(&home.path().join("rich.git"));
    let host = Host::start(home.path());
    compare(&host.url("rich.git"), home.path(), &["--depth", "3"], |request| request.depth = Some(3));
    let shallow = |folder: &str| {
        let text = std::fs::read_to_string(home.path().join(folder).join(".git/shallow")).unwrap();
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    assert_eq!(shallow("ours-PackSink"), shallow("theirs"));
    assert_eq!(shallow("ours-Libgit2"), shallow("theirs"));
    assert!(Repository::open(&home.path().join("ours-PackSink")).unwrap().is_shallow());
}

#[test]
fn shallow_and_a_branch() {
    let home = home();
    corpus::rich(&home.path().join("rich.git"));
    let host = Host::start(home.path());
    compare(&host.url("rich.git"), home.path(), &["--depth", "1", "-b", "old"], |request| {
        request.depth = Some(1);
        request.branch = Some("old".to_owned());
    });
}

#[test]
fn an_empty_repository_begins_where_the_server_says() {
    let home = home();
    git(home.path(), &["init", "-q", "--bare", "-b", "trunk", "empty.git"]);
    let host = Host::start(home.path());
    compare(&host.url("empty.git"), home.path(), &[], |_| {});
    let opened = Repository::open(&home.path().join("ours-PackSink")).unwrap();
    assert_eq!(opened.head().unwrap(), Head::Unborn { name: "trunk".to_owned() });
}

#[test]
fn a_server_without_a_branch_gives_its_commit() {
    let home = home();
    corpus::rich(&home.path().join("rich.git"));
    let commit = git(&home.path().join("rich.git"), &["rev-parse", "old~2"]);
    std::fs::write(home.path().join("rich.git/HEAD"), format!("{commit}\n")).unwrap();
    let host = Host::start(home.path());
    compare(&host.url("rich.git"), home.path(), &[], |_| {});
}

#[test]
fn names_that_are_no_text_survive() {
    let home = home();
    corpus::rich(&home.path().join("rich.git"));
    let bare = home.path().join("rich.git");
    let commit = git(&bare, &["rev-parse", "trunk"]);
    let packed = [b"# pack-refs with: sorted \n".to_vec(), commit.into_bytes(), b" refs/heads/caf\xe9\n".to_vec()].concat();
    let old = std::fs::read(bare.join("packed-refs")).unwrap();
    std::fs::write(
        bare.join("packed-refs"),
        [packed, old.split_inclusive(|byte| *byte == b'\n').skip(1).flatten().copied().collect()].concat(),
    )
    .unwrap();
    let host = Host::start(home.path());
    let target = home.path().join("ours");
    Job::plain().clone(&request(&host.url("rich.git"), &target)).unwrap();
    let listed = bytes(&target, &["for-each-ref", "--format=%(refname)"]);
    assert!(listed.windows(24).any(|name| name == b"refs/remotes/origin/caf\xe9"));
    assert_sound(&target);
}

#[test]
fn progress_goes_forward() {
    let home = home();
    corpus::heavy(&home.path().join("heavy.git"), 4 << 20);
    let host = Host::start(home.path());
    for indexer in BOTH {
        let job = Job::new(TestAccess::default(), indexer);
        job.clone(&request(&host.url("heavy.git"), home.path().join(format!("{indexer:?}")))).unwrap();
        let reports = job.reports.lock().unwrap();
        assert_eq!(reports.first().unwrap().stage, Stage::Waiting);
        assert!(reports.iter().any(|report| report.stage == Stage::Receiving && report.total > 0), "{reports:?}");
        let last = reports.last().unwrap();
        assert_eq!((last.stage, last.done, last.total), (Stage::CheckingOut, 8, 8));
        assert!(last.bytes > 4 << 20);
        assert!(reports.windows(2).all(|pair| pair[0].bytes <= pair[1].bytes));
        // The server's words come whole: each line once, also what it overwrote many times.
        let heard = job.heard.lock().unwrap();
        assert!(heard.iter().any(|line| line.starts_with("Total ")), "{heard:?}");
        assert_eq!(heard.iter().filter(|line| line.starts_with("Counting objects: ")).count(), 1, "{heard:?}");
    }
}

#[test]
fn the_account_is_used_and_its_name_in_the_address_is_not_sent() {
    let home = home();
    corpus::rich(&home.path().join("rich.git"));
    let host = Host::start(home.path());
    // ann:s3cret
    host.set(crate::support::faults::Fault::Account("Basic YW5uOnMzY3JldA==".to_owned()));
    let access = || TestAccess::account(&format!("http://{}/", host.address), "ann", "s3cret");
    let url = host.url("rich.git").replace("http://", "http://bob@");
    let target = home.path().join("ours");
    Job::new(access(), git::Indexer::PackSink).clone(&request(&url, &target)).unwrap();
    assert!(host.seen().iter().all(|seen| seen.status == 200 && seen.authorization.as_deref() == Some("Basic YW5uOnMzY3JldA==")));
    assert_eq!(git(&target, &["remote", "get-url", "origin"]), url);
    let found = command(home.path()).args(["-C", "ours", "grep", "--no-index", "-r", "s3cret"]).output().unwrap();
    assert!(!found.status.success(), "the password was written down");
}

#[test]
fn an_existing_empty_folder_will_do_and_folders_above_are_made() {
    let home = home();
    init(&home.path().join("src"));
    crate::support::git::commit(&home.path().join("src"), "a", "a", "a");
    let host = Host::start(home.path());
    let target = home.path().join("x/y/z");
    std::fs::create_dir_all(&target).unwrap();
    Job::plain().clone(&request(&host.url("src/.git"), &target)).unwrap();
    Job::plain().clone(&request(&host.url("src/.git"), home.path().join("p/q/r"))).unwrap();
    assert_eq!(names(&target), [".git", "a"]);
    assert_eq!(names(&home.path().join("p/q")), ["r"]);
}
