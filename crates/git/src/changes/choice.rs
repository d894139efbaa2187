//! What the person chose: everything, whole files, or lines of one.

use std::path::Component;

use super::list::Changed;
use crate::error::Error;
use crate::names::path_of;

/// Which changes are meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// All of that side.
    All,
    /// Whole files; a folder stands for all below it.
    Paths(Vec<Vec<u8>>),
    /// Lines of one file.
    Lines {
        /// The file.
        path: Vec<u8>,
        /// The revision of the difference they were chosen in.
        revision: String,
        /// Numbers of removed lines, from 1, as they were before.
        removed: Vec<u32>,
        /// Numbers of added lines, from 1, as they are after.
        added: Vec<u32>,
    },
}

/// Those of a list that are at or below the chosen paths. [`Error::Moved`] where a chosen one is not there any more.
pub(super) fn pick(list: Vec<Changed>, paths: &[Vec<u8>]) -> Result<Vec<Changed>, Error> {
    let covers = |path: &[u8], changed: &Changed| {
        let path = path.strip_suffix(b"/").unwrap_or(path);
        let rest = changed.path.strip_prefix(path);
        !path.is_empty() && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(b"/"))
    };
    if let Some(gone) = paths.iter().find(|path| !list.iter().any(|changed| covers(path, changed))) {
        return Err(Error::Moved { what: String::from_utf8_lossy(gone).into_owned() });
    }
    Ok(list.into_iter().filter(|changed| paths.iter().any(|path| covers(path, changed))).collect())
}

/// [`Error::Invalid`] for a path that can't be a file of the repository's.
pub(crate) fn plain(path: &[u8]) -> Result<(), Error> {
    let fits = |part: Component<'_>| match part {
        Component::Normal(name) => !name.eq_ignore_ascii_case(".git"),
        _ => false,
    };
    let inside = !path.is_empty() && !path.contains(&0) && path_of(path).components().all(fits);
    if inside { Ok(()) } else { Err(Error::invalid("path", "This is no file of the repository.")) }
}

/// How many files, and the first of them as text: what a step says of itself.
pub(super) fn told(picked: &[Changed]) -> (usize, String) {
    (picked.len(), picked.first().map(|changed| String::from_utf8_lossy(&changed.path).into_owned()).unwrap_or_default())
}
