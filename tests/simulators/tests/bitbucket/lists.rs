//! Lists: paging with its traps, filters, version gates, the state of the sample company, thousands of repositories.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use crate::support::{Answer, Client};
use serde_json::Value;
use simulators::{Bitbucket, CloneLinks, EmptyRepoStyle, LastPage, PagingStyle, RateLimit, Scenario, Version};

const SHOP: &str = "/rest/api/latest/projects/SHOP/repos/storefront";

fn values(answer: &Answer) -> Vec<Value> {
    answer.json()["values"].as_array().expect("a page").clone()
}

/// Reads all pages as a client should.
fn all(client: &Client<'_>, path: &str) -> Vec<Value> {
    let (mut found, mut start) = (Vec::new(), 0);
    loop {
        let page = client.get(&format!("{path}{}start={start}", if path.contains('?') { '&' } else { '?' })).json();
        found.extend(page["values"].as_array().expect("a list").iter().cloned());
        if page["isLastPage"] == true {
            return found;
        }
        let next = page["nextPageStart"].as_u64().expect("a next page");
        assert!(next > start);
        start = next;
    }
}

#[test]
fn only_next_page_start_leads_through_pages_with_holes() {
    for (last_page, told) in [(LastPage::Absent, None), (LastPage::Null, Some(Value::Null)), (LastPage::Zero, Some(0.into()))] {
        let server = Bitbucket::start(Scenario::sample().paging(PagingStyle { holes: true, largest: 4, last_page }));
        let client = Client::of(&server, "ada");
        let first = client.get("/rest/api/latest/repos?limit=1000").json();
        assert_eq!((&first["limit"], &first["size"], &first["nextPageStart"]), (&4.into(), &4.into(), &8.into()));
        let found = all(&client, "/rest/api/latest/repos?limit=1000");
        let ids: BTreeSet<_> = found.iter().map(|each| each["id"].as_u64()).collect();
        assert_eq!((found.len(), ids.len()), (29, 29));
        let commits = all(&client, &format!("{SHOP}/commits?limit=50"));
        let ids: BTreeSet<_> = commits.iter().map(|each| each["id"].to_string()).collect();
        assert_eq!(commits.len(), ids.len());
        let end = client.get("/rest/api/latest/projects?start=8").json();
        assert_eq!((end["isLastPage"].clone(), end.get("nextPageStart").cloned()), (true.into(), told));
    }
}

#[test]
fn the_company_has_everything_a_client_must_show() {
    let server = Bitbucket::start(Scenario::sample());
    let client = Client::of(&server, "ada");
    let projects: Vec<_> = all(&client, "/rest/api/latest/projects").iter().map(|each| each["key"].to_string()).collect();
    assert_eq!(projects, ["\"DATA\"", "\"FLEET\"", "\"OSS\"", "\"PLAT\"", "\"SHOP\""]);
    let home = client.get("/rest/api/latest/projects/~ada").json();
    assert_eq!((&home["type"], &home["owner"]["name"]), (&"PERSONAL".into(), &"ada".into()));
    assert!(home.get("public").is_none());
    assert_eq!(values(&client.get("/rest/api/latest/users/ada/repos")).len(), 3);
    let fork = client.get("/rest/api/latest/projects/plat/repos/audit-trail").json();
    assert!(fork["origin"].get("project").is_none(), "its origin is not for ada");
    assert_eq!(values(&client.get("/rest/api/latest/repos?archived=ARCHIVED"))[0]["slug"], "storefront-legacy");
    let history = all(&client, &format!("{SHOP}/commits?limit=1000"));
    assert!(history.len() > 120, "{} commits", history.len());
    let authors: BTreeSet<_> = history.iter().map(|each| each["author"]["name"].to_string()).collect();
    assert!(authors.len() > 9);
    assert!(history.iter().filter(|each| each["parents"].as_array().is_some_and(|list| list.len() == 2)).count() > 25);
    assert!(values(&client.get(&format!("{SHOP}/tags"))).iter().any(|tag| tag["hash"].is_null()));
}

