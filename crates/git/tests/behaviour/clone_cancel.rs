//! T6.4 for clone: cancelled in less than a second wherever it is, and nothing stays.

use std::path::Path;
use std::time::{Duration, Instant};

use git::{CloneRequest, Error, Indexer, Stage};

use crate::support::access::TestAccess;
use crate::support::faults::{Fault, Held};
use crate::support::http::Host;
use crate::support::sshd::{Sshd, processes};
use crate::support::{BOTH, Job, corpus, home, names, request, wait_for};

/// Clones on a thread, waits for `moment`, cancels, and measures.
fn cancel_at(job: Job, request: CloneRequest, moment: impl FnOnce()) {
    let cancel = job.context.cancel.clone();
    let clone = std::thread::spawn(move || job.clone(&request));
    moment();
    let begun = Instant::now();
    cancel.cancel();
    let error = clone.join().unwrap().unwrap_err();
    let took = begun.elapsed();
    assert!(matches!(error, Error::Cancelled), "{error:?}");
    assert!(took < Duration::from_secs(1), "{took:?}");
}

#[test]
fn in_the_pack_over_http() {
    let home = home();
    corpus::heavy(&home.path().join("heavy.git"), 2 << 20);
    let host = Host::start(home.path());
    for indexer in BOTH {
        for share in [0.0, 0.1, 0.5, 0.99, 0.99999] {
            let held = Held::default();
            host.set(Fault::HoldAt(share, held.clone()));
            let job = Job::new(TestAccess::default(), indexer);
            cancel_at(job, request(&host.url("heavy.git"), home.path().join("target")), || held.wait());
            assert_eq!(names(home.path()), ["heavy.git"], "{indexer:?} {share}");
        }
    }
}

#[test]
fn while_the_server_says_nothing() {
    let home = home();
    let host = Host::start(home.path());
    let held = Held::default();
    host.set(Fault::Silent(held.clone()));
    cancel_at(Job::plain(), request(&host.url("x.git"), home.path().join("target")), || held.wait());
    // A server that takes the connection and never shows a certificate.
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let url = format!("https://{}/x.git", listener.local_addr().unwrap());
    let mut line = None;
    cancel_at(Job::plain(), request(&url, home.path().join("target")), || line = Some(listener.accept().unwrap()));
    assert!(names(home.path()).is_empty());
}

#[test]
fn while_files_are_written() {
    let home = home();
    corpus::wide(&home.path().join("wide.git"), 6_000);
    let host = Host::start(home.path());
    for share in [0.02, 0.5] {
        let mut job = Job::plain();
        let (told, moment) = std::sync::mpsc::channel();
        job.context.progress = std::sync::Arc::new(move |progress| {
            if progress.stage == Stage::CheckingOut && progress.done as f64 >= progress.total as f64 * share {
                let _ = told.send(());
            }
        });
        cancel_at(job, request(&host.url("wide.git"), home.path().join("target")), || moment.recv().unwrap());
        assert_eq!(names(home.path()), ["wide.git"]);
    }
}

#[test]
fn before_it_begins() {
    let home = home();
    let job = Job::plain();
    job.context.cancel.cancel();
    let error = job.clone(&request("https://127.0.0.1:1/x", home.path().join("target"))).unwrap_err();
    assert!(matches!(error, Error::Cancelled), "{error:?}");
    assert!(names(home.path()).is_empty());
}

fn ssh_job(server: &Sshd) -> Job {
    Job::new(TestAccess::ssh(server.user()), Indexer::PackSink)
}

fn assert_no_children(folder: &Path) {
    let begun = Instant::now();
    // The client's command line names its configuration, which lies in the folder.
    wait_for("ssh is gone", || processes(&format!("-F {}", folder.display())).is_empty());
    assert!(begun.elapsed() < Duration::from_secs(2));
}

#[test]
fn in_the_pack_over_ssh() {
    let home = home();
    let bare = home.path().join("repos/heavy.git");
    corpus::heavy(&bare, 2 << 20);
    let keys = home.path().join("ssh");
    std::fs::create_dir_all(&keys).unwrap();
    for share in [0, 10, 50, 99] {
        // Sends so much of what it would say, and then nothing, with the line open.
        let stalled = keys.join(format!("stalled{share}"));
        let program = keys.join("upload.sh");
        let script = format!(
            "#!/bin/sh\ngit-upload-pack '{}' | {{ dd bs=4096 count={} iflag=count_bytes status=none; touch '{}'; while [ -e '{}' ]; do sleep 0.2; done; }}\n",
            bare.display(),
            (2 << 20) / 100 * share,
            stalled.display(),
            program.display()
        );
        std::fs::write(&program, script).unwrap();
        std::fs::set_permissions(&program, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
        let server = Sshd::start(&keys, &format!("ForceCommand {}\n", program.display()));
        let target = home.path().join("clones/target");
        cancel_at(ssh_job(&server), request(&server.url(&bare), target), || {
            wait_for("the server stalls", || stalled.exists());
        });
        assert_no_children(&keys);
        assert!(names(&home.path().join("clones")).is_empty());
    }
}

#[test]
fn while_the_ssh_server_says_nothing() {
    let home = home();
    let keys = home.path().join("ssh");
    std::fs::create_dir(&keys).unwrap();
    let (program, started) = (keys.join("silent.sh"), keys.join("started"));
    let script = format!("#!/bin/sh\ntouch '{}'; while [ -e '{}' ]; do sleep 0.2; done\n", started.display(), program.display());
    std::fs::write(&program, script).unwrap();
    std::fs::set_permissions(&program, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    let server = Sshd::start(&keys, &format!("ForceCommand {}\n", program.display()));
    // Before its first word of the protocol, and after we proved who we are.
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let url = format!("ssh://git@127.0.0.1:{}/x", listener.local_addr().unwrap().port());
    let mut line = None;
    cancel_at(ssh_job(&server), request(&url, home.path().join("target")), || line = Some(listener.accept().unwrap()));
    assert_no_children(&keys);
    cancel_at(ssh_job(&server), request(&server.url(Path::new("/x")), home.path().join("target")), || {
        wait_for("the session runs", || started.exists());
    });
    assert_no_children(&keys);
    assert_eq!(names(home.path()), ["ssh"]);
}
