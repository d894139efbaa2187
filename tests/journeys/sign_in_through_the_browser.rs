//! An administrator registers Bough once; everybody else allows it in the browser the first time, and never again.

use std::num::NonZeroU32;
use std::path::Path;

use bough_core::Clock;
use bough_tests::browsing::{free_again, ready};
use bough_tests::{Bough, on_every_version, walk_once};
use serde_json::{Value, json};
use simulators::{AuthorizationKind, Bitbucket, Browser, Scenario, Version};

#[test]
fn allowed_once_it_lists_and_clones_and_needs_no_browser_the_next_time() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(ready(Scenario::minimal().version(version).context("/bitbucket")));
        let bough = Bough::start();
        let host = bough.register(&server, "loopback").await;
        let account = bough.sign_in(&server, &host).await;
        let shown = bough.account_on(&host).await;
        assert_eq!(
            (&shown["way"], &shown["user"]["displayName"], &shown["rejected"]),
            (&json!("browser"), &json!("Ada Lindqvist"), &json!(false))
        );
        assert_eq!(shown["kept"]["kind"], "keychain");
        assert!(bough.projects(&account).await.is_ok());
        let job = bough.clone_hosted(&account, "DEMO/hello", "https").await;
        assert_eq!(bough.end_of(&job).await["kind"], "finished");
        let git = server.requests_below("/scm").into_iter().filter(|request| request.user.is_some());
        assert!(git.into_iter().all(|request| request.authorization == AuthorizationKind::Bearer));

        let bough = bough.restart().await;
        assert!(bough.projects(&account).await.is_ok());
        assert_eq!(bough.desk.opened(), Vec::<String>::new(), "no page is opened");
        assert_eq!((server.oauth_refreshes(), server.failed_sign_ins()), ((1, 0), 0));
        // Registered anew with nothing changed: the secret that is kept serves.
        let known = bough.call("list_hosts", json!({})).await[0]["oauth"]["registration"].clone();
        let again = json!({
            "host": host, "clientId": known["clientId"], "redirect": { "kind": "loopback" }, "scopes": ["REPO_READ"],
        });
        let registered = bough.call("register_application", again).await["oauth"]["registration"].clone();
        assert_eq!((&registered["scopes"], &registered["secret"]), (&json!(["REPO_READ"]), &known["secret"]));
    });
}

#[test]
fn the_answer_comes_by_a_link_of_the_operating_system_or_is_pasted() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(ready(Scenario::minimal().version(version)));
        let browser = Browser::of(&server);
        let bough = Bough::start();
        let host = bough.register(&server, "scheme").await;
        let (job, page) = bough.begin_sign_in(&host).await;
        let link = browser.consent(&page, true).expect("a code");
        assert_eq!(link.scheme(), "bough");
        bough.core.hand_link("bough://oauth/somewhere-else?code=x&state=y");
        bough.core.hand_link(link.as_str());
        assert_eq!(bough.end_of(&job).await["kind"], "finished");

        let host = bough.register_anew(&server, "https://pages.kestrel.example/bough?team=1").await;
        let (job, page) = bough.begin_sign_in(&host).await;
        let arrived = browser.consent(&page, true).expect("a code");
        let question = bough.answer(json!({ "kind": "text", "text": "https://pages.kestrel.example/bough?team=1" })).await;
        assert_eq!((&question["kind"], &question["form"], &question["wrong"]), (&json!("signIn"), &json!("page"), &json!(false)));
        let question = bough.answer(json!({ "kind": "text", "text": format!("  {arrived}\n") })).await;
        assert_eq!(question["wrong"], json!(true), "the first was not the answer");
        assert_eq!(bough.end_of(&job).await["kind"], "finished");
        assert_eq!(bough.account_on(&host).await["way"], "browser");
    });
}

