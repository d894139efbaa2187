//! Whatever the server does: a typed error, nothing left behind, no request too many.

use git::{Error, Indexer, SignInReason};

use crate::support::access::TestAccess;
use crate::support::faults::Fault;
use crate::support::git::assert_sound;
use crate::support::http::Host;
use crate::support::{BOTH, Job, corpus, home, names, request};

/// Clones from a server with `fault` and gives the error; nothing may be left.
fn fails(fault: Fault, access: impl Fn(&Host) -> TestAccess, indexer: Indexer) -> (Error, Host) {
    let home = home();
    corpus::heavy(&home.path().join("heavy.git"), 1 << 20);
    let host = Host::start(home.path());
    host.set(fault);
    let before = names(home.path());
    let job = Job::new(access(&host), indexer);
    let error = job.clone(&request(&host.url("heavy.git"), home.path().join("target"))).unwrap_err();
    assert_eq!(names(home.path()), before);
    (error, host)
}

type Change = fn(Vec<u8>) -> Vec<u8>;

fn nobody(_: &Host) -> TestAccess {
    TestAccess::default()
}

fn ann(host: &Host) -> TestAccess {
    TestAccess::account(&format!("http://{}/", host.address), "ann", "wrong")
}

fn answer(status: u16, headers: &str, body: &str) -> Fault {
    Fault::Answer { status, headers: headers.to_owned(), body: body.to_owned() }
}

/// T4.2: one wrong token is one try.
#[test]
fn a_wrong_password_is_tried_once() {
    for indexer in BOTH {
        let (error, host) = fails(Fault::Account("Basic other".to_owned()), ann, indexer);
        assert!(matches!(error, Error::SignIn { reason: SignInReason::Rejected, .. }), "{error:?}");
        assert_eq!(host.seen().iter().map(|seen| seen.status).collect::<Vec<_>>(), [401]);
        let (error, host) = fails(Fault::Account("Basic other".to_owned()), nobody, indexer);
        assert!(
            matches!(&error, Error::SignIn { reason: SignInReason::NoAccount, host: name, .. } if *name == host.address.to_string()),
            "{error:?}"
        );
        assert_eq!(host.seen().len(), 1);
    }
}

#[test]
fn a_locked_account_is_told_apart() {
    let marked = answer(401, "X-Authentication-Denied-Reason: CAPTCHA_CHALLENGE; login-url=x\r\n", "");
    let named = answer(
        403,
        "Content-Type: application/json\r\n",
        r#"{"errors":[{"exceptionName":"com.atlassian.bitbucket.auth.CaptchaRequiredAuthenticationException"}]}"#,
    );
    let words = "ERR CAPTCHA required. Your Bitbucket account has been locked.";
    let said = format!("001e# service=git-upload-pack\n0000{:04x}{words}", words.len() + 4);
    let said = answer(200, "Content-Type: application/x-git-upload-pack-advertisement\r\n", &said);
    for fault in [marked, named, said] {
        let (error, host) = fails(fault, ann, Indexer::PackSink);
        assert!(matches!(error, Error::SignIn { reason: SignInReason::Captcha, .. }), "{error:?}");
        assert_eq!(host.seen().len(), 1);
    }
}

/// T4.6 for Git.
#[test]
fn a_web_page_is_no_repository() {
    let page = "<!DOCTYPE html><html><body>Sign in</body></html>";
    let (error, host) = fails(answer(200, "Content-Type: text/html; charset=utf-8\r\n", page), ann, Indexer::PackSink);
    let url = format!("http://{}/heavy.git/info/refs", host.address);
    assert!(matches!(&error, Error::WebPage { url: shown, .. } if *shown == url), "{error:?}");
    let (error, _) = fails(answer(200, "Content-Type: text/plain\r\n", "0000"), ann, Indexer::PackSink);
    assert!(matches!(error, Error::NotGit { .. }), "{error:?}");
    let git = "Content-Type: application/x-git-upload-pack-advertisement\r\n";
    for body in ["<html>", "", "0000", "001e# service=git-upload-pack\n0000", "001e# service=git-upload-pack\n", "zzzz"] {
        let (error, _) = fails(answer(200, git, body), nobody, Indexer::PackSink);
        assert!(matches!(error, Error::NotGit { .. } | Error::Offline { .. }), "{body}: {error:?}");
    }
}

