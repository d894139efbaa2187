//! `repositories.json`: repositories that were opened or cloned once, and clones under way.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::api::ids::{AccountId, RepositoryId};
use crate::api::repositories::KnownRepository;
use crate::fault::Fault;

/// How many repositories are remembered; the ones opened longest ago go first, favourites stay.
const REMEMBERED: usize = 500;

/// What is known about repositories on this computer.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct RepositoriesRecord {
    /// Last opened first.
    pub known: Vec<RepositoryRecord>,
    /// Folders in which a clone was under way: the next start clears what a crash left there.
    pub cloning: Vec<PathBuf>,
}

/// One repository.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RepositoryRecord {
    pub id: RepositoryId,
    /// The work tree, or the Git folder of a bare one.
    pub path: PathBuf,
    #[serde(default)]
    pub favourite: bool,
    /// The person allowed it to run programs of its own.
    #[serde(default)]
    pub trusted: bool,
    /// The last commit here was signed off: the next one is offered to be.
    #[serde(default)]
    pub sign_off: bool,
    /// Accounts that the person chose to answer for its remotes; at most one for each host.
    #[serde(default)]
    pub accounts: Vec<AccountId>,
    /// RFC 3339.
    pub opened: String,
}

impl RepositoriesRecord {
    /// Puts a repository in front of the list; it keeps the id it had.
    pub(crate) fn opened(&mut self, path: &Path, now: String) -> RepositoryId {
        let place = self.known.iter().position(|known| known.path == path);
        let mut record = place.map_or_else(
            || RepositoryRecord {
                id: RepositoryId::fresh(),
                path: path.to_owned(),
                favourite: false,
                trusted: false,
                sign_off: false,
                accounts: Vec::new(),
                opened: String::new(),
            },
            |place| self.known.remove(place),
        );
        record.opened = now;
        let id = record.id;
        self.known.insert(0, record);
        while self.known.len() > REMEMBERED {
            let Some(oldest) = self.known.iter().rposition(|known| !known.favourite) else { break };
            self.known.remove(oldest);
        }
        id
    }

    pub(crate) fn find(&self, id: RepositoryId) -> Result<&RepositoryRecord, Fault> {
        self.known.iter().find(|known| known.id == id).ok_or_else(unknown)
    }

    pub(crate) fn find_mut(&mut self, id: RepositoryId) -> Result<&mut RepositoryRecord, Fault> {
        self.known.iter_mut().find(|known| known.id == id).ok_or_else(unknown)
    }
}

impl RepositoryRecord {
    /// As the contract shows it; `missing` is asked of the disk.
    pub(crate) fn view(&self) -> KnownRepository {
        KnownRepository {
            id: self.id,
            name: name_of(&self.path),
            path: self.path.to_string_lossy().into_owned(),
            favourite: self.favourite,
            opened: self.opened.clone(),
            missing: !self.path.is_dir(),
        }
    }
}

/// The folder's name, to be shown.
pub(crate) fn name_of(path: &Path) -> String {
    path.file_name().map_or_else(|| path.to_string_lossy().into_owned(), |name| name.to_string_lossy().into_owned())
}

fn unknown() -> Fault {
    Fault::NotFound { what: "the repository".into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opening_again_keeps_the_id_and_moves_to_the_front() {
        let mut record = RepositoriesRecord::default();
        let first = record.opened(Path::new("/a"), "1".into());
        let second = record.opened(Path::new("/b"), "2".into());
        assert_ne!(first, second);
        assert_eq!(record.opened(Path::new("/a"), "3".into()), first);
        assert_eq!(record.known.iter().map(|known| known.id).collect::<Vec<_>>(), [first, second]);
    }

    #[test]
    fn favourites_outlive_the_limit() {
        let mut record = RepositoriesRecord::default();
        let favourite = record.opened(Path::new("/favourite"), "0".into());
        record.find_mut(favourite).expect("just made").favourite = true;
        for number in 0..=REMEMBERED {
            record.opened(Path::new(&format!("/{number}")), number.to_string());
        }
        assert_eq!(record.known.len(), REMEMBERED);
        assert!(record.find(favourite).is_ok());
    }
}
