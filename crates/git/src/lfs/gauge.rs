//! How far the objects are: in bytes, and in files.

use std::sync::{Arc, Mutex, PoisonError};

use super::batch::Item;
use super::operation::Operation;
use crate::progress::{Reporter, Stage};

/// Counts the bytes of all objects.
pub(super) struct Gauge {
    reporter: Arc<Reporter>,
    stage: Stage,
    count: Mutex<Count>,
}

#[derive(Clone, Copy, Default)]
struct Count {
    bytes: u64,
    all_bytes: u64,
    files: u64,
    all_files: u64,
}

impl Gauge {
    /// For objects that may have to travel.
    pub(super) fn new(reporter: &Arc<Reporter>, operation: Operation, items: &[Item<'_>]) -> Arc<Self> {
        let all_bytes = items.iter().fold(0_u64, |sum, item| sum.saturating_add(item.pointer.size()));
        let count = Count { all_bytes, all_files: items.len() as u64, ..Count::default() };
        let gauge = Self { reporter: Arc::clone(reporter), stage: operation.stage(), count: Mutex::default() };
        gauge.change(|now| *now = count);
        Arc::new(gauge)
    }

    /// Bytes travelled.
    pub(super) fn add(&self, bytes: u64) {
        self.reporter.moved(bytes);
        self.change(|now| now.bytes += bytes);
    }

    /// They have to travel again.
    pub(super) fn take_back(&self, bytes: u64) {
        self.change(|now| now.bytes = now.bytes.saturating_sub(bytes));
    }

    /// One object is where it belongs.
    pub(super) fn arrived(&self) {
        self.change(|now| now.files += 1);
    }

    /// One object need not travel.
    pub(super) fn pass_over(&self, item: &Item<'_>) {
        self.change(|now| {
            now.all_bytes = now.all_bytes.saturating_sub(item.pointer.size());
            now.all_files = now.all_files.saturating_sub(1);
        });
    }

    /// Objects that arrived so far.
    pub(super) fn files(&self) -> u64 {
        self.count.lock().unwrap_or_else(PoisonError::into_inner).files
    }

    fn change(&self, step: impl FnOnce(&mut Count)) {
        let now = {
            let mut count = self.count.lock().unwrap_or_else(PoisonError::into_inner);
            step(&mut count);
            *count
        };
        self.reporter.files(self.stage, (now.bytes.min(now.all_bytes), now.all_bytes), (now.files, now.all_files));
    }
}
