//! Packages of npm: installed when their lock file changed, and only then.

use std::fs;
use std::path::Path;

use crate::error::Error;
use crate::{machine, program, steps};

/// Installs what a folder's `package-lock.json` names, unless that was done already.
pub fn install(folder: &Path) -> Result<(), Error> {
    let lock = folder.join("package-lock.json");
    let wanted = fs::read(&lock).map_err(Error::file(&lock))?;
    let stamp = folder.join("node_modules/.installed-lock.json");
    if fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    let name = folder.strip_prefix(crate::places::root()).unwrap_or(folder).display().to_string();
    steps::step(&format!("npm ci in {name}"), || {
        // No package may run a program of its own while it is installed.
        let install =
            || program::quietly(&mut program::npm(folder, &["ci", "--ignore-scripts", "--no-audit", "--no-fund"]), "npm ci");
        machine::tried(install)?;
        fs::write(&stamp, &wanted).map_err(Error::file(&stamp))
    })
}

/// Runs one of a folder's scripts.
pub fn script(folder: &Path, name: &str) -> Result<(), Error> {
    let what = format!("{} {name}", folder.file_name().unwrap_or_default().to_string_lossy());
    program::quietly(&mut program::npm(folder, &["run", "--silent", name]), &what)
}
