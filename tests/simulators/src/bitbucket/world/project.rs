//! Projects: named shelves of repositories with rights of their own; a personal project belongs to one user.

use std::collections::BTreeMap;

use super::{Level, UserId, World};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct ProjectId(pub u64);

#[derive(Clone)]
pub(crate) struct Project {
    pub id: ProjectId,
    pub key: String,
    pub name: String,
    pub description: Option<String>,
    pub public: bool,
    pub owner: Option<UserId>,
    pub rights: BTreeMap<UserId, Level>,
    /// What every signed-in user may do here.
    pub default_level: Option<Level>,
    /// Nothing may be made in it for now.
    pub locked: bool,
}

impl World {
    pub fn add_project(&mut self, key: &str, name: &str, description: Option<&str>) -> ProjectId {
        let id = ProjectId(self.fresh_id());
        self.projects.push(Project {
            id,
            key: key.into(),
            name: name.into(),
            description: description.map(Into::into),
            public: false,
            owner: None,
            rights: BTreeMap::new(),
            default_level: None,
            locked: false,
        });
        id
    }

    /// The personal project of a user, made on first use; its key is `~` and the slug in capitals.
    pub fn personal_project(&mut self, owner: UserId) -> Option<ProjectId> {
        if let Some(project) = self.projects.iter().find(|project| project.owner == Some(owner)) {
            return Some(project.id);
        }
        let user = self.user(owner)?.clone();
        let id = self.add_project(&format!("~{}", user.slug.to_uppercase()), &user.display_name, None);
        self.change_project(id, |project| {
            project.owner = Some(owner);
            project.rights.insert(owner, Level::Admin);
        });
        Some(id)
    }

    pub fn grant(&mut self, id: ProjectId, user: UserId, level: Level) {
        self.change_project(id, |project| {
            project.rights.insert(user, level);
        });
    }

    pub fn change_project(&mut self, id: ProjectId, change: impl FnOnce(&mut Project)) {
        if let Some(project) = self.projects.iter_mut().rev().find(|project| project.id == id) {
            change(project);
        }
    }
}
