//! One window for one data folder: a second start hands its folder to the first and ends.
//!
//! The lock on the data folder (held by the core) decides who is first. The first listens on a socket inside that folder,
//! which nobody but its owner can enter; a message is one path or one link, as bytes, ended by closing. Nothing is ever answered.

use std::io;
use std::path::Path;
use std::sync::Arc;

use crate::arguments::Asked;

/// What the first start does with a wish: a folder to open, a link to take, or only to come forward.
pub type Wish = Arc<dyn Fn(Option<Asked>) + Send + Sync>;

/// Name of the socket in the data folder.
const SOCKET: &str = "window.sock";
/// Longer than any path an operating system takes.
const LONGEST: u64 = 64 * 1024;

/// Listens for later starts until the process ends. Call it only while holding the folder's lock.
#[cfg(unix)]
pub fn listen(data_folder: &Path, wish: Wish) -> io::Result<()> {
    use std::os::unix::fs::FileTypeExt;
    let name = short(data_folder)?;
    let socket = name.path.join(SOCKET);
    // Left over by a start that did not end cleanly: the lock says that nobody listens there now.
    if std::fs::symlink_metadata(&socket).is_ok_and(|found| found.file_type().is_socket()) {
        std::fs::remove_file(&socket)?;
    }
    let listener = std::os::unix::net::UnixListener::bind(&socket)?;
    drop(name);
    std::thread::Builder::new().name("second start".into()).spawn(move || {
        for stream in listener.incoming() {
            match stream.and_then(read) {
                Ok(path) => wish(path),
                Err(error) => tracing::warn!(%error, "a second start could not say what it wanted"),
            }
        }
    })?;
    Ok(())
}

#[cfg(unix)]
fn read(stream: std::os::unix::net::UnixStream) -> io::Result<Option<Asked>> {
    use std::io::Read;
    use std::os::unix::ffi::OsStringExt;
    stream.set_read_timeout(Some(std::time::Duration::from_secs(2)))?;
    let mut bytes = Vec::new();
    stream.take(LONGEST).read_to_end(&mut bytes)?;
    if bytes.is_empty() {
        return Ok(None);
    }
    match Asked::read(std::ffi::OsString::from_vec(bytes)) {
        Asked::Folder(path) if !path.is_absolute() => Err(io::Error::from(io::ErrorKind::InvalidInput)),
        asked => Ok(Some(asked)),
    }
}

/// Hands what was asked to the window that holds the data folder. An error means that nobody took it.
#[cfg(unix)]
pub fn hand_over(data_folder: &Path, open: Option<&Asked>) -> io::Result<()> {
    use std::io::Write;
    use std::os::unix::ffi::OsStrExt;
    let message = match open {
        None => std::ffi::OsString::new(),
        Some(Asked::Folder(path)) => std::path::absolute(path)?.into_os_string(),
        Some(Asked::Link(link)) => link.clone(),
    };
    let name = short(data_folder)?;
    let mut tries = 0;
    let mut stream = loop {
        match std::os::unix::net::UnixStream::connect(name.path.join(SOCKET)) {
            Ok(stream) => break stream,
            // The first start holds the lock a moment before it listens.
            Err(_) if tries < 40 => {
                tries += 1;
                std::thread::sleep(std::time::Duration::from_millis(50));
            }
            Err(error) => return Err(error),
        }
    };
    stream.write_all(message.as_bytes())
}

/// A folder under a name that fits into a socket's address, which holds about 100 bytes.
#[cfg(unix)]
struct Short {
    path: std::path::PathBuf,
    _open: Option<std::fs::File>,
}

#[cfg(unix)]
fn short(folder: &Path) -> io::Result<Short> {
    use std::os::fd::AsRawFd;
    if folder.as_os_str().len() + SOCKET.len() < 90 || !cfg!(target_os = "linux") {
        return Ok(Short { path: folder.to_owned(), _open: None });
    }
    let open = std::fs::File::open(folder)?;
    Ok(Short { path: format!("/proc/self/fd/{}", open.as_raw_fd()).into(), _open: Some(open) })
}

/// There is no hand-over here yet; a second start says that the data folder is in use.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, clippy::needless_pass_by_value, reason = "the same shape as where it works")]
pub fn listen(_: &Path, _: Wish) -> io::Result<()> {
    Ok(())
}

/// There is no hand-over here yet.
#[cfg(not(unix))]
pub fn hand_over(_: &Path, _: Option<&Asked>) -> io::Result<()> {
    Err(io::Error::from(io::ErrorKind::Unsupported))
}

#[cfg(all(test, unix))]
mod tests {
    use super::{Asked, hand_over, listen};
    use std::path::Path;
    use std::sync::{Arc, mpsc};

    fn heard(folder: &Path) -> mpsc::Receiver<Option<Asked>> {
        let (sender, receiver) = mpsc::channel();
        listen(folder, Arc::new(move |path| sender.send(path).expect("the test listens"))).expect("it listens");
        receiver
    }

    #[test]
    fn a_second_start_hands_its_folder_over() {
        let folder = tempfile::tempdir().expect("a folder");
        let wishes = heard(folder.path());
        let (asked, link) = (Asked::Folder("/tmp/a b".into()), Asked::Link("bough://oauth/x?code=a".into()));
        for asked in [asked, link] {
            hand_over(folder.path(), Some(&asked)).expect("somebody listens");
            assert_eq!(wishes.recv().expect("a wish"), Some(asked));
        }
        hand_over(folder.path(), None).expect("somebody listens");
        assert_eq!(wishes.recv().expect("a wish"), None);
    }

    #[test]
    fn a_relative_folder_is_meant_from_where_the_second_start_stands() {
        let folder = tempfile::tempdir().expect("a folder");
        let wishes = heard(folder.path());
        hand_over(folder.path(), Some(&Asked::Folder("here".into()))).expect("somebody listens");
        let here = std::env::current_dir().expect("a folder").join("here");
        assert_eq!(wishes.recv().expect("a wish"), Some(Asked::Folder(here)));
    }

    #[test]
    fn a_socket_left_behind_does_not_matter() {
        let folder = tempfile::tempdir().expect("a folder");
        drop(std::os::unix::net::UnixListener::bind(folder.path().join("window.sock")).expect("a socket"));
        let wishes = heard(folder.path());
        hand_over(folder.path(), None).expect("somebody listens");
        assert_eq!(wishes.recv().expect("a wish"), None);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_long_folder_name_fits() {
        let folder = tempfile::tempdir().expect("a folder");
        let long = folder.path().join("x".repeat(200));
        std::fs::create_dir(&long).expect("a folder");
        let wishes = heard(&long);
        hand_over(&long, None).expect("somebody listens");
        assert_eq!(wishes.recv().expect("a wish"), None);
    }
}
