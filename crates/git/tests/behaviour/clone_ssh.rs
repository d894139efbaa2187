//! Cloning over SSH from a real server, and what a hostile address does there: nothing.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use git::{Error, HostKeyProblem, SignInReason, SshLaunch};

use crate::clone_http::assert_same;
use crate::support::access::{TestAccess, launch};
use crate::support::git::{git, refs};
use crate::support::sshd::{Sshd, user};
use crate::support::{BOTH, Job, corpus, home, names, request};

#[test]
fn everything_arrives() {
    let home = home();
    let bare = home.path().join("ri ch's.git");
    corpus::rich(&bare);
    let server = Sshd::start(&home.path().join("ssh"), "");
    let url = server.url(&bare).replace(' ', "%20");
    git(home.path(), &["clone", "-q", bare.to_str().unwrap(), "theirs"]);
    git(&home.path().join("theirs"), &["remote", "set-url", "origin", &url]);
    for indexer in BOTH {
        let ours = home.path().join(format!("{indexer:?}"));
        Job::new(TestAccess::ssh(server.user()), indexer).clone(&request(&url, &ours)).unwrap();
        assert_same(&ours, &home.path().join("theirs"));
    }
    // Cut, and from an empty repository.
    let shallow = home.path().join("shallow");
    let mut cut = request(&url, &shallow);
    cut.depth = Some(2);
    Job::new(TestAccess::ssh(server.user()), git::Indexer::PackSink).clone(&cut).unwrap();
    assert_eq!(git(&shallow, &["rev-list", "--first-parent", "--count", "HEAD"]), "2");
    git(home.path(), &["init", "-q", "--bare", "empty.git"]);
    let empty = home.path().join("empty");
    let job = Job::new(TestAccess::ssh(server.user()), git::Indexer::PackSink);
    job.clone(&request(&server.url(&home.path().join("empty.git")), &empty)).unwrap();
    assert!(refs(&empty).is_empty());
}

#[test]
fn the_scp_form_and_the_foreground_work_too() {
    let home = home();
    let bare = home.path().join("rich.git");
    corpus::rich(&bare);
    let server = Sshd::start(&home.path().join("ssh"), "");
    let foreground = SshLaunch { background: false, ..server.user() };
    let url = format!("{}@[127.0.0.1:{}]:{}", user(), server.port, bare.display());
    Job::new(TestAccess::ssh(foreground), git::Indexer::PackSink).clone(&request(&url, home.path().join("ours"))).unwrap();
    assert_eq!(git(&home.path().join("ours"), &["remote", "get-url", "origin"]), url);
}

/// Clones from `url` and gives the error; nothing may be left.
fn fails(home: &Path, launch: SshLaunch, url: &str) -> Error {
    let before = names(home);
    let error = Job::new(TestAccess::ssh(launch), git::Indexer::PackSink).clone(&request(url, home.join("target"))).unwrap_err();
    assert_eq!(names(home), before);
    error
}

#[test]
fn failures_are_told_apart() {
    let home = home();
    let server = Sshd::start(&home.path().join("ssh"), "");
    let url = server.url(&home.path().join("nothing.git"));
    let error = fails(home.path(), server.user(), &url);
    assert!(matches!(&error, Error::Refused { detail } if detail.contains("nothing.git")), "{error:?}");
    let wrong = SshLaunch { identity: Some(server.folder.join("other")), ..server.user() };
    let error = fails(home.path(), wrong, &url);
    assert!(
        matches!(&error, Error::SignIn { reason: SignInReason::NoKey, host, .. } if *host == format!("127.0.0.1:{}", server.port)),
        "{error:?}"
    );
    // In the background an unknown host is not asked about.
    std::fs::write(server.folder.join("known_hosts"), "").unwrap();
    let error = fails(home.path(), server.user(), &url);
    assert!(matches!(&error, Error::HostKey(failure) if failure.problem == HostKeyProblem::Refused), "{error:?}");
    let port = server.port;
    drop(server);
    let gone = launch("/usr/bin/ssh", &["-F", "/dev/null"]);
    let error = fails(home.path(), gone, &format!("ssh://127.0.0.1:{port}/x"));
    assert!(matches!(error, Error::Offline { .. }), "{error:?}");
    let error = fails(home.path(), launch("/nowhere/ssh", &[]), "ssh://127.0.0.1/x");
    assert!(matches!(error, Error::Broken { .. }), "{error:?}");
}

