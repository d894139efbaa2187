//! The report's words. The window has its own in `ui/src/text/doctor.ts`.

use crate::api::doctor::{Part, Remedy, StepResult};
use crate::api::findings::{Anchor, ProxyRule, StepFinding};
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

pub(super) fn finding(finding: &StepFinding) -> String {
    match finding {
        StepFinding::Resolved { addresses } => addresses.join(", "),
        StepFinding::NumericAddress => "The host is named by a number; there is nothing to resolve".into(),
        StepFinding::Unresolved => "Nobody here knows the name".into(),
        StepFinding::LeftToProxy => "Nobody here knows the name; it is left to the proxy".into(),
        StepFinding::NoProxy { rule: chosen } => format!("None ({})", rule(chosen)),
        StepFinding::ProxyServes { proxy, rule: chosen } => format!("{proxy} ({})", rule(chosen)),
        StepFinding::ProxyUnreachable { proxy, rule: chosen } => format!("{proxy} takes no connection ({})", rule(chosen)),
        StepFinding::ProxyRefuses { proxy, rule: chosen } => {
            format!("{proxy} wants a password or does not let Bough through ({})", rule(chosen))
        }
        StepFinding::Connected { address } | StepFinding::SshConnected { address } => format!("Connected to {address}"),
        StepFinding::ConnectedByProxy { proxy } => format!("Through {proxy}"),
        StepFinding::Unreachable => "The connection was refused, or there is no way to there".into(),
        StepFinding::Silent => "Nobody answers; often a firewall".into(),
        StepFinding::Encrypted { version, anchor: by, .. } => format!("{version}, trusted {}", anchor(*by)),
        StepFinding::CertificateEndsSoon { version, anchor: by, until, .. } => {
            format!("{version}, trusted {}; the certificate ends on {until}", anchor(*by))
        }
        StepFinding::NotEncrypted => "Not encrypted: everybody on the way can read along".into(),
        StepFinding::Untrusted { certificate, .. } => format!("The certificate is not trusted: {}", distrust(certificate.why)),
        StepFinding::PlainHttp => "The server answers there without encryption".into(),
        StepFinding::TlsFailed => "No encrypted connection came about".into(),
        StepFinding::AnswersThere => "Bitbucket answers there".into(),
        StepFinding::AnswersElsewhere { url } => format!("Bitbucket answers at {url} instead"),
        StepFinding::SomethingAnswers { status } => format!("A web server answers, with {status}"),
        StepFinding::WebPage { url } => format!("A web page stands in front, often a single sign-on: {url}"),
        StepFinding::OutOfOrder { status } => format!("The server is starting, under maintenance or out of order ({status})"),
        StepFinding::Product { name, version } => format!("{name} {version}"),
        StepFinding::OldProduct { version } => format!("{version} is older than what Bough was made for (7.21)"),
        StepFinding::TooOld { version } => format!("{version} is too old: access tokens came with 5.5"),
        StepFinding::Cloud => "This is Bitbucket Cloud, which is another product".into(),
        StepFinding::NotBitbucket => "What answers is no Bitbucket Server or Data Center".into(),
        StepFinding::ClockAgrees { seconds } => format!("The clocks agree ({seconds} s apart)"),
        StepFinding::ClockOff { seconds } if *seconds < 0 => {
            format!("The server's clock is {} s behind this computer's", -seconds)
        }
        StepFinding::ClockOff { seconds } => format!("The server's clock is {seconds} s ahead of this computer's"),
        StepFinding::NoClock => "The server does not tell its time".into(),
        StepFinding::NoAccount => "Nobody is signed in".into(),
        StepFinding::SignedIn { user } => format!("Signed in as {user}"),
        StepFinding::TokenEndsSoon { user, until } => format!("Signed in as {user}; the token ends on {until}"),
        StepFinding::TokenRefused => "The token is not accepted: it is wrong or was revoked".into(),
        StepFinding::TokenExpired { until } => format!("The token is not accepted: it ended on {until}"),
        StepFinding::Captcha => "The account is locked after too many failed sign-ins".into(),
        StepFinding::Rights { .. } => "The account may read and push".into(),
        StepFinding::ReadOnly { .. } => "The account, or its token, may read only".into(),
        StepFinding::NothingReadable => "The account may read no repository".into(),
        StepFinding::Budget { remaining, limit } => format!("{remaining} of {limit} requests are left"),
        StepFinding::NoLimit => "The server tells of none".into(),
        StepFinding::Paused { until } => format!("The server asked for a pause until {until}"),
        StepFinding::SshOff => "SSH is switched off at the server".into(),
        StepFinding::SshUnreachable { address } => format!("{address} takes no connection"),
        StepFinding::HostKeyKnown { fingerprint } => format!("Known: {fingerprint}"),
        StepFinding::HostKeyUnknown { shown, confirmed } => format!("Not accepted yet: {shown}{}", confirmation(*confirmed)),
        StepFinding::HostKeyWrong { problem, known_at, shown, confirmed } => {
            let known = if known_at.is_empty() { "known_hosts" } else { known_at };
            format!("{} (see {known}): {shown}{}", host_key(*problem), confirmation(*confirmed))
        }
        StepFinding::KeyTaken { .. } => "The server takes a key".into(),
        StepFinding::KeyLocked { .. } => "The server knows a key; it needs its passphrase".into(),
        StepFinding::NoKeyTaken { .. } => "The server knows none of the keys".into(),
        StepFinding::NoKey => "There is no key to offer".into(),
        StepFinding::GitAnswers { repository, refs } => format!("{repository} answers with {refs} refs"),
        StepFinding::GitOff { .. } => "Git over HTTP is switched off at the server".into(),
        StepFinding::GitMangled { repository, proxy } => {
            let by = proxy.as_ref().map_or_else(|| "something in between".to_owned(), |proxy| format!("the proxy {proxy}"));
            format!("What came for {repository} is not Git's; {by} may change it")
        }
        StepFinding::NoRepository => "There is no repository to ask for".into(),
        StepFinding::LfsAnswers { repository } => format!("LFS answers for {repository}"),
        StepFinding::LfsOff { repository } => format!("LFS is switched off for {repository}"),
        StepFinding::LfsBroken { repository } => format!("LFS does not answer for {repository} as it should"),
        StepFinding::NoAnswer { seconds: 0 } => "It ended without an answer".into(),
        StepFinding::NoAnswer { seconds } => format!("No answer within {seconds} s"),
        StepFinding::Failed { fault } => self::fault(fault),
        StepFinding::After { part: earlier } => format!("because of: {}", part(*earlier)),
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
        Fault::OutOfOrder { host, .. } => format!("{host} is out of order"),
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
        Remedy::GenerateKey => "Make a key: bough ssh-key new".into(),
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
