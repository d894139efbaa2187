//! The event pump: what the core announces reaches the page under one name; and what was asked for before there was a page
//! waits until it listens.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use bough_core::Core;
use bough_core::api::Event;
use tauri::{AppHandle, Emitter, EventTarget};
use tokio::sync::broadcast::error::RecvError;

use crate::window;

/// Name of the event that carries all of Bough's events.
const BOUGH: &str = "bough";

/// Carries events to the page until the core ends.
pub async fn run(app: AppHandle, core: Core) {
    let mut events = core.events();
    loop {
        match events.recv().await {
            Ok(event) => {
                if matches!(event, Event::SettingsChanged) {
                    follow_settings(&app, &core).await;
                }
                send(&app, &event);
            }
            Err(RecvError::Lagged(missed)) => {
                tracing::warn!(missed, "the page was too slow; it asks for everything anew");
                for event in everything() {
                    send(&app, &event);
                }
            }
            Err(RecvError::Closed) => return,
        }
    }
}

fn send(app: &AppHandle, event: &Event) {
    #[cfg(feature = "e2e")]
    crate::record::event(event);
    if let Err(error) = app.emit_to(EventTarget::webview_window(window::LABEL), BOUGH, event) {
        tracing::warn!(%error, "an event did not reach the page");
    }
}

/// What a page must ask again that missed something.
fn everything() -> [Event; 6] {
    [
        Event::ProfilesChanged,
        Event::SettingsChanged,
        Event::HostsChanged,
        Event::RepositoriesChanged,
        Event::KeysChanged,
        Event::QuestionsChanged,
    ]
}

async fn follow_settings(app: &AppHandle, core: &Core) {
    if let Ok(settings) = core.run(bough_core::api::GetSettings {}).await {
        window::wear(app, settings.theme);
    }
}

/// Folders that were asked for on the command line or by a second start, in order.
#[derive(Default)]
pub struct Wishes {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    listening: bool,
    waiting: Vec<PathBuf>,
}

impl Wishes {
    /// Asks for a folder: at once where the page listens, later where it doesn't yet.
    pub fn add(&self, core: &Core, folder: PathBuf) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if state.listening {
            drop(state);
            announce(core, &folder);
        } else {
            state.waiting.push(folder);
        }
    }

    /// The page has asked its first question: it listens.
    pub fn page_listens(&self, core: &Core) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.listening = true;
        let waiting = std::mem::take(&mut state.waiting);
        drop(state);
        for folder in waiting {
            announce(core, &folder);
        }
    }
}

fn announce(core: &Core, folder: &std::path::Path) {
    core.announce(Event::OpenRequested { path: folder.to_string_lossy().into_owned() });
}
