//! The things that lists hold: what each is called among its kind, what it is found by, and with what it is forgotten.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::api::pull_requests::PullRequest;
use crate::api::repositories::{HostBranch, HostRepository, Project, RepositoryPath};

/// Something that lists of a host hold.
pub(crate) trait Thing: Serialize + DeserializeOwned + Send + Sync + 'static {
    /// Its kind in the cache.
    const KIND: &'static str;
    /// Its name among its kind; `of` is the repository that was asked about.
    fn key(&self, of: Option<&str>) -> String;
    /// The repository with which it is forgotten.
    fn about(&self, of: Option<&str>) -> Option<String>;
    /// What it is found by.
    fn words(&self) -> String;

    /// As it is kept; none for what can't be written.
    fn entry(&self, of: Option<&str>) -> Option<store::Entry> {
        let body = serde_json::to_string(self).ok()?;
        Some(store::Entry { kind: Self::KIND, key: self.key(of), about: self.about(of), words: folded(&self.words()), body })
    }

    /// As it was kept; none for what another Bough wrote.
    fn restored(kept: &store::Remembered) -> Option<Self> {
        serde_json::from_str(&kept.body).ok()
    }
}

/// How texts and what is searched in them are compared.
pub(super) fn folded(text: &str) -> String {
    text.to_lowercase()
}

/// A repository's name in the cache.
pub(crate) fn name_of(path: &RepositoryPath) -> String {
    format!("{}/{}", path.project, path.slug)
}

impl Thing for Project {
    const KIND: &'static str = "project";

    fn key(&self, _: Option<&str>) -> String {
        self.key.clone()
    }

    fn about(&self, _: Option<&str>) -> Option<String> {
        None
    }

    fn words(&self) -> String {
        format!("{} {}", self.key, self.name)
    }
}

impl Thing for HostRepository {
    const KIND: &'static str = "repository";

    fn key(&self, _: Option<&str>) -> String {
        name_of(&self.path)
    }

    fn about(&self, _: Option<&str>) -> Option<String> {
        Some(name_of(&self.path))
    }

    fn words(&self) -> String {
        format!("{} {} {} {}", self.path.project, self.path.slug, self.project_name, self.name)
    }
}

impl Thing for HostBranch {
    const KIND: &'static str = "branch";

    fn key(&self, of: Option<&str>) -> String {
        format!("{}:{}", of.unwrap_or_default(), self.name)
    }

    fn about(&self, of: Option<&str>) -> Option<String> {
        of.map(Into::into)
    }

    fn words(&self) -> String {
        self.name.clone()
    }
}

impl Thing for PullRequest {
    const KIND: &'static str = "pull request";

    fn key(&self, _: Option<&str>) -> String {
        pull_request_key(&self.repository, self.number)
    }

    fn about(&self, _: Option<&str>) -> Option<String> {
        Some(name_of(&self.repository))
    }

    fn words(&self) -> String {
        format!("{} {}", self.number, self.title)
    }
}

/// A pull request's name in the cache.
pub(super) fn pull_request_key(repository: &RepositoryPath, number: u64) -> String {
    format!("{}#{number}", name_of(repository))
}
