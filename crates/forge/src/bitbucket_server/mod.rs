//! Bitbucket Server and Data Center, 7.21 to 10.x; older ones as far as they go.
//!
//! Facts about the server are those of Atlassian's documentation and of recorded answers; quirks name their versions.

mod abilities;
mod builds;
mod condition;
mod convert;
mod create;
mod faults;
mod forks;
mod hook_wire;
mod identity;
mod lenient;
mod locate;
mod oauth;
mod paging;
mod probing;
mod pull_requests;
mod repositories;
mod rest;
mod ssh_keys;
mod web;
mod webhooks;
mod wire;

#[cfg(test)]
mod mutilated;
#[cfg(test)]
mod recordings;
#[cfg(test)]
mod shapes;

use std::sync::{Arc, OnceLock};

use async_trait::async_trait;
use secrecy::SecretString;
use url::Url;

pub(crate) use condition::{greet, is_cloud};
pub(crate) use locate::{locate, short_name};
pub(crate) use oauth::{begin, check, exchange, is_there, refresh, registration_page, revoke, scopes};
pub(crate) use probing::{likeliest, probe};
pub(crate) use rest::git_credential;
pub(crate) use web::{clone_address, page, pages, permissions};

use crate::error::Error;
use crate::model::builds::BuildStatus;
use crate::model::condition::{Budget, SshSettings};
use crate::model::hosts::{AbilityCheck, User};
use crate::model::keys::KeyUpload;
use crate::model::page::{Page, PageRequest};
use crate::model::pull_requests::{PullRequest, PullRequestFilter};
use crate::model::repositories::{
    Branch, ForkDraft, ForkSync, MadeRepository, Project, Repository, RepositoryDraft, RepositoryPath, RepositoryScope,
};
use crate::model::webhooks::{Deliveries, Delivery, Webhook, WebhookDraft, WebhookSecret};
use crate::{Forge, Renewal};
use rest::Rest;

/// An account on a Bitbucket server.
pub(crate) struct Bitbucket {
    rest: Rest,
    /// The first number of the server's version; 0 where it can't be read.
    generation: u32,
    /// Who we are, once it was asked.
    me: OnceLock<User>,
}

impl Bitbucket {
    pub(crate) fn new(client: net::Client, base_url: Url, version: &str, token: &SecretString) -> Self {
        let generation = version.split('.').next().and_then(|number| number.parse().ok()).unwrap_or(0);
        Self { rest: Rest::new(client, base_url, token), generation, me: OnceLock::new() }
    }

    /// Another token is got where one is refused before its time.
    pub(crate) fn renewed_by(mut self, renewal: Arc<dyn Renewal>) -> Self {
        self.rest.renew_by(renewal);
        self
    }

    /// Who we are, asked at most once.
    async fn me(&self) -> Result<&User, Error> {
        if let Some(me) = self.me.get() {
            return Ok(me);
        }
        let me = identity::identity(&self.rest).await?;
        Ok(self.me.get_or_init(|| me))
    }

    /// The key of the account's own project.
    async fn own_project(&self) -> Result<String, Error> {
        Ok(format!("~{}", self.me().await?.slug))
    }
}

#[async_trait]
impl Forge for Bitbucket {
    async fn identity(&self) -> Result<User, Error> {
        let me = identity::identity(&self.rest).await?;
        let _ = self.me.set(me.clone());
        Ok(me)
    }

    async fn abilities(&self) -> Result<Vec<AbilityCheck>, Error> {
        abilities::check(&self.rest, self.generation).await
    }

    async fn projects(&self, page: PageRequest) -> Result<Page<Project>, Error> {
        repositories::projects(&self.rest, &page).await
    }

    async fn repositories(
        &self,
        scope: &RepositoryScope,
        search: Option<&str>,
        page: PageRequest,
    ) -> Result<Page<Repository>, Error> {
        match scope {
            RepositoryScope::All => repositories::all(&self.rest, search, &page).await,
            RepositoryScope::Recent => repositories::recent(&self.rest, search, &page).await,
            RepositoryScope::Project { key } => repositories::of_project(&self.rest, key, search, &page).await,
            RepositoryScope::Personal => {
                let key = self.own_project().await?;
                match repositories::of_project(&self.rest, &key, search, &page).await {
                    // The personal project comes into being with its first repository.
                    Err(Error::NotFound { .. }) => Ok(Page::empty()),
                    other => other,
                }
            }
        }
    }

