//! Webhooks of repositories on hosts. All of it needs the right to administer the repository; the server decides.
//!
//! A secret goes from the person, or from here, to the server and is kept nowhere; what the server tells of it is only whether there
//! is one.

use secrecy::{ExposeSecret, SecretString};
use url::Url;
use uuid::Uuid;

use crate::Core;
use crate::api::webhooks::{Deliveries, Delivery, Webhook, WebhookDraft, WebhookSecret, Webhooks};
use crate::api::{ChangeWebhook, CreateWebhook, DeleteWebhook, GetWebhookDeliveries, ListWebhooks, TestWebhook};
use crate::fault::Fault;
use crate::sessions::{Manner, Session};
use crate::views;

/// Longest name that servers take.
const LONGEST_NAME: usize = 255;
/// Longest address that we send.
const LONGEST_URL: usize = 2000;
/// Longest secret that we send.
const LONGEST_SECRET: usize = 255;

pub(crate) async fn list_webhooks(core: &Core, arguments: ListWebhooks) -> Result<Webhooks, Fault> {
    let session = core.session(arguments.account, Manner::Shown).await?;
    let path = views::repositories::path_of(arguments.repository);
    let webhooks = session.settle(session.forge.webhooks(&path).await).await?;
    let events = session.settle(session.forge.webhook_events().await).await?;
    Ok(Webhooks { webhooks: webhooks.into_iter().map(views::webhooks::webhook).collect(), events })
}

pub(crate) async fn get_webhook_deliveries(core: &Core, arguments: GetWebhookDeliveries) -> Result<Deliveries, Fault> {
    let session = core.session(arguments.account, Manner::Shown).await?;
    let path = views::repositories::path_of(arguments.repository);
    let found = session.settle(session.forge.webhook_deliveries(&path, arguments.webhook).await).await?;
    Ok(views::webhooks::deliveries(found))
}

pub(crate) async fn create_webhook(core: &Core, arguments: CreateWebhook) -> Result<Webhook, Fault> {
    let draft = checked(arguments.draft)?;
    let session = core.session(arguments.account, Manner::Asked).await?;
    let path = views::repositories::path_of(arguments.repository);
    let secret = secret(core, arguments.secret)?;
    let made = session.settle(session.forge.create_webhook(&path, &draft, &secret).await).await?;
    Ok(views::webhooks::webhook(made))
}

pub(crate) async fn change_webhook(core: &Core, arguments: ChangeWebhook) -> Result<Webhook, Fault> {
    let draft = checked(arguments.draft)?;
    let session = core.session(arguments.account, Manner::Asked).await?;
    let path = views::repositories::path_of(arguments.repository);
    let secret = secret(core, arguments.secret)?;
    let changed = session.forge.change_webhook(&path, arguments.webhook, &draft, &secret).await;
    Ok(views::webhooks::webhook(session.settle(changed).await?))
}

pub(crate) async fn delete_webhook(core: &Core, arguments: DeleteWebhook) -> Result<(), Fault> {
    let session = core.session(arguments.account, Manner::Asked).await?;
    let path = views::repositories::path_of(arguments.repository);
    seen(&session, &path, arguments.webhook, arguments.name).await?;
    session.settle(session.forge.delete_webhook(&path, arguments.webhook).await).await
}

pub(crate) async fn test_webhook(core: &Core, arguments: TestWebhook) -> Result<Delivery, Fault> {
    let session = core.session(arguments.account, Manner::Asked).await?;
    let path = views::repositories::path_of(arguments.repository);
    let hook = seen(&session, &path, arguments.webhook, arguments.name).await?;
    let told = session.settle(session.forge.test_webhook(&path, &hook).await).await?;
    Ok(views::webhooks::delivery(told))
}

/// The webhook, if it still is the one that the person saw.
async fn seen(session: &Session, path: &forge::RepositoryPath, id: u64, name: String) -> Result<forge::Webhook, Fault> {
    let hook = session.settle(session.forge.webhook(path, id).await).await?;
    if hook.name == name { Ok(hook) } else { Err(Fault::Moved { what: name }) }
}

fn invalid(field: &str, why: &str) -> Fault {
    Fault::Invalid { field: field.into(), why: why.into() }
}

