//! Which repository an address names.

use net::Origin;
use percent_encoding::percent_decode_str;
use url::Url;

use super::convert::project_key;
use crate::model::repositories::RepositoryPath;

/// Reads clone addresses (`…/scm/key/slug.git`, `ssh://git@host:7999/key/slug.git`, `git@host:key/slug.git`) and pages
/// (`…/projects/KEY/repos/slug/…`, `…/users/name/repos/slug/…`) of the server at `base`.
pub(crate) fn locate(base: &Url, remote: &str) -> Option<RepositoryPath> {
    let remote = remote.trim();
    if remote.contains("://") {
        let url = Url::parse(remote).ok()?;
        return match url.scheme() {
            "http" | "https" => by_http(base, &url),
            "ssh" | "git+ssh" | "ssh+git" => by_ssh(base, url.host_str()?, url.path()),
            _ => None,
        };
    }
    // user@host:path; the user may be missing.
    let (place, path) = remote.split_once(':')?;
    let host = place.rsplit_once('@').map_or(place, |(_, host)| host);
    if place.contains('/') { None } else { by_ssh(base, host, path) }
}

fn by_http(base: &Url, url: &Url) -> Option<RepositoryPath> {
    if Origin::of(url).is_none() || Origin::of(url) != Origin::of(base) {
        return None;
    }
    let path = url.path().strip_prefix(base.path().trim_end_matches('/'))?;
    let steps: Vec<&str> = path.strip_prefix('/')?.split('/').collect();
    match steps[..] {
        ["scm", key, slug, ..] | ["projects", key, "repos", slug, ..] => repository(key, slug),
        ["users", name, "repos", slug, ..] => repository(&format!("~{name}"), slug),
        _ => None,
    }
}

/// SSH addresses have no context path; the port is anybody's guess.
fn by_ssh(base: &Url, host: &str, path: &str) -> Option<RepositoryPath> {
    if !base.host_str()?.eq_ignore_ascii_case(host) {
        return None;
    }
    let steps: Vec<&str> = path.trim_start_matches('/').trim_end_matches('/').split('/').collect();
    match steps[..] {
        [key, slug] => repository(key, slug),
        _ => None,
    }
}

fn repository(key: &str, slug: &str) -> Option<RepositoryPath> {
    let decoded = |text: &str| percent_decode_str(text).decode_utf8().ok().map(std::borrow::Cow::into_owned);
    let (key, slug) = (decoded(key)?, decoded(slug)?);
    let slug = slug.strip_suffix(".git").unwrap_or(&slug).to_lowercase();
    let name = key.strip_prefix('~').unwrap_or(&key);
    (is_name(name) && is_name(&slug)).then(|| RepositoryPath { project: project_key(&key), slug })
}

