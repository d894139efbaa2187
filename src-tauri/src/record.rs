//! For tests in the real window (feature `e2e` only): writes down what leaves the core and what would leave the window, and
//! answers the dialogs that no test can reach.
//!
//! `BOUGH_RECORD` names the file, one JSON object a line. `BOUGH_CHOOSE` is what choosing a folder or file answers.

use std::ffi::OsStr;
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use bough_core::api::Event;
use bough_core::fault::Fault;
use serde_json::{Value, json};

fn file() -> Option<&'static Mutex<File>> {
    static FILE: OnceLock<Option<Mutex<File>>> = OnceLock::new();
    let open = |path: &OsStr| OpenOptions::new().create(true).append(true).open(path).ok().map(Mutex::new);
    FILE.get_or_init(|| std::env::var_os("BOUGH_RECORD").and_then(|path| open(&path))).as_ref()
}

fn write(mut line: Value) -> bool {
    let Some(file) = file() else { return false };
    // Milliseconds on the clock that the page reads too.
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    line["at"] = json!(now.as_secs_f64() * 1000.0);
    let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
    writeln!(file, "{line}").is_ok()
}

/// An answer of the core to the page.
pub fn answer(name: &str, answer: &Result<Value, Fault>) {
    write(match answer {
        Ok(answer) => json!({ "command": name, "answer": answer }),
        Err(fault) => json!({ "command": name, "fault": fault }),
    });
}

/// An event on its way to the page.
pub fn event(event: &Event) {
    write(json!({ "event": event }));
}

/// A page that would be opened in the browser. False where nothing is written down: then it is opened.
pub fn opened(url: &str) -> bool {
    write(json!({ "opened": url }))
}

/// What the person chose, where a test said so beforehand. Empty: the dialog was closed.
pub fn chosen() -> Option<String> {
    std::env::var("BOUGH_CHOOSE").ok()
}
