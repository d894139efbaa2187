//! The Debian package: built from a folder that looks like the installed system, without network, then tried in a clean one.

mod clean_system;
mod package;

use crate::error::Error;
use crate::{machine, run, say, steps};

/// Makes the package and tries it.
pub fn bundle() -> Result<(), Error> {
    machine::ready_to_build()?;
    machine::ready_to_bundle()?;
    steps::step("pages", run::pages)?;
    let programs = steps::step("programs as they are delivered", package::programs)?;
    let package = steps::step("package", || package::build(&programs))?;
    steps::step("what the package holds", || package::check(&programs, &package))?;
    match clean_system::why_not() {
        Some(why) => say::skipped("trial in a clean system", &why),
        None => steps::step("trial in a clean system", || clean_system::try_package(&package))?,
    }
    say::line(&format!("The package: {}", package.display()));
    Ok(())
}
