//! Git over the user's OpenSSH: the program is started without a shell, with an environment that was given, and every
//! name stands where it can't be an option.

use std::io::{self, Read, Write};
use std::process::{Command, Stdio};
use std::sync::Arc;

use git2::transport::{Service, SmartSubtransport, SmartSubtransportStream};

use super::conversation::Conversation;
use super::current::Current;
use super::pkt::Source;
use super::ssh_pipes::{Patience, SshPipes};
use super::talk::Talk;
use crate::access::SshLaunch;
use crate::context::Context;
use crate::error::Error;
use crate::knock::SshKnock;
use crate::process::Group;
use crate::progress::Reporter;
use crate::url::{Address, SshAddress};

/// Bytes that a server's answer to a command may have.
const SAID: usize = 64 << 10;

/// One connection of libgit2 to one server.
pub(super) struct Ssh(Arc<Current>);

impl Ssh {
    pub(super) fn new(current: Arc<Current>) -> Self {
        Self(current)
    }

    fn begin(&self, url: &str, talk: Talk) -> Result<SshStream, Error> {
        let (pipes, shown) = start(&self.0, url, |address| service(address, talk))?;
        Ok(SshStream(Conversation::whole(pipes, talk, Arc::clone(&self.0), shown)))
    }
}

/// Begins to fetch and ends as soon as the server speaks: whether it did, and what `ssh` said.
pub(crate) fn words_of_ssh(current: &Arc<Current>, url: &str) -> Result<SshKnock, Error> {
    let (mut pipes, _) = start(current, url, |address| service(address, Talk::Fetch))?;
    let mut first = [0; 4];
    let answered = pipes.receive(&mut first)? > 0;
    Ok(SshKnock { answered, words: pipes.last_words() })
}

/// Has the server at an address run a command that reads nothing; what it wrote. Fails with what `ssh` said where that is nothing.
pub(crate) fn said_over_ssh(
    context: &Context,
    reporter: &Arc<Reporter>,
    url: &str,
    remote_command: String,
) -> Result<Vec<u8>, Error> {
    let (mut pipes, shown) = start(&Current::new(context, reporter, None), url, |_| remote_command)?;
    pipes.end_input();
    let (mut said, mut piece) = (Vec::new(), [0; 4096]);
    loop {
        match pipes.receive(&mut piece)? {
            0 if said.is_empty() => return Err(pipes.ended_early()),
            0 => return Ok(said),
            length => said.extend_from_slice(&piece[..length]),
        }
        if said.len() > SAID {
            return Err(Error::Refused { detail: format!("{shown} says more over SSH than it was asked for.") });
        }
    }
}

/// Starts `ssh` for an address; its pipes, and the server's name for messages.
fn start(
    current: &Arc<Current>,
    url: &str,
    remote_command: impl FnOnce(&SshAddress) -> String,
) -> Result<(SshPipes, String), Error> {
    let Address::Ssh(address) = Address::parse(url)? else {
        return Err(Error::invalid("url", "The address must begin with https://, ssh:// or be of the form user@host:path."));
    };
    let launch = current.context.access.ssh(&address.host, address.port, address.user.as_deref())?;
    let mut command = command(&launch, &address, &remote_command(&address))?;
    let group = Group::start(&mut command)
        .map_err(|error| Error::Broken { detail: format!("{} can't be started: {error}", launch.program.display()) })?;
    let patience = if launch.background { Patience::BACKGROUND } else { Patience::FOREGROUND };
    let pipes = SshPipes::new(group, launch.keep_alive, patience, Arc::clone(current), address.shown())?;
    Ok((pipes, address.shown()))
}

impl SmartSubtransport for Ssh {
    /// Asked for the advertisement only: git2 goes on with the same stream.
    fn action(&self, url: &str, service: Service) -> Result<Box<dyn SmartSubtransportStream>, git2::Error> {
        let talk = match service {
            Service::UploadPackLs | Service::UploadPack => Talk::Fetch,
            Service::ReceivePackLs | Service::ReceivePack => Talk::Push,
        };
        Ok(Box::new(self.begin(url, talk).map_err(|error| self.0.stop(error))?))
    }

    fn close(&self) -> Result<(), git2::Error> {
        Ok(())
    }
}

