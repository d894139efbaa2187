//! Submodules of a clone: as `git clone --recurse-submodules` has them, and never more than a server gives.

use std::path::Path;

use git::{CloneRequest, Error, Repository, Stage};

use crate::clone_http::assert_same;
use crate::support::access::TestAccess;
use crate::support::git::{commit, git, init};
use crate::support::http::Host;
use crate::support::{BOTH, Job, home, names, request};

/// A repository with files, made bare beside it.
fn publish(home: &Path, name: &str, with: impl FnOnce(&Path)) {
    let work = home.join(format!("{name}-work"));
    init(&work);
    commit(&work, "file", name, "Begin");
    with(&work);
    git(home, &["clone", "-q", "--bare", work.to_str().unwrap(), &format!("{name}.git")]);
}

/// Puts a submodule into the index without cloning it.
fn link(work: &Path, name: &str, path: &str, url: &str, commit_id: &str) {
    for (key, value) in [("path", path), ("url", url)] {
        git(work, &["config", "-f", ".gitmodules", &format!("submodule.{name}.{key}"), value]);
    }
    git(work, &["add", ".gitmodules"]);
    git(work, &["update-index", "--add", "--cacheinfo", &format!("160000,{commit_id},{path}")]);
    git(work, &["commit", "-q", "-m", "Add a submodule"]);
}

fn recursive(url: &str, target: &Path) -> CloneRequest {
    CloneRequest { submodules: true, ..request(url, target) }
}

#[test]
fn they_and_theirs_are_cloned() {
    let home = home();
    let host = Host::start(home.path());
    publish(home.path(), "leaf", |_| {});
    let leaf = git(&home.path().join("leaf.git"), &["rev-parse", "HEAD"]);
    publish(home.path(), "lib", |work| link(work, "the leaf", "deep/leaf", "../leaf.git", &leaf));
    // Not the tip: the commit that is recorded counts.
    let lib = git(&home.path().join("lib.git"), &["rev-parse", "HEAD"]);
    git(&home.path().join("lib-work"), &["commit", "-q", "--allow-empty", "-m", "Later"]);
    git(&home.path().join("lib-work"), &["push", "-q", "../lib.git", "HEAD:main"]);
    let absolute = host.url("lib.git");
    publish(home.path(), "top", |work| {
        link(work, "lib", "vendor/lib", &absolute, &lib);
        link(work, "plain", "plain", "../leaf.git", &leaf);
    });
    git(home.path(), &["clone", "-q", "--recurse-submodules", &host.url("top.git"), "theirs"]);
    for indexer in BOTH {
        let ours = home.path().join(format!("{indexer:?}"));
        let job = Job::new(TestAccess::default(), indexer);
        job.clone(&recursive(&host.url("top.git"), &ours)).unwrap();
        assert_same(&ours, &home.path().join("theirs"));
        for path in ["vendor/lib", "plain", "vendor/lib/deep/leaf"] {
            let (mine, other) = (ours.join(path), home.path().join("theirs").join(path));
            assert_eq!(git(&mine, &["rev-parse", "HEAD"]), git(&other, &["rev-parse", "HEAD"]));
            assert_eq!(git(&mine, &["status", "--porcelain"]), "");
            assert_eq!(std::fs::read_to_string(mine.join(".git")).unwrap(), std::fs::read_to_string(other.join(".git")).unwrap());
            git(&mine, &["fsck", "--strict"]);
        }
        assert_eq!(
            git(&ours, &["submodule", "status", "--recursive"]),
            git(&home.path().join("theirs"), &["submodule", "status", "--recursive"])
        );
        let last = job.reports.lock().unwrap().last().cloned().unwrap();
        assert_eq!((last.stage, last.done, last.total), (Stage::Submodules, 2, 2));
        let refs = Repository::open(&ours).unwrap().refs().unwrap();
        assert_eq!(
            refs.submodules.iter().map(|one| (one.path.as_str(), one.present)).collect::<Vec<_>>(),
            [("plain", true), ("vendor/lib", true)]
        );
    }
    // Without being asked for they stay empty folders.
    let plain = home.path().join("without");
    Job::plain().clone(&request(&host.url("top.git"), &plain)).unwrap();
    assert!(names(&plain.join("plain")).is_empty());
    assert!(!Repository::open(&plain).unwrap().refs().unwrap().submodules[0].present);
}

