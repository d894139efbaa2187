//! Programs of the person, such as `gpg`: found by an absolute path, run with a closed environment, ended where nobody waits
//! for them any more.

use std::ffi::{OsStr, OsString};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use crate::error::Error;
use crate::heard;
use crate::process::Group;

/// Bytes of what a program says that are kept; signatures have a few thousand.
const KEPT: usize = 1 << 20;
/// How often a cancel is looked for.
const PACE: Duration = Duration::from_millis(50);
/// How long words are waited for that a program left in its pipe. A child of it that lives on may hold the pipe open.
const REST: Duration = Duration::from_millis(500);

/// How the person's programs are run.
#[derive(Debug, Clone)]
pub struct Programs {
    /// Their whole environment. They are looked for in its `PATH`.
    pub environment: Vec<(OsString, OsString)>,
    /// Ends the one that runs.
    pub cancel: net::Cancel,
    /// How long one may run; none where it may have to wait for the person.
    pub limit: Option<Duration>,
    /// True where the repository's own configuration may name them.
    pub trusted: bool,
}

/// How a line of the person's shell ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// True where it ended with 0.
    pub passed: bool,
    /// What it ended with; none where a signal ended it.
    pub code: Option<i32>,
    /// The last of what it said, made visible, with its line ends.
    pub words: String,
}

/// What a program said.
pub(crate) struct Said {
    pub(crate) status: ExitStatus,
    pub(crate) out: Vec<u8>,
    pub(crate) err: Vec<u8>,
}

impl Programs {
    /// The path of a program that is named as in the configuration: alone, or with its whole path. Neither the current folder
    /// nor one that is named relative to it is looked into: a repository may hold a program of that name.
    pub(crate) fn find(&self, name: &str) -> Option<PathBuf> {
        let path = self.home(name);
        if path.components().count() > 1 {
            return (path.is_absolute() && is_program(&path)).then_some(path);
        }
        let folders = std::env::split_paths(self.variable("PATH")?).filter(|folder| folder.is_absolute());
        let name = if cfg!(windows) && path.extension().is_none() { path.with_extension("exe") } else { path };
        folders.map(|folder| folder.join(&name)).find(|path| is_program(path))
    }

    /// A path of the configuration, where `~` stands for home.
    pub(crate) fn home(&self, path: &str) -> PathBuf {
        let home = path.strip_prefix("~/").and_then(|rest| Some((self.variable("HOME")?, rest)));
        home.map_or_else(|| PathBuf::from(path), |(home, rest)| Path::new(home).join(rest))
    }

    /// Runs a program in a folder. [`Error::Cancelled`]; [`Error::Broken`] where it can't be started or takes too long.
    pub(crate) fn run(&self, program: &Path, words: &[&OsStr], folder: &Path, input: &[u8]) -> Result<Said, Error> {
        let mut command = Command::new(program);
        command.args(words).current_dir(folder).env_clear();
        command.envs(self.environment.iter().map(|(name, value)| (name, value)));
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut group = Group::start(&mut command)?;
        let child = group.child();
        let (out, err) = (listen(child.stdout.take())?, listen(child.stderr.take())?);
        if let Some(mut stdin) = child.stdin.take() {
            let input = input.to_vec();
            // It need not listen.
            std::thread::Builder::new().name("program input".to_owned()).spawn(move || stdin.write_all(&input))?;
        }
        let begun = Instant::now();
        let status = loop {
            if let Some(status) = group.wait(PACE) {
                break status;
            }
            if self.cancel.is_cancelled() {
                return Err(Error::Cancelled);
            }
            if self.limit.is_some_and(|limit| begun.elapsed() > limit) {
                return Err(Error::broken(format!("{} does not come to an end", program.display())));
            }
        };
        Ok(Said { status, out: rest_of(&out), err: rest_of(&err) })
    }

    /// Runs a line that the person wrote for their shell, in a folder. What else it needs to know is in the environment: nothing
    /// of a repository's is ever put into the line. [`Error::Cancelled`]; [`Error::NotFound`] where there is no shell.
    pub fn run_line(&self, line: &str, folder: &Path, ear: &dyn Fn(&str)) -> Result<Outcome, Error> {
        let (name, flag) = if cfg!(windows) { ("cmd", "/C") } else { ("sh", "-c") };
        let shell = self.find(name).ok_or_else(|| Error::NotFound { what: format!("The program {name}") })?;
        let mut command = Command::new(shell);
        command.arg(flag).arg(line).current_dir(folder).env_clear();
        command.envs(self.environment.iter().map(|(name, value)| (name, value)));
        let ended = heard::run(&mut command, b"", &self.cancel, ear, KEPT)?;
        Ok(Outcome { passed: ended.status.success(), code: ended.status.code(), words: ended.words })
    }

