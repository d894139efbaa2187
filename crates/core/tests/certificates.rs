//! Certificates that nobody vouches for: seen, judged, trusted for one server, and asked about where a job meets one.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests may fail loudly")]

mod house;

use bough_core::Core;
use bough_core::api::application::{Answer, Ask};
use bough_core::api::hosts::{Trust, TrustChoice};
use bough_core::api::jobs::JobState;
use bough_core::api::{AddHost, AnswerQuestion, ListHosts, ListQuestions, ProbeHost, RemoveHost, TrustCertificate};
use bough_core::fault::Fault;
use house::server::hex;
use house::{House, clone_of, end_of};
use simulators::{Bitbucket, Scenario};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn certificates_are_trusted_for_what_was_seen_and_for_one_server() {
    let server = Bitbucket::start(Scenario::minimal().https());
    let house = House::new();
    let core = house.start();
    let url = server.base_url();
    let probe = |core: &Core| {
        let (core, url) = (core.clone(), url.clone());
        async move { core.run(ProbeHost { url }).await }
    };
    let trust = |core: &Core, choice| {
        let (core, url) = (core.clone(), url.clone());
        async move { core.run(TrustCertificate { url, choice }).await }
    };
    let Err(Fault::Untrusted { certificate }) = probe(&core).await else { panic!("nobody vouches for it") };
    assert_eq!(certificate.sha256.replace(':', "").to_lowercase(), hex(server.leaf_fingerprint().unwrap()));
    // Another certificate than the one that was seen is not trusted, and shown instead.
    let other = TrustChoice::Pin { sha256: "AB".repeat(32) };
    assert!(matches!(trust(&core, other).await, Err(Fault::Untrusted { .. })));
    assert!(probe(&core).await.is_err());
    trust(&core, TrustChoice::Pin { sha256: certificate.sha256.clone() }).await.unwrap();
    probe(&core).await.unwrap();
    let host = core.run(AddHost { base_url: url.clone(), plain_http: false }).await.unwrap();
    assert_eq!(host.trust, Trust::Pinned { sha256: certificate.sha256.clone() });
    drop(core);
    let core = house.start();
    probe(&core).await.expect("a pin outlives Bough");

    trust(&core, TrustChoice::System).await.unwrap();
    assert!(matches!(probe(&core).await, Err(Fault::Untrusted { .. })));
    let pem = house.path("authority.pem");
    std::fs::write(&pem, server.ca_pem().unwrap()).unwrap();
    trust(&core, TrustChoice::File { path: pem.to_string_lossy().into_owned() }).await.unwrap();
    std::fs::remove_file(&pem).unwrap();
    probe(&core).await.unwrap();
    drop(core);
    let core = house.start();
    probe(&core).await.expect("the copy is ours");
    let host = &core.run(ListHosts {}).await.unwrap()[0];
    assert!(
        matches!(&host.trust, Trust::Authority { sha256, .. } if sha256.replace(':', "").to_lowercase() == hex(server.ca_fingerprint().unwrap()))
    );
    let copies = || std::fs::read_dir(house.path("data/authorities")).unwrap().count();
    assert_eq!(copies(), 1);
    core.run(RemoveHost { id: host.id }).await.unwrap();
    assert_eq!(copies(), 0, "trust goes with its host");
    assert!(probe(&core).await.is_err());
    let nothing = house.path("empty.pem");
    std::fs::write(&nothing, "no certificate").unwrap();
    let refused = trust(&core, TrustChoice::File { path: nothing.to_string_lossy().into_owned() }).await;
    assert!(matches!(refused, Err(Fault::Invalid { field, .. }) if field == "path"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_clone_asks_about_a_certificate_it_meets() {
    let server = Bitbucket::start(Scenario::minimal().https().anonymous_access(true));
    let house = House::new();
    let core = house.start();
    let url = format!("{}/scm/demo/hello.git", server.base_url());
    for (name, accepted) in [("refused", false), ("accepted", true)] {
        let mut events = core.events();
        let id = core.run(clone_of(&url, &house.path("clones"), name)).await.unwrap();
        let question = loop {
            if let Some(question) = core.run(ListQuestions {}).await.unwrap().into_iter().next() {
                break question;
            }
            events.recv().await.unwrap();
        };
        let Ask::Certificate { certificate } = &question.ask else { panic!("{question:?}") };
        assert_eq!(certificate.sha256.replace(':', "").to_lowercase(), hex(server.leaf_fingerprint().unwrap()));
        let answer = if accepted { Answer::Accept } else { Answer::Refuse };
        core.run(AnswerQuestion { id: question.id, answer }).await.unwrap();
        match end_of(&core, id).await {
            JobState::Failed { fault: Fault::Untrusted { .. } } => assert!(!accepted),
            // The repository of this scenario is not public: the certificate is behind us, the server asks who we are.
            JobState::Failed { fault: Fault::SignIn { .. } } | JobState::Finished { .. } => assert!(accepted),
            other => panic!("{other:?}"),
        }
        assert!(accepted || !house.path("clones").exists());
    }
}
