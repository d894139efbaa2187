//! The one HTTP client: trust, proxies, redirects, time limits, retries and secrets bound to an origin.
//!
//! Everything that leaves this computer by HTTP(S) goes through [`Client`]: REST by [`Client::send`], Git by
//! [`Client::exchange`] and [`Client::upload`], large files by [`Client::put`]. reqwest and rustls live behind this wall and nowhere else.

mod address;
mod answer;
mod cancel;
mod certificate;
mod client;
mod credential;
mod error;
mod exchange;
mod file_body;
mod limits;
mod line;
mod origin;
mod pace;
mod proxy;
mod reach;
mod redirect;
mod request;
mod response;
mod retry;
mod runtime;
mod scope;
mod trust;
mod upload;
mod verifier;
mod watch;
mod way;
mod wire_fault;

pub use url::Url;

pub use address::{extend, join};
pub use answer::Answer;
pub use cancel::Cancel;
pub use certificate::{Anchor, Certificate, CertificateFacts, Distrust, TlsVersion};
pub use client::Client;
pub use credential::{Authorization, Credential};
pub use error::Error;
pub use exchange::{Exchange, Method};
pub use file_body::FileBody;
pub use limits::Limits;
pub use origin::Origin;
pub use proxy::{ProxyChoice, ProxyRule, Route};
pub use request::Request;
pub use response::Response;
pub use scope::Scope;
pub use trust::TrustStore;
pub use upload::Upload;
pub use watch::{Observation, Outcome};
