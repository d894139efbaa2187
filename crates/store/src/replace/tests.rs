//! T6.1: killed with signal 9 after each single step, the next start finds the old document or the new one.
#![expect(clippy::unwrap_used, reason = "tests may fail loudly")]

use std::env;
use std::process::Command;

use super::*;
use crate::{Document, Folder};

const STEPS: [Step; 6] = [Step::Created, Step::Written, Step::Synced, Step::Kept, Step::Renamed, Step::FolderSynced];

const TEST: &str = "replace::tests::killed_after_each_step";

fn content(value: u32) -> Vec<u8> {
    format!(r#"{{"version": 1, "data": {value}}}"#).into_bytes()
}

fn be_killed_after(step: &str, folder: &Path) {
    let me = rustix::process::getpid();
    replace(&folder.join("n.json"), &content(2), Previous::Keep, &mut |reached| {
        if format!("{reached:?}") == step {
            rustix::process::kill_process(me, rustix::process::Signal::KILL).unwrap();
        }
    })
    .unwrap();
}

#[test]
fn killed_after_each_step() {
    if let (Ok(step), Some(folder)) = (env::var("BOUGH_STOP_AFTER"), env::var_os("BOUGH_STOP_IN")) {
        return be_killed_after(&step, Path::new(&folder));
    }
    for with_copy in [false, true] {
        for step in STEPS {
            let root = tempfile::tempdir().unwrap();
            let folder = Folder::open(root.path()).unwrap();
            let target = root.path().join("n.json");
            if with_copy {
                fs::write(copy_of(&target), content(0)).unwrap();
            }
            fs::write(&target, content(1)).unwrap();
            let status = Command::new(env::current_exe().unwrap())
                .args(["--exact", TEST, "--test-threads=1"])
                .env("BOUGH_STOP_AFTER", format!("{step:?}"))
                .env("BOUGH_STOP_IN", root.path())
                .output()
                .unwrap()
                .status;
            assert_eq!(std::os::unix::process::ExitStatusExt::signal(&status), Some(9), "{step:?}");

            let _lock = folder.lock().unwrap();
            let document = Document::<u32>::open(&folder, "n.json", 1).unwrap();
            assert_eq!(document.notice(), None, "{step:?}");
            assert_eq!(document.get(), if step < Step::Renamed { 1 } else { 2 }, "{step:?}");
            document.change(|value| *value = 3).unwrap();
            let again = Document::<u32>::open(&folder, "n.json", 1).unwrap();
            assert_eq!((again.get(), again.notice()), (3, None), "{step:?}");
            let copy = fs::read_to_string(copy_of(&target)).unwrap();
            assert!(copy.contains(&document_value(step)), "{step:?}: {copy}");
            let mut names: Vec<_> = fs::read_dir(root.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
            names.sort();
            assert_eq!(names, ["lock", "n.json", "n.json.bak"], "{step:?}");
        }
    }
}

/// What the last good copy holds after one more change.
fn document_value(step: Step) -> String {
    let previous = if step < Step::Renamed { 1 } else { 2 };
    format!(r#""data": {previous}"#)
}

#[test]
fn content_is_durable_before_its_name_is() {
    assert!(STEPS.is_sorted());
    let root = tempfile::tempdir().unwrap();
    let mut steps = Vec::new();
    replace(&root.path().join("n.json"), b"x", Previous::Missing, &mut |step| steps.push(step)).unwrap();
    assert_eq!(steps, STEPS);
}
