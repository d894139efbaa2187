//! Folders that somebody outside wants to see: the command line, a second start of Bough. They wait until the window fetches
//! them, for it may not be there yet.

use std::path::Path;
use std::sync::{Mutex, PoisonError};

use crate::Core;
use crate::api::{Event, TakeOpenRequests};
use crate::fault::Fault;

/// Folders in the order in which they were asked for.
#[derive(Default)]
pub(crate) struct OpenRequests(Mutex<Vec<String>>);

impl Core {
    /// Asks the window for a repository, now or as soon as there is one. `folder` is absolute.
    pub fn request_open(&self, folder: &Path) {
        let folder = folder.to_string_lossy().into_owned();
        self.open_requests.0.lock().unwrap_or_else(PoisonError::into_inner).push(folder);
        self.announce(Event::OpenRequested);
    }
}

pub(crate) async fn take_open_requests(core: &Core, _: TakeOpenRequests) -> Result<Vec<String>, Fault> {
    Ok(std::mem::take(&mut *core.open_requests.0.lock().unwrap_or_else(PoisonError::into_inner)))
}
