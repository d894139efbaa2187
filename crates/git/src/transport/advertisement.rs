//! What a server offers at the beginning: its refs and abilities. Read by us as well as by libgit2, because git2 has
//! names only where they are UTF-8.

use crate::error::Error;

/// Refs and abilities of a server, in its order.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Advertisement {
    /// Name and object. Peeled tags, whose names end in `^{}`, are left out.
    pub(crate) refs: Vec<(Vec<u8>, git2::Oid)>,
    /// Words as the server sent them.
    capabilities: String,
}

impl Advertisement {
    /// The branch that the server's HEAD points to, as a full name.
    pub(crate) fn head_target(&self) -> Option<&str> {
        self.capabilities.split(' ').find_map(|word| word.strip_prefix("symref=HEAD:"))
    }

    /// True where the server would say where its HEAD points, if it pointed to a branch.
    pub(crate) fn speaks_of_symrefs(&self) -> bool {
        // Git says it since 1.8.4.3, which is also the version that began to send its name.
        self.capabilities.split(' ').any(|word| word.starts_with("agent="))
    }

    /// The object of a full name.
    pub(crate) fn object(&self, name: &[u8]) -> Option<git2::Oid> {
        self.refs.iter().find(|(known, _)| known == name).map(|(_, object)| *object)
    }

    /// Takes in one line. Lines that are no refs (`# service=…`, `shallow …`) are passed over.
    pub(super) fn take(&mut self, line: &[u8]) -> Result<(), Error> {
        let line = line.strip_suffix(b"\n").unwrap_or(line);
        let (line, capabilities) = match line.iter().position(|byte| *byte == 0) {
            Some(nul) => (&line[..nul], Some(&line[nul + 1..])),
            None => (line, None),
        };
        if let Some(capabilities) = capabilities
            && self.capabilities.is_empty()
        {
            String::from_utf8_lossy(capabilities).trim().clone_into(&mut self.capabilities);
            if let Some(format) = self.capabilities.split(' ').find_map(|word| word.strip_prefix("object-format="))
                && format != "sha1"
            {
                let format = crate::shown::visible(format);
                return Err(Error::Unsupported { what: format!("The repository names its objects by {format}.") });
            }
        }
        let Some((id, name)) = line.split_at_checked(40) else { return Ok(()) };
        let (Ok(id), Some(name)) = (std::str::from_utf8(id), name.strip_prefix(b" ")) else { return Ok(()) };
        if let Ok(object) = git2::Oid::from_str(id)
            && !object.is_zero()
            && !name.ends_with(b"^{}")
        {
            self.refs.push((name.to_vec(), object));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = "1111111111111111111111111111111111111111";

    #[test]
    fn refs_are_bytes_and_the_head_has_a_name() {
        let mut offer = Advertisement::default();
        offer.take(b"# service=git-upload-pack\n").expect("a comment");
        let first = format!("{ONE} HEAD\0multi_ack symref=HEAD:refs/heads/trunk agent=git/2\n");
        offer.take(first.as_bytes()).expect("a ref");
        offer.take(&[ONE.as_bytes(), b" refs/heads/caf\xe9\n"].concat()).expect("a ref");
        offer.take(format!("{ONE} refs/tags/v1^{{}}\n").as_bytes()).expect("a peeled tag");
        assert_eq!(offer.head_target(), Some("refs/heads/trunk"));
        assert_eq!(offer.refs.len(), 2);
        assert!(offer.object(b"refs/heads/caf\xe9").is_some());
    }

    #[test]
    fn an_empty_repository_offers_nothing_and_other_hashes_are_said_so() {
        let mut offer = Advertisement::default();
        offer.take(b"0000000000000000000000000000000000000000 capabilities^{}\0object-format=sha1\n").expect("empty");
        assert!(offer.refs.is_empty());
        let foreign = b"0000000000000000000000000000000000000000 capabilities^{}\0 object-format=sha256\n";
        assert!(matches!(Advertisement::default().take(foreign), Err(Error::Unsupported { .. })));
    }
}
