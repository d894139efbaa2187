//! Requests that can't be, and targets that are taken.

use git::{CloneRequest, Error};

use crate::support::http::Host;
use crate::support::{Job, corpus, home, names, request};

#[test]
fn a_taken_target_is_left_alone() {
    let home = home();
    corpus::rich(&home.path().join("rich.git"));
    let host = Host::start(home.path());
    let folder = home.path().join("folder");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("mine"), "mine").unwrap();
    let file = home.path().join("file");
    std::fs::write(&file, "mine").unwrap();
    let before = names(home.path());
    for target in [&folder, &file] {
        let error = Job::plain().clone(&request(&host.url("rich.git"), target)).unwrap_err();
        assert!(matches!(&error, Error::Taken { path } if path == target), "{error:?}");
    }
    assert_eq!(names(home.path()), before);
    assert_eq!(names(&folder), ["mine"]);
    assert!(host.seen().is_empty(), "nothing was asked for");
}

#[test]
fn a_target_that_appears_meanwhile_is_left_alone() {
    let home = home();
    corpus::rich(&home.path().join("rich.git"));
    let host = Host::start(home.path());
    let target = home.path().join("target");
    let mut job = Job::plain();
    let appearing = target.clone();
    job.context.progress = std::sync::Arc::new(move |progress| {
        if progress.stage == git::Stage::CheckingOut && !appearing.exists() {
            std::fs::create_dir(&appearing).unwrap();
            std::fs::write(appearing.join("theirs"), "theirs").unwrap();
        }
    });
    let error = job.clone(&request(&host.url("rich.git"), &target)).unwrap_err();
    assert!(matches!(&error, Error::Taken { path } if *path == target), "{error:?}");
    assert_eq!(names(&target), ["theirs"]);
    assert!(names(home.path()).iter().all(|name| !name.contains("partial")));
}

#[test]
fn what_is_not_there_is_said() {
    let home = home();
    corpus::rich(&home.path().join("rich.git"));
    let host = Host::start(home.path());
    let before = names(home.path());
    let target = home.path().join("target");
    let branch = CloneRequest { branch: Some("nowhere".to_owned()), ..request(&host.url("rich.git"), &target) };
    for request in [branch.clone(), CloneRequest { depth: Some(1), ..branch }, request(&host.url("gone.git"), &target)] {
        let error = Job::plain().clone(&request).unwrap_err();
        assert!(matches!(error, Error::NotFound { .. }), "{error:?}");
    }
    for (request, field) in [
        (CloneRequest { depth: Some(0), ..request(&host.url("rich.git"), &target) }, "depth"),
        (CloneRequest { branch: Some("a..b".to_owned()), ..request(&host.url("rich.git"), &target) }, "branch"),
        (request("ext::sh -c id", &target), "url"),
        (request("git://127.0.0.1/x", &target), "url"),
        (request("https://ann:pw@127.0.0.1/x", &target), "url"),
        (request(&host.url("rich.git"), "relative"), "target"),
    ] {
        let error = Job::plain().clone(&request).unwrap_err();
        assert!(matches!(&error, Error::Invalid { field: named, .. } if named == field), "{error:?}");
    }
    assert_eq!(names(home.path()), before);
}

#[test]
fn a_repository_with_other_hashes_is_not_supported() {
    let home = home();
    crate::support::git::git(home.path(), &["init", "-q", "--bare", "--object-format=sha256", "long.git"]);
    let work = home.path().join("work");
    crate::support::git::git(home.path(), &["clone", "-q", "long.git", "work"]);
    crate::support::git::commit(&work, "a", "a", "a");
    crate::support::git::git(&work, &["push", "-q", "origin", "HEAD:main"]);
    let host = Host::start(home.path());
    for url in [host.url("long.git"), home.path().join("long.git").to_str().unwrap().to_owned()] {
        let error = Job::plain().clone(&request(&url, home.path().join("target"))).unwrap_err();
        assert!(matches!(error, Error::Unsupported { .. }), "{url}: {error:?}");
    }
}
