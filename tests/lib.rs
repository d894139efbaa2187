//! What journeys begin with: a Bough of its own on a fresh folder, a server, and commands called by name.

pub mod bough;
pub mod browsing;
pub mod desk;
pub mod journeyman;

pub use bough::Bough;

use simulators::Version;

/// The releases of Bitbucket that every journey is walked on.
pub const VERSIONS: [Version; 4] = [Version::V7_21, Version::V8_19, Version::V9_4, Version::V10_2];

/// Walks a journey on every release, one after the other.
#[expect(clippy::print_stdout, reason = "a failed journey says on which release it failed")]
pub fn on_every_version<W: Future<Output = ()>>(walk: impl Fn(Version) -> W) {
    for version in VERSIONS {
        println!("on Bitbucket {version}");
        walk_once(walk(version));
    }
}

/// Walks one journey.
pub fn walk_once(walk: impl Future<Output = ()>) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    runtime.expect("a runtime starts wherever tests run").block_on(walk);
}
