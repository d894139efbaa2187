//! What a test may ask of a running server and do to it behind the clients' backs.

use std::path::PathBuf;
use std::time::Duration;

use super::Bitbucket;
use super::faults::Fault;
use super::git::point;
use super::ledger::RecordedRequest;
use super::rest::enter_ssh_key;
use super::scenario::{permit, project_id, repository_id, user_id};
use super::server::now;
use super::switches::CertificateKind;
use super::tips::Tips;
use super::webhooks::signature;
use super::world::{Level, Permission, Repository, TokenReach, fresh_secret};
use crate::Error;

impl Bitbucket {
    /// Where it answers, with the context path and without a closing slash.
    pub fn base_url(&self) -> String {
        self.server.base_url()
    }

    /// Scheme, host and port.
    pub fn web_origin(&self) -> &str {
        &self.server.origin
    }

    /// Port of the SSH side; `None` where it is switched off or the machine has no `sshd`.
    pub fn ssh_port(&self) -> Option<u16> {
        self.server.ssh.as_ref().map(super::ssh::SshFace::port)
    }

    /// The user name in SSH clone links: `git`, or the user running us where the machine allows no other.
    pub fn ssh_user(&self) -> Option<&str> {
        self.server.ssh.as_ref().map(super::ssh::SshFace::user)
    }

    /// The line for a `known_hosts` file that trusts the present host key.
    pub fn known_hosts_line(&self) -> Option<String> {
        self.server.ssh.as_ref().map(super::ssh::SshFace::known_hosts_line)
    }

    /// `SHA256:...` of the SSH host key.
    pub fn ssh_fingerprint(&self) -> Option<String> {
        self.server.ssh.as_ref().and_then(super::ssh::SshFace::fingerprint)
    }

    /// The SSH port takes no connections any more, as behind a firewall that refuses them; answers still name it.
    pub fn close_ssh(&self) {
        if let Some(ssh) = &self.server.ssh {
            ssh.close();
        }
    }

    /// The SSH side shows another host key from the next connection on.
    pub fn change_ssh_host_key(&self) -> Result<(), Error> {
        self.server.ssh.as_ref().map_or(Ok(()), super::ssh::SshFace::change_host_key)
    }

    /// The private authority's certificate, if the scenario serves https.
    pub fn ca_pem(&self) -> Option<&str> {
        self.server.authority.as_ref().map(super::authority::Authority::pem)
    }

    /// SHA-256 of the authority's certificate.
    pub fn ca_fingerprint(&self) -> Option<[u8; 32]> {
        self.server.authority.as_ref().map(super::authority::Authority::sha256)
    }

    /// SHA-256 of the certificate the server shows now.
    pub fn leaf_fingerprint(&self) -> Option<[u8; 32]> {
        self.server.authority.as_ref().map(super::authority::Authority::leaf_sha256)
    }

    /// Shows a new certificate from the next connection on.
    pub fn renew_certificate(&self, kind: CertificateKind) -> Result<(), Error> {
        self.server.authority.as_ref().map_or(Ok(()), |authority| authority.renew(kind))
    }

    /// A token of a user with the recommended levels: project read, repository write.
    pub fn token(&self, user: &str) -> Result<String, Error> {
        self.make_token(user, &[Permission::Project(Level::Read), Permission::Repository(Level::Write)])
    }

    /// A token of a user with these levels.
    pub fn make_token(&self, user: &str, levels: &[Permission]) -> Result<String, Error> {
        let mut world = self.server.world();
        let owner = user_id(&world, user)?;
        Ok(world.add_token(owner, "made by a test", levels, now()).secret)
    }

    /// A token of a project (`KEY`) or repository (`KEY/slug`); it belongs to a service user of its own.
    pub fn make_service_token(&self, place: &str, levels: &[Permission]) -> Result<String, Error> {
        let mut world = self.server.world();
        let reach = if place.contains('/') {
            TokenReach::Repository(repository_id(&world, place)?)
        } else {
            TokenReach::Project(project_id(&world, place)?)
        };
        let number = world.fresh_id();
        let owner = world.add_user(&format!("access-token-user/2/{number}"), &format!("{place} token"));
        world.change_user(owner, |user| (user.service, user.email) = (true, None));
        let secret = world.add_token(owner, "made by a test", levels, now()).secret;
        for token in world.tokens.iter_mut().filter(|each| each.secret == secret) {
            token.reach = reach;
        }
        Ok(secret)
    }

    /// A token in the right shape that no server knows.
    pub fn wrong_token() -> String {
        fresh_secret()
    }

    /// The token's time is over.
    pub fn expire(&self, token: &str) {
        for each in self.server.world().tokens.iter_mut().filter(|each| each.secret == token) {
            each.expired = true;
        }
    }

