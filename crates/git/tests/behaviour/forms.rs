//! T6.11: every form of repository opens, or says in a plain sentence why not.

use std::path::Path;

use git::{Error, Head, Repository};

use crate::support::git::{commit, git, init};
use crate::support::{Job, corpus, home, request};

fn open(folder: &Path) -> Repository {
    Repository::open(folder).unwrap()
}

#[test]
fn with_files_bare_and_from_inside() {
    let home = home();
    let work = home.path().join("work");
    init(&work);
    let first = commit(&work, "deep/er/file", "x", "Begin");
    let opened = open(&work.join("deep/er"));
    assert_eq!(opened.path().canonicalize().unwrap(), work.canonicalize().unwrap());
    assert!(!opened.is_bare() && !opened.is_shallow() && opened.work_tree().is_some());
    assert_eq!(opened.head().unwrap(), Head::Branch { name: "main".to_owned(), commit: first.clone() });
    git(home.path(), &["clone", "-q", "--bare", "work", "bare.git"]);
    let bare = open(&home.path().join("bare.git"));
    assert!(bare.is_bare() && bare.work_tree().is_none());
    assert_eq!(bare.rows(0, 9).unwrap().total, 1);
    git(&work, &["checkout", "-q", "--detach"]);
    assert_eq!(open(&work).head().unwrap(), Head::Detached { commit: first });
}

#[test]
fn without_commits() {
    let home = home();
    git(home.path(), &["init", "-q", "-b", "trunk", "new"]);
    let new = open(&home.path().join("new"));
    assert_eq!(new.head().unwrap(), Head::Unborn { name: "trunk".to_owned() });
    let refs = new.refs().unwrap();
    assert!(refs.branches.is_empty() && refs.tags.is_empty());
    let rows = new.rows(0, 100).unwrap();
    assert!((rows.total, rows.rows.len(), rows.lanes) == (0, 0, 0));
    // An orphan branch beside another one.
    let work = home.path().join("work");
    init(&work);
    commit(&work, "a", "a", "a");
    git(&work, &["checkout", "-q", "--orphan", "gone"]);
    let orphan = open(&work);
    assert_eq!(orphan.head().unwrap(), Head::Unborn { name: "gone".to_owned() });
    assert_eq!(orphan.rows(0, 9).unwrap().total, 1);
}

#[test]
fn worktrees_and_submodules() {
    let home = home();
    let work = home.path().join("work");
    init(&work);
    let first = commit(&work, "a", "a", "a");
    git(&work, &["worktree", "add", "-q", "-b", "side", "../beside"]);
    let side = commit(&home.path().join("beside"), "b", "b", "b");
    let beside = open(&home.path().join("beside"));
    assert_eq!(beside.head().unwrap(), Head::Branch { name: "side".to_owned(), commit: side.clone() });
    let refs = beside.refs().unwrap();
    let shown: Vec<_> = refs.branches.iter().map(|one| (one.name.as_str(), one.commit.as_str(), one.current)).collect();
    assert_eq!(shown, [("main", first.as_str(), false), ("side", side.as_str(), true)]);
    assert_eq!(beside.rows(0, 9).unwrap().total, 2);
    git(home.path(), &["clone", "-q", "work", "top"]);
    let top = home.path().join("top");
    git(&top, &["submodule", "--quiet", "add", work.to_str().unwrap(), "lib"]);
    let inner = open(&top.join("lib"));
    assert_eq!(inner.path().canonicalize().unwrap(), top.join("lib").canonicalize().unwrap());
    assert_eq!(inner.rows(0, 9).unwrap().total, 2);
    assert_eq!(open(&top).refs().unwrap().submodules.len(), 1);
}

#[test]
fn shallow_ones_end_where_they_were_cut() {
    let home = home();
    corpus::rich(&home.path().join("rich.git"));
    let url = format!("file://{}", home.path().join("rich.git").display());
    git(home.path(), &["clone", "-q", "--depth", "4", &url, "cut"]);
    let cut = open(&home.path().join("cut"));
    assert!(cut.is_shallow());
    let count: usize = git(&home.path().join("cut"), &["rev-list", "--all", "--count"]).parse().unwrap();
    let rows = cut.rows(0, 1000).unwrap();
    assert_eq!(rows.total, count);
    assert!(rows.rows.last().unwrap().parents.is_empty());
    let last = cut.commit(&rows.rows.last().unwrap().commit).unwrap();
    assert!(last.files_total > 0);
    // Cloned on from there it is as shallow.
    let again = home.path().join("again");
    Job::plain().clone(&request(&url.replace("rich.git", "cut/.git"), &again)).unwrap();
    assert!(open(&again).is_shallow());
}

