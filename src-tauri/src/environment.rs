//! The process's environment before anything reads it: the only place that changes it, while there is one thread.
#![expect(unsafe_code, reason = "changing the environment is sound only before other threads start; `main` calls this first")]

use std::path::Path;

/// Lets a test driver take over the web view when it is `true`. Tauri obeys it in release builds too.
const AUTOMATION: &str = "TAURI_WEBVIEW_AUTOMATION";
/// The web view's fast path to the screen. Without a render node it costs a fifth of a second and 100 MiB.
const NO_DMABUF: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";

/// Takes away what a release must not obey and sets what the web view needs here.
///
/// Must be called while the process has one thread.
pub fn prepare() {
    if !cfg!(feature = "e2e") {
        // SAFETY: no other thread exists yet, so nobody reads the environment meanwhile.
        unsafe { std::env::remove_var(AUTOMATION) };
    }
    if cfg!(target_os = "linux") && std::env::var_os(NO_DMABUF).is_none() && !has_render_node(Path::new("/dev/dri")) {
        // SAFETY: as above.
        unsafe { std::env::set_var(NO_DMABUF, "1") };
    }
}

/// Whether a graphics card can be drawn with.
fn has_render_node(folder: &Path) -> bool {
    let Ok(entries) = folder.read_dir() else { return false };
    entries.flatten().any(|entry| entry.file_name().as_encoded_bytes().starts_with(b"renderD"))
}

#[cfg(test)]
mod tests {
    use super::has_render_node;

    #[test]
    fn a_card_without_a_render_node_does_not_count() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        assert!(!has_render_node(&folder.path().join("missing")));
        std::fs::write(folder.path().join("card0"), "").expect("a file");
        assert!(!has_render_node(folder.path()));
        std::fs::write(folder.path().join("renderD128"), "").expect("a file");
        assert!(has_render_node(folder.path()));
    }
}
