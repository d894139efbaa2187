//! What the core may ask of the desktop: open a page, copy a text, let the person choose a folder or a file.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use async_trait::async_trait;
use bough_core::Desktop;
use bough_core::fault::Fault;
use tauri::AppHandle;
use tauri_plugin_clipboard_manager::ClipboardExt;

use crate::dialogs::{self, Choice};

/// The desktop around the window. The core is given it before the window exists.
#[derive(Default)]
pub struct Surroundings {
    app: OnceLock<AppHandle>,
}

impl Surroundings {
    /// Called once, when there is an application to ask.
    pub fn attach(&self, app: AppHandle) {
        let first = self.app.set(app).is_ok();
        debug_assert!(first, "there is one window");
    }

    fn app(&self) -> Result<&AppHandle, Fault> {
        self.app.get().ok_or_else(|| Fault::Broken { detail: "the window is not there yet".into() })
    }

    async fn pick(&self, choice: Choice, title: &str, start: Option<&str>) -> Result<Option<String>, Fault> {
        #[cfg(feature = "e2e")]
        if let Some(choice) = crate::record::chosen() {
            return Ok(Some(choice).filter(|choice| !choice.is_empty()));
        }
        let path = dialogs::pick(self.app()?, choice, title, start.map(Path::new)).await?;
        path.map(text).transpose()
    }
}

/// A chosen path goes through JSON: one that isn't text would arrive as another one.
fn text(path: PathBuf) -> Result<String, Fault> {
    path.into_os_string().into_string().map_err(|path| Fault::Invalid {
        field: "folder".into(),
        why: format!("The name of “{}” can't be written as text.", path.to_string_lossy()),
    })
}

#[async_trait]
impl Desktop for Surroundings {
    fn open_url(&self, url: &str) -> Result<(), Fault> {
        #[cfg(feature = "e2e")]
        if crate::record::opened(url) {
            return Ok(());
        }
        tauri_plugin_opener::open_url(url, None::<&str>)
            .map_err(|error| Fault::Broken { detail: format!("no browser could be started: {error}") })
    }

    fn copy_text(&self, text: &str) -> Result<(), Fault> {
        let copied = self.app()?.clipboard().write_text(text);
        copied.map_err(|error| Fault::Broken { detail: format!("the clipboard did not take the text: {error}") })
    }

    async fn pick_folder(&self, title: &str, start: Option<&str>) -> Result<Option<String>, Fault> {
        self.pick(Choice::Folder, title, start).await
    }

    async fn pick_file(&self, title: &str, start: Option<&str>) -> Result<Option<String>, Fault> {
        self.pick(Choice::File, title, start).await
    }
}
