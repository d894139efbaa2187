//! A Debian 12 with nothing on it: the package is installed there, its window opens, and it goes away again.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::error::Error;
use crate::screen::Screen;
use crate::session::Session;
use crate::{places, program, steps};

/// Debian's release that sets our floor (glibc 2.36).
const RELEASE: &str = "bookworm";
/// The colour of text in the light theme, which a screen without a desktop gets.
const TEXT: [u8; 3] = [0x1b, 0x22, 0x26];
/// Fewer pixels than the text of Welcome has, more than a toolkit's own dialog.
const WELCOME: usize = 500;

/// Why it can't be tried here, if it can't.
pub fn why_not() -> Option<String> {
    let root = program::answer(Command::new("id").arg("-u"), "id").is_ok_and(|id| id.trim() == "0");
    if !root {
        return Some("only root can make a clean system; install the package by hand to try it".into());
    }
    (!program::on_path("debootstrap")).then(|| "debootstrap is not there".into())
}

/// Installs, opens, removes.
pub fn try_package(package: &Path) -> Result<(), Error> {
    let base = base()?;
    let system = places::cache().join(format!("trial-{}", std::process::id()));
    let removed = Removed(system.clone());
    let mut copy = Command::new("cp");
    program::quietly(copy.args(["-a", "--reflink=auto"]).arg(&base).arg(&system), "copy of the clean system")?;
    let inside = system.join("tmp/bough.deb");
    fs::copy(package, &inside).map_err(Error::file(&inside))?;
    steps::step("  dpkg -i", || chroot(&system, "dpkg -i /tmp/bough.deb"))?;
    steps::step("  every library is found", || {
        chroot(
            &system,
            "for p in bough bough-desktop; do ldd /usr/bin/$p | grep 'not found' && exit 1; done; bough --version; bough-desktop --version",
        )
    })?;
    steps::step("  its window opens", || window_opens(&system))?;
    steps::step("  upgrade keeps and remove leaves the person's files", || {
        let keep = "mkdir -p ~/.local/share/bough && echo kept >~/.local/share/bough/mine";
        let same = "grep -q kept ~/.local/share/bough/mine";
        chroot(
            &system,
            &format!("{keep} && dpkg -i /tmp/bough.deb && {same} && dpkg -r bough && {same} && ! command -v bough-desktop"),
        )
    })?;
    drop(removed);
    Ok(())
}

/// A fresh system with what the package depends on, made once.
fn base() -> Result<PathBuf, Error> {
    let base = places::cache().join(format!("clean-{RELEASE}"));
    if base.join("ready").is_file() {
        return Ok(base);
    }
    steps::step("  a clean system (once, several minutes)", || {
        let _ = fs::remove_dir_all(&base);
        fs::create_dir_all(&base).map_err(Error::file(&base))?;
        program::quietly(Command::new("debootstrap").args(["--variant=minbase", RELEASE]).arg(&base), "debootstrap")?;
        // What it takes to reach the same mirrors as this machine.
        for file in ["/etc/resolv.conf", "/etc/hosts"] {
            let _ = fs::copy(file, base.join(file.trim_start_matches('/')));
        }
        let install = "apt-get update -q && apt-get install -q -y --no-install-recommends libwebkit2gtk-4.1-0 libgtk-3-0 dbus && apt-get clean";
        chroot(&base, install)?;
        fs::write(base.join("ready"), "").map_err(Error::file(&base))
    })?;
    Ok(base)
}

/// Runs a script inside, with a `/proc` of its own that goes away with it.
fn chroot(system: &Path, script: &str) -> Result<(), Error> {
    program::quietly(&mut inside(system, script), "clean system")
}

fn inside(system: &Path, script: &str) -> Command {
    let mut command = Command::new("unshare");
    command.args(["--mount", "--pid", "--fork", "--kill-child", "--mount-proc", "bash", "-c"]);
    command.arg("mount -t proc proc \"$0/proc\" && mount --rbind /dev \"$0/dev\" && exec chroot \"$0\" /bin/bash -c \"$1\"");
    command.arg(system).arg(script);
    command
        .env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin")
        .env("LC_ALL", "C.UTF-8")
        .env("HOME", "/home")
        .env("DEBIAN_FRONTEND", "noninteractive");
    command
}

/// Starts it on a screen outside and looks for the text of its first page.
fn window_opens(system: &Path) -> Result<(), Error> {
    let session = Session::new("trial")?;
    let screen = Screen::start(&session.folder().join("screen"), "1280x1024")?;
    let mut picture = screen.picture()?;
    let log = program::log_file("window in the clean system")?;
    let file = fs::File::create(&log).map_err(Error::file(&log))?;
    let mut command = inside(system, "dbus-run-session -- bough-desktop");
    // The screen's socket has an abstract name too, which a changed root does not hide.
    command.env("DISPLAY", &screen.display).env("NO_AT_BRIDGE", "1").stdin(Stdio::null()).stdout(Stdio::null()).stderr(file);
    let mut window = command.spawn().map_err(|error| program::missing(&command, error))?;
    let start = Instant::now();
    let mut painted = false;
    while !painted && start.elapsed() < Duration::from_mins(1) && window.try_wait().is_ok_and(|ended| ended.is_none()) {
        painted = picture.count(TEXT)? > WELCOME;
        std::thread::sleep(Duration::from_millis(50));
    }
    let _ = window.kill();
    let _ = window.wait();
    if painted { Ok(()) } else { Err(Error::Failed { what: "opening the window in the clean system".into(), log: Some(log) }) }
}

/// Goes away with its folder.
struct Removed(PathBuf);

impl Drop for Removed {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
