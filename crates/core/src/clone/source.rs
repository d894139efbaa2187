//! Where a clone comes from, or a remote leads: an address that was typed, or a repository of an account whose address the host tells.

use tokio::runtime::Handle;
use url::Url;

use crate::api::application::Protocol;
use crate::api::ids::{AccountId, ProfileId};
use crate::api::repositories::{CloneSource, RepositoryPath};
use crate::fault::Fault;
use crate::jobs::Work;
use crate::sessions::Manner;
use crate::{Core, remotes, views};

/// A source that makes sense.
pub(crate) enum Source {
    Address(String),
    Hosted { account: AccountId, path: RepositoryPath, protocol: Protocol },
}

impl Source {
    /// Takes what was typed: a clone address stays one, a page of a repository on a known host is that repository.
    pub(crate) fn read(core: &Core, profile: ProfileId, source: CloneSource) -> Result<Self, Fault> {
        let typed = match source {
            CloneSource::Hosted { account, path, protocol } => {
                core.records.profiles.read(|profiles| profiles.account(account).map(drop))?;
                return Ok(Self::Hosted { account, path, protocol });
            }
            CloneSource::Url { url } => checked(&url)?,
        };
        let Some(place) = remotes::place(core, profile, &typed) else { return Ok(Self::Address(typed)) };
        match (place.account, place.destination) {
            (Some(account), Some(found)) if is_page(&place.host.base_url, &typed) => {
                let protocol = core.records.settings.read(|settings| settings.clone_protocol);
                Ok(Self::Hosted { account, path: views::repositories::path(found.path), protocol })
            }
            _ => Ok(Self::Address(typed)),
        }
    }

    /// The account that was picked.
    pub(crate) fn account(&self) -> Option<AccountId> {
        match self {
            Self::Address(_) => None,
            Self::Hosted { account, .. } => Some(*account),
        }
    }

    /// The address to clone; asked of the host where it isn't known. Blocks.
    pub(crate) fn address(&self, core: &Core, work: &Work, runtime: &Handle) -> Result<String, Fault> {
        runtime.block_on(async {
            tokio::select! {
                found = self.ask(core) => found,
                // The job looks at its flag before it looks at this.
                () = work.cancel().cancelled() => Err(Fault::Broken { detail: "cancelled".into() }),
            }
        })
    }

    /// The same without a job.
    pub(crate) async fn ask(&self, core: &Core) -> Result<String, Fault> {
        let (account, path, protocol) = match self {
            Self::Address(url) => return Ok(url.clone()),
            Self::Hosted { account, path, protocol } => (*account, path, *protocol),
        };
        let session = core.session(account, Manner::Asked).await?;
        let found = session.forge.repository(&views::repositories::path_of(path.clone())).await;
        let repository = views::repositories::repository(session.settle(found).await?);
        let url = repository.clone_urls.into_iter().find(|url| url.protocol == protocol).map(|url| url.url);
        url.map_or_else(
            || {
                let way = match protocol {
                    Protocol::Https => "HTTP",
                    Protocol::Ssh => "SSH",
                };
                Err(Fault::Refused { detail: format!("The server offers no clone address for {way}. Try the other way.") })
            },
            |url| checked(&url),
        )
    }
}

/// An address without user name where that means nothing (`https://ada@host/…`, as servers print it), and refused with a
/// password: it would end up in the repository's configuration.
pub(crate) fn checked(address: &str) -> Result<String, Fault> {
    let address = address.trim();
    let invalid = |why: &str| Fault::Invalid { field: "url".into(), why: why.into() };
    if address.is_empty() || address.chars().any(char::is_control) {
        return Err(invalid("This is no address."));
    }
    let Ok(mut url) = Url::parse(address) else { return Ok(address.to_owned()) };
    if !matches!(url.scheme(), "http" | "https") {
        return Ok(address.to_owned());
    }
    if url.password().is_some() {
        return Err(invalid("Passwords don't belong into addresses. Connect an account instead."));
    }
    if url.username().is_empty() {
        return Ok(address.to_owned());
    }
    url.set_username("").map_err(|()| invalid("This address can't be used."))?;
    Ok(url.into())
}

/// True for a web page, not a clone address: clone addresses of the forge begin with `/scm/`.
fn is_page(base: &Url, address: &str) -> bool {
    let Ok(url) = Url::parse(address) else { return false };
    let root = base.path().trim_end_matches('/');
    let clone = url.path().strip_prefix(root).is_some_and(|rest| rest.starts_with("/scm/"));
    matches!(url.scheme(), "http" | "https") && !clone
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn user_names_go_and_passwords_are_refused() {
        assert_eq!(checked("https://ada@h/scm/a/b.git").expect("an address"), "https://h/scm/a/b.git");
        for same in ["https://h/scm/a/b.git", "ssh://git@h:7999/a/b.git", "git@h:a/b.git", "/a/folder"] {
            assert_eq!(checked(&format!(" {same}\n")).expect("an address"), same);
        }
        assert!(checked("https://ada:secret@h/scm/a/b.git").is_err());
        assert!(checked("https://h/a\u{0}b").is_err());
        assert!(checked(" ").is_err());
    }

    #[test]
    fn pages_and_clone_addresses_differ() {
        let base = Url::parse("https://h/git/").expect("an address");
        assert!(is_page(&base, "https://h/git/projects/A/repos/b/browse"));
        assert!(!is_page(&base, "https://h/git/scm/a/b.git"));
        assert!(!is_page(&base, "ssh://git@h:7999/a/b.git"));
        assert!(!is_page(&base, "git@h:a/b.git"));
    }
}
