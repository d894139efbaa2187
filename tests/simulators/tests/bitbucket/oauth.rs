//! The OAuth provider: what an administrator may register, what a browser is shown, what tokens open, and how they end.

use std::time::Duration;

use serde_json::{Value, json};
use simulators::{Bitbucket, Browser, OauthRedirects, Scenario, Version};
use url::Url;

use crate::support::{Answer, Client};

const REDIRECT: &str = "https://bough.example/oauth";
/// The challenge of RFC 7636, appendix B, with its verifier.
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

struct Application<'a> {
    server: &'a Bitbucket,
    id: String,
    secret: String,
}

impl<'a> Application<'a> {
    fn of(server: &'a Bitbucket) -> Self {
        let (id, secret) = server.register_application(REDIRECT, "REPO_WRITE ACCOUNT_WRITE").expect("a link");
        Self { server, id, secret }
    }

    fn authorise(&self, changes: &[(&str, &str)]) -> Url {
        let mut url = Url::parse(&format!("{}/rest/oauth2/latest/authorize", self.server.base_url())).expect("a URL");
        let mut fields = vec![
            ("client_id", self.id.as_str()),
            ("redirect_uri", REDIRECT),
            ("response_type", "code"),
            ("state", "s t&<"),
            ("scope", "REPO_WRITE"),
            ("code_challenge", CHALLENGE),
            ("code_challenge_method", "S256"),
        ];
        fields.retain(|(name, _)| !changes.iter().any(|(changed, _)| changed == name));
        url.query_pairs_mut().extend_pairs(fields).extend_pairs(changes);
        url
    }

    fn code(&self) -> String {
        let back = Browser::of(self.server).consent(&self.authorise(&[]), true).expect("consent");
        query(&back, "code").expect("a code")
    }

    fn token(&self, fields: &[(&str, &str)]) -> Answer {
        let mut form = url::form_urlencoded::Serializer::new(String::new());
        let own = [("client_id", self.id.as_str()), ("client_secret", self.secret.as_str()), ("redirect_uri", REDIRECT)];
        form.extend_pairs(own.iter().filter(|(name, _)| !fields.iter().any(|(changed, _)| changed == name)));
        form.extend_pairs(fields.iter().filter(|(_, value)| !value.is_empty()));
        let headers = [("Content-Type", "application/x-www-form-urlencoded")];
        Client::nobody(self.server).try_send("POST", "/rest/oauth2/latest/token", &headers, &form.finish()).expect("an answer")
    }

    fn exchange(&self, code: &str) -> Answer {
        self.token(&[("grant_type", "authorization_code"), ("code", code), ("code_verifier", VERIFIER)])
    }

    fn refresh(&self, token: &Value) -> Answer {
        self.token(&[("grant_type", "refresh_token"), ("refresh_token", token.as_str().expect("a token"))])
    }
}

fn query(url: &Url, name: &str) -> Option<String> {
    url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
}

fn projects(server: &Bitbucket, token: &Value) -> u16 {
    Client::bearer(server, token.as_str().expect("a token")).get("/rest/api/latest/projects").status
}

fn denied(answer: &Answer) -> String {
    assert_eq!(answer.status, 400, "{}", answer.text());
    answer.json()["error"].as_str().expect("an error").to_owned()
}

#[test]
fn a_person_consents_and_the_code_becomes_tokens_that_open_rest_and_rotate() {
    for version in [Version::V7_21, Version::V8_19, Version::V9_4, Version::V10_0] {
        let server = Bitbucket::start(Scenario::minimal().version(version).context("/bitbucket").https());
        let bough = Application::of(&server);
        let back = Browser::of(&server).consent(&bough.authorise(&[]), true).expect("consent");
        assert_eq!(back.as_str().split('?').next(), Some(REDIRECT));
        assert_eq!(query(&back, "state").as_deref(), Some("s t&<"));
        let answer = bough.exchange(&query(&back, "code").expect("a code"));
        assert_eq!(answer.status, 200, "{}", answer.text());
        let pair = answer.json();
        assert_eq!(
            (&pair["token_type"], &pair["expires_in"], &pair["scope"]),
            (&json!("bearer"), &json!(3600), &json!("REPO_WRITE"))
        );
        assert_eq!(projects(&server, &pair["access_token"]), 200);

        let renewed = bough.refresh(&pair["refresh_token"]).json();
        assert_eq!(projects(&server, &pair["access_token"]), 401, "the old pair is gone");
        assert_eq!(projects(&server, &renewed["access_token"]), 200);
        assert_eq!(denied(&bough.refresh(&pair["refresh_token"])), "invalid_grant");
        assert_eq!(server.oauth_refreshes(), (1, 1));
        server.pass_time(Duration::from_secs(3601));
        assert_eq!(projects(&server, &renewed["access_token"]), 401, "an hour is over");
        assert_eq!(bough.refresh(&renewed["refresh_token"]).status, 200);
        assert_eq!(server.oauth_grants("ada").expect("ada"), 1);
    }
}

