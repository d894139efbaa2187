//! The `PATH` of the person's own shell. A desktop starts programs without what `.profile` and `.bashrc` add to it, and hooks
//! that need node, python or LFS would not find them.

use std::ffi::OsString;
use std::io::Read;
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

/// How long the shell may take to read its files.
const PATIENCE: Duration = Duration::from_secs(3);
/// Around the answer, because those files may print what they like.
const MARK: &str = "_bough_path_";

/// The path; none where it is ours already, or where the shell does not say. Blocks the first time.
pub(crate) fn of_the_person() -> Option<&'static OsString> {
    static PATH: OnceLock<Option<OsString>> = OnceLock::new();
    // Started from a terminal, we have it.
    let ours = || cfg!(windows) || std::env::var_os("TERM").is_some();
    PATH.get_or_init(|| if ours() { None } else { ask(&std::env::var_os("SHELL")?) }).as_ref()
}

fn ask(shell: &OsString) -> Option<OsString> {
    let mut command = Command::new(shell);
    command.args(["-ilc", &format!("printf '%s' \"{MARK}${{PATH}}{MARK}\"")]);
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().ok()?;
    let begun = Instant::now();
    while child.try_wait().ok()?.is_none() {
        if begun.elapsed() > PATIENCE {
            let _ = child.kill();
            let _ = child.wait();
            return None;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    let mut said = String::new();
    child.stdout.take()?.read_to_string(&mut said).ok()?;
    let path = said.split(MARK).nth(1)?;
    (!path.is_empty()).then(|| path.into())
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_shell_is_asked_and_one_that_says_nothing_is_not_waited_for() {
        assert!(ask(&"/bin/sh".into()).is_some_and(|path| !path.is_empty()));
        assert_eq!(ask(&"/bin/true".into()), None);
        assert_eq!(ask(&"/nowhere/shell".into()), None);
    }
}
