//! P18: from starting the program to Welcome on the screen, and the memory of all its processes, beside a bare web view.
//!
//! Both sides are watched from outside in the same way, on the picture of the screen: the first turn, which does not count,
//! learns how much text the finished page has; the others take the time until it is there.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::figures::{Series, Table};
use crate::error::Error;
use crate::places::{self, Profile};
use crate::screen::{Picture, Screen};
use crate::session::Session;
use crate::{program, run, steps};

/// The colour of text in the light theme, which a screen without a desktop gets; the bare page's text has it too.
const TEXT: [u8; 3] = [0x1b, 0x22, 0x26];
/// The share of the finished text's pixels that counts as finished: a blinking cursor may be missing.
const FINISHED: (usize, usize) = (97, 100);
/// Pairs that count, after one that warms the caches.
const PAIRS: usize = 7;
/// Longer than any start takes that does not hang.
const LIMIT: Duration = Duration::from_mins(1);

/// Measures and prints.
pub fn measure() -> Result<(), Error> {
    steps::step("pages", run::pages)?;
    let desktop = steps::step("bough-desktop", || run::desktop(Profile::Release))?;
    let bare = steps::step("bare web view", bare)?;
    let session = Session::new("bench")?;
    let screen = Screen::start(&session.folder().join("screen"), "1400x1000")?;
    let mut bough = Side::default();
    let mut floor = Side::default();
    steps::step(&format!("start: {PAIRS} pairs after one to warm up"), || {
        for turn in 0..=PAIRS {
            let data = session.folder().join(format!("data-{turn}"));
            floor.start(&bare, &[], &session, &screen)?;
            bough.start(&desktop, &["--data-folder".as_ref(), data.as_os_str()], &session, &screen)?;
        }
        Ok(())
    })?;
    let mut table = Table::new("start", "P18: start to usable Welcome (must: ≤ 1.3 × a bare web view; moonshot: ≤ 1.1 ×)");
    let ratio = bough.time.over(&floor.time);
    let memory = bough.memory.over(&floor.memory);
    table.row("bare web view, until painted", floor.time, "ms");
    table.row("Bough, until Welcome is painted", bough.time, "ms");
    table.row("ratio", ratio, "×");
    table.row("bare web view, memory (PSS of all processes)", floor.memory, "MiB");
    table.row("Bough, memory (PSS of all processes)", bough.memory, "MiB");
    table.row("ratio", memory, "×");
    table.finish()
}

fn bare() -> Result<PathBuf, Error> {
    let mut command = program::cargo(&["build", "--locked", "-p", "bough-desktop", "--example", "bare_webview"]);
    run::as_delivered(&mut command);
    program::quietly(&mut command, "bare web view")?;
    Ok(places::built(Profile::Release, "examples/bare_webview"))
}

/// One of the two that take turns.
#[derive(Default)]
struct Side {
    /// Pixels of text on the finished page, once they are known.
    finished: Option<usize>,
    time: Series,
    memory: Series,
}

impl Side {
    fn start(&mut self, path: &Path, arguments: &[&OsStr], session: &Session, screen: &Screen) -> Result<(), Error> {
        let mut picture = screen.picture()?;
        gone(&mut picture)?;
        let mut window = spawn(path, arguments, session, screen)?;
        let watched = self.watch(path, &window, &mut picture);
        end(&mut window);
        watched
    }

    /// The clock begins with the program itself, not with the bus and the keyring around it.
    fn watch(&mut self, path: &Path, session: &Child, picture: &mut Picture) -> Result<(), Error> {
        let window = appears(path, session)?;
        let begun = Instant::now();
        let Some(finished) = self.finished else {
            self.finished = Some(settled(picture)?);
            return Ok(());
        };
        while picture.count(TEXT)? * FINISHED.1 < finished * FINISHED.0 {
            if begun.elapsed() > LIMIT {
                return Err(Error::Unmet(format!("{} painted nothing in a minute", path.display())));
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        self.time.0.push(begun.elapsed().as_secs_f64() * 1000.0);
        self.memory.0.push(memory(window));
        Ok(())
    }
}

fn spawn(path: &Path, arguments: &[&OsStr], session: &Session, screen: &Screen) -> Result<Child, Error> {
    let mut command = session.command(path);
    command.args(arguments).env("DISPLAY", &screen.display).env_remove("WAYLAND_DISPLAY");
    command.env("HOME", session.folder().join("home")).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    if !Path::new("/dev/dri").is_dir() {
        // Bough sets it for itself; the bare web view must have the same advantage.
        command.env("WEBKIT_DISABLE_DMABUF_RENDERER", "1");
    }
    command.spawn().map_err(|error| program::missing(&command, error))
}

/// Waits for the program's own process.
fn appears(path: &Path, session: &Child) -> Result<u32, Error> {
    let begun = Instant::now();
    while begun.elapsed() < LIMIT {
        let is_it = |id: &u32| fs::read_link(format!("/proc/{id}/exe")).is_ok_and(|exe| exe == path);
        if let Some(id) = family(session.id()).into_iter().find(is_it) {
            return Ok(id);
        }
        std::thread::sleep(Duration::from_micros(200));
    }
    Err(Error::Unmet(format!("{} did not start", path.display())))
}

/// How much text there is when no more comes.
fn settled(picture: &mut Picture) -> Result<usize, Error> {
    let (mut most, mut since) = (0, Instant::now());
    let begun = Instant::now();
    while most == 0 || since.elapsed() < Duration::from_secs(3) {
        if begun.elapsed() > LIMIT {
            return Err(Error::Unmet("nothing was painted in a minute".into()));
        }
        let now = picture.count(TEXT)?;
        if now > most {
            (most, since) = (now, Instant::now());
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    Ok(most)
}

/// What all of a window's processes hold, when the first bustle is over: the sum no longer moves.
fn memory(window: u32) -> f64 {
    let mut last = 0.0;
    for _ in 0..50 {
        std::thread::sleep(Duration::from_millis(200));
        let now = family(window).into_iter().map(pss).sum();
        if f64::abs(now - last) < 0.5 {
            break;
        }
        last = now;
    }
    last
}

/// A process and all that came from it.
fn family(root: u32) -> Vec<u32> {
    let mut found = vec![root];
    let mut next = 0;
    while let Some(&id) = found.get(next) {
        next += 1;
        let Ok(threads) = fs::read_dir(format!("/proc/{id}/task")) else { continue };
        for thread in threads.flatten() {
            let children = fs::read_to_string(thread.path().join("children")).unwrap_or_default();
            found.extend(children.split_whitespace().filter_map(|id| id.parse::<u32>().ok()));
        }
    }
    found
}

/// A process's share of memory in MiB.
fn pss(id: u32) -> f64 {
    let text = fs::read_to_string(format!("/proc/{id}/smaps_rollup")).unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("Pss:")).unwrap_or_default();
    line.split_whitespace().next().and_then(|kib| kib.parse::<f64>().ok()).unwrap_or(0.0) / 1024.0
}

/// Ends the window, then waits for the session around it.
fn end(session: &mut Child) {
    for id in family(session.id()).into_iter().skip(1) {
        let _ = Command::new("kill").args(["-TERM", &id.to_string()]).stderr(Stdio::null()).status();
    }
    let _ = session.wait();
}

/// Waits until the screen is empty again.
fn gone(picture: &mut Picture) -> Result<(), Error> {
    let limit = Instant::now() + Duration::from_secs(10);
    while picture.count(TEXT)? > 0 {
        if Instant::now() > limit {
            return Err(Error::Unmet("the screen of the last run did not become empty".into()));
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    Ok(())
}
