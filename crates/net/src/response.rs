//! An answer that has come as a whole.

use bytes::Bytes;
use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimeParser;
use reqwest::header::{CONTENT_TYPE, DATE, HeaderMap, HeaderName};
use url::Url;

/// The answer to a [`Request`](crate::Request), whatever its status.
#[derive(Debug, Clone)]
pub struct Response {
    /// HTTP status.
    pub status: u16,
    /// The address that answered, after redirects.
    pub url: Url,
    /// The body, unpacked.
    pub body: Bytes,
    pub(crate) headers: HeaderMap,
}

impl Response {
    /// An answer that nobody sent, to test those who read answers. Headers that can't be are left out.
    pub fn new(status: u16, url: Url, headers: &[(&str, &str)], body: impl Into<Bytes>) -> Self {
        let header = |(name, value): &(&str, &str)| Some((HeaderName::try_from(*name).ok()?, value.parse().ok()?));
        Self { status, url, body: body.into(), headers: headers.iter().filter_map(header).collect() }
    }

    /// The first header of this name (any case), where it is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The server's clock when it answered, to the second; none where it does not say.
    pub fn date(&self) -> Option<Timestamp> {
        DateTimeParser::new().relaxed_weekday(true).parse_timestamp(self.headers.get(DATE)?.to_str().ok()?).ok()
    }

    /// True where the server says that the body is JSON.
    pub fn is_json(&self) -> bool {
        essence(&self.headers).is_some_and(|kind| kind == "application/json" || kind.ends_with("+json"))
    }

    /// True for a page made for a browser: a sign-in page, a proxy's notice, another application.
    pub fn is_web_page(&self) -> bool {
        is_web_page(&self.headers, &self.body)
    }
}

/// True where the content type is that of a page, or where there is none and the body begins like one.
pub(crate) fn is_web_page(headers: &HeaderMap, start: &[u8]) -> bool {
    if let Some(kind) = essence(headers) {
        return kind == "text/html" || kind == "application/xhtml+xml";
    }
    let start = start.trim_ascii_start();
    let begins = |mark: &[u8]| start.get(..mark.len()).is_some_and(|head| head.eq_ignore_ascii_case(mark));
    begins(b"<!doctype html") || begins(b"<html")
}

/// The content type without its parameters, in lower case.
pub(crate) fn essence(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(CONTENT_TYPE)?.to_str().ok()?;
    Some(value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn response(kind: Option<&'static str>, body: &'static [u8]) -> Response {
        let url = Url::parse("https://h/").expect("a test address");
        let headers: Vec<(&str, &str)> = kind.map(|kind| ("Content-Type", kind)).into_iter().collect();
        Response::new(200, url, &headers, body)
    }

    #[test]
    fn reads_the_servers_clock() {
        let url = Url::parse("https://h/").expect("a test address");
        let date = |text: &str| Response::new(200, url.clone(), &[("Date", text)], "").date();
        assert_eq!(date("Sun, 06 Nov 1994 08:49:37 GMT"), "1994-11-06T08:49:37Z".parse().ok());
        assert_eq!(date("now"), None);
        assert_eq!(response(None, b"").date(), None);
    }

    #[test]
    fn tells_pages_from_data() {
        for (kind, body, json, page) in [
            (Some("application/json;charset=UTF-8"), &b"{}"[..], true, false),
            (Some("application/problem+json"), b"{}", true, false),
            (Some("Text/HTML; charset=utf-8"), b"{}", false, true),
            (Some("application/xhtml+xml"), b"", false, true),
            (Some("text/plain"), b"<html>", false, false),
            (None, b"\n <!DOCTYPE HTML PUBLIC>", false, true),
            (None, b"<HTML><head>", false, true),
            (None, b"001e# service=git-upload-pack", false, false),
            (None, b"", false, false),
        ] {
            let response = response(kind, body);
            assert_eq!((response.is_json(), response.is_web_page()), (json, page), "{kind:?}");
        }
    }
}
