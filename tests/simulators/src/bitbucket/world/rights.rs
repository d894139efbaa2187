//! Who may do what: users' rights on projects and repositories, capped by the token they came with.

use super::{Project, ProjectId, Repository, Token, TokenReach, UserId, World};

/// A level of access; a higher one includes the lower ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// See and clone.
    Read,
    /// Push, edit pull requests.
    Write,
    /// Settings and permissions.
    Admin,
}

impl Level {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Read => "READ",
            Self::Write => "WRITE",
            Self::Admin => "ADMIN",
        }
    }

    pub(crate) fn read(text: &str) -> Option<Self> {
        [Self::Read, Self::Write, Self::Admin].into_iter().find(|each| each.name() == text)
    }
}

/// A permission as tokens and filters name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
    /// `PROJECT_READ`, `PROJECT_WRITE`, `PROJECT_ADMIN`.
    Project(Level),
    /// `REPO_READ`, `REPO_WRITE`, `REPO_ADMIN`.
    Repository(Level),
}

impl Permission {
    pub(crate) fn read(text: &str) -> Option<Self> {
        if let Some(level) = text.strip_prefix("PROJECT_") {
            return Level::read(level).map(Self::Project);
        }
        Level::read(text.strip_prefix("REPO_")?).map(Self::Repository)
    }

    pub(crate) fn name(self) -> String {
        match self {
            Self::Project(level) => format!("PROJECT_{}", level.name()),
            Self::Repository(level) => format!("REPO_{}", level.name()),
        }
    }
}

/// Who is asking: a user or nobody, with or without a token.
#[derive(Clone, Default)]
pub(crate) struct Caller {
    pub user: Option<UserId>,
    pub token: Option<Token>,
    /// Public projects are open to callers without a name.
    pub anonymous_access: bool,
}

impl World {
    /// What the user may do in the project, tokens aside.
    fn own_project_level(&self, user: UserId, project: &Project) -> Option<Level> {
        if self.user(user).is_some_and(|user| user.system_admin) || project.owner == Some(user) {
            return Some(Level::Admin);
        }
        let public = project.public.then_some(Level::Read);
        project.rights.get(&user).copied().max(project.default_level).max(public)
    }

    /// What the user may do in the repository, tokens aside.
    pub fn own_repository_level(&self, user: UserId, repository: &Repository) -> Option<Level> {
        let project = self.project(repository.project)?;
        let public = repository.public.then_some(Level::Read);
        self.own_project_level(user, project).max(repository.rights.get(&user).copied()).max(public)
    }

    pub fn repository_level(&self, caller: &Caller, repository: &Repository) -> Option<Level> {
        let Some(user) = caller.user else {
            let public = repository.public || self.project(repository.project).is_some_and(|project| project.public);
            return (caller.anonymous_access && public).then_some(Level::Read);
        };
        let Some(token) = &caller.token else { return self.own_repository_level(user, repository) };
        match token.reach {
            TokenReach::User => self.own_repository_level(user, repository).min(token.repository_level),
            TokenReach::Project(id) if id == repository.project => token.repository_level,
            TokenReach::Repository(id) if id == repository.id => token.repository_level,
            TokenReach::Project(_) | TokenReach::Repository(_) => repository.public.then_some(Level::Read),
        }
    }

    pub fn project_level(&self, caller: &Caller, project: &Project) -> Option<Level> {
        let Some(user) = caller.user else { return (caller.anonymous_access && project.public).then_some(Level::Read) };
        let Some(token) = &caller.token else { return self.own_project_level(user, project) };
        match token.reach {
            TokenReach::User => self.own_project_level(user, project).min(token.project_level),
            TokenReach::Project(id) if id == project.id => token.project_level,
            TokenReach::Project(_) | TokenReach::Repository(_) => project.public.then_some(Level::Read),
        }
    }

    /// A project shows to whoever may read it or any repository in it.
    pub fn sees_project(&self, caller: &Caller, project: &Project) -> bool {
        self.project_level(caller, project).is_some() || self.sees_repository_in(caller, project.id)
    }

    fn sees_repository_in(&self, caller: &Caller, project: ProjectId) -> bool {
        self.repositories
            .iter()
            .any(|repository| repository.project == project && self.repository_level(caller, repository).is_some())
    }
}