#[test]
fn a_team_opens_a_host_file_and_authorises() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(ready(Scenario::minimal().version(version)));
        let administrator = Bough::start();
        let host = administrator.register(&server, "scheme").await;
        let folder = tempfile::tempdir().expect("a folder");
        let export = |secret: bool| json!({ "host": host, "folder": folder.path(), "secret": secret });
        let path = administrator.call("export_host", export(false)).await;
        let bare = std::fs::read_to_string(path.as_str().expect("a path")).expect("a file");
        assert_eq!(administrator.fault("export_host", export(true)).await["kind"], "taken", "no file is replaced");
        std::fs::rename(path.as_str().expect("a path"), folder.path().join("bare")).expect("moved");
        let path = administrator.call("export_host", export(true)).await;
        let whole: Value = serde_json::from_slice(&std::fs::read(path.as_str().expect("a path")).expect("a file")).expect("JSON");
        let secret = whole["registration"]["clientSecret"].as_str().expect("it was asked for").to_owned();
        assert!(!bare.contains(&secret) && bare.contains("REPO_WRITE"));

        let colleague = Bough::start();
        let open = |name: &Path| json!({ "path": name });
        let fault = colleague.fault("open_host_file", open(&folder.path().join("bare"))).await;
        assert_eq!(fault["kind"], "untrusted", "a file makes nobody trust a certificate");
        colleague.trust(&server).await;
        let opened = colleague.call("open_host_file", open(&folder.path().join("bare"))).await;
        assert_eq!(opened["oauth"]["registration"]["secret"]["kind"], "gone");
        let fault = colleague.fault("authorise_account", json!({ "host": opened["id"] })).await;
        assert_eq!((&fault["kind"], &fault["reason"]), (&json!("signIn"), &json!("unregistered")));
        let opened = colleague.call("open_host_file", open(Path::new(path.as_str().expect("a path")))).await;
        assert_eq!(opened["oauth"]["registration"]["secret"]["kind"], "keychain");
        assert!(!opened.to_string().contains(&secret));
        // The administrator's redirect, letter by letter, although the host has another id here.
        let (job, page) = colleague.begin_sign_in(&opened["id"]).await;
        colleague.core.hand_link(Browser::of(&server).consent(&page, true).expect("a code").as_str());
        assert_eq!(colleague.end_of(&job).await["kind"], "finished");
        let fault = colleague.fault("open_host_file", open(&folder.path().join("nothing"))).await;
        assert_eq!(fault["kind"], "notFound");
    });
}

#[test]
fn one_that_nobody_answers_ends_after_five_minutes_and_leaves_the_port_to_others() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(ready(Scenario::minimal().version(version)));
        let mut port = 0;
        let bough = Bough::start_with(|options| {
            // Five minutes are three seconds.
            options.clock = Clock::hastened(NonZeroU32::new(100).expect("not zero"));
            port = options.loopback_port;
        });
        let host = bough.register(&server, "loopback").await;
        let (job, page) = bough.begin_sign_in(&host).await;
        let end = bough.end_of(&job).await;
        assert_eq!(end["kind"], "failed", "{end}");
        let fault = &end["fault"];
        assert_eq!((&fault["kind"], &fault["reason"]), (&json!("signIn"), &json!("unanswered")), "{fault}");
        assert_eq!(fault["detail"], "No answer came within five minutes.");
        assert_eq!(bough.call("list_questions", json!({})).await, json!([]));
        free_again(port).await;

        // Whoever allows it later finds nobody, by either way; nothing was made of it here.
        let browser = Browser::of(&server);
        let late = browser.consent(&page, true).expect("a code");
        assert!(browser.get(&late).is_err(), "somebody took the answer");
        bough.core.hand_link(late.as_str());
        assert_eq!(bough.fault("show_sign_in", json!({ "host": host })).await["kind"], "notFound");
        assert_eq!(bough.account_on(&host).await, Value::Null);
    });
}

