//! How far a piece of work is, told at most ten times a second.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::context::Context;
use crate::remote_words::RemoteWords;

/// The pause between two reports of the same stage.
const PAUSE: Duration = Duration::from_millis(100);

/// Stages of a transfer, in order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Stage {
    /// Waiting for the server.
    #[default]
    Waiting,
    /// The server counts and compresses.
    Preparing,
    /// Objects arrive.
    Receiving,
    /// Deltas are resolved.
    Resolving,
    /// Files are written.
    CheckingOut,
    /// Files of Git LFS arrive; counted in bytes.
    Lfs,
    /// Files of Git LFS go out; counted in bytes.
    SendingLfs,
    /// Submodules are cloned.
    Submodules,
    /// Objects go out.
    Sending,
}

/// How far it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Progress {
    /// What happens now.
    pub stage: Stage,
    /// Units done in this stage: objects, deltas, files, bytes of large files or submodules.
    pub done: u64,
    /// Units in this stage; 0 where unknown.
    pub total: u64,
    /// Files that are whole, in stages that are counted in their bytes; else 0.
    pub files_done: u64,
    /// Files in this stage, where it is counted in their bytes; else 0.
    pub files_total: u64,
    /// Bytes of packs and large files that went over the wire so far.
    pub bytes: u64,
    /// The server's last words, control characters made visible.
    pub remote: String,
}

/// Takes every small step and passes some of them on.
pub(crate) struct Reporter {
    listener: Arc<dyn Fn(&Progress) + Send + Sync>,
    ear: Arc<dyn Fn(&str) + Send + Sync>,
    state: Mutex<State>,
    words: Mutex<RemoteWords>,
}

#[derive(Default)]
struct State {
    now: Progress,
    told: Option<Instant>,
    /// While submodules are cloned: which one of how many. Their own stages are not shown.
    submodule: Option<(u64, u64)>,
}

impl Reporter {
    /// One that tells whoever listens to this piece of work.
    pub(crate) fn of(context: &Context) -> Self {
        Self::new(Arc::clone(&context.progress), Arc::clone(&context.heard))
    }

    /// One for work that hears nothing of a server.
    pub(crate) fn telling(listener: &Arc<dyn Fn(&Progress) + Send + Sync>) -> Self {
        Self::new(Arc::clone(listener), Arc::new(|_| {}))
    }

    fn new(listener: Arc<dyn Fn(&Progress) + Send + Sync>, ear: Arc<dyn Fn(&str) + Send + Sync>) -> Self {
        Self { listener, ear, state: Mutex::default(), words: Mutex::default() }
    }

    /// Begins a stage, or tells how far it is.
    pub(crate) fn at(&self, stage: Stage, done: u64, total: u64) {
        self.files(stage, (done, total), (0, 0));
    }

    /// The same for a stage that is counted in bytes of files: how many of how many bytes, and of files.
    pub(crate) fn files(&self, stage: Stage, (done, total): (u64, u64), (files_done, files_total): (u64, u64)) {
        self.change(|now| *now = Progress { stage, done, total, files_done, files_total, ..std::mem::take(now) });
    }

    /// More bytes of a pack came.
    pub(crate) fn received(&self, bytes: usize) {
        self.moved(bytes as u64);
    }

    /// More bytes of a large file came or went.
    pub(crate) fn moved(&self, bytes: u64) {
        self.change(|now| now.bytes += bytes);
    }

    /// Objects of a pack are on their way to the server.
    pub(crate) fn sent(&self, done: u64, total: u64, bytes: u64) {
        self.at(Stage::Sending, done, total);
        self.change(|now| now.bytes = bytes);
    }

    /// The server said something on its progress channel.
    pub(crate) fn remote(&self, words: &[u8]) {
        let lines = self.words.lock().unwrap_or_else(PoisonError::into_inner).hear(words);
        for line in &lines {
            (self.ear)(line);
        }
        if let Some(line) = crate::shown::last_line(words) {
            self.change(|now| {
                if now.stage == Stage::Waiting {
                    now.stage = Stage::Preparing;
                }
                now.remote = line;
            });
        }
    }

    /// From now on everything counts as work on this submodule.
    pub(crate) fn submodule(&self, number: u64, total: u64) {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).submodule = Some((number, total));
        self.at(Stage::Submodules, number, total);
    }

    fn change(&self, step: impl FnOnce(&mut Progress)) {
        let news = {
            let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
            let before = (state.now.stage, state.now.total);
            step(&mut state.now);
            if let Some((number, total)) = state.submodule {
                (state.now.stage, state.now.done, state.now.total) = (Stage::Submodules, number, total);
                (state.now.files_done, state.now.files_total) = (0, 0);
            }
            let due = state.told.is_none_or(|told| told.elapsed() >= PAUSE)
                || (state.now.stage, state.now.total) != before
                || (state.now.total > 0 && state.now.done == state.now.total);
            due.then(|| {
                state.told = Some(Instant::now());
                state.now.clone()
            })
        };
        // Outside the lock: the listener may take its time.
        if let Some(news) = news {
            (self.listener)(&news);
        }
    }
}

impl Drop for Reporter {
    /// The server's last words need not end with a line end.
    fn drop(&mut self) {
        if let Some(line) = self.words.lock().unwrap_or_else(PoisonError::into_inner).end() {
            (self.ear)(&line);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(work: impl FnOnce(&Reporter)) -> Vec<Progress> {
        let heard = Arc::new(Mutex::new(Vec::new()));
        let ear = Arc::clone(&heard);
        let listener = Arc::new(move |progress: &Progress| ear.lock().expect("one thread").push(progress.clone()));
        work(&Reporter::new(listener, Arc::new(|_| {})));
        heard.lock().expect("one thread").clone()
    }

    #[test]
    fn a_thousand_steps_are_a_few_reports_and_the_last_one_counts() {
        let all = heard(|reporter| (0..=1000).for_each(|done| reporter.at(Stage::Receiving, done, 1000)));
        assert!(all.len() < 100, "{}", all.len());
        assert_eq!(all.last().map(|last| last.done), Some(1000));
    }

    #[test]
    fn a_new_stage_and_its_size_are_told_at_once_and_words_begin_the_preparing() {
        let all = heard(|reporter| {
            reporter.at(Stage::Waiting, 0, 0);
            reporter.remote(b"Counting objects: 5\x1b\r");
            reporter.at(Stage::Receiving, 1, 9);
            reporter.at(Stage::CheckingOut, 0, 0);
            // How much it will be must not wait for a server that stalls then.
            reporter.at(Stage::CheckingOut, 0, 3);
        });
        let stages: Vec<Stage> = all.iter().map(|progress| progress.stage).collect();
        assert_eq!(stages, [Stage::Waiting, Stage::Preparing, Stage::Receiving, Stage::CheckingOut, Stage::CheckingOut]);
        assert_eq!(all[4].total, 3);
        assert_eq!(all[1].remote, "Counting objects: 5␛");
    }

    #[test]
    fn inside_submodules_the_stage_stays() {
        let all = heard(|reporter| {
            reporter.submodule(1, 2);
            reporter.at(Stage::CheckingOut, 7, 7);
            reporter.submodule(2, 2);
        });
        assert!(all.iter().all(|progress| progress.stage == Stage::Submodules && progress.total == 2));
    }
}
