//! `bough-simulator`: a simulated server by hand, for the demo, for measurements and for looking around.

mod orders;

use std::io::{BufRead, Write};
use std::process::ExitCode;
use std::time::Duration;

use clap::{Parser, ValueEnum};
use serde_json::json;
use simulators::{BasicAuth, Bitbucket, Content, Error, Fault, Level, OauthRedirects, Permission, Scenario, Version};

#[derive(Clone, Copy, ValueEnum)]
enum Company {
    Sample,
    Many,
    Minimal,
}

/// Runs a simulated Bitbucket Data Center on loopback until its standard input closes or Ctrl+C is pressed. Lines of it are orders,
/// each answered with a line of JSON.
#[expect(clippy::struct_excessive_bools, reason = "each is one option of the command line")]
#[derive(Parser)]
struct Arguments {
    /// Which company lives on the server.
    #[arg(long, default_value = "sample")]
    scenario: Company,
    /// How many repositories the scenario "many" has.
    #[arg(long, default_value_t = 5000)]
    repositories: usize,
    /// Release of the server, such as 7.21, 8.19, 9.4 or 10.
    #[arg(long = "version", default_value = "9.4")]
    release: Version,
    /// Context path, such as /bitbucket.
    #[arg(long, default_value = "")]
    context: String,
    /// Serve https with a private authority.
    #[arg(long)]
    https: bool,
    /// Host name in the base URL: 127.0.0.1 or localhost.
    #[arg(long, default_value = "127.0.0.1")]
    host: String,
    /// Port; 0 takes a free one.
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// Base URL of the links in answers, if it differs from the one that answers.
    #[arg(long)]
    public_url: Option<String>,
    /// Serve this bare repository as DEMO/served (scenario "minimal" only).
    #[arg(long)]
    serve: Option<std::path::PathBuf>,
    /// Let tokens add SSH keys.
    #[arg(long)]
    ssh_key_upload: bool,
    /// Take redirect URLs of OAuth for the host localhost and of other schemes (with --https).
    #[arg(long)]
    oauth_localhost: bool,
    /// Switch Git LFS on for a repository, such as SHOP/storefront; repeatable.
    #[arg(long)]
    lfs: Vec<String>,
    /// Refuse Basic sign-in everywhere.
    #[arg(long)]
    no_basic: bool,
    /// A fault, repeatable: delay=MILLISECONDS, black-hole, cut-after=BYTES, cut-at=FRACTION, throttle=RATE,
    /// status=CODE, pause=SECONDS, captcha, web-page, redirect=URL, truncated-json, garbage, expired-token, clock=SECONDS;
    /// a path prefix may follow after `@`.
    #[arg(long, value_parser = fault)]
    fault: Vec<Fault>,
    /// Print one line of JSON with everything a client needs.
    #[arg(long)]
    print_json: bool,
}

fn fault(text: &str) -> Result<Fault, Error> {
    let (what, prefix) = text.split_once('@').unwrap_or((text, ""));
    let (name, value) = what.split_once('=').unwrap_or((what, ""));
    let wrong = || Error::Unknown { what: "fault", name: text.into() };
    let number = || value.parse::<u64>().map_err(|_| wrong());
    let fault = match name {
        "delay" => Fault::delay(Duration::from_millis(number()?)),
        "black-hole" => Fault::black_hole(),
        "cut-after" => Fault::cut_after(number()?),
        "cut-at" => Fault::cut_at(value.parse().map_err(|_| wrong())?),
        "throttle" => Fault::throttle(number()?),
        "status" => Fault::status(value.parse().map_err(|_| wrong())?),
        "web-page" => Fault::web_page(),
        "redirect" => Fault::redirect_to(value),
        "truncated-json" => Fault::truncated_json(),
        "garbage" => Fault::garbage(),
        "pause" => Fault::retry_after(429, number()?),
        "captcha" => Fault::captcha(),
        "expired-token" => Fault::expired_token(),
        "clock" => Fault::clock_off(value.parse().map_err(|_| wrong())?),
        _ => return Err(wrong()),
    };
    Ok(fault.on(prefix))
}

