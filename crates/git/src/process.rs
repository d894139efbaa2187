//! Children in a group of their own, so that all of it can be ended at once.

#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

use std::process::{Child, Command, ExitStatus};
use std::time::{Duration, Instant};

#[cfg(unix)]
use unix as system;
#[cfg(windows)]
use windows as system;

/// How often a child is looked at while we wait for its end.
const LOOK: Duration = Duration::from_millis(10);

/// A child and its children. Dropping it ends and reaps them.
pub(crate) struct Group {
    child: Child,
    ended: Option<ExitStatus>,
}

impl Group {
    /// Starts `command` in a group of its own.
    pub(crate) fn start(command: &mut Command) -> std::io::Result<Self> {
        system::apart(command);
        Ok(Self { child: command.spawn()?, ended: None })
    }

    /// The child, to take its pipes.
    pub(crate) fn child(&mut self) -> &mut Child {
        &mut self.child
    }

    /// Waits so long for the end of the child itself.
    pub(crate) fn wait(&mut self, limit: Duration) -> Option<ExitStatus> {
        let begun = Instant::now();
        while self.ended.is_none() {
            self.ended = self.child.try_wait().ok().flatten();
            if self.ended.is_some() || begun.elapsed() >= limit {
                break;
            }
            std::thread::sleep(LOOK);
        }
        self.ended
    }

    /// Ends all of the group at once and reaps the child.
    pub(crate) fn end(&mut self) {
        if self.ended.is_none() {
            system::kill(&mut self.child);
            self.ended = self.child.wait().ok();
        }
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        self.end();
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::io::{BufRead, BufReader};
    use std::path::Path;
    use std::process::Stdio;

    use super::*;

    /// T6.4: children are gone, and their children.
    #[test]
    fn all_of_a_group_ends() {
        let mut command = Command::new("/bin/sh");
        command.args(["-c", "sleep 100 & echo $!; wait"]).stdout(Stdio::piped());
        let mut group = Group::start(&mut command).expect("a shell");
        let stdout = group.child().stdout.take().expect("a pipe");
        let mut line = String::new();
        BufReader::new(stdout).read_line(&mut line).expect("a number");
        let grandchild = format!("/proc/{}/stat", line.trim());
        let child = format!("/proc/{}", group.child().id());
        assert!(Path::new(&grandchild).exists());
        let begun = Instant::now();
        drop(group);
        assert!(!Path::new(&child).exists());
        // Whoever inherits it may take its time to reap it.
        let dead = || std::fs::read_to_string(&grandchild).map_or(true, |stat| stat.contains(") Z "));
        while !dead() {
            assert!(begun.elapsed() < Duration::from_secs(2));
            std::thread::sleep(LOOK);
        }
    }

    #[test]
    fn waiting_has_a_limit() {
        let mut group = Group::start(Command::new("/bin/sleep").arg("100")).expect("sleep");
        assert!(group.wait(Duration::from_millis(20)).is_none());
        let mut quick = Group::start(&mut Command::new("/bin/true")).expect("true");
        assert!(quick.wait(Duration::from_secs(10)).is_some_and(|status| status.success()));
    }
}
