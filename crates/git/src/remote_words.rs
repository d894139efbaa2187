//! What a server says beside the pack, as whole lines: it comes in pieces, and progress overwrites itself.

use crate::shown::visible;

/// Bytes of one line that are kept: a server may never end it.
const LONGEST: usize = 1000;

/// Gathers pieces into lines.
#[derive(Default)]
pub(crate) struct RemoteWords {
    line: Vec<u8>,
    /// A carriage return was read: the next letter begins the line anew.
    returned: bool,
}

impl RemoteWords {
    /// Takes a piece and gives the lines that end in it, made visible. Of a line that overwrote itself the last form counts.
    pub(crate) fn hear(&mut self, piece: &[u8]) -> Vec<String> {
        let mut ended = Vec::new();
        for &byte in piece {
            match byte {
                b'\n' => ended.extend(self.end()),
                b'\r' => self.returned = true,
                _ => {
                    if std::mem::take(&mut self.returned) {
                        self.line.clear();
                    }
                    if self.line.len() < LONGEST {
                        self.line.push(byte);
                    }
                }
            }
        }
        ended
    }

    /// The line that nobody ended; none where it says nothing.
    pub(crate) fn end(&mut self) -> Option<String> {
        self.returned = false;
        let line = visible(&String::from_utf8_lossy(&std::mem::take(&mut self.line)));
        (!line.trim().is_empty()).then_some(line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_become_lines_and_progress_is_heard_once() {
        let mut words = RemoteWords::default();
        assert!(words.hear(b"Counting objects:  50% (1/2)\rCounting ob").is_empty());
        assert_eq!(
            words.hear(b"jects: 100% (2/2), done.\r\nTotal 2\n\nhi\x1b"),
            ["Counting objects: 100% (2/2), done.", "Total 2"]
        );
        assert_eq!(words.end().as_deref(), Some("hi␛"));
        assert_eq!(words.end(), None);
    }

    #[test]
    fn a_line_without_end_does_not_grow_for_ever() {
        let mut words = RemoteWords::default();
        (0..100).for_each(|_| assert!(words.hear(&[b'x'; 1000]).is_empty()));
        assert_eq!(words.end().map(|line| line.len()), Some(LONGEST));
    }
}
