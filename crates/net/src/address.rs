//! Building addresses below a base address without losing its context path.

use url::Url;

/// `base` followed by `path`, whose steps are plain text parted by `/`. The context path of `base` stays, with or
/// without a slash at its end; query and fragment of `base` go; a leading or trailing slash of `path` does not count.
///
/// Steps are encoded, so that none can end the path or climb out of it: `.` and `..` are left out.
#[must_use]
pub fn join(base: &Url, path: &str) -> Url {
    let mut url = base.clone();
    url.set_query(None);
    url.set_fragment(None);
    extend(&mut url, path.split('/').filter(|step| !step.is_empty()));
    url
}

/// Adds steps to the path of `url`, each encoded whole: a `/` inside a step does not part it. Addresses that can't have
/// a path (`data:`) stay as they are.
pub fn extend<'a>(url: &mut Url, steps: impl IntoIterator<Item = &'a str>) {
    if let Ok(mut path) = url.path_segments_mut() {
        path.pop_if_empty();
        for step in steps {
            // Addresses drop these silently, and a dot, a tab and a dot would become a step up.
            path.push(&step.replace(['\t', '\n', '\r'], ""));
        }
    }
}

/// The address for messages: without user name, password, query and fragment, any of which may hold a secret.
pub(crate) fn shown(url: &Url) -> String {
    let mut url = url.clone();
    url.set_query(None);
    url.set_fragment(None);
    // Fails for addresses that can't have a user name, which then have none.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    url.into()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn keeps_what_the_person_typed() {
        for (base, joined) in [
            ("https://h", "https://h/rest/api"),
            ("https://h/", "https://h/rest/api"),
            ("https://h/bitbucket", "https://h/bitbucket/rest/api"),
            ("https://h/bitbucket/", "https://h/bitbucket/rest/api"),
            ("https://h:8443/a/b/?x=1#y", "https://h:8443/a/b/rest/api"),
            ("http://[::1]:7990/git", "http://[::1]:7990/git/rest/api"),
            ("https://bücher.example/büro", "https://xn--bcher-kva.example/b%C3%BCro/rest/api"),
        ] {
            let base = Url::parse(base).expect("a test address");
            assert_eq!(join(&base, "rest/api").as_str(), joined);
            assert_eq!(join(&base, "/rest/api/").as_str(), joined);
        }
    }

    #[test]
    fn steps_stay_single() {
        let mut url = join(&Url::parse("https://h/c").expect("a test address"), "rest");
        extend(&mut url, ["~ann", "a/b?c#d%2f", "..", "é"]);
        assert_eq!(url.as_str(), "https://h/c/rest/~ann/a%2Fb%3Fc%23d%252f/%C3%A9");
        for sly in ["..", ".", ".\t.", "\n..", ".\r"] {
            let mut url = Url::parse("https://h/a/b").expect("a test address");
            extend(&mut url, [sly]);
            assert_eq!(url.path(), "/a/b", "{sly:?}");
        }
    }

    #[test]
    fn messages_hold_no_secret() {
        let url = Url::parse("https://u:p@h/a?token=1#f").expect("a test address");
        assert_eq!(shown(&url), "https://h/a");
    }

    proptest! {
        #[test]
        fn joining_keeps_origin_and_context(
            scheme in "https?",
            host in "([a-z]{1,8}(\\.[a-z]{2,5}){0,2}|\\[::[1-9a-f]{1,4}\\]|127\\.0\\.0\\.[1-9]|bücher\\.example)",
            port in proptest::option::of(1u16..),
            context in proptest::collection::vec("[a-zA-Z0-9_-]{1,8}", 0..4),
            slash in any::<bool>(),
            path in proptest::collection::vec("[^/]{1,12}", 1..5),
        ) {
            let port = port.map(|port| format!(":{port}")).unwrap_or_default();
            let lead = if context.is_empty() { String::new() } else { format!("/{}", context.join("/")) };
            let base = Url::parse(&format!("{scheme}://{host}{port}{lead}{}", if slash { "/" } else { "" }));
            let base = base.expect("a generated address");
            let url = join(&base, &path.join("/"));
            prop_assert_eq!(url.origin(), base.origin());
            prop_assert_eq!((url.query(), url.fragment()), (None, None));
            let steps: Vec<&str> = url.path_segments().expect("has a path").collect();
            prop_assert_eq!(&steps[..context.len()], &context.iter().map(String::as_str).collect::<Vec<_>>()[..]);
            let told: Vec<String> = steps[context.len()..].iter()
                .map(|step| percent_encoding::percent_decode_str(step).decode_utf8_lossy().into_owned()).collect();
            // Tabs and line ends that people paste along are dropped, then dot steps; an empty step may be left of either.
            let bare = |steps: &[String]| steps.iter()
                .map(|step| step.replace(['\t', '\n', '\r'], ""))
                .filter(|step| !matches!(step.as_str(), "" | "." | "..")).collect::<Vec<_>>();
            prop_assert_eq!(bare(&told), bare(&path));
        }
    }
}
