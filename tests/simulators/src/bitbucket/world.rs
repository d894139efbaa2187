//! Everything the simulated server knows, as plain values; nothing here knows HTTP, and Git folders live in `folders`.

mod build;
mod project;
mod pull_request;
mod repository;
mod rights;
mod ssh_key;
mod token;
mod user;
mod webhook;

use std::collections::HashMap;

use super::oauth::Oauth;

pub(crate) use build::Build;
pub(crate) use project::{Project, ProjectId};
pub(crate) use pull_request::{Comment, Participant, PullRequest, PullRequestState, Side, Verdict};
pub use repository::Content;
pub(crate) use repository::{Repository, RepositoryId, slug_of};
pub(crate) use rights::Caller;
pub use rights::{Level, Permission};
pub(crate) use ssh_key::{SshKey, key_fingerprint};
pub(crate) use token::{Token, TokenReach, fresh_secret};
pub(crate) use user::{User, UserId};
pub(crate) use webhook::{Delivery, Got, Sent, Webhook};

#[derive(Clone, Default)]
pub(crate) struct World {
    pub users: Vec<User>,
    pub projects: Vec<Project>,
    pub repositories: Vec<Repository>,
    pub pull_requests: Vec<PullRequest>,
    pub tokens: Vec<Token>,
    pub oauth: Oauth,
    pub keys: Vec<SshKey>,
    pub webhooks: Vec<Webhook>,
    pub builds: Vec<Build>,
    /// Wrong passwords in a row, by user; the CAPTCHA stands when they reach the limit.
    pub failures: HashMap<UserId, u32>,
    /// Repositories a user came from last, newest last.
    pub recent: HashMap<UserId, Vec<RepositoryId>>,
    pub demo_user: Option<UserId>,
    /// Where repositories were before they were moved or renamed, as far as the server still leads from there.
    pub former: Vec<(ProjectId, String, RepositoryId)>,
    next_id: u64,
}

impl World {
    pub fn fresh_id(&mut self) -> u64 {
        self.next_id += 1;
        self.next_id
    }

    pub fn user(&self, id: UserId) -> Option<&User> {
        self.users.iter().find(|user| user.id == id)
    }

    pub fn user_by_name(&self, name: &str) -> Option<&User> {
        self.users.iter().find(|user| user.name.eq_ignore_ascii_case(name))
    }

    pub fn user_by_slug(&self, slug: &str) -> Option<&User> {
        self.users.iter().find(|user| user.slug.eq_ignore_ascii_case(slug))
    }

    pub fn project(&self, id: ProjectId) -> Option<&Project> {
        self.projects.iter().find(|project| project.id == id)
    }

    pub fn project_by_key(&self, key: &str) -> Option<&Project> {
        self.projects.iter().find(|project| project.key.eq_ignore_ascii_case(key))
    }

    pub fn repository(&self, id: RepositoryId) -> Option<&Repository> {
        self.repositories.iter().find(|repository| repository.id == id)
    }

    pub fn repository_by_path(&self, key: &str, slug: &str) -> Option<&Repository> {
        let project = self.project_by_key(key)?.id;
        let found = self.repositories.iter().find(|each| each.project == project && each.slug.eq_ignore_ascii_case(slug));
        found.or_else(|| {
            let was_there = |(of, was, _): &&(ProjectId, String, _)| *of == project && was.eq_ignore_ascii_case(slug);
            self.repository(self.former.iter().find(was_there)?.2)
        })
    }

    pub fn pull_request(&self, target: RepositoryId, number: u64) -> Option<&PullRequest> {
        self.pull_requests.iter().find(|each| each.to.repository == target && each.number == number)
    }

    pub fn pull_request_mut(&mut self, target: RepositoryId, number: u64) -> Option<&mut PullRequest> {
        self.pull_requests.iter_mut().find(|each| each.to.repository == target && each.number == number)
    }

    /// Brings a repository to the front of the list of recently used ones.
    pub fn visit(&mut self, user: UserId, repository: RepositoryId) {
        let list = self.recent.entry(user).or_default();
        list.retain(|each| *each != repository);
        list.push(repository);
    }
}
