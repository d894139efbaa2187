//! A private session bus and, where asked for, a private display, as the surroundings of one test.

use std::fs::{self, Permissions};
use std::io::{BufRead, BufReader};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// What the bus of a test offers.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Bus {
    /// There is none.
    Missing,
    /// A bus that can start no service by itself.
    Bare,
    /// A bus that starts services by itself, the prompter included; no display for it.
    Activating,
    /// The same with a display on which the prompter shows its window.
    WithDisplay,
    /// A bus that lets nobody talk to the Secret Service.
    Forbidding,
}

/// Ends what it started.
pub struct Surroundings {
    children: Vec<Child>,
    root: PathBuf,
}

impl Surroundings {
    /// Below `root`, which becomes HOME; the variables every process of the test gets.
    pub fn start(bus: Bus, root: &Path) -> (Self, Vec<(String, String)>) {
        let runtime = root.join("run");
        fs::create_dir(&runtime).unwrap();
        fs::set_permissions(&runtime, Permissions::from_mode(0o700)).unwrap();
        let mut surroundings = Self { children: Vec::new(), root: root.to_owned() };
        let mut variables = vec![
            ("PATH".to_owned(), "/usr/local/bin:/usr/bin:/bin".to_owned()),
            ("LANG".to_owned(), "C.UTF-8".to_owned()),
            ("HOME".to_owned(), root.display().to_string()),
            ("XDG_RUNTIME_DIR".to_owned(), runtime.display().to_string()),
        ];
        if bus == Bus::Missing {
            return (surroundings, variables);
        }
        if bus == Bus::WithDisplay {
            let mut server = Command::new("Xvfb");
            server.args(["-displayfd", "1", "-nolisten", "tcp", "-screen", "0", "640x480x24"]).stderr(Stdio::null());
            let number = surroundings.first_line(&mut server, "Xvfb (package xvfb)");
            variables.push(("DISPLAY".into(), format!(":{number}")));
        }
        let config = root.join("bus.conf");
        fs::write(&config, rules(bus, &runtime)).unwrap();
        let mut daemon = Command::new("dbus-daemon");
        daemon.env_clear().envs(variables.clone()).arg("--nofork").arg("--print-address");
        daemon.arg(format!("--config-file={}", config.display())).stderr(fs::File::create(root.join("bus.log")).unwrap());
        let address = surroundings.first_line(&mut daemon, "dbus-daemon (package dbus)");
        variables.push(("DBUS_SESSION_BUS_ADDRESS".into(), address));
        (surroundings, variables)
    }

    /// Starts a program that says on its first line that it is ready.
    fn first_line(&mut self, command: &mut Command, what: &str) -> String {
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap_or_else(|failed| unreachable!("{what} is not installed, `cargo xtask setup` does it: {failed}"));
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        self.children.push(child);
        assert!(!line.trim().is_empty(), "{what} did not start");
        line.trim().to_owned()
    }
}

impl Drop for Surroundings {
    fn drop(&mut self) {
        for child in self.children.iter_mut().rev() {
            drop(child.kill());
            drop(child.wait());
        }
        // What the bus started is known by its home, which no other process has.
        for process in living_in(&self.root) {
            end(process);
        }
    }
}

/// Processes whose HOME is this test's.
pub fn living_in(root: &Path) -> Vec<i32> {
    let home = format!("HOME={}", root.display());
    let numbers = fs::read_dir("/proc").unwrap().flatten().filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    numbers
        .filter(|process: &i32| {
            let environment = fs::read(format!("/proc/{process}/environ")).unwrap_or_default();
            u32::try_from(*process) != Ok(std::process::id())
                && environment.split(|byte| *byte == 0).any(|line| line == home.as_bytes())
        })
        .collect()
}

/// With signal 9.
pub fn end(process: i32) {
    if let Some(process) = rustix::process::Pid::from_raw(process) {
        // It may have ended by itself meanwhile.
        let _ = rustix::process::kill_process(process, rustix::process::Signal::KILL);
    }
}

fn rules(bus: Bus, runtime: &Path) -> String {
    let services = if bus == Bus::Bare { "" } else { "<standard_session_servicedirs/>" };
    let forbidden = if bus == Bus::Forbidding { "<deny send_destination=\"org.freedesktop.secrets\"/>" } else { "" };
    format!(
        "<!DOCTYPE busconfig PUBLIC \"-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN\" \
         \"http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd\">\n\
         <busconfig><type>session</type><keep_umask/><listen>unix:path={}/bus</listen><auth>EXTERNAL</auth>{services}\n\
         <policy context=\"default\"><allow send_destination=\"*\" eavesdrop=\"true\"/><allow eavesdrop=\"true\"/>\
         <allow own=\"*\"/>{forbidden}</policy></busconfig>",
        runtime.display()
    )
}
