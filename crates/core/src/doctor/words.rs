//! The report's words. The window has its own in `ui/src/text/doctor.ts`.

use crate::api::doctor::{Anchor, Finding, Part, ProxyRule, Remedy, StepResult};
use crate::api::hosts::Distrust;
use crate::fault::{Fault, HostKeyProblem};

pub(super) fn part(part: Part) -> &'static str {
    match part {
        Part::Name => "Name resolution",
        Part::Proxy => "Proxy",
        Part::Connection => "Connection",
        Part::Encryption => "Encryption",
        Part::Address => "Address",
        Part::Product => "Product",
        Part::SignIn => "Sign-in",
        Part::Clock => "Clock",
        Part::Rights => "Permissions",
        Part::Pace => "Rate limit",
        Part::SshConnection => "SSH connection",
        Part::SshHostKey => "SSH host key",
        Part::SshKeys => "SSH keys",
        Part::Git => "Git over HTTP",
        Part::Lfs => "Git LFS",
    }
}

pub(super) fn result(result: StepResult) -> &'static str {
    match result {
        StepResult::Fine => "fine",
        StepResult::Warning => "WARNING",
        StepResult::Broken => "BROKEN",
        StepResult::NotTried => "not tried",
        StepResult::NotApplicable => "-",
    }
}

