//! Fetching into a repository that is there: refs and tags end as stock `git fetch` leaves them.

use std::path::Path;

use git::{Error, Repository};

use crate::support::access::TestAccess;
use crate::support::faults::Fault;
use crate::support::git::{commit, git, refs};
use crate::support::http::Host;
use crate::support::{BOTH, Job, home};

/// A server that two clones know, and then goes on: a branch moved, one by force, one is new, one is gone, tags came.
fn gone_on(home: &Path, host: &Host) -> [std::path::PathBuf; 2] {
    git(home, &["init", "-q", "--initial-branch=main", "work"]);
    let work = home.join("work");
    let long = |last: &str| (0..2000).map(|number| format!("line {number}\n")).collect::<String>() + last;
    commit(&work, "a", &long("1\n"), "One");
    for branch in ["moves", "jumps", "goes"] {
        git(&work, &["branch", branch]);
    }
    git(home, &["clone", "-q", "--bare", "work", "server.git"]);
    git(&home.join("server.git"), &["update-server-info"]);
    let clones = ["theirs", "ours"].map(|name| {
        git(home, &["clone", "-q", &host.url("server.git"), name]);
        home.join(name)
    });
    git(&work, &["remote", "add", "origin", "../server.git"]);
    // A thin pack: it says only how the file differs from what is there.
    commit(&work, "a", &long("2\n"), "Two");
    git(&work, &["branch", "-f", "moves"]);
    git(&work, &["tag", "light"]);
    git(&work, &["tag", "-a", "-m", "Heavy", "heavy"]);
    git(&work, &["checkout", "-q", "--orphan", "other"]);
    commit(&work, "c", "3\n", "Three");
    git(&work, &["branch", "-f", "jumps"]);
    git(&work, &["branch", "new/one"]);
    git(&work, &["tag", "unrelated", &git(&work, &["commit-tree", "-m", "Alone", "HEAD^{tree}"])]);
    git(&work, &["push", "-q", "--force", "--all"]);
    git(&work, &["push", "-q", "--tags"]);
    git(&work, &["push", "-q", "origin", ":goes"]);
    clones
}

#[test]
fn as_git_fetch_does() {
    for (indexer, prune) in [(BOTH[0], false), (BOTH[0], true), (BOTH[1], false)] {
        let home = home();
        let host = Host::start(home.path());
        let [theirs, ours] = gone_on(home.path(), &host);
        for clone in [&theirs, &ours] {
            git(clone, &["config", "fetch.prune", if prune { "true" } else { "false" }]);
        }
        git(&theirs, &["fetch", "-q", "origin"]);
        let job = Job::new(TestAccess::default(), indexer);
        let repository = Repository::open(&ours).unwrap();
        repository.fetch("origin", &job.context).unwrap();
        assert_eq!(refs(&ours), refs(&theirs), "prune {prune}");
        assert!(refs(&ours).iter().any(|name| format!("{name:?}").contains("goes")) != prune, "the test prunes");
        git(&ours, &["fsck", "--strict"]);
        assert_eq!(git(&ours, &["status", "--porcelain"]), "");
        // Once more there is nothing new.
        let asked = host.seen().len();
        repository.fetch("origin", &job.context).unwrap();
        assert_eq!(host.seen().len(), asked + 1, "only the refs are asked for");
        assert_eq!(refs(&ours), refs(&theirs));
    }
}

#[test]
fn what_cannot_be_fetched_changes_nothing() {
    let home = home();
    let host = Host::start(home.path());
    let [_, ours] = gone_on(home.path(), &host);
    let before = refs(&ours);
    let repository = Repository::open(&ours).unwrap();
    host.set(Fault::Answer { status: 500, headers: String::new(), body: String::new() });
    assert!(repository.fetch("origin", &Job::plain().context).is_err());
    assert!(matches!(repository.fetch("nobody", &Job::plain().context), Err(Error::NotFound { .. })));
    git(&ours, &["remote", "add", "folder", home.path().join("server.git").to_str().unwrap()]);
    assert!(matches!(repository.fetch("folder", &Job::plain().context), Err(Error::Unsupported { .. })));
    git(&ours, &["config", "remote.origin.url", "ext::sh -c id"]);
    assert!(repository.fetch("origin", &Job::plain().context).is_err());
    assert_eq!(refs(&ours), before);
}
