//! Signing in through the browser (OAuth 2.0): an administrator registers Bough on a server once, everybody else authorises it.
//!
//! The registration belongs to the host and is shared as hosts are; its secret is in the keychain. What a person allowed
//! belongs to their account: the refresh token is in the keychain, access tokens are in memory only.

pub(crate) mod host_file;
mod landing;
pub(crate) mod redirect;
pub(crate) mod renewal;
pub(crate) mod sign_in;

use keychain::{Entry, EntryKind, Kept as KeptIn};
use secrecy::{ExposeSecret, SecretString};
use uuid::Uuid;

use crate::Core;
use crate::api::hosts::{Host, Kept, RedirectForm};
use crate::api::ids::HostId;
use crate::api::{Event, RegisterApplication, RemoveRegistration};
use crate::fault::{Fault, SignInReason};
use crate::records::hosts::{HostRecord, RegistrationRecord};
use crate::{faults, hosts, views};

/// The first release with an OAuth provider.
const FIRST: (u32, u32) = (7, 20);

/// Whether a host could let us sign in through the browser: new enough, and reached by an encrypted connection.
pub(crate) fn is_possible(host: &HostRecord) -> bool {
    let mut numbers = host.version.split('.').map(|number| number.parse().unwrap_or(0));
    let version = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    host.base_url.scheme() == "https" && version >= FIRST
}

pub(crate) async fn register_application(core: &Core, arguments: RegisterApplication) -> Result<Host, Fault> {
    let host = hosts::of_active_profile(core, arguments.host)?;
    let redirect = redirect::chosen(&arguments.redirect, core.options.loopback_port, host.id.0)?;
    let wanted = Wanted {
        client_id: checked(&arguments.client_id, "clientId", "Paste the client ID.")?,
        secret: arguments.client_secret.map(crate::api::Secret::into_inner).map(|secret| checked_secret(&secret)).transpose()?,
        redirect,
        scopes: checked_scopes(arguments.scopes)?,
    };
    register(core, &host, wanted).await
}

/// A registration as it was typed or read.
pub(crate) struct Wanted {
    pub(crate) client_id: String,
    /// None: what is there stays.
    pub(crate) secret: Option<SecretString>,
    pub(crate) redirect: String,
    pub(crate) scopes: Vec<String>,
}

/// Asks the server whether it knows us so, and keeps the registration. Without a secret nothing can be asked.
pub(crate) async fn register(core: &Core, host: &HostRecord, wanted: Wanted) -> Result<Host, Fault> {
    if host.base_url.scheme() != "https" {
        let why = "Signing in through the browser needs an encrypted connection.".into();
        return Err(Fault::Invalid { field: "host".into(), why });
    }
    let of_forge = |error| faults::of_forge(&host.name(), error);
    let kind = views::forge_kind(host.forge);
    if !forge::has_oauth(&core.client, kind, &host.base_url).await.map_err(of_forge)? {
        return Err(Fault::NotFound { what: format!("OAuth 2.0 on {} (Bitbucket 7.20 or newer)", host.name()) });
    }
    let entry = entry(host);
    let secret = match wanted.secret {
        Some(secret) => Some(secret),
        None => core.secrets.find(&entry).await?,
    };
    let mut kept = Kept::Gone;
    if let Some(secret) = secret {
        let application = forge::Application {
            client_id: wanted.client_id.clone(),
            client_secret: secret.clone(),
            redirect: wanted.redirect.clone(),
        };
        forge::check_application(&core.client, kind, &host.base_url, &application).await.map_err(of_forge)?;
        kept = match core.secrets.keep(&entry, secret).await? {
            KeptIn::Keychain => Kept::Keychain,
            KeptIn::Memory(error) => Kept::Memory { situation: faults::situation(&error) },
        };
    }
    let record =
        RegistrationRecord { client_id: wanted.client_id, redirect: wanted.redirect, scopes: wanted.scopes, secret: kept };
    set(core, host.id, Some(record)).await
}

