//! Tokens that end are renewed without anybody noticing, once each; where that fails the person is asked, once. T3.6.

use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStderr, Command, Stdio};
use std::time::Duration;

use bough_tests::browsing::ready;
use bough_tests::journeyman::Journeyman;
use bough_tests::{Bough, on_every_version, walk_once};
use serde_json::{Value, json};
use simulators::{Bitbucket, Fault, Scenario, Version};

const TOKEN: &str = "/rest/oauth2/latest/token";

/// So many calls at once, in one process.
async fn at_once(bough: &Bough, account: &Value, count: usize) -> Vec<Result<Value, Value>> {
    let calls: Vec<_> = (0..count)
        .map(|_| {
            let (core, account) = (bough.core.clone(), account.clone());
            tokio::spawn(async move { core.call("list_projects", json!({ "account": account })).await })
        })
        .collect();
    let mut answers = Vec::new();
    for call in calls {
        let answer = call.await.expect("no call panics");
        answers.push(answer.map_err(|fault| serde_json::to_value(fault).expect("faults are JSON")));
    }
    answers
}

#[test]
fn fifty_calls_with_an_ended_token_renew_it_once() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(ready(Scenario::minimal().version(version)));
        let bough = Bough::start();
        let (_, account) = bough.authorised(&server).await;
        assert!(at_once(&bough, &account, 50).await.iter().all(Result::is_ok));
        assert_eq!(server.oauth_refreshes(), (0, 0), "it came this moment");
        // Before its time, and unknown to us.
        server.spoil_access_tokens();
        assert!(at_once(&bough, &account, 50).await.iter().all(Result::is_ok));
        assert_eq!(server.oauth_refreshes(), (1, 0));
        // After its time, in a process that has only the refresh token.
        server.pass_time(Duration::from_secs(3700));
        let bough = bough.restart().await;
        assert!(at_once(&bough, &account, 50).await.iter().all(Result::is_ok));
        assert_eq!(server.oauth_refreshes(), (2, 0));
    });
}

#[test]
fn git_goes_on_after_a_token_was_refused_before_its_time() {
    walk_once(async {
        let server = Bitbucket::start(ready(Scenario::minimal()));
        let bough = Bough::start();
        let (_, account) = bough.authorised(&server).await;
        assert!(bough.projects(&account).await.is_ok());
        let bough = bough.restart().await;
        let job = bough.clone_hosted(&account, "DEMO/hello", "https").await;
        assert_eq!(bough.end_of(&job).await["kind"], "finished");
        assert_eq!(server.failed_sign_ins(), 0);
    });
}

#[test]
fn what_was_taken_back_at_the_server_asks_for_the_browser_and_is_not_tried_again() {
    on_every_version(async |version: Version| {
        let server = Bitbucket::start(ready(Scenario::minimal().version(version)));
        let bough = Bough::start();
        let (host, account) = bough.authorised(&server).await;
        server.withdraw_grants("ada").expect("ada");
        let asked = || server.requests_below(TOKEN).len();
        let before = asked();
        for fault in at_once(&bough, &account, 10).await {
            let fault = fault.expect_err("it was taken back");
            assert_eq!((&fault["kind"], &fault["reason"]), (&json!("signIn"), &json!("ended")));
        }
        assert_eq!(asked(), before + 1, "one refresh told it");
        assert_eq!(bough.account_on(&host).await["rejected"], json!(true));
        assert_eq!(bough.call("list_hosts", json!({})).await[0]["health"]["kind"], "signInNeeded");
        let bough = bough.restart().await;
        let fault = bough.fault("test_account", json!({ "id": account })).await;
        assert_eq!(fault["reason"], "ended", "also where the person presses a button");
        assert_eq!(asked(), before + 1, "a dead token is not sent again");
        assert_eq!(bough.sign_in(&server, &host).await, account, "it is the same account afterwards");
        assert!(bough.projects(&account).await.is_ok());
        assert_eq!(bough.account_on(&host).await["rejected"], json!(false));
    });
}

#[test]
fn a_server_that_cannot_be_reached_costs_no_token() {
    walk_once(async {
        let server = Bitbucket::start(ready(Scenario::minimal()));
        let bough = Bough::start();
        let (_, account) = bough.authorised(&server).await;
        let bough = bough.restart().await;
        server.set_fault(Fault::retry_after(429, 3600).on(TOKEN));
        assert_eq!(bough.projects(&account).await.expect_err("it asks for a pause")["kind"], "rateLimited");
        server.clear_faults();
        assert!(bough.projects(&account).await.is_ok());
        assert_eq!(server.oauth_refreshes(), (1, 0));
    });
}

/// What the next start finds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Then {
    Works,
    Asks,
}

