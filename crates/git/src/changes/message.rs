//! Messages of commits: cleaned up as Git does it, and with trailers at their end.

use git2::{Config, Repository};

use crate::error::Error;

/// The line below which Git puts what is only for the person's eyes, after its mark of a remark.
const SCISSORS: &str = " ------------------------ >8 ------------------------";

/// Cleans a message up that was written without remarks of Git in it: `commit.cleanup` decides what goes.
pub(super) fn cleaned(git: &Repository, message: &str) -> Result<String, Error> {
    let config = git.config()?;
    match mode(&config).as_str() {
        "verbatim" => without_nul(message).map(str::to_owned),
        "strip" => trimmed(&without_remarks(message, &mark(&config))),
        _ => trimmed(message),
    }
}

/// What an editor would show of a prepared message, without the remarks that Git would take out again.
pub(super) fn shown(config: &Config, message: &str) -> Option<String> {
    let mark = mark(config);
    let text = match mode(config).as_str() {
        "verbatim" | "whitespace" => message.to_owned(),
        "scissors" => {
            let line = format!("{mark}{SCISSORS}");
            let end = message.lines().position(|found| found == line);
            message.lines().take(end.unwrap_or(usize::MAX)).flat_map(|line| [line, "\n"]).collect()
        }
        _ => trimmed(&without_remarks(message, &mark)).ok()?,
    };
    (!text.trim().is_empty()).then_some(text)
}

/// The message with trailers at its end, each once: one that names the same address under the same key is there already.
pub(super) fn with_trailers(message: &str, trailers: &[(&str, &(String, String))]) -> Result<String, Error> {
    let mut message = message.trim_end().to_owned();
    for (key, (name, email)) in trailers {
        let there = git2::message_trailers_strs(&message)?;
        let mut known = there.iter().filter(|(other, _)| other.eq_ignore_ascii_case(key));
        if known.any(|(_, value)| address(value).eq_ignore_ascii_case(email)) {
            continue;
        }
        message += if there.len() == 0 { "\n\n" } else { "\n" };
        for part in [key, ": ", name, " <", email, ">"] {
            message.push_str(part);
        }
    }
    message.push('\n');
    Ok(message)
}

fn address(value: &str) -> &str {
    value.rsplit_once('<').map_or(value, |(_, address)| address.trim_end().trim_end_matches('>'))
}

fn trimmed(message: &str) -> Result<String, Error> {
    Ok(git2::message_prettify(without_nul(message)?, None)?)
}

fn without_nul(message: &str) -> Result<&str, Error> {
    if message.contains('\0') {
        return Err(Error::invalid("message", "The message must not hold a NUL character."));
    }
    Ok(message)
}

fn without_remarks(message: &str, mark: &str) -> String {
    message.lines().filter(|line| !line.starts_with(mark)).flat_map(|line| [line, "\n"]).collect()
}

fn mode(config: &Config) -> String {
    config.get_string("commit.cleanup").unwrap_or_default()
}

/// What a line begins with that is a remark.
fn mark(config: &Config) -> String {
    let set = config.get_string("core.commentString").or_else(|_| config.get_string("core.commentChar"));
    set.ok().filter(|mark| !mark.is_empty() && mark != "auto").unwrap_or_else(|| "#".to_owned())
}
