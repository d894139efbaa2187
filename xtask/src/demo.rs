//! Bough on a demo server with sample data, with nothing left behind: own folders, and an own keyring where there is none.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use crate::e2e::Stage;
use crate::error::Error;
use crate::places::Profile;
use crate::session::{self, Session};
use crate::{machine, places, program, run, say, steps};

/// Opens Bough on the demo server; without a screen, lets the tests' main walk show it.
pub fn demo() -> Result<(), Error> {
    if has_screen() {
        machine::ready_to_build()?;
        open()
    } else {
        machine::ready()?;
        walk()
    }
}

fn has_screen() -> bool {
    ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

fn open() -> Result<(), Error> {
    steps::step("pages", run::pages)?;
    let desktop = steps::step("bough-desktop", || run::desktop(Profile::Release))?;
    let simulator = steps::step("demo server", || run::simulator(Profile::Debug))?;
    let session = Session::new("demo")?;
    let server = Server::start(&simulator)?;
    say::line(&format!("The demo server is {}; Welcome offers it. A token to sign in with: {}", server.url, server.token));
    let mut command = if session::has_keyring() { Command::new(&desktop) } else { session.command(&desktop) };
    command.arg("--data-folder").arg(session.folder().join("data/bough"));
    command.arg("--ssh-folder").arg(session.folder().join("home/.ssh")).args(["--demo-server", &server.url]);
    program::with_terminal(&mut command, "Bough")
}

fn walk() -> Result<(), Error> {
    steps::step("pages", run::pages)?;
    let stage = steps::step("window and demo server", || Stage::build(Profile::Debug, false))?;
    say::line("There is no screen here: the walk below happens in the real window on a screen in memory.");
    stage.play(&["walk", "--show"], |command| program::with_terminal(command, "the walk"))?;
    say::line(&format!("Pictures of each step: {}", places::results("demo").display()));
    Ok(())
}

/// A running demo server; ends when dropped.
struct Server {
    child: Child,
    url: String,
    token: String,
}

impl Server {
    /// Its first line says where it listens and which token it takes.
    fn start(simulator: &std::path::Path) -> Result<Self, Error> {
        let mut command = Command::new(simulator);
        // It ends when nobody is at the other end of its input any more: with this process, however that ends.
        command.arg("--print-json").stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().map_err(|error| program::missing(&command, error))?;
        let mut said = String::new();
        let output = child.stdout.take().expect("its output is piped");
        BufReader::new(output).read_line(&mut said).map_err(Error::file(simulator))?;
        let facts: Value = serde_json::from_str(&said).unwrap_or_default();
        let text = |name: &str| facts[name].as_str().map(str::to_owned);
        if let (Some(url), Some(token)) = (text("base_url"), text("token")) {
            return Ok(Self { child, url, token });
        }
        let _ = child.kill();
        let _ = child.wait();
        Err(Error::Failed { what: "the demo server".into(), log: None })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
