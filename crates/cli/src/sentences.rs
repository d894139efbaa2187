//! Faults in words for a terminal: what happened, and what to do about it.

use bough_core::api::application::KeychainSituation;
use bough_core::api::hosts::Distrust;
use bough_core::fault::{DiskProblem, Fault, HostKeyProblem, SignInReason};

/// A fault for a person.
pub struct Description {
    /// What happened.
    pub sentence: String,
    /// What to do.
    pub advice: Option<String>,
    /// The words of a machine.
    pub detail: Option<String>,
}

/// Words for a fault.
pub fn describe(fault: &Fault) -> Description {
    let (sentence, advice, detail) = match fault {
        Fault::SignIn { host, reason, detail } => {
            let (sentence, advice) = sign_in(host, *reason);
            (sentence, advice, Some(detail.clone()))
        }
        Fault::Denied { missing, detail } => (
            format!("The server does not allow this: “{missing}” is missing."),
            "Ask for the permission, or connect with a token that has it.".into(),
            Some(detail.clone()),
        ),
        Fault::NotFound { what } => {
            (format!("Not found: {what}."), "Check the name, and whether the account may see it.".into(), None)
        }
        Fault::Taken { what } => (format!("{what} is in use."), "Choose another name or folder.".into(), None),
        Fault::Invalid { field, why } => (why.clone(), format!("It is about “{field}”."), None),
        Fault::RateLimited { host, until } => (format!("{host} asks for a pause until {until}."), "Try again then.".into(), None),
        Fault::Offline { host, detail } => (
            format!("{host} can't be reached."),
            "Check the network, the VPN or the proxy, then try again.".into(),
            Some(detail.clone()),
        ),
        Fault::OutOfOrder { host, detail } => (
            format!("{host} is out of order."),
            "It starts, is being maintained, or has a fault of its own. Try again in a while.".into(),
            Some(detail.clone()),
        ),
        Fault::WebPage { host, url } => (
            format!("{host} answered with a web page: a login page, a proxy or another service."),
            format!("Open {url} in a browser to see what it wants."),
            None,
        ),
        Fault::Untrusted { certificate } => (
            format!("The certificate of {} is not trusted: {}.", certificate.host, distrust(certificate.why)),
            format!("Compare its fingerprint with your administrator, then: bough trust https://{}", certificate.host),
            Some(certificate.sha256.clone()),
        ),
        Fault::HostKey { host, problem, known_at, shown, detail } => {
            let (sentence, advice) = host_key(host, *problem, known_at, shown);
            (sentence, advice, Some(detail.clone()))
        }
        Fault::Keychain { situation } => {
            (format!("The keychain did not serve: {}.", keychain(*situation)), "Unlock it, then try again.".into(), None)
        }
        Fault::Conflict { files } => {
            (format!("Your changes are in the way: {}.", files.join(", ")), "Commit or stash them first.".into(), None)
        }
        Fault::Hook { name, output: _ } => (
            format!("The hook {name} said no. Nothing was {}.", if name == "pre-push" { "pushed" } else { "committed" }),
            "Mend what it names and try again, or skip it: --no-verify.".into(),
            None,
        ),
        Fault::Signing { program, output } => (
            format!("{program} did not sign. Nothing was committed."),
            "Mend what it names and commit again, or commit without a signature: --no-sign.".into(),
            Some(output.trim_end().to_owned()).filter(|output| !output.is_empty()),
        ),
        Fault::Disk { problem: DiskProblem::Full, detail } => {
            ("The disk is full. Nothing was done.".into(), "Make room, then try again.".into(), Some(detail.clone()))
        }
        Fault::Disk { problem: DiskProblem::ReadOnly, detail } => (
            "The disk does not allow it. Nothing was done.".into(),
            "Check who owns the folder and whether the disk is read-only.".into(),
            Some(detail.clone()),
        ),
        Fault::Cancelled => ("Cancelled. Nothing was done.".into(), String::new(), None),
        Fault::Moved { what } => {
            (format!("{what} changed meanwhile. Nothing was done."), "Look at it again, then repeat.".into(), None)
        }
        Fault::Refused { detail } => (format!("It was refused: {detail}"), String::new(), None),
        Fault::Broken { detail } => {
            (format!("Something is wrong in Bough or in a file: {detail}"), "Please report it if it happens again.".into(), None)
        }
    };
    Description { sentence, advice: Some(advice).filter(|advice| !advice.is_empty()), detail }
}

