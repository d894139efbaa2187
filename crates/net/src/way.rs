//! The way to a server, looked at piece by piece: proxy, name, connection. Nothing of HTTP is sent.

use std::net::{IpAddr, SocketAddr};

use tokio::net::{TcpStream, lookup_host};

use crate::client::{Client, on_our_threads};
use crate::error::Error;
use crate::origin::Origin;
use crate::proxy::Route;

impl Client {
    /// The way that requests to `origin` take.
    pub fn route(&self, origin: &Origin) -> Route {
        self.0.lines.route(origin)
    }

    /// The addresses of a host name, in the order of the operating system. [`Error::Offline`] with the resolver's words where
    /// there is none, [`Error::TimedOut`].
    pub async fn resolve(&self, host: &str) -> Result<Vec<IpAddr>, Error> {
        let (name, limit) = (bare(host).to_owned(), self.0.limits.connect);
        on_our_threads(async move {
            match tokio::time::timeout(limit, lookup_host((name.as_str(), 0))).await {
                Err(_) => Err(silent(&name, "nobody told its address in time")),
                Ok(Err(error)) => Err(offline(&name, &error)),
                Ok(Ok(found)) => {
                    let mut addresses: Vec<IpAddr> = Vec::new();
                    for address in found.map(|address| address.ip()) {
                        if !addresses.contains(&address) {
                            addresses.push(address);
                        }
                    }
                    Ok(addresses)
                }
            }
        })
        .await
    }

    /// Opens a connection to a host name (or an address) and closes it: the address that took it. [`Error::Offline`] where it
    /// is refused, [`Error::TimedOut`] where nobody answers.
    pub async fn touch(&self, host: &str, port: u16) -> Result<SocketAddr, Error> {
        let (name, limit) = (bare(host).to_owned(), self.0.limits.connect);
        on_our_threads(async move {
            match tokio::time::timeout(limit, TcpStream::connect((name.as_str(), port))).await {
                Err(_) => Err(silent(&format!("{name}:{port}"), &format!("no connection within {} s", limit.as_secs()))),
                Ok(Err(error)) => Err(offline(&format!("{name}:{port}"), &error)),
                Ok(Ok(stream)) => stream.peer_addr().map_err(|error| offline(&name, &error)),
            }
        })
        .await
    }
}

fn bare(host: &str) -> &str {
    host.trim_start_matches('[').trim_end_matches(']')
}

fn offline(host: &str, error: &std::io::Error) -> Error {
    Error::Offline { host: host.to_owned(), detail: error.to_string(), sent: false }
}

fn silent(host: &str, detail: &str) -> Error {
    Error::TimedOut { host: host.to_owned(), detail: detail.to_owned(), sent: false }
}
