//! The event pump: what the core announces reaches the page under one name.

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
