//! Runs one test of this binary again as a process of its own, so that it can be killed, limited or run as another person.

use std::env;
use std::fs;
use std::io::{self, Write};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;

const VARIABLE: &str = "BOUGH_STORE_TEST_FOLDER";

/// The folder a child works in; `None` in the test itself.
pub fn child_folder() -> Option<PathBuf> {
    env::var_os(VARIABLE).map(PathBuf::from)
}

/// This binary with only `test` in it. `wrapper` stands before it, as in `sh -c '… exec "$@"' -`.
pub fn child(wrapper: &[&str], program: &Path, test: &str, folder: &Path) -> Command {
    let mut words = wrapper.iter().map(Into::into).collect::<Vec<std::ffi::OsString>>();
    words.extend([program.into(), "--exact".into(), test.into(), "--nocapture".into(), "--test-threads=1".into()]);
    let mut command = Command::new(&words[0]);
    command.args(&words[1..]).env(VARIABLE, folder);
    command
}

/// This binary where anybody may run it: `target` often lies in a folder that others can't enter.
pub fn shared_copy(folder: &Path) -> PathBuf {
    let copy = folder.join("tests");
    fs::copy(env::current_exe().expect("a test knows its binary"), &copy).expect("there is room for a copy");
    fs::set_permissions(&copy, fs::Permissions::from_mode(0o755)).expect("it is ours");
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).expect("it is ours");
    copy
}

/// Makes the command run as nobody where we are root: permissions prove nothing about root.
pub fn unprivileged(command: &mut Command) {
    if rustix::process::geteuid().is_root() {
        command.uid(65_534).gid(65_534);
    }
}

/// A wrapper that gives the child a file system of its own over `place`; `None` where this person may not mount.
pub fn private_mount(options: &str, place: &Path) -> Option<Vec<String>> {
    let script = format!("mount -t tmpfs -o {options} tmpfs '{}' && exec \"$@\"", place.display());
    [vec!["-m"], vec!["-r", "-m"]].into_iter().find_map(|flags| {
        let mut words = vec!["unshare".to_owned()];
        words.extend(flags.into_iter().map(str::to_owned));
        words.extend(["sh", "-c", &script, "-"].map(str::to_owned));
        let tried = Command::new(&words[0]).args(&words[1..]).arg("true").output();
        tried.is_ok_and(|output| output.status.success()).then_some(words)
    })
}

/// Says so past the test runner, which keeps what a passing test prints.
pub fn skipped(what: &str) {
    writeln!(io::stderr(), "SKIPPED {what}").expect("stderr is open");
}
