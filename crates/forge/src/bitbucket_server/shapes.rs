//! Odd shapes that servers are known to send, written down by us, and what they mean.

use jiff::Timestamp;
use net::{Response, Url};
use serde::de::DeserializeOwned;

use super::faults::{Asking, checked, fault};
use super::{convert, paging};
use crate::error::{Error, SignInReason};
use crate::model::hosts::User;
use crate::model::page::Page;
use crate::model::pull_requests::{MergeOutlook, PullRequest, PullRequestState, ReviewVerdict};
use crate::model::repositories::{Branch, CloneUrl, Protocol, Repository, RepositoryPath};

fn base() -> Url {
    Url::parse("https://git.example.com/bitbucket").expect("a test address")
}

fn page<W: DeserializeOwned, T>(json: &'static str, read: impl Fn(W) -> Option<T>) -> Page<T> {
    let response = Response::new(200, base(), &[("Content-Type", "application/json")], json);
    paging::open(&response, 0, read).expect("a page")
}

fn path(project: &str, slug: &str) -> RepositoryPath {
    RepositoryPath { project: project.to_owned(), slug: slug.to_owned() }
}

fn user(name: &str, slug: &str, display_name: &str, email: Option<&str>, active: bool) -> User {
    let (name, slug, display_name) = (name.to_owned(), slug.to_owned(), display_name.to_owned());
    User { name, slug, display_name, email: email.map(str::to_owned), active }
}

#[test]
fn repositories() {
    let json = include_str!("../../../../tests/fixtures/forge/repositories.json");
    let page = page(json, |found| convert::repository(&base(), found));
    assert_eq!(page.next.as_deref(), Some("40"), "holes are not counted");
    let [plain, unlinked, fork, personal] = &page.items[..] else { unreachable!("{:#?}", page.items) };
    let clone = |protocol, url: &str| CloneUrl { protocol, url: url.to_owned() };
    assert_eq!(
        *plain,
        Repository {
            path: path("PRJ", "app"),
            name: "The app".to_owned(),
            project_name: "Project".to_owned(),
            description: "Does things".to_owned(),
            personal: false,
            public: true,
            archived: true,
            forked_from: None,
            origin_hidden: false,
            clone_urls: vec![
                clone(Protocol::Https, "https://git.example.com/bitbucket/scm/prj/app.git"),
                clone(Protocol::Ssh, "ssh://git@git.example.com:7999/prj/app.git"),
            ],
            url: Url::parse("https://git.example.com/bitbucket/projects/PRJ/repos/app/browse").expect("an address"),
        }
    );
    // Links null, a name that is missing: enough is left to ask for it.
    assert_eq!((unlinked.name.as_str(), &unlinked.path, unlinked.archived), ("bare", &path("PRJ", "bare"), false));
    assert!(unlinked.clone_urls.is_empty());
    assert_eq!(unlinked.url.as_str(), "https://git.example.com/bitbucket/projects/PRJ/repos/bare/browse");
    // A fork of something whose project may not be seen; a page that no browser may be sent to; HTTP off.
    assert_eq!(fork.forked_from, None);
    assert_eq!(fork.clone_urls, [clone(Protocol::Ssh, "ssh://git@git.example.com:7999/prj/fork.git")]);
    assert_eq!(fork.url.as_str(), "https://git.example.com/bitbucket/projects/PRJ/repos/fork/browse");
    assert!(fork.public, "everybody may read the project");
    assert_eq!(personal.path, path("~ann.b", "notes"));
    assert_eq!((personal.personal, personal.project_name.as_str()), (true, "Ann Bär"));
    assert_eq!(personal.forked_from, Some(path("PRJ", "app")));
    assert_eq!(personal.url.as_str(), "https://git.example.com/bitbucket/users/ann.b/repos/notes/browse");
}

fn pull_requests() -> Vec<PullRequest> {
    let json = include_str!("../../../../tests/fixtures/forge/pull_requests.json");
    let home = path("PRJ", "app");
    page(json, |found| convert::pull_request(&base(), found, Some(&home))).items
}

