//! Adding to a scenario: more people, projects, repositories and rights than the ready ones have.

use std::collections::BTreeMap;

use super::Scenario;
use crate::Error;
use crate::bitbucket::world::{Content, Level, ProjectId, RepositoryId, UserId, World};

/// A repository by `KEY/slug`.
pub(crate) fn repository_id(world: &World, path: &str) -> Result<RepositoryId, Error> {
    let found = path.split_once('/').and_then(|(key, slug)| world.repository_by_path(key, slug));
    found.map(|each| each.id).ok_or_else(|| Error::Unknown { what: "repository", name: path.into() })
}

pub(crate) fn project_id(world: &World, key: &str) -> Result<ProjectId, Error> {
    world.project_by_key(key).map(|each| each.id).ok_or_else(|| Error::Unknown { what: "project", name: key.into() })
}

pub(crate) fn user_id(world: &World, name: &str) -> Result<UserId, Error> {
    world.user_by_name(name).map(|each| each.id).ok_or_else(|| Error::Unknown { what: "user", name: name.into() })
}

/// Sets what a user may do in `KEY` or `KEY/slug`; `None` takes the right away.
pub(crate) fn permit(world: &mut World, user: &str, place: &str, level: Option<Level>) -> Result<(), Error> {
    let user = user_id(world, user)?;
    let set = |rights: &mut BTreeMap<UserId, Level>| {
        if let Some(level) = level {
            rights.insert(user, level);
        } else {
            rights.remove(&user);
        }
    };
    if place.contains('/') {
        let id = repository_id(world, place)?;
        world.change_repository(id, |repository| set(&mut repository.rights));
    } else {
        let id = project_id(world, place)?;
        world.change_project(id, |project| set(&mut project.rights));
    }
    Ok(())
}

impl Scenario {
    /// Adds a user; the e-mail address is made from the name.
    #[must_use]
    pub fn user(mut self, name: &str, display_name: &str) -> Self {
        self.world.add_user(name, display_name);
        self
    }

    /// Gives a user a password, for Basic sign-in.
    pub fn password(mut self, user: &str, password: &str) -> Result<Self, Error> {
        let id = user_id(&self.world, user)?;
        self.world.change_user(id, |user| user.password = Some(password.into()));
        Ok(self)
    }

    /// Adds a project that nobody may see yet.
    #[must_use]
    pub fn project(mut self, key: &str, name: &str) -> Self {
        self.world.add_project(key, name, None);
        self
    }

    /// Adds a repository to a project.
    pub fn repository(mut self, key: &str, name: &str, content: Content) -> Result<Self, Error> {
        let project = project_id(&self.world, key)?;
        self.world.add_repository(project, name, content);
        Ok(self)
    }

    /// Sets what a user may do in a project (`KEY`) or repository (`KEY/slug`).
    pub fn permit(mut self, user: &str, place: &str, level: Level) -> Result<Self, Error> {
        permit(&mut self.world, user, place, Some(level))?;
        Ok(self)
    }

    /// Makes a project or repository public.
    pub fn public(mut self, place: &str) -> Result<Self, Error> {
        if place.contains('/') {
            let id = repository_id(&self.world, place)?;
            self.world.change_repository(id, |each| each.public = true);
        } else {
            let id = project_id(&self.world, place)?;
            self.world.change_project(id, |each| each.public = true);
        }
        Ok(self)
    }
}
