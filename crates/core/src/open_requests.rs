//! What somebody outside wants to see: the command line, a link, a second start of Bough. It waits until the window fetches it,
//! for that may not be there yet.

use std::path::Path;
use std::sync::{Mutex, PoisonError};

use crate::api::openings::OpenRequest;
use crate::api::{Event, TakeOpenRequests};
use crate::fault::Fault;
use crate::{Core, oauth};

/// In the order in which they were asked for.
#[derive(Default)]
pub(crate) struct OpenRequests(Mutex<Vec<OpenRequest>>);

impl Core {
    /// Asks the window for a repository, now or as soon as there is one. `folder` is absolute.
    pub fn request_open(&self, folder: &Path) {
        self.request(OpenRequest::Folder { path: folder.to_string_lossy().into_owned() });
    }

    /// Shows the window a link or whatever else was asked for, now or as soon as there is one. The answer to a sign-in holds a
    /// code: it goes to the sign-in that waits for it and to nobody else.
    pub fn request_find(&self, text: &str) {
        if oauth::redirect::is_for_sign_in(text) {
            return self.hand_link(text);
        }
        self.request(OpenRequest::Text { text: text.to_owned() });
    }

    fn request(&self, request: OpenRequest) {
        self.open_requests.0.lock().unwrap_or_else(PoisonError::into_inner).push(request);
        self.announce(Event::OpenRequested);
    }
}

pub(crate) async fn take_open_requests(core: &Core, _: TakeOpenRequests) -> Result<Vec<OpenRequest>, Fault> {
    Ok(std::mem::take(&mut *core.open_requests.0.lock().unwrap_or_else(PoisonError::into_inner)))
}
