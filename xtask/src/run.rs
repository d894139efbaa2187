//! Builds Bough and opens it, and what other tasks build on the way.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::error::Error;
use crate::places::{self, Profile};
use crate::{machine, node, program, steps};

/// Builds and opens Bough.
pub fn run(arguments: &[String]) -> Result<(), Error> {
    machine::ready_to_build()?;
    steps::step("pages", pages)?;
    let desktop = steps::step("bough-desktop", || desktop(Profile::Release))?;
    program::with_terminal(Command::new(desktop).args(arguments), "Bough")
}

/// Builds the pages that are embedded into the window.
pub fn pages() -> Result<(), Error> {
    node::script(&places::ui(), "build")
}

/// The window as it is delivered (or the same, faster to build).
pub fn desktop(profile: Profile) -> Result<PathBuf, Error> {
    let mut command = program::cargo(&["build", "--locked", "-p", "bough-desktop"]);
    if profile == Profile::Release {
        as_delivered(&mut command);
    }
    program::quietly(&mut command, "bough-desktop")?;
    Ok(places::built(profile, "bough-desktop"))
}

/// The window that tests may drive, under a name of its own: it must never be taken for the real one.
pub fn driven_desktop(profile: Profile) -> Result<PathBuf, Error> {
    let mut command = program::cargo(&["build", "--locked", "-p", "bough-desktop", "--features", "e2e"]);
    if profile == Profile::Release {
        as_delivered(&mut command);
    }
    program::quietly(&mut command, "bough-desktop for tests")?;
    let driven = places::built(profile, "bough-desktop-e2e");
    // The old one may still be running somewhere; a rename does not mind.
    let fresh = driven.with_extension("new");
    fs::copy(places::built(profile, "bough-desktop"), &fresh).map_err(Error::file(&fresh))?;
    fs::rename(&fresh, &driven).map_err(Error::file(&driven))?;
    Ok(driven)
}

/// The demo server.
pub fn simulator(profile: Profile) -> Result<PathBuf, Error> {
    let mut command = program::cargo(&["build", "--locked", "-p", "bough-simulators"]);
    if profile == Profile::Release {
        as_delivered(&mut command);
    }
    program::quietly(&mut command, "bough-simulator")?;
    Ok(places::built(profile, "bough-simulator"))
}

/// Release builds name no folder of this machine: neither Rust code nor the C code of libraries.
pub fn as_delivered(command: &mut Command) {
    let cargo_home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let cargo_home = cargo_home.or_else(|| std::env::home_dir().map(|home| home.join(".cargo"))).unwrap_or_default();
    let folders = [(cargo_home, "/cargo"), (places::root().to_owned(), "/bough"), (places::build(), "/build")];
    let rust: Vec<String> = folders.iter().map(|(from, to)| format!("--remap-path-prefix={}={to}", from.display())).collect();
    let c: Vec<String> = folders.iter().map(|(from, to)| format!("-ffile-prefix-map={}={to}", from.display())).collect();
    command.arg("--release").env("CARGO_ENCODED_RUSTFLAGS", rust.join("\x1f")).env("CFLAGS", c.join(" "));
}
