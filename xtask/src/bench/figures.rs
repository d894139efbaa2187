//! Figures: medians, ratios pair by pair, a table for people and a file for everything else.

use std::fs;
use std::process::Command;

use serde_json::{Value, json};

use crate::error::Error;
use crate::{places, program, say};

/// Several measurements of one thing.
#[derive(Debug, Clone, Default)]
pub struct Series(pub Vec<f64>);

impl Series {
    /// The middle one.
    pub fn median(&self) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        let middle = sorted.len() / 2;
        match sorted.len() {
            0 => f64::NAN,
            count if count % 2 == 1 => sorted[middle],
            _ => f64::midpoint(sorted[middle - 1], sorted[middle]),
        }
    }

    /// Each over the other's of the same turn.
    pub fn over(&self, other: &Self) -> Self {
        Self(self.0.iter().zip(&other.0).map(|(own, other)| own / other).collect())
    }

    fn range(&self) -> (f64, f64) {
        self.0.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), &value| (low.min(value), high.max(value)))
    }

    fn json(&self) -> Value {
        let (low, high) = self.range();
        json!({ "median": self.median(), "min": low, "max": high, "runs": self.0 })
    }
}

/// A table that grows row by row.
pub struct Table {
    name: &'static str,
    title: String,
    rows: Vec<(String, Series, &'static str)>,
}

impl Table {
    /// An empty table; `name` is its file's.
    pub fn new(name: &'static str, title: &str) -> Self {
        Self { name, title: title.into(), rows: Vec::new() }
    }

    /// One line of it.
    pub fn row(&mut self, what: &str, series: Series, unit: &'static str) {
        self.rows.push((what.into(), series, unit));
    }

    /// Prints it and writes it to `target/bench/`.
    pub fn finish(self) -> Result<(), Error> {
        let width = self.rows.iter().map(|row| row.0.chars().count()).max().unwrap_or(0);
        say::line(&format!("\n{}", self.title));
        for (what, series, unit) in &self.rows {
            let (low, high) = series.range();
            let digits = if series.median() < 10.0 { 2 } else { 0 };
            let pad = " ".repeat(width - what.chars().count());
            say::line(&format!("  {what}{pad}  {:>9.digits$} {unit:<4} ({low:.digits$} – {high:.digits$})", series.median()));
        }
        let rows: Vec<Value> = self
            .rows
            .iter()
            .map(|(what, series, unit)| json!({ "what": what, "unit": unit, "figures": series.json() }))
            .collect();
        let page = json!({ "title": self.title, "date": date()?, "machine": machine(), "rows": rows });
        let folder = places::results("bench");
        fs::create_dir_all(&folder).map_err(Error::file(&folder))?;
        let path = folder.join(format!("{}.json", self.name));
        fs::write(&path, format!("{page:#}\n")).map_err(Error::file(&path))?;
        say::line(&format!("  {}", path.strip_prefix(places::root()).unwrap_or(&path).display()));
        Ok(())
    }
}

fn date() -> Result<String, Error> {
    Ok(program::answer(Command::new("date").args(["-u", "+%Y-%m-%dT%H:%M:%SZ"]), "date")?.trim().to_owned())
}

/// What it was measured on: nothing that names the machine.
fn machine() -> Value {
    let first = |file: &str, key: &str| {
        let text = fs::read_to_string(file).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix(key)).unwrap_or_default().to_owned();
        line.trim_start_matches([':', ' ', '\t', '=']).trim_matches('"').to_owned()
    };
    json!({
        "cores": std::thread::available_parallelism().map_or(0, usize::from),
        "processor": first("/proc/cpuinfo", "model name"),
        "memory": first("/proc/meminfo", "MemTotal"),
        "system": first("/etc/os-release", "PRETTY_NAME"),
    })
}

#[cfg(test)]
mod tests {
    use super::Series;

    #[test]
    fn the_middle_and_the_pairs() {
        assert!((Series(vec![3.0, 1.0, 2.0]).median() - 2.0).abs() < f64::EPSILON);
        assert!((Series(vec![4.0, 1.0, 2.0, 3.0]).median() - 2.5).abs() < f64::EPSILON);
        assert_eq!(Series(vec![2.0, 9.0]).over(&Series(vec![1.0, 3.0])).0, [2.0, 3.0]);
    }
}
