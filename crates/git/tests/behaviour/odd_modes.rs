//! Trees of old and other programs, with modes that Git itself never writes: Git takes each for the nearest of its own, and so do
//! the commit list, the changes, a checkout and a clone.

use std::path::Path;

use git::{Choice, CommitDraft, Error};

use crate::changes::open;
use crate::checkout::go;
use crate::commits::{ours, theirs};
use crate::support::git::{bytes, git, init, tree};
use crate::support::trees::{Snapshot, assert_same, twin};
use crate::support::{Job, home, request};

/// Commits on `main`, the last of which is the first that is written as Git does it; `old` stays at the second.
fn history(work: &Path) {
    init(work);
    let object = |content: &str| {
        std::fs::write(work.join("object"), content).unwrap();
        let id = git(work, &["hash-object", "-w", "object"]);
        std::fs::remove_file(work.join("object")).unwrap();
        id
    };
    let [one, two, last] = ["one\n", "two\n", "three\n"].map(object);
    let inner = |mode, content: &str| tree(work, &[(mode, "inside", content)]);
    let trees = [
        vec![
            ("100664", "a", one.clone()),
            ("100600", "b", one.clone()),
            ("100777", "c", two.clone()),
            ("40755", "d", inner("100640", &two)),
            ("120777", "link", last.clone()),
        ],
        // Other content, another file that can be run, a link that moved, a file that became a link.
        vec![
            ("100664", "a", two.clone()),
            ("100711", "b", one.clone()),
            ("100664", "c", two.clone()),
            ("40755", "d", inner("120777", &two)),
            ("120600", "moved", last.clone()),
        ],
        // The same, as Git writes it; and a file that moved.
        vec![
            ("100644", "a", two.clone()),
            ("100755", "b", one.clone()),
            ("40000", "d", inner("120000", &two)),
            ("120000", "moved", last),
            ("100664", "new", two.clone()),
        ],
    ];
    let mut parent: Option<String> = None;
    for entries in trees {
        let entries: Vec<_> = entries.iter().map(|(mode, name, id)| (*mode, *name, id.as_str())).collect();
        let made = tree(work, &entries);
        let mut words = vec!["commit-tree", &made, "-m", "Odd"];
        words.extend(parent.iter().flat_map(|parent| ["-p", parent.as_str()]));
        let id = git(work, &words);
        git(work, &["branch", "-f", "old", parent.as_ref().unwrap_or(&id)]);
        git(work, &["update-ref", "refs/heads/main", &id]);
        parent = Some(id);
    }
    git(work, &["reset", "-q", "--hard"]);
}

#[test]
fn commits_list_what_git_lists() {
    let home = home();
    let work = home.path().join("work");
    history(&work);
    let opened = open(&work);
    for id in git(&work, &["rev-list", "main"]).lines() {
        assert_eq!(ours(&opened.commit(id).unwrap()), theirs(&work, id), "{id}");
    }
}

#[test]
fn a_checkout_and_a_clone_leave_nothing_to_commit() {
    let home = home();
    let one = home.path().join("one");
    history(&one);
    let other = twin(&one);
    let opened = open(&one);
    for branch in ["old", "main", "old"] {
        go(&opened, branch).unwrap();
        git(&other, &["switch", "-q", branch]);
        assert_same(&Snapshot::take(&one), &Snapshot::take(&other), branch);
        let changes = opened.changes().unwrap();
        assert!(changes.staged.paths.is_empty() && changes.unstaged.paths.is_empty(), "{branch}: {changes:?}");
    }
    let [ours, theirs] = ["ours", "theirs"].map(|name| home.path().join(name));
    Job::plain().clone(&request(one.to_str().unwrap(), &ours)).unwrap();
    git(home.path(), &["clone", "-q", "one", "theirs"]);
    let index = |work: &Path| bytes(work, &["ls-files", "-s", "-z"]);
    assert_eq!(index(&ours), index(&theirs));
    assert_eq!(git(&ours, &["status", "--porcelain"]), "");
    assert!(open(&ours).changes().unwrap().staged.paths.is_empty());
}

#[test]
fn staging_and_committing_as_git_does_it() {
    let home = home();
    let one = home.path().join("one");
    history(&one);
    git(&one, &["switch", "-q", "old"]);
    let other = twin(&one);
    let opened = open(&one);
    let draft = CommitDraft {
        message: "More".to_owned(),
        author: ("Ann Author".to_owned(), "ann@example.com".to_owned()),
        ..CommitDraft::default()
    };
    let nothing = opened.commit_changes(&draft, None, None).expect_err("nothing is staged");
    assert!(matches!(&nothing, Error::Invalid { field, .. } if field == "staged"), "{nothing}");
    for work in [&one, &other] {
        std::fs::write(work.join("a"), "four\n").unwrap();
    }
    let a = || Choice::Paths(vec![b"a".to_vec()]);
    let staged = || opened.changes().unwrap().staged.paths.into_iter().map(|changed| changed.path).collect::<Vec<_>>();
    opened.stage(&a()).unwrap();
    assert_eq!(staged(), [b"a"]);
    opened.unstage(&a()).unwrap();
    git(&other, &["add", "a"]);
    git(&other, &["reset", "-q", "--", "a"]);
    assert_same(&Snapshot::take(&one), &Snapshot::take(&other), "unstaged");
    opened.stage(&a()).unwrap();
    opened.commit_changes(&draft, None, None).unwrap();
    git(&other, &["commit", "-qam", "More"]);
    let tree = |work: &Path| bytes(work, &["ls-tree", "-r", "-z", "HEAD"]);
    assert_eq!(tree(&one), tree(&other));
    opened.undo(opened.undo_steps().unwrap().done.first().unwrap().number).unwrap();
    assert_eq!(staged(), [b"a"]);
}
