//! The terminal with a server: connecting, listing, cloning by both ways, and ending half-way.
#![cfg(unix)]
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests may fail loudly")]

mod desk;

use std::process::Command;
use std::sync::Arc;

use async_trait::async_trait;
use bough_core::api::application::{Answer, Ask, Protocol};
use bough_core::api::ids::JobId;
use bough_core::api::jobs::JobState;
use bough_core::api::repositories::{CloneSource, RepositoryPath};
use bough_core::api::{
    AddHost, AnswerQuestion, CancelJob, CloneRepository, ConnectAccount, GenerateSshKey, ListJobs, ListQuestions, Secret,
};
use bough_core::fault::{Fault, HostKeyProblem};
use bough_core::{Clock, Core, Desktop, Limits, Options};
use desk::{BOUGH, Desk, Said, has_keychain, skip};
use simulators::{Bitbucket, Level, Permission, Scenario};

#[test]
fn from_a_token_on_standard_input_to_a_clone() {
    if !has_keychain() {
        return;
    }
    let server = Bitbucket::start(Scenario::sample());
    let desk = Desk::new();
    let token = server.token("ada").unwrap();
    let url = server.base_url();
    let refused = desk.run(true, &["connect", &url], &token);
    assert_eq!(refused.code, 2, "nobody said yes to a connection without encryption: {refused:?}");
    let wrong = Bitbucket::wrong_token();
    let refused = desk.run(true, &["connect", &url, "--plain-http"], &wrong);
    assert_eq!(refused.code, 3, "{refused:?}");
    assert!(!format!("{refused:?}").contains(&wrong));
    let connected = desk.run(true, &["connect", &url, "--plain-http", "--expires", "2027-01-31"], &format!("{token}\n"));
    assert!(connected.out.starts_with("Connected as ") && connected.out.contains("(ada)"), "{connected:?}");
    assert!(!connected.out.contains("could not be kept"), "{connected:?}");

    let hosts = desk.run(true, &["hosts", "--json"], "").json();
    assert_eq!(hosts[0]["accounts"][0]["kept"]["kind"], "keychain");
    let found = desk.run(true, &["repos", "--json"], "").json();
    let path = |place: usize| {
        let path = &found[place]["path"];
        format!("{}/{}", path["project"].as_str().unwrap(), path["slug"].as_str().unwrap())
    };
    assert!(found.as_array().unwrap().len() > 10);
    let listed = desk.run(true, &["repos", "--limit", "3"], "");
    assert_eq!(listed.out.lines().count(), 3, "{listed:?}");
    let mine = desk.run(true, &["prs", "--mine"], "");
    assert_eq!(mine.code, 0, "{mine:?}");
    let to_review = desk.run(true, &["prs", "--to-review", "--json"], "").json();
    let first = &to_review[0];
    let repository =
        format!("{}/{}", first["repository"]["project"].as_str().unwrap(), first["repository"]["slug"].as_str().unwrap());
    let shown = desk.run(true, &["pr", &repository, &first["number"].to_string()], "");
    assert!(shown.out.contains("Reviewers:") && shown.out.contains(first["title"].as_str().unwrap()), "{shown:?}");

    let name = path(0);
    let cloned = desk.run(true, &["clone", &name, "copy"], "");
    assert!(cloned.out.starts_with("Cloned into ") && desk.path("work/copy/.git").is_dir(), "{cloned:?}");
    assert_eq!(desk.run(true, &["clone", &name, "copy"], "").code, 6);
    assert_eq!(desk.run(true, &["clone", "NOPE/nothing"], "").code, 5);
    assert_eq!(server.failed_sign_ins(), 1, "only the wrong token");
    // T2.7, T1.13 in small: the secret is in no file as it is; the keyring's own file is encrypted.
    assert_eq!(desk.files_with("", &token), Vec::<std::path::PathBuf>::new());
}

