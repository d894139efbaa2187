//! The core itself: what it holds, how it starts, and how work that blocks leaves the async workers alone.

use std::ops::Deref;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use tokio::sync::broadcast;

use crate::activity::ActivityLog;
use crate::api::Event;
use crate::api::application::Author;
use crate::commits::Commits;
use crate::contract::Command;
use crate::doctor::Examinations;
use crate::fault::Fault;
use crate::health::HealthBook;
use crate::history::OpenRepositories;
use crate::jobs::Jobs;
use crate::oauth::sign_in::SignIns;
use crate::open_requests::OpenRequests;
use crate::options::Options;
use crate::prebuilds::Preparing;
use crate::questions::Questions;
use crate::records::Records;
use crate::recovery::Recovery;
use crate::sessions::Sessions;
use crate::{removal, repositories, seen, settings, trust};

/// How many events a slow listener may be behind before it is told that it missed some (and asks for everything anew).
const EVENTS_BEHIND: usize = 1024;

/// Everything Bough does. Clones share one house.
#[derive(Clone)]
pub struct Core {
    house: Arc<House>,
}

/// A core that may have ended meanwhile: for what the core itself holds.
#[derive(Clone)]
pub(crate) struct WeakCore(Weak<House>);

impl WeakCore {
    pub(crate) fn upgrade(&self) -> Option<Core> {
        self.0.upgrade().map(|house| Core { house })
    }
}

/// What a core holds. Named only through [`Core`].
pub struct House {
    pub(crate) options: Options,
    pub(crate) folder: store::Folder,
    pub(crate) records: Records,
    pub(crate) client: net::Client,
    pub(crate) secrets: keychain::Secrets,
    pub(crate) askpass: ssh::askpass::Server,
    pub(crate) sessions: Sessions,
    pub(crate) sign_ins: SignIns,
    pub(crate) health: Arc<HealthBook>,
    pub(crate) cache: store::Cache,
    pub(crate) recovery: Recovery,
    pub(crate) jobs: Jobs,
    pub(crate) examinations: Examinations,
    pub(crate) activity: ActivityLog,
    pub(crate) questions: Arc<Questions>,
    pub(crate) open: OpenRepositories,
    pub(crate) commits: Commits,
    pub(crate) preparing: Preparing,
    pub(crate) open_requests: OpenRequests,
    events: broadcast::Sender<Event>,
    /// Held while a host is in one document and not yet, or no longer, in the other.
    moving: Mutex<()>,
    /// Let go last: a second Bough may start only when this one has written its last word.
    _lock: store::Lock,
}

impl Core {
    /// Starts a core on its data folder. Reads files, starts threads, needs no runtime and calls no server.
    ///
    /// # Errors
    /// [`Fault::Taken`] where another Bough uses the folder; [`Fault::Broken`] where its files can't be used.
    pub fn start(options: Options) -> Result<Self, Fault> {
        let folder = store::Folder::open(&options.data_folder)?;
        let lock = folder.lock()?;
        let records = Records::open(&folder)?;
        let trust = net::TrustStore::new();
        trust::load(&folder, &records, &trust);
        let proxy = settings::proxy_choice(&records.settings.read(|settings| settings.proxy.clone()));
        let client = net::Client::with_limits(trust, proxy, options.limits.clone())?;
        let (events, _) = broadcast::channel(EVENTS_BEHIND);
        let health = HealthBook::watching(&client, events.clone());
        let questions = Arc::new(Questions::new(events.clone()));
        let keychain = keychain::Keychain::start(&options.keychain_application);
        let core = Self {
            house: Arc::new(House {
                askpass: ssh::askpass::Server::start(folder.path())?,
                secrets: keychain::Secrets::new(keychain),
                sessions: Sessions::default(),
                sign_ins: SignIns::default(),
                cache: store::Cache::new(&folder),
                recovery: Recovery::default(),
                activity: ActivityLog::new(&folder, events.clone()),
                jobs: Jobs::new(events.clone(), Arc::clone(&questions)),
                examinations: Examinations::default(),
                open: OpenRepositories::default(),
                commits: Commits::default(),
                preparing: Preparing::default(),
                open_requests: OpenRequests::default(),
                options,
                folder,
                records,
                client,
                health,
                questions,
                events,
                moving: Mutex::default(),
                _lock: lock,
            }),
        };
        core.put_in_order()?;
        Ok(core)
    }

    /// What the last run may have left: no profile yet, secrets that died with its memory, half clones, half removals.
    fn put_in_order(&self) -> Result<(), Fault> {
        let first = self.records.profiles.read(|profiles| profiles.profiles.is_empty());
        let author = if first { settings::suggested_author() } else { Author::default() };
        let mut profiles = self.records.profiles.get();
        if profiles.repair(author) | profiles.forget_memory() {
            self.records.profiles.change(|kept| *kept = profiles)?;
        }
        if self.records.hosts.read(|hosts| hosts.clone().forget_memory()) {
            self.records.hosts.change(crate::records::hosts::HostsRecord::forget_memory)?;
        }
        if self.records.prebuilds.read(|prebuilds| prebuilds.clone().interrupt()) {
            self.records.prebuilds.change(crate::records::prebuilds::PrebuildsRecord::interrupt)?;
        }
        repositories::sweep(self);
        seen::sweep(self);
        removal::resume(self);
        Ok(())
    }

    pub(crate) fn downgrade(&self) -> WeakCore {
        WeakCore(Arc::downgrade(&self.house))
    }

    /// What happens from now on.
    pub fn events(&self) -> broadcast::Receiver<Event> {
        self.events.subscribe()
    }

    /// Tells every window; nobody listening is fine.
    pub fn announce(&self, event: Event) {
        let _ = self.events.send(event);
    }

    /// Whether a window listens.
    pub(crate) fn is_heard(&self) -> bool {
        self.events.receiver_count() > 0
    }

    /// Tells every window, from wherever; none where there is none. Does not keep the core alive.
    pub(crate) fn announcer(&self) -> Option<impl Fn(Event) + Send + use<>> {
        let events = self.events.clone();
        (events.receiver_count() > 0).then_some(move |event| _ = events.send(event))
    }

    /// Runs a command that is given as a type.
    pub async fn run<C: Command>(&self, command: C) -> Result<C::Answer, Fault> {
        command.run(self).await
    }

    /// Waits until no job runs.
    pub async fn idle(&self) {
        self.jobs.idle().await;
    }

    /// Cancels every job and waits until each has cleaned up: before a process ends.
    pub async fn stop(&self) {
        self.jobs.cancel_all();
        self.jobs.idle().await;
    }

    /// Held while hosts and the profiles that use them change together.
    pub(crate) fn moving(&self) -> MutexGuard<'_, ()> {
        self.moving.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Runs work that blocks (files, Git) on a thread made for it.
    pub(crate) async fn blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Core) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Fault> {
        let core = self.clone();
        tokio::task::spawn_blocking(move || work(&core)).await.unwrap_or_else(|failed| {
            Err(Fault::Broken { detail: if failed.is_panic() { "a panic; the log has it".into() } else { failed.to_string() } })
        })
    }
}

impl Deref for Core {
    type Target = House;

    fn deref(&self) -> &House {
        &self.house
    }
}
