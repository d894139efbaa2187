//! Open anything: what a text stands for, and what it does not.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests may fail loudly")]

mod house;

use std::path::Path;
use std::process::Command;

use bough_core::Core;
use bough_core::api::ids::FilePath;
use bough_core::api::openings::{Finding, FoundTarget, LocalClone, OpenRequest};
use bough_core::api::repositories::RepositoryPath;
use bough_core::api::{FindAnything, OpenRepository, TakeOpenRequests};
use bough_core::fault::Fault;
use house::House;
use house::server::{add, hello, sign_in};
use simulators::{Bitbucket, Scenario};

async fn find(core: &Core, text: &str) -> Vec<Finding> {
    core.run(FindAnything { text: text.to_owned() }).await.unwrap()
}

/// What one text stands for on the host: repository, target, clones.
async fn hosted(core: &Core, text: &str) -> (RepositoryPath, FoundTarget, Vec<LocalClone>) {
    match find(core, text).await.remove(0) {
        Finding::Hosted { repository, target, clones, .. } => (repository, target, clones),
        other => panic!("{text}: {other:?}"),
    }
}

fn git(folder: &Path, words: &[&str]) -> String {
    let who = ["-c", "user.name=Ada", "-c", "user.email=ada@example.com"];
    let said = Command::new("git").arg("-C").arg(folder).args(who).args(words).output().unwrap();
    assert!(said.status.success(), "git {words:?}: {}", String::from_utf8_lossy(&said.stderr));
    String::from_utf8(said.stdout).unwrap().trim().to_owned()
}

