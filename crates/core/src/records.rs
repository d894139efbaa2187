//! What Bough writes to its data folder: one document per noun, each with a version of its own.

pub(crate) mod hosts;
pub(crate) mod messages;
pub(crate) mod prebuilds;
pub(crate) mod profiles;
pub(crate) mod repositories;

use serde::{Deserialize, Serialize};
use store::{Document, Folder};

use crate::api::application::Settings;
use crate::fault::Fault;
use hosts::HostsRecord;
use messages::MessagesRecord;
use prebuilds::PrebuildsRecord;
use profiles::ProfilesRecord;
use repositories::RepositoriesRecord;

/// The documents, open.
pub(crate) struct Records {
    pub(crate) settings: Document<Settings>,
    pub(crate) profiles: Document<ProfilesRecord>,
    pub(crate) hosts: Document<HostsRecord>,
    pub(crate) repositories: Document<RepositoriesRecord>,
    pub(crate) messages: Document<MessagesRecord>,
    pub(crate) prebuilds: Document<PrebuildsRecord>,
}

impl Records {
    /// Opens all documents. Settings, the list of repositories, messages and prebuilds begin anew where they can't be read any more (the damaged
    /// files are put aside); profiles and hosts do not, because nobody could find their secrets again.
    pub(crate) fn open(folder: &Folder) -> Result<Self, Fault> {
        Ok(Self {
            settings: open_or_start_over(folder, "settings.json", 1)?,
            profiles: Document::open(folder, "profiles.json", 1)?,
            hosts: Document::open(folder, "hosts.json", 1)?,
            repositories: open_or_start_over(folder, "repositories.json", 1)?,
            messages: open_or_start_over(folder, "messages.json", 1)?,
            prebuilds: open_or_start_over(folder, "prebuilds.json", 1)?,
        })
    }
}

fn open_or_start_over<T>(folder: &Folder, name: &str, version: u32) -> Result<Document<T>, Fault>
where
    T: Default + Clone + Serialize + for<'de> Deserialize<'de>,
{
    match Document::open(folder, name, version) {
        Err(store::Error::Damaged { path, detail }) => {
            tracing::warn!(?path, detail, "a document is put aside and begun anew");
            Ok(Document::start_over(folder, name, version)?)
        }
        opened => Ok(opened?),
    }
}
