//! `bough profiles`: who there is, and who is in use.

use bough_core::Core;
use bough_core::api::application::Author;
use bough_core::api::profiles::Profiles;
use bough_core::api::{AddProfile, GetApplication, ListProfiles, RemoveProfile, SwitchProfile};
use bough_core::fault::Fault;

use crate::arguments::ProfilesCommand;
use crate::commands::profile;
use crate::output::Output;

pub async fn run(core: &Core, output: &Output, command: Option<ProfilesCommand>) -> Result<(), Fault> {
    let profiles = match command {
        None | Some(ProfilesCommand::List) => core.run(ListProfiles {}).await?,
        Some(ProfilesCommand::Add { name, author, email }) => {
            let mut author = Author { name: author, email };
            if author == Author::default() {
                author = core.run(GetApplication {}).await?.suggested_author;
            }
            let color = u8::try_from(core.run(ListProfiles {}).await?.profiles.len() % 8).unwrap_or_default();
            core.run(AddProfile { name, author, color }).await?;
            core.run(ListProfiles {}).await?
        }
        Some(ProfilesCommand::Use { name }) => {
            let id = profile(core, &name).await?;
            core.run(SwitchProfile { id }).await?
        }
        Some(ProfilesCommand::Remove { name }) => {
            let id = profile(core, &name).await?;
            core.run(RemoveProfile { id }).await?
        }
    };
    output.answer(&profiles, lines);
    Ok(())
}

fn lines(profiles: &Profiles) -> Vec<String> {
    let line = |profile: &bough_core::api::profiles::Profile| {
        let mark = if profile.id == profiles.active { '*' } else { ' ' };
        let author = &profile.author;
        format!("{mark} {}  {} <{}>", profile.name, author.name, author.email)
    };
    profiles.profiles.iter().map(line).collect()
}
