//! The operating system's own dialogs.

use std::path::{Path, PathBuf};

use bough_core::fault::Fault;
use tauri::AppHandle;

/// What can be chosen.
#[derive(Debug, Clone, Copy)]
pub enum Choice {
    /// A folder.
    Folder,
    /// A file.
    File,
}

/// Lets the person choose; none where they closed the dialog. A start that is no folder is passed over.
pub async fn pick(app: &AppHandle, choice: Choice, title: &str, start: Option<&Path>) -> Result<Option<PathBuf>, Fault> {
    let start = start.filter(|start| start.is_dir()).map(Path::to_owned);
    let answer = system::pick(app, choice, title.to_owned(), start)?;
    answer.await.map_err(|_| Fault::Broken { detail: "the dialog went away without an answer".into() })
}

/// Says why there will be no window.
pub fn alert(sentence: &str) {
    system::alert(sentence);
}

/// Whether there is a screen to show anything on.
pub fn has_screen() -> bool {
    system::has_screen()
}

#[cfg(target_os = "linux")]
mod system {
    use std::cell::Cell;
    use std::path::PathBuf;

    use bough_core::fault::Fault;
    use gtk::prelude::{DialogExt, FileChooserExt, GtkWindowExt, NativeDialogExt};
    use tauri::{AppHandle, Manager};
    use tokio::sync::oneshot;

    use super::Choice;

    /// GTK belongs to the main thread: the dialog is made there and answers from there.
    pub(super) fn pick(
        app: &AppHandle,
        choice: Choice,
        title: String,
        start: Option<PathBuf>,
    ) -> Result<oneshot::Receiver<Option<PathBuf>>, Fault> {
        let (answer, wait) = oneshot::channel();
        let window = app.clone();
        app.run_on_main_thread(move || {
            let parent = window.get_webview_window(crate::window::LABEL).and_then(|window| window.gtk_window().ok());
            let action = match choice {
                Choice::Folder => gtk::FileChooserAction::SelectFolder,
                Choice::File => gtk::FileChooserAction::Open,
            };
            let chooser = gtk::FileChooserNative::new(Some(&title), parent.as_ref(), action, None, None);
            chooser.set_modal(true);
            if let Some(start) = start {
                chooser.set_current_folder(start);
            }
            // Nothing of GTK's keeps a native dialog alive: its own answer does, and lets go.
            let keep = Cell::new(Some((chooser.clone(), answer)));
            chooser.connect_response(move |chooser, response| {
                if let Some((_kept, answer)) = keep.take() {
                    let chosen = (response == gtk::ResponseType::Accept).then(|| chooser.filename()).flatten();
                    let _nobody_waits = answer.send(chosen);
                    chooser.destroy();
                }
            });
            chooser.show();
        })
        .map_err(|error| Fault::Broken { detail: format!("the dialog could not be shown: {error}") })?;
        Ok(wait)
    }

    pub(super) fn has_screen() -> bool {
        gtk::init().is_ok()
    }

    pub(super) fn alert(sentence: &str) {
        if !has_screen() {
            return;
        }
        let dialog = gtk::MessageDialog::new(
            None::<&gtk::Window>,
            gtk::DialogFlags::MODAL,
            gtk::MessageType::Error,
            gtk::ButtonsType::Close,
            sentence,
        );
        dialog.set_title("Bough");
        dialog.run();
    }
}

#[cfg(not(target_os = "linux"))]
mod system {
    use std::path::PathBuf;

    use bough_core::fault::Fault;
    use tauri::{AppHandle, Manager};
    use tokio::sync::oneshot;

    use super::Choice;

    pub(super) fn pick(
        app: &AppHandle,
        choice: Choice,
        title: String,
        start: Option<PathBuf>,
    ) -> Result<oneshot::Receiver<Option<PathBuf>>, Fault> {
        let (answer, wait) = oneshot::channel();
        let window = app.clone();
        // macOS wants its panels made on the main thread; they answer from anywhere.
        app.run_on_main_thread(move || {
            let mut dialog = rfd::AsyncFileDialog::new().set_title(title);
            if let Some(start) = start {
                dialog = dialog.set_directory(start);
            }
            if let Some(parent) = window.get_webview_window(crate::window::LABEL) {
                dialog = dialog.set_parent(&parent);
            }
            let chosen: std::pin::Pin<Box<dyn Future<Output = Option<rfd::FileHandle>> + Send>> = match choice {
                Choice::Folder => Box::pin(dialog.pick_folder()),
                Choice::File => Box::pin(dialog.pick_file()),
            };
            tauri::async_runtime::spawn(async move {
                let _nobody_waits = answer.send(chosen.await.map(|file| file.path().to_owned()));
            });
        })
        .map_err(|error| Fault::Broken { detail: format!("the dialog could not be shown: {error}") })?;
        Ok(wait)
    }

    pub(super) fn has_screen() -> bool {
        true
    }

    pub(super) fn alert(sentence: &str) {
        rfd::MessageDialog::new().set_level(rfd::MessageLevel::Error).set_title("Bough").set_description(sentence).show();
    }
}
