//! Measures how fast Bough is: ratios of two sides that take turns in one run.

mod changes;
mod clone;
mod figures;
mod hour;
mod idle;
mod list;
mod repository;
mod seen;
mod server;
mod start;

use crate::error::Error;
use crate::machine;

const NAMES: [&str; 7] = ["start", "clone", "list", "changes", "idle", "seen", "hour"];

/// Runs the named measurements, or all.
pub fn bench(arguments: &[String]) -> Result<(), Error> {
    if let Some(unknown) = arguments.iter().find(|name| !NAMES.contains(&name.as_str())) {
        return Err(Error::usage(&format!("There is no measurement “{unknown}”. There are: {}.", NAMES.join(", "))));
    }
    machine::ready()?;
    let asked = |name: &str| arguments.is_empty() || arguments.iter().any(|asked| asked == name);
    if asked("start") {
        start::measure()?;
    }
    if asked("clone") {
        clone::measure()?;
    }
    if asked("list") {
        list::measure()?;
    }
    if asked("changes") {
        changes::measure()?;
    }
    if asked("idle") {
        idle::measure()?;
    }
    if asked("seen") {
        seen::measure()?;
    }
    if asked("hour") {
        hour::measure()?;
    }
    Ok(())
}