#[test]
fn without_the_server_what_was_seen_is_printed_and_the_exit_code_says_so() {
    if !has_keychain() {
        return;
    }
    let mut server = Bitbucket::start(Scenario::sample());
    let desk = Desk::new();
    assert_eq!(desk.run(true, &["connect", &server.base_url(), "--plain-http"], &server.token("ada").unwrap()).code, 0);
    let commands: [&[&str]; 4] = [&["repos"], &["repos", "audit"], &["prs", "--mine"], &["pr", "SHOP/storefront", "1"]];
    let fresh = commands.map(|command| desk.run(true, command, ""));
    server.go_away();
    for (command, fresh) in commands.iter().zip(fresh) {
        assert_eq!(fresh.code, 0, "{fresh:?}");
        let seen = desk.run(true, command, "");
        assert_eq!((seen.code, &seen.out), (7, &fresh.out), "{command:?}: {seen:?}");
        assert!(seen.err.contains("This was seen just now.") && seen.err.contains("can't be reached"), "{seen:?}");
    }
    let json = desk.run(true, &["repos", "--json"], "");
    assert!(json.out.starts_with('[') && json.err.contains(r#""kind":"offline""#), "{json:?}");
    let never = desk.run(true, &["pr", "SHOP/storefront", "2000"], "");
    assert!(never.code == 7 && never.out.is_empty() && !never.err.contains("seen"), "{never:?}");
}

#[test]
fn a_repository_is_created_with_its_first_commit_and_continued_where_that_did_not_arrive() {
    if !has_keychain() {
        return;
    }
    let server = Bitbucket::start(Scenario::minimal());
    let desk = Desk::new();
    let levels = [Permission::Project(Level::Admin), Permission::Repository(Level::Admin)];
    let token = server.make_token("ada", &levels).unwrap();
    let url = server.base_url();
    assert_eq!(desk.run(true, &["connect", &url, "--plain-http"], &token).code, 0);
    let listed = desk.run(true, &["templates"], "");
    assert!(listed.out.contains("Apache-2.0") && listed.out.contains("Rust, "), "{listed:?}");
    let words = ["create", "DEMO/crates", "--gitignore", "Rust", "--licence", "MIT", "--description=-d"];
    let made = desk.run(true, &words, "");
    assert!(made.out.starts_with(&format!("Created {url}/projects/DEMO/repos/crates/browse")), "{made:?}");
    assert!(desk.path("work/crates/LICENSE").is_file() && desk.path("work/crates/.git").is_dir());
    let again = desk.run(true, &["create", "DEMO/crates", "elsewhere"], "");
    assert!(again.code == 2 && again.err.contains("already taken"), "{again:?}");
    assert!(!desk.path("work/elsewhere").exists());

    server.set_fault(simulators::Fault::status(503).on("/scm"));
    let half = desk.run(true, &["create", "DEMO/half", "--licence", "MIT"], "");
    assert!(half.code == 7 && half.err.contains("could not be pushed") && half.err.contains("bough finish-creation"), "{half:?}");
    server.clear_faults();
    let finished = desk.run(true, &["finish-creation", "--folder", "half"], "");
    assert_eq!(finished.out.trim(), "The first commit is on the server now.", "{finished:?}");
    let there = server.repository_folder("DEMO", "half").unwrap();
    let log = Command::new("git").arg("-C").arg(there).args(["log", "--format=%s", "main"]).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&log.stdout).trim(), "Initial commit");
}

#[test]
fn ctrl_c_leaves_nothing_behind() {
    let server = Bitbucket::start(Scenario::minimal().anonymous_access(true));
    server.set_fault(simulators::Fault::black_hole().on("/scm"));
    let desk = Desk::new();
    let child = desk.start(&["clone", &format!("{}/scm/demo/hello.git", server.base_url()), "copy"]);
    while server.requests().is_empty() {
        std::thread::yield_now();
    }
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    let said = Said::by(&child.wait_with_output().unwrap());
    assert_eq!(said.code, 130, "{said:?}");
    assert_eq!(std::fs::read_dir(desk.path("work")).unwrap().count(), 0, "no clone, no part of one");
}

struct NoDesktop;

#[async_trait]
impl Desktop for NoDesktop {
    fn open_url(&self, _: &str) -> Result<(), Fault> {
        Ok(())
    }

    fn copy_text(&self, _: &str) -> Result<(), Fault> {
        Ok(())
    }

    async fn pick_folder(&self, _: &str, _: Option<&str>) -> Result<Option<String>, Fault> {
        Ok(None)
    }

    async fn pick_file(&self, _: &str, _: Option<&str>) -> Result<Option<String>, Fault> {
        Ok(None)
    }
}

/// A core whose `ssh` asks through the program under test, as it does in the window.
fn core(desk: &Desk) -> Core {
    let ssh_folder = desk.path("home/.ssh");
    std::fs::create_dir_all(&ssh_folder).unwrap();
    let known_hosts = format!("UserKnownHostsFile={}", ssh_folder.join("known_hosts").display());
    Core::start(Options {
        data_folder: desk.path("data"),
        ssh_folder,
        home: desk.path("home"),
        keychain_application: format!("dev.bough.test.{}", std::process::id()),
        askpass_program: BOUGH.into(),
        ssh_program: None,
        ssh_options: vec!["-F".into(), "none".into(), "-o".into(), known_hosts, "-o".into(), "GlobalKnownHostsFile=none".into()],
        desktop: Arc::new(NoDesktop),
        demo: None,
        loopback_port: bough_core::places::LOOPBACK_PORT,
        limits: Limits::default(),
        clock: Clock::default(),
    })
    .unwrap()
}

