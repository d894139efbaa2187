//! What a document promises while nothing crashes: versions, damage, unknown fields, refusals.
#![expect(clippy::unwrap_used, reason = "tests may fail loudly")]

use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use store::{Document, Error, Folder, Notice};

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Profiles {
    names: Vec<String>,
    current: Option<String>,
    window: Window,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Window {
    width: u32,
}

const NAME: &str = "profiles.json";

fn folder() -> (tempfile::TempDir, Folder) {
    let root = tempfile::tempdir().unwrap();
    let folder = Folder::open(root.path().join("a/b")).unwrap();
    (root, folder)
}

fn open(folder: &Folder) -> Result<Document<Profiles>, Error> {
    Document::open(folder, NAME, 1)
}

fn written(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

fn add(document: &Document<Profiles>, name: &str) {
    document.change(|profiles| profiles.names.push(name.into())).unwrap();
}

#[test]
fn begins_empty_and_is_written_at_the_first_change() {
    let (_root, folder) = folder();
    let document = open(&folder).unwrap();
    assert_eq!(document.get(), Profiles::default());
    assert!(!document.path().exists());
    add(&document, "work");
    assert_eq!(written(document.path())["version"], 1);
    assert_eq!(open(&folder).unwrap().get(), document.get());
    assert_eq!(document.notice(), None);
}

#[cfg(unix)]
#[test]
fn folder_and_files_are_for_their_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let (root, folder) = folder();
    let document = open(&folder).unwrap();
    add(&document, "one");
    add(&document, "two");
    let _lock = folder.lock().unwrap();
    for name in [NAME, "profiles.json.bak", "lock"] {
        assert_eq!(mode(&folder.path().join(name)), 0o600, "{name}");
    }
    assert_eq!(mode(folder.path()), 0o700);
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o777)).unwrap();
    Folder::open(root.path().join("a/b")).unwrap();
    assert_eq!(mode(folder.path()), 0o700);
}

#[derive(Debug)]
enum Refusal {
    Mine,
    Store,
}
impl From<Error> for Refusal {
    fn from(_: Error) -> Self {
        Self::Store
    }
}

#[test]
fn a_refused_change_changes_nothing() {
    let (_root, folder) = folder();
    let document = open(&folder).unwrap();
    add(&document, "one");
    let answer: Result<(), Refusal> = document.try_change(|profiles| {
        profiles.names.clear();
        Err(Refusal::Mine)
    });
    assert!(matches!(answer, Err(Refusal::Mine)));
    assert_eq!(document.read(|profiles| profiles.names.len()), 1);
    assert!(matches!(Refusal::from(open_newer(&folder)), Refusal::Store));
}

/// Writes a file of version 9 and gives the error a change meets.
fn open_newer(folder: &Folder) -> Error {
    fs::write(folder.path().join(NAME), json!({"version": 9, "data": {"names": ["theirs"], "new": 1}}).to_string()).unwrap();
    let document = open(folder).unwrap();
    assert_eq!(document.get().names, ["theirs"]);
    assert!(matches!(document.notice(), Some(Notice::ReadOnly { found: 9, .. })));
    document.change(|profiles| profiles.names.clear()).unwrap_err()
}

#[test]
fn a_newer_version_is_read_and_never_written() {
    let (_root, folder) = folder();
    let before = |folder: &Folder| fs::read(folder.path().join(NAME)).unwrap();
    assert!(matches!(open_newer(&folder), Error::TooNew { found: 9, known: 1, .. }));
    let bytes = before(&folder);
    let document = open(&folder).unwrap();
    assert!(document.change(|_| ()).is_err());
    assert_eq!(before(&folder), bytes);
    assert_eq!(document.get().names, ["theirs"]);
    // A shape that is no longer ours is no damage either, and no last good copy takes its place.
    fs::write(folder.path().join(NAME), json!({"version": 9, "data": {"names": 5}}).to_string()).unwrap();
    assert!(matches!(open(&folder), Err(Error::TooNew { found: 9, .. })));
}

