//! T6.2 for clone: after kill -9 only a marked folder is left, and sweeping takes it away.

use std::process::Command;

use crate::support::faults::{Fault, Held};
use crate::support::http::Host;
use crate::support::{Job, corpus, home, names, request};

/// Not a test: the process that is killed.
#[test]
#[ignore = "started by the test below"]
fn child() {
    let [url, target] = ["BOUGH_TEST_URL", "BOUGH_TEST_TARGET"].map(|name| std::env::var(name).unwrap());
    git::start();
    Job::plain().clone(&request(&url, target)).unwrap();
}

#[test]
fn what_a_killed_clone_leaves_is_swept() {
    let home = home();
    let source = home.path().join("source");
    corpus::heavy(&source.join("heavy.git"), 4 << 20);
    let host = Host::start(&source);
    let clones = home.path().join("clones");
    std::fs::create_dir(&clones).unwrap();
    for share in [0.0, 0.3, 0.9, 0.999] {
        let held = Held::default();
        host.set(Fault::HoldAt(share, held.clone()));
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "clone_crash::child", "--ignored", "--nocapture"])
            .env("BOUGH_TEST_URL", host.url("heavy.git"))
            .env("BOUGH_TEST_TARGET", clones.join("target"))
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap();
        held.wait();
        // While it lives its folder is its own.
        git::sweep(&clones);
        let left: Vec<String> = names(&clones).into_iter().filter(|name| name != "mine").collect();
        assert!(left.len() == 1 && left[0].starts_with(".target.") && left[0].ends_with(".partial"), "{left:?}");
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(!clones.join("target").exists());
        std::fs::create_dir_all(clones.join("mine")).unwrap();
        git::sweep(&clones);
        assert_eq!(names(&clones), ["mine"]);
    }
}
