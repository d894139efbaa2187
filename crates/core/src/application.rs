//! The application itself: what a window needs before it paints, and its way to the desktop.

use crate::Core;
use crate::api::application::{Application, KeychainState};
use crate::api::{CopyText, GetApplication, GetKeychain, OpenLink, PickFile, PickFolder};
use crate::fault::Fault;
use crate::{faults, links, settings};
pub(crate) use settings::{change_settings, get_settings};

pub(crate) async fn get_application(core: &Core, _: GetApplication) -> Result<Application, Fault> {
    let suggested_author = core.blocking(|_| Ok(settings::suggested_author())).await?;
    Ok(Application {
        version: env!("CARGO_PKG_VERSION").into(),
        first_start: !core.records.profiles.read(|profiles| profiles.welcomed),
        suggested_author,
        demo: core.options.demo.clone(),
    })
}

pub(crate) async fn get_keychain(core: &Core, _: GetKeychain) -> Result<KeychainState, Fault> {
    Ok(match core.secrets.state().await {
        Ok(()) => KeychainState::Ready,
        Err(error) => KeychainState::MemoryOnly { situation: faults::situation(&error) },
    })
}

pub(crate) async fn open_link(core: &Core, arguments: OpenLink) -> Result<(), Fault> {
    core.options.desktop.open_url(links::checked(&arguments.url)?.as_str())
}

pub(crate) async fn copy_text(core: &Core, arguments: CopyText) -> Result<(), Fault> {
    core.options.desktop.copy_text(&arguments.text)
}

pub(crate) async fn pick_folder(core: &Core, arguments: PickFolder) -> Result<Option<String>, Fault> {
    core.options.desktop.pick_folder(&arguments.title, arguments.start.as_deref()).await
}

pub(crate) async fn pick_file(core: &Core, arguments: PickFile) -> Result<Option<String>, Fault> {
    core.options.desktop.pick_file(&arguments.title, arguments.start.as_deref()).await
}
