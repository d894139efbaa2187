//! T2.1 and T2.3: locked with a prompt on the screen that nobody answers. The library blocks; nothing else may.

use std::env;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::Stdio;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use keychain::Error;

use crate::bus::{Bus, end, living_in};
use crate::daemon::{Daemon, is_owned, wait_until};
use crate::impostor::Impostor;
use crate::stage::{actor, end_within, keychain, limited, on, pat, read, role, save, wait};

const PROMPTER: &str = "org.gnome.keyring.SystemPrompter";
const BEAT: Duration = Duration::from_millis(100);

/// The longest pause between two beats of a thread that does nothing else: how busy the machine is.
fn longest_pause_of_an_idle_thread(stop: &AtomicBool) -> Duration {
    let mut longest = Duration::ZERO;
    while !stop.load(Ordering::Relaxed) {
        let begin = Instant::now();
        thread::sleep(BEAT);
        longest = longest.max(begin.elapsed());
    }
    longest
}

/// Also when an assertion fails: else the failed test would wait for the thread.
struct StopOnDrop<'a>(&'a AtomicBool);

impl Drop for StopOnDrop<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

#[test]
fn a_blocked_call_times_out_while_the_application_goes_on() {
    on(Bus::WithDisplay, "prompt::a_blocked_call_times_out_while_the_application_goes_on", || {
        let daemon = Daemon::unlocked();
        save(&keychain(), &pat(1, 1), "old").unwrap();
        daemon.lock();
        let keychain = limited(Duration::from_secs(3));
        let stop = AtomicBool::new(false);
        let (idle, longest) = thread::scope(|scope| {
            let _stop = StopOnDrop(&stop);
            let idle = scope.spawn(|| longest_pause_of_an_idle_thread(&stop));
            let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
            let longest = runtime.block_on(async {
                let (mut longest, begin) = (Duration::ZERO, Instant::now());
                let mut last = begin;
                let mut beats = tokio::time::interval(BEAT);
                let entry = pat(1, 1);
                let call = keychain.save(&entry, "new".into());
                tokio::pin!(call);
                loop {
                    tokio::select! {
                        answer = &mut call => {
                            assert_eq!(answer, Err(Error::TimedOut));
                            break;
                        }
                        _ = beats.tick() => {
                            longest = longest.max(last.elapsed());
                            last = Instant::now();
                            // Long after the soft limit and well before the hard one.
                            let certain = Duration::from_millis(1_500)..Duration::from_millis(2_500);
                            assert!(keychain.waiting() || !certain.contains(&begin.elapsed()));
                        }
                    }
                }
                assert!(begin.elapsed() >= Duration::from_secs(3));
                longest.max(last.elapsed())
            });
            stop.store(true, Ordering::Relaxed);
            (idle.join().unwrap(), longest)
        });
        assert!(is_owned(PROMPTER), "the call blocked because the prompter is on the screen");
        assert!(!keychain.waiting());
        // Two beats are never missed, but for what the machine itself slept through.
        assert!(longest < BEAT * 3 + idle, "{longest:?}, an idle thread had {idle:?}");

        // The thread is left behind; the next call has a new one.
        assert_eq!(wait(keychain.check()), Err(Error::Locked));
        daemon.unlock();
        assert_eq!(read(&keychain, &pat(1, 1)), Ok(Some("old".into())));
        // The prompt of the first call ends only now, and with it the thread.
        let root = env::var("HOME").unwrap();
        for process in living_in(Path::new(&root)).into_iter().filter(|process| program(*process).contains("gcr-prompter")) {
            end(process);
        }
        wait_until("the prompter is gone", || !is_owned(PROMPTER));
        wait_until("the thread left behind is gone", || workers() == 1);
        assert_eq!(read(&keychain, &pat(1, 1)), Ok(Some("old".into())));
    });
}

#[test]
fn an_unlock_that_comes_too_late_writes_nothing() {
    on(Bus::Bare, "prompt::an_unlock_that_comes_too_late_writes_nothing", || {
        let impostor = Impostor::start();
        let keychain = limited(Duration::from_secs(2));
        assert_eq!(save(&keychain, &pat(1, 1), "given up"), Err(Error::TimedOut));
        impostor.wait_for_prompt();
        assert_eq!(workers(), 1);
        // The caller was told that it failed and may have saved something else since.
        impostor.unlock();
        wait_until("the thread left behind is gone", || workers() == 0);
        assert_eq!(impostor.created(), 0);

        // The same in time does write.
        let call = thread::spawn(|| save(&limited(Duration::from_secs(20)), &pat(1, 1), "wanted"));
        // Once for our own unlocking, once for the library's.
        while !call.is_finished() {
            impostor.unlock_if_prompted();
        }
        assert_eq!((call.join().unwrap(), impostor.created()), (Ok(()), 1));
    });
}

#[test]
fn calls_behind_a_blocked_one_end_in_time_and_no_thread_is_left_without_bound() {
    on(Bus::WithDisplay, "prompt::calls_behind_a_blocked_one_end_in_time_and_no_thread_is_left_without_bound", || {
        let daemon = Daemon::unlocked();
        save(&keychain(), &pat(1, 1), "old").unwrap();
        daemon.lock();
        let keychain = limited(Duration::from_millis(500));
        let begin = Instant::now();
        wait(async {
            let entry = pat(1, 1);
            let answers = tokio::join!(keychain.read(&entry), keychain.read(&entry), keychain.read(&entry), keychain.check());
            assert!(matches!(answers, (Err(Error::TimedOut), Err(Error::TimedOut), Err(Error::TimedOut), Err(Error::TimedOut))));
        });
        assert!(begin.elapsed() < Duration::from_secs(3), "they were ordered at the same time and end at the same time");
        for _ in 0..12 {
            assert_eq!(read(&keychain, &pat(1, 1)), Err(Error::TimedOut));
        }
        assert!(workers() <= 9, "{} threads", workers());
    });
}

#[test]
fn quitting_while_a_prompt_is_open_takes_no_time() {
    let test = "prompt::quitting_while_a_prompt_is_open_takes_no_time";
    on(Bus::WithDisplay, test, || {
        if role().is_some() {
            let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_time().build().unwrap();
            let keychain = limited(Duration::from_mins(1));
            let call = keychain.clone();
            runtime.spawn(async move { call.read(&pat(1, 1)).await });
            wait_until("the call waits", || keychain.waiting());
            println!("\nwaiting");
            return;
        }
        let daemon = Daemon::unlocked();
        save(&keychain(), &pat(1, 1), "old").unwrap();
        daemon.lock();
        let mut quitter = actor(test, "quitter").stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(quitter.stdout.take().unwrap()).lines();
        assert!(lines.any(|line| line.unwrap() == "waiting"));
        let status = end_within(&mut quitter, Duration::from_secs(3));
        assert!(status.is_some_and(|status| status.success()), "{status:?}");
    });
}

fn program(process: i32) -> String {
    std::fs::read_to_string(format!("/proc/{process}/cmdline")).unwrap_or_default()
}

/// Threads of ours that are inside the library or wait for work.
fn workers() -> usize {
    let threads = std::fs::read_dir("/proc/self/task").unwrap().flatten();
    // The kernel keeps 15 letters of a name.
    threads
        .filter(|thread| std::fs::read_to_string(thread.path().join("comm")).is_ok_and(|name| name.trim() == "keychain worker"))
        .count()
}
