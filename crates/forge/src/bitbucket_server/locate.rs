//! What an address leads to.

use net::Origin;
use percent_encoding::percent_decode_str;
use url::Url;

use super::convert::project_key;
use crate::model::destinations::{Destination, Target};
use crate::model::repositories::RepositoryPath;

/// Longer than any name or path that somebody would link to.
const LONGEST: usize = 4096;

/// Reads clone addresses (`…/scm/key/slug.git`, `ssh://git@host:7999/key/slug.git`, `git@host:key/slug.git`) and pages
/// (`…/projects/KEY/repos/slug/…`, `…/users/name/repos/slug/…`) of the server at `base`.
pub(crate) fn locate(base: &Url, address: &str) -> Option<Destination> {
    let address = address.trim();
    if address.contains("://") {
        let url = Url::parse(address).ok()?;
        return match url.scheme() {
            "http" | "https" => by_http(base, &url),
            "ssh" | "git+ssh" | "ssh+git" => by_ssh(base, url.host_str()?, url.path()),
            _ => None,
        };
    }
    // user@host:path; the user may be missing.
    let (place, path) = address.split_once(':')?;
    let host = place.rsplit_once('@').map_or(place, |(_, host)| host);
    if place.contains('/') { None } else { by_ssh(base, host, path) }
}

/// Reads `KEY/slug` and `KEY/slug#12`.
pub(crate) fn short_name(text: &str) -> Option<Destination> {
    let (name, number) = text.trim().split_once('#').map_or((text.trim(), None), |(name, number)| (name, Some(number)));
    let (key, slug) = name.split_once('/')?;
    let path = repository(key, slug.strip_suffix('/').unwrap_or(slug))?;
    let target = match number {
        Some(number) => Target::PullRequest { number: counted(number)? },
        None => Target::Repository,
    };
    Some(Destination { path, target })
}

fn by_http(base: &Url, url: &Url) -> Option<Destination> {
    if Origin::of(url).is_none() || Origin::of(url) != Origin::of(base) {
        return None;
    }
    let path = url.path().strip_prefix(base.path().trim_end_matches('/'))?;
    let steps: Vec<&str> = path.strip_prefix('/')?.split('/').collect();
    match steps[..] {
        ["scm", key, slug, ..] => Some(Destination { path: repository(key, slug)?, target: Target::Repository }),
        ["projects", key, "repos", slug, ref page @ ..] => {
            Some(Destination { path: repository(key, slug)?, target: target(url, page)? })
        }
        ["users", name, "repos", slug, ref page @ ..] => {
            Some(Destination { path: repository(&format!("~{name}"), slug)?, target: target(url, page)? })
        }
        _ => None,
    }
}

/// What a page of a repository shows. None where it says something that can't be meant; a page that is no such thing, or a
/// new one, is one of the repository.
fn target(url: &Url, page: &[&str]) -> Option<Target> {
    let revision = |key: &str| match parameter(url, key) {
        Some(name) => revision_name(&name).map(|name| Target::Revision { name }),
        None => Some(Target::Repository),
    };
    match page {
        ["browse" | "raw", file @ ..] if file.iter().any(|step| !step.is_empty()) => Some(Target::File {
            path: file_path(file)?,
            at: parameter(url, "at").map(|at| revision_name(&at).ok_or(())).transpose().ok()?,
            lines: url.fragment().and_then(line_numbers),
        }),
        ["browse", ..] => revision("at"),
        ["commits", id, ..] if !id.is_empty() => {
            let hex = (4..=64).contains(&id.len()) && id.chars().all(|digit| digit.is_ascii_hexdigit());
            hex.then(|| Target::Commit { id: id.to_ascii_lowercase() })
        }
        ["commits", ..] => revision("until"),
        ["compare", ..] => revision("sourceBranch"),
        ["pull-requests", number, ..] if !number.is_empty() => Some(Target::PullRequest { number: counted(number)? }),
        _ => Some(Target::Repository),
    }
}

fn parameter(url: &Url, key: &str) -> Option<String> {
    url.query_pairs().find(|(name, value)| name == key && !value.is_empty()).map(|(_, value)| value.into_owned())
}

/// A name that Git could have given: no option, no range, nothing that leads elsewhere.
fn revision_name(name: &str) -> Option<String> {
    let odd = |letter: char| letter.is_control() || letter.is_whitespace() || "~^:?*[\\".contains(letter);
    let whole = !name.starts_with(['-', '/']) && !name.ends_with(['/', '.']);
    let plain = !name.contains(odd) && !name.contains("..") && !name.contains("@{") && !name.contains("//");
    (whole && plain && name.len() <= LONGEST).then(|| name.to_owned())
}

