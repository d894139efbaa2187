//! Jobs end in one of four ways, report without flooding, and can be waited for.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests may fail loudly")]

use std::sync::mpsc;
use std::time::{Duration, Instant};

use super::*;
use crate::api::jobs::Stage;

fn jobs() -> (Jobs, broadcast::Receiver<Event>) {
    let (events, receiver) = broadcast::channel(10_000);
    let questions = Arc::new(Questions::new(events.clone()));
    (Jobs::new(events, questions), receiver)
}

fn state(jobs: &Jobs, id: JobId) -> JobState {
    jobs.list().into_iter().find(|job| job.id == id).unwrap().state
}

fn start(jobs: &Jobs, target: &str, work: impl FnOnce(&Work) -> Result<Made, Fault> + Send + 'static) -> Result<JobId, Fault> {
    jobs.start(Task::Clone, "test".into(), Path::new(target), work)
}

#[tokio::test]
async fn finished_failed_cancelled_and_panicked_are_four_ends() {
    let (jobs, _events) = jobs();
    let finished = start(&jobs, "a", |_| Ok(Made::default())).unwrap();
    let failed = start(&jobs, "b", |_| Err(Fault::NotFound { what: "it".into() })).unwrap();
    let cancelled = start(&jobs, "c", |work| {
        while !work.cancelled() {
            thread::yield_now();
        }
        Err(Fault::Broken { detail: "whatever the library said".into() })
    })
    .unwrap();
    let panicked = start(&jobs, "d", |_| panic!("on purpose")).unwrap();
    jobs.cancel(cancelled).unwrap();
    jobs.idle().await;
    assert!(matches!(state(&jobs, finished), JobState::Finished { repository: None, lfs: None, .. }));
    assert!(matches!(state(&jobs, failed), JobState::Failed { fault: Fault::NotFound { .. } }));
    assert!(matches!(state(&jobs, cancelled), JobState::Cancelled));
    assert!(matches!(state(&jobs, panicked), JobState::Failed { fault: Fault::Broken { .. } }));
    assert!(matches!(jobs.cancel(JobId::fresh()), Err(Fault::NotFound { .. })));
}

#[tokio::test]
async fn work_that_was_done_before_the_cancel_counts_as_finished() {
    let (jobs, _events) = jobs();
    let (go, wait) = mpsc::channel::<()>();
    let id = start(&jobs, "a", move |_| {
        wait.recv().unwrap();
        Ok(Made::default())
    })
    .unwrap();
    jobs.cancel(id).unwrap();
    go.send(()).unwrap();
    jobs.idle().await;
    assert!(matches!(state(&jobs, id), JobState::Finished { .. }));
}

#[tokio::test]
async fn reports_are_merged_to_ten_a_second_and_the_last_is_shown() {
    let (jobs, mut events) = jobs();
    let began = Instant::now();
    let (go, wait) = mpsc::channel::<()>();
    let id = start(&jobs, "a", move |work| {
        while began.elapsed() < Duration::from_millis(650) {
            work.report(Progress { stage: Stage::Receiving, done: 1, ..Progress::default() });
        }
        work.report(Progress { stage: Stage::CheckingOut, done: 2, ..Progress::default() });
        wait.recv().unwrap();
        Ok(Made::default())
    })
    .unwrap();
    let mut shown = 0;
    loop {
        let Ok(Event::JobChanged { job }) = events.recv().await else { panic!("only the job speaks here") };
        assert_eq!(job.id, id);
        let JobState::Running { progress } = job.state else { panic!("it waits for us") };
        shown += 1;
        if progress.stage == Stage::CheckingOut {
            break;
        }
    }
    // The start, the first report, then one for each tenth of a second.
    let tenths = began.elapsed().as_millis() / 100;
    assert!(shown <= 3 + tenths, "{shown} events in {tenths} tenths of a second");
    assert!(shown >= 4, "{shown} events: progress must move");
    go.send(()).unwrap();
    jobs.idle().await;
}

#[tokio::test]
async fn no_report_comes_after_the_end() {
    let (jobs, mut events) = jobs();
    for _ in 0..50 {
        start(&jobs, "a", |work| {
            work.report(Progress { done: 1, ..Progress::default() });
            Ok(Made::default())
        })
        .unwrap();
        jobs.idle().await;
        let mut last = None;
        while let Ok(Event::JobChanged { job }) = events.try_recv() {
            last = Some(job.state);
        }
        assert!(matches!(last, Some(JobState::Finished { .. })));
    }
}

#[tokio::test]
async fn one_writing_job_for_each_target() {
    let (jobs, _events) = jobs();
    let (go, wait) = mpsc::channel::<()>();
    start(&jobs, "a", move |_| {
        wait.recv().unwrap();
        Ok(Made::default())
    })
    .unwrap();
    assert!(matches!(start(&jobs, "a", |_| Ok(Made::default())), Err(Fault::Taken { .. })));
    start(&jobs, "b", |_| Ok(Made::default())).unwrap();
    go.send(()).unwrap();
    jobs.idle().await;
    start(&jobs, "a", |_| Ok(Made::default())).unwrap();
    jobs.idle().await;
}
