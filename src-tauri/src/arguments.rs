//! What Bough's window was started with.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

/// What `--help` prints.
pub const USAGE: &str = "\
Bough, a desktop Git client

Usage: bough-desktop [OPTIONS] [FOLDER | LINK]

  FOLDER                 opens the repository at or above this folder
  LINK                   shows what a page, a clone address or a bough:// link leads to

  --data-folder FOLDER   keeps Bough's own files there
  --ssh-folder FOLDER    uses this instead of ~/.ssh: keys, `config` and `known_hosts`
  --find TEXT            shows what a text stands for, such as PROJ/repo or PROJ/repo#12
  --demo-server URL      offers this server on Welcome
  --version              prints the version
  --help                 prints this
";

/// The command line, understood.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Arguments {
    /// What to open.
    pub open: Option<Wish>,
    /// Where Bough keeps its files, if not in the usual place.
    pub data_folder: Option<PathBuf>,
    /// What is used instead of `~/.ssh`.
    pub ssh_folder: Option<PathBuf>,
    /// A server to offer on Welcome.
    pub demo_server: Option<String>,
}

/// What somebody wants to see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wish {
    /// The repository at or above a folder.
    Folder(PathBuf),
    /// Whatever a link or another text stands for. Whoever wrote a link may not be whoever clicked it.
    Text(String),
}

impl Wish {
    /// A link has a scheme, and a folder that looks like one is written with a dot before it.
    fn of(argument: OsString) -> Self {
        let text = argument.to_string_lossy();
        let ours = text.get(..6).is_some_and(|scheme| scheme.eq_ignore_ascii_case("bough:"));
        let link = ours || text.contains("://") && !text.starts_with(['.', '/']);
        if link { Self::Text(text.into_owned()) } else { Self::Folder(argument.into()) }
    }
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
            Some("--find") if read.open.is_none() => read.open = Some(Wish::Text(value()?.to_string_lossy().into_owned())),
            Some("--demo-server") => {
                let url = value()?.into_string();
                read.demo_server = Some(url.map_err(|_| Misunderstood("The demo server's URL isn't text.".into()))?);
            }
            Some("--") => only_paths = true,
            _ if !only_paths && argument.as_encoded_bytes().starts_with(b"-") => {
                return Err(Misunderstood(format!("There is no option {}.", argument.display())));
            }
            Some("--find") => return Err(Misunderstood("Only one thing can be opened.".into())),
            _ if read.open.is_some() => return Err(Misunderstood("Only one thing can be opened.".into())),
            _ if only_paths => read.open = Some(Wish::Folder(argument.into())),
            _ => read.open = Some(Wish::of(argument)),
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
    use super::{Arguments, Misunderstood, Request, Wish, read};
    use std::ffi::OsString;

    fn words(words: &[&str]) -> Result<Request, Misunderstood> {
        read(words.iter().map(OsString::from))
    }

    #[expect(clippy::unnecessary_wraps, reason = "as it stands among the arguments")]
    fn folder(path: &str) -> Option<Wish> {
        Some(Wish::Folder(path.into()))
    }

    #[test]
    fn links_are_no_folders() {
        for link in ["bough://open?url=x", "BOUGH:x", "https://git.example.com/projects/P", "ssh://git@h/p/s.git"] {
            let Ok(Request::Start(read)) = words(&[link]) else { unreachable!("it starts") };
            assert_eq!(read.open, Some(Wish::Text(link.into())));
        }
        let Ok(Request::Start(read)) = words(&["--find=PRJ/app#12"]) else { unreachable!("it starts") };
        assert_eq!(read.open, Some(Wish::Text("PRJ/app#12".into())));
        for path in ["bough", "./a://b", "/a://b", "git@h:p/s.git"] {
            let Ok(Request::Start(read)) = words(&[path]) else { unreachable!("it starts") };
            assert_eq!(read.open, folder(path));
        }
        // After two dashes everything is a folder.
        let Ok(Request::Start(read)) = words(&["--", "bough://open"]) else { unreachable!("it starts") };
        assert_eq!(read.open, folder("bough://open"));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_is_no_text_or_endless_is_survived() {
        use std::os::unix::ffi::OsStringExt;
        let odd = OsString::from_vec([b"bough://open?url=\xff".to_vec(), vec![b'x'; 1_000_000]].concat());
        let Ok(Request::Start(read)) = read([odd]) else { unreachable!("it starts") };
        assert!(matches!(read.open, Some(Wish::Text(link)) if link.len() > 1_000_000));
    }

    #[test]
    fn options_take_their_value_from_either_form() {
        let expected = Arguments {
            open: folder("here"),
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
        assert_eq!(read.open, folder("-x"));
        let Ok(Request::Start(read)) = words(&["--", "--data-folder=x"]) else { unreachable!("it starts") };
        assert_eq!(read.open, folder("--data-folder=x"));
    }

    #[test]
    fn what_is_missing_or_too_much_is_refused() {
        assert!(words(&["--data-folder"]).is_err());
        assert!(words(&["--data-folder="]).is_err());
        assert!(words(&["a", "b"]).is_err());
        assert!(words(&["a", "--find", "b"]).is_err());
        assert!(words(&["--find"]).is_err());
        assert!(words(&["--record"]).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn folders_need_not_be_text() {
        use std::os::unix::ffi::OsStringExt;
        let odd = OsString::from_vec(b"/tmp/\xff".to_vec());
        let Ok(Request::Start(read_back)) = read([odd.clone()]) else { unreachable!("it starts") };
        assert_eq!(read_back.open, Some(Wish::Folder(odd.into())));
        let Ok(Request::Start(read_back)) = read([OsString::from_vec(b"--data-folder=/tmp/\xfe".to_vec())]) else {
            unreachable!("it starts")
        };
        assert_eq!(read_back.data_folder, Some(OsString::from_vec(b"/tmp/\xfe".to_vec()).into()));
    }
}