fn file_path(steps: &[&str]) -> Option<String> {
    let decoded: Option<Vec<String>> = steps.iter().map(|step| decoded(step)).collect();
    let path = decoded?.join("/");
    let path = path.trim_matches('/');
    let fits = |step: &str| !matches!(step, "" | "." | "..") && !step.eq_ignore_ascii_case(".git");
    let plain = !path.contains(char::is_control) && path.len() <= LONGEST && path.split('/').all(fits);
    plain.then(|| path.to_owned())
}

/// `12`, `12-15`, or the first of several of these.
fn line_numbers(fragment: &str) -> Option<(u32, u32)> {
    let first = fragment.split(',').next()?;
    let (from, to) = first.split_once('-').unwrap_or((first, first));
    let (from, to) = (u32::try_from(counted(from)?).ok()?, u32::try_from(counted(to)?).ok()?);
    Some((from.min(to), from.max(to)))
}

/// A number from 1, in plain digits.
fn counted(text: &str) -> Option<u64> {
    let digits = !text.is_empty() && text.len() <= 18 && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten().filter(|number| *number > 0)
}

/// SSH addresses have no context path; the port is anybody's guess.
fn by_ssh(base: &Url, host: &str, path: &str) -> Option<Destination> {
    if !base.host_str()?.eq_ignore_ascii_case(host) {
        return None;
    }
    let steps: Vec<&str> = path.trim_start_matches('/').trim_end_matches('/').split('/').collect();
    match steps[..] {
        [key, slug] => Some(Destination { path: repository(key, slug)?, target: Target::Repository }),
        _ => None,
    }
}

fn decoded(text: &str) -> Option<String> {
    percent_decode_str(text).decode_utf8().ok().map(std::borrow::Cow::into_owned)
}