pub(crate) async fn remove_registration(core: &Core, arguments: RemoveRegistration) -> Result<Host, Fault> {
    let host = hosts::of_active_profile(core, arguments.host)?;
    core.secrets.forget(&entry(&host)).await?;
    set(core, host.id, None).await
}

async fn set(core: &Core, id: HostId, registration: Option<RegistrationRecord>) -> Result<Host, Fault> {
    core.blocking(move |core| {
        core.records.hosts.try_change(|hosts| -> Result<(), Fault> {
            hosts.host_mut(id)?.registration = registration;
            Ok(())
        })
    })
    .await?;
    core.announce(Event::HostsChanged);
    hosts::view(core, id)
}

/// What the server wants to see from us, with the secret out of the keychain.
pub(crate) async fn application(core: &Core, host: &HostRecord) -> Result<forge::Application, Fault> {
    let unregistered = |what: &str| Fault::SignIn { host: host.name(), reason: SignInReason::Unregistered, detail: what.into() };
    let record = host.registration.as_ref().ok_or_else(|| unregistered("An administrator has not registered Bough there."))?;
    let secret = core.secrets.find(&entry(host)).await?;
    let client_secret = secret.ok_or_else(|| unregistered("The client secret is missing."))?;
    Ok(forge::Application { client_id: record.client_id.clone(), client_secret, redirect: record.redirect.clone() })
}

/// The keychain entry of a host's client secret. All profiles share it, so it belongs to none.
pub(crate) fn entry(host: &HostRecord) -> Entry {
    Entry {
        profile: Uuid::nil(),
        kind: EntryKind::Client(host.id.0),
        label: format!("Bitbucket – {} – Bough's client secret", host.name()),
    }
}

/// Which kind a registration's redirect is. What can't be read was checked when it was kept: a page then.
pub(crate) fn form(record: &RegistrationRecord) -> RedirectForm {
    redirect::form(&record.redirect).unwrap_or(RedirectForm::Page)
}

fn checked(text: &str, field: &str, missing: &str) -> Result<String, Fault> {
    let text = text.trim();
    let invalid = |why: &str| Err(Fault::Invalid { field: field.into(), why: why.into() });
    if text.is_empty() {
        return invalid(missing);
    }
    if text.len() > 1024 || !text.bytes().all(|byte| byte.is_ascii_graphic()) {
        return invalid("It has no spaces, line breaks or accents.");
    }
    Ok(text.to_owned())
}

fn checked_secret(secret: &SecretString) -> Result<SecretString, Fault> {
    checked(secret.expose_secret(), "clientSecret", "Paste the client secret.").map(SecretString::from)
}

/// Names of scopes as the server writes them; none twice.
fn checked_scopes(scopes: Vec<String>) -> Result<Vec<String>, Fault> {
    let plain = |scope: &String| !scope.is_empty() && scope.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_');
    let mut kept: Vec<String> = Vec::new();
    for scope in scopes {
        if !plain(&scope) || kept.len() > 16 {
            return Err(Fault::Invalid { field: "scopes".into(), why: format!("“{scope}” is no permission.") });
        }
        if !kept.contains(&scope) {
            kept.push(scope);
        }
    }
    if kept.is_empty() {
        return Err(Fault::Invalid { field: "scopes".into(), why: "Choose at least one permission.".into() });
    }
    Ok(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_pasted_is_trimmed_and_what_can_be_none_is_refused() {
        assert_eq!(checked(" abc\n", "clientId", "x").expect("an id"), "abc");
        for bad in ["", "  ", "a b", "a\r\nb", "clé"] {
            assert!(checked(bad, "clientId", "x").is_err(), "{bad:?}");
        }
        let scopes = |list: &[&str]| checked_scopes(list.iter().map(|scope| (*scope).to_owned()).collect());
        assert_eq!(scopes(&["REPO_WRITE", "REPO_WRITE"]).expect("scopes"), ["REPO_WRITE"]);
        for bad in [&[][..], &[""], &["repo_write"], &["A B"], &["A&scope=B"]] {
            assert!(scopes(bad).is_err(), "{bad:?}");
        }
    }
}
