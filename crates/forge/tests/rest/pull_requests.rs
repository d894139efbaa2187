//! Lists of pull requests, and one with what is looked up for it.

use forge::{Error, MergeOutlook, PageRequest, PullRequestFilter, PullRequestState, RepositoryPath};
use serde_json::{Value, json};

use crate::server::{Asked, Reply, Server, error, page_of};

const LIST: &str = "/bb/rest/api/latest/projects/PRJ/repos/app/pull-requests";
const ONE: &str = "/bb/rest/api/latest/projects/PRJ/repos/app/pull-requests/7";

fn path() -> RepositoryPath {
    RepositoryPath { project: "PRJ".to_owned(), slug: "app".to_owned() }
}

fn pull_request(id: u64, reviewers: &Value) -> Value {
    let end = |branch: &str, project: &str| {
        json!({"id": format!("refs/heads/{branch}"), "latestCommit": "a".repeat(40),
               "repository": {"slug": "app", "project": {"key": project}}})
    };
    json!({"id": id, "title": "T", "state": "OPEN", "createdDate": 1, "updatedDate": 2, "reviewers": reviewers,
           "author": {"user": {"name": "bob"}}, "fromRef": end("feature/x", "~BOB"), "toRef": end("main", "PRJ")})
}

fn ok(body: &Value) -> Reply {
    Reply::to("ann%40x", 200, body)
}

fn queries(asked: &Asked, names: &[&str]) -> Vec<Option<String>> {
    names.iter().map(|name| asked.query(name)).collect()
}

#[tokio::test]
async fn each_filter_has_its_resource() {
    let server = Server::start(|asked| match asked.path.as_str() {
        "/bb/rest/api/latest/dashboard/pull-requests" | LIST => ok(&page_of(&[pull_request(7, &json!([]))])),
        _ => Reply::page(404),
    });
    let forge = server.forge("9.4.1");
    let of = |state| PullRequestFilter::Of { repository: path(), state };
    for (filter, expected) in [
        (PullRequestFilter::Mine, [Some("AUTHOR"), Some("OPEN"), None]),
        (PullRequestFilter::ToReview, [Some("REVIEWER"), Some("OPEN"), Some("UNAPPROVED")]),
        (of(Some(PullRequestState::Open)), [None, Some("OPEN"), None]),
        (of(Some(PullRequestState::Merged)), [None, Some("MERGED"), None]),
        (of(Some(PullRequestState::Declined)), [None, Some("DECLINED"), None]),
        (of(None), [None, Some("ALL"), None]),
    ] {
        let page = forge.pull_requests(&filter, PageRequest::default()).await.unwrap();
        assert_eq!(page.items.len(), 1);
        let asked = server.seen().last().unwrap().clone();
        assert_eq!(
            queries(&asked, &["role", "state", "participantStatus"]),
            expected.map(|it| it.map(str::to_owned)),
            "{filter:?}"
        );
        assert_eq!(asked.query("order").as_deref(), Some("NEWEST"));
    }
}

#[tokio::test]
async fn old_servers_are_asked_for_the_inbox_and_verdicts_are_sorted_out_here() {
    let reviewer =
        |status: &str| json!([{"user": {"name": "ann@x"}, "status": status}, {"user": {"name": "carl"}, "status": "APPROVED"}]);
    let server = Server::start(move |asked| match asked.path.as_str() {
        "/bb/rest/api/latest/inbox/pull-requests" => ok(&page_of(&[
            pull_request(1, &reviewer("APPROVED")),
            pull_request(2, &reviewer("UNAPPROVED")),
            pull_request(3, &reviewer("NEEDS_WORK")),
            pull_request(4, &json!([])),
        ])),
        _ => Reply::page(404),
    });
    let page = server.forge("4.6.0").pull_requests(&PullRequestFilter::ToReview, PageRequest::default()).await.unwrap();
    assert_eq!(page.items.iter().map(|it| it.number).collect::<Vec<_>>(), [2, 4]);
}

/// A server with the pull request, a branch list of two pages, and the answer to "can it be merged".
fn with_branches(second: &'static [&'static str], merge: fn() -> Reply) -> Server {
    Server::start(move |asked| {
        let branches = |names: &[&str]| -> Vec<Value> {
            names.iter().map(|name| json!({"id": format!("refs/heads/{name}"), "latestCommit": "a"})).collect()
        };
        match (asked.path.as_str(), asked.query("start").as_deref()) {
            (ONE, _) => ok(&pull_request(7, &json!([]))),
            ("/bb/rest/api/latest/projects/~bob/repos/app/branches", Some("0")) => {
                ok(&json!({"values": branches(&["feature/x-2", "old/feature/x"]), "isLastPage": false, "nextPageStart": 100}))
            }
            ("/bb/rest/api/latest/projects/~bob/repos/app/branches", Some("100")) => ok(&page_of(&branches(second))),
            (path, _) if path == format!("{ONE}/merge") => merge(),
            _ => Reply::page(404),
        }
    })
}

#[tokio::test]
async fn a_source_branch_is_looked_for_by_its_whole_name() {
    for (second, deleted) in [(&["feature/x"][..], false), (&["feature/X", "feature"][..], true)] {
        let server = with_branches(second, || ok(&json!({"canMerge": false, "conflicted": true, "outcome": "CONFLICTED"})));
        let found = server.forge("9.4.1").pull_request(&path(), 7).await.unwrap();
        assert_eq!(found.from.deleted, deleted);
        assert_eq!((found.number, found.merge), (7, MergeOutlook::Conflicted));
        assert_eq!(server.seen()[1].query("filterText").as_deref(), Some("feature/x"));
    }
}

#[tokio::test]
async fn what_can_not_be_looked_up_is_left_open() {
    let server =
        with_branches(&["feature/x"], || Reply::to("ann", 409, &error("pull.IllegalPullRequestStateException", "Closed.")));
    let found = server.forge("9.4.1").pull_request(&path(), 7).await.unwrap();
    assert_eq!((found.merge, found.from.deleted), (MergeOutlook::Unknown, false));

    for denied in [401, 403, 404] {
        let server = Server::start(move |asked| match asked.path.as_str() {
            ONE => ok(&pull_request(7, &json!([]))),
            _ => Reply::to("ann", denied, &error("AuthorisationException", "No.")),
        });
        let found = server.forge("9.4.1").pull_request(&path(), 7).await.unwrap();
        assert!(!found.from.deleted, "nobody could look");
    }
}

#[tokio::test]
async fn a_source_repository_that_is_gone_is_not_asked() {
    let server = Server::start(|asked| match asked.path.as_str() {
        ONE => {
            let mut found = pull_request(7, &json!([]));
            found["fromRef"]["repository"] = Value::Null;
            found["properties"] = json!({"mergeResult": {"outcome": "CLEAN", "current": true}});
            ok(&found)
        }
        _ => panic!("{}", asked.path),
    });
    let found = server.forge("9.4.1").pull_request(&path(), 7).await.unwrap();
    assert_eq!((found.from.repository, found.from.deleted, found.merge), (None, false, MergeOutlook::Clean));

    let server = Server::start(|_| Reply::to("ann", 404, &error("pull.NoSuchPullRequestException", "No.")));
    let error = server.forge("9.4.1").pull_request(&path(), 7).await.expect_err("no such");
    assert!(matches!(&error, Error::NotFound { what } if what == "the pull request 7 of PRJ/app"), "{error}");
}