#[expect(clippy::too_many_lines, reason = "one line for each finding")]
pub(super) fn finding(finding: &Finding) -> String {
    match finding {
        Finding::Resolved { addresses } => addresses.join(", "),
        Finding::NumericAddress => "The host is named by a number; there is nothing to resolve".into(),
        Finding::Unresolved => "Nobody here knows the name".into(),
        Finding::LeftToProxy => "Nobody here knows the name; it is left to the proxy".into(),
        Finding::NoProxy { rule: chosen } => format!("None ({})", rule(chosen)),
        Finding::ProxyServes { proxy, rule: chosen } => format!("{proxy} ({})", rule(chosen)),
        Finding::ProxyUnreachable { proxy, rule: chosen } => format!("{proxy} takes no connection ({})", rule(chosen)),
        Finding::ProxyRefuses { proxy, rule: chosen } => {
            format!("{proxy} wants a password or does not let Bough through ({})", rule(chosen))
        }
        Finding::Connected { address } => format!("Connected to {address}"),
        Finding::ConnectedByProxy { proxy } => format!("Through {proxy}"),
        Finding::Unreachable => "The connection was refused, or there is no way to there".into(),
        Finding::Silent => "Nobody answers; often a firewall".into(),
        Finding::Encrypted { version, anchor: by, .. } => format!("{version}, trusted {}", anchor(*by)),
        Finding::CertificateEndsSoon { version, anchor: by, until, .. } => {
            format!("{version}, trusted {}; the certificate ends on {until}", anchor(*by))
        }
        Finding::NotEncrypted => "Not encrypted: everybody on the way can read along".into(),
        Finding::Untrusted { certificate, .. } => format!("The certificate is not trusted: {}", distrust(certificate.why)),
        Finding::PlainHttp => "The server answers there without encryption".into(),
        Finding::TlsFailed => "No encrypted connection came about".into(),
        Finding::AnswersThere => "Bitbucket answers there".into(),
        Finding::AnswersElsewhere { url } => format!("Bitbucket answers at {url} instead"),
        Finding::SomethingAnswers { status } => format!("A web server answers, with {status}"),
        Finding::WebPage { url } => format!("A web page stands in front, often a single sign-on: {url}"),
        Finding::OutOfOrder { status } => format!("The server is starting, under maintenance or out of order ({status})"),
        Finding::Product { name, version } => format!("{name} {version}"),
        Finding::OldProduct { version } => format!("{version} is older than what Bough was made for (7.21)"),
        Finding::TooOld { version } => format!("{version} is too old: access tokens came with 5.5"),
        Finding::Cloud => "This is Bitbucket Cloud, which is another product".into(),
        Finding::NotBitbucket => "What answers is no Bitbucket Server or Data Center".into(),
        Finding::ClockAgrees { seconds } => format!("The clocks agree ({seconds} s apart)"),
        Finding::ClockOff { seconds } if *seconds < 0 => format!("The server's clock is {} s behind this computer's", -seconds),
        Finding::ClockOff { seconds } => format!("The server's clock is {seconds} s ahead of this computer's"),
        Finding::NoClock => "The server does not tell its time".into(),
        Finding::NoAccount => "Nobody is signed in".into(),
        Finding::SignedIn { user } => format!("Signed in as {user}"),
        Finding::TokenEndsSoon { user, until } => format!("Signed in as {user}; the token ends on {until}"),
        Finding::TokenRefused => "The token is not accepted: it is wrong or was revoked".into(),
        Finding::TokenExpired { until } => format!("The token is not accepted: it ended on {until}"),
        Finding::Captcha => "The account is locked after too many failed sign-ins".into(),
        Finding::Rights { .. } => "The account may read and push".into(),
        Finding::ReadOnly { .. } => "The account, or its token, may read only".into(),
        Finding::NothingReadable => "The account may read no repository".into(),
        Finding::Budget { remaining, limit } => format!("{remaining} of {limit} requests are left"),
        Finding::NoLimit => "The server tells of none".into(),
        Finding::Paused { until } => format!("The server asked for a pause until {until}"),
        Finding::SshOff => "SSH is switched off at the server".into(),
        Finding::SshConnected { address } => format!("Connected to {address}"),
        Finding::SshUnreachable { address } => format!("{address} takes no connection"),
        Finding::HostKeyKnown { fingerprint } => format!("Known: {fingerprint}"),
        Finding::HostKeyUnknown { shown, confirmed } => format!("Not accepted yet: {shown}{}", confirmation(*confirmed)),
        Finding::HostKeyWrong { problem, known_at, shown, confirmed } => {
            let known = if known_at.is_empty() { "known_hosts" } else { known_at };
            format!("{} (see {known}): {shown}{}", host_key(*problem), confirmation(*confirmed))
        }
        Finding::KeyTaken { .. } => "The server takes a key".into(),
        Finding::KeyLocked { .. } => "The server knows a key; it needs its passphrase".into(),
        Finding::NoKeyTaken { .. } => "The server knows none of the keys".into(),
        Finding::NoKey => "There is no key to offer".into(),
        Finding::GitAnswers { repository, refs } => format!("{repository} answers with {refs} refs"),
        Finding::GitOff { .. } => "Git over HTTP is switched off at the server".into(),
        Finding::GitMangled { repository, proxy } => {
            let by = proxy.as_ref().map_or_else(|| "something in between".to_owned(), |proxy| format!("the proxy {proxy}"));
            format!("What came for {repository} is not Git's; {by} may change it")
        }
        Finding::NoRepository => "There is no repository to ask for".into(),
        Finding::LfsAnswers { repository } => format!("LFS answers for {repository}"),
        Finding::LfsOff { repository } => format!("LFS is switched off for {repository}"),
        Finding::LfsBroken { repository } => format!("LFS does not answer for {repository} as it should"),
        Finding::NoAnswer { seconds: 0 } => "It ended without an answer".into(),
        Finding::NoAnswer { seconds } => format!("No answer within {seconds} s"),
        Finding::Failed { fault } => self::fault(fault),
        Finding::After { part: earlier } => format!("because of: {}", part(*earlier)),
    }
}

/// What a fault without a finding of its own is called; its own words stand below it.
pub(super) fn fault(fault: &Fault) -> String {
    match fault {
        Fault::SignIn { .. } => "Signing in is needed".into(),
        Fault::Denied { missing, .. } if missing.is_empty() => "The server does not allow it".into(),
        Fault::Denied { missing, .. } => format!("The server does not allow it: {missing} is missing"),
        Fault::NotFound { what } => format!("Not found: {what}"),
        Fault::Invalid { why, .. } => why.clone(),
        Fault::RateLimited { until, .. } => format!("The server asked for a pause until {until}"),
        Fault::Offline { host, .. } => format!("{host} can't be reached"),
        Fault::WebPage { url, .. } => format!("A web page answered: {url}"),
        Fault::Untrusted { certificate } => format!("The certificate is not trusted: {}", distrust(certificate.why)),
        Fault::Keychain { .. } => "The keychain did not serve".into(),
        Fault::Refused { .. } => "The server said no".into(),
        Fault::Broken { .. } => "The answer can't be read, or Bough made a mistake".into(),
        // Nothing is written and nobody is asked, so that these can't come up.
        Fault::Taken { .. }
        | Fault::HostKey { .. }
        | Fault::Conflict { .. }
        | Fault::Moved { .. }
        | Fault::Hook { .. }
        | Fault::Signing { .. }
        | Fault::Disk { .. }
        | Fault::Cancelled => "It did not work".into(),
    }
}