fn scenario(arguments: &Arguments) -> Result<Scenario, Error> {
    let mut scenario = match arguments.scenario {
        Company::Sample => Scenario::sample(),
        Company::Many => Scenario::many(arguments.repositories),
        Company::Minimal => Scenario::minimal(),
    };
    if let Some(folder) = &arguments.serve {
        scenario = scenario.repository("DEMO", "served", Content::Folder(folder.clone()))?;
    }
    if let Some(url) = &arguments.public_url {
        scenario = scenario.public_url(url);
    }
    if arguments.https {
        scenario = scenario.https();
    }
    if arguments.oauth_localhost {
        scenario = scenario.oauth_redirects(OauthRedirects::LocalhostAndSchemes);
    }
    if arguments.no_basic {
        scenario = scenario.basic_auth(BasicAuth::Off);
    }
    Ok(scenario
        .version(arguments.release)
        .context(&arguments.context)
        .host(&arguments.host)
        .port(arguments.port)
        .ssh_key_upload(arguments.ssh_key_upload))
}

/// What a client needs to know, as one JSON object. The tokens open nothing but this process.
fn facts(server: &Bitbucket, ca_file: Option<&std::path::Path>) -> Result<serde_json::Value, Error> {
    let read = [Permission::Project(Level::Read), Permission::Repository(Level::Read)];
    let admin = [Permission::Project(Level::Admin), Permission::Repository(Level::Admin)];
    Ok(json!({
        "base_url": server.base_url(),
        "origin": server.web_origin(),
        "user": "ada",
        "token": server.token("ada")?,
        "read_token": server.make_token("ada", &read)?,
        "admin_token": server.make_token("ada", &admin)?,
        "token_page": format!("{}/plugins/servlet/access-tokens/add", server.base_url()),
        "ca_file": ca_file,
        "ca_sha256": server.ca_fingerprint().map(|bytes| bytes.map(|byte| format!("{byte:02X}")).join(":")),
        "ssh_port": server.ssh_port(),
        "ssh_user": server.ssh_user(),
        "ssh_fingerprint": server.ssh_fingerprint(),
        "known_hosts": server.known_hosts_line(),
        "pid": std::process::id(),
    }))
}

fn serve(arguments: &Arguments) -> Result<(), Error> {
    let server = Bitbucket::try_start(scenario(arguments)?)?;
    for fault in &arguments.fault {
        server.set_fault(fault.clone());
    }
    for place in &arguments.lfs {
        let (key, slug) = place.split_once('/').unwrap_or((place, ""));
        server.switch_lfs_on(key, slug)?;
    }
    let mut ca_file = None;
    if let Some(pem) = server.ca_pem() {
        let mut file = tempfile::Builder::new().prefix("bough-simulator-").suffix(".pem").tempfile()?;
        file.write_all(pem.as_bytes())?;
        ca_file = Some(file);
    }
    let facts = facts(&server, ca_file.as_ref().map(tempfile::NamedTempFile::path))?;
    let mut out = std::io::stdout().lock();
    if arguments.print_json {
        writeln!(out, "{facts}")?;
    } else {
        for (name, value) in facts.as_object().into_iter().flatten().filter(|(_, value)| !value.is_null()) {
            writeln!(out, "{name}: {}", value.as_str().map_or_else(|| value.to_string(), Into::into))?;
        }
    }
    out.flush()?;
    drop(out);
    wait(&server)
}

/// Carries out orders until standard input closes, or until Ctrl+C.
fn wait(server: &Bitbucket) -> Result<(), Error> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let (sender, mut lines) = tokio::sync::mpsc::unbounded_channel();
    std::thread::spawn(move || {
        for line in std::io::stdin().lock().lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                return;
            }
        }
    });
    runtime.block_on(async {
        loop {
            let order = tokio::select! {
                line = lines.recv() => line,
                _ = tokio::signal::ctrl_c() => None,
            };
            let Some(order) = order else { return Ok(()) };
            let answer = match orders::carry_out(server, &order) {
                Ok(told) => json!({ "done": told }),
                Err(error) => json!({ "refused": error.to_string() }),
            };
            writeln!(std::io::stdout(), "{answer}")?;
        }
    })
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match serve(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "bough-simulator: {error}");
            ExitCode::FAILURE
        }
    }
}
