//! `bough call`: any command of the core by its name, JSON in and JSON out.

use std::io::Read;

use bough_core::Core;
use bough_core::api::jobs::JobState;
use bough_core::api::{COMMANDS, ListJobs};
use bough_core::fault::Fault;
use serde_json::Value;

use crate::exit::End;
use crate::output::{Output, table};
use crate::person;

/// More than any command takes.
const LONGEST: u64 = 1 << 20;
/// Their arguments may hold a secret, which must not stand in a command line that every process can read.
const SECRET: &[&str] =
    &["connect_account", "generate_ssh_key", "answer_question", "register_application", "create_webhook", "change_webhook"];

/// Names every command with its sentence.
pub fn list(output: &Output) {
    let rows: Vec<Vec<String>> = COMMANDS.iter().map(|(name, doc)| vec![(*name).into(), doc.trim().into()]).collect();
    let names: Vec<&str> = COMMANDS.iter().map(|(name, _)| *name).collect();
    output.answer(&names, |_| table(&rows));
}

/// Calls one and prints its answer. Where it started a job, that is waited for and printed too.
pub async fn call(core: &Core, name: &str, arguments: Option<String>) -> Result<(), End> {
    let arguments = match arguments.as_deref() {
        None => Value::Null,
        Some("-") => parse(&read()?)?,
        Some(_) if SECRET.contains(&name) => {
            let why = format!("These arguments may hold a secret. Give them on standard input: bough call {name} -");
            return Err(Fault::Invalid { field: "arguments".into(), why }.into());
        }
        Some(text) => parse(text)?,
    };
    let questions = tokio::spawn(person::answer_questions(core.clone(), |_| ()));
    let answer = core.call(name, arguments).await;
    core.idle().await;
    questions.abort();
    Output::json(&answer?);
    // A core lives for one command here, so every job is of this one.
    for job in core.run(ListJobs {}).await? {
        Output::json(&job);
        match job.state {
            JobState::Failed { fault } => return Err(fault.into()),
            JobState::Cancelled => return Err(End::Cancelled),
            JobState::Running { .. } | JobState::Finished { .. } => {}
        }
    }
    Ok(())
}

fn read() -> Result<String, Fault> {
    let mut text = String::new();
    let read = std::io::stdin().take(LONGEST).read_to_string(&mut text);
    read.map_err(|error| Fault::Invalid { field: "stdin".into(), why: format!("Nothing could be read: {error}.") })?;
    Ok(text)
}

fn parse(text: &str) -> Result<Value, Fault> {
    // serde's words name a line and a column, never a value.
    serde_json::from_str(text)
        .map_err(|error| Fault::Invalid { field: "arguments".into(), why: format!("This is no JSON: {error}.") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_commands_that_take_secrets_exist() {
        for name in SECRET {
            assert!(COMMANDS.iter().any(|(known, _)| known == name), "{name}");
        }
        let page = bough_core::api::typescript();
        let taking: Vec<&str> = page
            .lines()
            .filter(|line| line.contains(": Secret"))
            .filter_map(|line| line.strip_prefix("export type ")?.split(' ').next())
            .collect();
        // An answer's text is a secret too; it is nested, so it is not on its command's own line.
        let named = ["ConnectAccount", "GenerateSshKey", "RegisterApplication"];
        assert_eq!(taking, named, "another command takes a secret: name it in SECRET");
    }
}