#[test]
fn codes_are_short_used_once_and_bound_to_their_verifier() {
    let server = Bitbucket::start(Scenario::minimal().https());
    let bough = Application::of(&server);
    let code = bough.code();
    server.pass_time(Duration::from_millis(10_500));
    assert_eq!(denied(&bough.exchange(&code)), "invalid_grant");
    let code = bough.code();
    for wrong in ["", "another", CHALLENGE] {
        let fields = [("grant_type", "authorization_code"), ("code", code.as_str()), ("code_verifier", wrong)];
        assert_eq!(denied(&bough.token(&fields)), "invalid_grant", "{wrong}");
    }
    let pair = bough.exchange(&code).json();
    assert_eq!(projects(&server, &pair["access_token"]), 200);
    assert_eq!(denied(&bough.exchange(&code)), "invalid_grant");
    assert_eq!(projects(&server, &pair["access_token"]), 401, "whoever sees a code twice takes its tokens back");
    // Without a challenge no verifier is wanted; a plain one is compared as it is.
    for (method, challenge, verifier) in [("plain", VERIFIER, VERIFIER), ("", "", "")] {
        let wanted = bough.authorise(&[("code_challenge_method", method), ("code_challenge", challenge)]);
        let back = Browser::of(&server).consent(&wanted, true).expect("consent");
        let code = query(&back, "code").expect("a code");
        let fields = [("grant_type", "authorization_code"), ("code", code.as_str()), ("code_verifier", verifier)];
        assert_eq!(bough.token(&fields).status, 200, "{method}");
    }
}

#[test]
fn secret_and_redirect_are_compared_each_time() {
    let server = Bitbucket::start(Scenario::minimal().https());
    let bough = Application::of(&server);
    let exchange = |changes: &[(&str, &str)]| {
        let code = bough.code();
        let mut fields = vec![("grant_type", "authorization_code"), ("code", code.as_str()), ("code_verifier", VERIFIER)];
        fields.extend_from_slice(changes);
        denied(&bough.token(&fields))
    };
    assert_eq!(exchange(&[("client_secret", "")]), "invalid_client", "also with PKCE");
    assert_eq!(exchange(&[("client_secret", "wrong")]), "invalid_client");
    assert_eq!(exchange(&[("redirect_uri", "https://bough.example/oauth/")]), "invalid_grant");
    let pair = bough.exchange(&bough.code()).json();
    let refresh = pair["refresh_token"].as_str().expect("a token");
    let fields = [("grant_type", "refresh_token"), ("refresh_token", refresh), ("redirect_uri", "")];
    assert_eq!(denied(&bough.token(&fields)), "invalid_grant");
    assert_eq!(bough.refresh(&pair["refresh_token"]).status, 200, "the token is as good as before");
}

#[test]
fn a_wrong_redirect_sends_nobody_anywhere_and_a_refusal_is_told() {
    let server = Bitbucket::start(Scenario::minimal().https());
    let bough = Application::of(&server);
    let browser = Browser::of(&server);
    for change in [("redirect_uri", "https://bough.example/oauth2"), ("client_id", "nobody")] {
        let page = browser.get(&bough.authorise(&[change])).expect("a page");
        assert_eq!((page.status, page.location), (400, None), "{change:?}");
    }
    let back = browser.consent(&bough.authorise(&[]), false).expect("a refusal");
    assert_eq!((query(&back, "error").as_deref(), query(&back, "code")), (Some("access_denied"), None));
    for scope in ["REPO_ADMIN", "NONSENSE"] {
        let back = browser.consent(&bough.authorise(&[("scope", scope)]), true).expect("an answer");
        assert_eq!(query(&back, "error").as_deref(), Some("invalid_scope"), "{scope}");
    }
}

#[test]
fn which_redirects_may_be_registered_depends_on_the_server() {
    let takes = |server: &Bitbucket, url: &str| server.register_application(url, "REPO_WRITE").is_ok();
    let urls = [REDIRECT, "http://localhost:34106/oauth/x", "http://127.0.0.1:34106/oauth/x", "bough://oauth/x"];
    for (rule, taken) in [
        (OauthRedirects::HttpsOnly, [true, false, false, false]),
        (OauthRedirects::LocalhostAndSchemes, [true, true, false, true]),
        (OauthRedirects::Any, [true, true, true, true]),
    ] {
        let server = Bitbucket::start(Scenario::minimal().https().oauth_redirects(rule));
        assert_eq!(urls.map(|url| takes(&server, url)), taken, "{rule:?}");
    }
    let plain = Bitbucket::start(Scenario::minimal());
    assert!(!takes(&plain, REDIRECT), "the server's own address must be encrypted");
    let old = Bitbucket::start(Scenario::minimal().version(Version::new(7, 19, 0)).https());
    assert!(!takes(&old, REDIRECT));
    let form = [("Content-Type", "application/x-www-form-urlencoded")];
    for (method, path) in
        [("GET", "/rest/oauth2/latest/authorize"), ("POST", "/rest/oauth2/latest/token"), ("GET", "/rest/oauth2/1.0/client")]
    {
        assert_eq!(Client::nobody(&old).try_send(method, path, &form, "a=b").expect("an answer").status, 404, "{path}");
    }
}

