//! History: refs, rows and commits of repositories, which are kept open while they are looked at.

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::Core;
use crate::api::history::{Commit, Refs, Rows};
use crate::api::ids::RepositoryId;
use crate::api::{Event, GetCommit, GetRefs, GetRows};
use crate::fault::Fault;
use crate::views;

/// Repositories that stay open: more than anybody looks at at once, few enough for their memory.
const KEPT_OPEN: usize = 8;
/// Rows that one call gives at most.
const ROWS: u32 = 2000;

/// Open repositories, the one used last in front.
#[derive(Default)]
pub(crate) struct OpenRepositories {
    open: Mutex<Vec<Opened>>,
}

struct Opened {
    id: RepositoryId,
    repository: Arc<git::Repository>,
    /// The revision of the rows that were handed out last.
    revision: Option<String>,
    /// Tells when others change it; none while nobody wants to hear of it.
    watch: Option<git::Watch>,
}

impl OpenRepositories {
    fn list(&self) -> MutexGuard<'_, Vec<Opened>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn put(&self, id: RepositoryId, repository: git::Repository) -> Arc<git::Repository> {
        let repository = Arc::new(repository);
        let mut list = self.list();
        let place = list.iter().position(|opened| opened.id == id);
        let (revision, watch) = place.map(|place| list.remove(place)).map_or((None, None), |old| (old.revision, old.watch));
        if let Some(watch) = &watch {
            repository.follow(watch);
        }
        list.insert(0, Opened { id, repository: Arc::clone(&repository), revision, watch });
        list.truncate(KEPT_OPEN);
        repository
    }

    pub(crate) fn close(&self, id: RepositoryId) {
        self.list().retain(|opened| opened.id != id);
    }

    fn get(&self, id: RepositoryId) -> Option<Arc<git::Repository>> {
        let mut list = self.list();
        let place = list.iter().position(|opened| opened.id == id)?;
        let opened = list.remove(place);
        let repository = Arc::clone(&opened.repository);
        list.insert(0, opened);
        Some(repository)
    }

    /// Begins to watch, unless that is done already.
    fn watch(&self, id: RepositoryId, ear: impl Fn() + Send + 'static) {
        let mut list = self.list();
        if let Some(opened) = list.iter_mut().find(|opened| opened.id == id && opened.watch.is_none()) {
            opened.watch = Some(opened.repository.watch(ear));
        }
    }

    /// How changes of others are noticed; none where nobody watches.
    pub(crate) fn watching(&self, id: RepositoryId) -> Option<git::Watching> {
        let list = self.list();
        let watch = list.iter().find(|opened| opened.id == id)?.watch.as_ref()?;
        Some(watch.watching())
    }

    /// True where rows of another revision were handed out before: others may still show them.
    fn moved(&self, id: RepositoryId, revision: &str) -> bool {
        let mut list = self.list();
        let Some(opened) = list.iter_mut().find(|opened| opened.id == id) else { return false };
        let before = opened.revision.replace(revision.to_owned());
        before.is_some_and(|before| before != revision)
    }
}

impl Core {
    /// A known repository, opened and kept open. Blocks.
    pub(crate) fn opened(&self, id: RepositoryId) -> Result<Arc<git::Repository>, Fault> {
        self.find_opened(id, |repository| self.open.put(id, repository))
    }

    /// The same for work that nobody looks at: it is not kept open, and what is stays so with its watch. Blocks.
    pub(crate) fn opened_aside(&self, id: RepositoryId) -> Result<Arc<git::Repository>, Fault> {
        self.find_opened(id, Arc::new)
    }

    fn find_opened(
        &self,
        id: RepositoryId,
        keep: impl FnOnce(git::Repository) -> Arc<git::Repository>,
    ) -> Result<Arc<git::Repository>, Fault> {
        let path = self.records.repositories.read(|known| known.find(id).map(|record| record.path.clone()))?;
        let gone = |path: &Path| Fault::NotFound { what: path.to_string_lossy().into_owned() };
        if !path.is_dir() {
            self.open.close(id);
            return Err(gone(&path));
        }
        if let Some(repository) = self.open.get(id) {
            return Ok(repository);
        }
        let repository = git::Repository::open(&path)?;
        // Opening looks upwards: where the folder lost its own repository, one around it would answer in its name.
        let same = |one: &Path, other: &Path| one.canonicalize().ok() == other.canonicalize().ok();
        if !same(repository.path(), &path) {
            return Err(gone(&path));
        }
        Ok(keep(repository))
    }
}

impl Core {
    /// From now on changes that others make are announced. A terminal, which listens to nothing, watches nothing.
    pub(crate) fn keep_watch(&self, id: RepositoryId) {
        if let Some(announce) = self.announcer() {
            self.open.watch(id, move || announce(Event::RepositoryChanged { id }));
        }
    }
}

pub(crate) async fn get_refs(core: &Core, arguments: GetRefs) -> Result<Refs, Fault> {
    core.blocking(move |core| Ok(views::history::refs(core.opened(arguments.id)?.refs()?))).await
}

pub(crate) async fn get_rows(core: &Core, arguments: GetRows) -> Result<Rows, Fault> {
    core.blocking(move |core| {
        let count = arguments.count.min(ROWS);
        let rows = core.opened(arguments.id)?.rows(arguments.start as usize, count as usize)?;
        let rows = views::history::rows(rows);
        if core.open.moved(arguments.id, &rows.revision) {
            core.announce(Event::RepositoryChanged { id: arguments.id });
        }
        Ok(rows)
    })
    .await
}

pub(crate) async fn get_commit(core: &Core, arguments: GetCommit) -> Result<Commit, Fault> {
    let plain = matches!(arguments.commit.len(), 40 | 64) && arguments.commit.bytes().all(|byte| byte.is_ascii_hexdigit());
    if !plain {
        return Err(Fault::Invalid { field: "commit".into(), why: "A commit is named by its whole id in hex.".into() });
    }
    core.blocking(move |core| Ok(views::history::commit(core.opened(arguments.id)?.commit(&arguments.commit)?))).await
}