/// A place at which the process is killed.
#[derive(Clone, Copy, Debug)]
enum Point {
    /// Before it is written down that the refresh token is on its way.
    BeforeMark,
    /// The request has arrived, and the server has done nothing yet.
    Asked,
    /// The server has rotated, and its answer is on its way.
    Answered,
    /// The answer is here, and the keychain has not been told.
    BeforeKeychain,
    /// The keychain has the new token, and nothing else says so.
    BeforeEnd,
    /// All is done.
    Done,
}

const POINTS: [(Point, Then); 6] = [
    (Point::BeforeMark, Then::Works),
    (Point::Asked, Then::Asks),
    (Point::Answered, Then::Asks),
    (Point::BeforeKeychain, Then::Asks),
    (Point::BeforeEnd, Then::Works),
    (Point::Done, Then::Works),
];

/// Kills a process before its next call of this kind.
fn trap(process: u32, calls: &str) -> Trap {
    let mut strace = Command::new("strace");
    strace.args(["-f", "-p", &process.to_string(), "-o", "/dev/null"]);
    strace.args(["-e", &format!("trace={calls}"), "-e", &format!("inject={calls}:signal=KILL")]);
    let mut strace = strace.stderr(Stdio::piped()).spawn().expect("strace starts");
    let mut heard = BufReader::new(strace.stderr.take().expect("a pipe"));
    let mut line = String::new();
    // "attached": from here on it is in place.
    heard.read_line(&mut line).expect("strace speaks");
    assert!(line.contains("attached"), "{line}");
    Trap { strace, _heard: heard }
}

/// `strace` at work. It speaks on, and must be heard.
struct Trap {
    strace: Child,
    _heard: BufReader<ChildStderr>,
}

const RENAMES: &str = "?rename,renameat,renameat2";

#[test]
#[expect(clippy::print_stdout, reason = "a test that did nothing must not look like one that passed")]
fn killed_at_any_point_it_works_or_asks_and_never_sends_a_dead_token() {
    if Command::new("strace").args(["-e", "inject=write:signal=KILL:when=1", "true"]).output().is_err() {
        println!("SKIPPED killed_at_any_point_it_works_or_asks_and_never_sends_a_dead_token: there is no strace");
        return;
    }
    for (point, then) in POINTS {
        walk_once(async move {
            let server = Bitbucket::start(ready(Scenario::minimal()));
            let bough = Bough::start();
            let (_, account) = bough.authorised(&server).await;
            let home = bough.close().await;
            let ask = json!({ "account": account });
            let mut first = Journeyman::start(home.path(), |_| ());
            first.call("list_hosts", &json!({})).expect("it is there");
            let before = server.requests_below(TOKEN).len();
            let arrived = || {
                while server.requests_below(TOKEN).len() == before {
                    std::thread::yield_now();
                }
            };
            let mut traps = Vec::new();
            match point {
                Point::BeforeMark => {
                    traps.push(trap(first.id(), RENAMES));
                    first.begin("list_projects", &ask);
                    first.killed();
                }
                Point::Asked | Point::Answered => {
                    let stalls = if matches!(point, Point::Asked) { Fault::black_hole() } else { Fault::stall_at(0.0) };
                    server.set_fault(stalls.on(TOKEN));
                    first.begin("list_projects", &ask);
                    arrived();
                    while matches!(point, Point::Answered) && server.oauth_refreshes().0 == 0 {
                        std::thread::yield_now();
                    }
                    first.kill();
                }
                Point::BeforeKeychain | Point::BeforeEnd => {
                    server.set_fault(Fault::delay(Duration::from_secs(2)).on(TOKEN));
                    first.begin("list_projects", &ask);
                    arrived();
                    let calls = if matches!(point, Point::BeforeKeychain) { "sendmsg" } else { RENAMES };
                    traps.push(trap(first.id(), calls));
                    first.killed();
                }
                Point::Done => {
                    first.call("list_projects", &ask).expect("it works");
                    first.kill();
                }
            }
            for mut trap in traps {
                trap.strace.wait().expect("strace ends with what it held");
            }
            server.clear_faults();
            let asked = server.requests_below(TOKEN).len();
            let mut second = Journeyman::start(home.path(), |_| ());
            let answers: Vec<_> = (0..3).map(|_| second.call("list_projects", &ask)).collect();
            match then {
                Then::Works => assert!(answers.iter().all(Result::is_ok), "{point:?}: {answers:?}"),
                Then::Asks => {
                    for answer in &answers {
                        let fault = answer.as_ref().expect_err("its fate is unknown");
                        assert_eq!((&fault["kind"], &fault["reason"]), (&json!("signIn"), &json!("ended")), "{point:?}");
                    }
                    assert_eq!(server.requests_below(TOKEN).len(), asked, "{point:?}: it is not sent again");
                }
            }
            assert_eq!(server.oauth_refreshes().1, 0, "{point:?}: a dead token was sent");
            second.kill();
        });
    }
}