#[test]
fn open_pull_requests_come_in_every_state() {
    let server = Bitbucket::start(Scenario::sample());
    let client = Client::of(&server, "ada");
    let open = all(&client, "/rest/api/latest/dashboard/pull-requests?state=OPEN&limit=1000");
    assert!(open.len() > 11, "{}", open.len());
    let here = all(&client, &format!("{SHOP}/pull-requests"));
    let one =
        |title: &str| here.iter().find(|each| each["title"].as_str().is_some_and(|each| each.starts_with(title))).expect("there");
    assert_eq!(one("Render")["draft"], true);
    assert_eq!(one("Render")["reviewers"], Value::Array(vec![]));
    assert_eq!(one("Suggestions")["properties"]["mergeResult"]["outcome"], "CONFLICTED");
    assert!(one("Prices per kilo")["fromRef"].get("repository").is_none());
    assert_eq!(one("Filter pears")["fromRef"]["repository"]["project"]["key"], "~ADA");
    let total = one("SHOP-418");
    assert_eq!(total["properties"]["openTaskCount"], 2);
    let verdicts: BTreeSet<_> =
        total["reviewers"].as_array().expect("a list").iter().map(|each| each["status"].to_string()).collect();
    assert_eq!(verdicts.len(), 3);
    assert!(total["reviewers"].as_array().expect("a list").iter().any(|each| each["user"]["active"] == false));
    let consent = one("Ask for consent")["fromRef"]["displayId"].as_str().expect("a name").to_owned();
    let found = values(&client.get(&format!("{SHOP}/branches?filterText={consent}")));
    assert!(found.iter().all(|each| each["displayId"] != consent.as_str()), "this branch is deleted");
    assert!(open.iter().any(|each| each["author"]["user"]["type"] == "SERVICE"));
    assert_eq!(client.get("/rest/api/latest/inbox/pull-requests/count").json()["count"].as_u64(), Some(inbox(&client)));
}

fn inbox(client: &Client<'_>) -> u64 {
    all(client, "/rest/api/latest/inbox/pull-requests").len() as u64
}

#[test]
fn lists_of_pull_requests_are_filtered() {
    let server = Bitbucket::start(Scenario::sample());
    let client = Client::of(&server, "ada");
    let count = |query: &str| all(&client, &format!("{SHOP}/pull-requests?limit=100&{query}")).len();
    assert_eq!(count("state=MERGED"), 27);
    assert_eq!(count("state=DECLINED"), 1);
    assert_eq!(count("state=ALL"), 37);
    assert_eq!(count("at=main"), 0, "only a full ref finds anything");
    assert_eq!(count("at=refs/heads/main"), 9);
    assert_eq!(count("direction=OUTGOING&at=refs/heads/feature/gift-wrapping"), 1);
    assert_eq!(count("username.1=ada&role.1=AUTHOR"), 3);
    assert_eq!(count("username.1=ada&role.1=REVIEWER&approved.1=true"), 2);
    assert_eq!(count("filterText=GIFT"), 1);
    let mine = |query: &str| all(&client, &format!("/rest/api/latest/dashboard/pull-requests?state=OPEN&{query}")).len();
    assert_eq!((mine("role=AUTHOR"), mine("role=REVIEWER&participantStatus=NEEDS_WORK")), (3, 1));
    let newest = values(&client.get(&format!("{SHOP}/pull-requests?limit=100")));
    let mut times: Vec<_> = newest.iter().map(|each| each["updatedDate"].as_i64()).collect();
    times.reverse();
    assert!(times.is_sorted());
}

#[test]
fn users_are_found_by_any_part_and_by_permission() {
    let server = Bitbucket::start(Scenario::sample());
    let client = Client::of(&server, "ada");
    let names = |query: &str| -> Vec<_> {
        all(&client, &format!("/rest/api/latest/users?{query}")).iter().map(|each| each["name"].to_string()).collect()
    };
    assert!(names("filter=ada").len() >= 3, "substrings match too");
    assert_eq!(names("filter=mirza"), ["\"mirza@kestrel.example\""]);
    assert_eq!(client.get("/rest/api/latest/users/mirza_kestrel.example").json()["name"], "mirza@kestrel.example");
    let admins = "permission.1=REPO_ADMIN&permission.1.projectKey=SHOP&permission.1.repositorySlug=storefront";
    assert_eq!(names(admins), ["\"ada\"", "\"lea\"", "\"admin\""]);
    assert_eq!(client.get("/rest/api/latest/users?permission.1=REPO_READ&permission.1.projectKey=NONE").status, 400);
    let reviewers = "/rest/default-reviewers/latest/projects/SHOP/repos/storefront/reviewers?sourceRepoId=1&targetRepoId=1&sourceRefId=a&targetRefId=b";
    assert_eq!(client.get(reviewers).json().as_array().map(Vec::len), Some(2));
}

