//! Repositories on hosts and here, as the contract shows them.

use crate::api::application::Protocol;
use crate::api::repositories::{CloneUrl, ForkSync, HostBranch, HostRepository, Project, RepositoryPath, RepositoryScope};

pub(crate) fn project(project: forge::Project) -> Project {
    Project { key: project.key, name: project.name, description: project.description, personal: project.personal }
}

pub(crate) fn repository(found: forge::Repository) -> HostRepository {
    HostRepository {
        path: path(found.path),
        name: found.name,
        project_name: found.project_name,
        description: found.description,
        personal: found.personal,
        public: found.public,
        archived: found.archived,
        forked_from: found.forked_from.map(path),
        origin_hidden: found.origin_hidden,
        clone_urls: found.clone_urls.into_iter().map(clone_url).collect(),
        url: found.url.to_string(),
    }
}

pub(crate) fn fork_sync(sync: forge::ForkSync) -> ForkSync {
    ForkSync {
        available: sync.available,
        enabled: sync.enabled,
        last: sync.last.map(|time| time.to_string()),
        ahead: sync.ahead,
        diverged: sync.diverged,
        orphaned: sync.orphaned,
    }
}

pub(crate) fn branch(branch: forge::Branch) -> HostBranch {
    HostBranch { name: branch.name, commit: branch.commit, default: branch.default }
}

pub(crate) fn path(path: forge::RepositoryPath) -> RepositoryPath {
    RepositoryPath { project: path.project, slug: path.slug }
}

pub(crate) fn path_of(path: RepositoryPath) -> forge::RepositoryPath {
    forge::RepositoryPath { project: path.project, slug: path.slug }
}

pub(crate) fn scope(scope: RepositoryScope) -> forge::RepositoryScope {
    match scope {
        RepositoryScope::Personal => forge::RepositoryScope::Personal,
        RepositoryScope::Recent => forge::RepositoryScope::Recent,
        RepositoryScope::All => forge::RepositoryScope::All,
        RepositoryScope::Project { key } => forge::RepositoryScope::Project { key },
    }
}

pub(crate) fn protocol_of(protocol: Protocol) -> forge::Protocol {
    match protocol {
        Protocol::Https => forge::Protocol::Https,
        Protocol::Ssh => forge::Protocol::Ssh,
    }
}

fn clone_url(url: forge::CloneUrl) -> CloneUrl {
    let protocol = match url.protocol {
        forge::Protocol::Https => Protocol::Https,
        forge::Protocol::Ssh => Protocol::Ssh,
    };
    CloneUrl { protocol, url: url.url }
}
