//! The file that names submodules.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::error::Error;

/// An entry of `.gitmodules`. Written by others: nothing of it is checked yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) name: String,
    pub(crate) path: String,
    pub(crate) url: String,
    /// False where the file says that it is not to be checked out.
    pub(crate) wanted: bool,
}

/// The entries of a work tree's file, by path. Entries without path or address are left out.
pub(crate) fn read(root: &Path) -> Result<Vec<Entry>, Error> {
    let file = root.join(".gitmodules");
    // A link would read another file of this computer.
    if !fs::symlink_metadata(&file).is_ok_and(|facts| facts.is_file()) {
        return Ok(Vec::new());
    }
    let mut known: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    let config = git2::Config::open(&file)?;
    config.entries(Some("^submodule\\."))?.for_each(|entry| {
        if let (Ok(key), Ok(value)) = (entry.name(), entry.value())
            && let Some((name, variable)) = key.strip_prefix("submodule.").and_then(|rest| rest.rsplit_once('.'))
        {
            known.entry(name.to_owned()).or_default().insert(variable.to_owned(), value.to_owned());
        }
    })?;
    let entry = |(name, mut variables): (String, BTreeMap<String, String>)| {
        let wanted = variables.get("update").is_none_or(|update| update != "none");
        Some(Entry { name, path: variables.remove("path")?, url: variables.remove("url")?, wanted })
    };
    let mut entries: Vec<Entry> = known.into_iter().filter_map(entry).collect();
    entries.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(entries)
}
