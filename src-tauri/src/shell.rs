//! The shell around the core: starts it, gives the page its one command, and ends both in order.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bough_core::api::application::{DemoDoor, Theme};
use bough_core::fault::Fault;
use bough_core::{Clock, Core, Options};
use serde_json::Value;
use tauri::{AppHandle, Manager, RunEvent, WindowEvent};

use crate::arguments::{Arguments, Wish};
use crate::desktop::Surroundings;
use crate::geometry::Geometry;
use crate::{dialogs, folders, pump, second_start, window};

/// The keychain holds our secrets under this name.
const APPLICATION: &str = "dev.bough.desktop";
/// Those of a demo are kept apart from the real ones.
const DEMO_APPLICATION: &str = "dev.bough.demo";
/// How long jobs may take to clean up when the window is closed.
const PATIENCE: Duration = Duration::from_secs(5);

/// Opens the window and stays until it is closed.
pub fn run(arguments: Arguments) -> ExitCode {
    let Some((data_folder, home)) = places(&arguments) else {
        return refuse("Bough can't start: this account has no home folder. Name a folder with --data-folder.");
    };
    if !dialogs::has_screen() {
        return refuse("Bough can't start: there is no screen here. The program `bough` does the same in a terminal.");
    }
    let desktop = Arc::new(Surroundings::default());
    let options = match options(&arguments, &data_folder, home, Arc::clone(&desktop)) {
        Ok(options) => options,
        Err(error) => return refuse(&format!("Bough can't start: it does not find its own program ({error}).")),
    };
    let core = match Core::start(options) {
        Ok(core) => core,
        Err(Fault::Taken { what }) => return join_first(&data_folder, arguments.open.as_ref(), &what),
        Err(fault) => return refuse(&format!("Bough can't start. {}", sentence(&fault))),
    };
    match show(core, &desktop, data_folder, arguments.open) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => refuse(&format!("Bough can't open its window: {error}.")),
    }
}

fn places(arguments: &Arguments) -> Option<(PathBuf, PathBuf)> {
    let home = folders::home();
    let data_folder = arguments.data_folder.clone().or_else(folders::data)?;
    // Without a home the data folder is all that is known to be the person's.
    Some((data_folder.clone(), home.unwrap_or(data_folder)))
}

#[expect(clippy::default_trait_access, reason = "the limits' type is behind the core's wall")]
fn options(arguments: &Arguments, data_folder: &Path, home: PathBuf, desktop: Arc<Surroundings>) -> std::io::Result<Options> {
    let mut ssh_options = Vec::new();
    if let Some(folder) = &arguments.ssh_folder {
        // OpenSSH reads the home of the account, not $HOME: another folder must be spelled out.
        let folder = std::path::absolute(folder)?.to_string_lossy().into_owned();
        ssh_options = vec!["-F".into(), config_of(&folder), "-o".into(), format!("UserKnownHostsFile={folder}/known_hosts")];
    }
    Ok(Options {
        data_folder: data_folder.to_owned(),
        ssh_folder: arguments.ssh_folder.clone().unwrap_or_else(|| home.join(".ssh")),
        home,
        keychain_application: if arguments.demo_server.is_some() { DEMO_APPLICATION } else { APPLICATION }.into(),
        askpass_program: std::env::current_exe()?,
        loopback_port: bough_core::places::LOOPBACK_PORT,
        ssh_program: None,
        ssh_options,
        desktop,
        demo: arguments.demo_server.clone().map(|url| DemoDoor { name: "Demo server".into(), url }),
        limits: Default::default(),
        clock: Clock::default(),
    })
}

/// An own configuration where there is one; otherwise none at all.
fn config_of(ssh_folder: &str) -> String {
    let config = format!("{ssh_folder}/config");
    if Path::new(&config).is_file() { config } else { "none".into() }
}

/// Somebody has the data folder: hands over what this start was asked for.
fn join_first(data_folder: &Path, open: Option<&Wish>, what: &str) -> ExitCode {
    match second_start::hand_over(data_folder, open) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::warn!(%error, what, "the data folder is in use, and its user does not listen");
            refuse("Bough runs already and does not answer. Close it, or end its process, and start again.")
        }
    }
}

/// Says on the screen and on the terminal why there will be no window.
fn refuse(sentence: &str) -> ExitCode {
    tracing::error!("{sentence}");
    dialogs::alert(sentence);
    ExitCode::FAILURE
}

