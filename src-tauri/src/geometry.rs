//! The window's size, kept between two starts.

use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// Narrower or lower than this nothing fits.
pub const SMALLEST: (f64, f64) = (900.0, 600.0);

/// How large the window is, in logical pixels.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Geometry {
    /// Width of what is inside the frame.
    pub width: f64,
    /// Height of what is inside the frame.
    pub height: f64,
    /// Fills the screen.
    pub maximized: bool,
}

impl Default for Geometry {
    fn default() -> Self {
        Self { width: 1280.0, height: 800.0, maximized: false }
    }
}

impl Geometry {
    /// What was kept; the usual size where nothing was, or nonsense.
    pub fn read(data_folder: &Path) -> Self {
        let kept =
            fs::read(file(data_folder)).ok().and_then(|text| serde_json::from_slice::<Self>(&text).ok()).unwrap_or_default();
        Self { width: kept.width.clamp(SMALLEST.0, 16_384.0), height: kept.height.clamp(SMALLEST.1, 16_384.0), ..kept }
    }

    /// Keeps it. A size that can't be kept is no loss worth telling about.
    pub fn keep(self, data_folder: &Path) {
        let partial = file(data_folder).with_extension("partial");
        let kept = serde_json::to_vec(&self).map_err(std::io::Error::from).and_then(|text| {
            fs::write(&partial, text)?;
            fs::rename(&partial, file(data_folder))
        });
        if let Err(error) = kept {
            tracing::warn!(%error, "the window's size was not kept");
        }
    }
}

fn file(data_folder: &Path) -> PathBuf {
    data_folder.join("window.json")
}

#[cfg(test)]
mod tests {
    use super::Geometry;

    #[test]
    fn a_size_is_read_back() {
        let folder = tempfile::tempdir().expect("a folder");
        let size = Geometry { width: 1600.0, height: 1000.0, maximized: true };
        size.keep(folder.path());
        assert_eq!(Geometry::read(folder.path()), size);
    }

    #[test]
    fn nonsense_gives_a_window_that_can_be_used() {
        let folder = tempfile::tempdir().expect("a folder");
        assert_eq!(Geometry::read(folder.path()), Geometry::default());
        for text in ["", "{", "[]", "{\"width\":null}"] {
            std::fs::write(folder.path().join("window.json"), text).expect("a file");
            assert_eq!(Geometry::read(folder.path()), Geometry::default());
        }
        std::fs::write(folder.path().join("window.json"), "{\"width\":1,\"height\":1e9}").expect("a file");
        assert_eq!(Geometry::read(folder.path()), Geometry { width: 900.0, height: 16_384.0, maximized: false });
    }
}
