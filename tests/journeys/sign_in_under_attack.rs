//! Somebody stands between the person, their browser and the server: T3.2 to T3.5, T3.7 and T3.8.

use std::net::{SocketAddr, TcpListener, TcpStream};
use std::time::Duration;

use bough_tests::browsing::{free_again, ready};
use bough_tests::{Bough, on_every_version, walk_once};
use serde_json::{Value, json};
use simulators::{Bitbucket, Browser, Fault, Scenario, Version};
use url::Url;

const TOKEN: &str = "/rest/oauth2/latest/token";

fn with(url: &Url, name: &str, value: &str) -> Url {
    let pairs: Vec<(String, String)> = url
        .query_pairs()
        .map(|(key, own)| if key == name { (key.into(), value.into()) } else { (key.into(), own.into()) })
        .collect();
    let mut changed = url.clone();
    changed.query_pairs_mut().clear().extend_pairs(pairs);
    changed
}

fn port(url: &Url) -> u16 {
    url.port().expect("loopback addresses name their port")
}

async fn redirect(bough: &Bough) -> Url {
    let redirect = bough.call("list_hosts", json!({})).await[0]["oauth"]["registration"]["redirect"].clone();
    Url::parse(redirect.as_str().expect("an address")).expect("an address")
}

/// Whether anybody listens on the port, at either address.
fn listens(port: u16) -> bool {
    ["127.0.0.1", "::1"].iter().any(|address| TcpStream::connect((*address, port)).is_ok())
}

/// T3.2.
#[test]
fn only_the_answer_to_our_question_is_taken() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(ready(Scenario::minimal().version(version)));
        let bough = Bough::start();
        let host = bough.register(&server, "loopback").await;
        let (job, page) = bough.begin_sign_in(&host).await;
        let browser = Browser::of(&server);
        let arrived = browser.consent(&page, true).expect("a code");
        for other in [with(&arrived, "state", "x"), with(&arrived, "code", ""), arrived.join("/oauth/other").expect("an address")]
        {
            assert_ne!(browser.get(&other).expect("an answer").status, 200, "{other}");
        }
        assert_eq!(bough.call("list_jobs", json!({})).await[0]["state"]["kind"], "running", "it still waits");
        assert_eq!(server.requests_below("/rest/oauth2/latest/token").len(), 1, "only the registration was tried");
        assert_eq!(browser.get(&arrived).expect("an answer").status, 200);
        assert_eq!(bough.end_of(&job).await["kind"], "finished");
        free_again(port(&arrived)).await;

        // What was good once is nothing the next time.
        let (job, _) = bough.begin_sign_in(&host).await;
        assert_eq!(browser.get(&arrived).expect("an answer").status, 400, "its state was of another sign-in");
        bough.call("cancel_job", json!({ "id": job })).await;
        assert_eq!(bough.end_of(&job).await["kind"], "cancelled");
        free_again(port(&arrived)).await;
        assert_eq!(bough.call("list_questions", json!({})).await, json!([]));
    });
}

#[test]
fn a_no_in_the_browser_and_a_no_in_the_window_end_it() {
    walk_once(async {
        let server = Bitbucket::start(ready(Scenario::minimal()));
        let bough = Bough::start();
        let host = bough.register(&server, "loopback").await;
        let (job, page) = bough.begin_sign_in(&host).await;
        let fault = bough.fault("authorise_account", json!({ "host": host })).await;
        assert_eq!(fault["kind"], "refused", "one at a time");
        bough.call("show_sign_in", json!({ "host": host })).await;
        assert_eq!(bough.desk.opened(), [page.as_str(), page.as_str()]);
        let browser = Browser::of(&server);
        let back = browser.consent(&page, false).expect("a refusal");
        browser.get(&back).expect("Bough listens");
        let ended = bough.end_of(&job).await;
        assert_eq!((&ended["kind"], &ended["fault"]["reason"]), (&json!("failed"), &json!("declined")));
        assert_eq!(bough.fault("show_sign_in", json!({ "host": host })).await["kind"], "notFound");

        let (job, _) = bough.begin_sign_in(&host).await;
        bough.answer(json!({ "kind": "refuse" })).await;
        assert_eq!(bough.end_of(&job).await["kind"], "cancelled");
        assert_eq!(bough.account_on(&host).await, json!(null));
    });
}