#[test]
fn what_the_administrator_entered_wrongly_is_told_at_the_field() {
    walk_once(async {
        let server = Bitbucket::start(ready(Scenario::minimal()));
        let bough = Bough::start();
        let host = bough.register(&server, "loopback").await;
        let known = bough.call("list_hosts", json!({})).await[0]["oauth"]["registration"].clone();
        let register = |change: (&str, Value)| {
            let mut arguments = json!({
                "host": host, "clientId": known["clientId"], "clientSecret": "wrong", "redirect": { "kind": "loopback" },
                "scopes": ["REPO_WRITE"],
            });
            arguments[change.0] = change.1;
            arguments
        };
        for (change, field) in [
            (("clientSecret", json!("wrong")), "clientSecret"),
            (("clientSecret", json!("  ")), "clientSecret"),
            (("clientId", json!("nobody")), "clientSecret"),
            (("clientId", json!("")), "clientId"),
            (("redirect", json!({ "kind": "page", "url": "http://pages.example/x" })), "redirect"),
            (("scopes", json!([])), "scopes"),
        ] {
            let fault = bough.fault("register_application", register(change.clone())).await;
            assert_eq!((&fault["kind"], &fault["field"]), (&json!("invalid"), &json!(field)), "{change:?}");
        }
        assert_eq!(bough.call("list_hosts", json!({})).await[0]["oauth"]["registration"], known, "what was there stays");
        assert_eq!(server.failed_sign_ins(), 0);
        let bare = bough.call("remove_registration", json!({ "host": host })).await;
        assert_eq!(bare["oauth"]["registration"], json!(null));
        let fault = bough.fault("authorise_account", json!({ "host": host })).await;
        assert_eq!(fault["reason"], "unregistered");
    });
}

#[test]
fn servers_without_oauth_or_without_encryption_say_so() {
    walk_once(async {
        let plain = Bitbucket::start(Scenario::minimal());
        let old = Bitbucket::start(Scenario::minimal().version(Version::new(7, 19, 0)).https());
        let bough = Bough::start();
        let host = bough.add_host(&plain).await;
        let register = |host: &Value| json!({ "host": host, "clientId": "a", "clientSecret": "b", "redirect": { "kind": "loopback" }, "scopes": ["REPO_WRITE"] });
        assert_eq!(bough.call("list_hosts", json!({})).await[0]["oauth"]["possible"], json!(false));
        assert_eq!(bough.fault("register_application", register(&host)).await["field"], "host");
        bough.trust(&old).await;
        let host = bough.add_host(&old).await;
        assert_eq!(bough.call("list_hosts", json!({})).await[1]["oauth"]["possible"], json!(false));
        assert_eq!(bough.fault("register_application", register(&host)).await["kind"], "notFound");
        assert!(
            plain.requests().iter().chain(&old.requests()).all(|request| !request.path.ends_with("/token")),
            "no secret was sent"
        );
    });
}

#[test]
fn disconnecting_takes_back_what_was_allowed_as_far_as_the_server_can() {
    on_every_version(async |version: Version| {
        for (can, left) in [(true, 0), (false, 1)] {
            let server = Bitbucket::start(ready(Scenario::minimal().version(version)).oauth_revocation(can));
            let bough = Bough::start();
            let (host, account) = bough.authorised(&server).await;
            assert_eq!(server.oauth_grants("ada").expect("ada"), 1);
            let gone = bough.call("disconnect_account", json!({ "id": account })).await;
            assert_eq!(gone, json!({ "stillAllowed": !can }));
            assert_eq!(server.oauth_grants("ada").expect("ada"), left);
            assert_eq!(bough.account_on(&host).await, json!(null));
            // The registration stays for the next one; with the host it goes.
            assert!(!bough.call("list_hosts", json!({})).await[0]["oauth"]["registration"].is_null());
            bough.call("remove_host", json!({ "id": host })).await;
            bough.trust(&server).await;
            let host = bough.call("add_host", json!({ "baseUrl": server.base_url(), "plainHttp": false })).await;
            assert_eq!(host["oauth"]["registration"], json!(null));
        }
    });
}

#[test]
fn a_token_in_the_place_of_what_the_browser_allowed_ends_that() {
    walk_once(async {
        let server = Bitbucket::start(ready(Scenario::minimal()));
        let bough = Bough::start();
        let (host, account) = bough.authorised(&server).await;
        let token = server.token("ada").expect("ada works here");
        let connected = bough.call("connect_account", json!({ "host": host, "token": token })).await;
        assert_eq!((&connected["id"], &connected["way"]), (&account, &json!("token")), "it is the same person");
        assert_eq!(server.oauth_grants("ada").expect("ada"), 0);
        assert_eq!(bough.sign_in(&server, &host).await, account);
        assert_eq!(bough.account_on(&host).await["way"], "browser");
    });
}
