//! What one does with a server, in one line each.

use bough_core::Core;
use bough_core::api::hosts::{Account, Host};
use bough_core::api::ids::AccountId;
use bough_core::api::repositories::{RepositoryPath, RepositoryScope};
use bough_core::api::{AddHost, ConnectAccount, ListHostRepositories, Secret};
use simulators::Bitbucket;

pub async fn add(core: &Core, server: &Bitbucket) -> Host {
    core.run(AddHost { base_url: server.base_url(), plain_http: true }).await.unwrap()
}

pub async fn sign_in(core: &Core, server: &Bitbucket, host: &Host) -> Account {
    let token = Secret::from_text(server.token("ada").unwrap());
    core.run(ConnectAccount { host: host.id, token, token_expires: None }).await.unwrap()
}

pub fn repositories(account: AccountId) -> ListHostRepositories {
    ListHostRepositories { account, scope: RepositoryScope::All, search: None, cursor: None, limit: None, at_once: None }
}

pub fn hello() -> RepositoryPath {
    RepositoryPath { project: "DEMO".into(), slug: "hello".into() }
}

pub fn hex(bytes: [u8; 32]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").unwrap();
        text
    })
}
