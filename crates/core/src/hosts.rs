//! Hosts: finding out what lives behind an address, adding it to the active profile, taking it away again.

use url::Url;

use crate::Core;
use crate::api::hosts::{Host, HostProbe};
use crate::api::ids::HostId;
use crate::api::{AddHost, Event, ListHosts, ProbeHost, RemoveHost};
use crate::fault::Fault;
use crate::records::hosts::{HostRecord, name_of, shown};
use crate::records::profiles::HostLink;
pub(crate) use crate::trust::trust_certificate;
use crate::{faults, removal, views};

pub(crate) async fn probe_host(core: &Core, arguments: ProbeHost) -> Result<HostProbe, Fault> {
    // No secret is sent, so an address without encryption may be looked at; adding it asks first.
    let probe = probe(core, &arguments.url, true).await?;
    let known = core.records.hosts.read(|hosts| {
        let known = hosts.hosts.iter().find(|host| shown(&host.base_url) == shown(&probe.base_url)).map(|host| host.id);
        known.filter(|id| core.records.profiles.read(|profiles| profiles.in_use().link(*id).is_some()))
    });
    Ok(views::hosts::probe(probe, known))
}

pub(crate) async fn add_host(core: &Core, arguments: AddHost) -> Result<Host, Fault> {
    let plain_http = Fault::Invalid {
        field: "plainHttp".into(),
        why: "This connection is not encrypted: everybody on the way could read the token.".into(),
    };
    let asked_plain = Url::parse(arguments.base_url.trim()).is_ok_and(|url| url.scheme() == "http");
    if asked_plain && !arguments.plain_http {
        return Err(plain_http);
    }
    let probe = probe(core, &arguments.base_url, arguments.plain_http).await?;
    let plain = probe.base_url.scheme() == "http";
    if plain && !arguments.plain_http {
        return Err(plain_http);
    }
    let id = core
        .blocking(move |core| {
            let _turn = core.moving();
            let id = core.records.hosts.try_change(|hosts| -> Result<HostId, Fault> {
                let known = hosts.hosts.iter_mut().find(|host| shown(&host.base_url) == shown(&probe.base_url));
                if let Some(host) = known {
                    host.version = probe.version;
                    return Ok(host.id);
                }
                let id = HostId::fresh();
                hosts.hosts.push(HostRecord {
                    id,
                    forge: views::hosts::kind(probe.kind),
                    base_url: probe.base_url,
                    version: probe.version,
                    plain_http: plain,
                    registration: None,
                });
                Ok(id)
            })?;
            core.records.profiles.change(|profiles| {
                let profile = profiles.in_use_mut();
                match profile.hosts.iter_mut().find(|link| link.host == id) {
                    Some(link) => link.leaving = false,
                    None => profile.hosts.push(HostLink { host: id, ssh: None, identity: None, leaving: false }),
                }
            })?;
            Ok(id)
        })
        .await?;
    core.announce(Event::HostsChanged);
    view(core, id)
}

pub(crate) async fn list_hosts(core: &Core, _: ListHosts) -> Result<Vec<Host>, Fault> {
    let links = core.records.profiles.read(|profiles| profiles.in_use().hosts.clone());
    // A link whose host is not in the other document any more (an older copy of it was taken) shows nothing.
    Ok(links.iter().filter(|link| !link.leaving).filter_map(|link| view(core, link.host).ok()).collect())
}

pub(crate) async fn remove_host(core: &Core, arguments: RemoveHost) -> Result<(), Fault> {
    removal::remove_host(core, arguments.id).await
}

/// A host of the active profile, as the contract shows it.
pub(crate) fn view(core: &Core, id: HostId) -> Result<Host, Fault> {
    let host = of_active_profile(core, id)?;
    let (link, accounts) = core.records.profiles.read(|profiles| {
        let profile = profiles.in_use();
        (profile.link(id).cloned(), profile.accounts_on(id).cloned().collect::<Vec<_>>())
    });
    let trust = core.records.hosts.read(|hosts| {
        let (name, port) = (host.base_url.host_str()?, host.base_url.port_or_known_default()?);
        hosts.trust_of(name, port).cloned()
    });
    Ok(views::hosts::host(&host, link, &accounts, trust, core.health.of(&host.base_url), core.options.loopback_port))
}

/// A host that the active profile uses.
pub(crate) fn of_active_profile(core: &Core, id: HostId) -> Result<HostRecord, Fault> {
    if core.records.profiles.read(|profiles| profiles.in_use().link(id).is_none()) {
        return Err(Fault::NotFound { what: "the host".into() });
    }
    core.records.hosts.read(|hosts| hosts.host(id).cloned())
}

async fn probe(core: &Core, input: &str, plain_http: bool) -> Result<forge::Probe, Fault> {
    let named = Url::parse(input.trim()).ok().filter(Url::has_host).map_or_else(|| input.trim().to_owned(), |url| name_of(&url));
    forge::probe(&core.client, input, plain_http).await.map_err(|error| faults::of_forge(&named, error))
}
