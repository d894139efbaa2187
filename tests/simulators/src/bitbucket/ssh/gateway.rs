//! Connections and the questions of the forced command: who wants what, and may they.
#![cfg(unix)]

use std::collections::HashMap;
use std::io::Write as _;
use std::net::{Shutdown, TcpStream};
use std::os::fd::OwnedFd;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;
use std::process::Stdio;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::net::unix::pipe;
use tokio::process::Command;

use super::SshFace;
use crate::Error;
use crate::bitbucket::ledger::{AuthorizationKind, RecordedRequest};
use crate::bitbucket::lfs;
use crate::bitbucket::scm::admitted;
use crate::bitbucket::server::Server;
use crate::bitbucket::tips::Tips;
use crate::bitbucket::webhooks::Push;
use crate::bitbucket::world::{Caller, UserId};

pub(super) async fn serve(server: Arc<Server>, listener: std::net::TcpListener) -> Result<(), Error> {
    let Some(ssh) = &server.ssh else { return Ok(()) };
    listener.set_nonblocking(true)?;
    let listener = tokio::net::TcpListener::from_std(listener)?;
    tokio::spawn(answer_requests(Arc::clone(&server), ssh.folder.join("requests")));
    loop {
        let (stream, _) = tokio::select! {
            biased;
            () = ssh.closing.notified() => return Ok(()),
            taken = listener.accept() => taken?,
        };
        let stream = stream.into_std()?;
        stream.set_nonblocking(false)?;
        match connect(ssh, stream) {
            Ok((child, line)) => drop(tokio::spawn(wait(child, line))),
            Err(error) => tracing::error!(%error, "sshd could not be started"),
        }
    }
}

/// Our end of the connection: when it is dropped, the whole `sshd` behind it sees the end.
struct Line(TcpStream);

impl Drop for Line {
    fn drop(&mut self) {
        let _ = self.0.shutdown(Shutdown::Both);
    }
}

fn connect(ssh: &SshFace, stream: TcpStream) -> Result<(tokio::process::Child, Line), Error> {
    let input = OwnedFd::from(stream.try_clone()?);
    let output = OwnedFd::from(stream.try_clone()?);
    let log = std::fs::OpenOptions::new().create(true).append(true).open(ssh.folder.join("log"))?;
    let child = Command::new(&ssh.command[0])
        .args(&ssh.command[1..])
        .arg("-e")
        .stdin(Stdio::from(input))
        .stdout(Stdio::from(output))
        .stderr(Stdio::from(log))
        .kill_on_drop(true)
        .spawn()
        .map_err(|source| Error::Program { program: "sshd".into(), source })?;
    Ok((child, Line(stream)))
}

async fn wait(mut child: tokio::process::Child, line: Line) {
    let _ = child.wait().await;
    drop(line);
}

/// Pushes that were let in, by their tickets.
type Pushes = Mutex<HashMap<String, Push>>;

/// Reads the questions that the forced commands of all connections put into one pipe.
async fn answer_requests(server: Arc<Server>, pipe: std::path::PathBuf) -> Result<(), Error> {
    rustix::fs::mknodat(rustix::fs::CWD, &pipe, rustix::fs::FileType::Fifo, rustix::fs::Mode::from_raw_mode(0o600), 0)
        .map_err(std::io::Error::from)?;
    // Open for writing too, so that the pipe does not end whenever nobody asks.
    let file = std::fs::OpenOptions::new().read(true).write(true).open(&pipe)?;
    let pushes = Arc::new(Pushes::default());
    let mut questions = BufReader::new(pipe::Receiver::from_file(file)?).lines();
    while let Some(line) = questions.next_line().await? {
        let mut fields = line.splitn(3, '\t');
        let (Some(reply), Some(user), Some(wish)) = (fields.next(), fields.next(), fields.next()) else { continue };
        let Some(folder) = pipe.parent() else { continue };
        if reply == "-" {
            // A push came to its end.
            let push = pushes.lock().unwrap_or_else(PoisonError::into_inner).remove(wish);
            if let Some(push) = push {
                tokio::task::spawn_blocking(move || push.end());
            }
            continue;
        }
        let (server, reply, pushes) = (Arc::clone(&server), folder.join(reply), Arc::clone(&pushes));
        let (user, wish) = (UserId(user.parse().unwrap_or(0)), wish.to_owned());
        tokio::task::spawn_blocking(move || {
            let words = decide(&server, user, &wish, &pushes);
            if let Err(error) = say(&reply, &words) {
                tracing::debug!(%error, "an SSH client left before its answer");
            }
        });
    }
    Ok(())
}

