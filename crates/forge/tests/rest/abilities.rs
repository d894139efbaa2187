//! What a token allows, found out without changing anything.

use forge::{Error, SignInReason, TokenAbility as A, Verdict};
use serde_json::{Value, json};

use crate::server::{Asked, Reply, Server, error, page_of, properties};

/// Rights of a token, and what the account of it may do.
#[derive(Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "rights are independent of each other here")]
struct Rights {
    read: bool,
    pull_requests: bool,
    write: bool,
    project_admin: bool,
    repository_admin: bool,
    /// The account has repositories and projects where it may write and administer.
    owner: bool,
}

const ALL: Rights =
    Rights { read: true, pull_requests: true, write: true, project_admin: true, repository_admin: true, owner: true };

fn server(rights: Rights) -> Server {
    Server::start(move |asked| answer(asked, rights))
}

fn answer(asked: &Asked, rights: Rights) -> Reply {
    let repository = json!({"slug": "app", "project": {"key": "PRJ"}});
    let allowed = |allowed: bool, body: &Value| {
        if allowed {
            Reply::to("ann", 200, body)
        } else {
            Reply::to("ann", 403, &error("AuthorisationException", "You may not."))
        }
    };
    let owned = |item: &Value| page_of(if rights.owner { std::slice::from_ref(item) } else { &[] });
    match asked.path.strip_prefix("/bb/").unwrap() {
        "rest/api/latest/application-properties" => Reply::to("ann", 200, &properties()),
        "rest/api/latest/inbox/pull-requests/count" => allowed(rights.pull_requests, &json!({"count": 0})),
        "rest/api/latest/repos" if asked.query("permission").as_deref() == Some("REPO_READ") => {
            allowed(rights.read, &page_of(&[]))
        }
        "rest/api/latest/repos" => allowed(rights.read, &owned(&repository)),
        "rest/api/latest/projects" => allowed(rights.read, &owned(&json!({"key": "PRJ"}))),
        "rest/api/latest/projects/PRJ/permissions/users" => allowed(rights.project_admin, &page_of(&[])),
        "rest/api/latest/projects/PRJ/repos/app/permissions/users" => allowed(rights.repository_admin, &page_of(&[])),
        "rest/ssh/latest/keys" => Reply::to("ann", 200, &page_of(&[])),
        "scm/prj/app.git/info/refs" if rights.write => greeting(),
        "scm/prj/app.git/info/refs" => Reply::anonymous(403, &json!({})),
        other => panic!("{other}"),
    }
}

fn greeting() -> Reply {
    let body = format!("001f# service=git-receive-pack\n000000b2{} refs/heads/main\0report-status", "a".repeat(40));
    Reply(200, vec![("Content-Type", "application/x-git-receive-pack-advertisement".to_owned())], body.into_bytes())
}

async fn verdicts(server: &Server, version: &str) -> Vec<(A, Verdict)> {
    let checks = server.forge(version).abilities().await.unwrap();
    for check in &checks {
        assert!(check.detail.starts_with("GET /bb/"), "{}", check.detail);
        assert!(!check.detail.contains("CANARY"));
    }
    assert!(server.seen().iter().all(|asked| asked.method == "GET"), "nothing is changed");
    checks.into_iter().map(|check| (check.ability, check.verdict)).collect()
}

#[tokio::test]
async fn each_right_has_its_sign() {
    use Verdict::{Allowed, Refused, Unknown};
    let rows = [
        (ALL, [Allowed, Allowed, Allowed, Allowed, Allowed, Allowed, Unknown]),
        // What is asked for by default.
        (
            Rights { project_admin: false, repository_admin: false, ..ALL },
            [Allowed, Allowed, Allowed, Allowed, Refused, Refused, Unknown],
        ),
        // The account may write, but this token may not.
        (
            Rights { write: false, project_admin: false, repository_admin: false, ..ALL },
            [Allowed, Allowed, Allowed, Refused, Refused, Refused, Unknown],
        ),
        // The account may write nowhere; on 8.x and later it may perhaps create repositories all the same.
        (Rights { owner: false, ..ALL }, [Allowed, Allowed, Allowed, Refused, Unknown, Refused, Unknown]),
        (Rights { read: false, pull_requests: false, ..ALL }, [Allowed, Refused, Refused, Refused, Unknown, Refused, Unknown]),
    ];
    let names = [
        A::Identity,
        A::ReadRepositories,
        A::ReadPullRequests,
        A::WriteRepositories,
        A::CreateRepositories,
        A::AdministerRepositories,
        A::AddSshKeys,
    ];
    for (rights, expected) in rows {
        let expected: Vec<_> = names.into_iter().zip(expected).collect();
        assert_eq!(verdicts(&server(rights), "9.4.1").await, expected);
    }
    let old = verdicts(&server(Rights { owner: false, ..ALL }), "7.21.0").await;
    assert_eq!(old[4], (A::CreateRepositories, Refused));
}

#[tokio::test]
async fn git_may_refuse_politely_and_list_a_lot() {
    use Verdict::{Allowed, Refused, Unknown};
    let push = |reply: fn() -> Reply| {
        Server::start(move |asked| if asked.path.starts_with("/bb/scm/") { reply() } else { answer(asked, ALL) })
    };
    let polite = || {
        let Reply(status, headers, _) = greeting();
        Reply(status, headers, b"001f# service=git-receive-pack\n00000013ERR read-only\n".to_vec())
    };
    let long = || {
        let Reply(status, headers, mut body) = greeting();
        body.resize(2_000_000, b'x');
        Reply(status, headers, body)
    };
    for (reply, expected) in [
        (polite as fn() -> Reply, Refused),
        (long, Allowed),
        (|| Reply::page(200), Unknown),
        (|| Reply::page(404), Unknown),
        (|| Reply::redirect("http://elsewhere.invalid/"), Unknown),
        (|| Reply::anonymous(401, &json!({})), Refused),
    ] {
        let checks = push(reply).forge("9.4.1").abilities().await.unwrap();
        assert_eq!(checks[3].verdict, expected, "{}", checks[3].detail);
    }
}

#[tokio::test]
async fn holes_do_not_hide_what_there_is() {
    let server = Server::start(|asked| match (asked.query("permission").as_deref(), asked.query("start").as_deref()) {
        (Some("REPO_WRITE"), None) => Reply::to("ann", 200, &json!({"values": [], "isLastPage": false, "nextPageStart": 4})),
        _ => answer(asked, ALL),
    });
    assert_eq!(verdicts(&server, "9.4.1").await[3], (A::WriteRepositories, Verdict::Allowed));
}

#[tokio::test]
async fn a_token_that_is_not_accepted_is_tried_once() {
    let server = Server::start(|_| Reply::anonymous(200, &properties()));
    let error = server.forge("9.4.1").abilities().await.expect_err("nobody");
    assert!(matches!(error, Error::SignIn { reason: SignInReason::Rejected, .. }), "{error}");
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test]
async fn a_captcha_in_the_middle_ends_it() {
    let locked = error("auth.CaptchaRequiredAuthenticationException", "Locked.");
    let server = Server::start(
        move |asked| {
            if asked.path.ends_with("/count") { Reply::anonymous(401, &locked) } else { answer(asked, ALL) }
        },
    );
    let error = server.forge("9.4.1").abilities().await.expect_err("locked out");
    assert!(matches!(error, Error::SignIn { reason: SignInReason::Captcha, .. }), "{error}");
    assert_eq!(server.seen().len(), 3);
}
