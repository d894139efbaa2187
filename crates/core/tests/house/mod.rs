//! A core on folders of its own, with a desktop that remembers what it was told.
#![allow(dead_code, reason = "each test binary uses its part")]

pub mod server;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex, Once};

use async_trait::async_trait;
use bough_core::api::Event;
use bough_core::api::ids::JobId;
use bough_core::api::jobs::JobState;
use bough_core::api::{CloneRepository, ListJobs, repositories::CloneSource};
use bough_core::fault::Fault;
use bough_core::{Clock, Core, Desktop, Limits, Options};

/// Folders that outlive cores, as they do on a computer.
pub struct House {
    root: tempfile::TempDir,
    pub desktop: Arc<Recorded>,
    keychain: String,
}

/// What a desktop was told.
#[derive(Default)]
pub struct Recorded {
    pub opened: Mutex<Vec<String>>,
    pub copied: Mutex<Vec<String>>,
}

#[async_trait]
impl Desktop for Recorded {
    fn open_url(&self, url: &str) -> Result<(), Fault> {
        self.opened.lock().expect("no panic").push(url.into());
        Ok(())
    }

    fn copy_text(&self, text: &str) -> Result<(), Fault> {
        self.copied.lock().expect("no panic").push(text.into());
        Ok(())
    }

    async fn pick_folder(&self, title: &str, _: Option<&str>) -> Result<Option<String>, Fault> {
        Ok(Some(format!("/picked/{title}")))
    }

    async fn pick_file(&self, _: &str, _: Option<&str>) -> Result<Option<String>, Fault> {
        Ok(None)
    }
}

impl House {
    pub fn new() -> Self {
        static ONCE: Once = Once::new();
        ONCE.call_once(bough_core::start_process);
        let root = tempfile::tempdir().expect("a folder");
        std::fs::create_dir(root.path().join("home")).expect("a home");
        let keychain = format!("dev.bough.test.{}", std::process::id());
        Self { root, desktop: Arc::default(), keychain }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    pub fn options(&self) -> Options {
        Options {
            data_folder: self.path("data"),
            ssh_folder: self.path("home/.ssh"),
            home: self.path("home"),
            keychain_application: self.keychain.clone(),
            askpass_program: std::env::current_exe().expect("a program"),
            ssh_program: None,
            ssh_options: Vec::new(),
            desktop: Arc::<Recorded>::clone(&self.desktop),
            demo: None,
            loopback_port: bough_core::places::LOOPBACK_PORT,
            limits: Limits::default(),
            clock: Clock::default(),
        }
    }

    pub fn start(&self) -> Core {
        Core::start(self.options()).expect("a core")
    }

    /// A repository made with stock `git`: three commits on `main`, and a branch.
    pub fn repository(&self, name: &str) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(&path).expect("a folder");
        git(&path, &["init", "--quiet", "--initial-branch=main"]);
        for number in 1..=3 {
            std::fs::write(path.join("file.txt"), format!("{number}\n")).expect("a file");
            git(&path, &["add", "."]);
            git(&path, &["commit", "--quiet", "--message", &format!("Change {number}")]);
        }
        git(&path, &["branch", "side", "HEAD~1"]);
        path
    }
}

/// Stock `git`, untouched by the configuration of whoever runs the tests.
pub fn git(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new("git")
        .args(arguments)
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .envs([("GIT_AUTHOR_NAME", "Ada"), ("GIT_AUTHOR_EMAIL", "ada@example.com")])
        .envs([("GIT_COMMITTER_NAME", "Ada"), ("GIT_COMMITTER_EMAIL", "ada@example.com")])
        .output()
        .expect("git runs");
    assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text")
}

/// A clone of an address with nothing special about it.
pub fn clone_of(url: &str, folder: &Path, name: &str) -> CloneRepository {
    CloneRepository {
        source: CloneSource::Url { url: url.into() },
        folder: folder.to_string_lossy().into_owned(),
        name: name.into(),
        branch: None,
        depth: None,
        submodules: false,
    }
}

/// How a job ended, once nothing runs any more.
pub async fn end_of(core: &Core, id: JobId) -> JobState {
    core.idle().await;
    let jobs = core.run(ListJobs {}).await.expect("jobs");
    jobs.into_iter().find(|job| job.id == id).expect("the job").state
}

/// Everything that was announced so far.
pub fn drain(events: &mut tokio::sync::broadcast::Receiver<Event>) -> Vec<Event> {
    std::iter::from_fn(|| events.try_recv().ok()).collect()
}
