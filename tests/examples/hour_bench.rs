//! A quiet hour with many repositories, measured through `Core::call` against a server in a process of its own.
//!
//! `hour_bench SIMULATOR REPOSITORIES FOLLOWED HASTE SECONDS`: clones repositories, follows the main branch of some, opens all of
//! them and plays the window for so long, whose hours go so many times as fast: it looks after what is followed once a minute, and
//! reads the shown repository's pull requests every other one. On one line: seconds of a processor that the core took, and
//! requests: questions about refs, lists of pull requests, all others, and the most questions in one minute.
//! `hour_bench fetch SIMULATOR REPOSITORIES`: seconds of a processor that one `git fetch` in each took.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use bough_core::Clock;
use bough_core::api::Event;
use bough_tests::{Bough, walk_once};
use serde_json::{Value, json};
use tempfile::TempDir;

/// Between two looks of the window's at what is followed; it reads pull requests half as often.
const MINUTE: Duration = Duration::from_mins(1);

#[expect(clippy::print_stdout, reason = "a program for a terminal")]
fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let number = |place: usize| words.get(place).and_then(|word| word.parse::<u32>().ok()).expect("a number");
    let figures = if words.first().is_some_and(|word| word == "fetch") {
        fetch(&mut Server::start(&words[1], number(2)))
    } else {
        let haste = NonZeroU32::new(number(3)).expect("hours go on");
        let mut server = Server::start(&words[0], number(1));
        let mut figures = Vec::new();
        walk_once(async { figures = quiet(&mut server, number(2), haste, Duration::from_secs(number(4).into())).await });
        figures
    };
    println!("{}", figures.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "));
}

/// A server with as many repositories, and a clone of each.
struct Server {
    process: Child,
    orders: ChildStdin,
    answers: BufReader<ChildStdout>,
    facts: Value,
    clones: Vec<PathBuf>,
    folder: TempDir,
}

impl Server {
    fn start(program: &str, repositories: u32) -> Self {
        let mut command = Command::new(program);
        command.args(["--scenario", "many", "--repositories", &repositories.to_string(), "--print-json"]);
        let mut process = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("the simulator is there");
        let orders = process.stdin.take().expect("a pipe");
        let mut answers = BufReader::new(process.stdout.take().expect("a pipe"));
        let facts = line(&mut answers);
        let folder = TempDir::with_prefix("bough-hour-").expect("a temporary folder");
        let mut server = Self { process, orders, answers, facts, clones: Vec::new(), folder };
        server.clone_all();
        server
    }

    fn fact(&self, name: &str) -> &str {
        self.facts[name].as_str().expect("a server says it")
    }

    fn git(&self) -> Command {
        let mut command = Command::new("git");
        let header = format!("Authorization: Bearer {}", self.fact("token"));
        command.envs([("GIT_CONFIG_COUNT", "1"), ("GIT_CONFIG_KEY_0", "http.extraHeader"), ("GIT_CONFIG_VALUE_0", &header)]);
        command
    }

    fn clone_all(&mut self) {
        let folder = self.folder.path().to_owned();
        for (number, path) in self.order("repositories").as_array().expect("places").iter().enumerate() {
            let place = path.as_str().expect("a place").to_lowercase();
            let clone = folder.join(number.to_string());
            let url = format!("{}/scm/{place}.git", self.fact("base_url"));
            let cloned = self.git().args(["clone", "--quiet", &url]).arg(&clone).status().expect("git is there");
            assert!(cloned.success(), "{url}");
            self.clones.push(clone);
        }
    }

    fn order(&mut self, order: &str) -> Value {
        writeln!(self.orders, "{order}").expect("the simulator listens");
        line(&mut self.answers)["done"].clone()
    }

