//! Each question is answered once and fittingly; cancelled jobs hear a refusal.
#![expect(clippy::unwrap_used, reason = "tests may fail loudly")]

use std::path::Path;
use std::sync::{Arc, mpsc};

use super::*;
use crate::api::jobs::Task;
use crate::jobs::Jobs;

struct Room {
    jobs: Jobs,
    questions: Arc<Questions>,
    events: broadcast::Receiver<Event>,
    replies: mpsc::Receiver<(&'static str, Reply)>,
    sender: Sender<(&'static str, Reply)>,
}

impl Room {
    fn new() -> Self {
        let (events, receiver) = broadcast::channel(1000);
        let questions = Arc::new(Questions::new(events.clone()));
        let (sender, replies) = mpsc::channel();
        Self { jobs: Jobs::new(events, Arc::clone(&questions)), questions, events: receiver, replies, sender }
    }

    fn job_asks(&self, target: &'static str, ask: Ask) -> JobId {
        let questions = Arc::clone(&self.questions);
        let sender = self.sender.clone();
        self.jobs
            .start(Task::Clone, target.into(), Path::new(target), move |work| {
                sender.send((target, questions.ask(work, ask))).unwrap();
                Ok(crate::jobs::Made::default())
            })
            .unwrap()
    }

    async fn until(&mut self, asked: usize, askers: usize) -> Vec<Question> {
        loop {
            let waiting = self.questions.waiting().iter().map(|waiting| waiting.askers.len()).sum::<usize>();
            let list = self.questions.list();
            if list.len() == asked && waiting == askers {
                return list;
            }
            self.events.recv().await.unwrap();
        }
    }
}

fn passphrase() -> Ask {
    Ask::Passphrase { key: "/home/ada/.ssh/id".into() }
}

fn host_key() -> Ask {
    Ask::HostKey { host: "git.example".into(), key_type: "ED25519".into(), fingerprint: "SHA256:x".into(), expected: None }
}

fn text(text: &str) -> Answer {
    Answer::Text { text: SecretString::from(text.to_owned()).into() }
}

#[tokio::test]
async fn one_passphrase_serves_all_waiting_jobs_and_is_taken_once() {
    let mut room = Room::new();
    room.job_asks("a", passphrase());
    room.job_asks("b", passphrase());
    let asked = room.until(1, 2).await;
    room.questions.answer(asked[0].id, text("open sesame")).unwrap();
    for _ in 0..2 {
        assert!(matches!(room.replies.recv().unwrap().1, Reply::Text(_)));
    }
    assert!(matches!(room.questions.answer(asked[0].id, text("again")), Err(Fault::NotFound { .. })));
}

#[tokio::test]
async fn an_answer_must_fit_and_a_wrong_kind_leaves_the_question_open() {
    let mut room = Room::new();
    room.job_asks("a", host_key());
    let asked = room.until(1, 1).await;
    assert!(matches!(room.questions.answer(asked[0].id, text("yes")), Err(Fault::Invalid { .. })));
    room.questions.answer(asked[0].id, Answer::Accept).unwrap();
    assert!(matches!(room.replies.recv().unwrap().1, Reply::Accept));
    room.job_asks("b", passphrase());
    let asked = room.until(1, 1).await;
    assert!(matches!(room.questions.answer(asked[0].id, Answer::Accept), Err(Fault::Invalid { .. })));
    room.questions.answer(asked[0].id, Answer::Refuse).unwrap();
    assert!(matches!(room.replies.recv().unwrap().1, Reply::Refuse));
}

#[tokio::test]
async fn a_cancelled_job_withdraws_its_question_and_leaves_the_others() {
    let mut room = Room::new();
    let first = room.job_asks("a", passphrase());
    room.job_asks("b", passphrase());
    let asked = room.until(1, 2).await;
    room.jobs.cancel(first).unwrap();
    assert!(matches!(room.replies.recv().unwrap(), ("a", Reply::Refuse)));
    assert_eq!(room.questions.list()[0].id, asked[0].id);
    room.jobs.cancel_all();
    room.jobs.idle().await;
    assert!(room.questions.list().is_empty());
}

#[tokio::test]
async fn a_job_that_is_cancelled_before_it_asks_does_not_wait() {
    let room = Room::new();
    let questions = Arc::clone(&room.questions);
    let (go, wait) = mpsc::channel::<()>();
    let id = room
        .jobs
        .start(Task::Clone, "a".into(), Path::new("a"), move |work| {
            wait.recv().unwrap();
            questions.ask(work, host_key());
            Ok(crate::jobs::Made::default())
        })
        .unwrap();
    room.jobs.cancel(id).unwrap();
    go.send(()).unwrap();
    room.jobs.idle().await;
    assert!(room.questions.list().is_empty());
}
