//! The way to the server: its name, the proxy, the connection, the encryption.

use std::net::IpAddr;

use jiff::{Timestamp, ToSpan};
use net::{Error, Origin};

use super::found::Found;
use super::round::Round;
use crate::api::doctor::Remedy;
use crate::api::findings::{Anchor, ChainLink, ProxyRule, StepFinding};
use crate::views;

/// A certificate that ends within so many days should be renewed.
const SOON: i64 = 21;

impl Round<'_> {
    /// Where requests go; none for what is no address of a server, which no host has.
    fn origin(&self) -> Option<Origin> {
        Origin::of(&self.case.base)
    }

    pub(super) async fn name(&mut self) -> Found {
        let Some(origin) = self.origin() else { return nowhere() };
        if origin.host().trim_matches(['[', ']']).parse::<IpAddr>().is_ok() {
            return Found::nothing(StepFinding::NumericAddress);
        }
        match self.core.client.resolve(origin.host()).await {
            Ok(addresses) => {
                Found::fine(StepFinding::Resolved { addresses: addresses.iter().map(ToString::to_string).collect() })
            }
            Err(error) if self.core.client.route(&origin).proxy.is_some() => {
                Found::nothing(StepFinding::LeftToProxy).saying(words(&error))
            }
            Err(error) => Found::broken(StepFinding::Unresolved, Remedy::UseAddress { url: None }).saying(words(&error)),
        }
    }

    pub(super) async fn proxy(&mut self) -> Found {
        let Some(origin) = self.origin() else { return nowhere() };
        let net::Route { proxy, rule } = self.core.client.route(&origin);
        let rule = view(&rule);
        let Some((host, port)) = proxy else { return Found::fine(StepFinding::NoProxy { rule }) };
        let proxy = format!("{host}:{port}");
        if let Err(error) = self.core.client.touch(&host, port).await {
            return Found::broken(StepFinding::ProxyUnreachable { proxy, rule }, Remedy::CheckProxy).saying(words(&error));
        }
        // Whether it lets us through shows only when it is asked for the server.
        let refused = if origin.is_encrypted() {
            let look = self.core.client.certificate(origin.host(), origin.port()).await;
            refused(self.learned.look.insert(look).as_ref().err())
        } else {
            match self.greet().await {
                Err(forge::Error::Net(error)) => refused(Some(&error)),
                _ => None,
            }
        };
        match refused {
            Some(detail) => Found::broken(StepFinding::ProxyRefuses { proxy, rule }, Remedy::CheckProxy).saying(detail),
            None => Found::fine(StepFinding::ProxyServes { proxy, rule }),
        }
    }

    pub(super) async fn connection(&mut self) -> Found {
        let Some(origin) = self.origin() else { return nowhere() };
        let touched = match self.core.client.route(&origin).proxy {
            None => {
                let touched = self.core.client.touch(origin.host(), origin.port()).await;
                touched.map(|address| StepFinding::Connected { address: address.to_string() })
            }
            Some((host, port)) => match (&self.learned.look, &self.learned.greeting) {
                // Whatever else went wrong, it did so behind the proxy.
                (Some(Err(error @ Error::TimedOut { .. })), _)
                | (_, Some(Err(forge::Error::Net(error @ Error::TimedOut { .. })))) => Err(error.clone()),
                _ => Ok(StepFinding::ConnectedByProxy { proxy: format!("{host}:{port}") }),
            },
        };
        match touched {
            Ok(finding) => Found::fine(finding),
            Err(error @ Error::TimedOut { .. }) => Found::broken(StepFinding::Silent, Remedy::CheckNetwork).saying(words(&error)),
            Err(error) => Found::broken(StepFinding::Unreachable, Remedy::CheckNetwork).saying(words(&error)),
        }
    }

    pub(super) async fn encryption(&mut self) -> Found {
        let Some(origin) = self.origin() else { return nowhere() };
        if !origin.is_encrypted() {
            return Found::warning(StepFinding::NotEncrypted, Remedy::UseAddress { url: Some(encrypted(&self.case.base)) });
        }
        let look = match self.learned.look.take() {
            Some(look) => look,
            None => self.core.client.certificate(origin.host(), origin.port()).await,
        };
        match look {
            Ok(shown) => judged(&shown),
            Err(error) => {
                if self.answers_plainly().await {
                    let mut plain = self.case.base.clone();
                    // Can't fail between these two schemes.
                    let _ = plain.set_scheme("http");
                    let _ = plain.set_port(Some(origin.port()));
                    return Found::broken(StepFinding::PlainHttp, Remedy::UseAddress { url: Some(plain.into()) })
                        .saying(words(&error));
                }
                Found::broken(StepFinding::TlsFailed, Remedy::AskAdministrator).saying(words(&error))
            }
        }
    }

    /// Whether something speaks HTTP without encryption where TLS should be spoken. Nothing secret is sent.
    async fn answers_plainly(&self) -> bool {
        let mut plain = self.case.base.clone();
        let port = plain.port_or_known_default();
        plain.set_scheme("http").is_ok()
            && plain.set_port(port).is_ok()
            && forge::greet(&self.core.client, self.kind(), &plain).await.is_ok()
    }
}

