//! What a server says of itself, and what is left of an account's requests.

use forge::{Age, Budget, Kind};
use serde_json::json;

use crate::server::{Reply, Server, client, properties};

#[tokio::test]
async fn a_server_greets_anybody_and_tells_its_time() {
    let server = Server::start(|asked| {
        let mut reply = if asked.path == "/bb/rest/api/latest/application-properties" {
            Reply::anonymous(200, &properties())
        } else {
            Reply::page(404)
        };
        reply.1.push(("Date", "Sun, 06 Nov 1994 08:49:37 GMT".to_owned()));
        reply
    });
    let found = forge::greet(&client(), Kind::BitbucketServer, &server.url("/bb")).await.unwrap();
    let product = found.product.expect("a Bitbucket");
    assert_eq!((product.name.as_str(), product.version.as_str(), product.age), ("Bitbucket", "9.4.1", Age::Supported));
    assert_eq!(product.base_url, server.url("/bb"));
    let (theirs, ours) = found.clocks.expect("a clock");
    assert_eq!(theirs.to_string(), "1994-11-06T08:49:37Z");
    assert!(ours > theirs);
    let nothing = forge::greet(&client(), Kind::BitbucketServer, &server.url("/elsewhere")).await.unwrap();
    assert!(nothing.product.is_none() && nothing.is_web_page && nothing.status == 404);
    assert!(server.seen().iter().all(|asked| asked.header("Authorization").is_none()));
    assert_eq!(server.seen().len(), 2, "each is asked once");
}

#[tokio::test]
async fn what_is_left_is_told_where_the_server_tells_it() {
    for (headers, expected) in [
        (vec![("X-RateLimit-Remaining", "59"), ("X-RateLimit-Limit", "60")], Some(Budget { remaining: 59, limit: 60 })),
        (vec![("X-RateLimit-Remaining", "many"), ("X-RateLimit-Limit", "60")], None),
        (vec![], None),
    ] {
        let server = Server::start(move |_| {
            let mut reply = Reply::to("ann", 200, &json!({}));
            reply.1.extend(headers.iter().map(|(name, value)| (*name, (*value).to_owned())));
            reply
        });
        assert_eq!(server.forge("9.4.1").budget().await.unwrap(), expected);
    }
}
