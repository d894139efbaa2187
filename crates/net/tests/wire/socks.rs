//! SOCKS proxies, with names resolved there or here.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};

use net::{Client, ProxyChoice, Request, TrustStore};

use crate::server::{Reply, Server, short};

/// A proxy for one connection; tells the kind of address it was given (1: IPv4, 3: name).
fn start() -> (u16, Receiver<u8>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let (tell, told) = channel();
    std::thread::spawn(move || -> std::io::Result<()> {
        let (mut stream, _) = listener.accept()?;
        let mut head = [0; 2];
        stream.read_exact(&mut head)?;
        stream.read_exact(&mut vec![0; head[1].into()])?;
        stream.write_all(&[5, 0])?;
        let mut asked = [0; 4];
        stream.read_exact(&mut asked)?;
        let length = match asked[3] {
            1 => 4,
            4 => 16,
            _ => {
                let mut length = [0];
                stream.read_exact(&mut length)?;
                length[0].into()
            }
        };
        stream.read_exact(&mut vec![0; length])?;
        let mut to = [0; 2];
        stream.read_exact(&mut to)?;
        stream.write_all(&[5, 0, 0, 1, 0, 0, 0, 0, 0, 0])?;
        let _ = tell.send(asked[3]);
        let mut upstream = TcpStream::connect(("127.0.0.1", u16::from_be_bytes(to)))?;
        let (mut down, mut up) = (upstream.try_clone()?, stream.try_clone()?);
        std::thread::spawn(move || std::io::copy(&mut down, &mut up));
        std::io::copy(&mut stream, &mut upstream).map(drop)
    });
    (port, told)
}

#[tokio::test]
async fn names_are_resolved_where_the_scheme_says() {
    for (scheme, host, kinds) in
        [("socks5", "127.0.0.1", &[1][..]), ("socks5h", "localhost", &[3]), ("socks5", "localhost", &[1, 4])]
    {
        let server = Server::plain(|_| Reply::json("{}"));
        let (port, told) = start();
        let choice = ProxyChoice::Manual { url: format!("{scheme}://127.0.0.1:{port}"), except: String::new() };
        let client = Client::with_limits(TrustStore::new(), choice, short()).unwrap();
        let answer = client.send(Request::get(server.url_of(host, "/")).no_retry()).await;
        assert_eq!(answer.unwrap_or_else(|error| panic!("{scheme} {host}: {error}")).status, 200);
        let kind = told.recv().unwrap();
        assert!(kinds.contains(&kind), "{scheme} {host}: {kind}");
    }
}
