//! Projects, repositories, branches, and paging through them.

use forge::{Error, PageRequest, RepositoryPath, RepositoryScope};
use serde_json::{Value, json};

use crate::server::{Reply, Server, error, page_of, properties};

fn repository(project: &str, slug: &str) -> Value {
    json!({"slug": slug, "name": format!("Name of {slug}"), "project": {"key": project, "name": "P", "type": "NORMAL"}})
}

fn path() -> RepositoryPath {
    RepositoryPath { project: "PRJ".to_owned(), slug: "app".to_owned() }
}

fn ok(body: &Value) -> Reply {
    Reply::to("ann", 200, body)
}

#[tokio::test]
async fn pages_follow_the_server_and_lose_nothing_but_what_is_broken() {
    let server = Server::start(|asked| {
        let project = |key: &str| json!({"key": key, "name": key.to_lowercase(), "type": "NORMAL", "description": null});
        ok(&match asked.query("start").as_deref() {
            Some("0") => {
                json!({"values": [project("A"), null, project("B")], "isLastPage": false, "nextPageStart": 9, "limit": 2})
            }
            // A hole: nothing here may be seen, and it goes on.
            Some("9") => json!({"values": [], "isLastPage": false, "nextPageStart": 31}),
            Some("31") => json!({"values": [project("C")], "isLastPage": true, "nextPageStart": 31}),
            other => panic!("nobody sent us to {other:?}"),
        })
    });
    let forge = server.forge("9.4.1");
    let (mut request, mut keys) = (PageRequest { cursor: None, limit: Some(2) }, Vec::new());
    loop {
        let page = forge.projects(request.clone()).await.unwrap();
        keys.extend(page.items.into_iter().map(|project| project.key));
        let Some(next) = page.next else { break };
        request.cursor = Some(next);
    }
    assert_eq!(keys, ["A", "B", "C"]);
    assert!(server.seen().iter().all(|asked| asked.query("limit").as_deref() == Some("2")));
    let odd = PageRequest { cursor: Some("-7".to_owned()), limit: None };
    assert!(matches!(forge.projects(odd).await, Err(Error::Invalid { field, .. }) if field == "cursor"));
    assert_eq!(server.seen().len(), 3);
}

#[tokio::test]
async fn a_list_that_runs_in_circles_ends() {
    let server = Server::start(|_| ok(&json!({"values": [], "isLastPage": false, "nextPageStart": 0})));
    assert_eq!(server.forge("9.4.1").projects(PageRequest::default()).await.unwrap().next, None);
    let server = Server::start(|asked| {
        let start: u64 = asked.query("start").unwrap().parse().unwrap();
        ok(&json!({"values": [], "isLastPage": false, "nextPageStart": start + 1}))
    });
    let scope = RepositoryScope::Project { key: "PRJ".to_owned() };
    let found = server.forge("9.4.1").repositories(&scope, Some("x"), PageRequest::default()).await.unwrap();
    assert_eq!((found.items.len(), found.next), (0, None));
    assert!(server.seen().len() <= 20, "{} requests", server.seen().len());
}

#[tokio::test]
async fn each_scope_has_its_resource() {
    let server = Server::start(|asked| match asked.path.as_str() {
        "/bb/rest/api/latest/application-properties" => Reply::to("ann%40x", 200, &properties()),
        "/bb/rest/api/latest/users" => {
            Reply::to("ann%40x", 200, &page_of(&[json!({"name": "ann@x", "slug": "ann_x", "displayName": "Ann"})]))
        }
        "/bb/rest/api/latest/projects/~ann_x/repos" => ok(&page_of(&[repository("~ANN_X", "own")])),
        "/bb/rest/api/latest/projects/PRJ/repos" => ok(&page_of(&[repository("PRJ", "app"), repository("PRJ", "lib")])),
        "/bb/rest/api/latest/profile/recent/repos" => ok(&page_of(&[repository("PRJ", "lib")])),
        "/bb/rest/api/latest/repos" => ok(&page_of(&[repository("PRJ", "app"), repository("~BOB", "his")])),
        _ => Reply::page(404),
    });
    let forge = server.forge("9.4.1");
    let list = async |scope: RepositoryScope, search: Option<&str>| {
        let found = forge.repositories(&scope, search, PageRequest::default()).await.unwrap();
        found.items.into_iter().map(|it| format!("{}/{}", it.path.project, it.path.slug)).collect::<Vec<_>>()
    };
    let project = || RepositoryScope::Project { key: "PRJ".to_owned() };
    assert_eq!(list(RepositoryScope::Personal, None).await, ["~ann_x/own"]);
    assert_eq!(list(RepositoryScope::Personal, Some("OWN")).await, ["~ann_x/own"]);
    assert_eq!(list(RepositoryScope::Recent, None).await, ["PRJ/lib"]);
    assert_eq!(list(project(), None).await, ["PRJ/app", "PRJ/lib"]);
    assert_eq!(list(project(), Some("of LI")).await, ["PRJ/lib"]);
    assert_eq!(list(RepositoryScope::All, Some("a&b")).await, ["PRJ/app", "~bob/his"]);
    // The name of the personal project is asked for once.
    let named = server.paths().iter().filter(|path| path.ends_with("application-properties")).count();
    assert_eq!(named, 1);
    assert_eq!(server.seen().last().unwrap().query("name").as_deref(), Some("a&b"));
}

