//! Taking changes out of the index. The files stay as they are.

use super::choice::{self, Choice};
use super::compose::Chosen;
use super::lines::Lines;
use super::list::{self, Changed};
use super::{Side, head_tree};
use crate::error::Error;
use crate::modes::{self, FILE};
use crate::names::path_of;
use crate::undo::{Deed, Scope, Work, blank};

/// As [`crate::Repository::unstage`].
pub(super) fn unstage(work: &mut Work<'_>, choice: &Choice) -> Result<(), Error> {
    match choice {
        Choice::Lines { path, revision, removed, added } => lines(work, path, revision, &Chosen::new(removed, added)),
        Choice::All => {
            let all = list::staged(work.git, &work.index, None)?;
            whole(work, &all)
        }
        Choice::Paths(paths) => {
            let picked = choice::pick(list::staged(work.git, &work.index, None)?, paths)?;
            whole(work, &picked)
        }
    }
}

fn whole(work: &mut Work<'_>, picked: &[Changed]) -> Result<(), Error> {
    // A moved file is two entries.
    let entries: Vec<Vec<u8>> =
        picked.iter().flat_map(|changed| [Some(changed.path.clone()), changed.before.clone()]).flatten().collect();
    let (files, first) = choice::told(picked);
    let scope = Scope { entries: entries.clone(), ..Scope::default() };
    work.step(&Deed::Unstage { files, first }, &scope, |work| entries.iter().try_for_each(|path| reset(work, path)))
}

/// The entry becomes what the last commit has.
fn reset(work: &mut Work<'_>, path: &[u8]) -> Result<(), Error> {
    let name = path_of(path);
    let entry = match head_tree(work.git)?.map(|tree| tree.get_path(&name)) {
        Some(Ok(entry)) if entry.kind() != Some(git2::ObjectType::Tree) => entry,
        Some(Err(error)) if error.code() != git2::ErrorCode::NotFound => return Err(error.into()),
        _ => return Ok(work.index.remove_path(&name)?),
    };
    let mut entry = blank(path, modes::of(&entry), entry.id());
    crate::stat::refresh(work.git, &mut entry)?;
    work.index.add(&entry)
}

fn lines(work: &mut Work<'_>, path: &[u8], revision: &str, chosen: &Chosen) -> Result<(), Error> {
    let Lines { before, after, composed } = Lines::choose(work, Side::Staged, path, revision, chosen, true)?;
    let scope = Scope { entries: vec![path.to_vec()], ..Scope::default() };
    let first = String::from_utf8_lossy(path).into_owned();
    work.step(&Deed::Unstage { files: 1, first }, &scope, |work| {
        if composed.whole {
            return Ok(());
        }
        match (&before, &after) {
            // Nothing of a new file is left.
            (None, _) if composed.untouched => Ok(work.index.remove_path(&path_of(path))?),
            _ => {
                let mode = after.as_ref().or(before.as_ref()).map_or(FILE, |version| version.mode);
                let mut entry = blank(path, mode, work.git.blob(&composed.bytes)?);
                crate::stat::refresh(work.git, &mut entry)?;
                work.index.add(&entry)
            }
        }
    })
}
