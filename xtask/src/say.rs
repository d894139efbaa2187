//! All that the tasks say: one line when a step begins, one with its time when it ends.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a task talks to a terminal")]

use std::io::Write;
use std::time::Duration;

/// A line for the terminal.
pub fn line(text: &str) {
    println!("{text}");
}

/// A step begins.
pub fn begin(name: &str) {
    println!("▸ {name}");
    let _ = std::io::stdout().flush();
}

/// A step ended well.
pub fn end(name: &str, took: Duration) {
    println!("✓ {name}  {:.1} s", took.as_secs_f64());
    let _ = std::io::stdout().flush();
}

/// A step was left out, and why.
pub fn skipped(name: &str, why: &str) {
    println!("– {name}: skipped, {why}");
}

/// A step or the whole task failed.
pub fn failure(text: &str) {
    let _ = std::io::stdout().flush();
    eprintln!("✗ {text}");
}
