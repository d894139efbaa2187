//! Folders made on the way to a clone's target: they go again where the clone does not finish.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::fault::Fault;

/// Folders that were not there before. Dropped without [`MadeFolders::keep`] the empty ones are removed.
pub(super) struct MadeFolders {
    /// The deepest first.
    made: Vec<PathBuf>,
}

impl MadeFolders {
    /// Makes `folder` and what is missing above it.
    pub(super) fn make(folder: &Path) -> Result<Self, Fault> {
        let missing: Vec<PathBuf> = folder.ancestors().take_while(|folder| !folder.exists()).map(Path::to_owned).collect();
        // Made one by one, so that a failure half-way removes the first ones again.
        let mut made = Self { made: Vec::new() };
        for folder in missing.into_iter().rev() {
            match fs::create_dir(&folder) {
                Ok(()) => made.made.insert(0, folder),
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) => {
                    let why = format!("The folder {} can't be made: {error}.", folder.display());
                    return Err(Fault::Invalid { field: "folder".into(), why });
                }
            }
        }
        if folder.is_dir() {
            return Ok(made);
        }
        Err(Fault::Invalid { field: "folder".into(), why: format!("{} is no folder.", folder.display()) })
    }

    /// The clone is there: so are its folders.
    pub(super) fn keep(mut self) {
        self.made.clear();
    }
}

impl Drop for MadeFolders {
    fn drop(&mut self) {
        for folder in &self.made {
            // Not empty: somebody else uses it by now.
            let _ = fs::remove_dir(folder);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_made_goes_again_and_what_was_there_stays() {
        let root = tempfile::tempdir().expect("a folder");
        let deep = root.path().join("a/b/c");
        drop(MadeFolders::make(&deep).expect("made"));
        assert!(root.path().exists() && !root.path().join("a").exists());
        MadeFolders::make(&deep).expect("made").keep();
        assert!(deep.is_dir());
        drop(MadeFolders::make(&deep).expect("there already"));
        assert!(deep.is_dir());
    }

    #[test]
    fn a_folder_that_somebody_uses_meanwhile_stays() {
        let root = tempfile::tempdir().expect("a folder");
        let made = MadeFolders::make(&root.path().join("a/b")).expect("made");
        fs::write(root.path().join("a/file"), "").expect("a file");
        drop(made);
        assert!(root.path().join("a/file").exists() && !root.path().join("a/b").exists());
    }

    #[test]
    fn a_file_in_the_way_is_said() {
        let root = tempfile::tempdir().expect("a folder");
        fs::write(root.path().join("a"), "").expect("a file");
        for folder in ["a", "a/b"] {
            let made = MadeFolders::make(&root.path().join(folder));
            assert!(matches!(made.err(), Some(Fault::Invalid { field, .. }) if field == "folder"));
        }
    }
}