fn repository(key: &str, slug: &str) -> Option<RepositoryPath> {
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
        locate(&base, remote).map(|found| format!("{}/{}", found.path.project, found.path.slug))
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

    #[test]
    fn pages_lead_to_what_they_show() {
        let base = Url::parse("https://git.example.com/bitbucket").expect("a test address");
        let revision = |name: &str| Target::Revision { name: name.to_owned() };
        let file = |path: &str, at: Option<&str>, lines| Target::File { path: path.to_owned(), at: at.map(str::to_owned), lines };
        for (page, target) in [
            ("", Target::Repository),
            ("browse", Target::Repository),
            ("browse?at=refs%2Fheads%2Ffeature%2Fone", revision("refs/heads/feature/one")),
            ("browse/?at=v1.0", revision("v1.0")),
            ("browse/src/Main.java", file("src/Main.java", None, None)),
            ("browse/a%20b/%C3%BC.txt?at=refs%2Ftags%2Fv1#12-15", file("a b/ü.txt", Some("refs/tags/v1"), Some((12, 15)))),
            ("browse/x?at=abc#7,9-12", file("x", Some("abc"), Some((7, 7)))),
            ("browse/x#15-12", file("x", None, Some((12, 15)))),
            ("browse/x#somewhere", file("x", None, None)),
            // As every browser reads it.
            ("browse/a/%2e%2e/b", file("b", None, None)),
            ("raw/x?at=abc", file("x", Some("abc"), None)),
            ("commits/0123ABCDEF#x", Target::Commit { id: "0123abcdef".into() }),
            ("commits?until=refs%2Fheads%2Fmain", revision("refs/heads/main")),
            ("compare/commits?sourceBranch=refs%2Fheads%2Fx&targetBranch=y", revision("refs/heads/x")),
            ("pull-requests/12/overview?commentId=3", Target::PullRequest { number: 12 }),
            ("pull-requests/7", Target::PullRequest { number: 7 }),
            ("pull-requests?create&sourceBranch=refs%2Fheads%2Fx", Target::Repository),
            ("settings", Target::Repository),
            ("what/comes/with/version/11", Target::Repository),
        ] {
            let address = format!("https://git.example.com/bitbucket/projects/PRJ/repos/app/{page}");
            assert_eq!(locate(&base, &address).map(|found| found.target), Some(target), "{page}");
        }
    }

    #[test]
    fn pages_that_cannot_be_meant_lead_nowhere() {
        let base = Url::parse("https://git.example.com").expect("a test address");
        for page in [
            "browse?at=--upload-pack%3Dx",
            "browse?at=a..b",
            "browse?at=a%0Ab",
            "browse/a%2f..%2fb",
            "browse/a%00b",
            "browse/.git/config",
            "browse/a//b",
            "browse/x?at=-x",
            "commits/main",
            "commits/abc",
            "pull-requests/0",
            "pull-requests/-1",
            "pull-requests/99999999999999999999",
            "pull-requests/1e3",
        ] {
            let address = format!("https://git.example.com/projects/PRJ/repos/app/{page}");
            assert_eq!(locate(&base, &address), None, "{page}");
        }
    }

    #[test]
    fn short_names_are_read() {
        let found =
            |text: &str| short_name(text).map(|found| (format!("{}/{}", found.path.project, found.path.slug), found.target));
        assert_eq!(found("prj/app"), Some(("PRJ/app".into(), Target::Repository)));
        assert_eq!(found(" ~Ann/app/ "), Some(("~ann/app".into(), Target::Repository)));
        assert_eq!(found("PRJ/app#12"), Some(("PRJ/app".into(), Target::PullRequest { number: 12 })));
        for odd in
            ["", "app", "a/b/c", "/a/b", "-x/app", "prj/-x", "prj/app#", "prj/app#x", "prj/app#0", "a b/c", "~/app", "./app"]
        {
            assert_eq!(found(odd), None, "{odd}");
        }
    }

    /// Nothing of it could be taken for an option, or lead out of the repository.
    fn assert_harmless(target: &Target) -> Result<(), TestCaseError> {
        match target {
            Target::Repository | Target::PullRequest { .. } => {}
            Target::Commit { id } => prop_assert!(id.chars().all(|digit| digit.is_ascii_hexdigit())),
            Target::Revision { name } => {
                prop_assert!(!name.starts_with('-') && !name.contains("..") && !name.contains(char::is_control));
            }
            Target::File { path, at, .. } => {
                prop_assert!(path.split('/').all(|step| !matches!(step, "" | "." | "..")) && !path.contains(char::is_control));
                prop_assert!(at.as_ref().is_none_or(|at| !at.starts_with('-') && !at.contains("..")));
            }
        }
        Ok(())
    }

    proptest! {
        #[test]
        fn any_page_is_survived_and_leads_to_nothing_odd(page in "(browse|raw|commits|compare|pull-requests)?[-a-z0-9/.%?=&#~: \\PC]{0,40}") {
            let base = Url::parse("https://git.example.com/").expect("a test address");
            let address = format!("https://git.example.com/projects/PRJ/repos/app/{page}");
            if let Some(found) = locate(&base, &address) {
                assert_harmless(&found.target)?;
            }
            if let Some(found) = short_name(&page) {
                assert_harmless(&found.target)?;
            }
        }

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
                prop_assert_eq!(locate(&base, &remote).map(|found| found.path), Some(path.clone()), "{}", remote);
            }
        }

        #[test]
        fn pages_lead_back(
            key in "[A-Z][A-Z0-9_]{0,8}|~[a-z0-9][a-z0-9._-]{0,8}", context in "(/[a-z]{1,6}){0,2}",
            branch in "[a-zA-Z0-9äб_+#%&=-]{1,8}(/[a-z0-9#%&+._-]{1,6}[a-z]){0,2}", step in "[^/\\p{Cc}]{1,8}x", line in 1..90_000_u32,
            more in 0..50_u32, number in 1..100_000_u64, id in "[0-9a-f]{40}",
        ) {
            prop_assume!(!branch.starts_with('-') && !branch.contains(".."));
            let base = Url::parse(&format!("https://git.example.com{context}")).expect("a generated address");
            let name = format!("refs/heads/{branch}");
            let file = |at: Option<String>, lines| Target::File { path: format!("a b/{step}/ü?#%.rs"), at, lines };
            for target in [
                Target::Repository,
                Target::Revision { name: name.clone() },
                Target::Commit { id },
                file(None, None),
                file(Some(name), Some((line, line + more))),
                Target::PullRequest { number },
            ] {
                let there = Destination { path: RepositoryPath { project: key.clone(), slug: "app".to_owned() }, target };
                let page = super::super::web::page(&base, &there);
                prop_assert_eq!(locate(&base, page.as_str()), Some(there), "{}", page);
            }
        }

        #[test]
        fn any_text_is_survived_and_what_is_found_can_be_asked_for(remote in "(ssh://|https://|git@)?(git\\.example\\.com)?\\PC{0,40}") {
            let base = Url::parse("https://git.example.com/").expect("a test address");
            if let Some(Destination { path, target }) = locate(&base, &remote) {
                assert_harmless(&target)?;
                prop_assert!(remote.to_lowercase().contains("git.example.com"));
                prop_assert!(!path.slug.contains(['/', '%', '?', '#', ' ']) && !path.slug.is_empty());
                prop_assert!(!path.project.contains(['/', '%', '?', '#', ' ']) && !path.project.is_empty());
            }
        }
    }
}