/// Letters of any script, digits, `-`, `_`, `.`; not a dot or a dash in front.
fn is_name(text: &str) -> bool {
    let plain = |letter: char| letter.is_alphanumeric() || "-_.".contains(letter);
    !text.is_empty() && !text.starts_with(['-', '.']) && text.chars().all(plain)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn find(base: &str, remote: &str) -> Option<String> {
        let base = Url::parse(base).expect("a test address");
        locate(&base, remote).map(|path| format!("{}/{}", path.project, path.slug))
    }

    #[test]
    fn knows_every_form() {
        let base = "https://git.example.com/bitbucket";
        for (remote, path) in [
            ("https://git.example.com/bitbucket/scm/prj/app.git", "PRJ/app"),
            ("https://git.example.com:443/bitbucket/scm/PRJ/app", "PRJ/app"),
            ("https://ann@git.example.com/bitbucket/scm/~Ann.B/app.git", "~ann.b/app"),
            ("https://git.example.com/bitbucket/scm/%7Eann/app.git/info/lfs", "~ann/app"),
            ("https://git.example.com/bitbucket/projects/PRJ/repos/app/browse?at=x#y", "PRJ/app"),
            ("https://git.example.com/bitbucket/projects/~ann/repos/my.app-2/pull-requests/1/overview", "~ann/my.app-2"),
            ("https://git.example.com/bitbucket/users/ann/repos/app", "~ann/app"),
            ("ssh://git@git.example.com:7999/prj/app.git", "PRJ/app"),
            ("ssh://git@GIT.example.com/~ann/app.git", "~ann/app"),
            ("git@git.example.com:prj/app.git", "PRJ/app"),
            ("git.example.com:/prj/app", "PRJ/app"),
            (" ssh://git.example.com:7999/prj/app.git/\n", "PRJ/app"),
        ] {
            assert_eq!(find(base, remote).as_deref(), Some(path), "{remote}");
        }
        assert_eq!(find("http://[::1]:7990/", "http://[::1]:7990/scm/p/s.git").as_deref(), Some("P/s"));
    }

    #[test]
    fn takes_nothing_else() {
        let base = "https://git.example.com/bitbucket/";
        for remote in [
            "",
            "https://git.example.com/scm/prj/app.git",
            "https://git.example.com/bitbucketer/scm/prj/app.git",
            "https://git.example.com:8443/bitbucket/scm/prj/app.git",
            "http://git.example.com/bitbucket/scm/prj/app.git",
            "https://other.example.com/bitbucket/scm/prj/app.git",
            "https://git.example.com/bitbucket/scm/prj",
            "https://git.example.com/bitbucket/projects/prj",
            "https://git.example.com/bitbucket/scm/prj/..%2fapp.git",
            "https://git.example.com/bitbucket/scm/-x/app.git",
            "https://git.example.com/bitbucket/scm/~/app.git",
            "https://git.example.com/bitbucket/scm/prj/.git",
            "ssh://git@other.example.com:7999/prj/app.git",
            "ssh://git@git.example.com:7999/bitbucket/prj/app.git",
            "git@other.example.com:prj/app.git",
            "/git.example.com:prj/app.git",
            "file:///git.example.com/prj/app.git",
            "ext::sh -c id",
            "prj/app.git",
        ] {
            assert_eq!(find(base, remote), None, "{remote}");
        }
    }

    proptest! {
        #[test]
        fn clone_addresses_lead_back(
            key in "[A-Z][A-Z0-9_]{0,8}|~[a-z0-9][a-z0-9._-]{0,8}", slug in "[a-z0-9][a-z0-9._-]{0,10}[a-z0-9]",
            context in "(/[a-z]{1,6}){0,2}", port in proptest::option::of(1u16..), ssh_port in 1u16..,
        ) {
            prop_assume!(slug.strip_suffix(".git").is_none());
            let port = port.map(|port| format!(":{port}")).unwrap_or_default();
            let base = Url::parse(&format!("https://git.example.com{port}{context}")).expect("a generated address");
            let path = RepositoryPath { project: key.clone(), slug: slug.clone() };
            let lower = key.to_lowercase();
            for remote in [
                format!("https://git.example.com{port}{context}/scm/{lower}/{slug}.git"),
                format!("https://ann@git.example.com{port}{context}/projects/{key}/repos/{slug}/browse"),
                format!("ssh://git@git.example.com:{ssh_port}/{lower}/{slug}.git"),
                super::super::web::repository(&base, &path).to_string(),
            ] {
                prop_assert_eq!(locate(&base, &remote), Some(path.clone()), "{}", remote);
            }
        }

        #[test]
        fn any_text_is_survived_and_what_is_found_can_be_asked_for(remote in "(ssh://|https://|git@)?(git\\.example\\.com)?\\PC{0,40}") {
            let base = Url::parse("https://git.example.com/").expect("a test address");
            if let Some(path) = locate(&base, &remote) {
                prop_assert!(remote.to_lowercase().contains("git.example.com"));
                prop_assert!(!path.slug.contains(['/', '%', '?', '#', ' ']) && !path.slug.is_empty());
                prop_assert!(!path.project.contains(['/', '%', '?', '#', ' ']) && !path.project.is_empty());
            }
        }
    }
}
