//! What a Debian or Ubuntu machine must have, in one place, and how it gets it.

use std::process::Command;
use std::thread;
use std::time::Duration;

use crate::error::Error;
use crate::{node, program, say, steps};

/// A package, and the program that proves it is there in another way (compiled by hand, from another package).
struct Package(&'static str, Option<&'static str>);

/// To build.
const BUILD: &[Package] = &[
    Package("build-essential", None),
    Package("pkg-config", Some("pkg-config")),
    Package("libwebkit2gtk-4.1-dev", None),
    Package("librsvg2-dev", None),
    Package("git", Some("git")),
    Package("curl", Some("curl")),
    Package("file", Some("file")),
    Package("openssh-client", Some("ssh")),
];

/// To test in the real window, with a real keyring and a real SSH server.
const TEST: &[Package] = &[
    Package("webkit2gtk-driver", Some("WebKitWebDriver")),
    Package("xvfb", Some("Xvfb")),
    Package("xclip", Some("xclip")),
    Package("chromium", Some("chromium")),
    Package("dbus", Some("dbus-run-session")),
    Package("gnome-keyring", Some("gnome-keyring-daemon")),
    Package("libsecret-tools", Some("secret-tool")),
    Package("libglib2.0-bin", Some("gdbus")),
    Package("openssh-server", Some("sshd")),
    Package("gnupg", Some("gpg")),
    Package("python3", Some("python3")),
    Package("python3-venv", None),
    Package("strace", Some("strace")),
    Package("librsvg2-bin", Some("rsvg-convert")),
];

/// To package.
const BUNDLE: &[Package] = &[
    Package("dpkg-dev", Some("dpkg-shlibdeps")),
    Package("debootstrap", Some("debootstrap")),
    Package("lintian", Some("lintian")),
];

/// The oldest Node.js whose features the pages' tools use.
const NODE: u32 = 20;

/// Makes everything ready: packages of the system, then packages of npm.
pub fn ready() -> Result<(), Error> {
    ready_to_build()?;
    install("test programs", TEST)?;
    node::install(&crate::places::e2e())
}

/// Only what building needs.
pub fn ready_to_build() -> Result<(), Error> {
    install("build programs", BUILD)?;
    check_node()?;
    node::install(&crate::places::ui())
}

/// Only what packaging needs on top.
pub fn ready_to_bundle() -> Result<(), Error> {
    install("packaging programs", BUNDLE)
}

fn install(what: &str, packages: &[Package]) -> Result<(), Error> {
    if !program::on_path("dpkg-query") {
        return install_by_hand(packages);
    }
    let missing: Vec<&str> = packages.iter().filter(|package| !is_there(package)).map(|package| package.0).collect();
    if missing.is_empty() {
        return Ok(());
    }
    steps::step(&format!("{what}: {}", missing.join(" ")), || {
        let _ = tried(|| apt(&["update"]));
        let mut arguments = vec!["install", "-y", "--no-install-recommends"];
        arguments.extend(&missing);
        tried(|| apt(&arguments)).map_err(|error| {
            let words =
                format!("{error}\nInstall these packages by hand, then start again:\n  apt-get install {}", missing.join(" "));
            Error::Machine(words)
        })
    })
}

/// Not Debian: only what can be seen on the path can be checked.
fn install_by_hand(packages: &[Package]) -> Result<(), Error> {
    let missing: Vec<&str> = packages
        .iter()
        .filter(|package| package.1.is_some_and(|program| !program::on_path(program)))
        .map(|package| package.0)
        .collect();
    if missing.is_empty() {
        say::line("This is not Debian or Ubuntu: libraries are taken to be there.");
        return Ok(());
    }
    Err(Error::Machine(format!(
        "This is not Debian or Ubuntu, so nothing can be installed from here. Please install what these Debian packages hold: {}",
        missing.join(" ")
    )))
}

fn is_there(package: &Package) -> bool {
    if package.1.is_some_and(program::on_path) {
        return true;
    }
    let asked = Command::new("dpkg-query").args(["-W", "-f", "${db:Status-Status}", package.0]).output();
    asked.is_ok_and(|answer| answer.status.success() && answer.stdout == b"installed")
}

/// apt-get, through sudo where we are not root.
fn apt(arguments: &[&str]) -> Result<(), Error> {
    let root = program::answer(Command::new("id").arg("-u"), "id")?.trim() == "0";
    if !root && !program::on_path("sudo") {
        return Err(Error::Machine("Packages can be installed by root only, and there is no sudo here.".into()));
    }
    let mut command = Command::new(if root { "apt-get" } else { "sudo" });
    if !root {
        command.arg("apt-get");
    }
    command.args(["-q", "-o", "Acquire::Retries=3"]).args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
    // sudo may ask for a password: it needs the terminal.
    if root { program::quietly(&mut command, "apt-get") } else { program::with_terminal(&mut command, "apt-get") }
}

/// Three tries: mirrors and registries have bad moments.
pub fn tried(work: impl Fn() -> Result<(), Error>) -> Result<(), Error> {
    for pause in [2, 8] {
        match work() {
            Err(Error::Failed { .. }) => thread::sleep(Duration::from_secs(pause)),
            done => return done,
        }
    }
    work()
}

fn check_node() -> Result<(), Error> {
    let wanted = || Error::Machine(format!("Node.js {NODE} or newer is needed: https://nodejs.org, or your system's package."));
    let version = program::answer(Command::new("node").arg("--version"), "node").map_err(|_| wanted())?;
    let major = version.trim().trim_start_matches('v').split('.').next().and_then(|major| major.parse::<u32>().ok());
    if major.is_some_and(|major| major >= NODE) { Ok(()) } else { Err(wanted()) }
}
