//! What the tests stand on: stock `git`, servers on loopback, and who we are there.

pub mod access;
pub mod corpus;
pub mod faults;
pub mod git;
pub mod http;
pub mod sshd;
pub mod trees;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use ::git::{CloneRequest, Context, Indexer, Progress};

use access::TestAccess;

/// A folder that goes away with the test, unless that is about a single seed.
pub fn home() -> tempfile::TempDir {
    ::git::start();
    let mut home = tempfile::tempdir().unwrap();
    home.disable_cleanup(std::env::var_os("BOUGH_SEED").is_some());
    home
}

/// Names in a folder, sorted.
pub fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// Waits for a state, for at most ten seconds.
pub fn wait_for(what: &str, mut state: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !state() {
        assert!(begun.elapsed() < Duration::from_secs(10), "waited in vain: {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// A job: its context and everything that it reported.
pub struct Job {
    pub context: Context,
    pub reports: Arc<Mutex<Vec<Progress>>>,
    pub heard: Arc<Mutex<Vec<String>>>,
}

impl Job {
    pub fn new(access: TestAccess, indexer: Indexer) -> Self {
        let reports = Arc::new(Mutex::new(Vec::new()));
        let ear = Arc::clone(&reports);
        let heard = Arc::new(Mutex::new(Vec::new()));
        let lines = Arc::clone(&heard);
        let context = Context {
            client: net::Client::new(net::TrustStore::new(), net::ProxyChoice::None).unwrap(),
            access: Arc::new(access),
            cancel: net::Cancel::new(),
            progress: Arc::new(move |progress| ear.lock().unwrap().push(progress.clone())),
            heard: Arc::new(move |line| lines.lock().unwrap().push(line.to_owned())),
            indexer,
        };
        Self { context, reports, heard }
    }

    /// Nobody is signed in anywhere, gix indexes.
    pub fn plain() -> Self {
        Self::new(TestAccess::default(), Indexer::PackSink)
    }

    pub fn clone(&self, request: &CloneRequest) -> Result<(), ::git::Error> {
        ::git::clone(request, &self.context).map(drop)
    }
}

/// Everything of `url`, into `target`.
pub fn request(url: &str, target: impl Into<PathBuf>) -> CloneRequest {
    CloneRequest { url: url.to_owned(), target: target.into(), branch: None, depth: None, submodules: false }
}

pub const BOTH: [Indexer; 2] = [Indexer::PackSink, Indexer::Libgit2];
