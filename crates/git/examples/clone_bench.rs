//! A clone without files, to be timed beside `git clone --no-checkout`: `clone_bench URL TARGET sink|libgit2`.
//! Anonymous; SSH is not served. With `files` as a fourth word the files are written too.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use git::{Access, CloneRequest, Context, Error, Indexer, SshLaunch};

struct Nobody;

impl Access for Nobody {
    fn https(&self, _url: &net::Url) -> Result<Option<net::Credential>, Error> {
        Ok(None)
    }

    fn ssh(&self, _host: &str, _port: Option<u16>, _user: Option<&str>) -> Result<SshLaunch, Error> {
        Err(Error::Unsupported { what: "SSH is not measured here.".to_owned() })
    }
}

fn main() -> ExitCode {
    git::start();
    let words: Vec<String> = std::env::args().skip(1).collect();
    let (url, target, indexer, files) = match &words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [url, target, "sink", rest @ ..] => (*url, *target, Indexer::PackSink, *rest == ["files"]),
        [url, target, "libgit2", rest @ ..] => (*url, *target, Indexer::Libgit2, *rest == ["files"]),
        _ => return fail("clone_bench URL TARGET sink|libgit2 [files]"),
    };
    let Ok(client) = net::Client::new(net::TrustStore::new(), net::ProxyChoice::None) else { return fail("no HTTP client") };
    let (access, progress) = (Arc::new(Nobody), Arc::new(|_: &git::Progress| {}));
    let context = Context { client, access, cancel: net::Cancel::new(), progress, heard: Arc::new(|_| {}), indexer };
    let target = std::path::absolute(target).unwrap_or_else(|_| PathBuf::from(target));
    let request = CloneRequest { url: url.to_owned(), target, branch: None, depth: None, submodules: false };
    let outcome = if files { git::clone(&request, &context).map(drop) } else { git::clone_without_files(&request, &context) };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&error.to_string()),
    }
}

#[expect(clippy::print_stderr, reason = "a program for a terminal")]
fn fail(words: &str) -> ExitCode {
    eprintln!("{words}");
    ExitCode::FAILURE
}