fn say(reply: &Path, words: &str) -> Result<(), Error> {
    // The asking script holds the pipe open; without it there is nobody to wait for.
    let flags = i32::try_from(rustix::fs::OFlags::NONBLOCK.bits()).unwrap_or(0);
    let mut pipe = std::fs::OpenOptions::new().write(true).custom_flags(flags).open(reply)?;
    Ok(pipe.write_all(words.as_bytes())?)
}

/// Verdict and folder, or a refusal line by line with a closing dot.
fn decide(server: &Arc<Server>, user: UserId, wish: &str, pushes: &Pushes) -> String {
    let refusal = |words: &str| format!("no\n{}\n.\n", words.trim_end());
    let name = server.world().user(user).filter(|user| user.active).map(|user| user.name.clone());
    let entry = server.ledger.add(RecordedRequest {
        method: "SSH".into(),
        path: wish.into(),
        query: String::new(),
        authorization: AuthorizationKind::Key,
        header_names: Vec::new(),
        user: name.clone(),
        failed_sign_in: false,
        status: None,
    });
    let set = |status: u16| server.ledger.change(entry, |request| request.status = Some(status));
    let (Some(name), Some((service, key, slug))) = (name, read(wish)) else {
        set(403);
        return refusal("Shell access is not available here; only Git is spoken.");
    };
    let caller = Caller { user: Some(user), ..Caller::default() };
    let writes = matches!(service, Service::Take | Service::TakeFiles);
    let repository = admitted(&server.world(), &caller, &key, &slug, writes);
    let repository = match repository {
        Ok(repository) => repository,
        Err((status, words)) => {
            set(status.as_u16());
            return refusal(words);
        }
    };
    server.world().visit(user, repository.id);
    if matches!(service, Service::GiveFiles | Service::TakeFiles) {
        let said = lfs::authenticate(server, user, &repository, &format!("{key}/{slug}"), writes);
        set(if said.is_some() { 200 } else { 403 });
        return said.map_or_else(|| refusal("Unknown command"), |said| format!("lfs\n{said}\n"));
    }
    match Tips::refresh(server, &repository).and_then(|()| server.folders.of(&repository)) {
        Ok(folder) => {
            set(200);
            tracing::debug!(user = %name, folder = %folder.display(), "git over SSH");
            if !writes {
                return format!("upload-pack\n{}\n", folder.display());
            }
            let ticket = uuid::Uuid::new_v4().to_string();
            if let Ok(push) = Push::begin(server, &repository, user) {
                pushes.lock().unwrap_or_else(PoisonError::into_inner).insert(ticket.clone(), push);
            }
            format!("receive-pack\n{}\n{ticket}\n", folder.display())
        }
        Err(error) => refusal(&error.to_string()),
    }
}

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Service {
    Give,
    Take,
    /// Where large files are got.
    GiveFiles,
    /// Where they are given.
    TakeFiles,
}

/// Reads `git-upload-pack '/key/slug.git'` and `git-lfs-authenticate key/slug.git download`.
fn read(wish: &str) -> Option<(Service, String, String)> {
    let wish = wish.trim();
    let (service, path) = if let Some(rest) = wish.strip_prefix("git-lfs-authenticate ") {
        match rest.rsplit_once(' ')? {
            (path, "download") => (Service::GiveFiles, path),
            (path, "upload") => (Service::TakeFiles, path),
            _ => return None,
        }
    } else {
        let (program, path) = wish.split_once(" '").or_else(|| wish.rsplit_once(' '))?;
        match program.trim() {
            "git-upload-pack" | "git upload-pack" => (Service::Give, path),
            "git-receive-pack" | "git receive-pack" => (Service::Take, path),
            _ => return None,
        }
    };
    let (key, slug) = path.trim_matches(['\'', '/']).split_once('/')?;
    Some((service, key.into(), slug.strip_suffix(".git").unwrap_or(slug).into()))
}

#[cfg(test)]
mod tests {
    use super::{Service, read};

    #[test]
    fn only_git_and_its_large_files_are_understood() {
        let personal = read("git-upload-pack '/~ada/dotfiles.git'").expect("a clone");
        assert_eq!(personal, (Service::Give, "~ada".into(), "dotfiles".into()));
        assert_eq!(read("git receive-pack 'SHOP/storefront'").expect("a push").0, Service::Take);
        let files = read("git-lfs-authenticate shop/storefront.git upload").expect("large files");
        assert_eq!(files, (Service::TakeFiles, "shop".into(), "storefront".into()));
        assert_eq!(read("git-lfs-authenticate '~ada/x.git' download").expect("large files").0, Service::GiveFiles);
        assert!(read("git-lfs-authenticate shop/storefront.git delete").is_none());
        assert!(read("rm -rf /").is_none());
        assert!(read("").is_none());
    }
}
