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
    /// The Git folder that its work trees share; none where an older Bough wrote this.
    #[serde(default)]
    pub common: Option<PathBuf>,
    #[serde(default)]
    pub favourite: bool,
    /// The person allowed it to run programs of its own.
    #[serde(default)]
    pub trusted: bool,
    /// The last commit here was signed off: the next one is offered to be.
    #[serde(default)]
    pub sign_off: bool,
    /// Accounts that the person chose to answer for its remotes; at most one for each host, and the same in all its work trees.
    #[serde(default)]
    pub accounts: Vec<AccountId>,
    /// RFC 3339.
    pub opened: String,
}

impl RepositoriesRecord {
    /// Puts a repository in front of the list; it keeps the id it had, and has the accounts of its other work trees.
    pub(crate) fn opened(&mut self, path: &Path, common: &Path, now: String) -> RepositoryId {
        let chosen = self.known.iter().find(|known| known.shares(common)).map(|known| known.accounts.clone());
        let place = self.known.iter().position(|known| known.path == path);
        let mut record = place.map_or_else(
            || RepositoryRecord {
                id: RepositoryId::fresh(),
                path: path.to_owned(),
                common: None,
                favourite: false,
                trusted: false,
                sign_off: false,
                accounts: chosen.unwrap_or_default(),
                opened: String::new(),
            },
            |place| self.known.remove(place),
        );
        record.opened = now;
        record.common = Some(common.to_owned());
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

    /// All known work trees of one repository.
    pub(crate) fn work_trees_mut(&mut self, id: RepositoryId) -> Result<impl Iterator<Item = &mut RepositoryRecord>, Fault> {
        let common = self.find(id)?.common();
        Ok(self.known.iter_mut().filter(move |known| known.shares(&common)))
    }
}

impl RepositoryRecord {
    fn common(&self) -> PathBuf {
        self.common.clone().unwrap_or_else(|| self.path.join(".git"))
    }

    fn shares(&self, common: &Path) -> bool {
        self.common() == common
    }

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
        let first = record.opened(Path::new("/a"), Path::new("/a/.git"), "1".into());
        let second = record.opened(Path::new("/b"), Path::new("/b/.git"), "2".into());
        assert_ne!(first, second);
        assert_eq!(record.opened(Path::new("/a"), Path::new("/a/.git"), "3".into()), first);
        assert_eq!(record.known.iter().map(|known| known.id).collect::<Vec<_>>(), [first, second]);
    }

    #[test]
    fn favourites_outlive_the_limit() {
        let mut record = RepositoriesRecord::default();
        let favourite = record.opened(Path::new("/favourite"), Path::new("/favourite/.git"), "0".into());
        record.find_mut(favourite).expect("just made").favourite = true;
        for number in 0..=REMEMBERED {
            let path = PathBuf::from(format!("/{number}"));
            record.opened(&path, &path.join(".git"), number.to_string());
        }
        assert_eq!(record.known.len(), REMEMBERED);
        assert!(record.find(favourite).is_ok());
    }

    #[test]
    fn work_trees_share_the_accounts_that_were_chosen_also_with_one_of_an_older_file() {
        let mut record = RepositoriesRecord::default();
        let main = record.opened(Path::new("/a"), Path::new("/a/.git"), "1".into());
        record.find_mut(main).expect("just made").common = None;
        let first = AccountId::fresh();
        record.work_trees_mut(main).expect("just made").for_each(|known| known.accounts = vec![first]);
        let linked = record.opened(Path::new("/a.linked"), Path::new("/a/.git"), "2".into());
        let other = record.opened(Path::new("/b"), Path::new("/b/.git"), "3".into());
        let of = |record: &RepositoriesRecord, id| record.find(id).expect("just made").accounts.clone();
        assert_eq!((of(&record, linked), of(&record, other)), (vec![first], vec![]));
        let second = AccountId::fresh();
        record.work_trees_mut(linked).expect("just made").for_each(|known| known.accounts = vec![second]);
        assert_eq!((of(&record, main), of(&record, other)), (vec![second], vec![]));
    }
}