async fn question(core: &Core) -> bough_core::api::application::Question {
    let mut events = core.events();
    loop {
        if let Some(question) = core.run(ListQuestions {}).await.unwrap().into_iter().next() {
            return question;
        }
        if let Some(job) = core.run(ListJobs {}).await.unwrap().first()
            && !matches!(job.state, JobState::Running { .. })
        {
            panic!("it ended without a question: {job:?}");
        }
        events.recv().await.unwrap();
    }
}

async fn end(core: &Core, id: JobId) -> JobState {
    core.idle().await;
    core.run(ListJobs {}).await.unwrap().into_iter().find(|job| job.id == id).unwrap().state
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ssh_asks_about_the_host_key_and_the_passphrase_and_takes_the_key_of_the_host() {
    bough_core::start_process();
    let server = Bitbucket::start(Scenario::minimal());
    if server.ssh_port().is_none() {
        skip("this machine has no sshd");
        return;
    }
    let desk = Desk::new();
    let core = core(&desk);
    let host = core.run(AddHost { base_url: server.base_url(), plain_http: true }).await.unwrap();
    let token = Secret::from_text(server.token("ada").unwrap());
    let account = core.run(ConnectAccount { host: host.id, token, token_expires: None }).await.unwrap();
    let passphrase = || Secret::from_text("open sesame".into());
    let key = GenerateSshKey { host: Some(host.id), passphrase: Some(passphrase()), comment: None };
    let key = core.run(key).await.unwrap();
    server.add_ssh_key("ada", &key.public_key).unwrap();
    let clone = |name: &str| CloneRepository {
        source: CloneSource::Hosted {
            account: account.id,
            path: RepositoryPath { project: "DEMO".into(), slug: "hello".into() },
            protocol: Protocol::Ssh,
        },
        folder: desk.path("work").to_string_lossy().into_owned(),
        name: name.into(),
        branch: None,
        depth: None,
        submodules: false,
    };

    let id = core.run(clone("refused")).await.unwrap();
    let asked = question(&core).await;
    let Ask::HostKey { fingerprint, expected, .. } = &asked.ask else { panic!("{asked:?}") };
    assert_eq!(Some(fingerprint), server.ssh_fingerprint().as_ref());
    assert_eq!(expected.as_ref(), Some(fingerprint), "the REST interface names it too");
    core.run(AnswerQuestion { id: asked.id, answer: Answer::Refuse }).await.unwrap();
    let ended = end(&core, id).await;
    let refused = matches!(&ended, JobState::Failed { fault: Fault::HostKey { problem: HostKeyProblem::Refused, .. } });
    assert!(refused, "{ended:?}");

    let id = core.run(clone("cancelled")).await.unwrap();
    question(&core).await;
    core.run(CancelJob { id }).await.unwrap();
    assert!(matches!(end(&core, id).await, JobState::Cancelled));
    assert!(core.run(ListQuestions {}).await.unwrap().is_empty(), "a cancelled job takes its question back");

    let id = core.run(clone("copy")).await.unwrap();
    let asked = question(&core).await;
    core.run(AnswerQuestion { id: asked.id, answer: Answer::Accept }).await.unwrap();
    let asked = question(&core).await;
    assert!(matches!(&asked.ask, Ask::Passphrase { key: asked } if *asked == key.path), "{asked:?}");
    core.run(AnswerQuestion { id: asked.id, answer: Answer::Text { text: passphrase() } }).await.unwrap();
    let ended = end(&core, id).await;
    assert!(matches!(ended, JobState::Finished { repository: Some(_), .. }), "{ended:?}");
    assert_eq!(std::fs::read_to_string(desk.path("home/.ssh/known_hosts")).unwrap().lines().count(), 1);

    // Accepted once; from now on another key is a hard stop, with nobody asked.
    server.change_ssh_host_key().unwrap();
    let id = core.run(clone("changed")).await.unwrap();
    let ended = end(&core, id).await;
    let JobState::Failed { fault: Fault::HostKey { problem, known_at, .. } } = &ended else { panic!("{ended:?}") };
    assert!(matches!(problem, HostKeyProblem::Changed | HostKeyProblem::OtherType));
    assert!(known_at.contains("known_hosts"), "{ended:?}");
    let mut left: Vec<_> = std::fs::read_dir(desk.path("work")).unwrap().flatten().map(|entry| entry.file_name()).collect();
    left.sort();
    assert_eq!(left, ["copy"], "what failed or was cancelled left nothing");
}
