//! T2.8: somebody planted a second item under our name. No secret is used until a person has cleaned up.

use std::process::Command;

use keychain::Error;

use crate::bus::Bus;
use crate::daemon::{Daemon, count, secret_tool};
use crate::stage::{SERVICE, keychain, on, pat, read, save, user_of, wait};

#[test]
fn a_planted_duplicate_is_told_and_can_be_cleaned() {
    on(Bus::Activating, "ambiguous::a_planted_duplicate_is_told_and_can_be_cleaned", || {
        let _daemon = Daemon::unlocked();
        let keychain = keychain();
        save(&keychain, &pat(1, 1), "ours").unwrap();
        save(&keychain, &pat(1, 2), "another").unwrap();
        let user = user_of(1, 1);
        secret_tool(&["store", "--label=planted", "service", SERVICE, "username", &user, "by", "a stranger"], "theirs").unwrap();
        assert_eq!(read(&keychain, &pat(1, 1)), Err(Error::Ambiguous));
        assert_eq!(save(&keychain, &pat(1, 1), "new"), Err(Error::Ambiguous));
        assert_eq!(count(SERVICE), 3);
        assert_eq!(read(&keychain, &pat(1, 2)), Ok(Some("another".into())));

        wait(keychain.delete(&pat(1, 1))).unwrap();
        assert_eq!(count(SERVICE), 1);
        save(&keychain, &pat(1, 1), "new").unwrap();
        assert_eq!(read(&keychain, &pat(1, 1)), Ok(Some("new".into())));
        assert_eq!(read(&keychain, &pat(1, 2)), Ok(Some("another".into())));
    });
}

#[test]
fn an_item_that_is_no_text_is_refused_without_quoting_it() {
    on(Bus::Activating, "ambiguous::an_item_that_is_no_text_is_refused_without_quoting_it", || {
        let _daemon = Daemon::unlocked();
        let keychain = keychain();
        let user = user_of(1, 1);
        let script = "printf 'CANARY\\377' | secret-tool store --label=planted service \"$0\" username \"$1\"";
        assert!(Command::new("sh").args(["-c", script, SERVICE, &user]).status().unwrap().success());
        let failed = read(&keychain, &pat(1, 1)).unwrap_err();
        assert!(matches!(failed, Error::Unknown { .. }), "{failed:?}");
        let shown = format!("{failed} {failed:?}");
        assert!(!shown.contains("CANARY") && !shown.contains("67, 65"), "{shown}");
    });
}
