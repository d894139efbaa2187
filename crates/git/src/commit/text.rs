//! The text of a commit object. Read with patience: many programs wrote commits, not all of them well.

use gix_hash::ObjectId;

use crate::person::{Person, read_time};

/// A commit's lines.
#[derive(Debug, Default)]
pub(crate) struct CommitText<'a> {
    pub(crate) parents: Vec<ObjectId>,
    /// True where it carries a signature.
    pub(crate) signed: bool,
    author: &'a [u8],
    committer: &'a [u8],
    encoding: &'a [u8],
    message: &'a [u8],
}

impl<'a> CommitText<'a> {
    pub(crate) fn parse(text: &'a [u8]) -> Self {
        let mut commit = Self::default();
        let mut rest = text;
        while let Some((line, after)) = split_line(rest) {
            rest = after;
            if line.is_empty() {
                break;
            }
            // Lines that begin with a space go on with the header before, which is none of these.
            match split_word(line) {
                (b"parent", id) => commit.parents.extend(ObjectId::from_hex(id)),
                (b"author", who) => commit.author = who,
                (b"committer", who) => commit.committer = who,
                (b"encoding", name) => commit.encoding = name,
                (b"gpgsig" | b"gpgsig-sha256", _) => commit.signed = true,
                _ => {}
            }
        }
        commit.message = rest;
        commit
    }

    /// Parents and seconds of the committer's clock: all that the order needs.
    pub(crate) fn place(&self) -> (&[ObjectId], i64) {
        let end = self.committer.iter().rposition(|byte| *byte == b'>').map_or(0, |end| end + 1);
        (&self.parents, read_time(&self.committer[end..]).0)
    }

    pub(crate) fn author(&self) -> Person {
        Person::read(self.author, |text| self.decode(text))
    }

    pub(crate) fn committer(&self) -> Person {
        Person::read(self.committer, |text| self.decode(text))
    }

    pub(crate) fn message(&self) -> String {
        self.decode(self.message)
    }

    /// The first line that says something.
    pub(crate) fn summary(&self) -> String {
        let mut lines = self.message.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
        self.decode(lines.find(|line| !line.is_empty()).unwrap_or_default())
    }

    fn decode(&self, text: &[u8]) -> String {
        let encoding = self.encoding.to_ascii_lowercase();
        // The only other encoding that is a table we know by heart.
        if matches!(encoding.as_slice(), b"iso-8859-1" | b"iso8859-1" | b"latin1" | b"latin-1") {
            return text.iter().map(|byte| char::from(*byte)).collect();
        }
        String::from_utf8_lossy(text).into_owned()
    }
}

fn split_line(text: &[u8]) -> Option<(&[u8], &[u8])> {
    if text.is_empty() {
        return None;
    }
    let end = text.iter().position(|byte| *byte == b'\n');
    Some(end.map_or((text, &text[text.len()..]), |end| (&text[..end], &text[end + 1..])))
}

fn split_word(line: &[u8]) -> (&[u8], &[u8]) {
    let end = line.iter().position(|byte| *byte == b' ').unwrap_or(line.len());
    (&line[..end], line.get(end + 1..).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_lines_are_found() {
        let text = b"tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\nparent 1111111111111111111111111111111111111111\n\
            parent 2222222222222222222222222222222222222222\nauthor A <a@x> 10 +0000\ncommitter C <c@x> 20 -0100\n\
            gpgsig -----BEGIN\n parent 3333333333333333333333333333333333333333\n -----END\n\n\nSubject\n\nBody\nparent x\n";
        let commit = CommitText::parse(text);
        let (parents, seconds) = commit.place();
        assert_eq!((parents.len(), seconds, commit.signed), (2, 20, true));
        assert_eq!(commit.author().name, "A");
        assert_eq!(commit.summary(), "Subject");
        assert_eq!(commit.message(), "\nSubject\n\nBody\nparent x\n");
    }

    #[test]
    fn other_encodings_and_no_message() {
        let latin = b"tree x\nauthor J\xe9 <j> 1 +0000\ncommitter J <j> 1 +0000\nencoding ISO-8859-1\n\ncaf\xe9\n";
        assert_eq!(CommitText::parse(latin).summary(), "café");
        assert_eq!(CommitText::parse(latin).author().name, "Jé");
        assert_eq!(CommitText::parse(b"tree x").summary(), "");
        assert_eq!(CommitText::parse(b"tree x\n\nbad \xff").message(), "bad \u{fffd}");
    }
}
