//! Where things are: the checkout, its results, and the cache that outlives a checkout.

use std::env;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// The checkout. Cargo is asked now: a build that several checkouts share remembers the one it was made in.
pub fn root() -> &'static Path {
    static ROOT: LazyLock<PathBuf> = LazyLock::new(|| {
        let here = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        Path::new(&here).parent().expect("xtask is a folder of the checkout").to_owned()
    });
    &ROOT
}

/// Results that people look at: screenshots, logs, figures.
pub fn results(name: &str) -> PathBuf {
    root().join("target").join(name)
}

/// What may be kept between runs: build products, generated repositories, a clean system.
pub fn cache() -> PathBuf {
    let set = env::var_os("XDG_CACHE_HOME").map(PathBuf::from).filter(|folder| folder.is_absolute());
    let folder = set.or_else(|| env::home_dir().map(|home| home.join(".cache")));
    folder.unwrap_or_else(env::temp_dir).join("bough")
}

/// Where cargo builds.
pub fn build() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| cache().join("target"), |folder| root().join(folder))
}

/// A program that cargo built.
pub fn built(profile: Profile, name: &str) -> PathBuf {
    build().join(profile.folder()).join(name)
}

/// How cargo builds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// Fast to build.
    Debug,
    /// As it is delivered.
    Release,
}

impl Profile {
    fn folder(self) -> &'static str {
        match self {
            Self::Debug => "debug",
            Self::Release => "release",
        }
    }
}

/// The pages' source.
pub fn ui() -> PathBuf {
    root().join("ui")
}

/// The tests in the real window.
pub fn e2e() -> PathBuf {
    root().join("tests/e2e")
}
