//! `bough webhook`: what a host tells others about a repository.

use bough_core::Core;
use bough_core::api::webhooks::{Delivery, DeliveryOutcome, Webhook, WebhookDraft, WebhookSecret};
use bough_core::api::{CreateWebhook, DeleteWebhook, GetWebhookDeliveries, ListWebhooks, TestWebhook};
use bough_core::fault::Fault;
use serde_json::json;

use crate::arguments::WebhookCommand;
use crate::commands::{account, checked_path};
use crate::exit::End;
use crate::output::{Output, table};
use crate::person;

pub async fn run(core: &Core, output: &Output, command: WebhookCommand) -> Result<(), End> {
    match command {
        WebhookCommand::List { repository, host } => Ok(list(core, output, &repository, host.as_deref()).await?),
        WebhookCommand::Create { repository, url, name, events, signed, inactive, no_verify, host } => {
            let account = account(core, host.as_deref()).await?.id;
            let repository = checked_path(&repository)?;
            let secret = if signed {
                WebhookSecret::Given { secret: person::secret("Secret of the webhook")? }
            } else {
                WebhookSecret::Nothing
            };
            let draft = WebhookDraft { name, url, events, active: !inactive, verify: !no_verify };
            let made = core.run(CreateWebhook { account, repository, draft, secret }).await?;
            output.answer(&made, |made| vec![format!("Created webhook {} {}", made.id, made.name)]);
            Ok(())
        }
        WebhookCommand::Test { repository, webhook, host } => {
            let account = account(core, host.as_deref()).await?.id;
            let path = checked_path(&repository)?;
            let name = named(core, account, &path, webhook).await?.name;
            let told = core.run(TestWebhook { account, repository: path, webhook, name }).await?;
            output.answer(&told, told_lines);
            // Scripts are told by the exit code.
            match told.outcome {
                DeliveryOutcome::Success => Ok(()),
                _ => Err(Fault::Refused { detail: "The test was not taken.".into() }.into()),
            }
        }
        WebhookCommand::Deliveries { repository, webhook, host } => {
            let account = account(core, host.as_deref()).await?.id;
            let repository = checked_path(&repository)?;
            let all = core.run(GetWebhookDeliveries { account, repository, webhook }).await?;
            output.answer(&all, |all| {
                let counts = format!("{} taken, {} not taken, {} without an answer", all.successes, all.failures, all.errors);
                std::iter::once(counts).chain(all.last.iter().flat_map(told_lines)).collect()
            });
            Ok(())
        }
        WebhookCommand::Delete { repository, webhook, yes, host } => {
            let account = account(core, host.as_deref()).await?.id;
            let path = checked_path(&repository)?;
            let hook = named(core, account, &path, webhook).await?;
            if !yes && !person::agrees(&format!("Delete the webhook “{}” ({}) of {repository}?", hook.name, hook.url)) {
                return Err(Fault::Cancelled.into());
            }
            core.run(DeleteWebhook { account, repository: path, webhook, name: hook.name.clone() }).await?;
            output.answer(&json!({ "deleted": hook.id }), |_| vec![format!("Deleted webhook {} {}", hook.id, hook.name)]);
            Ok(())
        }
    }
}

async fn list(core: &Core, output: &Output, repository: &str, host: Option<&str>) -> Result<(), Fault> {
    let account = account(core, host).await?.id;
    let found = core.run(ListWebhooks { account, repository: checked_path(repository)? }).await?;
    output.answer(&found, |found| {
        let row = |hook: &Webhook| {
            let state = if hook.active { "active" } else { "off" };
            let signed = if hook.signed { "signed" } else { "unsigned" };
            let last = hook.last.as_ref().map_or("never sent", |last| outcome(last.outcome));
            let plain = [hook.id.to_string(), hook.name.clone(), hook.url.clone(), state.into(), signed.into(), last.into()];
            [plain.to_vec(), vec![hook.events.join(" ")]].concat()
        };
        table(&found.webhooks.iter().map(row).collect::<Vec<_>>())
    });
    if found.webhooks.is_empty() {
        output.note("There are no webhooks.");
    }
    Ok(())
}

async fn named(
    core: &Core,
    account: bough_core::api::ids::AccountId,
    path: &bough_core::api::repositories::RepositoryPath,
    id: u64,
) -> Result<Webhook, Fault> {
    let found = core.run(ListWebhooks { account, repository: path.clone() }).await?;
    let missing = || Fault::NotFound { what: format!("the webhook {id} in {}/{}", path.project, path.slug) };
    found.webhooks.into_iter().find(|hook| hook.id == id).ok_or_else(missing)
}

fn outcome(outcome: DeliveryOutcome) -> &'static str {
    match outcome {
        DeliveryOutcome::Success => "taken",
        DeliveryOutcome::Failure => "not taken",
        DeliveryOutcome::Error => "no answer",
    }
}

fn told_lines(told: &Delivery) -> Vec<String> {
    let facts = [
        Some(outcome(told.outcome).to_owned()),
        told.status.map(|status| status.to_string()),
        told.millis.map(|millis| format!("{millis} ms")),
        Some(told.event.clone()).filter(|event| !event.is_empty()),
        told.sent.clone(),
    ];
    let head = facts.into_iter().flatten().collect::<Vec<_>>().join("  ");
    let said = told.said.lines().map(|line| format!("  {line}"));
    std::iter::once(head).chain(said).collect()
}
