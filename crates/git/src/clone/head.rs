//! Where a new clone begins: which refs it has, and what its HEAD is.

use git2::{Oid, Repository};

use super::fetch::has;
use crate::error::Error;
use crate::transport::Advertisement;

/// What a server has, mapped to what we keep.
pub(super) struct Offer {
    /// Branches without `refs/heads/`.
    pub(super) tracked: Vec<(Vec<u8>, Oid)>,
    /// Tags without `refs/tags/`.
    pub(super) tags: Vec<(Vec<u8>, Oid)>,
    /// Where the server's HEAD points.
    pub(super) head: ServerHead,
}

/// A server's HEAD.
pub(super) enum ServerHead {
    /// At a branch.
    Branch(String),
    /// At a commit.
    Commit(Oid),
    /// At a branch without commits; none where the server did not say which.
    Unborn(Option<String>),
}

impl Offer {
    /// Keeps the branches that `keep` names, and the tags whose objects came. A branch without its object is an error.
    pub(super) fn new(
        repository: &Repository,
        offer: &Advertisement,
        keep: impl Fn(&str) -> bool,
        unborn: Option<String>,
    ) -> Result<Self, Error> {
        let (mut tracked, mut tags) = (Vec::new(), Vec::new());
        for (name, object) in &offer.refs {
            // What can't be a ref can't be written; nothing of ours leads there.
            if !is_valid(name) {
                continue;
            }
            if let Some(branch) = name.strip_prefix(b"refs/heads/") {
                if keep(&String::from_utf8_lossy(branch)) {
                    if !has(repository, *object)? {
                        let name = crate::shown::visible(&String::from_utf8_lossy(branch));
                        return Err(Error::Damaged { detail: format!("the server did not send the branch {name}") });
                    }
                    tracked.push((branch.to_vec(), *object));
                }
            } else if let Some(tag) = name.strip_prefix(b"refs/tags/")
                && has(repository, *object)?
            {
                tags.push((tag.to_vec(), *object));
            }
        }
        Ok(Self { head: ServerHead::of(offer, unborn), tracked, tags })
    }

    fn object(&self, branch: &str) -> Option<Oid> {
        self.tracked.iter().find(|(name, _)| name == branch.as_bytes()).map(|(_, object)| *object)
    }
}

impl ServerHead {
    /// Reads it out of what the server offers; `unborn` is what it says by other means.
    pub(super) fn of(offer: &Advertisement, unborn: Option<String>) -> Self {
        let branch = |full: &str| full.strip_prefix("refs/heads/").map(str::to_owned);
        let target = offer.head_target().and_then(branch);
        match (offer.object(b"HEAD"), target) {
            (None, target) => Self::Unborn(target.or(unborn)),
            (Some(_), Some(target)) => Self::Branch(target),
            // Detached, or a server too old to say it: no branch is guessed where it could be said.
            (Some(object), None) if offer.speaks_of_symrefs() => Self::Commit(object),
            (Some(object), None) => {
                let usual = ["refs/heads/main", "refs/heads/master"].into_iter();
                let all = offer.refs.iter().filter_map(|(name, _)| std::str::from_utf8(name).ok());
                let mut same = usual.chain(all).filter(|name| offer.object(name.as_bytes()) == Some(object));
                same.find_map(branch).map_or(Self::Commit(object), Self::Branch)
            }
        }
    }
}

/// Writes HEAD, the first branch and its upstream. Gives the commit to check out; none where there is nothing yet.
pub(super) fn settle(repository: &Repository, url: &str, offer: &Offer, wanted: Option<&str>) -> Result<Option<Oid>, Error> {
    let log = format!("clone: from {}", crate::url::without_password(url));
    if let ServerHead::Branch(name) = &offer.head
        && offer.object(name).is_some()
    {
        let target = format!("refs/remotes/origin/{name}");
        repository.reference_symbolic("refs/remotes/origin/HEAD", &target, true, &log)?;
    }
    let first = match (wanted, &offer.head) {
        (Some(name), _) => Some(name.to_owned()),
        (None, ServerHead::Branch(name)) => Some(name.clone()),
        (None, ServerHead::Commit(commit)) => {
            repository.set_head_detached(*commit)?;
            return Ok(Some(*commit));
        }
        (None, ServerHead::Unborn(name)) => name.clone(),
    };
    // Branches may be there although HEAD points nowhere; which of them is meant, the person will say.
    let name = first.unwrap_or_else(crate::create::default_branch);
    let full = format!("refs/heads/{name}");
    let commit = offer.object(&name);
    if let Some(commit) = commit {
        if repository.find_commit(commit).is_err() {
            return Err(Error::Damaged { detail: format!("the branch {name} is no commit") });
        }
        // HEAD first: then the log of the branch is HEAD's too.
        repository.set_head(&full)?;
        repository.reference(&full, commit, true, &log)?;
    } else {
        repository.set_head(&full)?;
    }
    let mut config = repository.config()?;
    config.set_str(&format!("branch.{name}.remote"), "origin")?;
    config.set_str(&format!("branch.{name}.merge"), &full)?;
    Ok(commit)
}

/// As Git has it, for names that may not be UTF-8: libgit2's check takes text only and looks at ASCII only.
fn is_valid(name: &[u8]) -> bool {
    let ascii: String = name.iter().map(|byte| if byte.is_ascii() { char::from(*byte) } else { 'x' }).collect();
    git2::Reference::is_valid_name(&ascii)
}
