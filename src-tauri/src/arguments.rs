//! What Bough's window was started with.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

/// What `--help` prints.
pub const USAGE: &str = "\
Bough, a desktop Git client

Usage: bough-desktop [OPTIONS] [FOLDER | bough:LINK]

  FOLDER                 opens the repository at or above this folder
  bough:LINK             hands a sign-in that waits its answer; anything else does nothing

  --data-folder FOLDER   keeps Bough's own files there
  --ssh-folder FOLDER    uses this instead of ~/.ssh: keys, `config` and `known_hosts`
  --demo-server URL      offers this server on Welcome
  --version              prints the version
  --help                 prints this
";

/// What a start asks of the window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// To open the repository there.
    Folder(PathBuf),
    /// To take a link that the operating system handed over.
    Link(OsString),
}

impl Asked {
    /// Reads an argument that is no option. A folder of such a name is reached by `./bough:…`.
    pub fn read(argument: OsString) -> Self {
        if argument.as_encoded_bytes().starts_with(b"bough:") { Self::Link(argument) } else { Self::Folder(argument.into()) }
    }
}

/// The command line, understood.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Arguments {
    /// What is asked of the window.
    pub open: Option<Asked>,
    /// Where Bough keeps its files, if not in the usual place.
    pub data_folder: Option<PathBuf>,
    /// What is used instead of `~/.ssh`.
    pub ssh_folder: Option<PathBuf>,
    /// A server to offer on Welcome.
    pub demo_server: Option<String>,
}

/// What to do.
#[derive(Debug, PartialEq, Eq)]
pub enum Request {
    /// Open the window.
    Start(Arguments),
    /// Print a text and end.
    Print(String),
}

/// The command line can't be understood: a sentence for the terminal.
#[derive(Debug, PartialEq, Eq)]
pub struct Misunderstood(pub String);

/// Reads a command line without the program's own name. Paths stay bytes.
pub fn read(arguments: impl IntoIterator<Item = OsString>) -> Result<Request, Misunderstood> {
    let mut read = Arguments::default();
    let mut rest = arguments.into_iter();
    let mut only_paths = false;
    while let Some(argument) = rest.next() {
        let (name, mut joined) = if only_paths { (OsString::new(), None) } else { split(&argument) };
        let mut value = || {
            let text = joined.take().or_else(|| rest.next()).filter(|text| !text.is_empty());
            text.ok_or_else(|| Misunderstood(format!("{} needs a value.", argument.display())))
        };
        match name.to_str() {
            Some("--help" | "-h") => return Ok(Request::Print(USAGE.into())),
            Some("--version" | "-V") => return Ok(Request::Print(format!("Bough {}\n", env!("CARGO_PKG_VERSION")))),
            Some("--data-folder") => read.data_folder = Some(value()?.into()),
            Some("--ssh-folder") => read.ssh_folder = Some(value()?.into()),
            Some("--demo-server") => {
                let url = value()?.into_string();
                read.demo_server = Some(url.map_err(|_| Misunderstood("The demo server's URL isn't text.".into()))?);
            }
            Some("--") => only_paths = true,
            _ if !only_paths && argument.as_encoded_bytes().starts_with(b"-") => {
                return Err(Misunderstood(format!("There is no option {}.", argument.display())));
            }
            _ if read.open.is_some() => return Err(Misunderstood("Only one folder can be opened.".into())),
            _ => read.open = Some(Asked::read(argument)),
        }
    }
    Ok(Request::Start(read))
}

/// Splits `--name=value`; anything else is a name alone.
fn split(argument: &OsStr) -> (OsString, Option<OsString>) {
    let bytes = argument.as_encoded_bytes();
    if let (true, Some(at)) = (bytes.starts_with(b"--"), bytes.iter().position(|&byte| byte == b'='))
        && let Ok(name) = str::from_utf8(&bytes[..at])
    {
        // Rebuilt from the whole so that no encoded bytes are cut by hand but behind an ASCII character.
        let value = split_off(argument, at + 1);
        return (name.into(), Some(value));
    }
    (argument.into(), None)
}

#[cfg(unix)]
fn split_off(text: &OsStr, at: usize) -> OsString {
    use std::os::unix::ffi::OsStrExt;
    OsStr::from_bytes(&text.as_bytes()[at..]).into()
}

#[cfg(not(unix))]
fn split_off(text: &OsStr, at: usize) -> OsString {
    text.to_string_lossy().get(at..).unwrap_or_default().into()
}

#[cfg(test)]
mod tests {
    use super::{Arguments, Asked, Misunderstood, Request, read};
    use std::ffi::OsString;

    fn words(words: &[&str]) -> Result<Request, Misunderstood> {
        read(words.iter().map(OsString::from))
    }

    #[test]
    fn options_take_their_value_from_either_form() {
        let expected = Arguments {
            open: Some(Asked::Folder("here".into())),
            data_folder: Some("/d".into()),
            ssh_folder: Some("/s".into()),
            demo_server: Some("http://127.0.0.1:1/a=b".into()),
        };
        let asked = words(&["--data-folder", "/d", "--ssh-folder=/s", "--demo-server=http://127.0.0.1:1/a=b", "here"]);
        assert_eq!(asked, Ok(Request::Start(expected)));
    }

    #[test]
    fn a_name_that_looks_like_an_option_needs_two_dashes_before_it() {
        assert!(words(&["-x"]).is_err());
        let Ok(Request::Start(read)) = words(&["--", "-x"]) else { unreachable!("it starts") };
        assert_eq!(read.open, Some(Asked::Folder("-x".into())));
        let Ok(Request::Start(read)) = words(&["--", "--data-folder=x"]) else { unreachable!("it starts") };
        assert_eq!(read.open, Some(Asked::Folder("--data-folder=x".into())));
    }

    #[test]
    fn what_is_missing_or_too_much_is_refused() {
        assert!(words(&["--data-folder"]).is_err());
        assert!(words(&["--data-folder="]).is_err());
        assert!(words(&["a", "b"]).is_err());
        assert!(words(&["--record"]).is_err());
    }

    /// T3.8.
    #[cfg(unix)]
    #[test]
    fn links_are_told_from_folders_whatever_is_in_them() {
        use std::os::unix::ffi::OsStringExt;
        let long = [b"bough://oauth/x?code=".to_vec(), vec![b'a'; 1 << 20]].concat();
        for link in [b"bough:".to_vec(), b"bough://oauth/x?code=a&state=b".to_vec(), b"bough:\xff\xfe".to_vec(), long] {
            let link = OsString::from_vec(link);
            let Ok(Request::Start(found)) = read([link.clone()]) else { unreachable!("it starts") };
            assert_eq!(found.open, Some(Asked::Link(link)));
        }
        let Ok(Request::Start(found)) = words(&["./bough:x"]) else { unreachable!("it starts") };
        assert_eq!(found.open, Some(Asked::Folder("./bough:x".into())));
        assert!(words(&["--bough://oauth/x"]).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn folders_need_not_be_text() {
        use std::os::unix::ffi::OsStringExt;
        let odd = OsString::from_vec(b"/tmp/\xff".to_vec());
        let Ok(Request::Start(read_back)) = read([odd.clone()]) else { unreachable!("it starts") };
        assert_eq!(read_back.open, Some(Asked::Folder(odd.into())));
        let Ok(Request::Start(read_back)) = read([OsString::from_vec(b"--data-folder=/tmp/\xfe".to_vec())]) else {
            unreachable!("it starts")
        };
        assert_eq!(read_back.data_folder, Some(OsString::from_vec(b"/tmp/\xfe".to_vec()).into()));
    }
}
