//! Who the server takes a caller for: identity headers, tokens and where they work, passwords, the CAPTCHA lock, Basic on new servers.

use crate::support::Client;
use simulators::{AuthorizationKind, BasicAuth, Bitbucket, Level, Permission, Scenario, Version};

const PROPERTIES: &str = "/rest/api/latest/application-properties";

#[test]
fn the_name_stands_in_the_headers_of_every_authenticated_answer() {
    let server = Bitbucket::start(Scenario::sample().context("/bitbucket"));
    let client = Client::of(&server, "mirza@kestrel.example");
    for path in [PROPERTIES, "/rest/api/1.0/projects/NONE", "/rest/api/latest/projects/SEC"] {
        let answer = client.get(path);
        assert_eq!(answer.header("x-ausername"), Some("mirza%40kestrel.example"), "{path}");
        assert!(answer.header("x-auserid").is_some() && answer.header("x-arequestid").is_some(), "{path}");
    }
    let anonymous = Client::nobody(&server).get(PROPERTIES);
    assert_eq!((anonymous.status, anonymous.header("x-ausername")), (200, None));
    assert_eq!(anonymous.json()["version"], "9.4.3");
    let refused = Client::nobody(&server).get("/rest/api/latest/projects");
    assert_eq!((refused.status, refused.exception().as_str()), (401, "AuthorisationException"));
    assert_eq!(refused.header("x-ausername"), None);
    assert_eq!(server.failed_sign_ins(), 0);
}

#[test]
fn wrong_expired_and_revoked_tokens_are_refused_and_recorded() {
    let server = Bitbucket::start(Scenario::minimal());
    let token = server.token("ada").expect("a token");
    assert_eq!(Client::bearer(&server, &token).get("/rest/api/latest/projects").status, 200);
    server.expire(&token);
    assert_eq!(Client::bearer(&server, &token).get("/rest/api/latest/projects").status, 401);
    server.revoke(&token);
    assert_eq!(Client::bearer(&server, &token).get(PROPERTIES).status, 401);
    assert_eq!(Client::bearer(&server, &Bitbucket::wrong_token()).get(PROPERTIES).status, 401);
    assert_eq!(server.failed_sign_ins(), 3);
    let seen = server.requests();
    assert!(seen.iter().all(|request| request.authorization == AuthorizationKind::Bearer));
    assert!(!format!("{seen:?}").contains(&token), "the ledger keeps no secret");
}

#[test]
fn with_public_access_a_bad_token_looks_like_success() {
    let server = Bitbucket::start(Scenario::sample().anonymous_access(true));
    let answer = Client::bearer(&server, &Bitbucket::wrong_token()).get("/rest/api/latest/projects");
    assert_eq!((answer.status, answer.header("x-ausername")), (200, None));
    let keys: Vec<_> = answer.json()["values"].as_array().expect("a list").iter().map(|each| each["key"].clone()).collect();
    assert_eq!(keys, ["OSS"]);
}

#[test]
fn tokens_open_only_rest_and_scm_from_the_named_releases_on() {
    let page = "/plugins/servlet/applinks/whoami";
    for (version, limited) in [(Version::new(8, 19, 11), false), (Version::new(8, 19, 12), true), (Version::V9_4, true)] {
        let server = Bitbucket::start(Scenario::minimal().version(version));
        let token = server.token("ada").expect("a token");
        let bearer = Client::bearer(&server, &token).get(page);
        let basic = Client::basic(&server, "ada", &token).get(page);
        if limited {
            assert_eq!(bearer.status, 302, "{version}");
            assert!(bearer.header("location").is_some_and(|to| to.contains("/login")));
            assert_eq!((basic.status, server.failed_sign_ins()), (401, 1), "{version}");
        } else {
            assert_eq!((bearer.status, basic.status, server.failed_sign_ins()), (404, 404, 0), "{version}");
        }
        assert_eq!(Client::bearer(&server, &token).get(PROPERTIES).status, 200);
    }
}

#[test]
fn a_fresh_server_of_the_tenth_line_refuses_basic_on_rest() {
    let server = Bitbucket::start(Scenario::minimal().version(Version::V10_0));
    let token = server.token("ada").expect("a token");
    let refused = Client::basic(&server, "ada", &token).get("/rest/api/latest/projects");
    assert_eq!((refused.status, refused.text().as_str()), (403, "Basic Authentication has been disabled on this instance."));
    assert_eq!(Client::bearer(&server, &token).get("/rest/api/latest/projects").status, 200);
    let git = "/scm/demo/hello.git/info/refs?service=git-upload-pack";
    assert_eq!(Client::basic(&server, "ada", &token).get(git).status, 200);
    let server = Bitbucket::start(Scenario::minimal().basic_auth(BasicAuth::Off));
    let token = server.token("ada").expect("a token");
    assert_eq!(Client::basic(&server, "ada", &token).get(git).status, 403);
}

