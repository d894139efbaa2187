//! A command line of the configuration, taken apart without a shell.

/// The words of a command, with quotes and backslashes as a shell reads them; none where a quote is not closed.
pub(super) fn split(command: &str) -> Option<Vec<String>> {
    let mut words: Vec<String> = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    let mut letters = command.chars();
    while let Some(letter) = letters.next() {
        match (letter, quote) {
            (letter, None) if letter.is_whitespace() => words.extend(word.take()),
            ('\'' | '"', None) => {
                quote = Some(letter);
                word.get_or_insert_default();
            }
            (letter, Some(open)) if letter == open => quote = None,
            ('\\', None | Some('"')) => word.get_or_insert_default().push(letters.next()?),
            (letter, _) => word.get_or_insert_default().push(letter),
        }
    }
    words.extend(word);
    quote.is_none().then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_those_of_a_shell_and_nothing_is_run() {
        let words = |command| split(command).unwrap_or_default();
        assert_eq!(words("ssh-add -L"), ["ssh-add", "-L"]);
        assert_eq!(words(r#" a  'b c' "d\"e" f\ g '' "#), ["a", "b c", "d\"e", "f g", ""]);
        assert_eq!(words("a; $(b) `c` | d"), ["a;", "$(b)", "`c`", "|", "d"]);
        assert_eq!(split("a 'b"), None);
        assert_eq!(split("a \\"), None);
    }
}