fn nowhere() -> Found {
    Found::broken(StepFinding::Unresolved, Remedy::UseAddress { url: None })
}

fn judged(shown: &net::Certificate) -> Found {
    let chain: Vec<ChainLink> = shown.chain.iter().map(link).collect();
    let version = match shown.tls {
        Some(net::TlsVersion::V1_3) => "TLS 1.3",
        Some(net::TlsVersion::V1_2) => "TLS 1.2",
        None => "TLS",
    };
    let version = version.to_owned();
    let anchor = match shown.anchor {
        None => {
            let certificate = Box::new(views::certificate(shown));
            let remedy = match shown.why {
                net::Distrust::UnknownIssuer | net::Distrust::SelfSigned | net::Distrust::PinChanged => {
                    Remedy::JudgeCertificate { certificate: certificate.clone() }
                }
                net::Distrust::NotYetValid if is_ahead(shown) => Remedy::SetClock,
                net::Distrust::WrongName => Remedy::UseAddress { url: None },
                // Whatever is trusted here, others would meet it again.
                _ => Remedy::AskAdministrator,
            };
            return Found::broken(StepFinding::Untrusted { certificate, chain }, remedy);
        }
        Some(net::Anchor::System) => Anchor::System,
        Some(net::Anchor::Pin) => Anchor::Pin,
        Some(net::Anchor::Authority) => Anchor::Authority,
    };
    let ends = shown.leaf.not_after;
    if Timestamp::now().checked_add((SOON * 24).hours()).is_ok_and(|soon| ends < soon) {
        let until = ends.to_string();
        return Found::warning(StepFinding::CertificateEndsSoon { version, anchor, chain, until }, Remedy::AskAdministrator);
    }
    Found::fine(StepFinding::Encrypted { version, anchor, chain })
}

/// True where it begins within a day: then our clock is the likelier cause.
fn is_ahead(shown: &net::Certificate) -> bool {
    Timestamp::now().checked_add(24.hours()).is_ok_and(|tomorrow| shown.leaf.not_before < tomorrow)
}

fn link(facts: &net::CertificateFacts) -> ChainLink {
    ChainLink {
        subject: facts.subject.clone(),
        issuer: facts.issuer.clone(),
        not_after: facts.not_after.to_string(),
        sha256: facts.fingerprint(),
    }
}

fn refused(error: Option<&Error>) -> Option<String> {
    match error {
        Some(Error::ProxyRefused { detail, .. }) => Some(detail.clone()),
        _ => None,
    }
}

fn encrypted(base: &url::Url) -> String {
    let mut url = base.clone();
    // Can't fail between these two schemes.
    let _ = url.set_scheme("https");
    crate::records::hosts::shown(&url)
}

/// What failed, without the host that is known anyway.
fn words(error: &Error) -> String {
    match error {
        Error::Offline { detail, .. } | Error::TimedOut { detail, .. } => detail.clone(),
        other => other.to_string(),
    }
}

fn view(rule: &net::ProxyRule) -> ProxyRule {
    match rule {
        net::ProxyRule::Setting => ProxyRule::Setting,
        net::ProxyRule::SettingException => ProxyRule::SettingException,
        net::ProxyRule::Variable(name) => ProxyRule::Variable { name: (*name).to_owned() },
        net::ProxyRule::VariableException => ProxyRule::VariableException,
        net::ProxyRule::Nothing => ProxyRule::Nothing,
    }
}
