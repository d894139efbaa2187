//! Hosting services: who we are there, what repositories and pull requests there are.
//!
//! Everything that differs between kinds of forges is behind the trait [`Forge`]; the functions of this file are the
//! only place that asks for the [`Kind`]. A kind is a folder with the same file names in each.

mod bitbucket_server;
mod error;
mod model;
mod oauth;
mod pasted;

use std::sync::Arc;

use async_trait::async_trait;
use secrecy::SecretString;
use url::Url;

pub use error::{Error, SignInReason};
pub use model::builds::{BuildState, BuildStatus};
pub use model::condition::{Age, Budget, Greeting, Product, SshSettings};
pub use model::destinations::{Destination, Target};
pub use model::hosts::{AbilityCheck, Pages, PermissionAdvice, Probe, TokenAbility, User, Verdict};
pub use model::keys::KeyUpload;
pub use model::page::{Page, PageRequest};
pub use model::pull_requests::{
    MergeOutlook, PullRequest, PullRequestEnd, PullRequestFilter, PullRequestState, ReviewVerdict, Reviewer,
};
pub use model::repositories::{
    Branch, CloneUrl, ForkDraft, ForkSync, MadeRepository, Project, Protocol, Repository, RepositoryDraft, RepositoryPath,
    RepositoryScope,
};
pub use model::webhooks::{Deliveries, Delivery, DeliveryOutcome, Webhook, WebhookDraft, WebhookSecret};
pub use oauth::{Application, ScopeAdvice, SignIn, Tokens};

/// Kinds of forges.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Bitbucket Server or Data Center.
    BitbucketServer,
}

/// One account on one host. Each call may give [`Error::SignIn`], [`Error::Denied`], [`Error::WebPage`],
/// [`Error::OutOfOrder`], [`Error::Refused`], [`Error::Unreadable`] and [`Error::Net`]; what else is named at the call.
#[async_trait]
pub trait Forge: Send + Sync {
    /// Whom the token belongs to.
    async fn identity(&self) -> Result<User, Error>;

    /// What the token allows, found out by asking; nothing is changed. Stops with [`Error::SignIn`] at the first sign
    /// that the token is not accepted at all.
    async fn abilities(&self) -> Result<Vec<AbilityCheck>, Error>;

    /// Projects, without the personal ones.
    async fn projects(&self, page: PageRequest) -> Result<Page<Project>, Error>;

    /// Repositories whose name holds `search`, where it is given.
    async fn repositories(
        &self,
        scope: &RepositoryScope,
        search: Option<&str>,
        page: PageRequest,
    ) -> Result<Page<Repository>, Error>;

    /// One repository. [`Error::NotFound`] also where it may not be read.
    async fn repository(&self, path: &RepositoryPath) -> Result<Repository, Error>;

    /// Forks of a repository that the account may see; the server names no others.
    async fn forks(&self, path: &RepositoryPath, page: PageRequest) -> Result<Page<Repository>, Error>;

    /// Other repositories that began as the same one, forks of forks included, as far as the account may see them.
    async fn related(&self, path: &RepositoryPath, page: PageRequest) -> Result<Page<Repository>, Error>;

    /// Makes an empty repository. [`Error::Invalid`] with `field` `name` where the name can't be or is taken,
    /// [`Error::Conflict`] where the project takes none now.
    async fn create_repository(&self, draft: &RepositoryDraft) -> Result<MadeRepository, Error>;

    /// Makes a fork. [`Error::Invalid`] with `field` `name` where the name is taken, [`Error::Conflict`] where it may not be forked.
    async fn fork_repository(&self, draft: &ForkDraft) -> Result<Repository, Error>;

    /// How a fork stands to its origin; none where the server does not know of such a thing.
    async fn fork_sync(&self, path: &RepositoryPath) -> Result<Option<ForkSync>, Error>;

    /// Has the server keep a fork in step with its origin, or stops it.
    async fn set_fork_sync(&self, path: &RepositoryPath, enabled: bool) -> Result<(), Error>;

    /// Branches whose name holds `filter`, the last changed first; an empty repository has none.
    async fn branches(&self, path: &RepositoryPath, filter: Option<&str>, page: PageRequest) -> Result<Page<Branch>, Error>;

    /// Pull requests, newest first.
    async fn pull_requests(&self, filter: &PullRequestFilter, page: PageRequest) -> Result<Page<PullRequest>, Error>;

    /// One pull request; also looks whether its source branch still exists.
    async fn pull_request(&self, path: &RepositoryPath, number: u64) -> Result<PullRequest, Error>;

    /// Webhooks of a repository. These calls need the right to administer it; without it they give [`Error::Denied`]. In an archived
    /// repository nothing can be changed: [`Error::Conflict`].
    async fn webhooks(&self, path: &RepositoryPath) -> Result<Vec<Webhook>, Error>;

