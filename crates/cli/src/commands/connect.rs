//! `bough connect`: a host and who we are on it.

use bough_core::Core;
use bough_core::api::hosts::{Account, HostProbe, Kept};
use bough_core::api::{AddHost, ConnectAccount, ProbeHost};
use bough_core::fault::Fault;

use crate::commands::{hosts, trust};
use crate::output::Output;
use crate::person;
use crate::sentences;

pub async fn connect(core: &Core, output: &Output, url: String, expires: Option<String>, plain_http: bool) -> Result<(), Fault> {
    let probe = look(core, output, url).await?;
    let plain = "This connection is not encrypted: everybody on the way can read the token. Use it all the same?";
    let plain_http = plain_http || (probe.plain_http && person::agrees(plain));
    if probe.plain_http && !plain_http {
        let why = "This connection is not encrypted. Say --plain-http to use it all the same.".into();
        return Err(Fault::Invalid { field: "plain-http".into(), why });
    }
    let host = core.run(AddHost { base_url: probe.base_url, plain_http }).await?;
    if person::is_there() {
        output.note(&format!("Make a token at {}", host.pages.token));
        for advice in host.permissions.iter().filter(|advice| !advice.optional) {
            output.note(&format!("  it needs “{}”", advice.permission));
        }
    }
    let token = person::secret("Token")?;
    let account = core.run(ConnectAccount { host: host.id, token, token_expires: expires }).await?;
    output.answer(&account, lines);
    Ok(())
}

/// What lives behind an address; a certificate that nobody vouches for is judged first.
pub async fn look(core: &Core, output: &Output, url: String) -> Result<HostProbe, Fault> {
    let probe = match core.run(ProbeHost { url: url.clone() }).await {
        Err(Fault::Untrusted { certificate }) if person::is_there() => {
            trust::judge(core, output, &url, certificate, false).await?;
            core.run(ProbeHost { url }).await?
        }
        probe => probe?,
    };
    output.note(&format!("{} {} at {}", probe.display_name, probe.version, probe.base_url));
    Ok(probe)
}

/// Who we are now, line by line.
pub fn lines(account: &Account) -> Vec<String> {
    let mut lines = vec![format!("Connected as {} ({}).", account.user.display_name, account.user.name)];
    lines.extend(hosts::abilities(account));
    if let Kept::Memory { situation } = &account.kept {
        let why = sentences::keychain(*situation);
        lines.push(format!("The token could not be kept ({why}): it is forgotten when this command ends."));
    }
    lines
}
