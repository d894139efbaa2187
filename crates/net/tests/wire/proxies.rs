//! One resolver for all traffic (T4.5).

use net::{Authorization, Cancel, Client, Credential, Error, ProxyChoice, Request, Scope, TrustStore};

use crate::certificates::Identity;
use crate::exchanges::get;
use crate::proxy_server::{Manner, ProxyServer};
use crate::server::{Reply, Server, client, short};

fn through(proxy: &ProxyServer, login: &str, except: &str) -> ProxyChoice {
    ProxyChoice::Manual { url: format!("http://{login}127.0.0.1:{}", proxy.port), except: except.to_owned() }
}

fn client_through(choice: ProxyChoice) -> Client {
    Client::with_limits(TrustStore::new(), choice, short()).unwrap()
}

/// REST and Git, one after the other.
async fn both(client: &Client, url: &net::Url) -> [Result<u16, Error>; 2] {
    let scope = Scope::below(url, &[""]);
    let credential = Credential { scope, authorization: Authorization::Bearer("CANARY".into()) };
    let request = Request::get(url.clone()).credential(credential.clone()).no_retry();
    let rest = client.send(request).await.map(|answer| answer.status);
    let (client, mut git) = (client.clone(), get(url.clone(), &Cancel::new()));
    git.credential = Some(credential);
    let git = std::thread::spawn(move || client.exchange(git).map(|answer| answer.status)).join().unwrap();
    [rest, git]
}

#[tokio::test]
async fn all_traffic_goes_through_and_the_server_never_sees_the_proxys_password() {
    let identity = Identity::self_signed(&["127.0.0.1"]);
    for (manner, login) in [(Manner::Open, ""), (Manner::Password, "ann:p%40ss@")] {
        let secure = Server::encrypted(identity.server(), |_| Reply::json("{}"));
        let plain = Server::plain(|_| Reply::with(200, "Connection", "close"));
        let proxy = ProxyServer::start(manner);
        let client = client_through(through(&proxy, login, ""));
        client.trust().pin("127.0.0.1", secure.port, identity.sha256());
        for server in [&secure, &plain] {
            for status in both(&client, &server.url("/rest")).await {
                assert_eq!(status.unwrap(), 200);
            }
            assert_eq!(server.seen().len(), 2);
            assert!(server.seen().iter().all(|asked| asked.header("Proxy-Authorization").is_none()));
            assert!(server.seen().iter().all(|asked| asked.header("Authorization") == Some("Bearer CANARY")));
        }
        // A tunnel hides the token from the proxy; it is kept for both.
        let asked = proxy.seen();
        let tunnels: Vec<_> = asked.iter().filter(|asked| asked.method == "CONNECT").collect();
        assert!(!tunnels.is_empty() && tunnels.iter().all(|asked| asked.target == format!("127.0.0.1:{}", secure.port)));
        assert!(tunnels.iter().all(|asked| asked.header("Authorization").is_none()));
        assert_eq!(asked.iter().filter(|asked| asked.method == "GET").count(), 2);
        assert!(asked.iter().all(|asked| asked.header("Proxy-Authorization").is_some() == (manner == Manner::Password)));
    }
}

#[tokio::test]
async fn a_proxy_that_refuses_is_named() {
    let secure = Server::encrypted(Identity::self_signed(&["127.0.0.1"]).server(), |_| Reply::json("{}"));
    let plain = Server::plain(|_| Reply::json("{}"));
    for (manner, login) in
        [(Manner::Password, ""), (Manner::Password, "ann:wrong@"), (Manner::Refusing, ""), (Manner::Dropping, "")]
    {
        let proxy = ProxyServer::start(manner);
        let client = client_through(through(&proxy, login, ""));
        for result in both(&client, &secure.url("/")).await {
            let Err(Error::ProxyRefused { proxy: name, detail }) = &result else { panic!("{result:?}") };
            assert_eq!(*name, format!("127.0.0.1:{}", proxy.port));
            assert!(!detail.contains("wrong"), "{detail}");
        }
        if manner == Manner::Password {
            for result in both(&client, &plain.url("/")).await {
                assert!(matches!(result, Err(Error::ProxyRefused { .. })), "{result:?}");
            }
        }
    }
    assert_eq!(secure.seen().len() + plain.seen().len(), 0);
}

