//! The cache: kept, searched, forgotten to the last byte, and passed over whatever befalls its files.

use super::*;

const OWNER: &str = "ada";

fn cache(largest: u64) -> (tempfile::TempDir, Cache) {
    let folder = tempfile::tempdir().expect("a folder");
    let cache = Cache::at(folder.path().join(FOLDER), largest);
    (folder, cache)
}

fn repository(key: &str, body: &str) -> Entry {
    Entry { kind: "repository", key: key.into(), about: Some(key.into()), words: key.to_lowercase(), body: body.into() }
}

fn answer(body: &str, about: Option<&str>, seen: i64) -> Remembered {
    Remembered { about: about.map(Into::into), body: body.into(), seen }
}

fn keep(cache: &Cache, owner: &str, now: i64, entries: &[Entry]) {
    cache.keep(owner, now, None, entries, || true);
}

fn found(cache: &Cache, owner: &str, within: &str, words: &[&str]) -> Vec<String> {
    let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
    cache.search(owner, "repository", within, &words, 100).into_iter().map(|found| found.body).collect()
}

fn file(cache: &Cache) -> PathBuf {
    cache.path(OWNER)
}

fn holds(path: &Path, text: &str) -> bool {
    fs::read(path).is_ok_and(|bytes| bytes.windows(text.len()).any(|window| window == text.as_bytes()))
}

#[test]
fn what_was_kept_is_there_after_a_restart_each_owner_for_itself() {
    let (folder, cache) = cache(LARGEST);
    let kept = answer("all of them", None, 5);
    cache.keep(OWNER, 7, Some(("all", kept.clone())), &[repository("SHOP/web", "the shop")], || true);
    keep(&cache, "eve", 8, &[repository("SHOP/web", "what eve sees")]);
    drop(cache);
    let cache = Cache::at(folder.path().join(FOLDER), LARGEST);
    assert_eq!(cache.answer(OWNER, "all"), Some(kept));
    assert_eq!(cache.answer("eve", "all"), None);
    let keys = ["SHOP/gone".to_owned(), "SHOP/web".to_owned()];
    assert_eq!(cache.entries(OWNER, "repository", &keys), [answer("the shop", Some("SHOP/web"), 7)]);
    assert_eq!(found(&cache, "eve", "", &[]), ["what eve sees"]);
}

#[test]
fn words_stand_for_themselves_and_all_must_occur() {
    let (_folder, cache) = cache(LARGEST);
    let keys = ["PLAT/audit-trail", "PLAT/100%_done", "SHOP/audit", "~ann/audit"];
    keep(&cache, OWNER, 1, &keys.map(|key| repository(key, key)));
    assert_eq!(found(&cache, OWNER, "", &["audit"]), ["PLAT/audit-trail", "SHOP/audit", "~ann/audit"]);
    assert_eq!(found(&cache, OWNER, "", &["trail", "audit"]), ["PLAT/audit-trail"]);
    assert_eq!(found(&cache, OWNER, "SHOP/", &["audit"]), ["SHOP/audit"]);
    assert_eq!(found(&cache, OWNER, "", &["%"]), ["PLAT/100%_done"]);
    assert!(found(&cache, OWNER, "", &["' OR 1=1 --"]).is_empty());
    assert_eq!(cache.search(OWNER, "repository", "", &[], 2).len(), 2);
}

#[test]
fn what_is_forgotten_is_in_no_byte_of_the_file() {
    let (_folder, cache) = cache(LARGEST);
    let entries = [repository("SHOP/web", "canary-of-web"), repository("SHOP/api", "canary-of-api")];
    cache.keep(OWNER, 1, Some(("branches", answer("canary-of-branches", Some("SHOP/web"), 1))), &entries, || true);
    assert!(holds(&file(&cache), "canary-of-web") && holds(&file(&cache), "canary-of-branches"));
    cache.forget_about(OWNER, &["SHOP/web".into()]);
    assert!(!holds(&file(&cache), "canary-of-web") && !holds(&file(&cache), "canary-of-branches"));
    assert_eq!(found(&cache, OWNER, "", &[]), ["canary-of-api"]);
    cache.forget(OWNER);
    let left: Vec<_> = fs::read_dir(&cache.folder).expect("the folder").collect();
    assert!(left.is_empty(), "{left:?}");
    assert!(found(&cache, OWNER, "", &[]).is_empty());
}

#[test]
fn nothing_is_kept_for_an_owner_who_left_meanwhile() {
    let (_folder, cache) = cache(LARGEST);
    cache.keep(OWNER, 1, None, &[repository("SHOP/web", "canary")], || false);
    assert!(!file(&cache).exists());
}

#[test]
fn what_was_not_among_the_rest_goes() {
    let (_folder, cache) = cache(LARGEST);
    keep(&cache, OWNER, 1, &[repository("SHOP/web", "web"), repository("PLAT/core", "core")]);
    keep(&cache, OWNER, 2, &[repository("SHOP/api", "api")]);
    assert_eq!(cache.forget_unseen(OWNER, "repository", "SHOP/", 2), ["SHOP/web"]);
    assert_eq!(found(&cache, OWNER, "", &[]), ["core", "api"]);
    cache.forget_entry(OWNER, "repository", "PLAT/core");
    assert_eq!(found(&cache, OWNER, "", &[]), ["api"]);
}