    fn variable(&self, wanted: &str) -> Option<&OsStr> {
        self.environment.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_os_str())
    }
}

/// Reads to the end, so that the program is never held up.
fn listen(mut pipe: Option<impl Read + Send + 'static>) -> Result<Receiver<Vec<u8>>, Error> {
    let (tell, told) = channel();
    std::thread::Builder::new().name("program output".to_owned()).spawn(move || {
        let mut buffer = vec![0; 8 * 1024];
        let mut room = KEPT;
        while let Some(Ok(count @ 1..)) = pipe.as_mut().map(|pipe| pipe.read(&mut buffer)) {
            let kept = count.min(room);
            room -= kept;
            let _ = tell.send(buffer[..kept].to_vec());
        }
    })?;
    Ok(told)
}

fn rest_of(told: &Receiver<Vec<u8>>) -> Vec<u8> {
    std::iter::from_fn(|| told.recv_timeout(REST).ok()).flatten().collect()
}

/// True for a file that the system would run.
#[cfg(unix)]
pub(crate) fn is_program(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    path.metadata().is_ok_and(|facts| facts.is_file() && facts.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
pub(crate) fn is_program(path: &Path) -> bool {
    path.is_file()
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn programs(path: &str) -> Programs {
        let environment = vec![("PATH".into(), path.into()), ("HOME".into(), "/home/ada".into())];
        Programs { environment, cancel: net::Cancel::new(), limit: None, trusted: false }
    }

    /// T1.8.
    #[test]
    fn only_absolute_places_are_looked_into() {
        assert_eq!(programs("/bin").find("sh"), Some("/bin/sh".into()));
        assert_eq!(programs("/nowhere:/bin").find("/bin/sh"), Some("/bin/sh".into()));
        for (path, name) in [("bin:.:", "Cargo.toml"), ("/bin", "./sh"), ("/", "bin/sh"), ("/bin", "/bin/nothing"), ("/", "etc")]
        {
            assert_eq!(programs(path).find(name), None, "{name} in {path}");
        }
        assert_eq!(programs("").home("~/.ssh/key"), Path::new("/home/ada/.ssh/key"));
    }

    #[test]
    fn it_sees_what_was_given_and_nothing_else() {
        let programs = programs("/bin:/usr/bin");
        let words = ["-c", "cat; env | grep -v -e ^_ -e ^PWD -e ^SHLVL | sort >&2; exit 3"].map(OsStr::new);
        let said = programs.run(Path::new("/bin/sh"), &words, Path::new("/"), b"hello").expect("a shell");
        assert_eq!((said.out.as_slice(), said.status.code()), (&b"hello"[..], Some(3)));
        assert_eq!(String::from_utf8_lossy(&said.err), "HOME=/home/ada\nPATH=/bin:/usr/bin\n");
    }

    #[test]
    fn a_line_is_heard_with_both_its_outputs_and_sees_what_was_given() {
        let mut programs = programs("/bin:/usr/bin");
        programs.environment.push(("NAME".into(), "$(echo run)".into()));
        let heard = std::cell::RefCell::new(String::new());
        let ear = |text: &str| heard.borrow_mut().push_str(text);
        let ended = programs.run_line("echo \"$NAME\"; printf 'a\\033b\n' >&2; exit 3", Path::new("/"), &ear).expect("a shell");
        assert_eq!((ended.passed, ended.code, ended.words.as_str()), (false, Some(3), "$(echo run)\na␛b\n"));
        assert_eq!(*heard.borrow(), ended.words);
        programs.cancel.cancel();
        assert!(matches!(programs.run_line("sleep 100 & wait", Path::new("/"), &ear), Err(Error::Cancelled)));
        assert!(programs.run_line("true", Path::new("/nowhere"), &ear).is_err());
    }

    #[test]
    fn one_without_end_is_ended() {
        let mut programs = programs("/bin");
        programs.cancel.cancel();
        let sleep = |programs: &Programs| programs.run(Path::new("/bin/sleep"), &[OsStr::new("100")], Path::new("/"), b"");
        assert!(matches!(sleep(&programs), Err(Error::Cancelled)));
        programs.cancel = net::Cancel::new();
        programs.limit = Some(Duration::ZERO);
        assert!(matches!(sleep(&programs), Err(Error::Broken { .. })));
    }
}
