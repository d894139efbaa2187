//! Servers that behave as the real ones do: a stateful Bitbucket Data Center on loopback for tests, benches and the demo.

mod bitbucket;
mod browser;
mod error;
mod receiver;

pub use bitbucket::{
    AuthorizationKind, BasicAuth, Bitbucket, CertificateKind, CloneLinks, Content, EmptyRepoStyle, Fault, LastPage, Level,
    OauthRedirects, PagingStyle, Permission, RateLimit, RecordedRequest, Scenario, SshUser, Story, Version,
};
pub use browser::{Browser, Page};
pub use error::Error;
pub use receiver::{Heard, Receiver};
