//! The side of the conversation that lives in the application.

use std::ffi::{OsStr, OsString};
use std::fmt;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use rand_core::{OsRng, RngCore};
use secrecy::SecretString;

use super::endpoint::{Endpoint, HangUp};
use super::ticket::{Admission, Ticket};
use super::wire::{Request, Value};
use super::{Ask, endpoint};
use crate::Error;

/// Answers the askpass clients of all `ssh` children. Dropping it closes the socket and every open question.
pub struct Server {
    desk: Arc<Desk>,
    _endpoint: Endpoint,
}

/// Who is admitted. It outlives the server as long as a ticket does, and then admits nobody.
pub(super) struct Desk {
    address: OsString,
    admissions: Mutex<Vec<Arc<Admission>>>,
}

impl Server {
    /// Opens a private endpoint below `folder` (a named pipe on Windows) and serves it on threads of its own.
    ///
    /// # Errors
    /// What the file system says.
    pub fn start(folder: &Path) -> Result<Self, Error> {
        let bound = endpoint::bind(folder)?;
        let desk = Arc::new(Desk { address: bound.address().to_owned(), admissions: Mutex::default() });
        let answering = Arc::clone(&desk);
        let endpoint = bound.serve(Arc::new(move |request, hang_up| answering.answer(request, hang_up)))?;
        Ok(Self { desk, _endpoint: endpoint })
    }

    /// Admits one `ssh` child. In the background every question is refused without asking anybody.
    pub fn admit(&self, foreground: bool, ask: Ask) -> Ticket {
        let mut value = Value::default();
        let drawn = OsRng.try_fill_bytes(&mut value);
        let admission = Arc::new(Admission::new(value, foreground, ask));
        match drawn {
            Ok(()) => self.desk.admissions().push(Arc::clone(&admission)),
            // A value that can be guessed is worse than none: this ticket admits nobody.
            Err(failed) => tracing::error!(%failed, "no random numbers: questions of this ssh will be refused"),
        }
        Ticket::new(Arc::clone(&self.desk), admission)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let admissions = std::mem::take(&mut *self.desk.admissions());
        for admission in admissions {
            admission.close();
        }
    }
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server").field("address", &self.desk.address).finish_non_exhaustive()
    }
}

impl Desk {
    pub(super) fn address(&self) -> &OsStr {
        &self.address
    }

    pub(super) fn remove(&self, gone: &Arc<Admission>) {
        self.admissions().retain(|admission| !Arc::ptr_eq(admission, gone));
    }

    fn answer(&self, request: Request, hang_up: HangUp) -> Option<SecretString> {
        let found = {
            let admissions = self.admissions();
            // Every ticket is compared, so that the time taken says nothing about which one came close.
            admissions
                .iter()
                .fold(None, |found, admission| if admission.is(&request.value) { Some(Arc::clone(admission)) } else { found })
        };
        let Some(admission) = found else {
            tracing::warn!("a process without a valid value asked for an answer");
            return None;
        };
        admission.answer(request, hang_up)
    }

    fn admissions(&self) -> std::sync::MutexGuard<'_, Vec<Arc<Admission>>> {
        self.admissions.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