#[test]
fn a_commit_that_no_branch_leads_to_is_fetched_by_its_name() {
    let home = home();
    let host = Host::start(home.path());
    publish(home.path(), "lib", |work| {
        git(work, &["checkout", "-q", "-b", "side"]);
        commit(work, "side", "side", "Aside");
        git(work, &["checkout", "-q", "main"]);
    });
    let bare = home.path().join("lib.git");
    let side = git(&bare, &["rev-parse", "side"]);
    git(&bare, &["update-ref", "refs/hidden/side", &side]);
    git(&bare, &["branch", "-D", "side"]);
    publish(home.path(), "top", |work| link(work, "lib", "lib", "../lib.git", &side));
    let ours = home.path().join("ours");
    Job::plain().clone(&recursive(&host.url("top.git"), &ours)).unwrap();
    assert_eq!(git(&ours.join("lib"), &["rev-parse", "HEAD"]), side);
    // One that the server does not have at all.
    publish(home.path(), "broken", |work| link(work, "lib", "lib", "../lib.git", &"1".repeat(40)));
    let error = Job::plain().clone(&recursive(&host.url("broken.git"), &home.path().join("target"))).unwrap_err();
    assert!(matches!(error, Error::NotFound { .. } | Error::Refused { .. }), "{error:?}");
    assert!(!home.path().join("target").exists());
}

/// T1.12 as far as submodules go: nobody chooses a folder or a program of ours.
#[test]
fn others_choose_no_folder_and_no_program() {
    let home = home();
    let host = Host::start(home.path());
    publish(home.path(), "leaf", |_| {});
    let leaf = git(&home.path().join("leaf.git"), &["rev-parse", "HEAD"]);
    let canary = home.path().join("canary");
    let touch = format!("touch {}", canary.display());
    let folder = home.path().join("leaf.git").display().to_string();
    for (number, (name, path, url)) in [
        ("n", "p", folder.as_str()),
        ("n", "p", &format!("file://{folder}")),
        ("n", "p", &format!("ext::sh -c {}", touch.replace(' ', "%20"))),
        ("n", "p", "-oProxyCommand=touch:x"),
        ("n", "p", &format!("ssh://-oProxyCommand={}/x", touch.replace(' ', "%20"))),
        ("n", "p", "../../../leaf.git"),
        ("n", "p", "git://127.0.0.1/x"),
        ("../../hooks", "p", "../leaf.git"),
        ("-x", "p", "../leaf.git"),
        ("n\\..\\..", "p", "../leaf.git"),
        ("n", "-p", "../leaf.git"),
    ]
    .into_iter()
    .enumerate()
    {
        let top = format!("top{number}");
        publish(home.path(), &top, |work| link(work, name, path, url, &leaf));
        let target = home.path().join("target");
        let error = Job::plain().clone(&recursive(&host.url(&format!("{top}.git")), &target)).unwrap_err();
        assert!(
            matches!(error, Error::Refused { .. } | Error::Damaged { .. } | Error::Broken { .. }),
            "{name} {path} {url}: {error:?}"
        );
        assert!(!target.exists() && !canary.exists(), "{name} {path} {url}");
    }
}

/// A link in the tree must not lead a submodule out of the clone (CVE-2018-11235 and its kin).
#[test]
fn a_link_on_the_way_is_not_followed() {
    let home = home();
    let host = Host::start(home.path());
    publish(home.path(), "leaf", |_| {});
    let leaf = git(&home.path().join("leaf.git"), &["rev-parse", "HEAD"]);
    let outside = home.path().join("outside");
    std::fs::create_dir_all(outside.join("lib")).unwrap();
    publish(home.path(), "top", |work| {
        std::os::unix::fs::symlink(&outside, work.join("way")).unwrap();
        git(work, &["add", "way"]);
        git(work, &["commit", "-q", "-m", "A link"]);
        // The index can't hold both; the tree of a hostile server can.
        for (key, value) in [("path", "way/lib"), ("url", "../leaf.git")] {
            git(work, &["config", "-f", ".gitmodules", &format!("submodule.lib.{key}"), value]);
        }
        let entry = |words: &[u8]| {
            use std::io::Write;
            let mut child = crate::support::git::command(work)
                .args(["mktree", "--missing"])
                .stdin(std::process::Stdio::piped())
                .stdout(std::process::Stdio::piped())
                .spawn()
                .unwrap();
            child.stdin.take().unwrap().write_all(words).unwrap();
            String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap().trim().to_owned()
        };
        let modules = git(work, &["hash-object", "-w", ".gitmodules"]);
        let link = git(work, &["rev-parse", "HEAD:way"]);
        let inner = entry(format!("160000 commit {leaf}\tlib\n").as_bytes());
        let tree =
            entry(format!("100644 blob {modules}\t.gitmodules\n120000 blob {link}\tway\n040000 tree {inner}\tway\n").as_bytes());
        let commit = git(work, &["commit-tree", "-m", "Both", &tree]);
        git(work, &["update-ref", "refs/heads/main", &commit]);
    });
    let target = home.path().join("target");
    let result = Job::plain().clone(&recursive(&host.url("top.git"), &target));
    assert!(names(&outside.join("lib")).is_empty(), "{result:?}");
    if result.is_err() {
        assert!(!target.exists());
    }
}