    /// Events that this server can tell of a repository, by its own names.
    async fn webhook_events(&self) -> Result<Vec<String>, Error>;

    /// One webhook.
    async fn webhook(&self, path: &RepositoryPath, id: u64) -> Result<Webhook, Error>;

    /// Makes a webhook. [`Error::Invalid`] with `field` `name`, `url` or `events`.
    async fn create_webhook(&self, path: &RepositoryPath, draft: &WebhookDraft, secret: &WebhookSecret)
    -> Result<Webhook, Error>;

    /// Makes a webhook what `draft` says. Fails as making one does.
    async fn change_webhook(
        &self,
        path: &RepositoryPath,
        id: u64,
        draft: &WebhookDraft,
        secret: &WebhookSecret,
    ) -> Result<Webhook, Error>;

    /// Removes a webhook.
    async fn delete_webhook(&self, path: &RepositoryPath, id: u64) -> Result<(), Error>;

    /// Has the server send a ping, and tells what became of it.
    async fn test_webhook(&self, path: &RepositoryPath, hook: &Webhook) -> Result<Delivery, Error>;

    /// What the server remembers of a webhook's deliveries.
    async fn webhook_deliveries(&self, path: &RepositoryPath, id: u64) -> Result<Deliveries, Error>;

    /// Says of a commit how its build stands.
    async fn publish_build(&self, path: &RepositoryPath, commit: &str, status: &BuildStatus) -> Result<(), Error>;

    /// Adds a public key (one line, OpenSSH's form) to the account. [`Error::Conflict`] where somebody else has it.
    async fn add_ssh_key(&self, public_key: &str, label: &str) -> Result<KeyUpload, Error>;

    /// The server's SSH side; none where the server does not tell.
    async fn ssh_settings(&self) -> Result<Option<SshSettings>, Error>;

    /// What is left of the account's requests; none where the server does not tell.
    async fn budget(&self) -> Result<Option<Budget>, Error>;
}

/// Finds out what lives behind anything pasted: a host, host and context path, a web page, a clone address. `https` is
/// tried first where no scheme is given; `http` only where `plain_http` allows it. Never sends a secret.
///
/// [`Error::Invalid`] (field `url`) for what is no address, [`Error::NotAForge`], [`Error::WebPage`], [`Error::Net`].
pub async fn probe(client: &net::Client, input: &str, plain_http: bool) -> Result<Probe, Error> {
    bitbucket_server::probe(client, input, plain_http).await
}

/// The likeliest base address behind anything pasted. Asks nobody. [`Error::Invalid`] as for [`probe`].
pub fn base_address(input: &str) -> Result<Url, Error> {
    bitbucket_server::likeliest(input)
}

/// Asks what answers at a base address, once and without a token. [`Error::Net`] where nothing does.
pub async fn greet(client: &net::Client, kind: Kind, base_url: &Url) -> Result<Greeting, Error> {
    match kind {
        Kind::BitbucketServer => bitbucket_server::greet(client, base_url).await,
    }
}

/// True for an address of a service that bears a kind's name and is another product: Bitbucket Cloud.
pub fn is_namesake(kind: Kind, base_url: &Url) -> bool {
    match kind {
        Kind::BitbucketServer => bitbucket_server::is_cloud(base_url),
    }
}

/// An account on a host. `version` as [`Probe`] gave it; `secret` is the token.
#[expect(clippy::needless_pass_by_value, reason = "secrets are handed over, not lent")]
pub fn connect(client: &net::Client, kind: Kind, base_url: &Url, version: &str, secret: SecretString) -> Box<dyn Forge> {
    match kind {
        Kind::BitbucketServer => Box::new(bitbucket_server::Bitbucket::new(client.clone(), base_url.clone(), version, &secret)),
    }
}

/// An account whose token ends and can be renewed.
#[expect(clippy::needless_pass_by_value, reason = "secrets are handed over, not lent")]
pub fn connect_renewing(
    client: &net::Client,
    kind: Kind,
    base_url: &Url,
    version: &str,
    secret: SecretString,
    renewal: Arc<dyn Renewal>,
) -> Box<dyn Forge> {
    match kind {
        Kind::BitbucketServer => {
            Box::new(bitbucket_server::Bitbucket::new(client.clone(), base_url.clone(), version, &secret).renewed_by(renewal))
        }
    }
}

/// Where another token comes from when one was refused before its time.
#[async_trait]
pub trait Renewal: Send + Sync {
    /// A token that came after the refused one; none where there is none.
    async fn renew(&self, refused: &SecretString) -> Option<SecretString>;
}

/// Pages of a host for the browser.
pub fn pages(kind: Kind, base_url: &Url) -> Pages {
    match kind {
        Kind::BitbucketServer => bitbucket_server::pages(base_url),
    }
}

