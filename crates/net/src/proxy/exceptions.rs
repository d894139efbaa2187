//! Hosts that are reached without the proxy, in the notation of `NO_PROXY`.

use std::net::IpAddr;

use crate::origin::Origin;

/// A list of hosts. Entries: `*` (all); a name (it and all below it, with or without a leading `.` or `*.`); an address;
/// a range of addresses such as `10.0.0.0/8`; each but the range with `:port` behind it where only that port is meant.
#[derive(Clone, Debug, Default)]
pub(crate) struct Exceptions(Vec<Exception>);

#[derive(Clone, Debug)]
enum Exception {
    All,
    Name(String, Option<u16>),
    Address(IpAddr, Option<u16>),
    Range(IpAddr, u32),
}

impl Exceptions {
    /// Reads a list parted by commas or blanks; what can't be read is left out.
    pub(crate) fn read(text: &str) -> Self {
        Self(text.split([',', ' ', ';', '\n']).filter_map(|entry| Exception::read(entry.trim())).collect())
    }

    /// True where `origin` is in the list.
    pub(crate) fn hold(&self, origin: &Origin) -> bool {
        let host = origin.host().trim_start_matches('[').trim_end_matches(']').trim_end_matches('.');
        self.0.iter().any(|exception| exception.holds(host, origin.port()))
    }
}

impl Exception {
    fn read(text: &str) -> Option<Self> {
        if text.is_empty() {
            return None;
        }
        if text == "*" {
            return Some(Self::All);
        }
        if let Some((address, bits)) = text.split_once('/') {
            let address: IpAddr = bare(address).parse().ok()?;
            let bits: u32 = bits.parse().ok()?;
            let most = if address.is_ipv4() { 32 } else { 128 };
            return (bits <= most).then_some(Self::Range(address, bits));
        }
        if let Ok(address) = bare(text).parse() {
            return Some(Self::Address(address, None));
        }
        let (name, port) = match text.rsplit_once(':') {
            Some((name, port)) => (name, Some(port.parse().ok()?)),
            None => (text, None),
        };
        if let Ok(address) = bare(name).parse() {
            return Some(Self::Address(address, port));
        }
        let name = name.trim_start_matches('*').trim_start_matches('.').trim_end_matches('.');
        (!name.is_empty()).then(|| Self::Name(name.to_ascii_lowercase(), port))
    }

    fn holds(&self, host: &str, port: u16) -> bool {
        match self {
            Self::All => true,
            Self::Name(name, only) => {
                only.is_none_or(|only| only == port)
                    && host.strip_suffix(name.as_str()).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
            }
            Self::Address(address, only) => {
                only.is_none_or(|only| only == port) && host.parse::<IpAddr>().is_ok_and(|host| host == *address)
            }
            Self::Range(start, bits) => host.parse::<IpAddr>().is_ok_and(|host| in_range(host, *start, *bits)),
        }
    }
}

fn bare(text: &str) -> &str {
    text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(text)
}

fn in_range(host: IpAddr, start: IpAddr, bits: u32) -> bool {
    match (host, start) {
        (IpAddr::V4(host), IpAddr::V4(start)) => {
            let mask = u32::MAX.checked_shl(32 - bits).unwrap_or(0);
            u32::from(host) & mask == u32::from(start) & mask
        }
        (IpAddr::V6(host), IpAddr::V6(start)) => {
            let mask = u128::MAX.checked_shl(128 - bits).unwrap_or(0);
            u128::from(host) & mask == u128::from(start) & mask
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(list: &str, url: &str) -> bool {
        let origin = Origin::of(&url::Url::parse(url).expect("a test address")).expect("an origin");
        Exceptions::read(list).hold(&origin)
    }

    #[test]
    fn knows_the_notations_of_no_proxy() {
        for (list, url, expected) in [
            ("", "https://a.example", false),
            ("*", "https://a.example", true),
            ("a.example", "https://a.example", true),
            ("A.Example", "https://b.a.example:8443", true),
            (".a.example", "https://a.example", true),
            ("*.a.example", "https://x.a.example", true),
            ("a.example", "https://ba.example", false),
            ("a.example:8443", "https://a.example:8443", true),
            ("a.example:8443", "https://a.example", false),
            ("x, a.example ,y", "https://a.example.", true),
            ("127.0.0.1", "http://127.0.0.1:8080", true),
            ("127.0.0.1:81", "http://127.0.0.1:80", false),
            ("10.0.0.0/8", "http://10.200.3.4", true),
            ("10.0.0.0/8", "http://11.0.0.1", false),
            ("0.0.0.0/0", "http://11.0.0.1", true),
            ("10.0.0.0/33", "http://10.0.0.1", false),
            ("::1", "http://[::1]:7990", true),
            ("[::1]:7990", "http://[::1]:7990", true),
            ("fd00::/8", "http://[fd12::1]", true),
            ("fd00::/8", "http://[fe80::1]", false),
            ("::/0", "http://[fe80::1]", true),
            ("a.example:notaport", "https://a.example", false),
        ] {
            assert_eq!(holds(list, url), expected, "{list} {url}");
        }
    }
}