#[test]
fn empty_repositories_answer_by_the_style_of_the_server() {
    let empty = "/rest/api/latest/projects/PLAT/repos/new-service-template";
    for (style, branch, commits) in [(EmptyRepoStyle::Quiet, 204, 200), (EmptyRepoStyle::Missing, 404, 404)] {
        let server = Bitbucket::start(Scenario::sample().empty_repositories(style));
        let client = Client::of(&server, "ada");
        assert_eq!(client.get(&format!("{empty}/branches/default")).status, branch);
        assert_eq!(client.get(&format!("{empty}/commits")).status, commits);
        assert_eq!(client.get(&format!("{empty}/default-branch")).json()["id"], "refs/heads/main");
        assert_eq!(values(&client.get(&format!("{empty}/branches"))).len(), 0);
    }
    let old = Bitbucket::start(Scenario::sample().version(Version::new(7, 0, 0)));
    let client = Client::of(&old, "ada");
    assert_eq!(client.get(&format!("{SHOP}/default-branch")).status, 404);
    assert_eq!(client.get(&format!("{SHOP}/branches/default")).json()["isDefault"], true);
    assert_eq!(client.get("/rest/oauth2/1.0/client").status, 404);
}

#[test]
fn links_follow_the_switches() {
    let links = CloneLinks { ssh: false, http: true, user_in_http: true, any_order: false };
    let scenario =
        Scenario::sample().context("bitbucket").public_url("https://code.kestrel.example/bitbucket").clone_links(links);
    let server = Bitbucket::start(scenario);
    let shown = Client::of(&server, "mirza@kestrel.example").get(SHOP).json();
    let clone = shown["links"]["clone"].as_array().expect("a list");
    assert_eq!(clone.len(), 1);
    assert_eq!(clone[0]["href"], "https://mirza%40kestrel.example@code.kestrel.example/bitbucket/scm/shop/storefront.git");
    assert_eq!(shown["links"]["self"][0]["href"], "https://code.kestrel.example/bitbucket/projects/SHOP/repos/storefront/browse");
    assert_eq!(server.ssh_port(), None);
    let server = Bitbucket::start(Scenario::sample());
    let client = Client::of(&server, "ada");
    let firsts: BTreeSet<_> =
        all(&client, "/rest/api/latest/repos").iter().map(|each| each["links"]["clone"][0]["name"].to_string()).collect();
    assert_eq!(firsts.len(), 2, "the order differs from repository to repository");
    let page = shown["links"]["self"][0]["href"].as_str().expect("a link").to_owned();
    let path = page.trim_start_matches("https://code.kestrel.example/bitbucket");
    assert_eq!(Client::nobody(&server).get(path).status, 200, "links lead somewhere");
}

#[test]
fn requests_beyond_the_rate_are_refused_per_node() {
    let limit = RateLimit { capacity: 3, fill_rate: 1, interval: Duration::from_hours(1), retry_after: true, nodes: 2 };
    let server = Bitbucket::start(Scenario::minimal().rate_limit(limit));
    let client = Client::of(&server, "ada");
    let answers: Vec<_> = (0..8).map(|_| client.get("/rest/api/latest/projects")).collect();
    assert_eq!(answers.iter().map(|each| each.status).collect::<Vec<_>>(), [200, 200, 200, 200, 200, 200, 429, 429]);
    assert_eq!(answers[2].header("x-ratelimit-remaining"), Some("1"));
    assert_ne!(answers[0].header("x-anodeid"), answers[1].header("x-anodeid"));
    assert!(answers[7].header("retry-after").is_some_and(|seconds| seconds.parse::<u64>().is_ok()));
}

#[test]
fn five_thousand_repositories_start_in_under_a_second() {
    let start = || {
        let begun = Instant::now();
        (Bitbucket::start(Scenario::many(5000)), begun.elapsed())
    };
    // The best of three: other tests keep the machine busy meanwhile.
    let (server, time) = (0..3).map(|_| start()).min_by_key(|(_, time)| *time).expect("three");
    assert!(time < Duration::from_secs(1), "{time:?}");
    let client = Client::of(&server, "ada");
    let found = all(&client, "/rest/api/latest/repos?limit=1000");
    assert_eq!(found.len(), 5000);
    assert_eq!(all(&client, "/rest/api/latest/projects?limit=1000").len(), 50);
    assert_eq!(values(&client.get("/rest/api/latest/repos?name=pear-&projectkey=p001&limit=100")).len(), 6);
    let branch = client.get("/rest/api/latest/projects/P001/repos/apple-service-00000/branches/default");
    assert_eq!(branch.json()["displayId"], "main", "its folder is made now");
}

#[test]
fn many_clients_may_ask_at_once() {
    let server = Bitbucket::start(Scenario::sample());
    // Nothing is on disk yet: all of them need the same folders and the same refs at the same time.
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                let answer = Client::of(&server, "ada").get("/rest/api/latest/dashboard/pull-requests?limit=100");
                assert_eq!(answer.status, 200, "{}", answer.text());
            });
        }
    });
    let versions = values(&Client::of(&server, "ada").get(&format!("{SHOP}/pull-requests")));
    assert!(versions.iter().all(|each| each["version"] == 0), "making the refs is no change");
}
