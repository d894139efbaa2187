//! A Bough of a test's own: fresh folders, a desktop that only remembers, commands by name.
#![expect(clippy::panic, reason = "a journey fails loudly")]

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::{Arc, Once};
use std::time::{Duration, Instant};

use bough_core::api::Event;
use bough_core::fault::Fault;
use bough_core::{Core, Options};
use serde_json::{Value, json};
use simulators::Bitbucket;
use tempfile::TempDir;
use tokio::sync::broadcast::Receiver;
use url::Url;

use crate::desk::Desk;
use crate::journeyman;

static PROCESS: Once = Once::new();

/// How long a folder may stay taken after its core has ended.
const LONGEST: Duration = Duration::from_secs(10);

/// A core on folders of its own. Everything goes away with it.
pub struct Bough {
    /// The core, for whoever needs more than calls.
    pub core: Core,
    /// What it did to the desktop.
    pub desk: Arc<Desk>,
    home: TempDir,
}

/// Folders and settings of a Bough that begins in `home`.
pub fn options(home: &Path, desk: Arc<Desk>) -> Options {
    Options {
        data_folder: home.join("data"),
        ssh_folder: home.join(".ssh"),
        home: home.to_owned(),
        keychain_application: "dev.bough.journeys".into(),
        askpass_program: journeyman::program(),
        ssh_program: None,
        ssh_options: vec![
            "-F".into(),
            "none".into(),
            "-o".into(),
            format!("UserKnownHostsFile={}", home.join(".ssh/known_hosts").display()),
        ],
        desktop: desk,
        demo: None,
        loopback_port: free_port(),
        limits: bough_core::Limits::default(),
        clock: bough_core::Clock::default(),
    }
}

/// A port that is free on both loopback addresses, another one for each Bough; none that the system gives out by itself.
fn free_port() -> u16 {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    let first = u16::try_from(std::process::id() % 4000).expect("below 4000");
    loop {
        let port = 20_000 + (first + NEXT.fetch_add(1, Ordering::Relaxed)) % 8000;
        if ["127.0.0.1", "::1"].iter().all(|address| std::net::TcpListener::bind((*address, port)).is_ok()) {
            return port;
        }
    }
}

impl Bough {
    /// Starts on a fresh home.
    pub fn start() -> Self {
        Self::start_with(|_| {})
    }

    /// Starts on a fresh home, with options changed first.
    pub fn start_with(change: impl FnOnce(&mut Options)) -> Self {
        let home = TempDir::with_prefix("bough-journey-").expect("a temporary folder");
        std::fs::create_dir_all(home.path().join("code")).expect("a folder for clones");
        Self::start_in(home, change)
    }

    fn start_in(home: TempDir, change: impl FnOnce(&mut Options)) -> Self {
        PROCESS.call_once(bough_core::start_process);
        let desk = Arc::new(Desk::default());
        let mut options = options(home.path(), Arc::clone(&desk));
        change(&mut options);
        Self { core: Core::start(options).expect("a core starts on a fresh folder"), desk, home }
    }

    /// Ends this Bough and starts another one on the same folders, as after closing the window.
    pub async fn restart(self) -> Self {
        self.restart_with(|_| {}).await
    }

    /// The same, with options changed first.
    pub async fn restart_with(self, change: impl FnOnce(&mut Options)) -> Self {
        self.core.stop().await;
        let Self { core, desk, home } = self;
        drop((core, desk));
        // A child that another test starts at this moment may share the lock until it has become its own program.
        let (taken, desk) = (Instant::now(), Arc::new(Desk::default()));
        let mut options = options(home.path(), Arc::clone(&desk));
        change(&mut options);
        let core = loop {
            match Core::start(options.clone()) {
                Err(Fault::Taken { .. }) if taken.elapsed() < LONGEST => tokio::task::yield_now().await,
                started => break started.expect("a core starts on its folder again"),
            }
        };
        Self { core, desk, home }
    }

    /// Ends this Bough; its home stays.
    pub async fn close(self) -> TempDir {
        self.core.stop().await;
        let Self { core, desk, home } = self;
        drop((core, desk));
        home
    }

    /// Waits until a page was opened; the last one.
    pub async fn opened_page(&self) -> Url {
        let mut events = self.core.events();
        loop {
            if let Some(page) = self.desk.opened().last() {
                return Url::parse(page).expect("what is opened is an address");
            }
            next(&mut events).await;
        }
    }

