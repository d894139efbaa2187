//! Questions that running jobs ask the person. Each is answered once; a job that ends takes its own back.

use std::sync::mpsc::{self, Sender};
use std::sync::{Mutex, MutexGuard, PoisonError};

use secrecy::SecretString;
use tokio::sync::broadcast;

use crate::Core;
use crate::api::application::{Answer, Ask, Question};
use crate::api::ids::{JobId, QuestionId};
use crate::api::{AnswerQuestion, Event, ListQuestions};
use crate::fault::Fault;
use crate::jobs::Work;

/// The questions that wait.
pub(crate) struct Questions {
    waiting: Mutex<Vec<Waiting>>,
    events: broadcast::Sender<Event>,
}

struct Waiting {
    question: Question,
    /// Several jobs may wait for one answer: a passphrase is asked once per key.
    askers: Vec<(JobId, Sender<Reply>)>,
}

/// What a job hears.
#[derive(Debug, Clone)]
pub(crate) enum Reply {
    /// Yes, exactly what was shown.
    Accept,
    /// No; or the job was cancelled.
    Refuse,
    /// What the person typed.
    Text(SecretString),
}

impl Questions {
    pub(crate) fn new(events: broadcast::Sender<Event>) -> Self {
        Self { waiting: Mutex::default(), events }
    }

    /// Asks and waits; on a job's own thread or one that serves it, never on an async worker.
    pub(crate) fn ask(&self, work: &Work, ask: Ask) -> Reply {
        self.ask_as(work.id(), work.cancel(), ask)
    }

    /// The same for work that is not on the list of jobs, under a number of its own.
    pub(crate) fn ask_as(&self, asker: JobId, cancel: &net::Cancel, ask: Ask) -> Reply {
        let (sender, receiver) = mpsc::channel();
        {
            let mut waiting = self.waiting();
            // `withdraw` takes the same lock after the flag was set: a question can't slip in behind it and wait for ever.
            if cancel.is_cancelled() {
                return Reply::Refuse;
            }
            match waiting.iter_mut().find(|other| same(&other.question.ask, &ask)) {
                Some(other) => other.askers.push((asker, sender)),
                None => {
                    waiting.push(Waiting { question: Question { id: QuestionId::fresh(), ask }, askers: vec![(asker, sender)] });
                }
            }
        }
        self.announce();
        receiver.recv().unwrap_or(Reply::Refuse)
    }

    /// Takes back what a job asked; it hears a refusal.
    pub(crate) fn withdraw(&self, job: JobId) {
        let mut changed = false;
        self.waiting().retain_mut(|waiting| {
            waiting.askers.retain(|(asker, _)| *asker != job);
            changed |= waiting.askers.is_empty();
            !waiting.askers.is_empty()
        });
        if changed {
            self.announce();
        }
    }

    pub(crate) fn list(&self) -> Vec<Question> {
        self.waiting().iter().map(|waiting| waiting.question.clone()).collect()
    }

    /// Gives an answer that fits the question to everybody who waits for it.
    pub(crate) fn answer(&self, id: QuestionId, answer: Answer) -> Result<(), Fault> {
        let answered = {
            let mut waiting = self.waiting();
            let place = waiting
                .iter()
                .position(|waiting| waiting.question.id == id)
                .ok_or_else(|| Fault::NotFound { what: "the question".into() })?;
            let reply = fitting(&waiting[place].question.ask, answer)?;
            (waiting.remove(place), reply)
        };
        let (waiting, reply) = answered;
        for (_, asker) in waiting.askers {
            // Its job may have ended this moment.
            let _ = asker.send(reply.clone());
        }
        self.announce();
        Ok(())
    }

    fn waiting(&self) -> MutexGuard<'_, Vec<Waiting>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn announce(&self) {
        let _ = self.events.send(Event::QuestionsChanged);
    }
}

/// Whether one answer serves both. Free text from a server is never taken for the same question.
fn same(one: &Ask, other: &Ask) -> bool {
    match (one, other) {
        (Ask::Passphrase { key }, Ask::Passphrase { key: other }) => key == other,
        (Ask::HostKey { host, fingerprint, .. }, Ask::HostKey { host: other, fingerprint: shown, .. }) => {
            host == other && fingerprint == shown
        }
        (Ask::Certificate { certificate }, Ask::Certificate { certificate: other }) => certificate == other,
        _ => false,
    }
}

/// A yes answers what was shown; a text answers what was asked for. Anything else leaves the question open.
fn fitting(ask: &Ask, answer: Answer) -> Result<Reply, Fault> {
    match (ask, answer) {
        (_, Answer::Refuse) => Ok(Reply::Refuse),
        (Ask::HostKey { .. } | Ask::Certificate { .. }, Answer::Accept) => Ok(Reply::Accept),
        (Ask::Passphrase { .. } | Ask::Other { .. } | Ask::SignIn { .. }, Answer::Text { text }) => {
            Ok(Reply::Text(text.into_inner()))
        }
        (_, Answer::Accept) => Err(invalid("This question asks for a text.")),
        (_, Answer::Text { .. }) => Err(invalid("This question is answered by accepting or refusing what it shows.")),
    }
}

fn invalid(why: &str) -> Fault {
    Fault::Invalid { field: "answer".into(), why: why.into() }
}

pub(crate) async fn list_questions(core: &Core, _: ListQuestions) -> Result<Vec<Question>, Fault> {
    Ok(core.questions.list())
}

pub(crate) async fn answer_question(core: &Core, arguments: AnswerQuestion) -> Result<(), Fault> {
    core.questions.answer(arguments.id, arguments.answer)
}

#[cfg(test)]
mod tests;
