//! What a job tells of itself for the activity log while it works.

/// Bytes of the server's words that are kept: the last ones say how it ended.
const REMOTE: usize = 4000;

/// What is known at the end and was not at the beginning.
#[derive(Debug, Clone, Default)]
pub(crate) struct Told {
    /// The server's lines, each with its end; the first ones may be missing.
    pub(crate) remote: String,
    /// The commands that do the same, where they were not known before.
    pub(crate) command: Option<String>,
}

impl Told {
    /// The server said a line.
    pub(crate) fn hear(&mut self, line: &str) {
        self.remote.push_str(line);
        self.remote.push('\n');
        if self.remote.len() > REMOTE {
            let from = self.remote.ceil_char_boundary(self.remote.len() - REMOTE);
            let from = self.remote[from..].find('\n').map_or(from, |end| from + end + 1);
            self.remote.replace_range(..from, "…\n");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_words_stay_in_whole_lines() {
        let mut told = Told::default();
        (0..2000).for_each(|number| told.hear(&format!("line {number} ü")));
        assert!(told.remote.len() <= REMOTE + 4, "{}", told.remote.len());
        assert!(told.remote.starts_with("…\nline 1") && told.remote.ends_with("line 1999 ü\n"), "{}", told.remote);
    }
}
