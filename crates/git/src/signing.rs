//! Signatures of commits, made and checked by the person's own `gpg`, `gpgsm` or `ssh-keygen`, as Git does it.
//!
//! Which program that is comes from the configuration. What the repository's own configuration says about programs counts only
//! where the person trusts the repository; which key and which format are data, and count everywhere.

mod check;
mod openpgp;
mod ssh;
mod words;

use git2::{Config, Repository};

use crate::error::Error;
use crate::programs::Programs;
use crate::shown::{visible, visible_lines};

pub(crate) use check::check;
pub use check::{SignatureCheck, Verdict};

/// A kind of signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    OpenPgp,
    X509,
    Ssh,
}

/// The program for a kind of signature, and where its settings are.
struct Tool<'a> {
    programs: &'a Programs,
    config: Config,
    program: std::path::PathBuf,
    /// As the person knows it.
    name: String,
}

/// Signs the text of a commit. `committer` is the one it names, for `gpg` to find a key by.
pub(crate) fn sign(git: &Repository, text: &[u8], committer: &str, programs: &Programs) -> Result<String, Error> {
    let config = git.config()?;
    let format = format(&config)?;
    let key = config.get_string("user.signingkey").ok().filter(|key| !key.trim().is_empty());
    if let Some(key) = &key
        && (key.starts_with('-') || key.chars().any(char::is_control))
    {
        return Err(Error::invalid("signing", format!("user.signingkey is no key: {}", visible(key))));
    }
    let tool = Tool::of(format, config, programs)?;
    match format {
        Format::Ssh => ssh::sign(&tool, git, text, key.as_deref()),
        Format::OpenPgp | Format::X509 => openpgp::sign(&tool, text, key.as_deref().unwrap_or(committer)),
    }
}

fn format(config: &Config) -> Result<Format, Error> {
    match config.get_string("gpg.format").as_deref() {
        Err(_) | Ok("openpgp") => Ok(Format::OpenPgp),
        Ok("x509") => Ok(Format::X509),
        Ok("ssh") => Ok(Format::Ssh),
        Ok(other) => Err(Error::invalid("signing", format!("gpg.format is “{}”, which Git does not know.", visible(other)))),
    }
}

impl<'a> Tool<'a> {
    /// [`Error::Signing`] where it is not there.
    fn of(format: Format, config: Config, programs: &'a Programs) -> Result<Self, Error> {
        let (keys, usual): (&[&str], _) = match format {
            Format::OpenPgp => (&["gpg.openpgp.program", "gpg.program"], "gpg"),
            Format::X509 => (&["gpg.x509.program"], "gpgsm"),
            Format::Ssh => (&["gpg.ssh.program"], "ssh-keygen"),
        };
        let set = keys.iter().find_map(|key| value(&config, key, programs.trusted));
        let name = set.unwrap_or_else(|| usual.to_owned());
        let Some(program) = programs.find(&name) else {
            let output = "It is not installed, or not where Bough looks: in the folders of PATH.".to_owned();
            return Err(Error::Signing { program: visible(&name), output });
        };
        Ok(Self { programs, config, program, name: visible(&name) })
    }

    /// That the program did not do what it was asked, in its own words.
    fn failed(&self, said: &[u8]) -> Error {
        Error::Signing { program: self.name.clone(), output: visible_lines(said) }
    }
}

/// A setting that leads to a program or a list of trusted keys. Without `trusted`, only the person's own files and the
/// system's say what it is, also where they are included for this repository alone.
fn value(config: &Config, key: &str, trusted: bool) -> Option<String> {
    let mut entries = config.multivar(key, None).ok()?;
    let mut found: Option<(i32, String)> = None;
    while let Some(Ok(entry)) = entries.next() {
        let level = entry.level();
        let theirs = matches!(
            level,
            git2::ConfigLevel::ProgramData | git2::ConfigLevel::System | git2::ConfigLevel::XDG | git2::ConfigLevel::Global
        );
        if let Ok(value) = entry.value()
            && (theirs || trusted)
            && found.as_ref().is_none_or(|(before, _)| *before <= level as i32)
        {
            found = Some((level as i32, value.to_owned()));
        }
    }
    found.map(|(_, value)| value).filter(|value| !value.trim().is_empty())
}