/// T3.3.
#[test]
fn where_somebody_has_the_port_no_browser_opens() {
    walk_once(async {
        let server = Bitbucket::start(ready(Scenario::minimal()));
        let bough = Bough::start();
        let host = bough.register(&server, "loopback").await;
        let port = port(&redirect(&bough).await);
        for address in ["127.0.0.1", "::1"] {
            let thief = TcpListener::bind((address, port)).expect("it is free");
            let fault = bough.fault("authorise_account", json!({ "host": host })).await;
            assert!(fault["kind"] == "refused" && fault["detail"].to_string().contains(&port.to_string()), "{fault}");
            assert_eq!(bough.desk.opened(), Vec::<String>::new());
            drop(thief);
            free_again(port).await;
        }
        bough.sign_in(&server, &host).await;
    });
}

/// T3.2: nobody outside of this computer is heard.
#[test]
fn nobody_listens_on_the_network() {
    walk_once(async {
        let server = Bitbucket::start(ready(Scenario::minimal()));
        let bough = Bough::start();
        let host = bough.register(&server, "loopback").await;
        let (job, _) = bough.begin_sign_in(&host).await;
        let port = port(&redirect(&bough).await);
        assert!(listens(port));
        // Every address but loopback is still free: had we listened on all of them, it would not be.
        let other: SocketAddr = ([127, 0, 0, 2], port).into();
        assert!(TcpStream::connect(other).is_err(), "it listens on more than two addresses");
        bough.call("cancel_job", json!({ "id": job })).await;
        bough.end_of(&job).await;
    });
}

/// T3.4.
#[test]
fn the_answer_of_one_server_is_none_for_another() {
    walk_once(async {
        let (good, evil) = (Bitbucket::start(ready(Scenario::minimal())), Bitbucket::start(ready(Scenario::minimal())));
        let bough = Bough::start();
        let (of_good, of_evil) = (bough.register(&good, "loopback").await, bough.register(&evil, "loopback").await);
        let (job, page) = bough.begin_sign_in(&of_evil).await;
        let from_evil = Browser::of(&evil).consent(&page, true).expect("a code");
        bough.call("cancel_job", json!({ "id": job })).await;
        bough.end_of(&job).await;

        let (job, page) = bough.begin_sign_in(&of_good).await;
        let browser = Browser::of(&good);
        let ours = browser.consent(&page, true).expect("a code");
        assert_ne!(ours.path(), from_evil.path());
        assert_eq!(browser.get(&from_evil).expect("an answer").status, 404, "on its own path");
        let mut moved = from_evil.clone();
        moved.set_path(ours.path());
        assert_eq!(browser.get(&moved).expect("an answer").status, 400, "on the path of the other");
        assert_eq!(evil.requests_below("/rest/oauth2/latest/token").len(), 1, "its code was shown to nobody");
        browser.get(&ours).expect("an answer");
        assert_eq!(bough.end_of(&job).await["kind"], "finished");
    });
}

/// T3.5.
#[test]
fn a_code_lives_ten_seconds_and_who_is_late_is_told() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(ready(Scenario::minimal().version(version)));
        let bough = Bough::start();
        let host = bough.register(&server, "loopback").await;
        for (seconds, in_time) in [(11, false), (9, true)] {
            let (job, page) = bough.begin_sign_in(&host).await;
            let browser = Browser::of(&server);
            let arrived = browser.consent(&page, true).expect("a code");
            server.pass_time(Duration::from_secs(seconds));
            browser.get(&arrived).expect("Bough listens");
            let ended = bough.end_of(&job).await;
            if in_time {
                assert_eq!(ended["kind"], "finished");
            } else {
                assert_eq!((&ended["fault"]["kind"], &ended["fault"]["reason"]), (&json!("signIn"), &json!("late")), "{ended}");
            }
        }
    });
}

/// T3.7: with 307 and 308 the body would be sent again.
#[test]
fn the_token_endpoint_sends_us_nowhere() {
    for status in [301, 302, 303, 307, 308] {
        walk_once(async move {
            let server = Bitbucket::start(ready(Scenario::minimal()));
            let elsewhere = Bitbucket::start(Scenario::minimal());
            let bough = Bough::start();
            let (_, account) = bough.authorised(&server).await;
            let leads_away = || Fault::redirect_as(status, format!("{}/", elsewhere.web_origin())).on(TOKEN);
            server.set_fault(leads_away());
            let bough = bough.restart().await;
            let fault = bough.projects(&account).await.expect_err("it was redirected");
            assert_eq!(fault["kind"], "webPage", "{status}: {fault}");
            assert!(fault["url"].to_string().contains(elsewhere.web_origin()), "the person sees where to: {fault}");
            assert!(elsewhere.requests().is_empty(), "{status}: something arrived there");
            server.clear_faults();
            assert!(bough.projects(&account).await.is_ok(), "the token was not spent");

            server.set_fault(leads_away());
            let host = bough.call("list_hosts", json!({})).await[0]["id"].clone();
            let (job, page) = bough.begin_sign_in(&host).await;
            let browser = Browser::of(&server);
            browser.get(&browser.consent(&page, true).expect("a code")).expect("Bough listens");
            assert_eq!(bough.end_of(&job).await["fault"]["kind"], "webPage");
            assert!(elsewhere.requests().is_empty(), "{status}: something arrived there");
        });
    }
}

