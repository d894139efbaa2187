//! With a server: finding it, trusting it, signing in, cloning, and what happens when the token is refused.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests may fail loudly")]

mod house;

use bough_core::api::application::Protocol;
use bough_core::api::hosts::{Health, TokenAbility, Verdict};
use bough_core::api::ids::{AccountId, RepositoryId};
use bough_core::api::jobs::JobState;
use bough_core::api::pull_requests::PullRequestFilter;
use bough_core::api::repositories::CloneSource;
use bough_core::api::{
    AddHost, CloneRepository, ConnectAccount, DisconnectAccount, GetRows, ListHostBranches, ListHosts, ListProjects,
    ListPullRequests, ListRemoteAccounts, ProbeHost, Secret, TestAccount,
};
use bough_core::fault::{Fault, SignInReason};
use house::server::{add, hello, repositories, sign_in};
use house::{House, clone_of, end_of};
use simulators::{Bitbucket, Scenario};

fn hosted(account: AccountId, house: &House, name: &str) -> CloneRepository {
    CloneRepository {
        source: CloneSource::Hosted { account, path: hello(), protocol: Protocol::Https },
        ..clone_of("", &house.path("clones"), name)
    }
}

fn made(end: JobState) -> RepositoryId {
    match end {
        JobState::Finished { repository: Some(id), .. } => id,
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn from_an_address_to_a_clone_with_its_account() {
    let server = Bitbucket::start(Scenario::minimal().context("/bitbucket"));
    let house = House::new();
    let core = house.start();
    let page = format!("{}/projects/DEMO/repos/hello/browse", server.base_url());
    let probe = core.run(ProbeHost { url: page.clone() }).await.unwrap();
    assert_eq!((probe.base_url.as_str(), probe.plain_http, probe.known), (server.base_url().as_str(), true, None));
    assert!(probe.pages.token.starts_with(&server.base_url()));
    let unencrypted = core.run(AddHost { base_url: probe.base_url.clone(), plain_http: false }).await;
    assert!(matches!(unencrypted, Err(Fault::Invalid { field, .. }) if field == "plainHttp"));
    let host = add(&core, &server).await;
    assert_eq!(add(&core, &server).await.id, host.id, "adding again is the same host");
    assert_eq!(core.run(ProbeHost { url: page.clone() }).await.unwrap().known, Some(host.id));
    assert!(server.requests().iter().all(|request| request.user.is_none()), "nothing secret was sent so far");

    let wrong = Secret::from_text(Bitbucket::wrong_token());
    let refused = core.run(ConnectAccount { host: host.id, token: wrong, token_expires: None }).await;
    assert!(matches!(refused, Err(Fault::SignIn { reason: SignInReason::Rejected, .. })), "{refused:?}");
    assert_eq!(server.failed_sign_ins(), 1, "tried once");
    let account = sign_in(&core, &server, &host).await;
    assert_eq!(account.user.name, "ada");
    let allowed = |ability| account.abilities.iter().any(|check| check.ability == ability && check.verdict == Verdict::Allowed);
    assert!(allowed(TokenAbility::Identity) && allowed(TokenAbility::ReadRepositories), "{:?}", account.abilities);
    let again = sign_in(&core, &server, &host).await;
    assert_eq!(again.id, account.id, "the same person is the same account");

    let projects = core.run(ListProjects { account: account.id, cursor: None, at_once: None }).await.unwrap();
    assert!(projects.items.iter().any(|project| project.key == "DEMO"));
    let found = core.run(repositories(account.id)).await.unwrap();
    assert_eq!(found.items[0].path, hello());
    let branches = core
        .run(ListHostBranches { account: account.id, repository: hello(), filter: None, cursor: None, at_once: None })
        .await
        .unwrap();
    assert!(branches.items.iter().any(|branch| branch.default));
    let mine = ListPullRequests { account: account.id, filter: PullRequestFilter::Mine, cursor: None, at_once: None };
    core.run(mine).await.unwrap();

    let id = core.run(hosted(account.id, &house, "hello")).await.unwrap();
    let repository = made(end_of(&core, id).await);
    assert!(core.run(GetRows { id: repository, start: 0, count: 10 }).await.unwrap().total > 0);
    let remotes = core.run(ListRemoteAccounts { id: repository }).await.unwrap();
    assert_eq!((remotes[0].host, remotes[0].account), (Some(host.id), Some(account.id)));
    assert_eq!(remotes[0].path.as_ref().map(|path| path.slug.as_str()), Some("hello"));
    // A page in the browser is as good as the clone address.
    let id = core.run(clone_of(&page, &house.path("clones"), "from-page")).await.unwrap();
    made(end_of(&core, id).await);
    let hosts = core.run(ListHosts {}).await.unwrap();
    assert_eq!((hosts.len(), hosts[0].health.clone(), hosts[0].accounts.len()), (1, Health::Fine, 1));
    assert_eq!(server.failed_sign_ins(), 1, "only the wrong token at the beginning");
    core.run(DisconnectAccount { id: account.id }).await.unwrap();
}

/// T4.2: one wrong token is at most one try for each thing the person does, and views stop by themselves.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_revoked_token_is_tried_once_and_then_left_alone() {
    let server = Bitbucket::start(Scenario::minimal());
    let house = House::new();
    let core = house.start();
    let host = add(&core, &server).await;
    let token = server.token("ada").unwrap();
    let connect = |token: &str| ConnectAccount {
        host: host.id,
        token: Secret::from_text(token.to_owned()),
        token_expires: Some("2027-01-31".into()),
    };
    let account = core.run(connect(&token)).await.unwrap();
    server.revoke(&token);
    server.clear_requests();
    // As a window that opens ten views at once.
    let views: Vec<_> = (0..10)
        .map(|_| {
            let core = core.clone();
            tokio::spawn(async move { core.run(repositories(account.id)).await })
        })
        .collect();
    for view in views {
        let answer = view.await.unwrap();
        assert!(matches!(answer, Err(Fault::SignIn { reason: SignInReason::Rejected, .. })), "{answer:?}");
    }
    assert_eq!(server.failed_sign_ins(), 1);
    let health = core.run(ListHosts {}).await.unwrap()[0].health.clone();
    assert_eq!(health, Health::SignInNeeded);
    let id = core.run(hosted(account.id, &house, "hello")).await.unwrap();
    let end = end_of(&core, id).await;
    assert!(matches!(end, JobState::Failed { fault: Fault::SignIn { .. } }), "{end:?}");
    assert_eq!(server.failed_sign_ins(), 2, "the person asked for the clone: one more");
    let clone = clone_of(&format!("{}/scm/demo/hello.git", server.base_url()), &house.path("clones"), "hello");
    let id = core.run(clone).await.unwrap();
    let end = end_of(&core, id).await;
    assert!(matches!(end, JobState::Failed { fault: Fault::SignIn { .. } }), "{end:?}");
    assert_eq!(server.failed_sign_ins(), 3, "Git tries once too");
    assert!(core.run(TestAccount { id: account.id }).await.is_err());
    assert_eq!(server.failed_sign_ins(), 4);

    let again = core.run(connect(&server.token("ada").unwrap())).await.unwrap();
    assert_eq!(again.id, account.id);
    core.run(repositories(account.id)).await.unwrap();
    let health = core.run(ListHosts {}).await.unwrap()[0].health.clone();
    assert_eq!(health, Health::Fine);
    core.run(DisconnectAccount { id: account.id }).await.unwrap();
}