pub(super) fn remedy(remedy: &Remedy) -> String {
    match remedy {
        Remedy::CheckNetwork => "Check the network, the VPN and the firewall".into(),
        Remedy::CheckProxy => "Check the proxy's address, user name and password in Preferences > Network".into(),
        Remedy::UseAddress { url: Some(url) } => format!("Use the address {url}"),
        Remedy::UseAddress { url: None } => "Check the address of the server".into(),
        Remedy::JudgeCertificate { certificate } => {
            format!("Compare the fingerprint with the administrator, then: bough trust https://{}", certificate.host)
        }
        Remedy::AskAdministrator => "Send this report to the server's administrator".into(),
        Remedy::OpenPage { url } => format!("Open {url} in a browser"),
        Remedy::SignIn => "Sign in again: bough connect, or bough authorise".into(),
        Remedy::UnlockKeychain => "Unlock the keychain".into(),
        Remedy::AskForRights => "Ask for the permission, or connect with a token that has it".into(),
        Remedy::SetClock => "Set the clock of this computer, or ask the administrator about the server's".into(),
        Remedy::Wait { until } => format!("Wait until {until}"),
        Remedy::UseHttps => "Use HTTPS, or ask the administrator about SSH".into(),
        Remedy::UseSsh => "Use SSH, or ask the administrator about Git over HTTP".into(),
        Remedy::AcceptHostKey => "Compare the fingerprint with the administrator; Bough asks with the first fetch by SSH".into(),
        Remedy::ReplaceHostKey { known_at } => {
            let known = if known_at.is_empty() { "known_hosts" } else { known_at };
            format!("Ask the administrator whether the key was changed; only then remove the old one at {known}")
        }
        Remedy::AddKey { url } => format!("Add the public key to the account: bough ssh-key upload, or {url}"),
        Remedy::GenerateKey => "Make a key: bough ssh-key generate".into(),
    }
}

fn rule(rule: &ProxyRule) -> String {
    match rule {
        ProxyRule::Setting => "by the setting".into(),
        ProxyRule::SettingException => "by the exceptions in the settings".into(),
        ProxyRule::Variable { name } => format!("by {name} in the environment"),
        ProxyRule::VariableException => "by NO_PROXY in the environment".into(),
        ProxyRule::Nothing => "nothing names one".into(),
    }
}

fn anchor(anchor: Anchor) -> &'static str {
    match anchor {
        Anchor::System => "by the operating system",
        Anchor::Pin => "as exactly this certificate",
        Anchor::Authority => "by an authority that was chosen for this host",
    }
}

fn distrust(why: Distrust) -> &'static str {
    match why {
        Distrust::UnknownIssuer => "nobody we know signed it",
        Distrust::Incomplete => "the server leaves out the certificates between it and an authority",
        Distrust::SelfSigned => "it is signed by itself",
        Distrust::Expired => "it has expired",
        Distrust::NotYetValid => "it is not valid yet",
        Distrust::WrongName => "it is for another name",
        Distrust::PinChanged => "it is not the one that was trusted",
        Distrust::Other => "it can't be checked",
    }
}

fn host_key(problem: HostKeyProblem) -> &'static str {
    match problem {
        HostKeyProblem::Changed => "Not the known key",
        HostKeyProblem::OtherType => "A key of another type than the known one",
        HostKeyProblem::Revoked => "Marked as revoked",
        HostKeyProblem::Refused => "Refused",
    }
}

fn confirmation(confirmed: Option<bool>) -> &'static str {
    match confirmed {
        Some(true) => ", which the server confirms over HTTPS",
        Some(false) => ", WHICH IS NOT WHAT THE SERVER SAYS OVER HTTPS",
        None => "",
    }
}