fn sentence(fault: &Fault) -> String {
    match fault {
        Fault::Broken { detail } | Fault::Refused { detail } | Fault::Disk { detail, .. } => detail.clone(),
        other => other.to_string(),
    }
}

/// What the page's command and the window's ends need.
struct Shell {
    core: Core,
    data_folder: PathBuf,
    size: Mutex<Geometry>,
    closing: AtomicBool,
}

/// The page's only command: a command of the contract by its name.
#[tauri::command]
async fn call(shell: tauri::State<'_, Shell>, name: String, arguments: Value) -> Result<Value, Fault> {
    let answer = shell.core.call(&name, arguments).await;
    #[cfg(feature = "e2e")]
    crate::record::answer(&name, &answer);
    answer
}

fn show(core: Core, desktop: &Arc<Surroundings>, data_folder: PathBuf, open: Option<Wish>) -> tauri::Result<()> {
    let theme =
        tauri::async_runtime::block_on(core.run(bough_core::api::GetSettings {})).map_or(Theme::System, |kept| kept.theme);
    let desktop = Arc::clone(desktop);
    let size = Geometry::read(&data_folder);
    let shell = Shell { core, data_folder, size: Mutex::new(size), closing: AtomicBool::new(false) };
    if let Some(wish) = open {
        request(&shell.core, wish);
    }
    tauri::Builder::default()
        .plugin(tauri_plugin_clipboard_manager::init())
        .manage(shell)
        .invoke_handler(tauri::generate_handler![call])
        .setup(move |app| {
            let handle = app.handle();
            desktop.attach(handle.clone());
            let shell = handle.state::<Shell>();
            tauri::async_runtime::spawn(pump::run(handle.clone(), shell.core.clone()));
            listen(handle, &shell.data_folder);
            #[cfg(target_os = "linux")]
            heed_signals(handle);
            window::open(handle, &shell.data_folder, size, theme)?;
            Ok(())
        })
        .build(tauri::generate_context!())?
        .run(|app, event| match event {
            // When the window is about to end its size can't be asked any more.
            RunEvent::WindowEvent { event: WindowEvent::Resized(_), label, .. } => {
                if let Some(window) = app.get_webview_window(&label) {
                    let shell = app.state::<Shell>();
                    let mut size = shell.size.lock().unwrap_or_else(PoisonError::into_inner);
                    *size = window::size(&window, *size);
                }
            }
            RunEvent::ExitRequested { api, .. } if !app.state::<Shell>().closing.swap(true, Ordering::SeqCst) => {
                api.prevent_exit();
                let shell = app.state::<Shell>();
                shell.size.lock().unwrap_or_else(PoisonError::into_inner).keep(&shell.data_folder);
                tauri::async_runtime::spawn(end(app.clone()));
            }
            _ => {}
        });
    Ok(())
}

/// Lets jobs clean up behind a window that is gone already, then ends the process.
async fn end(app: AppHandle) {
    let core = app.state::<Shell>().core.clone();
    if tokio::time::timeout(PATIENCE, core.stop()).await.is_err() {
        tracing::warn!("a job did not end in time; the next start cleans up behind it");
    }
    app.exit(0);
}

/// The desktop session or a terminal wants the process gone: that is the same as closing the window.
#[cfg(target_os = "linux")]
fn heed_signals(app: &AppHandle) {
    let (interrupt, terminate) = (2, 15);
    for signal in [interrupt, terminate] {
        let app = app.clone();
        gtk::glib::unix_signal_add(signal, move || {
            app.exit(0);
            gtk::glib::ControlFlow::Continue
        });
    }
}

fn request(core: &Core, wish: Wish) {
    match wish {
        Wish::Folder(folder) => core.request_open(&std::path::absolute(&folder).unwrap_or(folder)),
        Wish::Text(link) => core.request_find(&link),
    }
}

fn listen(app: &AppHandle, data_folder: &Path) {
    let window = app.clone();
    let listening = second_start::listen(
        data_folder,
        Arc::new(move |wish| {
            if let Some(wish) = wish {
                request(&window.state::<Shell>().core, wish);
            }
            window::come_forward(&window);
        }),
    );
    if let Err(error) = listening {
        tracing::warn!(%error, "a second start will not reach this one");
    }
}