    /// The token is taken back.
    pub fn revoke(&self, token: &str) {
        self.server.world().tokens.retain(|each| each.secret != token);
    }

    /// Makes an incoming link with these scopes, as an administrator does: client id and secret.
    pub fn register_application(&self, redirect: &str, scopes: &str) -> Result<(String, String), Error> {
        self.server.register_application("Bough", redirect, scopes).map(|link| (link.client, link.secret))
    }

    /// For codes and OAuth tokens it is so much later from now on.
    pub fn pass_time(&self, time: Duration) {
        self.server.world().oauth.pass(time);
    }

    /// How often a refresh token was exchanged, and how often one came that had been rotated away.
    pub fn oauth_refreshes(&self) -> (usize, usize) {
        self.server.world().oauth.refreshes()
    }

    /// Client secrets, codes and tokens, all that were ever given out.
    pub fn oauth_secrets(&self) -> Vec<String> {
        self.server.world().oauth.secrets()
    }

    /// Grants that a user has given applications and nobody took back.
    pub fn oauth_grants(&self, user: &str) -> Result<usize, Error> {
        let world = self.server.world();
        Ok(world.oauth.grants_of(user_id(&world, user)?))
    }

    /// The user takes back what they allowed, on the page of authorised applications.
    pub fn withdraw_grants(&self, user: &str) -> Result<(), Error> {
        let mut world = self.server.world();
        let user = user_id(&world, user)?;
        world.oauth.revoke_all(user);
        Ok(())
    }

    /// Access tokens of OAuth are refused from now on, before their time; refresh tokens stay.
    pub fn spoil_access_tokens(&self) {
        self.server.world().oauth.spoil_access();
    }

    /// Puts a public key (a line as in a `.pub` file) on the server for a user.
    pub fn add_ssh_key(&self, user: &str, line: &str) -> Result<(), Error> {
        let user = user_id(&self.server.world(), user)?;
        let refused = |_| Error::Unknown { what: "public key", name: line.into() };
        enter_ssh_key(&self.server, user, line).map(drop).map_err(refused)
    }

    /// Every request so far, in the order of arrival.
    pub fn requests(&self) -> Vec<RecordedRequest> {
        self.server.ledger.all()
    }

    /// Those whose path (without the context path) begins like this.
    pub fn requests_below(&self, prefix: &str) -> Vec<RecordedRequest> {
        let inside = |request: &RecordedRequest| self.server.inside(&request.path).is_some_and(|path| path.starts_with(prefix));
        self.requests().into_iter().filter(inside).collect()
    }

    /// Forgets the requests so far.
    pub fn clear_requests(&self) {
        self.server.ledger.clear();
    }

    /// How many requests came with a secret that was not accepted.
    pub fn failed_sign_ins(&self) -> usize {
        self.requests().iter().filter(|request| request.failed_sign_in).count()
    }

    /// From now on this goes wrong, beside what goes wrong already.
    pub fn set_fault(&self, fault: Fault) {
        self.server.faults.add(fault);
    }

    /// Nothing goes wrong any more.
    pub fn clear_faults(&self) {
        self.server.faults.clear();
    }

    /// The bare repository behind a project key and slug, made now if nobody needed it yet.
    pub fn repository_folder(&self, key: &str, slug: &str) -> Result<PathBuf, Error> {
        let repository = self.server.world().repository_by_path(key, slug).cloned();
        let repository = repository.ok_or_else(|| Error::Unknown { what: "repository", name: format!("{key}/{slug}") })?;
        Tips::refresh(&self.server, &repository)?;
        self.server.folders.of(&repository)
    }

    /// Deletes a branch, as somebody else would in the browser.
    pub fn delete_branch(&self, key: &str, slug: &str, branch: &str) -> Result<(), Error> {
        point(&self.repository_folder(key, slug)?, &format!("refs/heads/{branch}"), None)
    }

    /// What was said of a commit: state, key, name and full name of the branch.
    pub fn builds(&self, commit: &str) -> Vec<(String, String, Option<String>, Option<String>)> {
        let world = self.server.world();
        let of = world.builds.iter().filter(|build| build.commit == commit);
        of.map(|build| (build.state.clone(), build.key.clone(), build.name.clone(), build.branch.clone())).collect()
    }

    /// Deletes a repository from the server's lists.
    pub fn delete_repository(&self, key: &str, slug: &str) -> Result<(), Error> {
        let mut world = self.server.world();
        let id = repository_id(&world, &format!("{key}/{slug}"))?;
        world.repositories.retain(|each| each.id != id);
        world.pull_requests.retain(|each| each.to.repository != id);
        world.webhooks.retain(|each| each.repository != id);
        Ok(())
    }