#[test]
fn a_server_that_hangs_up_in_the_pack_is_an_error() {
    let home = home();
    let bare = home.path().join("heavy.git");
    corpus::heavy(&bare, 1 << 20);
    let folder = home.path().join("ssh");
    std::fs::create_dir(&folder).unwrap();
    let program = folder.join("upload.sh");
    std::fs::write(
        &program,
        format!("#!/bin/sh\ngit-upload-pack '{}' | dd bs=4096 count=300000 iflag=count_bytes status=none\n", bare.display()),
    )
    .unwrap();
    std::fs::set_permissions(&program, PermissionsExt::from_mode(0o755)).unwrap();
    let server = Sshd::start(&folder, &format!("ForceCommand {}\n", program.display()));
    let error = fails(home.path(), server.user(), &server.url(&bare));
    assert!(matches!(error, Error::Offline { .. } | Error::Refused { .. }), "{error:?}");
}

/// A program in the place of `ssh` that writes down what it was given.
fn recorder(folder: &Path) -> std::path::PathBuf {
    let program = folder.join("ssh");
    let script = format!(
        "#!/bin/sh\nfor word; do printf '%s\\n' \"$word\"; done > '{0}/words'\nenv > '{0}/env'\nexit 1\n",
        folder.display()
    );
    std::fs::write(&program, script).unwrap();
    std::fs::set_permissions(&program, PermissionsExt::from_mode(0o755)).unwrap();
    program
}

/// T5.6 and T1.7 against a program that records: a name is never an option, and the environment is ours.
#[test]
fn names_are_never_options() {
    let home = home();
    let records = home.path().join("records");
    std::fs::create_dir(&records).unwrap();
    let program = recorder(&records);
    let words = || {
        let text = std::fs::read_to_string(records.join("words")).unwrap_or_default();
        text.lines().map(str::to_owned).collect::<Vec<_>>()
    };
    for refused in [
        "ssh://-oProxyCommand=touch%20x/y",
        "ssh://-oProxyCommand=touch x/y",
        "ssh://user@-oProxyCommand=x/y",
        "ssh://-l@host/y",
        "-oProxyCommand=x:y",
        "host:-oProxyCommand=x",
        "ext::sh -c touch% x",
        "ssh://h$(touch x)/y",
        "ssh://h;touch x/y",
        "ssh://h/a%0Atouch x",
        "ssh://h/a\ntouch x",
    ] {
        let error = fails(home.path(), launch(&program, &[]), refused);
        assert!(matches!(error, Error::Invalid { .. }), "{refused}: {error:?}");
        assert!(words().is_empty(), "{refused}");
    }
    for (url, destination, command) in [
        ("ssh://git@host:7999/k/r.git", "git@host", "git-upload-pack '/k/r.git'"),
        ("ssh://host/a';touch x;'", "host", r"git-upload-pack '/a'\'';touch x;'\'''"),
        ("ssh://host/$(touch x)`touch y`", "host", "git-upload-pack '/$(touch x)`touch y`'"),
        ("host:a --upload-pack=x", "host", "git-upload-pack 'a --upload-pack=x'"),
    ] {
        drop(fails(home.path(), launch(&program, &[]), url));
        let all = words();
        let dashes = all.iter().position(|word| word == "--").unwrap();
        assert_eq!(all[dashes + 1..], [destination, command]);
    }
    let environment = std::fs::read_to_string(records.join("env")).unwrap();
    let known = ["PATH=", "PWD=", "_=", "SHLVL=", "OLDPWD="];
    assert!(environment.lines().all(|line| known.iter().any(|name| line.starts_with(name))), "{environment}");
}

/// T5.6 against a real server: quotes in a path reach `git-upload-pack` as they are and nothing is run.
#[test]
fn a_real_server_runs_nothing_of_a_path() {
    let home = home();
    let server = Sshd::start(&home.path().join("ssh"), "");
    let canary = home.path().join("canary");
    for path in [
        "/x'; touch CANARY; '",
        "/x$(touch CANARY)",
        "/x`touch CANARY`",
        "/x\"; touch CANARY; \"",
        "/x;touch CANARY",
        "/x|touch CANARY",
    ] {
        let path = path.replace("CANARY", canary.to_str().unwrap());
        let url = format!("{}@[127.0.0.1:{}]:{path}", user(), server.port);
        let error = fails(home.path(), server.user(), &url);
        assert!(matches!(&error, Error::Refused { detail } if detail.contains("touch")), "{path}: {error:?}");
        assert!(!canary.exists(), "{path}");
    }
}
