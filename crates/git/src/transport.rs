//! Our own transports: libgit2 speaks Git's protocol, we carry the bytes, watch them, and keep the secrets to ourselves.

mod advertisement;
mod conversation;
mod current;
mod gauge;
mod hearing;
mod https;
mod pack_stream;
mod pkt;
mod pushing;
mod refuse;
mod register;
mod reply;
mod sink;
mod ssh;
mod ssh_pipes;
mod talk;
mod unborn;

pub(crate) use advertisement::Advertisement;
pub(crate) use current::Current;
pub(crate) use hearing::progress;
pub(crate) use https::{host, refs_over_http};
pub(crate) use register::{ready, register};
pub(crate) use reply::failure;
pub(crate) use sink::remove_empty_pack;
pub(crate) use ssh::{said_over_ssh, words_of_ssh};
pub(crate) use unborn::unborn_branch;

#[cfg(test)]
mod tests {
    //! A job for the tests of the transports.

    use std::sync::Arc;

    use super::Current;
    use crate::{Access, Context, Error, Indexer, SshLaunch};

    struct Nobody;

    impl Access for Nobody {
        fn https(&self, _url: &net::Url) -> Result<Option<net::Credential>, Error> {
            Ok(None)
        }

        fn ssh(&self, _host: &str, _port: Option<u16>, _user: Option<&str>) -> Result<SshLaunch, Error> {
            Err(Error::broken("no ssh here"))
        }
    }

    /// A job of nobody's, whose packs libgit2 indexes.
    pub(super) fn current() -> Arc<Current> {
        let context = Context {
            client: net::Client::new(net::TrustStore::new(), net::ProxyChoice::None).expect("a client"),
            access: Arc::new(Nobody),
            cancel: net::Cancel::new(),
            progress: Arc::new(|_| {}),
            heard: Arc::new(|_| {}),
            indexer: Indexer::Libgit2,
        };
        let reporter = Arc::new(crate::progress::Reporter::of(&context));
        Current::new(&context, &reporter, None)
    }
}
