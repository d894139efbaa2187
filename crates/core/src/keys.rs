//! SSH keys: what there is, making one, choosing which is used where, bringing one to a server.

use std::path::Path;

use crate::api::ids::HostId;
use crate::api::keys::{KeyUpload, SshChoice, SshKey, SshScope};
use crate::api::{ChooseSshKey, Event, GenerateSshKey, ListSshKeys, Secret, UploadSshKey};
use crate::fault::Fault;
use crate::records::hosts::HostRecord;
use crate::records::profiles::ProfilesRecord;
use crate::sessions::Manner;
use crate::{Core, hosts, views};

/// What a key is named after that isn't made for a host.
const NO_HOST: &str = "key";

pub(crate) async fn list_ssh_keys(core: &Core, _: ListSshKeys) -> Result<Vec<SshKey>, Fault> {
    core.blocking(|core| Ok(list(core)?.into_iter().map(views::key).collect())).await
}

pub(crate) async fn generate_ssh_key(core: &Core, arguments: GenerateSshKey) -> Result<SshKey, Fault> {
    let host = arguments.host.map(|id| hosts::of_active_profile(core, id)).transpose()?;
    // Neither user nor computer is named unless the person types it.
    let comment = arguments.comment.unwrap_or_else(|| match &host {
        Some(host) => format!("Bough for {}", host.name()),
        None => "Bough".into(),
    });
    let named_after = host.as_ref().map_or_else(|| NO_HOST.to_owned(), HostRecord::name);
    let passphrase = arguments.passphrase.filter(|passphrase| !passphrase.is_blank()).map(Secret::into_inner);
    let key = core
        .blocking(move |core| {
            let folder = &core.options.ssh_folder;
            let name = ssh::fresh_name(folder, &named_after);
            Ok(views::key(ssh::generate(folder, &name, comment.trim(), passphrase.as_ref(), &mut ssh::OsRng)?))
        })
        .await?;
    // The key is there; that the clipboard fails must not look as if it weren't. The window can copy it again.
    if let Err(fault) = core.options.desktop.copy_text(&key.public_key) {
        tracing::warn!(%fault, "the public key was not copied");
    }
    if let Some(host) = host {
        choose(core, SshScope::Host { host: host.id }, Some(SshChoice::Key { path: key.path.clone() })).await?;
    } else {
        core.announce(Event::KeysChanged);
    }
    Ok(key)
}

pub(crate) async fn choose_ssh_key(core: &Core, arguments: ChooseSshKey) -> Result<(), Fault> {
    if let Some(SshChoice::Key { path }) = &arguments.choice {
        let path = path.clone();
        core.blocking(move |_| {
            if Path::new(&path).is_absolute() && Path::new(&path).is_file() {
                return Ok(());
            }
            Err(Fault::NotFound { what: path })
        })
        .await?;
    }
    choose(core, arguments.scope, arguments.choice).await
}

async fn choose(core: &Core, scope: SshScope, choice: Option<SshChoice>) -> Result<(), Fault> {
    core.blocking(move |core| {
        core.records.profiles.try_change(|profiles| {
            let profile = profiles.in_use_mut();
            match scope {
                SshScope::Profile => profile.profile.ssh = choice.unwrap_or_default(),
                SshScope::Host { host } => {
                    let link = profile.hosts.iter_mut().find(|link| link.host == host && !link.leaving);
                    link.ok_or_else(|| Fault::NotFound { what: "the host".into() })?.ssh = choice;
                }
            }
            Ok::<_, Fault>(())
        })
    })
    .await?;
    core.announce(Event::KeysChanged);
    core.announce(Event::ProfilesChanged);
    core.announce(Event::HostsChanged);
    Ok(())
}

pub(crate) async fn upload_ssh_key(core: &Core, arguments: UploadSshKey) -> Result<KeyUpload, Fault> {
    let path = arguments.path;
    let key = core
        .blocking(move |core| {
            let wanted = Path::new(&path);
            let found = list(core)?.into_iter().find(|key| key.path == wanted || key.path.with_extension("pub") == wanted);
            found.ok_or(Fault::NotFound { what: path })
        })
        .await?;
    let session = core.session(arguments.account, Manner::Asked).await?;
    let label = if key.comment.is_empty() { "Bough" } else { &key.comment };
    let upload = session.settle(session.forge.add_ssh_key(&key.public_key, label).await).await?;
    Ok(views::upload(upload))
}

/// Which key `ssh` is given: the host's choice, then the profile's, then the agent.
pub(crate) fn chosen(profiles: &ProfilesRecord, profile: crate::api::ids::ProfileId, host: Option<HostId>) -> SshChoice {
    let Ok(profile) = profiles.profile(profile) else { return SshChoice::Agent };
    let of_host = host.and_then(|host| profile.link(host)).and_then(|link| link.ssh.clone());
    of_host.unwrap_or_else(|| profile.profile.ssh.clone())
}

fn list(core: &Core) -> Result<Vec<ssh::KeyPair>, Fault> {
    Ok(ssh::list(&core.options.ssh_folder)?)
}