    async fn repository(&self, path: &RepositoryPath) -> Result<Repository, Error> {
        repositories::one(&self.rest, path).await
    }

    async fn forks(&self, path: &RepositoryPath, page: PageRequest) -> Result<Page<Repository>, Error> {
        repositories::kin(&self.rest, path, "forks", &page).await
    }

    async fn related(&self, path: &RepositoryPath, page: PageRequest) -> Result<Page<Repository>, Error> {
        repositories::kin(&self.rest, path, "related", &page).await
    }

    async fn create_repository(&self, draft: &RepositoryDraft) -> Result<MadeRepository, Error> {
        let project = match &draft.project {
            Some(key) => key.clone(),
            None => self.own_project().await?,
        };
        create::create(&self.rest, &project, draft).await
    }

    async fn fork_repository(&self, draft: &ForkDraft) -> Result<Repository, Error> {
        forks::fork(&self.rest, draft).await
    }

    async fn fork_sync(&self, path: &RepositoryPath) -> Result<Option<ForkSync>, Error> {
        forks::sync(&self.rest, path).await
    }

    async fn set_fork_sync(&self, path: &RepositoryPath, enabled: bool) -> Result<(), Error> {
        forks::set_sync(&self.rest, path, enabled).await
    }

    async fn branches(&self, path: &RepositoryPath, filter: Option<&str>, page: PageRequest) -> Result<Page<Branch>, Error> {
        repositories::branches(&self.rest, path, filter, &page).await
    }

    async fn pull_requests(&self, filter: &PullRequestFilter, page: PageRequest) -> Result<Page<PullRequest>, Error> {
        match filter {
            PullRequestFilter::Mine => pull_requests::mine(&self.rest, &page).await,
            PullRequestFilter::ToReview => pull_requests::to_review(&self.rest, &page).await,
            PullRequestFilter::Of { repository, state } => pull_requests::of(&self.rest, repository, *state, &page).await,
        }
    }

    async fn pull_request(&self, path: &RepositoryPath, number: u64) -> Result<PullRequest, Error> {
        pull_requests::one(&self.rest, path, number).await
    }

    async fn webhooks(&self, path: &RepositoryPath) -> Result<Vec<Webhook>, Error> {
        webhooks::list(&self.rest, path).await
    }

    async fn webhook_events(&self) -> Result<Vec<String>, Error> {
        webhooks::events(&self.rest).await
    }

    async fn webhook(&self, path: &RepositoryPath, id: u64) -> Result<Webhook, Error> {
        webhooks::one(&self.rest, path, id).await
    }

    async fn create_webhook(
        &self,
        path: &RepositoryPath,
        draft: &WebhookDraft,
        secret: &WebhookSecret,
    ) -> Result<Webhook, Error> {
        webhooks::create(&self.rest, path, draft, secret).await
    }

    async fn change_webhook(
        &self,
        path: &RepositoryPath,
        id: u64,
        draft: &WebhookDraft,
        secret: &WebhookSecret,
    ) -> Result<Webhook, Error> {
        webhooks::change(&self.rest, path, id, draft, secret).await
    }

    async fn delete_webhook(&self, path: &RepositoryPath, id: u64) -> Result<(), Error> {
        webhooks::delete(&self.rest, path, id).await
    }

    async fn test_webhook(&self, path: &RepositoryPath, hook: &Webhook) -> Result<Delivery, Error> {
        webhooks::test(&self.rest, path, hook).await
    }

    async fn webhook_deliveries(&self, path: &RepositoryPath, id: u64) -> Result<Deliveries, Error> {
        webhooks::deliveries(&self.rest, path, id).await
    }

    async fn publish_build(&self, path: &RepositoryPath, commit: &str, status: &BuildStatus) -> Result<(), Error> {
        builds::publish(&self.rest, path, commit, status).await
    }

    async fn add_ssh_key(&self, public_key: &str, label: &str) -> Result<KeyUpload, Error> {
        ssh_keys::add(&self.rest, public_key, label).await
    }

    async fn ssh_settings(&self) -> Result<Option<SshSettings>, Error> {
        ssh_keys::settings(&self.rest).await
    }

    async fn budget(&self) -> Result<Option<Budget>, Error> {
        condition::budget(&self.rest).await
    }
}
