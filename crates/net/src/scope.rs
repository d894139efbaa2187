//! Where a secret may go: one origin, and paths below a few prefixes of a base address.

use percent_encoding::percent_decode_str;
use url::Url;

use crate::origin::Origin;

/// An origin and path prefixes. [`admits`](Self::admits) is strict: whatever is doubtful is refused, for the price of
/// refusing wrongly is an error, and of admitting wrongly a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    /// None where the base was no HTTP address: nothing is admitted then.
    origin: Option<Origin>,
    paths: Vec<String>,
}

impl Scope {
    /// The paths `base` + each of `prefixes`, such as `/rest` and `/scm`. An empty prefix means everything below `base`.
    pub fn below(base: &Url, prefixes: &[&str]) -> Self {
        let root = base.path().trim_end_matches('/');
        let paths = prefixes.iter().map(|prefix| format!("{root}/{}", prefix.trim_matches('/'))).collect();
        Self { origin: Origin::of(base), paths }
    }

    /// The origin, where the base had one.
    pub fn origin(&self) -> Option<&Origin> {
        self.origin.as_ref()
    }

    /// True where a secret of this scope may be sent to `url`: scheme, host and port are byte-equal, the path is one of
    /// ours or below it, there is no user name in the address and nothing that a server could read as `..`.
    pub fn admits(&self, url: &Url) -> bool {
        self.origin.is_some()
            && Origin::of(url) == self.origin
            && url.username().is_empty()
            && url.password().is_none()
            && is_plain(url.path())
            && self.paths.iter().any(|root| is_below(url.path(), root))
    }
}

fn is_below(path: &str, root: &str) -> bool {
    let root = root.trim_end_matches('/');
    path.strip_prefix(root).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// False where any reading of the path, decoded once or more often, holds a `.` or `..` step (also before a `;`, which
/// Tomcat cuts off), a backslash or a control character.
fn is_plain(path: &str) -> bool {
    let mut text = path.to_owned();
    for _ in 0..4 {
        let step_up = |step: &str| matches!(step.split(';').next(), Some("." | ".."));
        if text.contains('\\') || text.chars().any(char::is_control) || text.split('/').any(step_up) {
            return false;
        }
        let Ok(decoded) = percent_decode_str(&text).decode_utf8() else { return false };
        if decoded == text {
            return true;
        }
        text = decoded.into_owned();
    }
    // Still encoded after four rounds: nobody means well with that.
    false
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn url(text: &str) -> Url {
        Url::parse(text).expect("a test address")
    }

    fn scope() -> Scope {
        Scope::below(&url("https://git.example.com:8443/bitbucket/"), &["/rest", "/scm"])
    }

    #[test]
    fn admits_paths_below_its_prefixes() {
        for text in [
            "https://git.example.com:8443/bitbucket/rest",
            "https://git.example.com:8443/bitbucket/rest/",
            "https://git.example.com:8443/bitbucket/rest/api/latest/projects/~me/repos?limit=1",
            "https://GIT.example.com:8443/bitbucket/scm/k/s.git/info/refs?service=git-upload-pack",
            "https://git.example.com:8443/bitbucket/rest/a%20b/c..d/...",
        ] {
            assert!(scope().admits(&url(text)), "{text}");
        }
    }

    #[test]
    fn refuses_everything_else() {
        for text in [
            "http://git.example.com:8443/bitbucket/rest/x",
            "https://git.example.com/bitbucket/rest/x",
            "https://git.example.com:8444/bitbucket/rest/x",
            "https://git.example.com.:8443/bitbucket/rest/x",
            "https://git.example.org:8443/bitbucket/rest/x",
            "https://user@git.example.com:8443/bitbucket/rest/x",
            "https://:p@git.example.com:8443/bitbucket/rest/x",
            "https://git.example.com:8443/rest/x",
            "https://git.example.com:8443/bitbucket/resting",
            "https://git.example.com:8443/bitbucket/login",
            "https://git.example.com:8443/Bitbucket/rest/x",
            "https://git.example.com:8443/bitbucket/rest/../login",
            "https://git.example.com:8443/bitbucket/rest/%2e%2e/login",
            "https://git.example.com:8443/bitbucket/rest/..%2flogin",
            "https://git.example.com:8443/bitbucket/rest/..%5clogin",
            "https://git.example.com:8443/bitbucket/rest/%252e%252e%252flogin",
            "https://git.example.com:8443/bitbucket/rest/..;/login",
            "https://git.example.com:8443/bitbucket/rest/.;x/login",
            "https://git.example.com:8443/bitbucket/rest/a%0d%0ab",
            "https://git.example.com:8443/bitbucket/rest/a%00b",
            "ssh://git.example.com:8443/bitbucket/rest/x",
        ] {
            assert!(!scope().admits(&url(text)), "{text}");
        }
    }

    #[test]
    fn an_empty_prefix_is_the_whole_base() {
        let whole = Scope::below(&url("https://h/"), &[""]);
        assert!(whole.admits(&url("https://h/")) && whole.admits(&url("https://h/a/b")));
        assert!(!whole.admits(&url("https://i/a")));
        let context = Scope::below(&url("https://h/git"), &[""]);
        assert!(context.admits(&url("https://h/git")) && context.admits(&url("https://h/git/a")));
        assert!(!context.admits(&url("https://h/gitter")));
    }

    #[test]
    fn a_base_that_is_no_http_address_admits_nothing() {
        let none = Scope::below(&url("ssh://git@h/scm"), &[""]);
        assert!(!none.admits(&url("ssh://git@h/scm/x")));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]
        #[test]
        fn admitted_means_same_origin_and_below(
            scheme in "https?", host in "(git\\.example\\.com|git\\.example\\.co|[a-z.%@:\\[\\]-]{1,12})",
            port in "(:8443|:443|:[0-9]{1,5})?", path in "(/bitbucket|/bitbucket/rest|/rest|/bitbucket/scm)?[/a-z.%;2e5cf\\\\~]{0,24}",
        ) {
            if let Ok(target) = Url::parse(&format!("{scheme}://{host}{port}{path}"))
                && scope().admits(&target)
            {
                prop_assert_eq!(target.scheme(), "https");
                prop_assert_eq!(target.host_str(), Some("git.example.com"));
                prop_assert_eq!(target.port(), Some(8443));
                prop_assert!(target.username().is_empty() && target.password().is_none());
                let below = ["/bitbucket/rest", "/bitbucket/scm"].iter().any(|root| {
                    target.path() == *root || target.path().starts_with(&format!("{root}/"))
                });
                prop_assert!(below, "{}", target);
                // Read as the most careless server would: decoded twice, parameters cut, steps up taken.
                let once = percent_decode_str(target.path()).decode_utf8_lossy().into_owned();
                let twice = percent_decode_str(&once).decode_utf8_lossy().replace('\\', "/");
                prop_assert!(!twice.split('/').any(|step| step.split(';').next() == Some("..")));
            }
        }
    }
}