#[test]
fn what_we_do_not_read_is_said_plainly() {
    let home = home();
    for (name, words, sentence) in
        [("long", vec!["--object-format=sha256"], "SHA-256"), ("tables", vec!["--ref-format=reftable"], "reftables")]
    {
        git(home.path(), &[&["init", "-q", name], &words[..]].concat());
        let error = Repository::open(&home.path().join(name)).err().unwrap();
        assert!(matches!(&error, Error::Unsupported { what } if what.contains(sentence)), "{name}: {error:?}");
    }
    let odd = home.path().join("odd");
    init(&odd);
    git(&odd, &["config", "core.repositoryformatversion", "1"]);
    git(&odd, &["config", "extensions.futuristic", "yes"]);
    let error = Repository::open(&odd).err().unwrap();
    assert!(matches!(&error, Error::Unsupported { what } if what.contains("futuristic")), "{error:?}");
    let error = Repository::open(&home.path().join("nothing")).err().unwrap();
    assert!(matches!(error, Error::NotFound { .. }), "{error:?}");
}

#[test]
fn odd_indexes_and_unfinished_merges_open() {
    let home = home();
    for name in ["split", "sparse", "merging"] {
        let work = home.path().join(name);
        init(&work);
        commit(&work, "a/file", "a", "a");
        commit(&work, "b/file", "b", "b");
        match name {
            "split" => _ = git(&work, &["update-index", "--split-index"]),
            "sparse" => {
                git(&work, &["sparse-checkout", "init", "--cone", "--sparse-index"]);
                git(&work, &["sparse-checkout", "set", "a"]);
            }
            _ => {
                git(&work, &["checkout", "-q", "-b", "side", "HEAD~1"]);
                commit(&work, "b/file", "other", "c");
                let merged = crate::support::git::command(&work).args(["merge", "-q", "main"]).output().unwrap();
                assert!(!merged.status.success());
            }
        }
        let opened = open(&work);
        let refs = opened.refs().unwrap();
        assert!(!refs.branches.is_empty(), "{name}");
        let rows = opened.rows(0, 9).unwrap();
        assert!(rows.total >= 2);
        assert_eq!(opened.commit(&rows.rows[0].commit).unwrap().files_total, 1, "{name}");
    }
}

#[test]
fn nothing_is_written_into_what_is_not_understood() {
    let home = home();
    for name in ["split", "sparse", "bare"] {
        let work = home.path().join(name);
        init(&work);
        commit(&work, "a/file", "a", "a");
        commit(&work, "b/file", "b", "b");
        std::fs::write(work.join("a/file"), "changed").unwrap();
        match name {
            "split" => _ = git(&work, &["update-index", "--split-index"]),
            "sparse" => {
                git(&work, &["sparse-checkout", "init", "--cone", "--sparse-index"]);
                git(&work, &["sparse-checkout", "set", "a"]);
            }
            _ => _ = git(&work, &["config", "core.bare", "true"]),
        }
        let index = std::fs::read(work.join(".git/index")).unwrap();
        let opened = open(if name == "bare" { home.path().join("bare/.git") } else { work.clone() }.as_path());
        for outcome in [opened.stage(&git::Choice::All), opened.discard(&git::Choice::All)] {
            let error = outcome.err().unwrap();
            assert!(!matches!(error, Error::Moved { .. } | Error::Cancelled), "{name}: {error:?}");
        }
        assert_eq!(std::fs::read(work.join(".git/index")).unwrap(), index, "{name}");
        assert_eq!(std::fs::read_to_string(work.join("a/file")).unwrap(), "changed", "{name}");
        assert!(!work.join(".git/index.lock").exists(), "{name}");
        if name != "bare" {
            assert_eq!(git(&work, &["status", "--porcelain"]), " M a/file", "{name}");
        }
    }
}

#[test]
fn broken_refs_do_not_hide_the_rest() {
    let home = home();
    let work = home.path().join("work");
    init(&work);
    let first = commit(&work, "a", "a", "a");
    for (name, text) in [("empty", ""), ("half", "1234"), ("missing", &"1".repeat(40)), ("loop", "ref: refs/heads/loop")] {
        std::fs::write(work.join(".git/refs/heads").join(name), text).unwrap();
    }
    std::fs::write(work.join(".git/refs/heads/main.lock"), "").unwrap();
    let opened = open(&work);
    assert_eq!(opened.rows(0, 9).unwrap().total, 1);
    let refs = opened.refs().unwrap();
    assert_eq!(refs.branches.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["main", "missing"]);
    assert_eq!(refs.branches[0].commit, first);
    for (text, what) in [("", "empty"), ("nonsense", "nonsense")] {
        std::fs::write(work.join(".git/HEAD"), text).unwrap();
        assert!(matches!(opened.rows(0, 9), Err(Error::Damaged { .. })), "{what}");
    }
}

#[test]
fn creating_one() {
    let home = home();
    let new = home.path().join("a/b");
    git::create(&new).unwrap();
    assert!(matches!(git::create(&new), Err(Error::Taken { .. })));
    git(&new, &["status"]);
    assert!(matches!(open(&new).head().unwrap(), Head::Unborn { .. }));
    assert!(!new.join(".git/hooks/pre-commit.sample").exists());
}