#[test]
fn five_wrong_passwords_lock_the_account_until_it_is_unlocked() {
    let server = Bitbucket::start(Scenario::minimal());
    for _ in 0..5 {
        let answer = Client::basic(&server, "ada", "wrong").get("/rest/api/latest/projects");
        assert_eq!((answer.status, answer.exception().as_str()), (401, "IncorrectPasswordAuthenticationException"));
    }
    let locked = Client::basic(&server, "ada", "correct horse").get("/rest/api/latest/projects");
    assert_eq!((locked.status, locked.exception().as_str()), (401, "CaptchaRequiredAuthenticationException"));
    assert_eq!(Client::of(&server, "ada").get("/rest/api/latest/projects").status, 200, "tokens are not locked");
    server.unlock("ada").expect("a user");
    assert_eq!(Client::basic(&server, "ada", "correct horse").get("/rest/api/latest/projects").status, 200);
}

#[test]
fn levels_of_a_token_cap_the_rights_of_its_user() {
    for status in [401, 403] {
        let server = Bitbucket::start(Scenario::sample().permission_denied_status(status));
        let members = "/rest/api/latest/projects/SHOP/permissions/users";
        let refused = Client::of(&server, "ada").get(members);
        assert_eq!((refused.status, refused.header("x-ausername")), (status, Some("ada")));
        let token = server.make_token("ada", &[Permission::Project(Level::Admin)]).expect("a token");
        assert_eq!(Client::bearer(&server, &token).get(members).status, 200);
        let writable = |client: &Client<'_>| client.get("/rest/api/latest/repos?permission=REPO_WRITE").json()["size"].clone();
        let read = server.make_token("ada", &[Permission::Repository(Level::Read)]).expect("a token");
        assert_eq!(writable(&Client::bearer(&server, &read)), 0);
        assert_ne!(writable(&Client::of(&server, "ada")), 0);
    }
}

#[test]
fn a_project_token_belongs_to_a_service_user_and_sees_its_project() {
    let server = Bitbucket::start(Scenario::sample());
    let token = server.make_service_token("FLEET", &[Permission::Repository(Level::Read)]).expect("a token");
    let client = Client::bearer(&server, &token);
    let answer = client.get("/rest/api/latest/repos");
    assert!(answer.header("x-ausername").is_some_and(|name| name.starts_with("access-token-user%2F2%2F")));
    let repositories = answer.json()["values"].as_array().expect("a list").clone();
    assert!(repositories.len() > 4);
    assert!(repositories.iter().all(|each| each["project"]["key"] == "FLEET" || each["public"] == true));
}

#[test]
fn tokens_are_made_with_a_password_and_shown_once() {
    let server = Bitbucket::start(Scenario::minimal());
    let path = "/rest/access-tokens/latest/users/ada";
    let wanted = serde_json::json!({ "name": "Bough", "permissions": ["PROJECT_READ", "REPO_WRITE"], "expiryDays": 90 });
    assert_eq!(Client::of(&server, "ada").send("PUT", path, &wanted).status, 401, "not with another token");
    let person = Client::basic(&server, "ada", "correct horse");
    let made = person.send("PUT", path, &wanted).json();
    assert_eq!(made["permissions"], serde_json::json!(["PROJECT_READ", "REPO_WRITE"]));
    let secret = made["token"].as_str().expect("the secret");
    assert_eq!(Client::bearer(&server, secret).get("/rest/api/latest/projects").status, 200);
    let listed = person.get(path).json();
    assert!(listed["values"].as_array().expect("a list").iter().all(|token| token.get("token").is_none()));
    let id = made["id"].as_str().expect("an id");
    assert_eq!(person.send("DELETE", &format!("{path}/{id}"), &serde_json::Value::Null).status, 204);
    assert_eq!(Client::bearer(&server, secret).get("/rest/api/latest/projects").status, 401);
}

#[test]
fn the_page_of_the_demo_makes_a_token_and_the_login_page_solves_the_captcha() {
    let server = Bitbucket::start(Scenario::sample().context("/bitbucket"));
    let browser = Client::nobody(&server);
    let page = "/plugins/servlet/access-tokens/add";
    assert!(browser.get(page).text().contains("<select id=\"repository\""));
    let form = [("Content-Type", "application/x-www-form-urlencoded")];
    let made = browser.try_send("POST", page, &form, "name=Bough&project=READ&repository=WRITE").expect("an answer").text();
    let secret = made.split("<code id=\"token\">").nth(1).and_then(|rest| rest.split('<').next()).expect("a token");
    assert_eq!(Client::bearer(&server, secret).get(PROPERTIES).header("x-ausername"), Some("ada"));
    assert!(browser.get("/plugins/servlet/access-tokens/manage").text().contains("Bough"));
    for _ in 0..6 {
        Client::basic(&server, "ada", "wrong").get(PROPERTIES);
    }
    assert_eq!(Client::basic(&server, "ada", secret).get(PROPERTIES).exception(), "CaptchaRequiredAuthenticationException");
    let entered = browser.try_send("POST", "/login?next=/dashboard", &form, "x=1").expect("an answer");
    assert_eq!((entered.status, entered.header("location")), (303, Some("/bitbucket/dashboard")));
    assert_eq!(Client::basic(&server, "ada", secret).get(PROPERTIES).status, 200);
}
