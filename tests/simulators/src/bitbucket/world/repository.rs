//! Repositories as the REST interface knows them; what is in them is described by `Content` and made into a folder when needed.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::{Level, ProjectId, UserId, World};
use crate::bitbucket::story::Story;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct RepositoryId(pub u64);

/// What a repository holds when its folder is made.
#[derive(Clone)]
pub enum Content {
    /// Nothing: no commit, no branch.
    Empty,
    /// A written history.
    Story(Arc<Story>),
    /// A handful of commits, different for each number.
    Small(u64),
    /// An existing bare repository, served in place (for measurements with large ones).
    Folder(PathBuf),
}

#[derive(Clone)]
pub(crate) struct Repository {
    pub id: RepositoryId,
    pub project: ProjectId,
    pub slug: String,
    pub name: String,
    pub description: Option<String>,
    pub public: bool,
    pub forkable: bool,
    pub archived: bool,
    /// When the fork was brought in step with its origin, if that is switched on.
    pub synced: Option<i64>,
    pub origin: Option<RepositoryId>,
    pub default_branch: String,
    pub rights: BTreeMap<UserId, Level>,
    pub content: Content,
    pub default_reviewers: Vec<UserId>,
    /// Shared by a repository and all its forks.
    pub hierarchy: String,
}

/// Slug of a repository name: lower case, spaces become hyphens.
pub(crate) fn slug_of(name: &str) -> String {
    name.to_lowercase().chars().map(|c| if c.is_ascii_alphanumeric() || "-_.".contains(c) { c } else { '-' }).collect()
}

impl World {
    pub fn add_repository(&mut self, project: ProjectId, name: &str, content: Content) -> RepositoryId {
        let id = RepositoryId(self.fresh_id());
        let digest = Sha256::digest(id.0.to_be_bytes());
        let hierarchy = digest.iter().take(10).fold(String::new(), |all, byte| format!("{all}{byte:02x}"));
        self.repositories.push(Repository {
            id,
            project,
            slug: slug_of(name),
            name: name.into(),
            description: None,
            public: false,
            forkable: true,
            archived: false,
            synced: None,
            origin: None,
            default_branch: "main".into(),
            rights: BTreeMap::new(),
            content,
            default_reviewers: Vec::new(),
            hierarchy,
        });
        id
    }

    pub fn add_fork(&mut self, project: ProjectId, origin: RepositoryId, content: Content) -> RepositoryId {
        let (name, description, hierarchy) = self.repository(origin).map_or_else(Default::default, |repository| {
            (repository.name.clone(), repository.description.clone(), repository.hierarchy.clone())
        });
        let id = self.add_repository(project, &name, content);
        self.change_repository(id, |fork| {
            fork.origin = Some(origin);
            fork.description = description;
            fork.hierarchy = hierarchy;
        });
        id
    }

    pub fn change_repository(&mut self, id: RepositoryId, change: impl FnOnce(&mut Repository)) {
        if let Some(repository) = self.repositories.iter_mut().rev().find(|each| each.id == id) {
            change(repository);
        }
    }
}
