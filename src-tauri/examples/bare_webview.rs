//! A web view and nothing else: the floor that Bough's start and memory are measured against (`cargo xtask bench start`).

#[cfg(target_os = "linux")]
fn main() {
    use gtk::prelude::{ContainerExt, GtkWindowExt, WidgetExt};
    use webkit2gtk::{LoadEvent, WebView, WebViewExt};

    // The same choice as Bough makes, so that both take the same way to the screen; the bench sets the variable for both.
    gtk::init().expect("the bench gives a screen");
    let window = gtk::Window::new(gtk::WindowType::Toplevel);
    window.set_default_size(1280, 800);
    let view = WebView::new();
    view.set_background_color(&gtk::gdk::RGBA::WHITE);
    window.add(&view);
    window.connect_delete_event(|_, _| std::process::exit(0));
    let shown = window.clone();
    view.connect_load_changed(move |_, event| {
        if event == LoadEvent::Finished {
            shown.show_all();
        }
    });
    view.load_html(include_str!("bare_webview.html"), None);
    gtk::main();
}

#[cfg(not(target_os = "linux"))]
fn main() {}
