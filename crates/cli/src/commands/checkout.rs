//! `bough checkout`: a branch, a commit or a pull request, here or in a work tree of its own.

use std::path::PathBuf;

use bough_core::Core;
use bough_core::api::checkouts::{CheckedOut, CheckoutTarget, SourceMissing};
use bough_core::api::history::Refs;
use bough_core::api::ids::{AccountId, RepositoryId};
use bough_core::api::repositories::RepositoryPath;
use bough_core::api::{AddWorktree, CheckOut, GetRefs, GetRepository, ListRemoteAccounts};
use bough_core::fault::Fault;

use crate::commands::{account, changes, checked_path, job};
use crate::exit::End;
use crate::output::Output;
use crate::sentences::describe;

/// Where it is checked out.
pub enum Place {
    /// In the work tree that there is.
    Here,
    /// In a further one, beside the repository.
    Beside,
    /// In a further one, in this folder.
    At(PathBuf),
}

/// What the command line says.
pub struct Wanted {
    pub what: String,
    pub folder: PathBuf,
    pub place: Place,
    pub host: Option<String>,
}

pub async fn checkout(core: &Core, output: &Output, wanted: Wanted) -> Result<(), End> {
    let id = changes::repository(core, &wanted.folder).await?;
    let target = target(core, id, &wanted.what, wanted.host.as_deref()).await?;
    let ended = match wanted.place {
        Place::Here => job::follow(core, output, CheckOut { id, target }).await?,
        Place::Beside => job::follow(core, output, AddWorktree { id, target, folder: None }).await?,
        Place::At(folder) => {
            let refused = |error: std::io::Error| Fault::Invalid { field: "folder".into(), why: error.to_string() };
            let folder = std::path::absolute(folder).map_err(refused)?.to_string_lossy().into_owned();
            job::follow(core, output, AddWorktree { id, target, folder: Some(folder) }).await?
        }
    };
    let place = match ended.repository {
        Some(id) => Some(core.run(GetRepository { id }).await?.path),
        None => None,
    };
    let missing = ended.lfs.as_ref().map(|fault| describe(fault).sentence);
    if let Some(done) = ended.checked_out {
        output.answer(&*done, |done| lines(done, place.as_deref()));
    }
    if let Some(missing) = missing {
        output.note(&format!("Some files of Git LFS or submodules are missing: {missing}"));
    }
    Ok(())
}

/// What is meant: `#12`, `PROJ/repo#12`, a local branch, a branch of a remote, a commit.
pub async fn target(core: &Core, id: RepositoryId, what: &str, host: Option<&str>) -> Result<CheckoutTarget, Fault> {
    if let Some((place, number)) = what.rsplit_once('#')
        && let Ok(number) = number.parse()
    {
        let (account, repository) =
            if place.is_empty() { leading_to(core, id).await? } else { (account(core, host).await?.id, checked_path(place)?) };
        return Ok(CheckoutTarget::PullRequest { account, repository, number });
    }
    let refs = core.run(GetRefs { id }).await?;
    Ok(named(&refs, what).unwrap_or_else(|| CheckoutTarget::Commit { id: what.to_owned() }))
}

/// The host's repository that this one came from.
async fn leading_to(core: &Core, id: RepositoryId) -> Result<(AccountId, RepositoryPath), Fault> {
    let found = core.run(ListRemoteAccounts { id }).await?.into_iter().find_map(|remote| remote.account.zip(remote.path));
    found.ok_or_else(|| Fault::NotFound { what: "a remote that leads to a connected host".into() })
}

/// A branch by its name: a local one, `remote/name`, or a name that exactly one remote has.
fn named(refs: &Refs, what: &str) -> Option<CheckoutTarget> {
    if refs.branches.iter().any(|branch| branch.name == what) {
        return Some(CheckoutTarget::Branch { name: what.to_owned() });
    }
    let all = || refs.remotes.iter().flat_map(|remote| remote.branches.iter().map(move |branch| (&remote.name, &branch.name)));
    let whole =
        all().find(|(remote, name)| what.strip_prefix(remote.as_str()).is_some_and(|rest| rest.strip_prefix('/') == Some(name)));
    let mut short = all().filter(|(_, name)| name.as_str() == what);
    let found = whole.or_else(|| short.next().filter(|_| short.next().is_none()));
    found.map(|(remote, name)| CheckoutTarget::RemoteBranch { remote: remote.clone(), name: name.clone() })
}

fn lines(done: &CheckedOut, place: Option<&str>) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(remote) = &done.remote {
        lines.push(format!("The fork is the remote {remote} now."));
    }
    match done.without {
        Some(SourceMissing::Branch) => lines.push("The source branch was deleted: this is its last commit.".into()),
        Some(SourceMissing::Repository) => {
            lines.push("The source repository was deleted or may not be read: this is the commit that the server keeps.".into());
        }
        None => {}
    }
    let short = done.commit.get(..9).unwrap_or(&done.commit);
    lines.push(match (&done.branch, done.made) {
        (Some(branch), true) => format!("On {branch} now, which was made at {short}."),
        (Some(branch), false) => format!("On {branch} now, at {short}."),
        (None, _) => {
            format!("On no branch now, at {short}. Commits that you make here belong to no branch: make one before you leave.")
        }
    });
    lines.extend(place.map(|place| format!("The work tree is {place}.")));
    lines.extend(done.hook.iter().map(|said| format!("The hook post-checkout ended with an error: {}", said.trim_end())));
    lines
}
