//! Git over HTTP(S), protocol version 0, through the one HTTP client.

use std::io::{self, Read, Write};
use std::sync::{Arc, Mutex, PoisonError};

use git2::transport::{Service, SmartSubtransport, SmartSubtransportStream};
use net::{Answer, Credential, Exchange, Method, Upload, Url};

use super::conversation::Conversation;
use super::current::Current;
use super::pkt::Source;
use super::pushing::Pushing;
use super::reply;
use super::talk::Talk;
use crate::error::Error;
use crate::url::Address;

/// One connection of libgit2 to one server.
pub(super) struct Https {
    current: Arc<Current>,
    /// The repository's address after redirects, and who we are there; known after the first answer.
    place: Mutex<Option<Place>>,
}

/// Where requests go, and with which secret.
#[derive(Clone)]
pub(super) struct Place {
    pub(super) base: Url,
    pub(super) credential: Option<Credential>,
}

impl Https {
    pub(super) fn new(current: Arc<Current>) -> Self {
        Self { current, place: Mutex::new(None) }
    }

    fn begin(&self, url: &str, talk: Talk) -> Result<Receiving, Error> {
        let (place, answer) = advertisement(&self.current, url, talk, &[])?;
        let conversation = Conversation::advertisement(HttpBody::new(answer), Arc::clone(&self.current), host(&place.base));
        *self.place.lock().unwrap_or_else(PoisonError::into_inner) = Some(place);
        Ok(Receiving(conversation))
    }

    fn place(&self) -> Result<Place, Error> {
        let place = self.place.lock().unwrap_or_else(PoisonError::into_inner).clone();
        place.ok_or_else(|| Error::broken("asked before the first answer"))
    }

    fn stream(&self, url: &str, service: Service) -> Result<Box<dyn SmartSubtransportStream>, Error> {
        let current = || Arc::clone(&self.current);
        Ok(match service {
            Service::UploadPackLs => Box::new(self.begin(url, Talk::Fetch)?),
            Service::UploadPack => Box::new(Asking { current: current(), place: self.place()?, body: Vec::new(), answer: None }),
            Service::ReceivePackLs => Box::new(self.begin(url, Talk::Push)?),
            Service::ReceivePack => Box::new(Pushing::new(current(), self.place()?)),
        })
    }
}

impl SmartSubtransport for Https {
    fn action(&self, url: &str, service: Service) -> Result<Box<dyn SmartSubtransportStream>, git2::Error> {
        self.stream(url, service).map_err(|error| self.current.stop(error))
    }

    fn close(&self) -> Result<(), git2::Error> {
        Ok(())
    }
}

/// Asks for `info/refs`; follows redirects within the origin and remembers where they led.
pub(super) fn advertisement(
    current: &Current,
    url: &str,
    talk: Talk,
    headers: &[(&str, &str)],
) -> Result<(Place, Answer), Error> {
    let Address::Http(base) = Address::parse(url)? else {
        return Err(Error::invalid("url", "The address is not one of HTTP."));
    };
    let credential = current.context.access.https(&base)?;
    let mut asked = base;
    asked.set_path(&format!("{}{INFO_REFS}", asked.path().trim_end_matches('/')));
    let service = talk.service();
    asked.set_query(Some(&format!("service={service}")));
    let signed_in = credential.is_some();
    let expected = format!("application/x-{service}-advertisement");
    let accepted = format!("{expected}, */*");
    let headers = [&[AGENT, ("Accept", accepted.as_str())], headers].concat();
    let mut answer = current.context.client.exchange(Exchange {
        method: Method::Get,
        url: asked,
        headers: owned(&headers),
        body: Vec::new(),
        credential: credential.clone(),
        cancel: current.context.cancel.clone(),
        follow_same_origin: true,
    })?;
    reply::check(&mut answer, &expected, signed_in)?;
    let mut base = answer.url.clone();
    base.set_query(None);
    let Some(path) = base.path().strip_suffix(INFO_REFS).map(str::to_owned) else {
        let detail = format!("The server led away from the repository, to {}.", reply::shown(&base));
        return Err(Error::Refused { detail });
    };
    base.set_path(&path);
    Ok((Place { base, credential }, answer))
}

