//! Everything that must hold, cheapest first; the first failure ends it.

use std::path::Path;

use crate::error::Error;
use crate::session::Session;
use crate::steps::Steps;
use crate::{e2e, machine, node, places, program, run, say};

/// Runs all tests.
pub fn test(arguments: &[String]) -> Result<(), Error> {
    let times = e2e::times(arguments)?;
    machine::ready()?;
    let mut steps = Steps::default();
    steps.step("format of Rust", || program::quietly(&mut program::cargo(&["fmt", "--all", "--check"]), "cargo fmt"))?;
    pages(&mut steps)?;
    steps.step("lints of Rust", || {
        let arguments = ["clippy", "--locked", "--workspace", "--all-targets", "--", "-D", "warnings"];
        program::quietly(&mut program::cargo(&arguments), "cargo clippy")
    })?;
    crates(&mut steps)?;
    e2e::suites(&mut steps, &e2e::ALWAYS.map(String::from), times)?;
    for (part, why) in absent() {
        say::skipped(part, why);
    }
    steps.finish();
    Ok(())
}

/// The pages: read, then tried, then built, because the window embeds them.
fn pages(steps: &mut Steps) -> Result<(), Error> {
    let ui = places::ui();
    steps.step("format of the pages", || node::script(&ui, "format:check"))?;
    steps.step("lints of the pages", || node::script(&ui, "lint"))?;
    steps.step("types of the pages", || node::script(&ui, "types"))?;
    steps.step("tests of the pages", || node::script(&ui, "test"))?;
    steps.step("build of the pages", run::pages)?;
    steps.step("types of the window's tests", || node::script(&places::e2e(), "check"))
}

/// Every crate's own tests, the walls, then the journeys in a session with a real keyring.
fn crates(steps: &mut Steps) -> Result<(), Error> {
    let inside = Session::new("test")?;
    let in_session = |arguments: &[&str], what: &str| {
        let cargo = program::cargo(arguments);
        let mut command = inside.command(Path::new(cargo.get_program()));
        command.args(cargo.get_args());
        for (name, value) in cargo.get_envs() {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        program::quietly(&mut command, what)
    };
    steps.step("tests of the crates", || {
        in_session(&["test", "--locked", "--workspace", "--exclude", "bough-tests"], "tests of the crates")
    })?;
    steps.step("walls", || {
        program::quietly(&mut program::cargo(&["test", "--locked", "-p", "bough-tests", "--test", "walls"]), "walls")
    })?;
    steps.step("journeys", || in_session(&["test", "--locked", "-p", "bough-tests"], "journeys"))
}

/// What this checkout can't test here, said plainly.
fn absent() -> Vec<(&'static str, &'static str)> {
    let recordings = places::root().join("../shared/bitbucket/fixtures").is_dir();
    if recordings {
        vec![]
    } else {
        vec![("recorded answers of Bitbucket", "the folder shared/bitbucket/fixtures is not beside this checkout")]
    }
}
