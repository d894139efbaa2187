//! Settings: how Bough looks, where it puts things and how it reaches the network.

use std::path::Path;

use url::Url;

use crate::Core;
use crate::api::application::{Author, Proxy, Settings};
use crate::api::{ChangeSettings, Event, GetSettings};
use crate::fault::Fault;

/// Where clones go as long as the person chose nothing: a folder of this name at home.
const CLONE_FOLDER: &str = "Repositories";
const ZOOM: std::ops::RangeInclusive<u16> = 80..=200;

pub(crate) async fn get_settings(core: &Core, _: GetSettings) -> Result<Settings, Fault> {
    Ok(current(core))
}

pub(crate) async fn change_settings(core: &Core, arguments: ChangeSettings) -> Result<Settings, Fault> {
    let wanted = arguments.settings;
    check(&wanted)?;
    let before = current(core);
    if before.proxy != wanted.proxy {
        core.client.set_proxy(proxy_choice(&wanted.proxy)).map_err(|error| invalid("proxy", error.to_string()))?;
    }
    let settings = core
        .blocking(move |core| {
            core.records.settings.change(|settings| *settings = wanted)?;
            Ok(current(core))
        })
        .await;
    match settings {
        Ok(settings) => {
            core.announce(Event::SettingsChanged);
            Ok(settings)
        }
        Err(fault) => {
            // What could not be kept does not apply either.
            let _ = core.client.set_proxy(proxy_choice(&before.proxy));
            Err(fault)
        }
    }
}

/// The settings with nothing left open.
pub(crate) fn current(core: &Core) -> Settings {
    let mut settings = core.records.settings.get();
    if settings.clone_folder.is_empty() {
        settings.clone_folder = core.options.home.join(CLONE_FOLDER).to_string_lossy().into_owned();
    }
    settings
}

/// Name and e-mail of the user's global Git configuration.
pub(crate) fn suggested_author() -> Author {
    git::global_author().map_or_else(Author::default, |(name, email)| Author { name, email })
}

/// The proxy as the network room takes it.
pub(crate) fn proxy_choice(proxy: &Proxy) -> net::ProxyChoice {
    match proxy {
        Proxy::System => net::ProxyChoice::System,
        Proxy::None => net::ProxyChoice::None,
        Proxy::Manual { url, except } => net::ProxyChoice::Manual { url: url.clone(), except: except.clone() },
    }
}

fn check(settings: &Settings) -> Result<(), Fault> {
    if !ZOOM.contains(&settings.zoom) {
        return Err(invalid("zoom", "The zoom goes from 80 to 200 percent."));
    }
    if !settings.clone_folder.is_empty() && !Path::new(&settings.clone_folder).is_absolute() {
        return Err(invalid("cloneFolder", "Give the folder with its whole path."));
    }
    if let Proxy::Manual { url, .. } = &settings.proxy {
        let url = Url::parse(url).map_err(|error| invalid("proxy", format!("This is no address: {error}.")))?;
        if !matches!(url.scheme(), "http" | "https" | "socks5" | "socks5h") || url.host_str().unwrap_or_default().is_empty() {
            return Err(invalid("proxy", "A proxy begins with http://, https:// or socks5:// and a host name."));
        }
        // It would be written to a file.
        if url.password().is_some() {
            return Err(invalid("proxy", "A password can't be kept here. Give the address without it."));
        }
    }
    Ok(())
}

fn invalid(field: &str, why: impl Into<String>) -> Fault {
    Fault::Invalid { field: field.into(), why: why.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(change: impl FnOnce(&mut Settings)) -> Option<String> {
        let mut settings = Settings::default();
        change(&mut settings);
        match check(&settings) {
            Err(Fault::Invalid { field, .. }) => Some(field),
            _ => None,
        }
    }

    #[test]
    fn only_settings_that_work_are_taken() {
        let manual = |url: &str| Proxy::Manual { url: url.into(), except: String::new() };
        assert_eq!(field(|_| ()), None);
        assert_eq!(field(|settings| settings.zoom = 79).as_deref(), Some("zoom"));
        assert_eq!(field(|settings| settings.zoom = 201).as_deref(), Some("zoom"));
        assert_eq!(field(|settings| settings.clone_folder = "code".into()).as_deref(), Some("cloneFolder"));
        for good in ["http://proxy:3128", "socks5://proxy:1080", "https://ada@proxy"] {
            assert_eq!(field(|settings| settings.proxy = manual(good)), None, "{good}");
        }
        for bad in ["proxy:3128", "ftp://proxy", "http://", "http://ada:secret@proxy"] {
            assert_eq!(field(|settings| settings.proxy = manual(bad)).as_deref(), Some("proxy"), "{bad}");
        }
    }
}
