//! Build statuses: at the newer address where the server has it, at the older otherwise.

use forge::{BuildState, BuildStatus, Error, RepositoryPath};
use serde_json::{Value, json};

use crate::server::{Reply, Server, error};

fn path() -> RepositoryPath {
    RepositoryPath { project: "PRJ".to_owned(), slug: "app".to_owned() }
}

fn status() -> BuildStatus {
    BuildStatus {
        state: BuildState::Passed,
        key: "bough-prebuild".to_owned(),
        name: "ü".repeat(300),
        description: String::new(),
        branch: Some("refs/heads/main".to_owned()),
    }
}

#[tokio::test]
async fn a_newer_server_hears_it_of_the_commit_in_its_repository() {
    let server = Server::start(|_| Reply::to("ann", 200, &json!({})));
    server.forge("9.4.1").publish_build(&path(), "c0ffee", &status()).await.unwrap();
    let seen = server.seen();
    assert_eq!(seen.len(), 1);
    assert!(seen[0].path.ends_with("/rest/api/latest/projects/PRJ/repos/app/commits/c0ffee/builds"), "{}", seen[0].path);
    let body = serde_json::from_slice::<Value>(&seen[0].body).unwrap();
    assert_eq!((&body["state"], &body["ref"]), (&json!("SUCCESSFUL"), &json!("refs/heads/main")));
    assert_eq!(body["name"].as_str().unwrap().chars().count(), 255, "longer names are refused there");
    assert!(body["url"].as_str().unwrap().ends_with("/projects/PRJ/repos/app/commits/c0ffee"));
}

#[tokio::test]
async fn an_older_server_hears_it_of_the_commit_alone() {
    let known = |path: &str| path.contains("/build-status/");
    let server = Server::start(move |asked| Reply::to("ann", if known(&asked.path) { 200 } else { 404 }, &json!({})));
    server.forge("7.2.0").publish_build(&path(), "c0ffee", &status()).await.unwrap();
    let seen = server.seen();
    assert_eq!(seen.len(), 2);
    assert!(seen[1].path.ends_with("/rest/build-status/latest/commits/c0ffee"), "{}", seen[1].path);
    assert_eq!(serde_json::from_slice::<Value>(&seen[1].body).unwrap()["ref"], Value::Null, "it knows no such field");
}

#[tokio::test]
async fn a_repository_that_is_gone_is_not_an_older_server() {
    let server = Server::start(|_| Reply::to("ann", 404, &error("NoSuchRepositoryException", "gone")));
    let told = server.forge("9.4.1").publish_build(&path(), "c0ffee", &status()).await;
    assert!(matches!(told, Err(Error::NotFound { .. })), "{told:?}");
    assert_eq!(server.seen().len(), 1);
}