    /// Moves a repository to another project, or gives it another name. Where the old place is `remembered` it still answers.
    pub fn move_repository(&self, from: &str, to: &str, remembered: bool) -> Result<(), Error> {
        let mut world = self.server.world();
        let id = repository_id(&world, from)?;
        let (key, slug) = to.split_once('/').unwrap_or(("", to));
        let project = project_id(&world, key)?;
        let old = world.repository(id).map(|each| (each.project, each.slug.clone(), id));
        if remembered {
            world.former.extend(old);
        }
        world.change_repository(id, |each| {
            each.project = project;
            slug.clone_into(&mut each.slug);
            slug.clone_into(&mut each.name);
        });
        Ok(())
    }

    /// Makes a repository read-only, or writable again.
    pub fn archive(&self, key: &str, slug: &str, archived: bool) -> Result<(), Error> {
        let mut world = self.server.world();
        let id = repository_id(&world, &format!("{key}/{slug}"))?;
        world.change_repository(id, |each| each.archived = archived);
        Ok(())
    }

    /// Takes a project from everybody who has no right of their own in it.
    pub fn close_project(&self, key: &str) -> Result<(), Error> {
        let mut world = self.server.world();
        let id = project_id(&world, key)?;
        world.change_project(id, |project| {
            project.default_level = None;
            project.public = false;
        });
        Ok(())
    }

    /// Lets nothing be made in a project for now, or lets it again.
    pub fn lock_project(&self, key: &str, locked: bool) -> Result<(), Error> {
        let mut world = self.server.world();
        let id = project_id(&world, key)?;
        world.change_project(id, |project| project.locked = locked);
        Ok(())
    }

    /// Webhooks of a repository as the server keeps them, secrets included; what clients may never do.
    pub fn webhooks(&self, key: &str, slug: &str) -> Vec<serde_json::Value> {
        let world = self.server.world();
        let repository = world.repository_by_path(key, slug).map(|each| each.id);
        let own = world.webhooks.iter().filter(|hook| Some(hook.repository) == repository);
        own.map(|hook| {
            serde_json::json!({
                "id": hook.id,
                "name": hook.name,
                "url": hook.url,
                "events": hook.events,
                "secret": hook.secret,
                "active": hook.active,
                "verify": hook.verify,
                "deliveries": hook.history.len(),
            })
        })
        .collect()
    }

    /// Waits until so many deliveries of webhooks came to their end since the start; false where they did not.
    pub fn wait_for_deliveries(&self, count: usize) -> bool {
        self.server.deliveries.wait_for(count)
    }

    /// The signature that a hook with this secret puts on a body.
    pub fn webhook_signature(secret: &str, body: &[u8]) -> String {
        signature(secret.as_bytes(), body)
    }

    /// Where the repositories are, as `PROJECT/slug`.
    pub fn repositories(&self) -> Vec<String> {
        let world = self.server.world();
        let place = |each: &Repository| Some(format!("{}/{}", world.project(each.project)?.key, each.slug));
        world.repositories.iter().filter_map(place).collect()
    }

    /// What a repository is, as an administrator sees it in the browser.
    pub fn repository(&self, key: &str, slug: &str) -> Option<serde_json::Value> {
        let world = self.server.world();
        let found = world.repository_by_path(key, slug)?;
        Some(serde_json::json!({
            "name": found.name,
            "description": found.description,
            "public": found.public,
            "defaultBranch": found.default_branch,
        }))
    }

    /// The user has left: accounts stay behind inactive, and their tokens and keys stop working.
    pub fn remove_user(&self, user: &str) -> Result<(), Error> {
        let mut world = self.server.world();
        let id = user_id(&world, user)?;
        world.change_user(id, |user| user.active = false);
        Ok(())
    }

    /// Sets what a user may do in a project (`KEY`) or repository (`KEY/slug`); `None` takes the right away.
    pub fn permit(&self, user: &str, place: &str, level: Option<Level>) -> Result<(), Error> {
        permit(&mut self.server.world(), user, place, level)
    }

    /// A user must solve a CAPTCHA from now on, as after too many wrong passwords.
    pub fn lock_out(&self, user: &str) -> Result<(), Error> {
        let mut world = self.server.world();
        let id = user_id(&world, user)?;
        let failures = self.server.switches.captcha_after;
        world.failures.insert(id, failures);
        Ok(())
    }

    /// Solves the CAPTCHA for a user, as signing in with the browser does.
    pub fn unlock(&self, user: &str) -> Result<(), Error> {
        let mut world = self.server.world();
        let id = user_id(&world, user)?;
        world.failures.remove(&id);
        Ok(())
    }
}
