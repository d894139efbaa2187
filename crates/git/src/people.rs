//! Who wrote commits here, to be named as co-authors.

use std::collections::HashSet;

use git2::{Repository, Sort};

use crate::changes::tip;
use crate::error::Error;

/// Commits that are looked at: enough for everybody who still works on it, few enough for a key press.
const LOOKED_AT: usize = 2_000;

/// Names and e-mail addresses of those who wrote the last commits, whoever did so last in front. One for each address.
pub(crate) fn list(git: &Repository) -> Result<Vec<(String, String)>, Error> {
    let Some(tip) = tip(git)? else { return Ok(Vec::new()) };
    let mut walk = git.revwalk()?;
    walk.set_sorting(Sort::TIME)?;
    walk.push(tip.id())?;
    let (mut seen, mut people) = (HashSet::new(), Vec::new());
    for id in walk.take(LOOKED_AT) {
        let commit = git.find_commit(id?)?;
        let author = commit.author();
        // What is no text can't be written into a trailer.
        let (Ok(name), Ok(email)) = (author.name(), author.email()) else { continue };
        let (name, email) = (name.trim(), email.trim());
        if !name.is_empty() && !email.is_empty() && seen.insert(email.to_lowercase()) {
            people.push((name.to_owned(), email.to_owned()));
        }
    }
    Ok(people)
}
