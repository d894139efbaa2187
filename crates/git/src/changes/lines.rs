//! Lines that were chosen in a difference, and what the file is with them.

use super::compose::{Chosen, Composed, compose};
use super::version::{self, Body, Version};
use super::{Side, diff};
use crate::error::Error;
use crate::filters;
use crate::lfs;
use crate::modes::LINK;
use crate::names::path_of;
use crate::undo::Work;

/// Both versions of a file and the one between them.
pub(super) struct Lines {
    pub(super) before: Option<Version>,
    pub(super) after: Option<Version>,
    pub(super) composed: Composed,
}

impl Lines {
    /// The old version with the chosen lines, or with `rest` all others. [`Error::Moved`] where they are not those any more
    /// that the person saw; [`Error::Invalid`] and [`Error::Refused`] where lines can't be chosen.
    pub(super) fn choose(
        work: &Work<'_>,
        side: Side,
        path: &[u8],
        revision: &str,
        chosen: &Chosen,
        rest: bool,
    ) -> Result<Self, Error> {
        let (before, after) = version::both(work.git, &work.index, path, side, u64::MAX)?;
        if diff::revision(before.as_ref(), after.as_ref()) != revision {
            return Err(Error::Moved { what: String::from_utf8_lossy(path).into_owned() });
        }
        let versions = || [before.as_ref(), after.as_ref()].into_iter().flatten();
        let links = versions().filter(|version| version.mode == LINK).count();
        if links == 1 && versions().count() == 2 || versions().any(|version| matches!(version.body, Body::Submodule(..))) {
            return Err(whole_only("This change has no lines to choose: take it as a whole."));
        }
        if side == Side::Unstaged {
            filters::refuse_program(work.git, &path_of(path))?;
        }
        // Links are not kept by LFS, whatever their names.
        if links == 0 {
            lfs::refuse_lines(work.git, &path_of(path))?;
        }
        let composed = compose(bytes(before.as_ref()), bytes(after.as_ref()), chosen, rest)?;
        if links > 0 && !composed.whole && !composed.untouched {
            return Err(whole_only("A link leads to one place: take its change as a whole."));
        }
        Ok(Self { before, after, composed })
    }
}

fn bytes(version: Option<&Version>) -> &[u8] {
    version.and_then(Version::bytes).unwrap_or_default()
}

fn whole_only(why: &'static str) -> Error {
    Error::invalid("lines", why)
}
