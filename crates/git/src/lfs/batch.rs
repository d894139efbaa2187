//! The question that LFS servers answer: where are the bytes of these objects? One for up to a hundred of them.

use std::collections::HashMap;
use std::io::Read;

use net::{Answer, Credential, Exchange, Method, Url};
use serde::{Deserialize, Serialize};

use super::action::Action;
use super::pointer::Pointer;
use crate::context::Context;
use crate::error::Error;
use crate::transport::failure;

/// Objects in one question.
pub(super) const MOST: usize = 100;
/// Bytes of an answer that are read.
const LONGEST: u64 = 16 << 20;
/// No object has this name: it is asked for where it only matters that somebody answers.
const NOTHING: [u8; 32] = [0; 32];
const KIND: &str = "application/vnd.git-lfs+json";
/// Servers tell it from browsers by how the name begins.
pub(super) const AGENT: [&str; 2] = ["User-Agent", "git-lfs/3 (Bough)"];

/// An LFS server, and who we are there.
pub(super) struct Server<'c> {
    pub(super) endpoint: Url,
    pub(super) credential: Option<Credential>,
    pub(super) context: &'c Context,
}

#[derive(Serialize)]
struct Question<'p> {
    operation: &'static str,
    transfers: [&'static str; 1],
    objects: Vec<Wish<'p>>,
    hash_algo: &'static str,
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

#[derive(Deserialize)]
struct Actions {
    #[serde(default)]
    download: Option<Action>,
}

#[derive(Deserialize)]
struct Problem {
    code: i64,
    #[serde(default)]
    message: String,
}

/// An object, and how to get it or why that can't be.
pub(super) type Offered<'p> = (&'p Pointer, Result<Action, Error>);

impl Server<'_> {
    /// For each of the objects how to get it, or why that can't be.
    pub(super) fn ask<'p>(&self, objects: &[&'p Pointer]) -> Result<Vec<Offered<'p>>, Error> {
        let offer = self.read(&mut self.post(objects)?)?;
        let mut known: HashMap<String, Object> = offer.objects.into_iter().map(|object| (object.oid.clone(), object)).collect();
        Ok(objects.iter().map(|object| (*object, action(object, known.remove(object.oid())))).collect())
    }

    /// True where the server answers, whatever it has; false where it says in its own language that LFS is switched off.
    pub(super) fn is_on(&self) -> Result<bool, Error> {
        let mut answer = self.post(&[&Pointer::new(NOTHING, 1)])?;
        if matches!(answer.status, 403 | 404) && answer.content_type().as_deref() == Some(KIND) {
            return Ok(false);
        }
        self.read(&mut answer).map(|_| true)
    }

    fn post(&self, objects: &[&Pointer]) -> Result<Answer, Error> {
        let wishes = objects.iter().map(|object| Wish { oid: object.oid(), size: object.size() }).collect();
        let question = Question { operation: "download", transfers: ["basic"], objects: wishes, hash_algo: "sha256" };
        let mut url = self.endpoint.clone();
        url.set_path(&format!("{}/objects/batch", url.path().trim_end_matches('/')));
        let headers = [AGENT, ["Accept", KIND], ["Content-Type", KIND]].map(|[name, value]| (name.to_owned(), value.to_owned()));
        Ok(self.context.client.exchange(Exchange {
            method: Method::Ask,
            url,
            headers: headers.into(),
            body: serde_json::to_vec(&question).map_err(Error::broken)?,
            credential: self.credential.clone(),
            cancel: self.context.cancel.clone(),
            follow_same_origin: false,
        })?)
    }

    fn read(&self, answer: &mut Answer) -> Result<Offer, Error> {
        if answer.status != 200 || answer.is_web_page() {
            let what = format!("An LFS server at {} (it may be switched off for this repository)", self.endpoint);
            return Err(failure(answer, what, self.credential.is_some()));
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
}

/// What reading an answer met.
pub(super) fn read_error(error: &std::io::Error) -> Error {
    net::Error::of(error).map_or_else(|| Error::broken(error), |typed| typed.clone().into())
}

fn action(wanted: &Pointer, object: Option<Object>) -> Result<Action, Error> {
    let name = || format!("The LFS object {}", wanted.oid());
    let object = object.ok_or_else(|| Error::NotFound { what: name() })?;
    if let Some(Problem { code, message }) = object.error {
        let words = crate::shown::visible(&message);
        return Err(match code {
            404 | 410 => Error::NotFound { what: name() },
            _ => Error::Refused { detail: format!("{}: {code} {words}", name()) },
        });
    }
    if object.size.is_some_and(|size| size != wanted.size()) {
        return Err(Error::Refused { detail: format!("{} has another length on the server than its pointer says.", name()) });
    }
    // Neither an error nor an action: by the specification the server has nothing to give.
    object.actions.and_then(|actions| actions.download).ok_or_else(|| Error::NotFound { what: name() })
}