#[tokio::test]
async fn a_proxy_that_is_gone_is_named_too() {
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let client = client_through(ProxyChoice::Manual { url: format!("127.0.0.1:{port}"), except: String::new() });
    let server = Server::plain(|_| Reply::json("{}"));
    let error = client.send(Request::get(server.url("/"))).await.expect_err("no proxy there");
    assert!(matches!(&error, Error::Offline { detail, .. } if detail.contains(&port.to_string())), "{error}");
    assert_eq!(server.seen().len(), 0);
}

#[tokio::test]
async fn exceptions_and_changes_count_at_once() {
    let (server, proxy) = (Server::plain(|_| Reply::with(200, "Connection", "close")), ProxyServer::start(Manner::Open));
    let client = client_through(through(&proxy, "", "localhost, 127.0.0.0/8"));
    assert_eq!(client.send(Request::get(server.url("/"))).await.unwrap().status, 200);
    assert_eq!(proxy.seen().len(), 0);
    client.set_proxy(through(&proxy, "", "localhost")).unwrap();
    assert_eq!(client.send(Request::get(server.url("/"))).await.unwrap().status, 200);
    assert_eq!(proxy.seen().len(), 1);
    client.set_proxy(ProxyChoice::None).unwrap();
    assert_eq!(client.send(Request::get(server.url("/"))).await.unwrap().status, 200);
    assert_eq!(proxy.seen().len(), 1);
    let odd = ProxyChoice::Manual { url: "gopher://x".to_owned(), except: String::new() };
    assert!(matches!(client.set_proxy(odd), Err(Error::InvalidUrl { .. })));
    assert_eq!(client.send(Request::get(server.url("/"))).await.unwrap().status, 200);
}

#[tokio::test]
async fn a_certificate_is_shown_through_the_proxy() {
    let identity = Identity::self_signed(&["127.0.0.1"]);
    let server = Server::encrypted(identity.server(), |_| Reply::json("{}"));
    let proxy = ProxyServer::start(Manner::Open);
    let shown = client_through(through(&proxy, "", "")).certificate("127.0.0.1", server.port).await.unwrap();
    assert_eq!(shown.leaf.sha256, identity.sha256());
    assert_eq!(proxy.seen().len(), 1);
}

/// The environment is given to a child process, for nothing may change that of a running one.
#[tokio::test]
async fn the_environment_is_heard() {
    if let Ok(port) = std::env::var("BOUGH_TEST_PORT") {
        let client = Client::with_limits(TrustStore::new(), ProxyChoice::System, short()).unwrap();
        let url = net::Url::parse(&format!("http://127.0.0.1:{port}/")).unwrap();
        std::process::exit(if client.send(Request::get(url)).await.is_ok() { 17 } else { 18 });
    }
    let (server, proxy) = (Server::plain(|_| Reply::with(200, "Connection", "close")), ProxyServer::start(Manner::Open));
    for (variable, except, times) in
        [("http_proxy", "", 1), ("ALL_PROXY", "", 2), ("HTTPS_PROXY", "", 2), ("HTTP_PROXY", "127.0.0.1", 2)]
    {
        let status = std::process::Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "proxies::the_environment_is_heard"])
            .env_clear()
            .env(variable, format!("http://127.0.0.1:{}", proxy.port))
            .env("no_proxy", except)
            .env("BOUGH_TEST_PORT", server.port.to_string())
            .stdout(std::process::Stdio::null())
            .status()
            .unwrap();
        assert_eq!(status.code(), Some(17), "{variable}");
        assert_eq!(proxy.seen().len(), times, "{variable}");
    }
    assert_eq!(server.seen().len(), 4);
    // A client that is told to go straight does not look at any of it.
    assert_eq!(client().send(Request::get(server.url("/"))).await.unwrap().status, 200);
}
