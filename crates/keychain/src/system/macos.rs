//! macOS: the login keychain. Compiled for that target, but not yet run there.

use std::error::Error as Cause;
use std::sync::Arc;

use apple_native_keyring_store::keychain::Store;
use keyring_core::api::CredentialStoreApi;
use keyring_core::{Entry, Error as Refusal};

use crate::Error;
use crate::entry::Item;
use crate::store::map;

/// The keychain sets no limit that a token meets.
pub(crate) const LONGEST: Option<usize> = None;

pub(crate) struct System {
    store: Arc<Store>,
}

impl System {
    pub(crate) fn open() -> Result<Self, Error> {
        Ok(Self { store: Store::new().map_err(|refusal| map(&refusal))? })
    }

    pub(crate) fn entry(&self, item: &Item) -> Result<Entry, Error> {
        self.store.build(&item.service, &item.user, None).map_err(|refusal| map(&refusal))
    }

    /// The system asks by itself inside each call.
    #[expect(clippy::unnecessary_wraps, clippy::unused_self, reason = "Linux needs both")]
    pub(crate) fn unlock(&self, _item: &Item, _to_create: bool) -> Result<(), Error> {
        Ok(())
    }

    /// Looks for an entry that is never written: attributes may be read without unlocking, so nobody is asked.
    pub(crate) fn check(&self) -> Result<(), Error> {
        let entry = self.store.build("dev.bough.check", "check", None).map_err(|refusal| map(&refusal))?;
        match entry.get_credential() {
            Ok(_) | Err(Refusal::NoEntry) => Ok(()),
            Err(refusal) => Err(map(&refusal)),
        }
    }
}

/// Codes of `SecBase.h`.
pub(crate) fn classify(_refusal: &Refusal, cause: &(dyn Cause + Send + Sync + 'static)) -> Error {
    let Some(failed) = cause.downcast_ref::<security_framework::base::Error>() else {
        return Error::unknown(cause.to_string());
    };
    match failed.code() {
        // errSecNotAvailable, errSecNoSuchKeychain, errSecNoDefaultKeychain
        -25291 | -25294 | -25307 => Error::NoCollection,
        // errSecInteractionNotAllowed, errSecInteractionRequired
        -25308 | -25315 => Error::Locked,
        // userCanceledErr, errSecAuthFailed, errSecReadOnly, errSecInvalidOwnerEdit, wrPermErr
        -128 | -25293 | -25292 | -25244 | -61 => Error::Denied,
        _ => Error::unknown(failed.to_string()),
    }
}
