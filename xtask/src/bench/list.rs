//! The list of 5,000 repositories in the clone dialog: measured by the tests in the real window, shown here.

use std::fs;

use serde_json::Value;

use super::figures::{Series, Table};
use crate::e2e::Stage;
use crate::error::Error;
use crate::places::{self, Profile};
use crate::{program, run, steps};

/// Measures and prints.
pub fn measure() -> Result<(), Error> {
    steps::step("pages", run::pages)?;
    let stage = steps::step("window and demo server, as delivered", || Stage::build(Profile::Release, false))?;
    steps::step("list of 5,000 repositories", || {
        stage.play(&["list"], |command| program::quietly(command, "list of 5,000 repositories"))
    })?;
    let path = places::results("bench/list-raw.json");
    let text = fs::read_to_string(&path).map_err(Error::file(&path))?;
    let page: Value = serde_json::from_str(&text).map_err(|error| Error::Unmet(format!("{}: {error}", path.display())))?;
    let series = |name: &str| Series(page[name].as_array().into_iter().flatten().filter_map(Value::as_f64).collect());
    let mut table = Table::new("list", "5,000 repositories in the clone dialog (must: ≤ 200 ms; typing ≤ 16 ms)");
    table.row("first page arrived → first rows on screen", series("firstRows"), "ms");
    table.row("key pressed → list filtered", series("typing"), "ms");
    table.finish()
}
