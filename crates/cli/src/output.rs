//! Everything that this program prints: answers on standard output, everything else on standard error.
//!
//! Texts of servers and repositories are hostile: nothing in them may move the cursor, hide, or turn what is read around.

use std::io::{self, IsTerminal, Write};

use bough_core::fault::Fault;
use serde::Serialize;
use serde_json::json;

use crate::sentences::Description;

/// Where and how to print.
pub struct Output {
    json: bool,
}

impl Output {
    /// JSON for machines, or lines for people.
    pub fn new(json: bool) -> Self {
        Self { json }
    }

    /// True where progress bars make sense.
    pub fn shows_progress(&self) -> bool {
        !self.json && io::stderr().is_terminal()
    }

    /// An answer: as JSON, or as the lines that `lines` makes of it.
    pub fn answer<T: Serialize>(&self, value: &T, lines: impl FnOnce(&T) -> Vec<String>) {
        if self.json {
            Self::json(value);
            return;
        }
        for line in lines(value) {
            write(io::stdout(), &visible(&line));
        }
    }

    /// A value as JSON, whatever was asked for.
    pub fn json<T: Serialize>(value: &T) {
        match serde_json::to_string_pretty(value) {
            Ok(text) => write(io::stdout(), &text),
            Err(error) => complain(&format!("The answer can't be written as JSON: {error}."), None),
        }
    }

    /// Something worth saying that is no answer; machines don't get it.
    pub fn note(&self, line: &str) {
        if !self.json {
            write(io::stderr(), &visible(line));
        }
    }

    /// A fault, in words or as JSON on standard error.
    pub fn fault(&self, fault: &Fault, description: &Description) {
        if self.json {
            write(io::stderr(), &json!({ "fault": fault, "sentence": description.sentence }).to_string());
            return;
        }
        complain(&description.sentence, description.advice.as_deref());
        if let Some(detail) = description.detail.as_deref().filter(|detail| !detail.is_empty()) {
            write(io::stderr(), &format!("({})", visible(detail)));
        }
    }
}

/// What went wrong, and what to do.
pub fn complain(sentence: &str, advice: Option<&str>) {
    write(io::stderr(), &visible(sentence));
    if let Some(advice) = advice {
        write(io::stderr(), &visible(advice));
    }
}

/// A terminal that went away is no reason to end otherwise.
fn write(mut to: impl Write, line: &str) {
    let _ = writeln!(to, "{line}");
}

/// The text with control characters, direction marks and invisible ones spelled out; line ends stay.
pub fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\n' => out.push('\n'),
            '\0'..='\u{1f}'
            | '\u{7f}'..='\u{9f}'
            | '\u{61c}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}'
            | '\u{feff}' => out.extend(letter.escape_unicode()),
            _ => out.push(letter),
        }
    }
    out
}

/// Rows as columns: each as wide as its widest cell, two spaces between.
pub fn table(rows: &[Vec<String>]) -> Vec<String> {
    let width = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max();
    let line = |row: &Vec<String>| {
        let cells = row.iter().enumerate().map(|(column, cell)| {
            let missing = width(column).unwrap_or_default() - cell.chars().count();
            format!("{cell}{}", " ".repeat(missing))
        });
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_text_is_shown_not_obeyed() {
        assert_eq!(visible("a\u{1b}[2Jb\u{202e}c\r"), "a\\u{1b}[2Jb\\u{202e}c\\u{d}");
        assert_eq!(visible("Grüße 🎉\nzwei"), "Grüße 🎉\nzwei");
    }

    #[test]
    fn columns_line_up_and_end_without_spaces() {
        let rows = [vec!["a".into(), "b".into()], vec!["ccc".into(), String::new()]];
        assert_eq!(table(&rows), ["a    b", "ccc"]);
    }
}
