//! `bough clone`: with progress, questions, and Ctrl+C that leaves nothing behind.

use std::path::{Path, PathBuf};

use bough_core::Core;
use bough_core::api::application::Protocol;
use bough_core::api::repositories::CloneSource;
use bough_core::api::{CloneRepository, GetRepository};
use bough_core::fault::Fault;

use crate::commands::job::{self, Finished};
use crate::commands::{account, repository_path};
use crate::exit::End;
use crate::output::Output;
use crate::sentences;

/// What the command line says.
pub struct Wanted {
    pub source: String,
    pub folder: Option<PathBuf>,
    pub branch: Option<String>,
    pub depth: Option<u32>,
    pub ssh: bool,
    pub submodules: bool,
    pub host: Option<String>,
}

pub async fn clone(core: &Core, output: &Output, wanted: Wanted) -> Result<(), End> {
    let (folder, name) = place(wanted.folder.as_deref(), &wanted.source)?;
    let hosted = repository_path(&wanted.source).filter(|_| !Path::new(&wanted.source).exists());
    let source = match hosted {
        Some(path) => {
            let account = account(core, wanted.host.as_deref()).await?.id;
            CloneSource::Hosted { account, path, protocol: if wanted.ssh { Protocol::Ssh } else { Protocol::Https } }
        }
        None if wanted.ssh => {
            let why = "--ssh goes with PROJ/repo; an address says itself how it is reached.".into();
            return Err(Fault::Invalid { field: "ssh".into(), why }.into());
        }
        None => CloneSource::Url { url: local(&wanted.source) },
    };
    let clone =
        CloneRepository { source, folder, name, branch: wanted.branch, depth: wanted.depth, submodules: wanted.submodules };
    let Finished { repository, lfs, .. } = job::follow(core, output, clone).await?;
    if let Some(id) = repository {
        let repository = core.run(GetRepository { id }).await?;
        if let Some(fault) = lfs {
            let words = sentences::describe(&fault).sentence;
            output.note(&format!(
                "Files of Git LFS are missing: {words} Try again with: bough lfs fetch --folder {}",
                repository.path
            ));
        }
        output.answer(&repository, |repository| vec![format!("Cloned into {}", repository.path)]);
    }
    Ok(())
}

/// Where to: the folder around the target, and the target's name.
pub fn place(folder: Option<&Path>, source: &str) -> Result<(String, String), Fault> {
    let invalid = |why: &str| Fault::Invalid { field: "folder".into(), why: why.into() };
    let target = folder.map_or_else(|| PathBuf::from(name_in(source)), Path::to_owned);
    let target = std::path::absolute(target).map_err(|_| invalid("Give a folder to clone into."))?;
    match (target.parent().and_then(Path::to_str), target.file_name().and_then(|name| name.to_str())) {
        (Some(folder), Some(name)) => Ok((folder.into(), name.into())),
        _ => Err(invalid("Give a folder to clone into.")),
    }
}

/// The repository's name in an address: what stands last, without `.git`. Of a page the part after `/repos/`.
fn name_in(source: &str) -> &str {
    let source = source.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    let last = match source.split_once("/repos/") {
        Some((_, rest)) => rest.split('/').next().unwrap_or_default(),
        None => source.rsplit(['/', ':', '\\']).next().unwrap_or_default(),
    };
    last.strip_suffix(".git").unwrap_or(last)
}

/// A path of this computer with its whole length; any other address as it is.
pub fn local(source: &str) -> String {
    let path = Path::new(source);
    match std::path::absolute(path) {
        Ok(whole) if path.exists() => whole.to_string_lossy().into_owned(),
        _ => source.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_is_named_like_the_repository() {
        for (source, name) in [
            ("https://h/scm/proj/repo.git", "repo"),
            ("ssh://git@h:7999/proj/repo.git/", "repo"),
            ("git@h:repo.git", "repo"),
            ("PROJ/repo", "repo"),
            ("https://h/git/projects/PROJ/repos/repo/browse/src?at=main", "repo"),
            ("https://h/users/ada/repos/dotfiles", "dotfiles"),
        ] {
            assert_eq!(name_in(source), name);
        }
    }

    #[test]
    fn a_folder_that_is_named_wins() {
        let (folder, name) = place(Some(Path::new("/tmp/x/y")), "PROJ/repo").expect("a place");
        assert_eq!((folder.as_str(), name.as_str()), ("/tmp/x", "y"));
        assert!(place(Some(Path::new("/")), "PROJ/repo").is_err());
    }
}