/// What the server is to run for Git's own conversations.
fn service(address: &SshAddress, talk: Talk) -> String {
    format!("{} {}", talk.service(), address.quoted_path())
}

/// The child's command line.
fn command(launch: &SshLaunch, address: &SshAddress, remote_command: &str) -> Result<Command, Error> {
    if !launch.program.is_absolute() {
        return Err(Error::broken("the path of ssh is not absolute"));
    }
    let mut command = Command::new(&launch.program);
    command.args(&launch.extra_options);
    let (asks, checking) = if launch.background { ("yes", "yes") } else { ("no", "ask") };
    // No terminal: its line ends would break the protocol. Answers to our pings bound the silence of a dead server.
    command.arg("-T");
    for option in [
        &format!("BatchMode={asks}"),
        &format!("StrictHostKeyChecking={checking}"),
        "ConnectTimeout=10",
        "ServerAliveInterval=10",
        "ServerAliveCountMax=3",
    ] {
        command.arg("-o").arg(option);
    }
    if let Some(key) = &launch.identity {
        // ssh replaces `%h` and `${NAME}` in the name of a key; there is no way to write it so that it does not.
        if key.to_string_lossy().contains(['%', '$']) || !key.is_absolute() {
            return Err(Error::invalid("identity", "The path of the key must be absolute and hold no % or $."));
        }
        command.args(["-o", "IdentitiesOnly=yes", "-i"]).arg(key);
    }
    if let Some(port) = address.port {
        command.arg("-p").arg(port.to_string());
    }
    command.arg("--").arg(address.destination()).arg(remote_command);
    command.env_clear().envs(launch.environment.iter().map(|(name, value)| (name, value)));
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    Ok(command)
}

/// Both halves of the conversation.
struct SshStream(Conversation<SshPipes>);

impl Read for SshStream {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer)
    }
}

impl Write for SshStream {
    /// What can't be sent is found out by the next read, which knows why.
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.source().send(bytes)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    fn words(launch: &SshLaunch, address: &str) -> Vec<String> {
        let Ok(Address::Ssh(address)) = Address::parse(address) else { unreachable!("a test address") };
        let command = command(launch, &address, &service(&address, Talk::Push)).expect("a command");
        command.get_args().map(|word| word.to_string_lossy().into_owned()).collect()
    }

    fn launch() -> SshLaunch {
        SshLaunch {
            program: PathBuf::from("/usr/bin/ssh"),
            identity: None,
            environment: vec![("PATH".into(), "/usr/bin".into())],
            background: true,
            extra_options: vec!["-F".to_owned(), "/cfg".to_owned()],
            keep_alive: None,
        }
    }

    /// T1.7: what others may choose stands behind `--`.
    #[test]
    fn names_stand_behind_the_dashes() {
        let all = words(&launch(), "ssh://git@h:7999/k/it's -x.git");
        let dashes = all.iter().position(|word| word == "--").expect("dashes");
        assert_eq!(all[dashes + 1..], ["git@h", r"git-receive-pack '/k/it'\''s -x.git'"]);
        assert_eq!(all[..2], ["-F", "/cfg"]);
        assert!(all[..dashes].windows(2).any(|pair| pair == ["-p", "7999"]));
        assert!(all.contains(&"BatchMode=yes".to_owned()) && all.contains(&"StrictHostKeyChecking=yes".to_owned()));
    }

    #[test]
    fn in_the_foreground_it_asks_and_a_chosen_key_is_the_only_one() {
        let foreground = SshLaunch { background: false, identity: Some("/keys/id".into()), ..launch() };
        let all = words(&foreground, "h:x");
        assert!(all.contains(&"StrictHostKeyChecking=ask".to_owned()) && !all.contains(&"BatchMode=yes".to_owned()));
        assert!(all.windows(3).any(|three| three == ["IdentitiesOnly=yes", "-i", "/keys/id"]));
    }

    #[test]
    fn odd_programs_and_keys_are_refused() {
        let Ok(Address::Ssh(address)) = Address::parse("h:x") else { unreachable!("a test address") };
        assert!(command(&SshLaunch { program: "ssh".into(), ..launch() }, &address, "x").is_err());
        assert!(command(&SshLaunch { identity: Some("/k/%h".into()), ..launch() }, &address, "x").is_err());
    }
}
