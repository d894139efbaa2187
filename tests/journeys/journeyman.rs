//! A core over pipes: reads `{"name", "arguments"}` a line, writes `{"answer"}` or `{"fault"}` a line. For journeys only.

use std::io::{BufRead, Write};
use std::path::PathBuf;
use std::sync::Arc;

use bough_core::Core;
use bough_tests::{bough, desk::Desk};
use serde_json::{Value, json};

fn main() {
    bough_core::start_process();
    let home = PathBuf::from(std::env::args_os().nth(1).expect("the home to live in"));
    let runtime = tokio::runtime::Runtime::new().expect("a runtime starts wherever tests run");
    let core = Core::start(bough::options(&home, Arc::new(Desk::default()))).expect("a core starts");
    for line in std::io::stdin().lock().lines() {
        let request: Value = serde_json::from_str(&line.expect("a line")).expect("a line of JSON");
        let name = request["name"].as_str().expect("a name");
        let reply = match runtime.block_on(core.call(name, request["arguments"].clone())) {
            Ok(answer) => json!({ "answer": answer, "fault": null }),
            Err(fault) => json!({ "fault": fault }),
        };
        let mut output = std::io::stdout().lock();
        writeln!(output, "{reply}").expect("the test listens");
        output.flush().expect("the test listens");
    }
}
