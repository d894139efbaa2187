//! Process groups.

use std::os::unix::process::CommandExt;
use std::process::{Child, Command};

use rustix::process::{Pid, Signal, kill_process_group};

/// The child leads a new group.
pub(super) fn apart(command: &mut Command) {
    command.process_group(0);
}

/// Kills the child's group. The child is not reaped yet, so its number can't be another's.
pub(super) fn kill(child: &mut Child) {
    if let Some(leader) = i32::try_from(child.id()).ok().and_then(Pid::from_raw) {
        // Fails only where all of the group is gone.
        let _ = kill_process_group(leader, Signal::KILL);
    }
    let _ = child.kill();
}