    /// Requests since the last time: questions about refs, lists of pull requests, all others.
    fn requests(&mut self) -> [f64; 3] {
        let kinds: HashMap<String, u32> = serde_json::from_value(self.order("requests")).expect("counts");
        let mut counted = [0; 3];
        for (kind, count) in kinds {
            let place = if kind.ends_with("/info/refs") {
                0
            } else if kind.ends_with("pull-requests") {
                1
            } else {
                2
            };
            counted[place] += count;
        }
        counted.map(f64::from)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn line(answers: &mut impl BufRead) -> Value {
    let mut text = String::new();
    answers.read_line(&mut text).expect("the simulator answers");
    serde_json::from_str(&text).expect("JSON")
}

async fn quiet(server: &mut Server, followed: u32, haste: NonZeroU32, time: Duration) -> Vec<f64> {
    let clock = Clock::hastened(haste);
    let bough = Bough::start_with(|options| options.clock = clock);
    let (url, token) = (server.fact("base_url").to_owned(), server.fact("token").to_owned());
    let host = bough.call("add_host", json!({ "baseUrl": url, "plainHttp": true })).await["id"].clone();
    let account = bough.call("connect_account", json!({ "host": host, "token": token })).await["id"].clone();
    let mut shown = Value::Null;
    for (number, path) in server.clones.iter().enumerate() {
        shown = bough.call("open_repository", json!({ "path": path })).await["id"].clone();
        bough.call("get_changes", json!({ "id": shown })).await;
        if number < usize::try_from(followed).expect("32 bits fit") {
            let main = json!({ "kind": "branch", "remote": "origin", "name": "main" });
            let job = bough.call("follow", json!({ "id": shown, "followed": main })).await;
            assert_eq!(bough.end_of(&job).await["kind"], "finished");
        }
    }
    let remotes = bough.call("list_remote_accounts", json!({ "id": shown })).await;
    let of_shown = json!({ "kind": "of", "repository": remotes[0]["path"], "state": "open" });
    let mut events = bough.core.events();
    // What came until now was no part of the hour.
    server.requests();
    let (mut sum, mut most) = ([0.0; 3], 0.0_f64);
    let add = |sum: &mut [f64; 3], came: [f64; 3]| sum.iter_mut().zip(came).for_each(|(sum, came)| *sum += came);
    let (begun, before) = (Instant::now(), processor(OWN));
    let mut minutes = tokio::time::interval(clock.lasting(MINUTE));
    let mut minute = 0_u32;
    while begun.elapsed() < time {
        tokio::select! {
            _ = minutes.tick() => {
                let came = server.requests();
                most = most.max(came[0]);
                add(&mut sum, came);
                bough.call("tend_prebuilds", json!({ "now": false })).await;
                if minute.is_multiple_of(2) {
                    for filter in [json!({ "kind": "mine" }), json!({ "kind": "toReview" }), of_shown.clone()] {
                        bough.call("list_pull_requests", json!({ "account": account, "filter": filter })).await;
                    }
                }
                minute += 1;
            }
            // As a window does: what it shows is asked for again where it is said to have changed.
            event = events.recv() => if let Ok(Event::RepositoryChanged { id }) = event && json!(id) == shown {
                bough.call("get_changes", json!({ "id": shown })).await;
            }
        }
    }
    bough.core.idle().await;
    let used = processor(OWN) - before;
    let came = server.requests();
    add(&mut sum, came);
    vec![used, sum[0], sum[1], sum[2], most.max(came[0])]
}

fn fetch(server: &mut Server) -> Vec<f64> {
    let before = processor(CHILDREN);
    for clone in &server.clones {
        let fetched = server.git().arg("-C").arg(clone).args(["fetch", "--quiet", "origin", "main"]).status();
        assert!(fetched.expect("git is there").success());
    }
    vec![processor(CHILDREN) - before]
}

/// Where the system's line about a process has its own time, and that of the children it waited for.
const OWN: usize = 11;
const CHILDREN: usize = 13;

/// Seconds of a processor that this process, or its children, used; none where the system does not tell.
fn processor(place: usize) -> f64 {
    let text = std::fs::read_to_string(Path::new("/proc/self/stat")).unwrap_or_default();
    let fields: Vec<&str> = text.rsplit_once(')').map(|(_, rest)| rest.split_whitespace().collect()).unwrap_or_default();
    // Linux counts in hundredths.
    let ticks = |place: usize| fields.get(place).and_then(|field| field.parse::<f64>().ok()).unwrap_or(f64::NAN);
    (ticks(place) + ticks(place + 1)) / 100.0
}
