//! T5.8: the application is killed while a question is open. Its `ssh` and askpass are gone within two seconds.

use std::env;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use ssh::askpass::Server;

use crate::daemon::Daemon;
use crate::session::{Session, askpass, ssh_to};

const TEST: &str = "application_ends::killed_while_a_question_is_open";

/// The application: starts `ssh` to an unknown host and never answers.
fn wait_for_ever(port: u16, run: &Path, config: &Path) {
    let server = Server::start(run).unwrap();
    let ticket = server.admit(
        true,
        Arc::new(|_| {
            println!("\nasked");
            loop {
                thread::park();
            }
        }),
    );
    let mut command = ssh_to(port, config, &[]);
    let mut child = command.envs(ticket.environment(askpass())).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    println!("\nssh {}", child.id());
    child.wait().unwrap();
    unreachable!("nobody answers, so ssh waits");
}

fn is_alive(process: u32) -> bool {
    // The state stands behind the name in brackets; a zombie only waits for somebody to read its end.
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    stat.rsplit_once(") ").is_some_and(|(_, rest)| !rest.starts_with(['Z', 'X']))
}

fn child_of(process: u32) -> Option<u32> {
    let listed = fs::read_to_string(format!("/proc/{process}/task/{process}/children")).ok()?;
    listed.split_whitespace().next()?.parse().ok()
}

#[test]
fn killed_while_a_question_is_open() {
    if let (Ok(port), Some(run), Some(config)) = (env::var("BOUGH_PORT"), env::var_os("BOUGH_RUN"), env::var_os("BOUGH_CONFIG")) {
        return wait_for_ever(port.parse().unwrap(), Path::new(&run), Path::new(&config));
    }
    let (session, daemon) = (Session::new(), Daemon::start(&["ed25519"]));
    let run = session.root.path().join("application");
    let mut application = Command::new(env::current_exe().unwrap())
        .args(["--exact", TEST, "--nocapture", "--test-threads=1"])
        .env("BOUGH_PORT", daemon.port.to_string())
        .env("BOUGH_RUN", &run)
        .env("BOUGH_CONFIG", session.root.path().join("config"))
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(application.stdout.take().unwrap()).lines().map(Result::unwrap);
    let (mut ssh, mut asked) = (None, false);
    while ssh.is_none() || !asked {
        let line = lines.next().expect("the application says that it was asked");
        asked |= line == "asked";
        ssh = ssh.or_else(|| line.strip_prefix("ssh ").map(|process| process.parse::<u32>().unwrap()));
    }
    let ssh = ssh.unwrap();
    let client = child_of(ssh).expect("ssh has started its askpass");
    assert!(is_alive(ssh) && is_alive(client));
    assert_eq!(fs::read_dir(&run).unwrap().count(), 1);

    application.kill().unwrap();
    application.wait().unwrap();
    let begin = Instant::now();
    while is_alive(ssh) || is_alive(client) {
        assert!(begin.elapsed() < Duration::from_secs(2), "ssh: {}, askpass: {}", is_alive(ssh), is_alive(client));
        thread::sleep(Duration::from_millis(5));
    }
    // The next start sweeps what the dead one left.
    let _server = Server::start(&run).unwrap();
    assert_eq!(fs::read_dir(&run).unwrap().count(), 1);
}
