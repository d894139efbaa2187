//! Counters that gix turns while it indexes a pack, readable from another thread.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use prodash::messages::MessageLevel;
use prodash::progress::{Id, Step, StepShared};
use prodash::{Count, NestedProgress, Progress, Unit};

/// The two counters that are shown.
#[derive(Default)]
pub(super) struct Gauges {
    /// Objects that came.
    pub(super) objects: Gauge,
    /// Objects whose names are known.
    pub(super) resolved: Gauge,
}

/// A counter and its limit.
#[derive(Default, Clone)]
pub(super) struct Gauge {
    step: StepShared,
    limit: Arc<AtomicUsize>,
}

impl Gauge {
    /// How many of how many; the limit is 0 before it is known.
    pub(super) fn read(&self) -> (u64, u64) {
        (self.step.load(Ordering::Relaxed) as u64, self.limit.load(Ordering::Relaxed) as u64)
    }
}

/// A place in gix's tree of progress. Most turn a counter that nobody reads.
pub(super) struct Place {
    gauges: Arc<Gauges>,
    gauge: Gauge,
    id: Id,
}

impl Place {
    pub(super) fn root(gauges: &Arc<Gauges>) -> Self {
        Self { gauges: Arc::clone(gauges), gauge: Gauge::default(), id: prodash::progress::UNKNOWN }
    }
}

impl NestedProgress for Place {
    type SubProgress = Self;

    fn add_child(&mut self, name: impl Into<String>) -> Self {
        self.add_child_with_id(name, prodash::progress::UNKNOWN)
    }

    fn add_child_with_id(&mut self, _name: impl Into<String>, id: Id) -> Self {
        use gix_pack::index::write::ProgressId;
        let gauge = if id == Id::from(ProgressId::IndexObjects) {
            self.gauges.objects.clone()
        } else if id == Id::from(ProgressId::ResolveObjects) {
            self.gauges.resolved.clone()
        } else {
            Gauge::default()
        };
        Self { gauges: Arc::clone(&self.gauges), gauge, id }
    }
}

impl Count for Place {
    fn set(&self, step: Step) {
        self.gauge.step.store(step, Ordering::Relaxed);
    }

    fn step(&self) -> Step {
        self.gauge.step.load(Ordering::Relaxed)
    }

    fn inc_by(&self, step: Step) {
        self.gauge.step.fetch_add(step, Ordering::Relaxed);
    }

    fn counter(&self) -> StepShared {
        Arc::clone(&self.gauge.step)
    }
}

impl Progress for Place {
    fn init(&mut self, max: Option<Step>, _unit: Option<Unit>) {
        self.gauge.limit.store(max.unwrap_or(0), Ordering::Relaxed);
    }

    fn set_name(&mut self, _name: String) {}

    fn name(&self) -> Option<String> {
        None
    }

    fn id(&self) -> Id {
        self.id
    }

    fn message(&self, _level: MessageLevel, _message: String) {}
}
