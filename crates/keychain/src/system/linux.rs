//! Linux: the Secret Service on the session bus (GNOME keyring, KDE Wallet, …).
//!
//! A second connection beside the store's own does what the store can't: unlock without changing anything, and look whether
//! it is locked without asking anybody.

use std::collections::HashMap;
use std::error::Error as Cause;
use std::sync::Arc;

use keyring_core::api::CredentialStoreApi;
use keyring_core::{Entry, Error as Refusal};
use secret_service::blocking::{Item as SecretItem, SecretService};
use secret_service::{EncryptionType, Error as ServiceError};
use zbus_secret_service_keyring_store::Store;

use crate::Error;
use crate::entry::Item;
use crate::store::map;

mod bus;

/// The service sets no limit; gnome-keyring took 100,000 bytes.
pub(crate) const LONGEST: Option<usize> = None;

pub(crate) struct System {
    store: Arc<Store>,
    service: SecretService<'static>,
}

impl System {
    pub(crate) fn open() -> Result<Self, Error> {
        let store = Store::new().map_err(|refusal| map(&refusal))?;
        let service = SecretService::connect(EncryptionType::Dh).map_err(|failed| bus::service_error(&failed))?;
        Ok(Self { store, service })
    }

    pub(crate) fn entry(&self, item: &Item) -> Result<Entry, Error> {
        let modifiers = HashMap::from([("label", item.label.as_str())]);
        self.store.build(&item.service, &item.user, Some(&modifiers)).map_err(|refusal| map(&refusal))
    }

    /// Unlocks what the entry needs, asking the person if necessary: this is where a call may wait without limit.
    pub(crate) fn unlock(&self, item: &Item, to_create: bool) -> Result<(), Error> {
        let unlock = || {
            let attributes = HashMap::from([("service", item.service.as_str()), ("username", item.user.as_str())]);
            let found = self.service.search_items(attributes)?;
            let locked: Vec<&SecretItem> = found.locked.iter().collect();
            if !locked.is_empty() {
                return self.service.unlock_all(&locked);
            }
            if to_create && found.unlocked.is_empty() {
                let collection = self.service.get_default_collection()?;
                if collection.is_locked()? {
                    return collection.unlock();
                }
            }
            Ok(())
        };
        unlock().map_err(|failed| bus::service_error(&failed))
    }

    pub(crate) fn check(&self) -> Result<(), Error> {
        let look = || self.service.get_default_collection()?.is_locked();
        match look() {
            Ok(false) => Ok(()),
            Ok(true) => Err(Error::Locked),
            Err(failed) => Err(bus::service_error(&failed)),
        }
    }
}

/// The store wraps what the service's library said; only that tells the situations apart.
pub(crate) fn classify(refusal: &Refusal, cause: &(dyn Cause + Send + Sync + 'static)) -> Error {
    match (cause.downcast_ref::<ServiceError>(), refusal) {
        (Some(failed), _) => bus::service_error(failed),
        (None, Refusal::NoStorageAccess(_)) => Error::Locked,
        (None, _) => Error::unknown(cause.to_string()),
    }
}
