//! The question that LFS servers answer: where are the bytes of these objects, or where shall they go? One for up to a hundred
//! of them.

use std::collections::HashMap;
use std::io::Read;

use net::{Answer, Credential, Exchange, Method, Url};
use serde::{Deserialize, Serialize};

use super::action::Action;
use super::operation::Operation;
use super::pointer::Pointer;
use super::refusal;
use crate::context::Context;
use crate::error::Error;
use crate::transport::failure;

/// Objects in one question.
pub(super) const MOST: usize = 100;
/// Bytes of an answer that are read.
const LONGEST: u64 = 16 << 20;
/// No object has this name: it is asked for where it only matters that somebody answers.
const NOTHING: [u8; 32] = [0; 32];
/// The language of LFS servers.
pub(super) const KIND: &str = "application/vnd.git-lfs+json";
/// Servers tell it from browsers by how the name begins.
pub(super) const AGENT: [&str; 2] = ["User-Agent", "git-lfs/3 (Bough)"];

/// An LFS server, and who we are there.
pub(super) struct Server<'c> {
    pub(super) endpoint: Url,
    pub(super) credential: Option<Credential>,
    /// What else the server wants to see with a question.
    pub(super) headers: Vec<(String, String)>,
    pub(super) context: &'c Context,
}

#[derive(Serialize)]
struct Question<'p> {
    operation: &'static str,
    transfers: [&'static str; 1],
    #[serde(rename = "ref", skip_serializing_if = "Option::is_none")]
    reference: Option<Reference<'p>>,
    objects: Vec<Wish<'p>>,
    hash_algo: &'static str,
}

#[derive(Serialize)]
struct Reference<'p> {
    name: &'p str,
}

#[derive(Serialize)]
struct Wish<'p> {
    oid: &'p str,
    size: u64,
}

#[derive(Deserialize)]
struct Offer {
    #[serde(default)]
    transfer: Option<String>,
    objects: Vec<Object>,
}

#[derive(Deserialize)]
struct Object {
    oid: String,
    #[serde(default)]
    size: Option<u64>,
    #[serde(default)]
    actions: Option<Actions>,
    #[serde(default)]
    error: Option<Problem>,
}

/// What can be done with an object.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Actions {
    #[serde(default)]
    pub(super) download: Option<Action>,
    /// None where the server has it already.
    #[serde(default)]
    pub(super) upload: Option<Action>,
    /// Where it wants to be told that it was given the object.
    #[serde(default)]
    pub(super) verify: Option<Action>,
}

#[derive(Deserialize)]
struct Problem {
    code: i64,
    #[serde(default)]
    message: String,
}

/// An object, and what it is called where something is wrong with it.
#[derive(Debug, Clone)]
pub(super) struct Item<'p> {
    pub(super) pointer: &'p Pointer,
    pub(super) name: String,
}

/// What objects are asked about for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Purpose<'p> {
    pub(super) operation: Operation,
    /// The full name of the branch that they belong to, which servers may grant or refuse.
    pub(super) reference: Option<&'p str>,
}

/// An object, and what can be done with it or why nothing can.
pub(super) type Offered<'p> = (Item<'p>, Result<Actions, Error>);

