//! Where the large files of a remote are. What a repository says about it is only followed within the remote's own server:
//! whoever wrote the repository must not choose whom we talk to.

use std::fs;
use std::path::{Path, PathBuf};

use git2::Repository;
use net::{Origin, Url};

use super::operation::Operation;
use crate::access::Access;
use crate::error::{Error, SignInReason};
use crate::url::{Address, SshAddress};

/// How the name of a section begins that leads to other files: `include`, `includeIf`.
const INCLUDE: &[u8] = b"include";

/// A place with large files.
pub(super) enum Place {
    /// An LFS server.
    Server(Way),
    /// The Git folder of another repository on this computer.
    Folder(PathBuf),
}

/// How an LFS server is found, and who we are there.
pub(super) enum Way {
    /// By the address that `/objects/batch` is below, with the account that answers for the repository's address.
    Account { endpoint: Url, repository: Url },
    /// The repository's SSH server says it, and who we are is whom it knows by the key. `known` is where the repository is over
    /// HTTP(S), as far as we know.
    Ssh { url: String, address: SshAddress, known: Option<Url> },
}

/// The place for a remote.
pub(super) fn of_remote(
    git: &Repository,
    remote: &str,
    url: &str,
    operation: Operation,
    access: &dyn Access,
) -> Result<Place, Error> {
    let configured = configured(git, remote, operation)?;
    let repository = match (Address::parse(url)?, &configured) {
        (Address::Http(url), _) => url,
        (Address::Local(path), _) => return Ok(Place::Folder(path)),
        (Address::Ssh(address), None) => {
            return Ok(Place::Server(Way::Ssh { url: url.to_owned(), address, known: access.https_of(url)? }));
        }
        (Address::Ssh(address), Some(_)) => access.https_of(url)?.ok_or_else(|| Error::SignIn {
            host: address.host.clone(),
            reason: SignInReason::NoAccount,
            detail: "The repository names an address for its files of Git LFS, which come over HTTPS.".to_owned(),
        })?,
    };
    let own = below(&repository);
    let endpoint = match configured {
        Some(other) => same_server(&own, &other)?,
        None => own,
    };
    Ok(Place::Server(Way::Account { endpoint, repository }))
}

/// As Git LFS finds it without being told.
pub(super) fn below(repository: &Url) -> Url {
    let mut endpoint = repository.clone();
    let path = repository.path().trim_end_matches('/');
    let name = path.strip_suffix(".git").unwrap_or(path);
    endpoint.set_path(&format!("{name}.git/info/lfs"));
    endpoint
}

/// What the repository says instead: its configuration first, then the file that came with it.
fn configured(git: &Repository, remote: &str, operation: Operation) -> Result<Option<String>, Error> {
    let own = git.config()?.snapshot()?;
    let root = git.workdir().unwrap_or(git.path());
    let shared = shared(root)?;
    let keys = operation.keys(remote);
    let find = |config: &git2::Config| keys.iter().find_map(|key| config.get_string(key).ok());
    Ok(find(&own).or_else(|| shared.as_ref().and_then(find)))
}

fn shared(root: &Path) -> Result<Option<git2::Config>, Error> {
    let file = root.join(".lfsconfig");
    // A link would read another file of this computer.
    if !fs::symlink_metadata(&file).is_ok_and(|facts| facts.is_file()) {
        return Ok(None);
    }
    // So would an include, which libgit2 follows and Git LFS does not.
    let content = fs::read(&file)?.to_ascii_lowercase();
    if content.split(|byte| *byte == b'[').skip(1).any(|section| section.trim_ascii_start().starts_with(INCLUDE)) {
        return Err(Error::Refused {
            detail: "The file .lfsconfig includes other files, which Bough does not follow.".to_owned(),
        });
    }
    Ok(Some(git2::Config::open(&file)?))
}

fn same_server(own: &Url, other: &str) -> Result<Url, Error> {
    let server = Origin::of(own).map(|origin| origin.to_string()).unwrap_or_default();
    match Address::parse(other) {
        Ok(Address::Http(url)) if Origin::of(&url) == Origin::of(own) => Ok(url),
        Ok(Address::Http(url)) => {
            let other = Origin::of(&url).map(|origin| origin.to_string()).unwrap_or_default();
            let detail = format!(
                "The repository wants its LFS files exchanged with {other}, which is not its own server {server}. Bough does not \
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
    fn no_other_file_of_this_computer_is_read() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let said = |text: &str| {
            fs::write(folder.path().join(".lfsconfig"), text).expect("a file");
            shared(folder.path())
        };
        fs::write(folder.path().join("other"), "[lfs]\n\turl = https://h/other\n").expect("a file");
        for text in ["[include]\n\tpath = other\n", "[ Include ]\npath = other\n", "[includeIf \"gitdir:/\"]\npath = other\n"] {
            assert!(matches!(said(text), Err(Error::Refused { .. })), "{text}");
        }
        let plain = said("[lfs]\n\turl = https://h/include\n").expect("it is plain").expect("it is there");
        assert_eq!(plain.get_string("lfs.url").expect("it says so"), "https://h/include");
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
