//! Cloning from a folder that the person chose.

use git::{CloneRequest, Error};

use crate::clone_http::assert_same;
use crate::support::git::{commit, git, init};
use crate::support::{Job, corpus, home, names, request};

#[test]
fn a_folder_is_cloned_as_git_does() {
    let home = home();
    let source = home.path().join("rich.git");
    corpus::rich(&source);
    git(home.path(), &["clone", "-q", source.to_str().unwrap(), "theirs"]);
    for url in [source.to_str().unwrap().to_owned(), format!("file://{}", source.display())] {
        let ours = home.path().join("ours");
        Job::plain().clone(&request(&url, &ours)).unwrap();
        git(&ours, &["remote", "set-url", "origin", source.to_str().unwrap()]);
        assert_same(&ours, &home.path().join("theirs"));
        std::fs::remove_dir_all(ours).unwrap();
    }
}

#[test]
fn alternates_loose_objects_and_branches_come_along() {
    let home = home();
    let first = home.path().join("first");
    init(&first);
    commit(&first, "a", "a", "a");
    git(home.path(), &["clone", "-q", "--shared", "first", "second"]);
    let second = home.path().join("second");
    git(&second, &["checkout", "-q", "-b", "other"]);
    commit(&second, "b", "b", "b");
    let ours = home.path().join("ours");
    let request = CloneRequest { branch: Some("main".to_owned()), ..request(second.to_str().unwrap(), &ours) };
    Job::plain().clone(&request).unwrap();
    std::fs::remove_dir_all(&first).unwrap();
    git(&ours, &["fsck", "--strict"]);
    assert_eq!(names(&ours), [".git", "a"]);
    assert_eq!(git(&ours, &["rev-parse", "origin/other"]), git(&second, &["rev-parse", "other"]));
}

#[test]
fn what_is_no_repository_is_said_and_links_are_not_followed() {
    let home = home();
    let error = Job::plain().clone(&request(home.path().to_str().unwrap(), home.path().join("x"))).unwrap_err();
    assert!(matches!(error, Error::NotFound { .. }), "{error:?}");
    let source = home.path().join("source");
    init(&source);
    commit(&source, "a", "a", "a");
    std::fs::write(home.path().join("secret"), "secret").unwrap();
    std::os::unix::fs::symlink(home.path().join("secret"), source.join(".git/objects/pack/pack-x.pack")).unwrap();
    let ours = home.path().join("ours");
    Job::plain().clone(&request(source.to_str().unwrap(), &ours)).unwrap();
    assert!(!ours.join(".git/objects/pack/pack-x.pack").exists());
}
