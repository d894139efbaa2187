//! Saving, reading and deleting, the same on all systems.

use keyring_core::Error as Refusal;
use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret, SecretString};

use crate::Error;
use crate::entry::Item;
use crate::system::{System, classify};

/// A connection to the keychain. Used and dropped on the thread that opened it.
pub(crate) struct Store {
    system: System,
}

impl Store {
    pub(crate) fn open() -> Result<Self, Error> {
        Ok(Self { system: System::open()? })
    }

    /// `wanted` is asked after anything that may have waited for a person, right before something changes: a call whose
    /// caller was told that it failed must not be carried out later, over what was saved since.
    pub(crate) fn save(
        &self,
        item: &Item,
        secret: &SecretString,
        longest: Option<usize>,
        wanted: &dyn Fn() -> bool,
    ) -> Result<(), Error> {
        let bytes = secret.expose_secret().as_bytes();
        if longest.is_some_and(|longest| bytes.len() > longest) {
            return Err(Error::TooLong);
        }
        self.system.unlock(item, true)?;
        if !wanted() {
            return Err(Error::TimedOut);
        }
        self.system.entry(item)?.set_secret(bytes).map_err(|refusal| map(&refusal))
    }

    pub(crate) fn read(&self, item: &Item) -> Result<Option<SecretString>, Error> {
        match self.system.entry(item)?.get_secret() {
            Ok(bytes) => text(bytes).map(Some),
            Err(Refusal::NoEntry) => Ok(None),
            Err(refusal) => Err(map(&refusal)),
        }
    }

    pub(crate) fn delete(&self, item: &Item, wanted: &dyn Fn() -> bool) -> Result<(), Error> {
        self.system.unlock(item, false)?;
        if !wanted() {
            return Err(Error::TimedOut);
        }
        match self.system.entry(item)?.delete_credential() {
            Ok(()) | Err(Refusal::NoEntry) => Ok(()),
            Err(Refusal::Ambiguous(entries)) => entries.iter().try_for_each(|entry| match entry.delete_credential() {
                Ok(()) | Err(Refusal::NoEntry) => Ok(()),
                Err(refusal) => Err(map(&refusal)),
            }),
            Err(refusal) => Err(map(&refusal)),
        }
    }

    pub(crate) fn check(&self) -> Result<(), Error> {
        self.system.check()
    }
}

/// The one place where a refusal of the library becomes an error of ours. Its own text is never passed on, except what the
/// system's own failure says.
pub(crate) fn map(refusal: &Refusal) -> Error {
    match refusal {
        Refusal::PlatformFailure(cause) | Refusal::NoStorageAccess(cause) => classify(refusal, cause.as_ref()),
        Refusal::Ambiguous(_) => Error::Ambiguous,
        Refusal::TooLong(..) => Error::TooLong,
        // These quote the secret.
        Refusal::BadEncoding(_) | Refusal::BadDataFormat(..) => Error::unknown("what the keychain holds is no text"),
        Refusal::NoEntry => Error::unknown("the entry is gone"),
        Refusal::NotSupportedByStore(_) => Error::unknown("this keychain can't do that"),
        Refusal::Invalid(field, _) => Error::unknown(format!("the keychain does not take this {field}")),
        _ => Error::unknown("an unexpected answer of the keychain"),
    }
}

fn text(bytes: Vec<u8>) -> Result<SecretString, Error> {
    match String::from_utf8(bytes) {
        Ok(text) => Ok(text.into()),
        Err(failed) => {
            drop(Zeroizing::new(failed.into_bytes()));
            Err(Error::unknown("what the keychain holds is no text"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_never_quotes_the_secret() {
        let canary = "CANARY-4711";
        let bytes = || canary.as_bytes().to_vec();
        let refusals = [
            Refusal::BadEncoding(bytes()),
            Refusal::BadDataFormat(bytes(), canary.into()),
            Refusal::BadStoreFormat(canary.into()),
            Refusal::Invalid("password".into(), canary.into()),
            Refusal::NotSupportedByStore(canary.into()),
        ];
        for refusal in &refusals {
            let error = map(refusal);
            let shown = format!("{error} {error:?}");
            assert!(!shown.contains(canary) && !shown.contains("67, 65, 78"), "{shown}");
        }
        let error = text([canary.as_bytes(), b"\xff"].concat()).expect_err("no UTF-8");
        assert!(!format!("{error:?}").contains("CANARY"));
    }
}
