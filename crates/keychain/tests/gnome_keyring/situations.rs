//! T2.1 and T2.2: each situation has its own error, and ends without a restart when its cause does.

use std::time::{Duration, Instant};

use keychain::{Error, Keychain};

use crate::bus::Bus;
use crate::daemon::Daemon;
use crate::stage::{keychain, on, pat, read, save, wait};

/// What check, read, save and delete say.
fn all_four(keychain: &Keychain) -> [Option<Error>; 4] {
    let begin = Instant::now();
    let entry = pat(1, 1);
    let answers = [
        wait(keychain.check()).err(),
        read(keychain, &entry).err(),
        save(keychain, &entry, "token").err(),
        wait(keychain.delete(&entry)).err(),
    ];
    assert!(begin.elapsed() < Duration::from_secs(10), "nothing here waits for a person");
    answers
}

#[test]
fn no_session_bus() {
    on(Bus::Missing, "situations::no_session_bus", || {
        assert_eq!(all_four(&keychain()), [const { Some(Error::NoSession) }; 4]);
    });
}

#[test]
fn a_bus_without_the_service_that_comes_later() {
    on(Bus::Bare, "situations::a_bus_without_the_service_that_comes_later", || {
        let keychain = keychain();
        assert_eq!(all_four(&keychain), [const { Some(Error::NoService) }; 4]);
        let _daemon = Daemon::unlocked();
        assert_eq!(all_four(&keychain), [const { None }; 4]);
    });
}

#[test]
fn a_service_without_a_keyring() {
    on(Bus::Activating, "situations::a_service_without_a_keyring", || {
        let _daemon = Daemon::without_keyring();
        let none = || Some(Error::NoCollection);
        // Nothing can be found, and nothing needs deleting.
        assert_eq!(all_four(&keychain()), [none(), None, none(), None]);
    });
}

#[test]
fn locked_with_nobody_to_ask_and_unlocked_later() {
    on(Bus::Activating, "situations::locked_with_nobody_to_ask_and_unlocked_later", || {
        let daemon = Daemon::unlocked();
        let keychain = keychain();
        save(&keychain, &pat(1, 1), "old").unwrap();
        daemon.lock();
        assert_eq!(all_four(&keychain), [const { Some(Error::Locked) }; 4]);
        // Creating needs the keyring itself, where the others need an item in it.
        assert_eq!(save(&keychain, &pat(1, 2), "new"), Err(Error::Locked));
        daemon.unlock();
        assert_eq!(read(&keychain, &pat(1, 1)), Ok(Some("old".into())));
        assert_eq!(read(&keychain, &pat(1, 2)), Ok(None));
        assert_eq!(all_four(&keychain), [const { None }; 4]);
    });
}

#[test]
fn forbidden() {
    on(Bus::Forbidding, "situations::forbidden", || {
        assert_eq!(all_four(&keychain()), [const { Some(Error::Denied) }; 4]);
    });
}

#[test]
fn a_restarted_service_is_found_again() {
    on(Bus::Activating, "situations::a_restarted_service_is_found_again", || {
        let daemon = Daemon::unlocked();
        let keychain = keychain();
        save(&keychain, &pat(1, 1), "kept").unwrap();
        daemon.kill();
        let _daemon = Daemon::unlocked();
        // Its first call meets a connection to a service that is gone.
        assert_eq!(read(&keychain, &pat(1, 1)), Ok(Some("kept".into())));
    });
}

#[test]
fn every_situation_has_a_sentence_of_its_own() {
    let unknown = Error::Unknown { detail: "x".into() };
    let all = [
        Error::NoSession,
        Error::NoService,
        Error::NoCollection,
        Error::Locked,
        Error::Denied,
        Error::TimedOut,
        Error::Ambiguous,
        Error::TooLong,
        unknown,
    ];
    let sentences: std::collections::HashSet<_> = all.iter().map(ToString::to_string).collect();
    assert_eq!(sentences.len(), all.len());
    assert_eq!(all.iter().filter(|error| error.is_no_keychain()).count(), 3);
}
