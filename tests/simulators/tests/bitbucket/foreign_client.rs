//! A client that others wrote for the real server, and the program by hand: both must get along with the simulator.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;
use simulators::{Bitbucket, Scenario};

const SCRIPT: &str = "
import json, os
from atlassian import Bitbucket
server = Bitbucket(url=os.environ['BASE'], token=os.environ['TOKEN'])
print(json.dumps({
    'projects': [each['key'] for each in server.project_list()],
    'repositories': [each['slug'] for each in server.repo_list('SHOP')],
    'open': [each['id'] for each in server.get_pull_requests('SHOP', 'storefront', state='OPEN', limit=4)],
    'branches': [each['displayId'] for each in server.get_branches('SHOP', 'storefront')],
    'tags': [each['displayId'] for each in server.get_tags('SHOP', 'storefront')],
}))
";

/// A Python with the library, kept in the target folder; `None` where the registry is out of reach.
fn python(folder: &Path) -> Option<std::path::PathBuf> {
    let python = folder.join("bin/python");
    let run = |program: &Path, arguments: &[&str]| {
        let output = Command::new(program).args(arguments).stdin(Stdio::null()).output();
        output.is_ok_and(|output| output.status.success())
    };
    if run(&python, &["-c", "import atlassian"]) {
        return Some(python);
    }
    assert!(run(Path::new("python3"), &["-m", "venv", folder.to_str().expect("a path")]), "python3 makes no venv");
    let package = "atlassian-python-api";
    let cache = folder.join("cache");
    if !run(&python, &["-m", "pip", "download", "--quiet", "--no-deps", "--dest", cache.to_str().expect("a path"), package]) {
        return None;
    }
    assert!(run(&python, &["-m", "pip", "install", "--quiet", package]), "the package was found but not installed");
    Some(python)
}

#[test]
fn a_client_from_the_python_registry_lists_everything() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("simulator-python");
    let Some(python) = python(&folder) else {
        eprintln!("skipped: the Python package registry is out of reach");
        return;
    };
    let server = Bitbucket::start(Scenario::sample().context("/bitbucket"));
    let output = Command::new(python)
        .args(["-c", SCRIPT])
        .env("BASE", server.base_url())
        .env("TOKEN", server.token("ada").expect("a token"))
        .output()
        .expect("python runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let found: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let count = |name: &str| found[name].as_array().map_or(0, Vec::len);
    assert_eq!(found["projects"], serde_json::json!(["DATA", "FLEET", "OSS", "PLAT", "SHOP"]));
    assert_eq!(count("repositories"), 7);
    assert_eq!(count("open"), 9, "it pages on by itself");
    assert!(count("branches") >= 10 && count("tags") >= 5, "{found}");
}

#[test]
fn the_program_says_where_it_is_and_ends_with_its_input() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_bough-simulator"))
        .args(["--scenario", "minimal", "--version", "8.19", "--context", "/bitbucket", "--https", "--port", "0", "--print-json"])
        .args(["--fault", "status=503@/rest/api/latest/repos"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut line = String::new();
    let read = BufReader::new(child.stdout.take().expect("its output")).read_line(&mut line);
    assert!(read.is_ok_and(|count| count > 0));
    let facts: Value = serde_json::from_str(&line).expect("one line of JSON");
    assert!(facts["base_url"].as_str().is_some_and(|url| url.starts_with("https://127.0.0.1:") && url.ends_with("/bitbucket")));
    let ca = facts["ca_file"].as_str().expect("a file").to_owned();
    assert!(std::fs::read_to_string(&ca).expect("a certificate").contains("BEGIN CERTIFICATE"));
    assert!(facts["token"].as_str().is_some_and(|token| token.starts_with("BBDC-")));
    drop(child.stdin.take());
    assert!(child.wait().expect("it ends").success());
    assert!(!Path::new(&ca).exists());
}
