//! Git with the stock client, over HTTP and SSH: who may clone and push, with which secret, and that nothing is held back.

use std::path::Path;
use std::process::Command;

use crate::support::{Client, git, git_ok, temporary};
use simulators::{AuthorizationKind, Bitbucket, Level, Permission, Scenario, SshUser, Version};

fn helper(user: &str, secret: &str) -> String {
    format!("!f() {{ echo username={user}; echo password={secret}; }}; f")
}

fn url(server: &Bitbucket, path: &str) -> String {
    format!("{}/scm/{path}.git", server.base_url())
}

#[test]
fn a_clone_is_the_whole_repository() {
    let server = Bitbucket::start(Scenario::sample().context("/bitbucket"));
    let folder = temporary();
    let token = server.token("ada").expect("a token");
    let helper = helper("ada", &token);
    // The project's key in any case, as on a real server.
    git_ok(folder.path(), &[("credential.helper", &helper)], &["clone", "--quiet", &url(&server, "SHOP/storefront"), "mine"]);
    let clone = folder.path().join("mine");
    let ours = git_ok(&clone, &[], &["rev-parse", "refs/remotes/origin/main"]);
    let theirs = git_ok(&server.repository_folder("SHOP", "storefront").expect("a folder"), &[], &["rev-parse", "main"]);
    assert_eq!(ours, theirs);
    git_ok(&clone, &[], &["fsck", "--strict"]);
    assert_eq!(git_ok(&clone, &[], &["for-each-ref", "refs/pull-requests"]), "", "only heads and tags are fetched by default");
    let shown = git_ok(&clone, &[("credential.helper", &helper)], &["ls-remote", "origin", "refs/pull-requests/29/from"]);
    assert!(!shown.is_empty(), "but pull requests can be asked for");
}

#[test]
fn every_way_to_bring_a_secret() {
    for (version, user_name_works) in [(Version::V7_21, false), (Version::V9_4, true)] {
        let server = Bitbucket::start(Scenario::minimal().version(version));
        let token = server.token("ada").expect("a token");
        let folder = temporary();
        let header = format!("Authorization: Bearer {token}");
        let target = url(&server, "demo/hello");
        git_ok(folder.path(), &[("http.extraHeader", &header)], &["clone", "--quiet", &target, "bearer"]);
        let named = git(
            folder.path(),
            &[("credential.helper", &helper("x-token-auth", &token))],
            &["clone", "--quiet", &target, "named"],
        );
        assert_eq!(named.status.success(), user_name_works, "{version}");
        let kinds: Vec<_> = server.requests().iter().map(|request| request.authorization).collect();
        assert!(kinds.contains(&AuthorizationKind::Bearer) && kinds.contains(&AuthorizationKind::Basic));
    }
}

#[test]
fn a_missing_or_wrong_secret_is_challenged() {
    let server = Bitbucket::start(Scenario::minimal());
    let path = "/scm/demo/hello.git/info/refs?service=git-upload-pack";
    let nobody = Client::nobody(&server).get(path);
    assert_eq!((nobody.status, nobody.header("www-authenticate")), (401, Some("Basic realm=\"Atlassian Bitbucket\"")));
    assert_eq!(server.failed_sign_ins(), 0);
    for _ in 0..5 {
        assert_eq!(Client::basic(&server, "ada", "wrong").get(path).status, 401);
    }
    assert_eq!(server.failed_sign_ins(), 5);
    let folder = temporary();
    let locked = git(folder.path(), &[("credential.helper", &helper("ada", "wrong"))], &["clone", &url(&server, "demo/hello")]);
    let said = String::from_utf8_lossy(&locked.stderr).into_owned();
    assert!(said.contains("remote error: CAPTCHA required"), "{said}");
    assert_eq!(Client::of(&server, "ada").get("/scm/demo/hello.git/HEAD").status, 404, "the dumb protocol is not spoken");
}

#[test]
fn pushes_need_the_right_to_write() {
    let server = Bitbucket::start(Scenario::sample());
    let folder = temporary();
    let header = |levels: &[Permission]| format!("Authorization: Bearer {}", server.make_token("ada", levels).expect("a token"));
    let write = header(&[Permission::Repository(Level::Write)]);
    let read = header(&[Permission::Repository(Level::Read)]);
    git_ok(folder.path(), &[("http.extraHeader", &write)], &["clone", "--quiet", &url(&server, "shop/storefront"), "mine"]);
    let mine = folder.path().join("mine");
    // Two megabytes that do not compress: more than fits into one request buffer, so Git sends it in chunks.
    let noise: Vec<u8> = (0_u32..500_000).flat_map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes()).collect();
    std::fs::write(mine.join("noise.bin"), noise).expect("a file");
    git_ok(&mine, &[], &["checkout", "--quiet", "-b", "feature/gift-wrapping", "origin/feature/gift-wrapping"]);
    git_ok(&mine, &[], &["add", "."]);
    git_ok(&mine, &[], &["commit", "--quiet", "-m", "Add noise"]);
    let refused = git(&mine, &[("http.extraHeader", &read)], &["push", "origin", "HEAD"]);
    assert!(!refused.status.success());
    let client = Client::of(&server, "ada");
    let pull = || client.get("/rest/api/latest/projects/SHOP/repos/storefront/pull-requests/28").json();
    let before = pull();
    git_ok(&mine, &[("http.extraHeader", &write)], &["push", "--quiet", "origin", "HEAD"]);
    let after = pull();
    assert_eq!(after["fromRef"]["latestCommit"], git_ok(&mine, &[], &["rev-parse", "HEAD"]).as_str(), "the pull request follows");
    assert!(after["version"].as_u64() > before["version"].as_u64());
    server.archive("SHOP", "storefront", true).expect("a repository");
    git_ok(&mine, &[], &["commit", "--quiet", "--allow-empty", "-m", "Too late"]);
    let late = git(&mine, &[("http.extraHeader", &write)], &["push", "origin", "HEAD"]);
    assert!(!late.status.success());
    let hidden = git(folder.path(), &[("http.extraHeader", &write)], &["clone", &url(&server, "sec/audit-trail")]);
    assert!(String::from_utf8_lossy(&hidden.stderr).contains("Repository not found"), "the server's words arrive");
}