#[test]
fn statuses_have_their_own_errors() {
    let (error, _) = fails(answer(404, "", "x"), ann, Indexer::PackSink);
    assert!(matches!(&error, Error::NotFound { what } if what.ends_with("/heavy.git")), "{error:?}");
    let (error, _) = fails(answer(403, "", "not\x1b[31m you"), ann, Indexer::PackSink);
    assert!(matches!(&error, Error::Denied { detail, .. } if detail == "HTTP 403: not␛[31m you"), "{error:?}");
    let (error, _) = fails(answer(500, "", "x"), ann, Indexer::PackSink);
    assert!(matches!(error, Error::Refused { .. }), "{error:?}");
    let (error, _) = fails(answer(429, "Retry-After: 120\r\n", ""), ann, Indexer::PackSink);
    assert!(matches!(error, Error::Net(net::Error::RateLimited { .. })), "{error:?}");
}

/// T4.1 for clone: a redirect to another port is an error that names it, and nobody there sees anything.
#[test]
fn a_redirect_to_another_server_is_not_followed() {
    let elsewhere = home();
    corpus::heavy(&elsewhere.path().join("heavy.git"), 1000);
    let other = Host::start(elsewhere.path());
    let to = other.url("heavy.git");
    let fault = Fault::Redirect { to: to.clone(), unless: "/nowhere".to_owned() };
    let (error, host) = fails(fault, ann, Indexer::PackSink);
    assert!(matches!(&error, Error::Net(net::Error::RedirectedAway { to: named, .. }) if named.starts_with(&to)), "{error:?}");
    assert!(other.seen().is_empty());
    assert_eq!(host.seen().len(), 1);
}

#[test]
fn a_redirect_on_the_same_server_is_followed_and_the_post_goes_there() {
    let home = home();
    corpus::rich(&home.path().join("new/rich.git"));
    let host = Host::start(home.path());
    host.set(Fault::Redirect { to: host.url("new/rich.git"), unless: "/new/".to_owned() });
    let target = home.path().join("target");
    Job::new(ann(&host), Indexer::PackSink).clone(&request(&host.url("rich.git"), &target)).unwrap();
    assert_sound(&target);
    let posts: Vec<String> = host.seen().into_iter().filter(|seen| seen.method == "POST").map(|seen| seen.target).collect();
    assert_eq!(posts, ["/new/rich.git/git-upload-pack"]);
}

/// T6.6 for clone: the line is cut in the middle of the pack.
#[test]
fn a_cut_in_the_pack_is_an_error_and_nothing_stays() {
    for indexer in BOTH {
        for (share, announced) in [(0.0, true), (0.0, false), (0.5, true), (0.5, false), (0.999, false)] {
            let (error, host) = fails(Fault::CutAt(share, announced), nobody, indexer);
            let cut = matches!(error, Error::Offline { .. } | Error::Net(net::Error::Offline { .. }));
            assert!(cut, "{indexer:?} {share} {announced}: {error:?}");
            assert_eq!(host.seen().iter().filter(|seen| seen.method == "POST").count(), 1, "no POST twice");
        }
    }
}

#[test]
fn a_damaged_pack_is_an_error() {
    let changes: [(&str, Change); 6] = [
        ("garbage", |pack| vec![7; pack.len()]),
        ("wrong trailer", |mut pack| {
            *pack.last_mut().unwrap() ^= 1;
            pack
        }),
        ("a flipped byte", |mut pack| {
            let middle = pack.len() / 2;
            pack[middle] ^= 0x10;
            pack
        }),
        ("an object missing", |mut pack| {
            pack[11] += 1;
            pack
        }),
        ("a million objects", |mut pack| {
            pack[8..12].copy_from_slice(&u32::MAX.to_be_bytes());
            pack
        }),
        ("something behind it", |mut pack| {
            pack.extend(b"more");
            pack
        }),
    ];
    for indexer in BOTH {
        for (name, change) in changes {
            // libgit2 stops reading at the trailer.
            if indexer == Indexer::Libgit2 && name == "something behind it" {
                continue;
            }
            let (error, _) = fails(Fault::Pack(change), nobody, indexer);
            assert!(
                matches!(error, Error::Damaged { .. } | Error::Offline { .. } | Error::Broken { .. }),
                "{indexer:?} {name}: {error:?}"
            );
            assert!(indexer == Indexer::Libgit2 || !matches!(error, Error::Broken { .. }), "{name}: {error:?}");
        }
    }
}

#[test]
fn the_servers_words_are_the_error() {
    for indexer in BOTH {
        let (error, _) = fails(Fault::Words("access denied\x07 or so\n"), nobody, indexer);
        assert!(matches!(&error, Error::Refused { detail } if detail == "access denied␇ or so"), "{indexer:?}: {error:?}");
    }
}

#[test]
fn nobody_there() {
    let home = home();
    let port = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port();
    let error = Job::plain().clone(&request(&format!("http://127.0.0.1:{port}/x"), home.path().join("target"))).unwrap_err();
    assert!(matches!(error, Error::Net(net::Error::Offline { .. })), "{error:?}");
    assert!(names(home.path()).is_empty());
}
