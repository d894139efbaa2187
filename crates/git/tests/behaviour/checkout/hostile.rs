//! Trees that were made by hand: nothing is written beside the work tree, and nothing into the Git folder (T1.10, T6.7).

use git::{Destination, Error};

use super::{commit, git, home, init, open, quiet};
use crate::support::git::tree;
use crate::support::trees::{Snapshot, assert_same};

#[test]
fn nothing_is_written_where_it_does_not_belong() {
    let home = home();
    let work = home.path().join("work");
    init(&work);
    commit(&work, "file", "1\n", "One");
    std::fs::write(work.join("blob"), "#!/bin/sh\n").unwrap();
    let script = git(&work, &["hash-object", "-w", "blob"]);
    std::fs::write(work.join("blob"), "../outside").unwrap();
    let link = git(&work, &["hash-object", "-w", "blob"]);
    std::fs::remove_file(work.join("blob")).unwrap();
    std::fs::create_dir(home.path().join("outside")).unwrap();
    let inner = tree(&work, &[("100755", "post-checkout", &script)]);
    let hooks = tree(&work, &[("40000", "hooks", &inner)]);
    let odd = [
        tree(&work, &[("40000", ".git", &hooks)]),
        tree(&work, &[("40000", ".GIT", &hooks)]),
        tree(&work, &[("120000", ".git", &link)]),
        tree(&work, &[("40000", "..", &inner)]),
        tree(&work, &[("100644", "../out", &script)]),
        tree(&work, &[("120000", "a", &link), ("40000", "a", &inner)]),
    ];
    for tree in odd {
        let id = git(&work, &["commit-tree", "-m", "Odd", &tree]);
        let before = Snapshot::take(&work);
        let outcome = open(&work).check_out(&Destination::Commit { id }, &quiet());
        assert!(
            matches!(outcome, Err(Error::Refused { .. } | Error::Damaged { .. } | Error::Broken { .. })),
            "{tree}: {outcome:?}"
        );
        assert_same(&Snapshot::take(&work), &before, &tree);
        assert!(!work.join(".git/hooks/post-checkout").exists() && !home.path().join("out").exists());
        assert_eq!(std::fs::read_dir(home.path().join("outside")).unwrap().count(), 0);
    }
}

#[test]
fn nothing_is_written_through_a_link_that_lies_in_the_way() {
    let home = home();
    let work = home.path().join("work");
    init(&work);
    commit(&work, "file", "1\n", "One");
    git(&work, &["checkout", "-qb", "other"]);
    std::fs::create_dir(work.join("folder")).unwrap();
    commit(&work, "folder/within", "theirs\n", "Two");
    git(&work, &["checkout", "-q", "main"]);
    std::fs::create_dir(home.path().join("outside")).unwrap();
    std::os::unix::fs::symlink("../outside", work.join("folder")).unwrap();
    let outcome = super::go(&open(&work), "other");
    assert!(matches!(&outcome, Err(Error::InTheWay { files }) if files == &["folder"]), "{outcome:?}");
    assert_eq!(std::fs::read_dir(home.path().join("outside")).unwrap().count(), 0);
}
