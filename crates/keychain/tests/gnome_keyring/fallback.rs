//! Memory takes a secret only where there is no keychain at all, always says so, and gives it up when one appears.

use keychain::{Entry, Error, Kept, Secrets};
use secrecy::ExposeSecret;

use crate::bus::Bus;
use crate::daemon::{Daemon, count};
use crate::stage::{SERVICE, keychain, on, pat, wait};

fn find(secrets: &Secrets, entry: &Entry) -> Result<Option<String>, Error> {
    Ok(wait(secrets.find(entry))?.map(|secret| secret.expose_secret().to_owned()))
}

#[test]
fn without_a_keychain_secrets_stay_in_memory_and_say_why() {
    on(Bus::Missing, "fallback::without_a_keychain_secrets_stay_in_memory_and_say_why", || {
        let secrets = Secrets::new(keychain());
        let entry = pat(1, 1);
        assert_eq!(find(&secrets, &entry), Err(Error::NoSession));
        assert_eq!(wait(secrets.keep(&entry, "token".into())), Ok(Kept::Memory(Error::NoSession)));
        assert_eq!(wait(secrets.state()), Err(Error::NoSession));
        assert_eq!(find(&secrets, &entry), Ok(Some("token".into())));
        assert!(secrets.is_in_memory(&entry) && !secrets.is_in_memory(&pat(1, 2)));
        assert_eq!(wait(secrets.forget(&entry)), Ok(()));
        assert_eq!(find(&secrets, &entry), Err(Error::NoSession));
        assert_eq!(wait(secrets.forget(&entry)), Err(Error::NoSession), "an older session may have kept one");
    });
}

#[test]
fn a_keychain_that_appears_takes_over() {
    on(Bus::Bare, "fallback::a_keychain_that_appears_takes_over", || {
        let secrets = Secrets::new(keychain());
        let entry = pat(1, 1);
        assert_eq!(wait(secrets.keep(&entry, "token".into())), Ok(Kept::Memory(Error::NoService)));
        assert_eq!(wait(secrets.try_again(&entry)), Ok(Kept::Memory(Error::NoService)));
        let _daemon = Daemon::unlocked();
        assert_eq!(wait(secrets.try_again(&entry)), Ok(Kept::Keychain));
        assert!(!secrets.is_in_memory(&entry));
        assert_eq!((find(&secrets, &entry), count(SERVICE)), (Ok(Some("token".into())), 1));
        assert_eq!(wait(secrets.forget(&entry)), Ok(()));
        assert_eq!((find(&secrets, &entry), count(SERVICE)), (Ok(None), 0));
    });
}

#[test]
fn a_locked_keychain_or_a_long_secret_never_leads_to_memory() {
    on(Bus::Activating, "fallback::a_locked_keychain_or_a_long_secret_never_leads_to_memory", || {
        let daemon = Daemon::locked();
        let secrets = Secrets::new(keychain());
        assert_eq!(wait(secrets.keep(&pat(1, 1), "token".into())), Err(Error::Locked));
        assert!(!secrets.is_in_memory(&pat(1, 1)));
        daemon.unlock();
        assert_eq!(wait(secrets.keep(&pat(1, 1), "x".repeat(2_561).into())), Err(Error::TooLong));
        assert!(!secrets.is_in_memory(&pat(1, 1)));
        assert_eq!((find(&secrets, &pat(1, 1)), count(SERVICE)), (Ok(None), 0));
        // Only a person may choose memory then.
        secrets.keep_in_memory(&pat(1, 1), "token".into());
        assert_eq!((find(&secrets, &pat(1, 1)), count(SERVICE)), (Ok(Some("token".into())), 0));
    });
}

#[test]
fn a_refusal_never_leads_to_memory() {
    on(Bus::Forbidding, "fallback::a_refusal_never_leads_to_memory", || {
        let secrets = Secrets::new(keychain());
        assert_eq!(wait(secrets.keep(&pat(1, 1), "token".into())), Err(Error::Denied));
        assert!(!secrets.is_in_memory(&pat(1, 1)));
    });
}