    /// Waits for a question; it stays open.
    pub async fn question(&self) -> Value {
        let mut events = self.core.events();
        loop {
            let questions = self.call("list_questions", json!({})).await;
            if let Some(question) = questions.get(0) {
                return question.clone();
            }
            next(&mut events).await;
        }
    }

    /// Its home.
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// Where clones go.
    pub fn code(&self) -> PathBuf {
        self.home().join("code")
    }

    /// Calls a command that must succeed.
    pub async fn call(&self, name: &str, arguments: Value) -> Value {
        match self.core.call(name, arguments).await {
            Ok(answer) => answer,
            Err(fault) => panic!("{name} failed: {fault:?}"),
        }
    }

    /// Calls a command that must fail; the fault as JSON.
    pub async fn fault(&self, name: &str, arguments: Value) -> Value {
        match self.core.call(name, arguments).await {
            Ok(answer) => panic!("{name} must fail, but answered {answer}"),
            Err(fault) => serde_json::to_value(fault).expect("faults are JSON"),
        }
    }

    /// Adds a server to the active profile; its id.
    pub async fn add_host(&self, server: &Bitbucket) -> Value {
        let plain = server.base_url().starts_with("http:");
        let probe = self.call("probe_host", json!({ "url": server.base_url() })).await;
        self.call("add_host", json!({ "baseUrl": probe["baseUrl"], "plainHttp": plain })).await["id"].clone()
    }

    /// Adds a server and signs in as a user with the recommended token; the account's id.
    pub async fn connect(&self, server: &Bitbucket, user: &str) -> Value {
        let host = self.add_host(server).await;
        let token = server.token(user).expect("the user exists");
        self.call("connect_account", json!({ "host": host, "token": token })).await["id"].clone()
    }

    /// Starts the clone of an account's repository into the folder for clones; the job's id.
    pub async fn clone_hosted(&self, account: &Value, path: &str, protocol: &str) -> Value {
        let (project, slug) = path.split_once('/').expect("PROJECT/slug");
        let source =
            json!({ "kind": "hosted", "account": account, "path": { "project": project, "slug": slug }, "protocol": protocol });
        self.clone_from(source, slug).await
    }

    /// Starts a clone; the job's id.
    pub async fn clone_from(&self, source: Value, name: &str) -> Value {
        self.call("clone_repository", json!({ "source": source, "folder": self.code(), "name": name, "submodules": false })).await
    }

    /// Waits until a job has ended; its last state.
    pub async fn end_of(&self, job: &Value) -> Value {
        self.job_when(job, |state| state["kind"] != "running").await
    }

    /// Waits until a job's state is as asked for; that state.
    pub async fn job_when(&self, job: &Value, wanted: impl Fn(&Value) -> bool) -> Value {
        let mut events = self.core.events();
        loop {
            let jobs = self.call("list_jobs", json!({})).await;
            let found = jobs.as_array().and_then(|jobs| jobs.iter().find(|each| each["id"] == *job)).expect("a job of that id");
            if wanted(&found["state"]) || found["state"]["kind"] != "running" {
                return found["state"].clone();
            }
            next(&mut events).await;
        }
    }

    /// Waits for a question and answers it; what was asked.
    pub async fn answer(&self, answer: Value) -> Value {
        let mut events = self.core.events();
        loop {
            let questions = self.call("list_questions", json!({})).await;
            if let Some(question) = questions.get(0) {
                self.call("answer_question", json!({ "id": question["id"], "answer": answer })).await;
                return question["ask"].clone();
            }
            next(&mut events).await;
        }
    }

    /// All pages of a list.
    pub async fn all_pages(&self, name: &str, arguments: Value) -> Vec<Value> {
        let (mut items, mut cursor) = (Vec::new(), Value::Null);
        loop {
            let mut arguments = arguments.clone();
            arguments["cursor"] = cursor;
            let page = self.call(name, arguments).await;
            items.extend(page["items"].as_array().expect("a page has items").iter().cloned());
            cursor = page["next"].clone();
            if cursor.is_null() {
                return items;
            }
        }
    }

    /// Files and folders below the folder for clones, hidden ones too.
    pub fn left_behind(&self) -> Vec<PathBuf> {
        let entries = std::fs::read_dir(self.code()).expect("the folder for clones");
        entries.map(|entry| entry.expect("an entry").path()).collect()
    }
}

async fn next(events: &mut Receiver<Event>) {
    // Lagging behind is as good as an event: the caller asks anew.
    let _ = events.recv().await;
}
