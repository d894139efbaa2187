//! Where the large files of a remote are. What a repository says about it is only followed within the remote's own server:
//! whoever wrote the repository must not choose whom we talk to.

use std::fs;
use std::path::{Path, PathBuf};

use git2::Repository;
use net::{Origin, Url};

use crate::access::Access;
use crate::error::{Error, SignInReason};
use crate::url::Address;

/// A place with large files.
pub(super) enum Place {
    /// An LFS server, by the address that `/objects/batch` is below; and the repository's address, for signing in.
    Server { endpoint: Url, repository: Url },
    /// The Git folder of another repository on this computer.
    Folder(PathBuf),
}

/// The place for a remote.
pub(super) fn of_remote(git: &Repository, remote: &str, url: &str, access: &dyn Access) -> Result<Place, Error> {
    let repository = match Address::parse(url)? {
        Address::Http(url) => url,
        Address::Local(path) => return Ok(Place::Folder(path)),
        Address::Ssh(address) => access.https_of(url)?.ok_or_else(|| Error::SignIn {
            host: address.host.clone(),
            reason: SignInReason::NoAccount,
            detail: "Files of Git LFS come over HTTPS, also where Git itself uses SSH.".to_owned(),
        })?,
    };
    let own = below(&repository);
    let endpoint = match configured(git, remote)? {
        Some(other) => same_server(&own, &other)?,
        None => own,
    };
    Ok(Place::Server { endpoint, repository })
}

/// As Git LFS finds it without being told.
fn below(repository: &Url) -> Url {
    let mut endpoint = repository.clone();
    let path = repository.path().trim_end_matches('/');
    let name = path.strip_suffix(".git").unwrap_or(path);
    endpoint.set_path(&format!("{name}.git/info/lfs"));
    endpoint
}

/// What the repository says instead: its configuration first, then the file that came with it.
fn configured(git: &Repository, remote: &str) -> Result<Option<String>, Error> {
    let own = git.config()?.snapshot()?;
    let root = git.workdir().unwrap_or(git.path());
    let shared = shared(root)?;
    let keys = ["lfs.url".to_owned(), format!("remote.{remote}.lfsurl")];
    let find = |config: &git2::Config| keys.iter().find_map(|key| config.get_string(key).ok());
    Ok(find(&own).or_else(|| shared.as_ref().and_then(find)))
}

fn shared(root: &Path) -> Result<Option<git2::Config>, Error> {
    let file = root.join(".lfsconfig");
    // A link would read another file of this computer.
    let plain = fs::symlink_metadata(&file).is_ok_and(|facts| facts.is_file());
    Ok(plain.then(|| git2::Config::open(&file)).transpose()?)
}

fn same_server(own: &Url, other: &str) -> Result<Url, Error> {
    let server = Origin::of(own).map(|origin| origin.to_string()).unwrap_or_default();
    match Address::parse(other) {
        Ok(Address::Http(url)) if Origin::of(&url) == Origin::of(own) => Ok(url),
        Ok(Address::Http(url)) => {
            let other = Origin::of(&url).map(|origin| origin.to_string()).unwrap_or_default();
            let detail = format!(
                "The repository wants its LFS files fetched from {other}, which is not its own server {server}. Bough does not \
                 follow that: take lfs.url out of .lfsconfig or of the repository's configuration."
            );
            Err(Error::Refused { detail })
        }
        _ => Err(Error::Refused {
            detail: "The repository names an address for its LFS files that Bough does not use: see lfs.url in .lfsconfig or in \
                     the repository's configuration."
                .to_owned(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        Url::parse(text).expect("a test address")
    }

    #[test]
    fn it_is_below_the_repository() {
        for (repository, endpoint) in [
            ("https://h/ctx/scm/k/r.git", "https://h/ctx/scm/k/r.git/info/lfs"),
            ("https://h:8443/scm/k/r/", "https://h:8443/scm/k/r.git/info/lfs"),
        ] {
            assert_eq!(below(&url(repository)).as_str(), endpoint);
        }
    }

    #[test]
    fn it_stays_on_its_server() {
        let own = url("https://h/scm/k/r.git/info/lfs");
        assert_eq!(same_server(&own, "https://h/lfs/k").expect("the same server").as_str(), "https://h/lfs/k");
        for other in
            ["https://evil/x", "http://h/x", "https://h:444/x", "https://u:p@h/x", "ssh://h/x", "file:///x", "/x", "-x", ""]
        {
            assert!(matches!(same_server(&own, other), Err(Error::Refused { .. })), "{other}");
        }
    }
}