/// What a token must allow, in the words of the page on which it is made.
pub fn permissions(kind: Kind) -> Vec<PermissionAdvice> {
    match kind {
        Kind::BitbucketServer => bitbucket_server::permissions(),
    }
}

/// What an address leads to on a host: a clone address (HTTP or SSH) or a web page. HTTP addresses must be of the very same
/// origin and below the context path; SSH ones of the same host name, whatever the port.
pub fn locate(kind: Kind, base_url: &Url, address: &str) -> Option<Destination> {
    match kind {
        Kind::BitbucketServer => bitbucket_server::locate(base_url, address),
    }
}

/// What people write for short among themselves, with no host in it: `PROJ/repo`, `~ann/repo`, `PROJ/repo#12`.
pub fn short_name(kind: Kind, text: &str) -> Option<Destination> {
    match kind {
        Kind::BitbucketServer => bitbucket_server::short_name(text),
    }
}

/// The page of a host that shows something in a repository: the way back from [`locate`]. Asks nobody whether it is there.
pub fn page(kind: Kind, base_url: &Url, destination: &Destination) -> Url {
    match kind {
        Kind::BitbucketServer => bitbucket_server::page(base_url, destination),
    }
}

/// Where Git finds a repository over HTTP(S).
pub fn clone_address(kind: Kind, base_url: &Url, path: &RepositoryPath) -> Url {
    match kind {
        Kind::BitbucketServer => bitbucket_server::clone_address(base_url, path),
    }
}

/// What Git over HTTP(S) signs in with on a host.
pub fn git_credential(kind: Kind, base_url: &Url, user_name: &str, token: Token) -> net::Credential {
    match kind {
        Kind::BitbucketServer => bitbucket_server::git_credential(base_url, user_name, token),
    }
}

/// What an account signs in with.
#[derive(Debug, Clone)]
pub enum Token {
    /// A token that a person made.
    Access(SecretString),
    /// An access token of OAuth.
    Oauth(SecretString),
}

/// Whether a host lets applications sign in through the browser (OAuth 2.0). Sends no secret.
pub async fn has_oauth(client: &net::Client, kind: Kind, base_url: &Url) -> Result<bool, Error> {
    match kind {
        Kind::BitbucketServer => bitbucket_server::is_there(client, base_url).await,
    }
}

/// The page on which an administrator registers an application.
pub fn registration_page(kind: Kind, base_url: &Url) -> Url {
    match kind {
        Kind::BitbucketServer => bitbucket_server::registration_page(base_url),
    }
}

/// What an application may be allowed, the smallest that works first.
pub fn scopes(kind: Kind) -> Vec<ScopeAdvice> {
    match kind {
        Kind::BitbucketServer => bitbucket_server::scopes(),
    }
}

/// Begins a sign-in through the browser, with fresh secrets. Sends nothing.
pub fn begin_sign_in(kind: Kind, base_url: &Url, client_id: &str, redirect: &str, scopes: &[String]) -> SignIn {
    match kind {
        Kind::BitbucketServer => bitbucket_server::begin(base_url, client_id, redirect, scopes),
    }
}

/// Asks whether the server knows the application by its secret. [`Error::Invalid`] (field `clientSecret`) where not,
/// [`Error::NotFound`] where there is no OAuth.
pub async fn check_application(client: &net::Client, kind: Kind, base_url: &Url, application: &Application) -> Result<(), Error> {
    match kind {
        Kind::BitbucketServer => bitbucket_server::check(client, base_url, application).await,
    }
}

/// Exchanges a code, tried once. [`Error::SignIn`] where it is wrong, used or too old.
pub async fn exchange_code(
    client: &net::Client,
    kind: Kind,
    base_url: &Url,
    application: &Application,
    code: SecretString,
    verifier: &SecretString,
) -> Result<Tokens, Error> {
    match kind {
        Kind::BitbucketServer => bitbucket_server::exchange(client, base_url, application, code, verifier).await,
    }
}

/// Exchanges a refresh token, tried once. [`Error::SignIn`] where it is not accepted any more.
pub async fn refresh_tokens(
    client: &net::Client,
    kind: Kind,
    base_url: &Url,
    application: &Application,
    refresh: &SecretString,
) -> Result<Tokens, Error> {
    match kind {
        Kind::BitbucketServer => bitbucket_server::refresh(client, base_url, application, refresh).await,
    }
}

/// Takes the tokens of a refresh token back; false where the server has no way to.
pub async fn revoke_tokens(
    client: &net::Client,
    kind: Kind,
    base_url: &Url,
    application: &Application,
    refresh: &SecretString,
) -> Result<bool, Error> {
    match kind {
        Kind::BitbucketServer => bitbucket_server::revoke(client, base_url, application, refresh).await,
    }
}
