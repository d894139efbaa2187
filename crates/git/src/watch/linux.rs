//! Watching on Linux. What the system tells waits in a queue that whoever needs it reads: the watch's thread for the ear, and
//! whoever lists changes, who then knows of everything that happened before.

mod ears;

use std::io::{PipeReader, PipeWriter, Read, Write};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::{PATIENCE, Places, QUIET, Told, Watching, pause};
use ears::{Ears, Trouble};

/// What is heard, shared by those who hear.
pub(crate) struct Hearing {
    places: Places,
    heard: Mutex<Heard>,
    ended: AtomicBool,
    /// How long looking at everything took, in milliseconds.
    took: AtomicU64,
    /// Wakes the thread.
    bell: Option<PipeWriter>,
}

struct Heard {
    ears: Option<Ears>,
    /// Why there are no ears any more.
    trouble: Option<Trouble>,
    watching: Watching,
    /// For the ear.
    rumour: Told,
    /// For the list of changes.
    news: Told,
}

impl Hearing {
    pub(super) fn start(places: Places, ear: impl Fn() + Send + 'static) -> Arc<Self> {
        let heard = Heard { ears: None, trouble: None, watching: Watching::Told, rumour: Told::default(), news: Told::default() };
        let pipe = std::io::pipe().ok();
        let (listener, bell) = pipe.map_or((None, None), |(listener, bell)| (Some(listener), Some(bell)));
        let hearing =
            Arc::new(Self { places, heard: Mutex::new(heard), ended: AtomicBool::new(false), took: AtomicU64::new(0), bell });
        if let Some(listener) = listener {
            let own = Arc::clone(&hearing);
            let thread = std::thread::Builder::new().name("watch".to_owned()).spawn(move || own.run(listener, &ear));
            // Without a thread there is no watch; the window asks again when it comes to the front.
            drop(thread);
        }
        hearing
    }

    /// What was told since this was asked last; none where not everything is told.
    pub(crate) fn take(&self) -> Option<Told> {
        let mut heard = self.heard();
        heard.ears.as_ref()?;
        let outcome = heard.drain(&self.places);
        if !heard.rumour.is_empty() || outcome.is_err() {
            self.ring();
        }
        outcome.ok()?;
        Some(std::mem::take(&mut heard.news))
    }

    /// Says how long looking at everything took.
    pub(crate) fn took(&self, time: Duration) {
        self.took.store(u64::try_from(time.as_millis()).unwrap_or(u64::MAX), Ordering::Relaxed);
    }

    pub(super) fn watching(&self) -> Watching {
        self.heard().watching
    }

    pub(super) fn end(&self) {
        self.ended.store(true, Ordering::SeqCst);
        self.ring();
    }

    fn ring(&self) {
        // Nobody may listen any more.
        let _ = self.bell.as_ref().map(|mut bell| bell.write(b"!"));
    }

    fn heard(&self) -> MutexGuard<'_, Heard> {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Listens for as long as the watch lives; where that can't be, the ear hears from time to time.
    fn run(&self, mut bell: PipeReader, ear: &impl Fn()) {
        let mut told = true;
        while !self.ended.load(Ordering::SeqCst) {
            let trouble = match Ears::open(&self.places) {
                Ok(ears) => {
                    let queue = ears.queue();
                    self.heard().begin(ears);
                    told = true;
                    // Something may have changed before the watch began.
                    ear();
                    self.listen(&queue, &mut bell, ear)
                }
                Err(trouble) => Some(trouble),
            };
            self.heard().stop(trouble);
            match trouble {
                None => return,
                // Everything is read again, and listened for anew, when the storm is over or has lasted for a while.
                Some(Trouble::Overflow) => {
                    wait(None, &mut bell, Some(PATIENCE));
                    continue;
                }
                Some(Trouble::Crowded | Trouble::Gone | Trouble::Remote) if told => ear(),
                Some(Trouble::Crowded | Trouble::Gone | Trouble::Remote) => {}
            }
            told = false;
            let time = || Some(pause(Duration::from_millis(self.took.load(Ordering::Relaxed))));
            while wait(None, &mut bell, time()) == Woken::Not && !self.ended.load(Ordering::SeqCst) {
                if trouble == Some(Trouble::Gone) && self.places.roots().iter().all(|root| root.is_dir()) {
                    break;
                }
                ear();
            }
        }
    }

    /// Calls the ear once for each bustle that matters. None where the watch ended.
    fn listen(&self, queue: &Arc<OwnedFd>, bell: &mut PipeReader, ear: &impl Fn()) -> Option<Trouble> {
        loop {
            wait(Some(queue.as_fd()), bell, None);
            let begun = Instant::now();
            loop {
                if self.ended.load(Ordering::SeqCst) {
                    return None;
                }
                if let Err(trouble) = self.heard().drain(&self.places) {
                    return Some(trouble);
                }
                if begun.elapsed() > PATIENCE || wait(Some(queue.as_fd()), bell, Some(QUIET)) == Woken::Not {
                    break;
                }
            }
            let rumour = std::mem::take(&mut self.heard().rumour);
            if self.places.matter(&rumour) {
                ear();
            }
        }
    }
}

impl Heard {
    fn begin(&mut self, ears: Ears) {
        self.ears = Some(ears);
        self.trouble = None;
        self.watching = Watching::Told;
        self.rumour = Told::default();
        self.news.lose();
    }

    fn stop(&mut self, trouble: Option<Trouble>) {
        self.ears = None;
        match trouble {
            Some(Trouble::Crowded) => self.watching = Watching::Crowded,
            Some(Trouble::Gone | Trouble::Remote) => self.watching = Watching::Deaf,
            Some(Trouble::Overflow) | None => {}
        }
    }

    fn drain(&mut self, places: &Places) -> Result<(), Trouble> {
        let Some(ears) = &mut self.ears else { return self.trouble.map_or(Ok(()), Err) };
        let (rumour, news) = (&mut self.rumour, &mut self.news);
        let outcome = ears.drain(places, &mut |path| {
            if !places.is_noise(&path) {
                rumour.add(path.clone());
                news.add(path);
            }
        });
        if let Err(trouble) = outcome {
            (self.ears, self.trouble) = (None, Some(trouble));
        }
        outcome
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Woken {
    /// Something is there.
    Yes,
    /// The time is over.
    Not,
}

/// Waits until the queue has something, somebody rings, or the time is over.
fn wait(queue: Option<BorrowedFd<'_>>, bell: &mut PipeReader, time: Option<Duration>) -> Woken {
    let time = time.and_then(|time| Timespec::try_from(time).ok());
    let rung = {
        let mut places = vec![PollFd::new(bell, PollFlags::IN)];
        places.extend(queue.map(|queue| PollFd::from_borrowed_fd(queue, PollFlags::IN)));
        match poll(&mut places, time.as_ref()) {
            Ok(0) => return Woken::Not,
            Ok(_) => !places[0].revents().is_empty(),
            // A signal: whoever waits looks again.
            Err(_) => false,
        }
    };
    if rung {
        // Somebody may have rung several times.
        let _ = bell.read(&mut [0; 64]);
    }
    Woken::Yes
}