/// T1.13 with OAuth: what was given out stands in no file, no event, no answer.
#[test]
fn no_secret_of_a_sign_in_stands_anywhere() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(ready(Scenario::minimal().version(version)));
        let bough = Bough::start();
        let mut events = bough.core.events();
        let (host, account) = bough.authorised(&server).await;
        let end = bough.end_of(&bough.clone_hosted(&account, "DEMO/hello", "https").await).await;
        bough.end_of(&bough.call("fetch_remotes", json!({ "id": end["repository"] })).await).await;
        server.spoil_access_tokens();
        bough.projects(&account).await.expect("it is renewed");
        let examination = json!({ "patient": { "kind": "host", "id": host }, "repository": null });
        let job = bough.call("examine_connection", examination).await;
        bough.end_of(&job).await;
        let mut told = vec![bough.call("get_examination_report", json!({ "job": job })).await];
        while let Ok(event) = events.try_recv() {
            told.push(serde_json::to_value(&event).expect("events are JSON"));
        }
        for question in ["list_hosts", "list_profiles", "list_jobs", "list_questions", "get_settings"] {
            told.push(bough.call(question, json!({})).await);
        }
        told.push(bough.call("list_activity", json!({ "start": 0, "count": 100, "words": "" })).await);
        let home = bough.close().await;
        let secrets = server.oauth_secrets();
        assert!(secrets.len() >= 6, "a client secret, a code, two pairs of tokens: {}", secrets.len());
        for secret in &secrets {
            assert!(!told.iter().any(|told| told.to_string().contains(secret)), "somebody was told a secret");
        }
        for file in files_below(home.path()) {
            let bytes = std::fs::read(&file).expect("a file");
            let holds = |secret: &String| bytes.windows(secret.len()).any(|window| window == secret.as_bytes());
            assert!(!secrets.iter().any(holds), "{} holds a secret", file.display());
        }
    });
}

fn files_below(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let nested = |path: std::path::PathBuf| {
        if path.is_symlink() {
            Vec::new()
        } else if path.is_dir() {
            files_below(&path)
        } else {
            vec![path]
        }
    };
    entries.flat_map(nested).collect()
}

/// T3.8: what arrives from outside does nothing by itself.
#[test]
fn links_from_outside_do_nothing_without_a_sign_in_that_waits() {
    walk_once(async {
        let server = Bitbucket::start(ready(Scenario::minimal()));
        let bough = Bough::start();
        let host = bough.register(&server, "scheme").await;
        let seen = server.requests().len();
        let odd = ["", "--data-folder=/", "bough://oauth", "bough://oauth/x?code=a&state=b", "bough:\u{0}", "\u{FFFD}\u{FFFD}"];
        let long = format!("bough://oauth/x?code={}", "a".repeat(1 << 20));
        let hand = |bough: &Bough| odd.iter().copied().chain([long.as_str()]).for_each(|link| bough.core.hand_link(link));
        hand(&bough);
        assert_eq!((bough.call("list_jobs", json!({})).await, server.requests().len()), (json!([]), seen));
        assert_eq!(bough.desk.opened(), Vec::<String>::new());
        let (job, page) = bough.begin_sign_in(&host).await;
        hand(&bough);
        let state = page.query_pairs().find(|(name, _)| name == "state").map(|(_, state)| state.into_owned()).expect("a state");
        let link = Browser::of(&server).consent(&page, true).expect("a code");
        bough.core.hand_link(with(&link, "state", &format!("{state}x")).as_str());
        assert_eq!(running(&bough, &job).await, json!(true));
        bough.core.hand_link(link.as_str());
        bough.core.hand_link(link.as_str());
        assert_eq!(bough.end_of(&job).await["kind"], "finished");
        assert_eq!(server.oauth_grants("ada").expect("ada"), 1, "the code was shown once");
    });
}

async fn running(bough: &Bough, job: &Value) -> Value {
    let jobs = bough.call("list_jobs", json!({})).await;
    let found = jobs.as_array().and_then(|jobs| jobs.iter().find(|each| each["id"] == *job)).expect("the job");
    json!(found["state"]["kind"] == "running")
}
