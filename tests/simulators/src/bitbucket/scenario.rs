//! Scenarios: which company lives on the simulated server, and how that server is set up.

mod many;
mod minimal;
mod sample;
mod seeds;
mod small;

use super::oauth::OauthRedirects;
use super::switches::{BasicAuth, CertificateKind, CloneLinks, EmptyRepoStyle, PagingStyle, RateLimit, SshUser, Switches};
use super::version::Version;
use super::world::World;

pub(crate) use seeds::{permit, project_id, repository_id, user_id};
pub(crate) use small::small_story;

/// People, projects, repositories and pull requests, with the switches of the server they live on.
#[derive(Clone)]
pub struct Scenario {
    pub(crate) world: World,
    pub(crate) switches: Switches,
}

impl Scenario {
    fn of(world: World) -> Self {
        Self { world, switches: Switches::default() }
    }

    /// One user `ada`, one project `DEMO`, one repository `hello` with a few commits. Starts fastest.
    pub fn minimal() -> Self {
        Self::of(minimal::world())
    }

    /// Kestrel Orchards, the company of the demo: five projects, some 25 repositories, a dozen people, living pull requests.
    /// The signed-in person is `ada`.
    pub fn sample() -> Self {
        Self::of(sample::world())
    }

    /// So many repositories over projects of a hundred each, readable by `ada`; folders are made when somebody needs them.
    pub fn many(repositories: usize) -> Self {
        Self::of(many::world(repositories))
    }

    /// The release of the server; 9.4 if nothing is said.
    #[must_use]
    pub fn version(mut self, version: Version) -> Self {
        self.switches.version = version;
        self
    }

    /// Serves below a context path such as `/bitbucket`.
    #[must_use]
    pub fn context(mut self, path: &str) -> Self {
        let path = path.trim_matches('/');
        self.switches.context = if path.is_empty() { String::new() } else { format!("/{path}") };
        self
    }

    /// Links in answers begin with this base URL instead of the one that answers.
    #[must_use]
    pub fn public_url(mut self, url: &str) -> Self {
        self.switches.public_url = Some(url.trim_end_matches('/').into());
        self
    }

    /// The host name in `base_url()` and links: `127.0.0.1` (the default) or `localhost`. Both always answer.
    #[must_use]
    pub fn host(mut self, host: &str) -> Self {
        self.switches.host = host.into();
        self
    }

    /// Listens on this port instead of a free one.
    #[must_use]
    pub fn port(mut self, port: u16) -> Self {
        self.switches.port = port;
        self
    }

    /// Serves https with a certificate of a private authority.
    #[must_use]
    pub fn https(self) -> Self {
        self.certificate(CertificateKind::Good)
    }

    /// Serves https with this kind of certificate.
    #[must_use]
    pub fn certificate(mut self, kind: CertificateKind) -> Self {
        self.switches.https = Some(kind);
        self
    }

    /// Public projects and repositories may be read without signing in (off by default). A bad token then counts as none.
    #[must_use]
    pub fn anonymous_access(mut self, on: bool) -> Self {
        self.switches.anonymous_access = on;
        self
    }

    /// What a signed-in caller without the right gets: 401 (the default) or 403.
    #[must_use]
    pub fn permission_denied_status(mut self, status: u16) -> Self {
        self.switches.denied_status = status;
        self
    }

    /// What a caller may not read looks missing (404) instead of forbidden (off by default).
    #[must_use]
    pub fn hide_unreadable(mut self, on: bool) -> Self {
        self.switches.hide_unreadable = on;
        self
    }

    /// Where Basic sign-in works; by default everywhere before 10.0 and for Git only from 10.0 on.
    #[must_use]
    pub fn basic_auth(mut self, basic: BasicAuth) -> Self {
        self.switches.basic = Some(basic);
        self
    }

    /// Wrong passwords in a row until the account is locked; 0 never locks. 5 by default.
    #[must_use]
    pub fn captcha_after(mut self, failures: u32) -> Self {
        self.switches.captcha_after = failures;
        self
    }

    /// How pages behave.
    #[must_use]
    pub fn paging(mut self, style: PagingStyle) -> Self {
        self.switches.paging = style;
        self
    }

    /// Changes need `X-Atlassian-Token: no-check` (on by default).
    #[must_use]
    pub fn xsrf(mut self, on: bool) -> Self {
        self.switches.xsrf = on;
        self
    }

    /// Limits the rate of requests per user.
    #[must_use]
    pub fn rate_limit(mut self, limit: RateLimit) -> Self {
        self.switches.rate_limit = Some(limit);
        self
    }

    /// What empty repositories answer.
    #[must_use]
    pub fn empty_repositories(mut self, style: EmptyRepoStyle) -> Self {
        self.switches.empty_repositories = style;
        self
    }

    /// Which clone links there are, and how they look.
    #[must_use]
    pub fn clone_links(mut self, links: CloneLinks) -> Self {
        self.switches.clone_links = links;
        self
    }

    /// Whether a token may add and remove SSH keys (off by default: the documentation says tokens cannot change an account).
    #[must_use]
    pub fn ssh_key_upload(mut self, allowed: bool) -> Self {
        self.switches.ssh_key_upload = allowed;
        self
    }

    /// Who signs in over SSH.
    #[must_use]
    pub fn ssh_user(mut self, user: SshUser) -> Self {
        self.switches.ssh_user = user;
        self
    }

    /// Whether a read-only token may act on pull requests (off by default).
    #[must_use]
    pub fn read_tokens_act(mut self, allowed: bool) -> Self {
        self.switches.read_tokens_act = allowed;
        self
    }

    /// The server says that people sign in through single sign-on only.
    #[must_use]
    pub fn single_sign_on(mut self, on: bool) -> Self {
        self.switches.single_sign_on = on;
        self
    }

    /// Which redirect URLs an incoming link may have; `https` only if nothing is said.
    #[must_use]
    pub fn oauth_redirects(mut self, rule: OauthRedirects) -> Self {
        self.switches.oauth_redirects = rule;
        self
    }

    /// Whether there is a resource that takes OAuth tokens back (there is, if nothing is said; not documented by Atlassian).
    #[must_use]
    pub fn oauth_revocation(mut self, there: bool) -> Self {
        self.switches.oauth_revocation = there;
        self
    }

    /// Whether Git takes an OAuth token as the password of any user (off by default: reports differ).
    #[must_use]
    pub fn oauth_basic(mut self, taken: bool) -> Self {
        self.switches.oauth_basic = taken;
        self
    }

    /// Times are written as text instead of milliseconds.
    #[must_use]
    pub fn iso_dates(mut self, on: bool) -> Self {
        self.switches.iso_dates = on;
        self
    }
}
