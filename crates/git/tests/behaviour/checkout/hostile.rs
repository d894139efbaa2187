//! Trees that were made by hand: nothing is written beside the work tree, and nothing into the Git folder (T1.10, T6.7).

use std::io::Write;
use std::path::Path;
use std::process::Stdio;

use git::{Destination, Error};

use super::{command, commit, git, home, init, open, quiet};
use crate::support::trees::{Snapshot, assert_same};

/// A tree with exactly these entries: mode, name, object.
fn tree(work: &Path, entries: &[(&str, &str, &str)]) -> String {
    let mut bytes = Vec::new();
    for (mode, name, id) in entries {
        bytes.extend(format!("{mode} {name}\0").into_bytes());
        bytes.extend((0..20).map(|byte| u8::from_str_radix(&id[byte * 2..byte * 2 + 2], 16).unwrap()));
    }
    let mut child = command(work)
        .args(["hash-object", "-t", "tree", "-w", "--literally", "--stdin"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(&bytes).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

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