#[test]
fn an_administrator_registers_in_the_browser_and_a_person_takes_access_back() {
    let server = Bitbucket::start(Scenario::minimal().https());
    let browser = Browser::of(&server);
    let page = |path: &str| Url::parse(&format!("{}{path}", server.base_url())).expect("a URL");
    let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let form = |redirect: &str| [field("name", "Bough"), field("redirect", redirect), field("scopes", "REPO_WRITE")];
    let links = page("/plugins/servlet/applinks/listApplicationLinks");
    let refused = browser.post(&links, &form("http://localhost:1/x")).expect("a page");
    assert!(refused.status == 400 && refused.body.contains("URL must use https"), "{}", refused.body);
    let saved = browser.post(&links, &form(REDIRECT)).expect("a page").body;
    let shown = |id: &str| {
        let rest = saved.split_once(&format!("id=\"{id}\">")).expect("it is shown").1;
        rest.split('<').next().unwrap_or_default().to_owned()
    };
    let bough = Application { server: &server, id: shown("client-id"), secret: shown("client-secret") };
    let pair = bough.exchange(&bough.code()).json();
    assert_eq!(projects(&server, &pair["access_token"]), 200);
    browser.post(&page("/plugins/servlet/oauth2/authorized-applications"), &[]).expect("a page");
    assert_eq!(projects(&server, &pair["access_token"]), 401);
    assert_eq!(denied(&bough.refresh(&pair["refresh_token"])), "invalid_grant");
}

#[test]
fn tokens_are_taken_back_by_their_client_where_the_server_can() {
    for (there, status) in [(true, 200), (false, 404)] {
        let server = Bitbucket::start(Scenario::minimal().https().oauth_revocation(there));
        let bough = Application::of(&server);
        let pair = bough.exchange(&bough.code()).json();
        let revoke = |secret: &str| {
            let fields = [
                ("client_id", bough.id.as_str()),
                ("client_secret", secret),
                ("token", pair["refresh_token"].as_str().expect("a token")),
            ];
            let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
            let form = [("Content-Type", "application/x-www-form-urlencoded")];
            Client::nobody(&server).try_send("POST", "/rest/oauth2/latest/revoke", &form, &body).expect("an answer").status
        };
        assert_ne!(revoke("wrong"), 200);
        assert_eq!(projects(&server, &pair["access_token"]), 200);
        assert_eq!(revoke(&bough.secret), status);
        assert_eq!(projects(&server, &pair["access_token"]), if there { 401 } else { 200 });
    }
}

#[test]
fn git_takes_an_oauth_token_as_a_bearer_and_scopes_cap_what_it_opens() {
    let server = Bitbucket::start(Scenario::minimal().https());
    let bough = Application::of(&server);
    let token = bough.exchange(&bough.code()).json()["access_token"].as_str().expect("a token").to_owned();
    let greeting =
        |client: &Client, service: &str| client.get(&format!("/scm/demo/hello.git/info/refs?service={service}")).status;
    let bearer = Client::bearer(&server, &token);
    assert_eq!((greeting(&bearer, "git-upload-pack"), greeting(&bearer, "git-receive-pack")), (200, 200));
    assert_eq!(greeting(&Client::basic(&server, "ada", &token), "git-upload-pack"), 401, "reports differ, this one refuses");
    assert_eq!(server.failed_sign_ins(), 1);
    let key = json!({ "text": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ5hnGfYkKbRsnpjvEhw1eLhM3nzXrQRlGm8d8RXRbRS", "label": "x" });
    assert_eq!(bearer.send("POST", "/rest/ssh/latest/keys", &key).status, 401, "the scope of the account was not asked for");
    let reading = Browser::of(&server).consent(&bough.authorise(&[("scope", "REPO_READ")]), true).expect("consent");
    let token =
        bough.exchange(&query(&reading, "code").expect("a code")).json()["access_token"].as_str().expect("a token").to_owned();
    let bearer = Client::bearer(&server, &token);
    assert_eq!(greeting(&bearer, "git-upload-pack"), 200);
    assert_ne!(greeting(&bearer, "git-receive-pack"), 200);
}
