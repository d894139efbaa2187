//! What is said of an answer that is not from now.

use bough_core::api::seen::Seen;
use bough_core::fault::Fault;
use jiff::Timestamp;

use crate::output::Output;

/// Says how old the printed answer is, and ends as the host's silence does: no script takes what was seen for what is.
pub fn tell(output: &Output, seen: Option<Seen>) -> Result<(), Fault> {
    let Some(Seen { at, because: Some(silence) }) = seen else { return Ok(()) };
    output.note(&format!("This was seen {}.", ago(&at, Timestamp::now())));
    Err(silence)
}

/// "2 hours ago"; the time itself where it can't be read.
fn ago(at: &str, now: Timestamp) -> String {
    let Ok(then) = at.parse::<Timestamp>() else { return at.to_owned() };
    let seconds = now.duration_since(then).as_secs();
    let (count, unit) = match seconds {
        ..60 => return "just now".into(),
        60..3600 => (seconds / 60, "minute"),
        3600..86_400 => (seconds / 3600, "hour"),
        _ => (seconds / 86_400, "day"),
    };
    format!("{count} {unit}{} ago", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_are_told_as_people_tell_them() {
        let now: Timestamp = "2026-11-29T12:00:00Z".parse().expect("a time");
        for (at, said) in [
            ("2026-11-29T12:00:30Z", "just now"),
            ("2026-11-29T11:59:01Z", "just now"),
            ("2026-11-29T11:58:30Z", "1 minute ago"),
            ("2026-11-29T10:00:00Z", "2 hours ago"),
            ("2026-11-20T12:00:00Z", "9 days ago"),
            ("some day", "some day"),
        ] {
            assert_eq!(ago(at, now), said, "{at}");
        }
    }
}
