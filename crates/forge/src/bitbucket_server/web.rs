//! Addresses of pages, and the words on them.

use url::Url;

use super::rest::below;
use crate::model::destinations::{Destination, Target};
use crate::model::hosts::{Pages, PermissionAdvice, TokenAbility};
use crate::model::repositories::RepositoryPath;

/// Pages of a server for the browser.
pub(crate) fn pages(base: &Url) -> Pages {
    Pages {
        token: net::join(base, "plugins/servlet/access-tokens/add"),
        ssh_keys: net::join(base, "plugins/servlet/ssh/account/keys"),
        sign_in: net::join(base, "login"),
    }
}

/// What to choose on the token page. The levels include the lower ones; nothing lets a token add SSH keys for certain.
pub(crate) fn permissions() -> Vec<PermissionAdvice> {
    use TokenAbility as A;
    let advice = |permission: &str, unlocks: &[A], optional| PermissionAdvice {
        permission: permission.to_owned(),
        unlocks: unlocks.to_vec(),
        optional,
    };
    vec![
        advice("Project permissions: read", &[A::Identity, A::ReadRepositories], false),
        advice("Repository permissions: write", &[A::ReadRepositories, A::ReadPullRequests, A::WriteRepositories], false),
        advice("Project permissions: admin", &[A::CreateRepositories], true),
        advice("Repository permissions: admin", &[A::AdministerRepositories], true),
    ]
}

/// Where Git finds a repository.
pub(crate) fn clone_address(base: &Url, path: &RepositoryPath) -> Url {
    below(base, "scm", &[&path.project.to_lowercase(), &format!("{}.git", path.slug)])
}

/// The page that shows something in a repository: the way back from [`super::locate`].
pub(crate) fn page(base: &Url, Destination { path, target }: &Destination) -> Url {
    match target {
        Target::Repository => repository(base, path),
        Target::Revision { name } => shown_at(repository(base, path), name),
        Target::Commit { id } => at(base, path, &["commits", id]),
        Target::File { path: file, at: revision, lines } => {
            let mut url = repository(base, path);
            net::extend(&mut url, file.split('/'));
            if let Some(revision) = revision {
                url = shown_at(url, revision);
            }
            let lines = lines.map(|(from, to)| if from == to { from.to_string() } else { format!("{from}-{to}") });
            url.set_fragment(lines.as_deref());
            url
        }
        Target::PullRequest { number } => pull_request(base, path, *number),
    }
}

fn shown_at(mut page: Url, revision: &str) -> Url {
    page.query_pairs_mut().append_pair("at", revision);
    page
}

/// A repository's page.
pub(super) fn repository(base: &Url, path: &RepositoryPath) -> Url {
    at(base, path, &["browse"])
}

/// A pull request's page.
pub(super) fn pull_request(base: &Url, path: &RepositoryPath, number: u64) -> Url {
    at(base, path, &["pull-requests", &number.to_string(), "overview"])
}

/// A commit's page.
pub(super) fn commit(base: &Url, path: &RepositoryPath, commit: &str) -> Url {
    at(base, path, &["commits", commit])
}

fn at(base: &Url, path: &RepositoryPath, rest: &[&str]) -> Url {
    let (kind, owner) = match path.project.strip_prefix('~') {
        Some(user) => ("users", user),
        None => ("projects", path.project.as_str()),
    };
    let mut url = below(base, kind, &[owner, "repos", &path.slug]);
    net::extend(&mut url, rest.iter().copied());
    url
}

#[cfg(test)]
mod tests {
    use super::*;

    fn base() -> Url {
        Url::parse("https://git.example.com/bitbucket/").expect("a test address")
    }

    #[test]
    fn pages_keep_the_context_path() {
        let pages = pages(&base());
        assert_eq!(pages.token.as_str(), "https://git.example.com/bitbucket/plugins/servlet/access-tokens/add");
        assert_eq!(pages.ssh_keys.as_str(), "https://git.example.com/bitbucket/plugins/servlet/ssh/account/keys");
        assert_eq!(pages.sign_in.as_str(), "https://git.example.com/bitbucket/login");
    }

    #[test]
    fn repositories_live_below_projects_or_users() {
        let path = |project: &str| RepositoryPath { project: project.to_owned(), slug: "app".to_owned() };
        let url = repository(&base(), &path("PRJ"));
        assert_eq!(url.as_str(), "https://git.example.com/bitbucket/projects/PRJ/repos/app/browse");
        let url = pull_request(&base(), &path("~ann"), 7);
        assert_eq!(url.as_str(), "https://git.example.com/bitbucket/users/ann/repos/app/pull-requests/7/overview");
    }

    #[test]
    fn least_privilege_is_enough_for_daily_work() {
        let advice = permissions();
        let needed: Vec<&str> = advice.iter().filter(|it| !it.optional).map(|it| it.permission.as_str()).collect();
        assert_eq!(needed, ["Project permissions: read", "Repository permissions: write"]);
        let unlocked: Vec<TokenAbility> = advice.iter().filter(|it| !it.optional).flat_map(|it| it.unlocks.clone()).collect();
        assert!(unlocked.contains(&TokenAbility::ReadPullRequests) && unlocked.contains(&TokenAbility::WriteRepositories));
    }
}
