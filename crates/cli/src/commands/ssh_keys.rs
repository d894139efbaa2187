//! `bough ssh-key`: key pairs, new ones, and bringing one to a server.

use bough_core::Core;
use bough_core::api::keys::{KeyUpload, SshKey};
use bough_core::api::{GenerateSshKey, ListSshKeys, Secret, UploadSshKey};
use bough_core::fault::Fault;

use crate::arguments::SshKeyCommand;
use crate::commands::{account, host};
use crate::output::{Output, table};
use crate::person;

pub async fn run(core: &Core, output: &Output, command: Option<SshKeyCommand>) -> Result<(), Fault> {
    match command {
        None | Some(SshKeyCommand::List) => {
            let keys = core.run(ListSshKeys {}).await?;
            output.answer(&keys, |keys| table(&keys.iter().map(row).collect::<Vec<_>>()));
        }
        Some(SshKeyCommand::New { host: named, comment, no_passphrase }) => {
            let host = match named {
                Some(named) => Some(host(core, Some(&named)).await?),
                None => None,
            };
            let passphrase = if no_passphrase { None } else { Some(passphrase()?) };
            let key = core.run(GenerateSshKey { host: host.as_ref().map(|host| host.id), passphrase, comment }).await?;
            output.note(&format!("Made {} ({})", key.path, key.fingerprint));
            if let Some(host) = host {
                output.note(&format!("Add the public key at {} or with: bough ssh-key upload {}", host.pages.ssh_keys, key.path));
            }
            output.answer(&key, |key| vec![key.public_key.clone()]);
        }
        Some(SshKeyCommand::Upload { path, host }) => {
            let account = account(core, host.as_deref()).await?;
            let path = std::path::absolute(&path).unwrap_or(path).to_string_lossy().into_owned();
            let upload = core.run(UploadSshKey { account: account.id, path }).await?;
            output.answer(&upload, |upload| {
                vec![match upload {
                    KeyUpload::Uploaded => "The server has the key now.".into(),
                    KeyUpload::AlreadyThere => "The server had the key already.".into(),
                    KeyUpload::PasteThere { url } => format!("The server lets no token add keys. Paste the public key at {url}"),
                }]
            });
        }
    }
    Ok(())
}

/// Typed twice at a terminal; one line of standard input elsewhere.
fn passphrase() -> Result<Secret, Fault> {
    let invalid = |why: &str| Fault::Invalid { field: "passphrase".into(), why: why.into() };
    let first = person::secret("Passphrase for the new key")?;
    if first.is_blank() {
        return Err(invalid("Type a passphrase, or say --no-passphrase."));
    }
    if person::is_there() && !first.is_same(&person::secret("Once more")?) {
        return Err(invalid("The two differ."));
    }
    Ok(first)
}

fn row(key: &SshKey) -> Vec<String> {
    let encrypted = match key.encrypted {
        Some(true) => "passphrase",
        Some(false) => "no passphrase",
        None => "",
    };
    vec![key.path.clone(), key.algorithm.clone(), key.fingerprint.clone(), encrypted.into(), key.comment.clone()]
}
