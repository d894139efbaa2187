//! Projects, repositories, branches and tags in JSON.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde_json::{Value, json};

use super::Pen;
use crate::bitbucket::git::Ref;
use crate::bitbucket::world::{Project, Repository};

const SEGMENT: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'<').add(b'>').add(b'?').add(b'`').add(b'%');

/// What a link says before the project's name: personal projects are shown below their owner.
fn web_path(project: &Project) -> String {
    match project.key.strip_prefix('~') {
        Some(owner) => format!("/users/{}", owner.to_lowercase()),
        None => format!("/projects/{}", project.key),
    }
}

impl Pen<'_> {
    pub fn project(&self, project: &Project) -> Value {
        let mut written = json!({
            "key": project.key,
            "id": project.id.0,
            "name": project.name,
            "type": if project.owner.is_some() { "PERSONAL" } else { "NORMAL" },
            "links": self.links(&web_path(project)),
        });
        if let Some(description) = &project.description {
            written["description"] = json!(description);
        }
        self.picture(&mut written, &web_path(project));
        match project.owner {
            Some(owner) => written["owner"] = self.user(owner),
            None => written["public"] = json!(project.public),
        }
        written
    }

    pub fn repository_path(&self, repository: &Repository) -> String {
        let project = self.world.project(repository.project);
        format!("{}/repos/{}", project.map(web_path).unwrap_or_default(), repository.slug)
    }

    pub fn repository(&self, repository: &Repository) -> Value {
        let mut written = self.repository_without_origin(repository);
        let origin = repository.origin.and_then(|id| self.world.repository(id));
        if let Some(origin) = origin {
            let mut shown = self.repository_without_origin(origin);
            // A fork names its origin even to those who may not see it, but then without the project.
            if self.world.repository_level(self.caller, origin).is_none()
                && let Some(shown) = shown.as_object_mut()
            {
                shown.remove("project");
            }
            written["origin"] = shown;
        }
        written
    }

    fn repository_without_origin(&self, repository: &Repository) -> Value {
        let project = self.world.project(repository.project);
        let mut written = json!({
            "slug": repository.slug,
            "id": repository.id.0,
            "name": repository.name,
            "hierarchyId": repository.hierarchy,
            "scmId": "git",
            "state": "AVAILABLE",
            "statusMessage": "Available",
            "forkable": repository.forkable,
            "project": project.map_or(Value::Null, |project| self.project(project)),
            "public": repository.public,
            "links": {
                "clone": self.clone_links(repository),
                "self": [{ "href": self.link(&format!("{}/browse", self.repository_path(repository))) }],
            },
        });
        if let Some(description) = &repository.description {
            written["description"] = json!(description);
        }
        if self.server.switches.version.has_archive() {
            written["archived"] = json!(repository.archived);
        }
        written
    }

    fn clone_links(&self, repository: &Repository) -> Vec<Value> {
        let switches = &self.server.switches.clone_links;
        let key = self.world.project(repository.project).map(|project| project.key.to_lowercase()).unwrap_or_default();
        let path = format!("{}/{}.git", utf8_percent_encode(&key, SEGMENT), repository.slug);
        let mut links = Vec::new();
        if switches.http {
            let mut base = self.link("/scm/");
            let name = self.caller.user.and_then(|id| self.world.user(id)).map(|user| user.name.as_str());
            if let Some(name) = name.filter(|_| switches.user_in_http) {
                base = base.replacen("://", &format!("://{}@", utf8_percent_encode(name, super::super::gate::NAME)), 1);
            }
            links.push(json!({ "href": format!("{base}{path}"), "name": "http" }));
        }
        if let Some(ssh) = self.server.ssh.as_ref().filter(|_| switches.ssh) {
            links.push(json!({ "href": format!("{}/{path}", ssh.base_url()), "name": "ssh" }));
        }
        if switches.any_order && repository.id.0 % 2 == 1 {
            links.reverse();
        }
        links
    }
}

pub(crate) fn branch_json(branch: &Ref, default: bool) -> Value {
    json!({
        "id": branch.name,
        "displayId": branch.name.trim_start_matches("refs/heads/"),
        "type": "BRANCH",
        "latestCommit": branch.commit,
        "latestChangeset": branch.commit,
        "isDefault": default,
    })
}

pub(crate) fn tag_json(tag: &Ref) -> Value {
    json!({
        "id": tag.name,
        "displayId": tag.name.trim_start_matches("refs/tags/"),
        "type": "TAG",
        "latestCommit": tag.commit,
        "latestChangeset": tag.commit,
        "hash": tag.annotation,
    })
}
