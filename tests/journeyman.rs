//! A second process with a core in it, spoken to over pipes: for journeys that need another environment or an unkind end.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

/// The program of that process, which cargo builds beside the tests. It answers OpenSSH's questions too.
pub fn program() -> PathBuf {
    let test = std::env::current_exe().expect("a test knows where it is");
    let folder = test.ancestors().find(|folder| folder.join(name()).is_file()).expect("cargo builds the journeyman first");
    folder.join(name())
}

fn name() -> String {
    format!("bough-journeyman{}", std::env::consts::EXE_SUFFIX)
}

/// The running process; it ends when dropped.
pub struct Journeyman {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Journeyman {
    /// Starts one on a home; `change` may set its environment.
    pub fn start(home: &Path, change: impl FnOnce(&mut Command)) -> Self {
        Self::start_under(Command::new(program()), home, change)
    }

    /// Starts one below another program, such as `dbus-run-session -- …`, whose command line ends where ours begins.
    pub fn start_under(mut command: Command, home: &Path, change: impl FnOnce(&mut Command)) -> Self {
        if command.get_program() != program() {
            command.arg(program());
        }
        command.arg(home).stdin(Stdio::piped()).stdout(Stdio::piped());
        change(&mut command);
        let mut child = command.spawn().expect("the journeyman starts");
        let input = child.stdin.take().expect("stdin is a pipe");
        let output = BufReader::new(child.stdout.take().expect("stdout is a pipe"));
        Self { child, input, output }
    }

    /// Calls a command: `Ok` answer or `Err` fault.
    pub fn call(&mut self, name: &str, arguments: &Value) -> Result<Value, Value> {
        let line = json!({ "name": name, "arguments": arguments });
        writeln!(self.input, "{line}").expect("the journeyman listens");
        let mut answer = String::new();
        self.output.read_line(&mut answer).expect("the journeyman answers");
        let mut answer: Value = serde_json::from_str(&answer).expect("one line of JSON");
        if answer["fault"].is_null() { Ok(answer["answer"].take()) } else { Err(answer["fault"].take()) }
    }

    /// The number of its process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Begins a command and does not wait for its answer.
    pub fn begin(&mut self, name: &str, arguments: &Value) {
        let line = json!({ "name": name, "arguments": arguments });
        writeln!(self.input, "{line}").expect("the journeyman listens");
    }

    /// Waits until somebody has killed it.
    pub fn killed(mut self) {
        self.child.wait().expect("it can be waited for");
    }

    /// Ends it as a crash would.
    pub fn kill(mut self) {
        self.child.kill().expect("it runs");
        self.child.wait().expect("it can be waited for");
    }
}

impl Drop for Journeyman {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