#[test]
fn a_pull_request_and_its_reviewers() {
    let all = pull_requests();
    let first = &all[0];
    assert_eq!((first.number, first.title.as_str(), first.draft), (7, "Add things", true));
    assert_eq!((first.state, first.merge), (PullRequestState::Open, MergeOutlook::Conflicted));
    assert_eq!((first.comments, first.open_tasks), (3, 1));
    assert_eq!(first.author, user("ann@example.com", "ann_example.com", "Ann Bär 🐻", Some("ann@example.com"), true));
    assert_eq!(first.created, "2018-07-05T05:01:10Z".parse::<Timestamp>().expect("a time"));
    assert_eq!(first.updated, "2018-07-05T05:01:11.5Z".parse::<Timestamp>().expect("a time"));
    assert_eq!((first.from.branch.as_str(), first.to.branch.as_str()), ("feature/x", "main"));
    assert_eq!(first.from.repository, Some(path("~bob", "app")));
    assert!(!first.from.deleted);
    assert_eq!(first.url.as_str(), "https://git.example.com/bitbucket/projects/PRJ/repos/app/pull-requests/7/overview");
    let said: Vec<_> = first.reviewers.iter().map(|one| (one.user.name.as_str(), one.verdict, one.outdated)).collect();
    assert_eq!(
        said,
        [
            ("approver", ReviewVerdict::Approved, false),
            ("earlier", ReviewVerdict::Approved, true),
            ("strict", ReviewVerdict::NeedsWork, true),
            ("silent", ReviewVerdict::Waiting, false),
            ("old server", ReviewVerdict::Approved, false),
            ("future", ReviewVerdict::Waiting, false),
            ("access-token-user/2/1405", ReviewVerdict::Waiting, false),
            ("", ReviewVerdict::Waiting, false),
        ]
    );
    let last = &first.reviewers[7].user;
    assert_eq!((last.display_name.as_str(), last.active), ("Former user", false));
    assert_eq!(first.participants, [user("carl", "carl", "carl", None, true)]);
}

#[test]
fn pull_requests_of_every_oddity() {
    let all = pull_requests();
    assert_eq!(all.iter().map(|one| one.number).collect::<Vec<_>>(), [7, 8, 9, 10]);
    let [_, gone, strange, bare] = &all[..] else { unreachable!() };
    assert_eq!((gone.state, gone.from.repository.as_ref()), (PullRequestState::Merged, None));
    assert_eq!(gone.author.display_name, "Former user");
    assert_eq!((gone.merge, gone.description.as_str()), (MergeOutlook::Unknown, ""));
    assert_eq!(gone.updated, gone.created);
    assert_eq!(gone.created.as_millisecond(), 1_530_766_870_000);
    assert_eq!(strange.state, PullRequestState::Unknown);
    assert_eq!(strange.from.branch, "refs/tags/v1");
    assert_eq!((strange.merge, strange.comments), (MergeOutlook::Unknown, u32::MAX));
    assert_eq!(strange.created.as_second(), 1_779_624_251);
    // Next to nothing is there; the caller knew the repository.
    assert_eq!((bare.repository.clone(), bare.state), (path("PRJ", "app"), PullRequestState::Unknown));
    assert_eq!(bare.created, Timestamp::UNIX_EPOCH);
}

#[test]
fn users() {
    let json = include_str!("../../../../tests/fixtures/forge/users.json");
    let page = page(json, |found| Some(convert::user(found)));
    assert_eq!(
        page.items,
        [
            user("user3@gmail.com", "user3_gmail.com", "User Three", Some("user3@gmail.com"), true),
            user("李雷", "li-lei", "李雷 👋", None, true),
            user("access-token-user/2/1405", "access-token-user_2_1405", "CI", None, true),
            user("left", "left", "Left The Firm", None, false),
            user("only-slug", "only-slug", "only-slug", None, true),
        ]
    );
    assert_eq!(page.next, None);
}

