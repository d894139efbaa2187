//! `bough trust`: looks at a server's certificate and trusts it after a yes.

use std::path::PathBuf;

use bough_core::Core;
use bough_core::api::hosts::{CertificateView, TrustChoice};
use bough_core::api::{ProbeHost, TrustCertificate};
use bough_core::fault::Fault;

use crate::output::Output;
use crate::person;

/// What the command line says.
pub struct Wanted {
    pub sha256: Option<String>,
    pub authority: bool,
    pub file: Option<PathBuf>,
    pub system: bool,
}

pub async fn trust(core: &Core, output: &Output, url: String, wanted: Wanted) -> Result<(), Fault> {
    let decided = match wanted {
        Wanted { system: true, .. } => Some(TrustChoice::System),
        Wanted { file: Some(file), .. } => {
            let path = std::path::absolute(&file).unwrap_or(file).to_string_lossy().into_owned();
            Some(TrustChoice::File { path })
        }
        Wanted { sha256: Some(sha256), authority: true, .. } => Some(TrustChoice::Authority { sha256 }),
        Wanted { sha256: Some(sha256), .. } => Some(TrustChoice::Pin { sha256 }),
        Wanted { .. } => None,
    };
    if let Some(choice) = decided {
        core.run(TrustCertificate { url, choice }).await?;
        output.answer(&(), |()| vec!["Done.".into()]);
        return Ok(());
    }
    match core.run(ProbeHost { url: url.clone() }).await {
        Err(Fault::Untrusted { certificate }) => {
            judge(core, output, &url, certificate, wanted.authority).await?;
            output.answer(&(), |()| vec!["Trusted from now on, for this server only.".into()]);
            Ok(())
        }
        probe => {
            let probe = probe?;
            output.answer(&(), |()| vec![format!("The certificate of {} is trusted already.", probe.base_url)]);
            Ok(())
        }
    }
}

/// Shows a certificate and trusts it, or its authority, after a yes.
pub async fn judge(
    core: &Core,
    output: &Output,
    url: &str,
    certificate: Box<CertificateView>,
    authority: bool,
) -> Result<(), Fault> {
    for line in person::certificate_lines(&certificate) {
        output.note(&line);
    }
    let choice = match (&certificate.authority, authority) {
        (Some(authority), true) => TrustChoice::Authority { sha256: authority.sha256.clone() },
        (None, true) => return Err(Fault::NotFound { what: "an authority: the server sent none along".into() }),
        (_, false) => TrustChoice::Pin { sha256: certificate.sha256.clone() },
    };
    let question =
        if authority { "Trust this authority for this server?" } else { "Trust exactly this certificate for this server?" };
    if !person::agrees(question) {
        return Err(Fault::Untrusted { certificate });
    }
    core.run(TrustCertificate { url: url.to_owned(), choice }).await
}
