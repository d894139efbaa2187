//! The progress bar of a job, on standard error.

use std::time::Duration;

use bough_core::api::jobs::{Progress, Stage};
use indicatif::{HumanBytes, ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::output::visible;

/// One line that changes; clones are the same line. Where nobody looks it draws nothing.
#[derive(Clone)]
pub struct Bar {
    bar: ProgressBar,
    drawn: bool,
}

impl Bar {
    pub fn new(drawn: bool) -> Self {
        let bar = ProgressBar::with_draw_target(None, target(drawn));
        if drawn {
            bar.enable_steady_tick(Duration::from_millis(120));
        }
        let bar = Self { bar, drawn };
        bar.show(&Progress::default());
        bar
    }

    /// Shows how far the job is.
    pub fn show(&self, progress: &Progress) {
        let counted = progress.total > 0;
        let template = if counted && matches!(progress.stage, Stage::Lfs | Stage::SendingLfs) {
            "{prefix} {wide_bar} {bytes}/{total_bytes} {msg}"
        } else if counted {
            "{prefix} {wide_bar} {pos}/{len} {msg}"
        } else {
            "{spinner} {prefix} {msg}"
        };
        // The templates are constants; one that can't be read would only cost the bar its looks.
        if let Ok(style) = ProgressStyle::with_template(template) {
            self.bar.set_style(style);
        }
        self.bar.set_prefix(stage(progress.stage));
        if counted {
            self.bar.set_length(progress.total);
            self.bar.set_position(progress.done);
        }
        let message = match (progress.bytes, progress.bytes_per_second) {
            (0, _) => visible(&progress.remote).replace('\n', " "),
            (bytes, 0) => HumanBytes(bytes).to_string(),
            (bytes, speed) => format!("{} at {}/s", HumanBytes(bytes), HumanBytes(speed)),
        };
        self.bar.set_message(match progress.files_total {
            0 => message,
            all => format!("{} of {all} files {message}", progress.files_done),
        });
    }

    /// Makes room for a question, and comes back after it.
    pub fn pause(&self, asking: bool) {
        if asking {
            self.bar.set_draw_target(ProgressDrawTarget::hidden());
        } else {
            self.bar.set_draw_target(target(self.drawn));
        }
    }

    pub fn end(&self) {
        self.bar.finish_and_clear();
    }
}

fn target(drawn: bool) -> ProgressDrawTarget {
    if drawn { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() }
}

fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Waiting => "Waiting",
        Stage::Preparing => "The server prepares",
        Stage::Receiving => "Receiving objects",
        Stage::Resolving => "Resolving deltas",
        Stage::CheckingOut => "Checking out files",
        Stage::Lfs => "Downloading LFS files",
        Stage::SendingLfs => "Uploading LFS files",
        Stage::Submodules => "Submodules",
        Stage::Sending => "Sending objects",
        Stage::Examining => "Examining the connection",
    }
}