#[test]
fn an_older_version_is_read_with_defaults_and_raised() {
    let (_root, folder) = folder();
    fs::write(folder.path().join(NAME), json!({"version": 0, "data": {"names": ["old"]}}).to_string()).unwrap();
    let document = open(&folder).unwrap();
    add(&document, "new");
    assert_eq!(
        written(document.path()),
        json!({"version": 1, "data":
        {"names": ["old", "new"], "current": null, "window": {"width": 0}}})
    );
}

#[test]
fn every_truncation_falls_back_to_the_last_good_copy_and_says_so() {
    let (_root, folder) = folder();
    let document = open(&folder).unwrap();
    add(&document, "one");
    add(&document, "two");
    let whole = fs::read(document.path()).unwrap();
    for length in 0..whole.len() {
        fs::write(document.path(), &whole[..length]).unwrap();
        let reopened = open(&folder).unwrap();
        assert_eq!(reopened.get().names, ["one"], "cut after {length} bytes");
        assert!(matches!(reopened.notice(), Some(Notice::LastGoodCopy { .. })), "cut after {length} bytes");
    }
    fs::remove_file(document.path()).unwrap();
    let reopened = open(&folder).unwrap();
    assert_eq!(reopened.get().names, ["one"]);
    assert!(reopened.notice().is_some());
}

#[test]
fn a_damaged_file_is_put_aside_and_does_not_spoil_the_copy() {
    let (_root, folder) = folder();
    let document = open(&folder).unwrap();
    add(&document, "one");
    add(&document, "two");
    fs::write(document.path(), "garbage").unwrap();
    let reopened = open(&folder).unwrap();
    add(&reopened, "three");
    assert_eq!(fs::read(folder.path().join("profiles.json.damaged")).unwrap(), b"garbage");
    assert_eq!(written(&folder.path().join("profiles.json.bak"))["data"]["names"], json!(["one"]));
    let again = open(&folder).unwrap();
    assert_eq!((again.get().names, again.notice()), (vec!["one".into(), "three".into()], None));
    add(&again, "four");
    assert_eq!(written(&folder.path().join("profiles.json.bak"))["data"]["names"], json!(["one", "three"]));
}

#[test]
fn both_damaged_is_an_error_until_someone_starts_over() {
    let (_root, folder) = folder();
    let document = open(&folder).unwrap();
    add(&document, "one");
    add(&document, "two");
    let copy = folder.path().join("profiles.json.bak");
    fs::write(document.path(), "garbage").unwrap();
    fs::write(&copy, "rubbish").unwrap();
    assert!(matches!(open(&folder), Err(Error::Damaged { .. })));
    let fresh = Document::<Profiles>::start_over(&folder, NAME, 1).unwrap();
    add(&fresh, "new");
    assert_eq!(open(&folder).unwrap().get().names, ["new"]);
    assert_eq!(fs::read(folder.path().join("profiles.json.damaged")).unwrap(), b"garbage");
    assert_eq!(fs::read(folder.path().join("profiles.json.bak.damaged")).unwrap(), b"rubbish");
}

#[test]
fn fields_we_do_not_know_survive_our_changes() {
    let (_root, folder) = folder();
    let theirs = json!({"version": 1, "data": {"names": ["a"], "colour": "red", "window": {"width": 3, "height": 4}}});
    fs::write(folder.path().join(NAME), theirs.to_string()).unwrap();
    let document = open(&folder).unwrap();
    document.change(|profiles| profiles.window.width = 5).unwrap();
    add(&document, "b");
    let data = &written(document.path())["data"];
    assert_eq!((&data["colour"], &data["window"]), (&json!("red"), &json!({"width": 5, "height": 4})));
    assert_eq!(data["names"], json!(["a", "b"]));
}

#[test]
fn an_equal_value_is_not_written_again() {
    let (_root, folder) = folder();
    let document = open(&folder).unwrap();
    add(&document, "one");
    fs::remove_file(document.path()).unwrap();
    document.change(|_| ()).unwrap();
    assert!(document.path().exists(), "a file that was removed is written all the same");
    let before = fs::metadata(document.path()).unwrap().modified().unwrap();
    document.change(|_| ()).unwrap();
    assert_eq!(fs::metadata(document.path()).unwrap().modified().unwrap(), before);
}
