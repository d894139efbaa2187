//! What was seen, measured through `Core::call` against simulators on loopback; numbers on one line, times in milliseconds.
//!
//! `seen_bench search COUNT HOSTS`: each key of some words, typed over COUNT repositories of HOSTS hosts: median and 95th
//! percentile of the time until all hosts' matches are there, and requests sent; first of what was seen, then of the hosts.
//! `seen_bench start COUNT DELAY`: from the start of a core to the first hundred of COUNT repositories: of what was seen, and of
//! a host that takes DELAY to answer; of what was seen, of a host that is not there, and until it is told that it is not.

use std::time::{Duration, Instant};

use bough_tests::{Bough, walk_once};
use serde_json::{Value, json};
use simulators::{Bitbucket, Fault, Scenario};

/// What people type, letter by letter.
const TYPED: [&str; 3] = ["pear-web", "kiwi-tools-01", "oak"];

#[expect(clippy::print_stdout, reason = "a program for a terminal")]
fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let number = |place: usize| words.get(place).and_then(|word| word.parse::<u32>().ok()).expect("a number");
    walk_once(async {
        let figures = match words.first().map(String::as_str) {
            Some("search") => search(number(1), number(2)).await,
            Some("start") => start(number(1), Duration::from_millis(number(2).into())).await,
            _ => Vec::new(),
        };
        println!("{}", figures.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "));
    });
}

async fn search(count: u32, hosts: u32) -> Vec<f64> {
    let servers: Vec<Bitbucket> = (0..hosts).map(|_| many(count.div_ceil(hosts))).collect();
    let bough = Bough::start();
    let mut accounts = Vec::new();
    for server in &servers {
        let account = bough.connect(server, "ada").await;
        bough.all_pages("list_host_repositories", json!({ "account": account, "scope": { "kind": "all" }, "limit": 1000 })).await;
        accounts.push(account);
    }
    let mut figures = Vec::new();
    for at_once in [true, false] {
        servers.iter().for_each(Bitbucket::clear_requests);
        let mut times = Vec::new();
        for text in TYPED {
            for typed in 1..=text.len() {
                let begun = Instant::now();
                for account in &accounts {
                    let wish = json!({
                        "account": account, "scope": { "kind": "all" }, "search": &text[..typed], "limit": 100, "atOnce": at_once,
                    });
                    bough.call("list_host_repositories", wish).await;
                }
                times.push(milliseconds(begun));
            }
        }
        times.sort_by(f64::total_cmp);
        let requests: usize = servers.iter().map(|server| server.requests().len()).sum();
        figures.extend([times[times.len() / 2], times[times.len() * 95 / 100], figure(requests)]);
    }
    figures
}

async fn start(count: u32, delay: Duration) -> Vec<f64> {
    let mut server = many(count);
    let bough = Bough::start();
    let account = bough.connect(&server, "ada").await;
    let all = json!({ "account": account, "scope": { "kind": "all" }, "limit": 100 });
    bough.all_pages("list_host_repositories", json!({ "account": account, "scope": { "kind": "all" }, "limit": 1000 })).await;
    let mut at_once = all.clone();
    at_once["atOnce"] = json!(true);
    server.set_fault(Fault::delay(delay));
    let (bough, seen) = timed_start(bough, &at_once).await;
    let (bough, fresh) = timed_start(bough, &all).await;
    server.clear_faults();
    server.go_away();
    let (bough, seen_away) = timed_start(bough, &at_once).await;
    let (bough, told) = timed_start(bough, &all).await;
    drop(bough);
    vec![seen, fresh, seen_away, told]
}

/// From the start of a core on the folders of another one to its answer.
async fn timed_start(bough: Bough, wish: &Value) -> (Bough, f64) {
    // Ending the one before is none of it.
    let begun = std::sync::Mutex::new(Instant::now());
    let bough = bough.restart_with(|_| *begun.lock().expect("nobody panicked") = Instant::now()).await;
    bough.call("list_host_repositories", wish.clone()).await;
    (bough, milliseconds(*begun.lock().expect("nobody panicked")))
}

fn many(count: u32) -> Bitbucket {
    Bitbucket::start(Scenario::many(usize::try_from(count).expect("32 bits fit")))
}

fn figure(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::NAN, f64::from)
}

fn milliseconds(begun: Instant) -> f64 {
    begun.elapsed().as_secs_f64() * 1000.0
}