#[test]
fn public_repositories_need_no_name_where_that_is_allowed() {
    let server = Bitbucket::start(Scenario::sample().anonymous_access(true));
    let folder = temporary();
    git_ok(folder.path(), &[], &["clone", "--quiet", &url(&server, "oss/pear-parser")]);
    assert!(!git(folder.path(), &[], &["clone", "--quiet", &url(&server, "shop/checkout")]).status.success());
}

#[test]
fn an_empty_repository_can_be_cloned_and_filled() {
    let server = Bitbucket::start(Scenario::sample());
    let folder = temporary();
    let header = format!("Authorization: Bearer {}", server.token("ada").expect("a token"));
    let settings = [("http.extraHeader", header.as_str())];
    git_ok(folder.path(), &settings, &["clone", "--quiet", &url(&server, "plat/new-service-template"), "new"]);
    let new = folder.path().join("new");
    git_ok(&new, &[], &["commit", "--quiet", "--allow-empty", "-m", "First"]);
    git_ok(&new, &settings, &["push", "--quiet", "origin", "HEAD:refs/heads/main"]);
    let branch = Client::of(&server, "ada").get("/rest/api/latest/projects/PLAT/repos/new-service-template/branches/default");
    assert_eq!(branch.json()["latestCommit"], git_ok(&new, &[], &["rev-parse", "HEAD"]).as_str());
}

/// `GIT_SSH_COMMAND` for a fresh key of a user; the key is on the server then.
fn ssh_command(server: &Bitbucket, user: &str, folder: &Path) -> String {
    let key = folder.join(user);
    let made = Command::new("ssh-keygen").args(["-q", "-t", "ed25519", "-N", "", "-f"]).arg(&key).status();
    assert!(made.expect("ssh-keygen runs").success());
    let public = std::fs::read_to_string(key.with_extension("pub")).expect("a public key");
    server.add_ssh_key(user, public.trim()).expect("a new key");
    let known = folder.join("known_hosts");
    std::fs::write(&known, server.known_hosts_line().expect("SSH is on") + "\n").expect("a file");
    format!(
        "ssh -F /dev/null -i {} -o IdentitiesOnly=yes -o BatchMode=yes -o UserKnownHostsFile={}",
        key.display(),
        known.display()
    )
}

#[test]
fn ssh_serves_the_same_repositories_under_the_same_rights() {
    for user in [SshUser::Auto, SshUser::Current] {
        let server = Bitbucket::start(Scenario::sample().ssh_user(user));
        let folder = temporary();
        let ssh = ssh_command(&server, "ada", folder.path());
        let settings = [("core.sshCommand", ssh.as_str())];
        let base = format!("ssh://{}@127.0.0.1:{}", server.ssh_user().expect("a user"), server.ssh_port().expect("a port"));
        git_ok(folder.path(), &settings, &["clone", "--quiet", &format!("{base}/shop/storefront.git"), "mine"]);
        git_ok(folder.path(), &settings, &["clone", "--quiet", &format!("{base}/~ada/dotfiles.git"), "own"]);
        let mine = folder.path().join("mine");
        git_ok(&mine, &[], &["commit", "--quiet", "--allow-empty", "-m", "Over SSH"]);
        git_ok(&mine, &settings, &["push", "--quiet", "origin", "HEAD:refs/heads/over-ssh"]);
        let denied = git(folder.path(), &settings, &["clone", &format!("{base}/sec/audit-trail.git")]);
        let said = String::from_utf8_lossy(&denied.stderr).into_owned();
        assert!(said.contains("Repository not found"), "{said}");
        server.permit("ada", "SHOP", Some(Level::Read)).expect("a project");
        assert!(!git(&mine, &settings, &["push", "origin", "HEAD:refs/heads/again"]).status.success());
        server.remove_user("ada").expect("a user");
        assert!(!git(&mine, &settings, &["fetch"]).status.success());
        let seen = server.requests();
        assert!(seen.iter().all(|request| request.method == "SSH" && request.authorization == AuthorizationKind::Key));
        assert_eq!(seen.iter().filter(|request| request.status == Some(200)).count(), 3);
    }
}

#[test]
fn a_changed_host_key_and_an_unknown_key_are_noticed() {
    let server = Bitbucket::start(Scenario::minimal());
    let folder = temporary();
    let ssh = ssh_command(&server, "ada", folder.path());
    let base = format!("ssh://{}@127.0.0.1:{}", server.ssh_user().expect("a user"), server.ssh_port().expect("a port"));
    let clone = |target: &str| {
        git(folder.path(), &[("core.sshCommand", &ssh)], &["clone", "--quiet", &format!("{base}/demo/hello.git"), target])
    };
    assert!(clone("first").status.success());
    let told = Client::of(&server, "ada").get("/rest/ssh/latest/settings").json();
    let fingerprint = server.ssh_fingerprint().expect("a key");
    assert_eq!(format!("SHA256:{}", told["fingerprint"]["value"].as_str().expect("a value")), fingerprint);
    server.change_ssh_host_key().expect("a new key");
    assert_ne!(server.ssh_fingerprint().expect("a key"), fingerprint);
    assert!(String::from_utf8_lossy(&clone("second").stderr).contains("Host key verification failed"));
}
