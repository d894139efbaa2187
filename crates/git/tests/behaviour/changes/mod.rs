//! Changes of the work tree against stock `git`: two twins, one acted on by `git`, the other by us, must end the same.

mod commit;
mod differences;
mod disk;
mod files;
mod followed;
mod forms;
mod hooks;
mod killed;
mod lfs;
mod lines;
mod messages;
mod odd_names;
mod signing;
mod status;
mod undo;

use std::path::Path;
use std::sync::LazyLock;
use std::time::{SystemTime, UNIX_EPOCH};

use git::Repository;

/// Numbers to grow trees from: always the same ones, and some that nobody tried. `BOUGH_SEED` names a single one.
pub fn seeds(count: u64) -> Vec<u64> {
    if let Ok(seed) = std::env::var("BOUGH_SEED") {
        return vec![seed.parse().unwrap()];
    }
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().subsec_nanos();
    (1..=count).chain((0..count / 10).map(|more| u64::from(now) + more)).collect()
}

/// Fails where too few of the trees had anything to do: then nothing was tried.
pub fn enough(acted: u64, wanted: u64) {
    assert!(acted >= wanted || std::env::var_os("BOUGH_SEED").is_some(), "only {acted} trees had anything to do");
}

/// Keeps some of the grown files by LFS: for `git` through a few lines of shell, for us through ourselves.
static LARGE: LazyLock<[(&str, &str); 4]> = LazyLock::new(|| {
    let here = std::env::var("CARGO_MANIFEST_DIR").unwrap();
    let filter = |way| &*format!("sh '{here}/../../tests/lfs_filter.sh' {way}").leak();
    [
        ("core.attributesFile", &*format!("{here}/tests/behaviour/changes/lfs_attributes").leak()),
        ("filter.lfs.clean", filter("clean")),
        ("filter.lfs.smudge", filter("smudge")),
        ("filter.lfs.required", "true"),
    ]
});

/// What to set in a repository's configuration, by its number.
pub fn config(seed: u64) -> &'static [(&'static str, &'static str)] {
    match seed % 4 {
        1 => &[("core.autocrlf", "true"), ("core.safecrlf", "false")],
        2 => &[("core.autocrlf", "input"), ("core.safecrlf", "false")],
        3 => &*LARGE,
        _ => &[],
    }
}

pub fn open(folder: &Path) -> Repository {
    Repository::open(folder).unwrap()
}
