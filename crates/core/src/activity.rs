//! The activity log: one entry for each thing that the person has done, in memory and in a file that a terminal can read too.
//!
//! A command joins with `logs` on its line in `api.rs` and a function of its own name in [`deeds`]. Everything is redacted
//! before it is kept anywhere.

pub(crate) mod deeds;
mod open;
mod shell;
mod told;

use std::collections::{HashMap, VecDeque};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::broadcast;

use crate::Core;
use crate::api::activity::{Activities, Activity, ActivityKind, ActivityOutcome};
use crate::api::changes::Deed as Step;
use crate::api::ids::ActivityId;
use crate::api::jobs::JobState;
use crate::api::{ClearActivity, Event, ListActivity};
use crate::fault::Fault;
use crate::redact::redact;
pub(crate) use open::{Open, recorded, recorded_job};
pub(crate) use shell::{
    clone as clone_command, first_push as first_push_command, push_with_lfs as push_with_lfs_command, undoing as undoing_command,
};
pub(crate) use told::Told;

/// Entries that are remembered.
const REMEMBERED: usize = 1000;
/// Bytes of one of the two spans of the file.
const SPAN: u64 = 1 << 20;
/// Letters of one text that are kept.
const LONGEST: usize = 4000;
const FILE: &str = "activity.jsonl";

/// What is to be done, before it is.
#[derive(Debug)]
pub(crate) struct Deed {
    pub(crate) kind: ActivityKind,
    pub(crate) about: Option<String>,
    pub(crate) more: u32,
    pub(crate) step: Option<Step>,
    pub(crate) place: Option<String>,
    pub(crate) folder: Option<String>,
    pub(crate) command: Option<String>,
}

/// All entries.
pub(crate) struct ActivityLog {
    journal: store::Journal,
    /// The newest first; none until somebody needs them.
    entries: Mutex<Option<VecDeque<Activity>>>,
    events: broadcast::Sender<Event>,
}

impl ActivityLog {
    pub(crate) fn new(folder: &store::Folder, events: broadcast::Sender<Event>) -> Self {
        Self { journal: store::Journal::new(folder, FILE, SPAN), entries: Mutex::default(), events }
    }

    /// Writes down that something begins. Blocks.
    fn begin(&self, deed: Deed) -> ActivityId {
        let id = ActivityId::fresh();
        let Deed { kind, about, more, step, place, folder, command } = deed;
        let started = jiff::Timestamp::now().to_string();
        let outcome = ActivityOutcome::Running;
        let activity = Activity {
            id,
            kind,
            about,
            more,
            step,
            place,
            folder,
            command,
            remote: String::new(),
            started,
            millis: None,
            outcome,
        };
        self.with(|entries| {
            let activity = redacted(&activity);
            self.write(&activity);
            entries.push_front(activity);
            entries.truncate(REMEMBERED);
        });
        id
    }

    /// Writes down how it went. Blocks. One that was cleared meanwhile appears again.
    fn end(&self, id: ActivityId, millis: u32, outcome: ActivityOutcome, told: Told) {
        self.with(|entries| {
            let Some(entry) = entries.iter_mut().find(|entry| entry.id == id) else { return };
            let mut activity = Activity { millis: Some(millis), outcome, remote: told.remote, ..entry.clone() };
            activity.command = told.command.or(activity.command);
            *entry = redacted(&activity);
            self.write(entry);
        });
    }

    fn with(&self, act: impl FnOnce(&mut VecDeque<Activity>)) {
        act(self.entries().get_or_insert_with(|| self.load()));
        let _ = self.events.send(Event::ActivityChanged);
    }

    /// A log that can't be written must not stop what it tells of.
    fn write(&self, activity: &Activity) {
        if let Err(error) = self.journal.append(activity) {
            tracing::warn!(%error, "the activity log is kept in memory only");
        }
    }

    fn load(&self) -> VecDeque<Activity> {
        // Whoever was at work in the file is gone: we hold the folder.
        read(&self.journal, || true)
    }

    fn entries(&self) -> MutexGuard<'_, Option<VecDeque<Activity>>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn list(&self, start: u32, count: u32, words: &str) -> Activities {
        let mut entries = self.entries();
        window(entries.get_or_insert_with(|| self.load()), start, count, words)
    }

    /// What still runs stays.
    fn clear(&self) -> Result<(), Fault> {
        self.journal.clear()?;
        self.with(|entries| {
            entries.retain(|entry| entry.outcome == ActivityOutcome::Running);
            entries.iter().rev().for_each(|entry| self.write(entry));
        });
        Ok(())
    }
}

/// The log of a data folder, also while a Bough works there: for a terminal beside the window. Reads the file only.
///
/// # Errors
/// [`Fault::Broken`] where the file can't be read.
pub fn read_activity(data_folder: &Path, start: u32, count: u32, words: &str) -> Result<Activities, Fault> {
    if !data_folder.is_dir() {
        return Ok(Activities { items: Vec::new(), total: 0 });
    }
    let folder = store::Folder::open(data_folder)?;
    let journal = store::Journal::new(&folder, FILE, SPAN);
    // Held for a moment, and only where it matters: a window that starts just now would be turned away.
    let entries = read(&journal, || folder.lock().is_ok());
    Ok(window(&entries, start, count, words))
}

