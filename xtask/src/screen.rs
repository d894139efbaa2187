//! A screen without a screen: Xvfb, whose picture can be read from a file.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::error::Error;
use crate::program;

/// A running Xvfb; ends when dropped.
pub struct Screen {
    child: Child,
    folder: PathBuf,
    /// For `DISPLAY`.
    pub display: String,
}

impl Screen {
    /// Starts a screen that listens on no network.
    pub fn start(folder: &Path, size: &str) -> Result<Self, Error> {
        fs::create_dir_all(folder).map_err(Error::file(folder))?;
        let mut command = Command::new("Xvfb");
        command.args(["-displayfd", "1", "-screen", "0", &format!("{size}x24"), "-nolisten", "tcp", "-noreset", "-fbdir"]);
        command.arg(folder).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().map_err(|error| program::missing(&command, error))?;
        let mut number = String::new();
        let output = child.stdout.take().expect("its output is piped");
        BufReader::new(output).read_line(&mut number).map_err(Error::file("Xvfb"))?;
        let screen = Self { child, folder: folder.to_owned(), display: format!(":{}", number.trim()) };
        if number.trim().is_empty() { Err(Error::Failed { what: "Xvfb".into(), log: None }) } else { Ok(screen) }
    }

    /// The file that holds the picture, in the format of `xwd`.
    pub fn file(&self) -> PathBuf {
        self.folder.join("Xvfb_screen0")
    }

    /// Opens the picture for reading pixels.
    pub fn picture(&self) -> Result<Picture, Error> {
        Picture::open(&self.file())
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The pixels of a screen, read anew each time.
pub struct Picture {
    file: File,
    start: u64,
    pixels: Vec<u8>,
}

impl Picture {
    /// The file is in the format of `xwd`: a header of big-endian words, colours, then rows of 32-bit pixels.
    fn open(path: &Path) -> Result<Self, Error> {
        let mut file = File::open(path).map_err(Error::file(path))?;
        let mut header = [0; 100];
        file.read_exact(&mut header).map_err(Error::file(path))?;
        let word = |index: usize| u32::from_be_bytes(header[index * 4..index * 4 + 4].try_into().expect("four bytes"));
        let (header_size, height, bits, row, colours) = (word(0), word(5), word(11), word(12), word(19));
        if bits != 32 {
            return Err(Error::Machine(format!("Xvfb has {bits} bits a pixel where 32 were expected")));
        }
        let pixels = vec![0; row as usize * height as usize];
        Ok(Self { file, start: u64::from(header_size) + u64::from(colours) * 12, pixels })
    }

    /// How many pixels have exactly this colour now.
    pub fn count(&mut self, [red, green, blue]: [u8; 3]) -> Result<usize, Error> {
        let filled = self.file.seek(SeekFrom::Start(self.start)).and_then(|_| self.file.read_exact(&mut self.pixels));
        filled.map_err(Error::file("Xvfb_screen0"))?;
        Ok(self.pixels.chunks_exact(4).filter(|pixel| pixel[..3] == [blue, green, red]).count())
    }
}
