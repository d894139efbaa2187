//! What a door to the core must bring along: folders, programs, and a desktop to talk to.

use std::path::PathBuf;
use std::sync::Arc;

use async_trait::async_trait;

use crate::Clock;
use crate::api::application::DemoDoor;
use crate::fault::Fault;

/// Where a core lives and what it may use.
#[derive(Clone)]
pub struct Options {
    /// Bough's own folder; made where it is missing. One core at a time.
    pub data_folder: PathBuf,
    /// Where key pairs are, usually `~/.ssh`.
    pub ssh_folder: PathBuf,
    /// The person's home.
    pub home: PathBuf,
    /// Name under which the keychain holds our entries, such as `dev.bough.desktop`.
    pub keychain_application: String,
    /// What OpenSSH starts to ask a question: a program whose `main` begins with [`crate::start_process`].
    pub askpass_program: PathBuf,
    /// The `ssh` to start; none: the first one on the `PATH`.
    pub ssh_program: Option<PathBuf>,
    /// Put before the destination on each `ssh` command line. For tests: `-F file` and the like.
    pub ssh_options: Vec<String>,
    /// Browser, clipboard and dialogs.
    pub desktop: Arc<dyn Desktop>,
    /// A demo server to offer on Welcome.
    pub demo: Option<DemoDoor>,
    /// Where a browser on this computer brings answers to: [`crate::places::LOOPBACK_PORT`]; tests take others.
    pub loopback_port: u16,
    /// Time limits and retries of the network; tests shorten them.
    pub limits: net::Limits,
    /// Of what is done from time to time; tests hasten it.
    pub clock: Clock,
}

/// The parts of a desktop that the core needs. A terminal has fewer and says so.
#[async_trait]
pub trait Desktop: Send + Sync {
    /// Opens a page in the browser. The URL was checked.
    fn open_url(&self, url: &str) -> Result<(), Fault>;
    /// Puts a text on the clipboard.
    fn copy_text(&self, text: &str) -> Result<(), Fault>;
    /// Asks for a folder; none where the person closed the dialog.
    async fn pick_folder(&self, title: &str, start: Option<&str>) -> Result<Option<String>, Fault>;
    /// Asks for a file; none where the person closed the dialog.
    async fn pick_file(&self, title: &str, start: Option<&str>) -> Result<Option<String>, Fault>;
}
