//! The sockets and the thread with its own runtime, so that tests may use the simulator from sync and async code alike.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::serve::Listener;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpListener;
use tokio::sync::{mpsc, oneshot};

use super::server::Server;
use super::ssh;
use crate::Error;

/// A connection after the handshake, if there is one.
pub(crate) trait Connection: AsyncRead + AsyncWrite + Unpin + Send {}
impl<T: AsyncRead + AsyncWrite + Unpin + Send> Connection for T {}

/// Connections that are ready for HTTP. Handshakes run beside each other, so that a slow one holds up nobody.
struct Doors {
    ready: mpsc::Receiver<(Box<dyn Connection>, SocketAddr)>,
    address: SocketAddr,
}

impl Listener for Doors {
    type Io = Box<dyn Connection>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        match self.ready.recv().await {
            Some(connection) => connection,
            None => std::future::pending().await,
        }
    }

    fn local_addr(&self) -> std::io::Result<SocketAddr> {
        Ok(self.address)
    }
}

async fn welcome(server: Arc<Server>, listener: TcpListener, ready: mpsc::Sender<(Box<dyn Connection>, SocketAddr)>) {
    while !ready.is_closed() {
        let Ok((stream, address)) = listener.accept().await else {
            // Out of file descriptors: others have to close some first.
            tokio::time::sleep(Duration::from_millis(20)).await;
            continue;
        };
        let _ = stream.set_nodelay(true);
        let (server, ready) = (Arc::clone(&server), ready.clone());
        tokio::spawn(async move {
            let connection: Box<dyn Connection> = match &server.authority {
                None => Box::new(stream),
                Some(authority) => match authority.acceptor().accept(stream).await {
                    Ok(stream) => Box::new(stream),
                    Err(error) => return tracing::debug!(%error, "a client broke off the TLS handshake"),
                },
            };
            let _ = ready.send((connection, address)).await;
        });
    }
}

/// The running thread; ends with everything it started when dropped.
pub(crate) struct Running {
    stop: Option<oneshot::Sender<()>>,
    thread: Option<std::thread::JoinHandle<()>>,
}

impl Running {
    pub fn start(
        server: Arc<Server>,
        router: Router,
        http: std::net::TcpListener,
        ssh: Option<std::net::TcpListener>,
    ) -> Result<Self, Error> {
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(4).thread_name("simulator").enable_all().build()?;
        http.set_nonblocking(true)?;
        let address = http.local_addr()?;
        let (stop, stopped) = oneshot::channel::<()>();
        let thread = std::thread::Builder::new().name("simulator".into()).spawn(move || {
            runtime.block_on(async {
                let (sender, ready) = mpsc::channel(16);
                match TcpListener::from_std(http) {
                    Ok(listener) => drop(tokio::spawn(welcome(Arc::clone(&server), listener, sender))),
                    Err(error) => tracing::error!(%error, "the listener could not be used"),
                }
                if let Some(listener) = ssh {
                    tokio::spawn(ssh::listen(Arc::clone(&server), listener));
                }
                tokio::select! {
                    _ = stopped => {}
                    _ = async { axum::serve(Doors { ready, address }, router).await } => {}
                }
            });
            // Black holes and throttled bodies never end by themselves.
            runtime.shutdown_timeout(Duration::from_millis(200));
        })?;
        Ok(Self { stop: Some(stop), thread: Some(thread) })
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
