//! Scopes: what an application may ask for. Those of repositories include the lower ones.

use crate::bitbucket::world::Level;

/// As the contract names them, in the order of what they include.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    PublicRepos,
    AccountWrite,
    RepoRead,
    RepoWrite,
    RepoAdmin,
    ProjectAdmin,
}

const ALL: [(Scope, &str); 6] = [
    (Scope::PublicRepos, "PUBLIC_REPOS"),
    (Scope::AccountWrite, "ACCOUNT_WRITE"),
    (Scope::RepoRead, "REPO_READ"),
    (Scope::RepoWrite, "REPO_WRITE"),
    (Scope::RepoAdmin, "REPO_ADMIN"),
    (Scope::ProjectAdmin, "PROJECT_ADMIN"),
];

impl Scope {
    pub fn name(self) -> &'static str {
        ALL.iter().find(|(scope, _)| *scope == self).map_or("", |(_, name)| name)
    }

    /// Its place among those of repositories; none for the account's.
    fn rank(self) -> Option<usize> {
        [Self::PublicRepos, Self::RepoRead, Self::RepoWrite, Self::RepoAdmin, Self::ProjectAdmin]
            .iter()
            .position(|each| *each == self)
    }
}

/// A list with spaces; none where a name is unknown or there is none at all.
pub(super) fn read(text: &str) -> Option<Vec<Scope>> {
    let one = |name: &str| ALL.iter().find(|(_, known)| *known == name).map(|(scope, _)| *scope);
    let scopes: Option<Vec<Scope>> = text.split_whitespace().map(one).collect();
    scopes.filter(|scopes| !scopes.is_empty())
}

/// True where one of `held` is the scope or includes it.
pub(crate) fn within(scope: Scope, held: &[Scope]) -> bool {
    held.iter().any(|held| *held == scope || held.rank().zip(scope.rank()).is_some_and(|(held, scope)| held >= scope))
}

pub(super) fn repository_level(scopes: &[Scope]) -> Option<Level> {
    let levels = [(Scope::RepoAdmin, Level::Admin), (Scope::RepoWrite, Level::Write), (Scope::RepoRead, Level::Read)];
    levels.into_iter().find(|(scope, _)| within(*scope, scopes)).map(|(_, level)| level)
}

pub(super) fn project_level(scopes: &[Scope]) -> Option<Level> {
    let levels = [(Scope::ProjectAdmin, Level::Admin), (Scope::RepoRead, Level::Read)];
    levels.into_iter().find(|(scope, _)| within(*scope, scopes)).map(|(_, level)| level)
}