/// A clone, as far as it matters: a remote, a branch of it and a tag.
fn cloned(folder: &Path, url: &str) -> String {
    std::fs::create_dir_all(folder.join("src")).unwrap();
    git(folder, &["init", "-q"]);
    std::fs::write(folder.join("src/a b%.rs"), "x\n").unwrap();
    git(folder, &["add", "."]);
    git(folder, &["commit", "-q", "-m", "Begin"]);
    git(folder, &["remote", "add", "origin", url]);
    git(folder, &["update-ref", "refs/remotes/origin/feature/one", "HEAD"]);
    git(folder, &["tag", "v1"]);
    git(folder, &["rev-parse", "HEAD"])
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_form_leads_to_the_clone() {
    let server = Bitbucket::start(Scenario::minimal().context("/bitbucket"));
    let house = House::new();
    let core = house.start();
    let base = server.base_url();
    let page = format!("{base}/projects/DEMO/repos/hello");
    assert!(matches!(&find(&core, &page).await[..], [Finding::Address { url }] if *url == page), "no such host yet");
    assert_eq!(find(&core, "DEMO/hello").await, [], "and no host for a short name");

    let host = add(&core, &server).await;
    let account = sign_in(&core, &server, &host).await;
    match &find(&core, "demo/hello").await[..] {
        [Finding::Hosted { host: found, account: used, repository, target, clones, clone_url, .. }] => {
            assert_eq!((*found, *used, repository.clone()), (host.id, Some(account.id), hello()));
            assert_eq!((target, clones.len()), (&FoundTarget::Repository, 0));
            assert_eq!(*clone_url, format!("{base}/scm/demo/hello.git"));
        }
        other => panic!("{other:?}"),
    }
    assert!(matches!(&find(&core, &format!("{base}/projects/DEMO")).await[..], [Finding::Host { .. }]));

    let folder = house.path("clones").join("hello");
    let commit = cloned(Path::new(&folder), &format!("{base}/scm/demo/hello.git"));
    let opened = core.run(OpenRepository { path: folder.to_string_lossy().into_owned() }).await.unwrap();
    let asked = server.requests().len();
    let revision = |name: &str| FoundTarget::Revision { name: name.to_owned() };
    let here = Some(commit.clone());
    for (text, target, at) in [
        ("DEMO/hello".to_owned(), FoundTarget::Repository, None),
        ("demo/hello#12".to_owned(), FoundTarget::PullRequest { number: 12 }, None),
        (format!("{page}/browse"), FoundTarget::Repository, None),
        (format!("{base}/scm/demo/hello.git"), FoundTarget::Repository, None),
        ("ssh://git@127.0.0.1:7999/demo/hello.git".to_owned(), FoundTarget::Repository, None),
        (format!("{page}/browse?at=refs%2Fheads%2Ffeature%2Fone"), revision("feature/one"), here.clone()),
        (format!("{page}/browse?at=refs%2Ftags%2Fv1"), revision("v1"), here.clone()),
        (format!("{page}/browse?at=v1"), revision("v1"), here.clone()),
        (format!("{page}/browse?at=gone"), revision("gone"), None),
        (format!("{page}/commits/{commit}"), FoundTarget::Commit { id: commit.clone() }, here.clone()),
        (format!("{page}/commits/{}", &commit[..9]), FoundTarget::Commit { id: commit[..9].to_owned() }, here.clone()),
        (
            format!("{page}/browse/src/a%20b%25.rs?at=v1#7-9"),
            FoundTarget::File { path: "src/a b%.rs".to_owned(), at: Some("v1".to_owned()), line: Some(7) },
            here.clone(),
        ),
        (format!("{page}/browse/src"), FoundTarget::File { path: "src".to_owned(), at: None, line: None }, here.clone()),
        (format!("{page}/pull-requests/3/diff"), FoundTarget::PullRequest { number: 3 }, None),
    ] {
        let (repository, found, clones) = hosted(&core, &text).await;
        assert_eq!((repository, found), (hello(), target), "{text}");
        let [clone] = &clones[..] else { panic!("{text}: {clones:?}") };
        assert_eq!((clone.repository.id, clone.remote.as_str(), &clone.commit), (opened.id, "origin", &at), "{text}");
        let file = text.contains("a%20b").then(|| FilePath("src/a b%25.rs".to_owned()));
        assert_eq!(clone.file, file, "{text}");
    }
    let link = format!("bough://open?url={}", percent(&format!("{page}/pull-requests/3/overview")));
    assert_eq!(hosted(&core, &link).await.1, FoundTarget::PullRequest { number: 3 });
    assert_eq!(server.requests().len(), asked, "nothing was asked of the server");
}

fn percent(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_clone_whose_origin_it_is_comes_first() {
    let server = Bitbucket::start(Scenario::minimal());
    let house = House::new();
    let core = house.start();
    let host = add(&core, &server).await;
    sign_in(&core, &server, &host).await;
    let url = |slug: &str| format!("{}/scm/demo/{slug}.git", server.base_url());
    for (name, origin, upstream) in [("whole", url("hello"), None), ("fork", url("mine"), Some(url("hello")))] {
        let folder = house.path("clones").join(name);
        cloned(Path::new(&folder), &origin);
        if let Some(upstream) = upstream {
            git(Path::new(&folder), &["remote", "add", "upstream", &upstream]);
        }
        core.run(OpenRepository { path: folder.to_string_lossy().into_owned() }).await.unwrap();
    }
    let (_, _, clones) = hosted(&core, "demo/hello").await;
    let found: Vec<_> = clones.iter().map(|clone| (clone.repository.name.as_str(), clone.remote.as_str())).collect();
    assert_eq!(found, [("whole", "origin"), ("fork", "upstream")]);
    std::fs::remove_dir_all(house.path("clones").join("whole")).unwrap();
    assert_eq!(hosted(&core, "demo/hello").await.2.len(), 1, "what is gone is no place to go to");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn folders_are_found_where_a_person_names_them_and_not_where_a_link_does() {
    let house = House::new();
    let core = house.start();
    let folder = house.path("here");
    std::fs::create_dir_all(&folder).unwrap();
    let folder = folder.to_string_lossy().into_owned();
    assert_eq!(find(&core, &format!(" {folder} ")).await, [Finding::Folder { path: folder.clone() }]);
    assert_eq!(find(&core, &format!("{folder}/nowhere")).await, []);
    for link in [
        format!("bough://open?url={}", percent(&folder)),
        format!("bough://open?url={}", percent(&format!("file://{folder}"))),
        "bough://open".to_owned(),
        "bough://open?url=".to_owned(),
        "bough://open?url=https%3A%2F%2Fx%2F&url=y".to_owned(),
        "bough://open?url=https%3A%2F%2Fx%0Ay".to_owned(),
        "bough://open?url=bough%3A%2F%2Fopen%3Furl%3Dhttps".to_owned(),
        "bough://run?url=https%3A%2F%2Fx".to_owned(),
        "BOUGH:open".to_owned(),
        "a\u{0}b".to_owned(),
        "x".repeat(9000),
    ] {
        let refused = core.run(FindAnything { text: link.clone() }).await;
        assert!(matches!(refused, Err(Fault::Invalid { ref field, .. }) if field == "text"), "{link}: {refused:?}");
    }
    for nothing in
        ["", "   ", "just words", "-x/y", "--upload-pack=x", "ext::sh -c id", "javascript:alert(1)", "https://", "file:///etc"]
    {
        assert_eq!(find(&core, nothing).await, [], "{nothing}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_asked_for_from_outside_waits_and_does_nothing_by_itself() {
    let house = House::new();
    let core = house.start();
    core.request_find("bough://open?url=https%3A%2F%2Fgit.example.com%2Fscm%2Fp%2Fs.git");
    core.request_open(Path::new("/somewhere"));
    let waiting = core.run(TakeOpenRequests {}).await.unwrap();
    assert!(matches!(&waiting[..], [OpenRequest::Text { .. }, OpenRequest::Folder { .. }]), "{waiting:?}");
    assert_eq!(core.run(TakeOpenRequests {}).await.unwrap(), []);
    // The answer to a sign-in holds a code: the window never sees it.
    for answer in ["bough://oauth/x?code=secret&state=y", " BOUGH:OAuth?code=secret", "bough:///oauth/%"] {
        core.request_find(answer);
        assert_eq!(core.run(TakeOpenRequests {}).await.unwrap(), [], "{answer}");
    }
}
