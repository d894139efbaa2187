//! The way to a server, looked at piece by piece.

use std::net::TcpListener;

use net::{Client, Distrust, Error, Limits, Origin, ProxyChoice, ProxyRule, Route, TrustStore, Url};
use rcgen::CustomExtension;

use crate::certificates::{Identity, authority, parameters};
use crate::server::{Reply, Server, client, short};

#[tokio::test]
async fn names_lead_to_addresses_or_to_the_resolvers_words() {
    let client = client();
    assert!(client.resolve("localhost").await.unwrap().iter().all(std::net::IpAddr::is_loopback));
    assert_eq!(client.resolve("[::1]").await.unwrap(), [std::net::Ipv6Addr::LOCALHOST]);
    let nowhere = client.resolve("git.nowhere.invalid").await.expect_err("a name that can't be");
    let Error::Offline { host, detail, .. } = &nowhere else { panic!("{nowhere}") };
    assert!(host == "git.nowhere.invalid" && !detail.is_empty(), "{nowhere}");
}

#[tokio::test]
async fn a_connection_is_taken_or_refused() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    assert_eq!(client().touch("127.0.0.1", address.port()).await.unwrap(), address);
    drop(listener);
    let refused = client().touch("127.0.0.1", address.port()).await.expect_err("nobody listens");
    assert!(matches!(&refused, Error::Offline { host, .. } if *host == address.to_string()), "{refused}");
    // Addresses for documentation (RFC 5737) are nobody's.
    let limits = Limits { connect: std::time::Duration::from_millis(50), ..short() };
    let client = Client::with_limits(TrustStore::new(), ProxyChoice::None, limits).unwrap();
    assert!(client.touch("192.0.2.1", 443).await.is_err());
}

#[tokio::test]
async fn the_route_is_that_of_requests() {
    let choice = ProxyChoice::Manual { url: "http://ann:CANARY@proxy.example:3128".to_owned(), except: "inside".to_owned() };
    let client = Client::with_limits(TrustStore::new(), choice, short()).unwrap();
    let route = |text: &str| client.route(&Origin::of(&Url::parse(text).unwrap()).unwrap());
    let through = Route { proxy: Some(("proxy.example".to_owned(), 3128)), rule: ProxyRule::Setting };
    assert_eq!(route("https://outside"), through);
    assert_eq!(route("https://git.inside"), Route { proxy: None, rule: ProxyRule::SettingException });
    client.set_proxy(ProxyChoice::None).unwrap();
    assert_eq!(route("https://outside"), Route { proxy: None, rule: ProxyRule::Setting });
}

#[tokio::test]
async fn a_chain_with_a_gap_is_told_from_an_unknown_authority() {
    let ca = authority("Example Root");
    // Authority Information Access: caIssuers at `http://ca`.
    let place = [&[0x30, 0x17, 0x30, 0x15, 0x06, 0x08, 0x2b, 6, 1, 5, 5, 7, 0x30, 2, 0x86, 9][..], b"http://ca"].concat();
    let access = CustomExtension::from_oid_content(&[1, 3, 6, 1, 5, 5, 7, 1, 1], place);
    for (told, alone, expected) in
        [(true, true, Distrust::Incomplete), (true, false, Distrust::UnknownIssuer), (false, true, Distrust::UnknownIssuer)]
    {
        let mut params = parameters(&["127.0.0.1"]);
        params.custom_extensions.extend(told.then(|| access.clone()));
        let mut identity = Identity::signed(&params, &ca);
        if alone {
            identity.forget_authority();
        }
        let server = Server::encrypted(identity.server(), |_| Reply::json("{}"));
        let shown = client().certificate("127.0.0.1", server.port).await.unwrap();
        assert_eq!(shown.why, expected, "{told} {alone}");
        // Whoever knows the authority has no use for what is missing here.
        let client = client();
        client.trust().authority("127.0.0.1", server.port, &ca.pem()).unwrap();
        assert!(client.certificate("127.0.0.1", server.port).await.unwrap().anchor.is_some());
    }
}
