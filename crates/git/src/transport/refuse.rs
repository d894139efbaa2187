//! Addresses that nobody may go to: `git://` has no protection on the way, and libgit2 would open the socket itself.

use std::sync::Arc;

use git2::transport::{Service, SmartSubtransport, SmartSubtransportStream};

use super::current::Current;
use crate::error::Error;

/// Refuses before anything is opened.
pub(super) struct Refuse(pub(super) Arc<Current>);

impl SmartSubtransport for Refuse {
    fn action(&self, _url: &str, _service: Service) -> Result<Box<dyn SmartSubtransportStream>, git2::Error> {
        Err(self.0.stop(Error::invalid("url", "git:// has no protection on the way. Use https:// or ssh://.")))
    }

    fn close(&self) -> Result<(), git2::Error> {
        Ok(())
    }
}
