//! Who the tests are on which server.

use std::path::PathBuf;

use git::{Access, Error, SshLaunch};
use net::{Authorization, Credential, Scope, Url};

/// Signed in at most at one server, with one way to start `ssh`.
#[derive(Default)]
pub struct TestAccess {
    pub account: Option<(Url, String, String)>,
    pub launch: Option<SshLaunch>,
}

impl TestAccess {
    pub fn account(base: &str, user: &str, password: &str) -> Self {
        Self { account: Some((Url::parse(base).unwrap(), user.to_owned(), password.to_owned())), ..Self::default() }
    }

    pub fn ssh(launch: SshLaunch) -> Self {
        Self { launch: Some(launch), ..Self::default() }
    }
}

impl Access for TestAccess {
    fn https(&self, url: &Url) -> Result<Option<Credential>, Error> {
        assert!(url.username().is_empty() && url.password().is_none());
        Ok(self.account.as_ref().and_then(|(base, user, password)| {
            let scope = Scope::below(base, &["/"]);
            let authorization = Authorization::Basic { user: user.clone(), password: password.clone().into() };
            scope.admits(url).then_some(Credential { scope, authorization })
        }))
    }

    fn ssh(&self, _host: &str, _port: Option<u16>, _user: Option<&str>) -> Result<SshLaunch, Error> {
        self.launch.clone().ok_or_else(|| Error::Unsupported { what: "no ssh in this test".to_owned() })
    }
}

/// How the tests start a program as `ssh`: without anything of the environment but a path.
pub fn launch(program: impl Into<PathBuf>, options: &[&str]) -> SshLaunch {
    SshLaunch {
        program: program.into(),
        identity: None,
        environment: vec![("PATH".into(), "/usr/local/bin:/usr/bin:/bin".into())],
        background: true,
        extra_options: options.iter().map(|word| (*word).to_owned()).collect(),
        keep_alive: None,
    }
}
