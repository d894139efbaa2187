//! Profiles: who the person is, and everything that switches with it.

use crate::Core;
use crate::api::application::Author;
use crate::api::ids::ProfileId;
use crate::api::keys::SshChoice;
use crate::api::profiles::{Profile, Profiles, Tabs};
use crate::api::{
    AddProfile, ChangeProfile, Event, FinishWelcome, GetTabs, ListProfiles, RemoveProfile, SaveTabs, SwitchProfile,
};
use crate::fault::Fault;
use crate::records::profiles::{ProfileRecord, ProfilesRecord};
use crate::removal;

/// Lane colours that a profile can have.
const COLORS: u8 = 8;
/// More tabs than a strip can show are a mistake.
const TABS: usize = 200;

pub(crate) async fn finish_welcome(core: &Core, arguments: FinishWelcome) -> Result<Profiles, Fault> {
    let author = checked_author(&arguments.author)?;
    change(core, move |profiles| {
        profiles.welcomed = true;
        profiles.in_use_mut().profile.author = author;
        Ok(())
    })
    .await?;
    Ok(view(core))
}

pub(crate) async fn list_profiles(core: &Core, _: ListProfiles) -> Result<Profiles, Fault> {
    Ok(view(core))
}

pub(crate) async fn add_profile(core: &Core, arguments: AddProfile) -> Result<Profile, Fault> {
    let author = checked_author(&arguments.author)?;
    change(core, move |profiles| {
        let name = checked_name(profiles, &arguments.name, None)?;
        let profile = Profile { id: ProfileId::fresh(), name, author, color: arguments.color % COLORS, ssh: SshChoice::Agent };
        profiles.profiles.push(ProfileRecord::fresh(profile.clone()));
        Ok(profile)
    })
    .await
}

pub(crate) async fn change_profile(core: &Core, arguments: ChangeProfile) -> Result<Profile, Fault> {
    let author = checked_author(&arguments.author)?;
    change(core, move |profiles| {
        let name = checked_name(profiles, &arguments.name, Some(arguments.id))?;
        let profile = &mut profiles.profile_mut(arguments.id)?.profile;
        profile.name = name;
        profile.author = author;
        profile.color = arguments.color % COLORS;
        Ok(profile.clone())
    })
    .await
}

pub(crate) async fn remove_profile(core: &Core, arguments: RemoveProfile) -> Result<Profiles, Fault> {
    removal::remove_profile(core, arguments.id).await?;
    Ok(view(core))
}

pub(crate) async fn switch_profile(core: &Core, arguments: SwitchProfile) -> Result<Profiles, Fault> {
    change(core, move |profiles| {
        profiles.profile(arguments.id)?;
        profiles.active = Some(arguments.id);
        Ok(())
    })
    .await?;
    core.announce(Event::HostsChanged);
    Ok(view(core))
}

pub(crate) async fn get_tabs(core: &Core, _: GetTabs) -> Result<Tabs, Fault> {
    let mut tabs = core.records.profiles.read(|profiles| profiles.in_use().tabs.clone());
    // A repository may have been forgotten meanwhile, in another profile too.
    core.records.repositories.read(|repositories| {
        tabs.open.retain(|tab| repositories.find(tab.repository).is_ok());
    });
    tabs.front = tabs.front.filter(|front| tabs.open.iter().any(|tab| tab.repository == *front));
    Ok(tabs)
}

pub(crate) async fn save_tabs(core: &Core, arguments: SaveTabs) -> Result<(), Fault> {
    let tabs = arguments.tabs;
    if tabs.open.len() > TABS {
        return Err(invalid("tabs", "There are too many tabs."));
    }
    // Whoever saves them shows them already: no event.
    core.blocking(move |core| {
        core.records.profiles.change(|profiles| profiles.in_use_mut().tabs = tabs)?;
        Ok(())
    })
    .await
}

/// Changes the profiles and tells everybody.
pub(crate) async fn change<R: Send + 'static>(
    core: &Core,
    change: impl FnOnce(&mut ProfilesRecord) -> Result<R, Fault> + Send + 'static,
) -> Result<R, Fault> {
    let answer = core.blocking(move |core| core.records.profiles.try_change(change)).await?;
    core.announce(Event::ProfilesChanged);
    Ok(answer)
}

fn view(core: &Core) -> Profiles {
    core.records.profiles.read(|profiles| Profiles {
        active: profiles.in_use().profile.id,
        profiles: profiles.profiles.iter().filter(|profile| !profile.leaving).map(|profile| profile.profile.clone()).collect(),
    })
}

fn checked_name(profiles: &ProfilesRecord, name: &str, own: Option<ProfileId>) -> Result<String, Fault> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > 60 || name.chars().any(char::is_control) {
        return Err(invalid("name", "A profile needs a name of at most 60 letters."));
    }
    let same = |other: &&ProfileRecord| !other.leaving && other.profile.name == name && Some(other.profile.id) != own;
    match profiles.profiles.iter().find(same) {
        Some(_) => Err(Fault::Taken { what: name.into() }),
        None => Ok(name.into()),
    }
}

/// Git writes an author as `name <email>` on one line: what would break that line is refused.
pub(crate) fn checked_author(author: &Author) -> Result<Author, Fault> {
    for (field, text) in [("author.name", &author.name), ("author.email", &author.email)] {
        if text.chars().any(|letter| letter.is_control() || matches!(letter, '<' | '>')) {
            return Err(invalid(field, "Names and addresses hold no line breaks and no angle brackets."));
        }
    }
    Ok(Author { name: author.name.trim().into(), email: author.email.trim().into() })
}

fn invalid(field: &str, why: &str) -> Fault {
    Fault::Invalid { field: field.into(), why: why.into() }
}
