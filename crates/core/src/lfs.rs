//! Files of Git LFS that are missing: a job that downloads them.

use std::path::PathBuf;

use tokio::runtime::Handle;

use crate::api::ids::JobId;
use crate::api::jobs::Task;
use crate::api::{Event, FetchLfs};
use crate::fault::Fault;
use crate::jobs::Made;
use crate::records::repositories::name_of;
use crate::transfer::Transfer;
use crate::{Core, remotes};

pub(crate) async fn fetch_lfs(core: &Core, arguments: FetchLfs) -> Result<JobId, Fault> {
    let repository = core.blocking(move |core| core.opened(arguments.id)).await?;
    let place: PathBuf = repository.path().components().collect();
    let profile = core.records.profiles.read(|profiles| profiles.in_use().profile.id);
    let (on_thread, runtime) = (core.clone(), Handle::current());
    core.jobs.start(Task::FetchLfs, name_of(&place), &place, move |work| {
        let transfer =
            Transfer { core: &on_thread, work, runtime: &runtime, profile, picked: remotes::chosen(&on_thread, arguments.id) };
        let outcome = transfer.run(|context| repository.fetch_lfs(context));
        // Also where it failed: some of them may have come.
        on_thread.announce(Event::RepositoryChanged { id: arguments.id });
        outcome.map(|_| Made::default())
    })
}