#[test]
fn branches() {
    let json = include_str!("../../../../tests/fixtures/forge/branches.json");
    let branch = |name: &str, commit: &str, default| Branch { name: name.to_owned(), commit: commit.repeat(40), default };
    let page = page(json, |found| Some(convert::branch(found)));
    assert_eq!(page.items, [branch("main", "a", true), branch("feature/größe", "b", false), branch("@", "c", false)]);
}

#[test]
fn refusals() {
    let asking = Asking { what: "the repository PRJ/app", missing: "Repository permissions: read" };
    let json = "application/json;charset=UTF-8";
    let told =
        |status, headers: &[(&str, &str)], body: &'static str| fault(&Response::new(status, base(), headers, body), asking);
    let plain = |status, body| told(status, &[("Content-Type", json)], body);
    let known = |status, body| told(status, &[("Content-Type", json), ("X-AUSERNAME", "ann")], body);
    let page = |status| told(status, &[("Content-Type", "text/html")], "<html>");

    let no = r#"{"errors":[{"context":null,"message":"You may not.","exceptionName":"com.atlassian.bitbucket.AuthorisationException"}]}"#;
    let Error::Denied { missing, detail } = known(401, no) else { unreachable!() };
    assert_eq!((missing.as_str(), detail.as_str()), (asking.missing, "You may not."));
    assert!(matches!(known(403, no), Error::Denied { .. }));
    assert!(matches!(plain(403, no), Error::Denied { .. }));
    assert!(matches!(plain(401, no), Error::SignIn { reason: SignInReason::Rejected, .. }));
    assert!(matches!(plain(401, ""), Error::SignIn { reason: SignInReason::Rejected, .. }));

    let locked =
        r#"{"errors":[{"message":"CAPTCHA","exceptionName":"com.atlassian.stash.auth.CaptchaRequiredAuthenticationException"}]}"#;
    for error in [plain(401, locked), plain(403, locked), known(401, locked)] {
        assert!(matches!(error, Error::SignIn { reason: SignInReason::Captcha, .. }), "{error}");
    }
    let header = told(401, &[("X-Authentication-Denied-Reason", "CAPTCHA_CHALLENGE; login-url=https://h/login")], "");
    assert!(matches!(header, Error::SignIn { reason: SignInReason::Captcha, .. }));
    // The words alone decide nothing.
    let worded = r#"{"errors":[{"message":"CAPTCHA required","exceptionName":null}]}"#;
    assert!(matches!(plain(401, worded), Error::SignIn { reason: SignInReason::Rejected, .. }));

    let field =
        r#"{"errors":[{"context":"text","message":"No key.","exceptionName":null},{"context":"label","message":"Too long."}]}"#;
    let Error::Invalid { field, why } = plain(400, field) else { unreachable!() };
    assert_eq!((field.as_str(), why.as_str()), ("text", "No key."));
    assert!(matches!(plain(400, "not JSON"), Error::Refused { .. }));
    assert!(matches!(plain(404, no), Error::NotFound { what } if what == asking.what));
    assert!(matches!(plain(409, no), Error::Conflict { detail } if detail == "You may not."));
    assert!(matches!(plain(500, "{}"), Error::OutOfOrder { detail } if detail.contains("500")));
    assert!(matches!(plain(415, r#"{"errors":"odd"}"#), Error::Refused { .. }));
    assert!(matches!(plain(302, ""), Error::Refused { .. }));

    for status in [200, 302, 400, 401, 403] {
        assert!(matches!(page(status), Error::WebPage { .. }), "{status}");
    }
    assert!(matches!(page(404), Error::NotFound { .. }));
    assert!(matches!(page(503), Error::OutOfOrder { .. }));
    let success = Response::new(200, base(), &[("Content-Type", "text/html")], "<html>");
    assert!(matches!(checked(success, asking), Err(Error::WebPage { .. })));
}