/// A draft that servers can take; what can be told here is not left for the server to say.
fn checked(draft: WebhookDraft) -> Result<forge::WebhookDraft, Fault> {
    let name = draft.name.trim().to_owned();
    if name.is_empty() {
        return Err(invalid("name", "A webhook needs a name."));
    }
    if name.chars().count() > LONGEST_NAME || name.chars().any(char::is_control) {
        return Err(invalid("name", "The name must be one line of at most 255 characters."));
    }
    let url = address(draft.url.trim())?;
    let mut events = draft.events;
    events.sort();
    events.dedup();
    if events.is_empty() {
        return Err(invalid("events", "Choose at least one event."));
    }
    Ok(forge::WebhookDraft { name, url, events, active: draft.active, verify: draft.verify })
}

fn address(text: &str) -> Result<String, Fault> {
    let no_address = || invalid("url", "This is no web address. It begins with https:// or http://.");
    let url = Url::parse(text).map_err(|_| no_address())?;
    if !matches!(url.scheme(), "https" | "http") || !url.has_host() || text.chars().any(|c| c.is_control() || c.is_whitespace()) {
        return Err(no_address());
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(invalid(
            "url",
            "Everybody who may administer the repository reads this address: leave name and password out.",
        ));
    }
    if text.len() > LONGEST_URL {
        return Err(invalid("url", "The address is too long."));
    }
    Ok(text.to_owned())
}

/// What goes to the server. One that is made here is on the clipboard before the server has it: nowhere else could it be read.
fn secret(core: &Core, wanted: WebhookSecret) -> Result<forge::WebhookSecret, Fault> {
    Ok(match wanted {
        WebhookSecret::Keep => forge::WebhookSecret::Keep,
        WebhookSecret::Nothing => forge::WebhookSecret::Nothing,
        WebhookSecret::Generate => {
            let made = SecretString::from(format!("{}{}", Uuid::new_v4().simple(), Uuid::new_v4().simple()));
            core.options.desktop.copy_text(made.expose_secret())?;
            forge::WebhookSecret::Set(made)
        }
        WebhookSecret::Given { secret } => {
            if secret.is_blank() {
                return Err(invalid("secret", "The secret is empty."));
            }
            let secret = secret.into_inner();
            if secret.expose_secret().chars().count() > LONGEST_SECRET {
                return Err(invalid("secret", "The secret can have at most 255 characters."));
            }
            forge::WebhookSecret::Set(secret)
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(name: &str, url: &str, events: &[&str]) -> WebhookDraft {
        let events = events.iter().map(|event| (*event).to_owned()).collect();
        WebhookDraft { name: name.into(), url: url.into(), events, active: true, verify: true }
    }

    #[test]
    fn a_draft_is_checked_before_anybody_is_asked() {
        let good = checked(draft(" CI ", " https://ci.example.com/hook?x=1 ", &["pr:opened", "a:b", "pr:opened"])).expect("good");
        assert_eq!((good.name.as_str(), good.url.as_str()), ("CI", "https://ci.example.com/hook?x=1"));
        assert_eq!(good.events, ["a:b", "pr:opened"]);
        for (odd, wanted) in [
            (draft("", "https://a/", &["x:y"]), "name"),
            (draft("a\nb", "https://a/", &["x:y"]), "name"),
            (draft(&"n".repeat(256), "https://a/", &["x:y"]), "name"),
            (draft("a", "", &["x:y"]), "url"),
            (draft("a", "ftp://a/", &["x:y"]), "url"),
            (draft("a", "file:///etc/passwd", &["x:y"]), "url"),
            (draft("a", "javascript:alert(1)", &["x:y"]), "url"),
            (draft("a", "https://", &["x:y"]), "url"),
            (draft("a", "ci.example.com", &["x:y"]), "url"),
            (draft("a", "https://a/b c", &["x:y"]), "url"),
            (draft("a", "https://me:pass@a/", &["x:y"]), "url"),
            (draft("a", &format!("https://a/{}", "p".repeat(2000)), &["x:y"]), "url"),
            (draft("a", "https://a/", &[]), "events"),
        ] {
            let fault = checked(odd.clone()).expect_err("odd");
            assert!(matches!(&fault, Fault::Invalid { field, .. } if field == wanted), "{odd:?}: {fault}");
        }
    }
}
