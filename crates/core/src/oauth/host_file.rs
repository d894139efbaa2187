//! Host files: what a team needs to connect to a server, in a file. Without the client secret, unless the person wants it in.

use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::path::Path;

use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use url::Url;

use super::Wanted;
use crate::Core;
use crate::api::hosts::{ForgeKind, Host};
use crate::api::{AddHost, ExportHost, OpenHostFile};
use crate::fault::Fault;
use crate::{hosts, oauth};

/// What the file says it is.
const KIND: &str = "bough host";
const VERSION: u32 = 1;
/// Larger than any such file.
const LONGEST: u64 = 64 * 1024;
/// How such files end.
const ENDING: &str = "bough-host.json";

/// The file. Names are those of the contract.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct HostFile {
    file: String,
    version: u32,
    forge: ForgeKind,
    base_url: Url,
    registration: Option<RegistrationPart>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct RegistrationPart {
    client_id: String,
    redirect: String,
    scopes: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none", serialize_with = "written")]
    client_secret: Option<SecretString>,
}

/// The one place where a secret is written: into a file that the person asked for by name.
#[expect(clippy::ref_option, reason = "serde's own shape")]
fn written<S: serde::Serializer>(secret: &Option<SecretString>, serializer: S) -> Result<S::Ok, S::Error> {
    secret.as_ref().map(ExposeSecret::expose_secret).serialize(serializer)
}

/// Writes the file into a folder; its path.
pub(crate) async fn export_host(core: &Core, arguments: ExportHost) -> Result<String, Fault> {
    let host = hosts::of_active_profile(core, arguments.host)?;
    let mut client_secret = None;
    if arguments.secret {
        client_secret = core.secrets.find(&oauth::entry(&host)).await?;
        if client_secret.is_none() {
            return Err(Fault::NotFound { what: "the client secret".into() });
        }
    }
    let name = format!("{}.{ENDING}", host.name().replace([':', '[', ']'], "-"));
    let file = HostFile {
        file: KIND.into(),
        version: VERSION,
        forge: host.forge,
        base_url: host.base_url.clone(),
        registration: host.registration.map(|record| RegistrationPart {
            client_id: record.client_id,
            redirect: record.redirect,
            scopes: record.scopes,
            client_secret,
        }),
    };
    core.blocking(move |_| {
        let folder = Path::new(&arguments.folder);
        if !folder.is_absolute() || !folder.is_dir() {
            return Err(Fault::NotFound { what: arguments.folder });
        }
        let path = folder.join(name);
        let text = serde_json::to_vec_pretty(&file).map_err(|error| Fault::Broken { detail: error.to_string() })?;
        write(&path, &text)?;
        Ok(path.to_string_lossy().into_owned())
    })
    .await
}

/// Adds the host of a file to the active profile, with its registration.
pub(crate) async fn open_host_file(core: &Core, arguments: OpenHostFile) -> Result<Host, Fault> {
    let file = core.blocking(move |_| read(Path::new(&arguments.path))).await?;
    let (secret, registration) = match file.registration {
        Some(mut part) => (part.client_secret.take(), Some(part)),
        None => (None, None),
    };
    // Looked at as if it had been typed: nothing of a file is believed but what the server says, too.
    let added = hosts::add_host(core, AddHost { base_url: file.base_url.into(), plain_http: false }).await?;
    let Some(part) = registration else { return Ok(added) };
    if oauth::redirect::form(&part.redirect).is_none() {
        return Err(damaged("its redirect URL can't be used"));
    }
    let host = hosts::of_active_profile(core, added.id)?;
    let wanted = Wanted {
        client_id: oauth::checked(&part.client_id, "clientId", "The file has no client ID.")?,
        secret: secret.map(|secret| oauth::checked_secret(&secret)).transpose()?,
        redirect: part.redirect,
        scopes: oauth::checked_scopes(part.scopes)?,
    };
    oauth::register(core, &host, wanted).await
}

fn damaged(why: &str) -> Fault {
    Fault::Invalid { field: "path".into(), why: format!("This is no host file of Bough: {why}.") }
}

fn read(path: &Path) -> Result<HostFile, Fault> {
    let unreadable = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => Fault::NotFound { what: path.to_string_lossy().into_owned() },
        _ => Fault::Invalid { field: "path".into(), why: format!("This file can't be read: {error}.") },
    };
    let file = File::open(path).map_err(unreadable)?;
    if !file.metadata().map_err(unreadable)?.is_file() {
        return Err(damaged("it is no file"));
    }
    let mut text = String::new();
    file.take(LONGEST + 1).read_to_string(&mut text).map_err(unreadable)?;
    if text.len() as u64 > LONGEST {
        return Err(damaged("it is too long"));
    }
    parse(&text)
}

fn parse(text: &str) -> Result<HostFile, Fault> {
    // serde's words could quote a secret that stands in the wrong place.
    let file: HostFile = serde_json::from_str(text).map_err(|_| damaged("it can't be understood"))?;
    match (file.file.as_str(), file.version) {
        (KIND, VERSION) if file.base_url.scheme() == "https" => Ok(file),
        (KIND, VERSION) => Err(damaged("its server is not reached by https")),
        (KIND, _) => Err(damaged("it was written by a newer Bough")),
        _ => Err(damaged("it says that it is something else")),
    }
}

/// Writes a file that was not there, for nobody else to read.
fn write(path: &Path, text: &[u8]) -> Result<(), Fault> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => Fault::Taken { what: path.to_string_lossy().into_owned() },
        _ => crate::faults::of_disk(&error),
    })?;
    let written = file.write_all(text).and_then(|()| file.sync_all());
    written.map_err(|error| {
        let _ = std::fs::remove_file(path);
        crate::faults::of_disk(&error)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r#"{ "file": "bough host", "version": 1, "forge": "bitbucketServer", "baseUrl": "https://git.example/bitbucket",
        "registration": { "clientId": "id", "redirect": "bough://oauth/x", "scopes": ["REPO_WRITE"] } }"#;

    #[test]
    fn a_file_is_read_and_what_is_none_is_refused_without_quoting_it() {
        assert!(parse(FILE).expect("a host file").registration.is_some());
        for (old, new) in [
            ("bough host", "CANARY"),
            ("\"version\": 1", "\"version\": 2"),
            ("https://git", "http://git"),
            ("\"id\"", "[\"CANARY\"]"),
            ("bitbucketServer", "CANARY"),
            ("https://git.example/bitbucket", "CANARY"),
        ] {
            let text = FILE.replace(old, new);
            assert_ne!(text, FILE);
            let Err(fault) = parse(&text) else { unreachable!("{new}") };
            assert!(
                matches!(&fault, Fault::Invalid { field, .. } if field == "path") && !fault.to_string().contains("CANARY"),
                "{fault}"
            );
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_file_is_for_its_owner_and_replaces_none() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("x");
        write(&path, b"one").expect("written");
        assert_eq!(path.metadata().expect("a file").permissions().mode() & 0o777, 0o600);
        assert!(matches!(write(&path, b"two"), Err(Fault::Taken { .. })));
        assert_eq!(std::fs::read(&path).expect("a file"), b"one");
    }
}
