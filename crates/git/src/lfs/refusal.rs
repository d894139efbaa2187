//! Why a server did not take a file: what happened, what it means, what to do.

use net::{Answer, Url};

use super::batch::Item;
use crate::error::Error;
use crate::transport::{failure, host};

/// The right that uploads need.
const WRITE: &str = "Repository write";
/// What every refusal means for the person's work.
const KEPT: &str = "The branch on the server is as it was, and your commits are here.";

/// For an answer to an upload or to what belongs to it.
pub(super) fn of_answer(answer: &mut Answer, item: &Item<'_>, signed_in: bool) -> Error {
    let (status, server) = (answer.status, host(&answer.url));
    match failure(answer, item.name.clone(), signed_in) {
        Error::Refused { detail } => refused(i64::from(status), &detail, item, &server),
        Error::NotFound { .. } => refused(i64::from(status), &format!("HTTP {status}"), item, &server),
        other => for_writing(other),
    }
}

/// For what the answer to a batch says of one object; `words` hold the code.
pub(super) fn of_object(code: i64, words: &str, item: &Item<'_>, endpoint: &Url) -> Error {
    match code {
        401 | 403 => Error::Denied { missing: WRITE.to_owned(), detail: format!("{}: {words}", item.name) },
        _ => refused(code, words, item, &host(endpoint)),
    }
}

/// The same error where something was to be written, not read.
pub(super) fn for_writing(error: Error) -> Error {
    match error {
        Error::Denied { detail, .. } => Error::Denied { missing: WRITE.to_owned(), detail },
        other => other,
    }
}

/// LFS is off for the repository.
pub(super) fn switched_off(endpoint: &Url) -> Error {
    let detail = format!(
        "Git LFS is switched off for this repository on {}, so its large files can't be stored there. {KEPT} Somebody who \
         administers the repository can switch LFS on in its settings.",
        host(endpoint)
    );
    Error::Refused { detail }
}

/// Files are neither here nor there. `names` holds one at least.
pub(super) fn missing(names: &[&str], endpoint: &Url) -> Error {
    let (first, more) = (names.first().copied().unwrap_or_default(), names.len().saturating_sub(1));
    let others = if more == 0 { String::new() } else { format!(" (and {more} more)") };
    let detail = format!(
        "The bytes of {first}{others} are neither in the LFS store of this repository nor on {}. Nothing was sent. {KEPT} Bring the \
         file back from where it was committed, or take it out of the commits.",
        host(endpoint)
    );
    Error::Refused { detail }
}

fn refused(code: i64, words: &str, item: &Item<'_>, server: &str) -> Error {
    let (name, size) = (&item.name, item.pointer.size());
    let detail = match code {
        413 => format!(
            "{name} has {size} bytes, more than {server} takes ({words}). {KEPT} Ask its administrator for a higher limit, or take \
             the file out of the commits."
        ),
        507 => {
            format!(
                "{server} has no room left for {name} ({words}). {KEPT} Tell its administrator, and push again when there is."
            )
        }
        _ => format!("{server} did not take {name} ({words}). {KEPT}"),
    };
    Error::Refused { detail }
}
