//! T2.5 with the real keychain: one item for each entry, whatever its label, and none left after deleting.

use keychain::{Entry, EntryKind};
use uuid::Uuid;

use crate::bus::Bus;
use crate::daemon::{Daemon, count};
use crate::stage::{SERVICE, keychain, on, pat, read, save, wait};

fn entries(profile: u128) -> Vec<Entry> {
    let account = Uuid::from_u128(7);
    let kinds = [
        EntryKind::Pat(account),
        EntryKind::Refresh(account),
        EntryKind::Client(account),
        EntryKind::Passphrase("SHA256:abc+/".into()),
        EntryKind::Passphrase("SHA256:ABC+/".into()),
    ];
    let entry = |kind| Entry { profile: Uuid::from_u128(profile), kind, label: format!("profile {profile}") };
    kinds.into_iter().map(entry).collect()
}

#[test]
fn renaming_keeps_the_entry() {
    on(Bus::Activating, "naming::renaming_keeps_the_entry", || {
        let _daemon = Daemon::unlocked();
        let keychain = keychain();
        save(&keychain, &pat(1, 1), "first").unwrap();
        let renamed = Entry { label: "Bitbucket – other.example – play".into(), ..pat(1, 1) };
        assert_eq!(read(&keychain, &renamed), Ok(Some("first".into())));
        save(&keychain, &renamed, "second").unwrap();
        assert_eq!(read(&keychain, &pat(1, 1)), Ok(Some("second".into())));
        let nameless = Entry { label: String::new(), ..pat(1, 2) };
        save(&keychain, &nameless, "third").unwrap();
        assert_eq!(count(SERVICE), 2);
    });
}

#[test]
fn deleting_a_profile_leaves_none_and_touches_no_other() {
    on(Bus::Activating, "naming::deleting_a_profile_leaves_none_and_touches_no_other", || {
        let _daemon = Daemon::unlocked();
        let keychain = keychain();
        for entry in entries(1).iter().chain(&entries(2)) {
            save(&keychain, entry, &format!("{:?} of {}", entry.kind, entry.profile)).unwrap();
        }
        assert_eq!(count(SERVICE), 10);
        for entry in entries(1) {
            wait(keychain.delete(&entry)).unwrap();
            wait(keychain.delete(&entry)).expect("a missing entry is deleted already");
        }
        assert_eq!(count(SERVICE), 5);
        for entry in entries(2) {
            assert_eq!(read(&keychain, &entry), Ok(Some(format!("{:?} of {}", entry.kind, entry.profile))));
            wait(keychain.delete(&entry)).unwrap();
        }
        assert_eq!(count(SERVICE), 0);
    });
}