impl Server<'_> {
    /// For each of the objects what can be done with it, or why nothing can.
    pub(super) fn ask<'p>(&self, purpose: Purpose<'_>, items: Vec<Item<'p>>) -> Result<Vec<Offered<'p>>, Error> {
        let objects: Vec<&Pointer> = items.iter().map(|item| item.pointer).collect();
        let offer = self.read(&mut self.post(purpose, &objects)?, purpose.operation)?;
        let mut known: HashMap<String, Object> = offer.objects.into_iter().map(|object| (object.oid.clone(), object)).collect();
        let offered = items.into_iter().map(|item| {
            let object = known.remove(item.pointer.oid());
            let actions = self.actions(&item, object, purpose.operation);
            (item, actions)
        });
        Ok(offered.collect())
    }

    /// True where the server answers, whatever it has; false where it says in its own language that LFS is switched off.
    pub(super) fn is_on(&self) -> Result<bool, Error> {
        let purpose = Purpose { operation: Operation::Download, reference: None };
        let mut answer = self.post(purpose, &[&Pointer::new(NOTHING, 1)])?;
        if matches!(answer.status, 403 | 404) && is_theirs(&answer) {
            return Ok(false);
        }
        self.read(&mut answer, Operation::Download).map(|_| true)
    }

    fn post(&self, purpose: Purpose<'_>, objects: &[&Pointer]) -> Result<Answer, Error> {
        let question = Question {
            operation: purpose.operation.name(),
            transfers: ["basic"],
            reference: purpose.reference.map(|name| Reference { name }),
            objects: objects.iter().map(|object| Wish { oid: object.oid(), size: object.size() }).collect(),
            hash_algo: "sha256",
        };
        let mut url = self.endpoint.clone();
        url.set_path(&format!("{}/objects/batch", url.path().trim_end_matches('/')));
        let mut headers = self.headers.clone();
        headers.retain(|(name, _)| !["accept", "content-type"].contains(&name.to_ascii_lowercase().as_str()));
        headers
            .extend([AGENT, ["Accept", KIND], ["Content-Type", KIND]].map(|[name, value]| (name.to_owned(), value.to_owned())));
        Ok(self.context.client.exchange(Exchange {
            method: Method::Ask,
            url,
            headers,
            body: serde_json::to_vec(&question).map_err(Error::broken)?,
            credential: self.credential.clone(),
            cancel: self.context.cancel.clone(),
            follow_same_origin: false,
        })?)
    }

    fn read(&self, answer: &mut Answer, operation: Operation) -> Result<Offer, Error> {
        if answer.status != 200 || answer.is_web_page() {
            return Err(self.refusal(answer, operation));
        }
        let mut body = Vec::new();
        answer.take(LONGEST).read_to_end(&mut body).map_err(|error| read_error(&error))?;
        let offer: Offer = serde_json::from_slice(&body).map_err(|error| Error::Refused {
            detail: format!("The answer of the LFS server can't be read: {}", crate::shown::visible(&error.to_string())),
        })?;
        match offer.transfer.as_deref() {
            None | Some("basic") => Ok(offer),
            Some(_) => Err(Error::Unsupported { what: "The LFS server does not offer the basic transfer.".to_owned() }),
        }
    }

    fn refusal(&self, answer: &mut Answer, operation: Operation) -> Error {
        if operation == Operation::Upload && answer.status == 404 && is_theirs(answer) {
            return refusal::switched_off(&self.endpoint);
        }
        let what = format!("An LFS server at {} (it may be switched off for this repository)", self.endpoint);
        let error = failure(answer, what, self.credential.is_some());
        if operation == Operation::Upload { refusal::for_writing(error) } else { error }
    }

    fn actions(&self, item: &Item<'_>, object: Option<Object>, operation: Operation) -> Result<Actions, Error> {
        let absent = || Error::NotFound { what: item.name.clone() };
        let object = object.ok_or_else(|| match operation {
            Operation::Download => absent(),
            Operation::Upload => refusal::of_object(0, "it says nothing of it", item, &self.endpoint),
        })?;
        if let Some(Problem { code, message }) = object.error {
            let words = format!("{code} {}", crate::shown::visible(&message));
            return Err(match (operation, code) {
                (Operation::Upload, _) => refusal::of_object(code, &words, item, &self.endpoint),
                (Operation::Download, 404 | 410) => absent(),
                (Operation::Download, _) => Error::Refused { detail: format!("{}: {words}", item.name) },
            });
        }
        if object.size.is_some_and(|size| size != item.pointer.size()) {
            return Err(Error::Refused {
                detail: format!("{} has another length on the server than its pointer says.", item.name),
            });
        }
        Ok(object.actions.unwrap_or_default())
    }
}

/// True for an answer in the language of LFS servers: it does not come from anything in between.
fn is_theirs(answer: &Answer) -> bool {
    answer.content_type().as_deref() == Some(KIND)
}

/// What reading an answer met.
pub(super) fn read_error(error: &std::io::Error) -> Error {
    net::Error::of(error).map_or_else(|| Error::broken(error), |typed| typed.clone().into())
}
