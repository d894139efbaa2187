//! Repositories on this computer: opened, made, remembered, forgotten; and which account answers for their remotes.

use std::path::{Path, PathBuf};

use crate::api::ids::RepositoryId;
use crate::api::repositories::{KnownRepository, RemoteAccount, Repository};
use crate::api::{
    CreateRepository, Event, FavourRepository, ForgetRepository, GetRepository, ListRemoteAccounts, ListRepositories,
    OpenRepository,
};
use crate::fault::Fault;
pub(crate) use crate::host_repositories::{
    fork_repository, get_fork_sync, get_host_repository, get_kin, list_host_branches, list_host_repositories, list_projects,
    set_fork_sync,
};
use crate::records::repositories::{RepositoryRecord, name_of};
use crate::{Core, messages, prebuilds, remotes, settings, views};

pub(crate) async fn list_repositories(core: &Core, _: ListRepositories) -> Result<Vec<KnownRepository>, Fault> {
    let known = core.records.repositories.read(|repositories| repositories.known.clone());
    // Asking the disk may block, on a network folder for long.
    core.blocking(move |_| Ok(known.iter().map(RepositoryRecord::view).collect())).await
}

pub(crate) async fn open_repository(core: &Core, arguments: OpenRepository) -> Result<Repository, Fault> {
    let path = absolute(core, "path", &arguments.path)?;
    core.blocking(move |core| open(core, &path)).await
}

pub(crate) async fn create_repository(core: &Core, arguments: CreateRepository) -> Result<Repository, Fault> {
    let target = target(core, &arguments.folder, &arguments.name)?;
    core.blocking(move |core| {
        if is_taken(&target) {
            return Err(Fault::Taken { what: target.to_string_lossy().into_owned() });
        }
        git::create(&target)?;
        open(core, &target)
    })
    .await
}

pub(crate) async fn get_repository(core: &Core, arguments: GetRepository) -> Result<Repository, Fault> {
    core.blocking(move |core| view(core, arguments.id)).await
}

pub(crate) async fn favour_repository(core: &Core, arguments: FavourRepository) -> Result<(), Fault> {
    core.blocking(move |core| {
        core.records.repositories.try_change(|repositories| {
            repositories.find_mut(arguments.id)?.favourite = arguments.favourite;
            Ok::<_, Fault>(())
        })
    })
    .await?;
    core.announce(Event::RepositoriesChanged);
    Ok(())
}

pub(crate) async fn forget_repository(core: &Core, arguments: ForgetRepository) -> Result<(), Fault> {
    core.blocking(move |core| {
        prebuilds::forget(core, arguments.id)?;
        core.records.repositories.try_change(|repositories| {
            repositories.find(arguments.id)?;
            repositories.known.retain(|known| known.id != arguments.id);
            Ok::<_, Fault>(())
        })?;
        core.open.close(arguments.id);
        messages::sweep(core)
    })
    .await?;
    core.announce(Event::RepositoriesChanged);
    Ok(())
}

pub(crate) async fn list_remote_accounts(core: &Core, arguments: ListRemoteAccounts) -> Result<Vec<RemoteAccount>, Fault> {
    core.blocking(move |core| {
        let remotes = core.opened(arguments.id)?.remotes()?;
        let profile = core.records.profiles.read(|profiles| profiles.in_use().profile.id);
        let chosen = remotes::chosen(core, arguments.id);
        Ok(remotes.into_iter().map(|(remote, url)| remotes::account_of(core, profile, remote, &url, &chosen)).collect())
    })
    .await
}

/// Opens the repository at or above a path and remembers it. Blocks.
pub(crate) fn open(core: &Core, path: &Path) -> Result<Repository, Fault> {
    let repository = git::Repository::open(path)?;
    let id = remember(core, &repository)?;
    core.open.put(id, repository);
    core.announce(Event::RepositoriesChanged);
    view(core, id)
}

/// Puts a repository in front of the list. Blocks.
fn remember(core: &Core, repository: &git::Repository) -> Result<RepositoryId, Fault> {
    // libgit2 ends folders with a slash; one folder must not have two names.
    let plain = |folder: &Path| folder.components().collect::<PathBuf>();
    let (path, common) = (plain(repository.path()), plain(repository.common_folder()));
    if path.to_str().is_none() || common.to_str().is_none() {
        return Err(invalid("path", "Folders whose names are no Unicode text can't be remembered yet."));
    }
    let now = jiff::Timestamp::now().to_string();
    Ok(core.records.repositories.change(|repositories| repositories.opened(&path, &common, now))?)
}

fn view(core: &Core, id: RepositoryId) -> Result<Repository, Fault> {
    let repository = core.opened(id)?;
    let place: PathBuf = repository.path().components().collect();
    Ok(Repository {
        id,
        name: name_of(&place),
        path: place.to_string_lossy().into_owned(),
        bare: repository.is_bare(),
        shallow: repository.is_shallow(),
        head: views::history::head(repository.head()?),
    })
}

/// Removes what clones left behind that a crash interrupted: in the folders written down, and where clones usually go.
pub(crate) fn sweep(core: &Core) {
    let mut folders = core.records.repositories.read(|repositories| repositories.cloning.clone());
    let interrupted = !folders.is_empty();
    folders.push(settings::current(core).clone_folder.into());
    folders.sort();
    folders.dedup();
    for folder in folders.iter().filter(|folder| folder.is_dir()) {
        git::sweep(folder);
    }
    if interrupted && let Err(error) = core.records.repositories.change(|repositories| repositories.cloning.clear()) {
        tracing::warn!(%error, "the list of interrupted clones stays");
    }
}

/// `folder`/`name` as a path, after a look at both.
pub(crate) fn target(core: &Core, folder: &str, name: &str) -> Result<PathBuf, Fault> {
    let folder = absolute(core, "folder", folder)?;
    let name = name.trim();
    let plain = !name.is_empty()
        && name.len() <= 255
        && !matches!(name, "." | "..")
        && !name.eq_ignore_ascii_case(".git")
        && !name.chars().any(|letter| letter.is_control() || matches!(letter, '/' | '\\'))
        && !(cfg!(windows) && (name.ends_with(['.', ' ']) || name.contains(['<', '>', ':', '"', '|', '?', '*'])));
    if plain { Ok(folder.join(name)) } else { Err(invalid("name", "This can't be the name of a folder.")) }
}

/// True where something is in the way; an empty folder is not.
pub(crate) fn is_taken(target: &Path) -> bool {
    match target.read_dir() {
        Ok(mut entries) => entries.next().is_some(),
        Err(error) => error.kind() != std::io::ErrorKind::NotFound || target.is_symlink(),
    }
}

/// An absolute path; `~` stands for home.
pub(crate) fn absolute(core: &Core, field: &str, path: &str) -> Result<PathBuf, Fault> {
    let path = match path.strip_prefix('~') {
        Some("") => core.options.home.clone(),
        Some(rest) if rest.starts_with(['/', '\\']) => core.options.home.join(&rest[1..]),
        _ => PathBuf::from(path),
    };
    if path.is_absolute() { Ok(path) } else { Err(invalid(field, "Give the whole path.")) }
}

fn invalid(field: &str, why: &str) -> Fault {
    Fault::Invalid { field: field.into(), why: why.into() }
}
