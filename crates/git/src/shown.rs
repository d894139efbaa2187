//! Words of others, made fit to be shown: nothing in them may move a cursor, hide or turn text around.

/// The text with control characters, direction marks and invisible ones spelled out. Line ends become spaces.
pub(crate) fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.trim_end().chars() {
        match letter {
            '\n' | '\r' | '\t' => out.push(' '),
            _ => push_visible(&mut out, letter),
        }
    }
    out
}

/// As [`visible`], but keeps line ends, and drops the carriage return before one.
pub fn visible_lines(text: &[u8]) -> String {
    let text = String::from_utf8_lossy(text);
    let mut out = String::with_capacity(text.len());
    for letter in text.replace("\r\n", "\n").chars() {
        match letter {
            '\n' | '\r' => out.push('\n'),
            '\t' => out.push(' '),
            _ => push_visible(&mut out, letter),
        }
    }
    out
}

/// The last line that says something, made visible. Progress overwrites itself with carriage returns.
pub(crate) fn last_line(text: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(text);
    text.split(['\n', '\r']).map(str::trim).rfind(|line| !line.is_empty()).map(visible)
}

fn push_visible(out: &mut String, letter: char) {
    match letter {
        '\0'..='\u{1f}' => out.push(char::from_u32(0x2400 + letter as u32).expect("the pictures of control characters")),
        '\u{7f}' => out.push('\u{2421}'),
        '\u{80}'..='\u{9f}'
        | '\u{61c}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}'
        | '\u{feff}' => out.extend(letter.escape_unicode()),
        _ => out.push(letter),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_shown_not_obeyed() {
        assert_eq!(visible("a\u{1b}[31mred\u{7f}\n"), "a␛[31mred␡");
        assert_eq!(visible("x\u{202e}gnp.exe\u{feff}"), "x\\u{202e}gnp.exe\\u{feff}");
        assert_eq!(visible("zwei\nZeilen\u{9b}"), "zwei Zeilen\\u{9b}");
        assert_eq!(visible("Grüße 你好 🎉"), "Grüße 你好 🎉");
    }

    #[test]
    fn progress_shows_its_latest_line() {
        assert_eq!(last_line(b"Counting: 1%\rCounting: 99%\r"), Some("Counting: 99%".to_owned()));
        assert_eq!(last_line(b"one\ntwo\n"), Some("two".to_owned()));
        assert_eq!(last_line(b"\r\n"), None);
        assert_eq!(visible_lines(b"a\r\nb\x07\nc"), "a\nb␇\nc");
    }
}