/// Asks for the refs and counts them.
pub(crate) fn refs_over_http(current: &Arc<Current>, url: &str) -> Result<usize, Error> {
    let (place, answer) = advertisement(current, url, Talk::Fetch, &[])?;
    let mut conversation = Conversation::advertisement(HttpBody::new(answer), Arc::clone(current), host(&place.base));
    current.run(|| io::copy(&mut conversation, &mut io::sink()).map_err(|_| git2::Error::from_str("stopped")))?;
    Ok(current.advertisement().refs.len())
}

/// Sends what was negotiated; never repeated, never redirected.
pub(super) fn post(
    current: &Current,
    place: &Place,
    talk: Talk,
    body: Vec<u8>,
    headers: &[(&str, &str)],
) -> Result<Answer, Error> {
    let answer = current.context.client.exchange(posted(current, place, talk, body, headers))?;
    opened(answer, place, talk)
}

/// Begins to send what goes on after `first`.
pub(super) fn begin_post(current: &Current, place: &Place, talk: Talk, first: Vec<u8>) -> Result<Upload, Error> {
    Ok(current.context.client.upload(posted(current, place, talk, first, &[]))?)
}

/// The answer to a POST, if it is one.
pub(super) fn opened(mut answer: Answer, place: &Place, talk: Talk) -> Result<Answer, Error> {
    let expected = format!("application/x-{}-result", talk.service());
    reply::check(&mut answer, &expected, place.credential.is_some())?;
    Ok(answer)
}

fn posted(current: &Current, place: &Place, talk: Talk, body: Vec<u8>, headers: &[(&str, &str)]) -> Exchange {
    let service = talk.service();
    let mut url = place.base.clone();
    url.set_path(&format!("{}/{service}", url.path()));
    let (sent, taken) = (format!("application/x-{service}-request"), format!("application/x-{service}-result"));
    let ours = [AGENT, ("Content-Type", sent.as_str()), ("Accept", taken.as_str())];
    Exchange {
        method: Method::Post,
        url,
        headers: owned(&[&ours, headers].concat()),
        body,
        credential: place.credential.clone(),
        cancel: current.context.cancel.clone(),
        follow_same_origin: false,
    }
}

/// The server's name for messages.
pub(crate) fn host(url: &Url) -> String {
    net::Origin::of(url).map(|origin| origin.to_string()).unwrap_or_default()
}

fn owned(headers: &[(&str, &str)]) -> Vec<(String, String)> {
    headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

const INFO_REFS: &str = "/info/refs";

/// Servers and the proxies before them tell Git from browsers by how its name begins.
const AGENT: (&str, &str) = ("User-Agent", "git/2 (Bough)");

/// A body that comes.
pub(super) struct HttpBody {
    answer: Answer,
    host: String,
}

impl HttpBody {
    pub(super) fn new(answer: Answer) -> Self {
        let host = host(&answer.url);
        Self { answer, host }
    }
}

impl Source for HttpBody {
    fn receive(&mut self, buffer: &mut [u8]) -> Result<usize, Error> {
        self.answer.read(buffer).map_err(|error| match net::Error::of(&error) {
            Some(typed) => typed.clone().into(),
            None => Error::broken(error),
        })
    }

    fn ended_early(&mut self) -> Error {
        Error::Offline { host: self.host.clone(), detail: "the answer ended in its middle".to_owned() }
    }
}

/// The advertisement: only read.
struct Receiving(Conversation<HttpBody>);

impl Read for Receiving {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer)
    }
}

impl Write for Receiving {
    fn write(&mut self, _bytes: &[u8]) -> io::Result<usize> {
        Err(io::Error::other("nothing can be sent here"))
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// One round of negotiation: written whole, sent with the first read.
struct Asking {
    current: Arc<Current>,
    place: Place,
    body: Vec<u8>,
    answer: Option<Conversation<HttpBody>>,
}

impl Read for Asking {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.answer.is_none() {
            let body = std::mem::take(&mut self.body);
            let answer = post(&self.current, &self.place, Talk::Fetch, body, &[]).map_err(|error| {
                self.current.fail(error);
                io::Error::other("stopped")
            })?;
            let host = host(&self.place.base);
            self.answer = Some(Conversation::answer(HttpBody::new(answer), Arc::clone(&self.current), host));
        }
        self.answer.as_mut().map_or(Ok(0), |conversation| conversation.read(buffer))
    }
}

impl Write for Asking {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.body.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
