//! What the HTTP client met, as faults.

use net::{Error, Url};

use crate::fault::Fault;
use crate::views;

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        let detail = error.to_string();
        match error {
            Error::InvalidUrl { url, why } => Self::Invalid { field: "url".into(), why: format!("{url}: {why}.") },
            Error::Offline { host, detail, .. } | Error::TimedOut { host, detail, .. } => Self::Offline { host, detail },
            Error::Untrusted(certificate) => Self::Untrusted { certificate: Box::new(views::certificate(&certificate)) },
            // A login service, nearly always: the person looks at the page and sees.
            Error::RedirectedAway { from, to } => Self::WebPage { host: host_of(&from), url: to },
            Error::RateLimited { host, until } => Self::RateLimited { host, until: until.to_string() },
            Error::TooLarge { .. } => Self::Refused { detail },
            Error::ProxyRefused { proxy, detail } => Self::Offline { host: proxy, detail },
            Error::OutOfScope { .. } | Error::Cancelled => Self::Broken { detail },
            Error::Broken { detail } => Self::Broken { detail },
        }
    }
}

fn host_of(url: &str) -> String {
    Url::parse(url).ok().and_then(|url| net::Origin::of(&url)).map_or_else(|| url.to_owned(), |origin| origin.to_string())
}
