//! The one window: a web view on the embedded pages that can go nowhere else.

use std::path::Path;
use std::time::Duration;

use bough_core::api::application::Theme;
use tauri::utils::config::Color;
use tauri::webview::{NewWindowResponse, PageLoadEvent};
use tauri::{AppHandle, Manager, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder};

use crate::geometry::{Geometry, SMALLEST};

/// Name of the window in capabilities and events.
pub const LABEL: &str = "main";

/// Surface 0 of the two families of themes (ui/src/style/tokens.css): what is seen before the pages paint.
const DARK: Color = Color(0x14, 0x17, 0x1a, 0xff);
const LIGHT: Color = Color(0xff, 0xff, 0xff, 0xff);

/// What a page may take from being loaded to its first content; after it people see even an empty window.
const PATIENCE: Duration = Duration::from_secs(2);

/// Makes the window. It stays hidden until its page has content, so that nobody sees it empty: with it comes the page's title.
pub fn open(app: &AppHandle, data_folder: &Path, size: Geometry, theme: Theme) -> tauri::Result<WebviewWindow> {
    let window = WebviewWindowBuilder::new(app, LABEL, WebviewUrl::App("index.html".into()))
        .title("Bough")
        .inner_size(size.width, size.height)
        .min_inner_size(SMALLEST.0, SMALLEST.1)
        .maximized(size.maximized)
        .center()
        .visible(false)
        .background_color(background(theme))
        .theme(toolkit_theme(theme))
        .data_directory(data_folder.join("webview"))
        .devtools(cfg!(debug_assertions))
        // Tauri would take files dropped on the window for itself; nothing of ours takes any.
        .disable_drag_drop_handler()
        .on_navigation(is_ours)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false)
        .on_document_title_changed(|window, title| {
            if !title.is_empty() {
                show(&window);
            }
        })
        .on_page_load(|window, load| {
            if load.event() == PageLoadEvent::Finished {
                tauri::async_runtime::spawn(async move {
                    tokio::time::sleep(PATIENCE).await;
                    show(&window);
                });
            }
        })
        .build()?;
    Ok(window)
}

fn show(window: &WebviewWindow) {
    if let Err(error) = window.show() {
        tracing::error!(%error, "the window could not be shown");
    }
}

/// Whether an address belongs to the embedded pages.
pub fn is_ours(url: &Url) -> bool {
    let origin = (url.scheme(), url.host_str(), url.port());
    let expected = if cfg!(windows) { ("http", Some("tauri.localhost"), None) } else { ("tauri", Some("localhost"), None) };
    origin == expected && url.username().is_empty() && url.password().is_none()
}

/// The size now, after `last`. A window that fills the screen goes back to the size it had before.
pub fn size(window: &WebviewWindow, last: Geometry) -> Geometry {
    match (window.inner_size(), window.scale_factor(), window.is_maximized()) {
        (_, _, Ok(true)) => Geometry { maximized: true, ..last },
        (Ok(inner), Ok(scale), Ok(false)) => {
            let size = inner.to_logical::<f64>(scale);
            Geometry { width: size.width, height: size.height, maximized: false }
        }
        _ => last,
    }
}

/// Brings the window before the person's eyes.
pub fn come_forward(app: &AppHandle) {
    let Some(window) = app.get_webview_window(LABEL) else { return };
    let done = window.unminimize().and_then(|()| window.show()).and_then(|()| window.set_focus());
    if let Err(error) = done {
        tracing::warn!(%error, "the window could not come forward");
    }
}

/// Follows a changed theme, on the thread that the toolkit belongs to.
pub fn wear(app: &AppHandle, theme: Theme) {
    let Some(window) = app.get_webview_window(LABEL) else { return };
    let dressed = app.run_on_main_thread(move || {
        let worn = window.set_theme(toolkit_theme(theme));
        if let Err(error) = worn.and_then(|()| window.set_background_color(Some(background(theme)))) {
            tracing::warn!(%error, "the window could not change its colours");
        }
    });
    if let Err(error) = dressed {
        tracing::warn!(%error, "the window could not be asked to change its colours");
    }
}

fn toolkit_theme(theme: Theme) -> Option<tauri::Theme> {
    match theme {
        Theme::System => None,
        Theme::Light => Some(tauri::Theme::Light),
        Theme::Dark | Theme::HighContrast => Some(tauri::Theme::Dark),
    }
}

fn background(theme: Theme) -> Color {
    match theme {
        Theme::Light => LIGHT,
        Theme::System if system_is_light() => LIGHT,
        Theme::System | Theme::Dark | Theme::HighContrast => DARK,
    }
}

/// What the desktop says before there is a window to ask. Only on the main thread.
#[cfg(target_os = "linux")]
fn system_is_light() -> bool {
    use gtk::prelude::GtkSettingsExt;
    gtk::Settings::default().is_some_and(|settings| {
        let name = settings.gtk_theme_name().unwrap_or_default().to_lowercase();
        !settings.is_gtk_application_prefer_dark_theme() && !name.contains("dark")
    })
}

#[cfg(not(target_os = "linux"))]
fn system_is_light() -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::is_ours;

    #[test]
    fn the_web_view_can_go_nowhere() {
        let ours = if cfg!(windows) { "http://tauri.localhost" } else { "tauri://localhost" };
        for page in ["", "/", "/index.html", "/index.html?a#b"] {
            assert!(is_ours(&format!("{ours}{page}").parse().expect("a URL")), "{page}");
        }
        let away = [
            "about:blank",
            "https://localhost/",
            "http://localhost/",
            "tauri://localhost.evil/",
            "tauri://evil/",
            "tauri://localhost:80/",
            "tauri://user@localhost/",
            "https://tauri.localhost/",
            "data:text/html,x",
            "blob:tauri://localhost/1",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "ipc://localhost/call",
            "asset://localhost/x",
        ];
        for page in away {
            assert!(!is_ours(&page.parse().expect("a URL")), "{page}");
        }
    }
}
