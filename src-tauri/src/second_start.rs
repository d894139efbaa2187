//! One window for one data folder: a second start hands what it was asked for to the first and ends.
//!
//! The lock on the data folder (held by the core) decides who is first. The first listens on a socket inside that folder,
//! which nobody but its owner can enter; a message is a whole path, as bytes, or a link, ended by closing. Nothing is ever
//! answered.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::arguments::Wish;

/// What the first start does with a wish; without one it only comes forward.
pub type Ear = Arc<dyn Fn(Option<Wish>) + Send + Sync>;

/// Name of the socket in the data folder.
const SOCKET: &str = "window.sock";
/// Longer than any path an operating system takes.
const LONGEST: usize = 64 * 1024;

/// Listens for later starts until the process ends. Call it only while holding the folder's lock.
#[cfg(unix)]
pub fn listen(data_folder: &Path, ear: Ear) -> io::Result<()> {
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
                Ok(wish) => ear(wish),
                Err(error) => tracing::warn!(%error, "a second start could not say what it wanted"),
            }
        }
    })?;
    Ok(())
}

#[cfg(unix)]
fn read(stream: std::os::unix::net::UnixStream) -> io::Result<Option<Wish>> {
    use std::io::Read;
    use std::os::unix::ffi::OsStringExt;
    stream.set_read_timeout(Some(std::time::Duration::from_secs(2)))?;
    let mut bytes = Vec::new();
    stream.take(LONGEST as u64).read_to_end(&mut bytes)?;
    if bytes.is_empty() {
        return Ok(None);
    }
    if bytes.starts_with(b"/") {
        return Ok(Some(Wish::Folder(std::ffi::OsString::from_vec(bytes).into())));
    }
    let link = String::from_utf8(bytes).map_err(|_| io::Error::from(io::ErrorKind::InvalidInput))?;
    Ok(Some(Wish::Text(link)))
}

/// Hands a wish to the window that holds the data folder. An error means that nobody took it.
#[cfg(unix)]
pub fn hand_over(data_folder: &Path, open: Option<&Wish>) -> io::Result<()> {
    use std::io::Write;
    use std::os::unix::ffi::OsStringExt;
    let message = match open {
        None => Vec::new(),
        Some(Wish::Folder(path)) => std::path::absolute(path)?.into_os_string().into_vec(),
        Some(Wish::Text(link)) => link.clone().into_bytes(),
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
    stream.write_all(&message[..message.len().min(LONGEST)])
}

/// A folder under a name that fits into a socket's address, which holds about 100 bytes.
#[cfg(unix)]
struct Short {
    path: PathBuf,
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
pub fn listen(_: &Path, _: Ear) -> io::Result<()> {
    Ok(())
}

/// There is no hand-over here yet.
#[cfg(not(unix))]
pub fn hand_over(_: &Path, _: Option<&Wish>) -> io::Result<()> {
    Err(io::Error::from(io::ErrorKind::Unsupported))
}

#[cfg(all(test, unix))]
mod tests {
    use super::{Wish, hand_over, listen};
    use std::path::Path;
    use std::sync::{Arc, mpsc};

    fn heard(folder: &Path) -> mpsc::Receiver<Option<Wish>> {
        let (sender, receiver) = mpsc::channel();
        listen(folder, Arc::new(move |wish| sender.send(wish).expect("the test listens"))).expect("it listens");
        receiver
    }

    #[test]
    fn a_second_start_hands_its_folder_over() {
        let folder = tempfile::tempdir().expect("a folder");
        let wishes = heard(folder.path());
        hand_over(folder.path(), Some(&Wish::Folder("/tmp/a b".into()))).expect("somebody listens");
        assert_eq!(wishes.recv().expect("a wish"), Some(Wish::Folder("/tmp/a b".into())));
        hand_over(folder.path(), None).expect("somebody listens");
        assert_eq!(wishes.recv().expect("a wish"), None);
    }

    #[test]
    fn a_relative_folder_is_meant_from_where_the_second_start_stands() {
        let folder = tempfile::tempdir().expect("a folder");
        let wishes = heard(folder.path());
        hand_over(folder.path(), Some(&Wish::Folder("here".into()))).expect("somebody listens");
        assert_eq!(wishes.recv().expect("a wish"), Some(Wish::Folder(std::env::current_dir().expect("a folder").join("here"))));
    }

    #[test]
    fn a_link_arrives_as_it_is_and_one_without_end_is_cut() {
        let folder = tempfile::tempdir().expect("a folder");
        let wishes = heard(folder.path());
        let link = Wish::Text("bough://open?url=https%3A%2F%2Fgit.example.com".into());
        hand_over(folder.path(), Some(&link)).expect("somebody listens");
        assert_eq!(wishes.recv().expect("a wish"), Some(link));
        hand_over(folder.path(), Some(&Wish::Text("bough:".repeat(200_000)))).expect("somebody listens");
        assert!(matches!(wishes.recv().expect("a wish"), Some(Wish::Text(link)) if link.len() == super::LONGEST));
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
