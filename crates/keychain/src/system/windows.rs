//! Windows: the Credential Manager. Compiled for that target, but not yet run there.

use std::collections::HashMap;
use std::error::Error as Cause;
use std::sync::Arc;

use keyring_core::api::CredentialStoreApi;
use keyring_core::{Entry, Error as Refusal};
use windows_native_keyring_store::Store;

use crate::Error;
use crate::entry::Item;
use crate::store::map;

/// `CRED_MAX_CREDENTIAL_BLOB_SIZE`. Bytes are saved, not a password: that would double their number.
pub(crate) const LONGEST: Option<usize> = Some(2_560);

pub(crate) struct System {
    store: Arc<Store>,
}

impl System {
    pub(crate) fn open() -> Result<Self, Error> {
        Ok(Self { store: Store::new().map_err(|refusal| map(&refusal))? })
    }

    pub(crate) fn entry(&self, item: &Item) -> Result<Entry, Error> {
        let target = item.target();
        // The default persistence roams to other machines.
        let modifiers = HashMap::from([("target", target.as_str()), ("persistence", "Local")]);
        self.store.build(&item.service, &item.user, Some(&modifiers)).map_err(|refusal| map(&refusal))
    }

    /// It is open as long as the person is logged on.
    #[expect(clippy::unnecessary_wraps, clippy::unused_self, reason = "Linux needs both")]
    pub(crate) fn unlock(&self, _item: &Item, _to_create: bool) -> Result<(), Error> {
        Ok(())
    }

    /// Reads an entry that is never written: without a logon session that fails, else it is missing.
    pub(crate) fn check(&self) -> Result<(), Error> {
        let modifiers = HashMap::from([("target", "dev.bough.check")]);
        let entry = self.store.build("check", "check", Some(&modifiers)).map_err(|refusal| map(&refusal))?;
        match entry.get_secret() {
            Ok(_) | Err(Refusal::NoEntry) => Ok(()),
            Err(refusal) => Err(map(&refusal)),
        }
    }
}

/// The store reports a missing logon session, and only that, as no access.
pub(crate) fn classify(refusal: &Refusal, cause: &(dyn Cause + Send + Sync + 'static)) -> Error {
    match refusal {
        Refusal::NoStorageAccess(_) => Error::NoSession,
        _ => Error::unknown(cause.to_string()),
    }
}