/// The newest first; each as its last line says. What still runs was interrupted where `nobody_works`, which is asked only then.
fn read(journal: &store::Journal, nobody_works: impl Fn() -> bool) -> VecDeque<Activity> {
    let lines = journal.read::<Activity>().unwrap_or_else(|error| {
        tracing::warn!(%error, "the activity log can't be read");
        Vec::new()
    });
    let mut places: HashMap<ActivityId, usize> = HashMap::new();
    let mut entries: Vec<Activity> = Vec::new();
    for line in lines {
        if let Some(&place) = places.get(&line.id) {
            entries[place] = line;
        } else {
            places.insert(line.id, entries.len());
            entries.push(line);
        }
    }
    let mut entries: VecDeque<Activity> = entries.into_iter().rev().take(REMEMBERED).collect();
    let running: Vec<&mut Activity> = entries.iter_mut().filter(|entry| entry.outcome == ActivityOutcome::Running).collect();
    if !running.is_empty() && nobody_works() {
        for entry in running {
            entry.outcome = ActivityOutcome::Interrupted;
        }
    }
    entries
}

fn window(entries: &VecDeque<Activity>, start: u32, count: u32, words: &str) -> Activities {
    let words: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
    let fits = |entry: &&Activity| {
        let text = haystack(entry);
        words.iter().all(|word| text.contains(word))
    };
    let found: Vec<&Activity> = entries.iter().filter(|entry| words.is_empty() || fits(entry)).collect();
    let window = found.iter().skip(start as usize).take(count as usize);
    Activities { items: window.map(|entry| (*entry).clone()).collect(), total: u32::try_from(found.len()).unwrap_or(u32::MAX) }
}

/// What an entry is found by: everything in it that somebody can read.
fn haystack(entry: &Activity) -> String {
    let outcome = serde_json::to_string(&(&entry.outcome, &entry.step)).unwrap_or_default();
    let kind = format!("{:?}", entry.kind);
    let texts = [&entry.about, &entry.place, &entry.folder, &entry.command];
    let mut text = format!("{kind} {outcome} {} {}", entry.remote, spaced(&kind));
    texts.into_iter().flatten().for_each(|more| {
        text.push(' ');
        text.push_str(more);
    });
    text.to_lowercase()
}

/// `ConnectAccount` as `Connect Account`.
fn spaced(kind: &str) -> String {
    kind.chars().flat_map(|letter| letter.is_uppercase().then_some(' ').into_iter().chain([letter])).collect()
}

/// The entry without secrets, and no text in it longer than is worth keeping. It goes through JSON, so that no text of it is
/// forgotten, whatever the fault.
fn redacted(activity: &Activity) -> Activity {
    let clean = serde_json::to_value(activity).map(clean).and_then(serde_json::from_value);
    clean.unwrap_or_else(|error| {
        tracing::error!(%error, "an entry of the activity log can't be redacted; its texts are dropped");
        let outcome = ActivityOutcome::Interrupted;
        let Activity { id, kind, more, millis, .. } = *activity;
        let started = activity.started.clone();
        Activity {
            id,
            kind,
            more,
            millis,
            started,
            outcome,
            about: None,
            step: None,
            place: None,
            folder: None,
            command: None,
            remote: String::new(),
        }
    })
}

fn clean(value: serde_json::Value) -> serde_json::Value {
    use serde_json::Value;
    match value {
        Value::String(text) => Value::String(redact(&short(text))),
        Value::Array(items) => Value::Array(items.into_iter().map(clean).collect()),
        Value::Object(fields) => Value::Object(fields.into_iter().map(|(name, value)| (name, clean(value))).collect()),
        other => other,
    }
}

fn short(text: String) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

pub(crate) fn outcome_of_job(state: &JobState) -> ActivityOutcome {
    match state {
        JobState::Running { .. } => ActivityOutcome::Running,
        JobState::Finished { push: Some(fault), .. } | JobState::Failed { fault } => {
            ActivityOutcome::Failed { fault: Box::new(fault.clone()) }
        }
        JobState::Finished { .. } => ActivityOutcome::Done,
        JobState::Cancelled => ActivityOutcome::Cancelled,
    }
}

pub(crate) async fn list_activity(core: &Core, arguments: ListActivity) -> Result<Activities, Fault> {
    core.blocking(move |core| Ok(core.activity.list(arguments.start, arguments.count, &arguments.words))).await
}

pub(crate) async fn clear_activity(core: &Core, _: ClearActivity) -> Result<(), Fault> {
    core.blocking(|core| core.activity.clear()).await
}

#[cfg(test)]
mod tests;
