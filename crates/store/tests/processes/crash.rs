//! T6.1: a process killed at random times while it writes leaves the old document or the new one.

use std::env;
use std::fs;
use std::io::{BufRead, BufReader};
use std::process::Stdio;
use std::thread;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use store::{Document, Folder};

use crate::support;

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Counter {
    count: u64,
    /// As long as several pages, and all of it tells which count it belongs to.
    echoes: Vec<u64>,
}

const ECHOES: usize = 20_000;

/// What the child does: counts as fast as it can and says each number once it is on disk.
fn count_for_ever(folder: &Folder) {
    let _lock = folder.lock().unwrap();
    let document = Document::<Counter>::open(folder, "counter.json", 1).unwrap();
    loop {
        let count = document
            .change(|counter| {
                counter.count += 1;
                counter.echoes = vec![counter.count; ECHOES];
                counter.count
            })
            .unwrap();
        println!("\nwritten {count}");
    }
}

#[test]
fn killed_at_fifty_random_times() {
    if let Some(folder) = support::child_folder() {
        return count_for_ever(&Folder::open(folder).unwrap());
    }
    let root = tempfile::tempdir().unwrap();
    let folder = Folder::open(root.path().join("data")).unwrap();
    let mut floor = 0;
    for round in 0..50 {
        let mut child = support::child(&[], &env::current_exe().unwrap(), "crash::killed_at_fifty_random_times", folder.path())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        let said = |line: String| line.strip_prefix("written ").and_then(|count| count.parse::<u64>().ok());
        let first = lines.by_ref().find_map(said).expect("the child writes");
        // The moment of the kill is what varies here, so it is not a state that could be waited for.
        thread::sleep(Duration::from_micros(rand::random_range(0..30_000)));
        child.kill().unwrap();
        child.wait().unwrap();
        let last = lines.filter_map(said).last().unwrap_or(first);
        assert!(first > floor, "round {round}: {first} comes after {floor}");

        let _lock = folder.lock().expect("a dead process holds no lock");
        let document = Document::<Counter>::open(&folder, "counter.json", 1).unwrap();
        let found = document.get();
        assert_eq!(document.notice(), None, "round {round}");
        assert!((last..=last + 1).contains(&found.count), "round {round}: {last} was said, {} is there", found.count);
        assert_eq!(found.echoes, vec![found.count; ECHOES], "round {round}");
        let names: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert!(names.iter().all(|name| !name.to_string_lossy().ends_with(".tmp")), "round {round}: {names:?}");
        floor = found.count;
    }
}
