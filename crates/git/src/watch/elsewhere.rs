//! Watching where the system is not Linux, through `notify`. Nothing says whether all was told yet: nobody relies on it.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use notify::{Config, RecommendedWatcher, RecursiveMode, Watcher};

use super::{PATIENCE, Places, QUIET, Told, Watching, pause};

/// What is heard.
pub(crate) struct Hearing {
    tell: Sender<News>,
    watching: Mutex<Watching>,
    /// How long looking at everything took.
    took: Mutex<Duration>,
}

enum News {
    Told(Vec<std::path::PathBuf>),
    /// Some were lost.
    Lost,
    End,
}

impl Hearing {
    pub(super) fn start(places: Places, ear: impl Fn() + Send + 'static) -> Arc<Self> {
        let (tell, told) = channel();
        let teller = tell.clone();
        let hearing = Arc::new(Self { tell, watching: Mutex::new(Watching::Told), took: Mutex::default() });
        let own = Arc::clone(&hearing);
        let thread = std::thread::Builder::new().name("watch".to_owned()).spawn(move || match watch(&places, teller) {
            // Something may have changed before the watch began.
            Ok(_watcher) => {
                ear();
                listen(&places, &told, &ear);
            }
            Err(_) => {
                *own.watching.lock().unwrap_or_else(PoisonError::into_inner) = Watching::Deaf;
                ear();
                own.poll(&told, &ear);
            }
        });
        // Without a thread there is no watch; the window asks again when it comes to the front.
        drop(thread);
        hearing
    }

    /// Never: what was told may not be all.
    pub(crate) fn take(&self) -> Option<Told> {
        None
    }

    pub(super) fn watching(&self) -> Watching {
        *self.watching.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Says how long looking at everything took.
    pub(crate) fn took(&self, time: Duration) {
        *self.took.lock().unwrap_or_else(PoisonError::into_inner) = time;
    }

    /// Calls the ear from time to time.
    fn poll(&self, told: &Receiver<News>, ear: &impl Fn()) {
        let took = || *self.took.lock().unwrap_or_else(PoisonError::into_inner);
        while let Err(RecvTimeoutError::Timeout) = told.recv_timeout(pause(took())) {
            ear();
        }
    }

    pub(super) fn end(&self) {
        // Its thread may never have begun.
        let _ = self.tell.send(News::End);
    }
}

fn watch(places: &Places, teller: Sender<News>) -> notify::Result<RecommendedWatcher> {
    let heard = move |event: notify::Result<notify::Event>| {
        let news = match event {
            Ok(event) if event.kind.is_access() => return,
            Ok(event) if event.need_rescan() => News::Lost,
            Ok(event) => News::Told(event.paths),
            Err(_) => News::Lost,
        };
        // Nobody may listen any more.
        let _ = teller.send(news);
    };
    // A link may lead out of the repository, to all of the disk.
    let mut watcher = RecommendedWatcher::new(heard, Config::default().with_follow_symlinks(false))?;
    for root in places.roots() {
        watcher.watch(root, RecursiveMode::Recursive)?;
    }
    Ok(watcher)
}

/// Calls the ear once for each bustle that matters.
fn listen(places: &Places, told: &Receiver<News>, ear: &impl Fn()) {
    while let Ok(first) = told.recv() {
        let begun = Instant::now();
        let mut all = Told::default();
        let mut next = Some(first);
        while let Some(one) = next {
            match one {
                News::Told(some) => some.into_iter().for_each(|path| all.add(path)),
                News::Lost => all.lose(),
                News::End => return,
            }
            next = if begun.elapsed() < PATIENCE { told.recv_timeout(QUIET).ok() } else { None };
        }
        if places.matter(&all) {
            ear();
        }
    }
}
