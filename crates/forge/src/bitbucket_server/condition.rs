//! How a server is set up and how it does: what it says of itself to anybody, and what is left of an account's requests.

use jiff::Timestamp;
use net::{Client, Response, Url};

use super::faults::{Asking, checked};
use super::probing;
use super::rest::Rest;
use crate::error::Error;
use crate::model::condition::{Age, Budget, Greeting, Product};

/// The first release that everything here was made for.
const SUPPORTED: (u32, u32) = (7, 21);
/// The first release with access tokens.
const WITH_TOKENS: (u32, u32) = (5, 5);

/// Asks for the resource that everybody may read, once and without a token.
pub(crate) async fn greet(client: &Client, base: &Url) -> Result<Greeting, Error> {
    let sent = Timestamp::now();
    let response = client.send(probing::question(base)).await?;
    let taken = Timestamp::now().duration_since(sent);
    let ours = sent.checked_add(taken / 2).unwrap_or(sent);
    let product = probing::properties(&response).map(|properties| Product {
        name: properties.display_name,
        age: age(&properties.version),
        version: properties.version,
        base_url: probing::base_of(&response.url).unwrap_or_else(|| base.clone()),
    });
    Ok(Greeting {
        status: response.status,
        is_web_page: response.is_web_page(),
        clocks: response.date().map(|theirs| (theirs, ours)),
        url: response.url,
        product,
    })
}

fn age(version: &str) -> Age {
    let mut numbers = version.split('.').map(|number| number.parse::<u32>().unwrap_or(0));
    let release = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    match release {
        release if release < WITH_TOKENS => Age::TooOld,
        release if release < SUPPORTED => Age::Old,
        _ => Age::Supported,
    }
}

/// What is left of the account's requests, where the server says so: newer releases do with every answer.
pub(super) async fn budget(rest: &Rest) -> Result<Option<Budget>, Error> {
    const ASKING: Asking<'static> = Asking { what: "the account", missing: "Project permissions: read" };
    let response = checked(rest.ask(rest.api(&["application-properties"])).await?, ASKING)?;
    let number = |name| header(&response, name);
    Ok(number("X-RateLimit-Remaining").zip(number("X-RateLimit-Limit")).map(|(remaining, limit)| Budget { remaining, limit }))
}

fn header(response: &Response, name: &str) -> Option<u64> {
    response.header(name)?.trim().parse().ok()
}

/// True for the product of the same name that Atlassian runs itself, which is another one.
pub(crate) fn is_cloud(base: &Url) -> bool {
    base.host_str().is_some_and(|host| host == "bitbucket.org" || host.ends_with(".bitbucket.org"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn releases_have_an_age() {
        for (version, expected) in [
            ("5.4.9", Age::TooOld),
            ("4.14", Age::TooOld),
            ("5.5.0", Age::Old),
            ("7.20.1", Age::Old),
            ("7.21", Age::Supported),
            ("10.2.1", Age::Supported),
            ("9.4.0-m1", Age::Supported),
        ] {
            assert_eq!(age(version), expected, "{version}");
        }
    }

    #[test]
    fn the_cloud_is_another_product() {
        let cloud = |text: &str| is_cloud(&Url::parse(text).expect("a test address"));
        assert!(cloud("https://bitbucket.org/team/repo") && cloud("https://api.bitbucket.org"));
        assert!(!cloud("https://bitbucket.org.example") && !cloud("https://mybitbucket.org"));
    }
}
