//! Who we are at an LFS server: found out once, and again where a pass is over.

use std::sync::Arc;

use super::authenticate::authenticate;
use super::batch::{Item, MOST, Offered, Purpose, Server};
use super::endpoint::{Way, below};
use super::expiry::Expiry;
use super::lanes::{self, Errand, Outcome};
use crate::context::Context;
use crate::error::Error;
use crate::progress::Reporter;

/// The way to a server, and the server once it was found.
pub(super) struct Door<'c> {
    way: Way,
    purpose: Purpose<'c>,
    context: &'c Context,
    reporter: Arc<Reporter>,
    open: Option<(Server<'c>, Option<Expiry>)>,
}

impl<'c> Door<'c> {
    pub(super) fn new(way: Way, purpose: Purpose<'c>, context: &'c Context, reporter: &Arc<Reporter>) -> Self {
        Self { way, purpose, context, reporter: Arc::clone(reporter), open: None }
    }

    /// Takes all objects through the batch, and does for each what `pick` makes an errand of; none leaves it alone. All of them
    /// are tried; what went wrong with some.
    pub(super) fn carry<'p>(
        &mut self,
        items: &[Item<'p>],
        pick: impl Fn(Offered<'p>) -> Result<Option<Errand<'p>>, Error>,
        act: impl Fn(&Server<'_>, &Errand<'p>) -> Result<(), Error> + Sync,
    ) -> Result<Vec<Error>, Error> {
        let mut failures = Vec::new();
        for some in items.chunks(MOST) {
            let mut left = some.to_vec();
            // An action may be over before its turn comes: it is asked for once more.
            for once_more in [true, false] {
                let (purpose, server) = (self.purpose, self.server()?);
                let mut errands = Vec::new();
                for offered in server.ask(purpose, left)? {
                    match pick(offered) {
                        Ok(errand) => errands.extend(errand),
                        Err(error) => failures.push(error),
                    }
                }
                let Outcome { failures: theirs, over } = lanes::run(errands, once_more, |errand| act(server, errand));
                failures.extend(theirs);
                if self.context.cancel.is_cancelled() {
                    return Err(Error::Cancelled);
                }
                if failures.iter().any(lanes::meets_all) {
                    return Ok(failures);
                }
                left = over;
                if left.is_empty() {
                    break;
                }
            }
        }
        Ok(failures)
    }

    /// The server, as somebody who is known there.
    pub(super) fn server(&mut self) -> Result<&Server<'c>, Error> {
        let open = match self.open.take() {
            Some(open) if !open.1.as_ref().is_some_and(Expiry::is_over) => open,
            _ => self.find()?,
        };
        Ok(&self.open.insert(open).0)
    }

    /// SSH is asked first, as Git LFS does it: whoever pushes is whoever uploads. The account of the host answers where its SSH
    /// server has nothing of use to say.
    fn find(&self) -> Result<(Server<'c>, Option<Expiry>), Error> {
        match &self.way {
            Way::Account { endpoint, repository } => {
                let credential = self.context.access.https(repository)?.filter(|own| own.scope.admits(endpoint));
                Ok((Server { endpoint: endpoint.clone(), credential, headers: Vec::new(), context: self.context }, None))
            }
            Way::Ssh { url, address, known } => {
                let asked = authenticate(url, address, known.as_ref(), self.purpose.operation, self.context, &self.reporter);
                let refused = match asked {
                    Ok((server, expiry)) => return Ok((server, Some(expiry))),
                    Err(refused @ Error::Refused { .. }) => refused,
                    Err(error) => return Err(error),
                };
                let Some(repository) = known else { return Err(refused) };
                let endpoint = below(repository);
                match self.context.access.https(repository)?.filter(|own| own.scope.admits(&endpoint)) {
                    None => Err(refused),
                    credential => Ok((Server { endpoint, credential, headers: Vec::new(), context: self.context }, None)),
                }
            }
        }
    }
}
