//! A server where Bough is registered, and a person who answers its pages in the browser.

use std::net::TcpListener;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use simulators::{Bitbucket, Browser, OauthRedirects, Scenario};
use url::Url;

use crate::Bough;

/// A scenario whose server takes the redirects that Bough offers, over https.
pub fn ready(scenario: Scenario) -> Scenario {
    scenario.https().oauth_redirects(OauthRedirects::LocalhostAndSchemes)
}

/// How long a port may stay taken after whoever had it gave it back.
const LONGEST: Duration = Duration::from_secs(10);

/// Waits until nobody has a port, on both loopback addresses. A child that another test starts at this moment has it until it has
/// become its own program.
pub async fn free_again(port: u16) {
    let ended = Instant::now();
    while ["127.0.0.1", "::1"].iter().any(|address| TcpListener::bind((*address, port)).is_err()) {
        assert!(ended.elapsed() < LONGEST, "port {port} is still taken");
        tokio::task::yield_now().await;
    }
}

impl Bough {
    /// Trusts a server's authority, adds it, and has its administrator register Bough with one of the redirects it offers:
    /// `loopback`, `scheme`, or a page. The host's id.
    pub async fn register(&self, server: &Bitbucket, redirect: &str) -> Value {
        self.trust(server).await;
        self.register_anew(server, redirect).await
    }

    /// Trusts a server's authority.
    pub async fn trust(&self, server: &Bitbucket) {
        let fault = self.fault("probe_host", json!({ "url": server.base_url() })).await;
        let sha256 = &fault["certificate"]["authority"]["sha256"];
        let choice = json!({ "kind": "authority", "sha256": sha256 });
        self.call("trust_certificate", json!({ "url": server.base_url(), "choice": choice })).await;
    }

    /// The same on a server whose authority is trusted already.
    pub async fn register_anew(&self, server: &Bitbucket, redirect: &str) -> Value {
        let host = self.call("add_host", json!({ "baseUrl": server.base_url(), "plainHttp": false })).await;
        let (url, choice) = match redirect {
            "loopback" => (host["oauth"]["loopback"].clone(), json!({ "kind": "loopback" })),
            "scheme" => (host["oauth"]["customScheme"].clone(), json!({ "kind": "scheme" })),
            page => (json!(page), json!({ "kind": "page", "url": page })),
        };
        let (id, secret) = server.register_application(url.as_str().expect("an address"), "REPO_WRITE").expect("a link");
        let arguments = json!({
            "host": host["id"], "clientId": id, "clientSecret": secret, "redirect": choice, "scopes": ["REPO_WRITE"],
        });
        let registered = self.call("register_application", arguments).await;
        assert!(!registered.to_string().contains(&secret), "an answer holds the client secret");
        registered["id"].clone()
    }

    /// Begins a sign-in: its job and the page that the browser shows.
    pub async fn begin_sign_in(&self, host: &Value) -> (Value, Url) {
        self.desk.clear();
        let job = self.call("authorise_account", json!({ "host": host })).await;
        // Whoever asks has opened the page.
        self.question().await;
        (job, self.opened_page().await)
    }

    /// Signs in with a browser that brings the answer to this computer; the account's id.
    pub async fn sign_in(&self, server: &Bitbucket, host: &Value) -> Value {
        let (job, page) = self.begin_sign_in(host).await;
        let browser = Browser::of(server);
        let arrived = browser.consent(&page, true).expect("a code");
        let shown = browser.get(&arrived).expect("Bough listens");
        assert_eq!(shown.status, 200, "{}", shown.body);
        assert_eq!(self.end_of(&job).await["kind"], "finished");
        self.account_on(host).await["id"].clone()
    }

    /// The last account on a host.
    pub async fn account_on(&self, host: &Value) -> Value {
        let hosts = self.call("list_hosts", json!({})).await;
        let found = hosts.as_array().and_then(|hosts| hosts.iter().find(|each| each["id"] == *host)).expect("the host");
        found["accounts"].as_array().and_then(|accounts| accounts.last()).cloned().unwrap_or_default()
    }

    /// Registers and signs in: host and account.
    pub async fn authorised(&self, server: &Bitbucket) -> (Value, Value) {
        let host = self.register(server, "loopback").await;
        let account = self.sign_in(server, &host).await;
        (host, account)
    }

    /// Asks a server for something with an account.
    pub async fn projects(&self, account: &Value) -> Result<Value, Value> {
        let asked = self.core.call("list_projects", json!({ "account": account })).await;
        asked.map_err(|fault| serde_json::to_value(fault).expect("faults are JSON"))
    }
}