#[tokio::test]
async fn what_is_not_there_yet_is_empty_and_what_is_missing_is_missing() {
    let server = Server::start(|asked| match asked.path.as_str() {
        "/bb/rest/api/latest/application-properties" => Reply::to("ann", 200, &properties()),
        "/bb/rest/api/latest/users" => ok(&page_of(&[json!({"name": "ann", "slug": "ann"})])),
        "/bb/rest/api/latest/profile/recent/repos" => Reply::page(404),
        _ => Reply::to("ann", 404, &error("project.NoSuchProjectException", "Project does not exist.")),
    });
    let forge = server.forge("5.5.0");
    for scope in [RepositoryScope::Personal, RepositoryScope::Recent] {
        assert!(forge.repositories(&scope, None, PageRequest::default()).await.unwrap().items.is_empty());
    }
    let scope = RepositoryScope::Project { key: "NO".to_owned() };
    let missing = forge.repositories(&scope, None, PageRequest::default()).await.expect_err("no such project");
    assert!(matches!(&missing, Error::NotFound { what } if what == "the project NO"), "{missing}");
    let missing = forge.repository(&path()).await.expect_err("no such repository");
    assert!(matches!(&missing, Error::NotFound { what } if what == "the repository PRJ/app"), "{missing}");
}

#[tokio::test]
async fn names_cannot_leave_their_step() {
    let server = Server::start(|_| Reply::to("ann", 404, &json!({})));
    let forge = server.forge("9.4.1");
    let odd = RepositoryPath { project: "PR J".to_owned(), slug: "x?y#z".to_owned() };
    let missing = forge.repository(&odd).await.expect_err("no such repository");
    assert!(matches!(missing, Error::NotFound { .. }), "{missing}");
    assert_eq!(server.paths(), ["GET /bb/rest/api/latest/projects/PR%20J/repos/x%3Fy%23z"]);
    for sly in ["../../admin", "a/..;/b", "..\\login", "a%2f..%2fb"] {
        let sly = RepositoryPath { project: sly.to_owned(), slug: "app".to_owned() };
        let refused = forge.repository(&sly).await.expect_err("it leads out");
        assert!(matches!(refused, Error::Net(net::Error::OutOfScope { .. })), "{refused}");
    }
    assert_eq!(server.seen().len(), 1, "nothing was sent");
}

#[tokio::test]
async fn missing_permission_and_pages_are_told_apart() {
    let answers: [(fn() -> Reply, bool); 3] = [
        (|| Reply::to("ann", 401, &error("AuthorisationException", "You may not.")), true),
        (|| Reply::to("ann", 403, &error("AuthorisationException", "You may not.")), true),
        (|| Reply::page(200), false),
    ];
    for (reply, denied) in answers {
        let server = Server::start(move |_| reply());
        match server.forge("9.4.1").repository(&path()).await.expect_err("no") {
            Error::Denied { missing, detail } => {
                assert!(denied && missing == "Repository permissions: read" && detail == "You may not.");
            }
            Error::WebPage { url } => assert!(!denied && url.path().ends_with("/projects/PRJ/repos/app")),
            other => panic!("{other}"),
        }
    }
}

#[tokio::test]
async fn branches_are_filtered_by_the_server_and_an_empty_repository_has_none() {
    let branch =
        |name: &str| json!({"id": format!("refs/heads/{name}"), "latestCommit": "a".repeat(40), "isDefault": name == "main"});
    let server = Server::start(move |asked| match asked.path.as_str() {
        "/bb/rest/api/latest/projects/PRJ/repos/app/branches" => ok(&page_of(&[branch("main"), branch("maintenance")])),
        "/bb/rest/api/latest/projects/PRJ/repos/none/branches" => Reply(204, Vec::new(), Vec::new()),
        "/bb/rest/api/latest/projects/PRJ/repos/unborn/branches" => {
            Reply::to("ann", 404, &error("repository.NoSuchBranchException", "No default branch."))
        }
        _ => Reply::to("ann", 404, &error("repository.NoSuchRepositoryException", "No.")),
    });
    let forge = server.forge("9.4.1");
    let of = |slug: &str| RepositoryPath { project: "PRJ".to_owned(), slug: slug.to_owned() };
    let found = forge.branches(&of("app"), Some("main"), PageRequest::default()).await.unwrap();
    assert_eq!(
        found.items.iter().map(|it| (it.name.as_str(), it.default)).collect::<Vec<_>>(),
        [("main", true), ("maintenance", false)]
    );
    let asked = &server.seen()[0];
    assert_eq!((asked.query("filterText").as_deref(), asked.query("boostMatches").as_deref()), (Some("main"), Some("true")));
    for slug in ["none", "unborn"] {
        assert!(forge.branches(&of(slug), None, PageRequest::default()).await.unwrap().items.is_empty(), "{slug}");
    }
    assert!(matches!(forge.branches(&of("gone"), None, PageRequest::default()).await, Err(Error::NotFound { .. })));
}