#[test]
fn the_file_stays_small_and_loses_what_was_not_seen_longest() {
    let (_folder, cache) = cache(256 * 1024);
    let body = "x".repeat(1000);
    for now in 0..1000 {
        keep(&cache, OWNER, now, &[repository(&format!("P/{now:04}"), &body)]);
    }
    let size = fs::metadata(file(&cache)).expect("the file").len();
    assert!(size <= 320 * 1024, "{size} bytes");
    let keys = |now: i64| vec![format!("P/{now:04}")];
    assert!(cache.entries(OWNER, "repository", &keys(0)).is_empty());
    assert_eq!(cache.entries(OWNER, "repository", &keys(999)).len(), 1);
}

#[test]
fn a_damaged_file_is_made_anew() {
    for damage in [b"this is no database, and never was one".repeat(300), Vec::new()] {
        let (folder, cache) = cache(LARGEST);
        keep(&cache, OWNER, 1, &[repository("SHOP/web", "web")]);
        drop(cache);
        let cache = Cache::at(folder.path().join(FOLDER), LARGEST);
        fs::write(file(&cache), damage).expect("written");
        assert!(found(&cache, OWNER, "", &[]).is_empty());
        keep(&cache, OWNER, 2, &[repository("SHOP/api", "api")]);
        assert_eq!(found(&cache, OWNER, "", &[]), ["api"]);
    }
}

#[test]
fn a_file_that_is_damaged_while_it_is_used_is_made_anew_at_the_next_keeping() {
    let (folder, cache) = cache(LARGEST);
    let many: Vec<_> = (0..2000).map(|number| repository(&format!("P/{number:04}"), &"x".repeat(500))).collect();
    keep(&cache, OWNER, 1, &many);
    let mut bytes = fs::read(file(&cache)).expect("the file");
    bytes[4096..].fill(0xff);
    drop(cache);
    let cache = Cache::at(folder.path().join(FOLDER), LARGEST);
    fs::write(file(&cache), bytes).expect("written");
    assert!(found(&cache, OWNER, "", &[]).is_empty());
    keep(&cache, OWNER, 2, &[repository("SHOP/api", "api")]);
    assert_eq!(found(&cache, OWNER, "", &[]), ["api"]);
}

#[test]
fn a_file_of_another_version_is_made_anew() {
    for statement in ["PRAGMA user_version = 99", "DROP TABLE answer; PRAGMA user_version = 0"] {
        let (folder, cache) = cache(LARGEST);
        keep(&cache, OWNER, 1, &[repository("SHOP/web", "web")]);
        let path = file(&cache);
        drop(cache);
        Connection::open(&path).expect("a database").execute_batch(statement).expect("changed");
        let cache = Cache::at(folder.path().join(FOLDER), LARGEST);
        assert!(found(&cache, OWNER, "", &[]).is_empty());
        keep(&cache, OWNER, 2, &[repository("SHOP/api", "api")]);
        assert_eq!(found(&cache, OWNER, "", &[]), ["api"]);
    }
}

#[test]
fn a_file_that_somebody_holds_is_passed_over_until_it_is_free() {
    let (_folder, cache) = cache(LARGEST);
    keep(&cache, OWNER, 1, &[repository("SHOP/web", "web")]);
    let other = Connection::open(file(&cache)).expect("a database");
    other.execute_batch("BEGIN EXCLUSIVE").expect("held");
    assert!(found(&cache, OWNER, "", &[]).is_empty());
    keep(&cache, OWNER, 2, &[repository("SHOP/api", "api")]);
    other.execute_batch("COMMIT").expect("let go");
    assert_eq!(found(&cache, OWNER, "", &[]), ["web"]);
}

#[test]
fn where_no_file_can_be_nothing_is_remembered_and_nothing_fails() {
    let (folder, cache) = cache(LARGEST);
    fs::write(folder.path().join(FOLDER), "a file in the folder's place").expect("written");
    keep(&cache, OWNER, 1, &[repository("SHOP/web", "web")]);
    assert!(found(&cache, OWNER, "", &[]).is_empty());
    cache.forget(OWNER);
    cache.sweep(|_| false);
}

#[test]
fn files_of_owners_that_are_gone_are_swept() {
    let (_folder, cache) = cache(LARGEST);
    keep(&cache, OWNER, 1, &[repository("SHOP/web", "web")]);
    keep(&cache, "eve", 1, &[repository("SHOP/web", "web")]);
    fs::write(cache.folder.join("eve.sqlite-journal"), "left by a crash").expect("written");
    let other = Cache::at(cache.folder.clone(), LARGEST);
    other.sweep(|owner| owner == OWNER);
    let left: Vec<_> = fs::read_dir(&cache.folder).expect("the folder").map(|each| each.expect("one").file_name()).collect();
    assert_eq!(left, ["ada.sqlite"]);
}

#[cfg(unix)]
#[test]
fn nobody_else_can_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let (_folder, cache) = cache(LARGEST);
    keep(&cache, OWNER, 1, &[repository("SHOP/web", "web")]);
    let mode = |path: &Path| fs::metadata(path).expect("facts").permissions().mode() & 0o777;
    assert_eq!((mode(&file(&cache)), mode(&cache.folder)), (0o600, 0o700));
}