/// Why a keychain does not serve, as a sentence's end.
pub fn keychain(situation: KeychainSituation) -> &'static str {
    match situation {
        KeychainSituation::NoSession => "there is no session bus",
        KeychainSituation::NoService => "no keychain runs in this session",
        KeychainSituation::NoCollection => "it has no default keyring yet",
        KeychainSituation::Locked => "it is locked",
        KeychainSituation::Denied => "it refused",
        KeychainSituation::TimedOut => "it did not answer",
        KeychainSituation::Ambiguous => "several entries claim to be the same secret",
        KeychainSituation::TooLong => "the secret is longer than it holds",
        KeychainSituation::Unknown => "for a reason of its own",
    }
}

/// Why a certificate is not trusted, as a sentence's end.
pub fn distrust(why: Distrust) -> &'static str {
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

fn sign_in(host: &str, reason: SignInReason) -> (String, String) {
    let connect = format!("Connect with a token: bough connect {host}");
    match reason {
        SignInReason::NoAccount => (format!("No account of this profile is connected to {host}."), connect),
        SignInReason::Rejected => (format!("{host} did not accept the token: it is wrong, expired or was revoked."), connect),
        SignInReason::Captcha => (
            format!("{host} wants to see you in the browser after too many failed sign-ins."),
            "Sign in once on its page, then try again.".into(),
        ),
        SignInReason::Forgotten => (format!("The token for {host} was kept in memory only and is gone."), connect),
        SignInReason::Ended => (
            format!("What you allowed Bough on {host} has ended."),
            format!("Allow it again in the browser: bough authorise {host}"),
        ),
        SignInReason::Unregistered => (
            format!("Bough is not registered on {host}, or the client secret is missing here."),
            format!("Ask your administrator for a host file, or register it: bough register {host}"),
        ),
        SignInReason::Declined => {
            (format!("{host} was told no in the browser."), format!("To try again: bough authorise {host}"))
        }
        SignInReason::Late => (
            format!(
                "The browser's answer came too late for {host}: it takes it for ten seconds, unless its administrator gives longer."
            ),
            format!("Try again without a pause: bough authorise {host}"),
        ),
        SignInReason::Unanswered => {
            (format!("No answer came from the browser for {host}."), format!("To try again: bough authorise {host}"))
        }
        SignInReason::NoKey => (
            format!("{host} took none of the SSH keys."),
            "Add a public key there: bough ssh-key list, bough ssh-key upload".into(),
        ),
    }
}

fn host_key(host: &str, problem: HostKeyProblem, known_at: &str, shown: &str) -> (String, String) {
    match problem {
        HostKeyProblem::Changed => (
            format!("The SSH host key of {host} is not the known one. Somebody may be in between. It showed {shown}."),
            format!("Ask your administrator. Only if the key was changed on purpose, remove the old one at {known_at}."),
        ),
        HostKeyProblem::OtherType => (
            format!("{host} shows an SSH host key of another type than the known one: {shown}."),
            format!("Ask your administrator whether it is theirs. The known one is at {known_at}."),
        ),
        HostKeyProblem::Revoked => {
            (format!("The SSH host key of {host} was revoked."), "Do not connect. Ask your administrator.".into())
        }
        HostKeyProblem::Refused => {
            (format!("The SSH host key of {host} was not accepted."), "Try again at a terminal to compare and accept it.".into())
        }
    }
}
