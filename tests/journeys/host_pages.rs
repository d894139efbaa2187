//! Open on host from everywhere: the pages on which the server shows what is here.

use bough_tests::{Bough, on_every_version};
use serde_json::{Value, json};
use simulators::{Bitbucket, Scenario, Version};

use crate::clone_over_https::git;

#[test]
fn everything_here_has_its_page_there() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::sample().version(version).context("/git"));
        let bough = Bough::start();
        let account = bough.connect(&server, "ada").await;
        let end = bough.end_of(&bough.clone_hosted(&account, "FLEET/route-planner", "https").await).await;
        let id = end["repository"].clone();
        let clone = bough.code().join("route-planner");
        let page = async |of: Value| bough.call("get_host_page", json!({ "id": id, "of": of })).await;
        let at =
            |rest: &str| json!(format!("{}/projects/FLEET/repos/route-planner/{rest}", server.base_url().trim_end_matches('/')));
        let head = git(&clone, &["rev-parse", "HEAD"]);

        assert_eq!(page(json!({ "kind": "repository", "remote": null })).await, at("browse"));
        assert_eq!(page(json!({ "kind": "branch", "name": "main" })).await, at("browse?at=refs%2Fheads%2Fmain"));
        let branch = json!({ "kind": "remoteBranch", "remote": "origin", "name": "feature/avoid-tolls" });
        assert_eq!(page(branch).await, at("browse?at=refs%2Fheads%2Ffeature%2Favoid-tolls"));
        assert_eq!(page(json!({ "kind": "commit", "id": head })).await, at(&format!("commits/{head}")));
        let file = json!({ "kind": "file", "path": "docs/a b%25#.md", "at": head, "lines": [3, 5] });
        assert_eq!(page(file).await, at(&format!("browse/docs/a%20b%25%23.md?at={head}#3-5")));
        let file = json!({ "kind": "file", "path": "README.md", "at": null, "lines": null });
        assert_eq!(page(file).await, at("browse/README.md?at=refs%2Fheads%2Fmain"));
        assert_eq!(page(json!({ "kind": "tag", "name": "v1" })).await, at("browse?at=refs%2Ftags%2Fv1"));

        // A branch under another name there, one that follows nothing, one that is nowhere.
        git(&clone, &["branch", "--track", "tolls", "origin/feature/avoid-tolls"]);
        git(&clone, &["branch", "--no-track", "feature/avoid-tolls", "main"]);
        git(&clone, &["branch", "--no-track", "mine", "main"]);
        for name in ["tolls", "feature/avoid-tolls"] {
            assert_eq!(
                page(json!({ "kind": "branch", "name": name })).await,
                at("browse?at=refs%2Fheads%2Ffeature%2Favoid-tolls")
            );
        }
        let nowhere = bough.fault("get_host_page", json!({ "id": id, "of": { "kind": "branch", "name": "mine" } })).await;
        assert_eq!(nowhere, json!({ "kind": "refused", "detail": "The branch mine is on no host yet: push it first." }));

        // What comes back from there is found here again.
        for of in [json!({ "kind": "commit", "id": head }), json!({ "kind": "branch", "name": "main" })] {
            let found = bough.call("find_anything", json!({ "text": page(of).await })).await;
            assert_eq!(found[0]["clones"][0]["commit"], head, "{found}");
        }
        assert!(server.requests_below("/git/projects").is_empty(), "nobody is asked for a page");
    });
}

#[test]
fn a_repository_without_a_host_says_so() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(Scenario::minimal().version(version));
        let bough = Bough::start();
        bough.connect(&server, "ada").await;
        let folder = bough.home().join("alone");
        std::fs::create_dir(&folder).expect("a folder");
        git(&folder, &["init", "--quiet"]);
        git(&folder, &["remote", "add", "origin", "https://elsewhere.example/scm/a/b.git"]);
        let id = bough.call("open_repository", json!({ "path": folder })).await["id"].clone();
        for of in [json!({ "kind": "repository", "remote": null }), json!({ "kind": "branch", "name": "main" })] {
            let fault = bough.fault("get_host_page", json!({ "id": id, "of": of })).await;
            assert_eq!(fault["detail"], "No remote of this repository leads to a connected host.", "{fault}");
        }
    });
}
