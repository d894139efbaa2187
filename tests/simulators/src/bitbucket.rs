//! A Bitbucket Data Center in memory: what tests and the demo hold in their hands.

mod answer;
mod ask;
mod authority;
mod control;
mod faults;
mod folders;
mod gate;
mod git;
mod ledger;
mod lfs;
mod listen;
mod oauth;
mod pages;
mod paging;
mod rate;
mod rest;
mod scenario;
mod scm;
mod server;
mod sign_in;
mod ssh;
mod story;
mod switches;
mod tips;
mod version;
mod webhooks;
mod wire;
mod world;

use std::net::{SocketAddr, TcpListener};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::response::IntoResponse;
use tempfile::TempDir;

use self::answer::Refusal;
use self::authority::Authority;
use self::folders::Folders;
use self::listen::Running;
use self::server::Server;
use self::ssh::SshFace;
use crate::Error;

pub use self::faults::Fault;
pub use self::ledger::{AuthorizationKind, RecordedRequest};
pub use self::oauth::OauthRedirects;
pub use self::scenario::Scenario;
pub use self::story::Story;
pub use self::switches::{BasicAuth, CertificateKind, CloneLinks, EmptyRepoStyle, LastPage, PagingStyle, RateLimit, SshUser};
pub use self::version::Version;
pub use self::world::{Content, Level, Permission};

/// A running server on loopback. It ends, with everything it started and wrote, when dropped.
pub struct Bitbucket {
    // Fields drop in this order: first the threads, then their folder.
    running: Option<Running>,
    place: SocketAddr,
    server: Arc<Server>,
    _folder: TempDir,
}

impl Bitbucket {
    /// Starts a server; fails loudly, as tests want it.
    pub fn start(scenario: Scenario) -> Self {
        Self::try_start(scenario).expect("loopback, a temporary folder and git are there wherever tests run")
    }

    /// Starts a server, for callers that want to say what is missing.
    pub fn try_start(scenario: Scenario) -> Result<Self, Error> {
        let Scenario { world, switches } = scenario;
        let folder = tempfile::Builder::new().prefix("bough-simulator-").tempdir()?;
        let http = TcpListener::bind(("127.0.0.1", switches.port))?;
        let scheme = if switches.https.is_some() { "https" } else { "http" };
        let origin = format!("{scheme}://{}:{}", switches.host, http.local_addr()?.port());
        let place = http.local_addr()?;
        let (ssh, ssh_listener) = SshFace::open(&folder.path().join("ssh"), &switches)?.unzip();
        let server = Arc::new(Server {
            link_base: switches.public_url.clone().unwrap_or_else(|| format!("{origin}{}", switches.context)),
            origin,
            folders: Folders::new(folder.path().join("repositories"))?,
            ledger: ledger::Ledger::default(),
            faults: faults::Faults::default(),
            lfs: lfs::Objects::default(),
            buckets: rate::Buckets::default(),
            authority: switches.https.map(Authority::new).transpose()?,
            ssh,
            deliveries: webhooks::Ended::default(),
            merges: Mutex::default(),
            following: Mutex::default(),
            world: Mutex::new(world),
            switches,
        });
        ssh::write_keys(&server)?;
        let running = Running::start(Arc::clone(&server), router(&server), http, ssh_listener)?;
        Ok(Self { running: Some(running), place, server, _folder: folder })
    }

    /// Takes the server off the network: connections break, new ones are refused. What it knows stays.
    pub fn go_away(&mut self) {
        self.running = None;
    }

    /// Brings it back where it was, over HTTP; SSH stays away.
    pub fn come_back(&mut self) -> Result<(), Error> {
        self.go_away();
        let http = TcpListener::bind(self.place)?;
        self.running = Some(Running::start(Arc::clone(&self.server), router(&self.server), http, None)?);
        Ok(())
    }
}

fn router(server: &Arc<Server>) -> Router {
    let inner = Router::new()
        .merge(rest::routes())
        .merge(lfs::routes())
        .merge(scm::routes())
        .merge(pages::routes())
        .fallback(async || Refusal::unknown_path().into_response());
    let context = server.switches.context.as_str();
    let outer = if context.is_empty() { inner } else { Router::new().nest(context, inner) };
    outer
        .fallback(async || Refusal::unknown_path().into_response())
        .layer(from_fn_with_state(Arc::clone(server), gate::pass))
        .layer(from_fn_with_state(Arc::clone(server), faults::apply))
        .layer(from_fn_with_state(Arc::clone(server), ledger::record))
        .with_state(Arc::clone(server))
}
