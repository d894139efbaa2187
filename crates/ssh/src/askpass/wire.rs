//! The bytes between client and server: one request, one reply, then the end.
//!
//! Request: 32 bytes of value, 4 bytes asker, 4 bytes length, the question. Reply: one byte (0 no, 1 yes), and for a yes
//! 4 bytes length and the answer. Numbers are big-endian.

use std::io::{self, Read, Write};

use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret, SecretString};

/// The one-time value of a ticket.
pub(super) type Value = [u8; 32];

/// Far above what an argument of a program may hold in practice.
pub(super) const LONGEST: usize = 64 * 1024;

/// What the client sends.
pub(super) struct Request {
    pub(super) value: Value,
    /// Process id of the `ssh` that asks, 0 where unknown: a jump host's `ssh` may ask the same as the first.
    pub(super) asker: u32,
    pub(super) question: String,
}

impl Request {
    pub(super) fn bytes(&self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::with_capacity(40 + self.question.len());
        bytes.extend_from_slice(&self.value);
        bytes.extend_from_slice(&self.asker.to_be_bytes());
        bytes.extend_from_slice(&length(&self.question)?);
        bytes.extend_from_slice(self.question.as_bytes());
        Ok(bytes)
    }

    pub(super) fn read(mut from: impl Read) -> io::Result<Self> {
        let mut value = Value::default();
        from.read_exact(&mut value)?;
        let mut asker = [0; 4];
        from.read_exact(&mut asker)?;
        let question = String::from_utf8_lossy(&read_text(&mut from)?).into_owned();
        Ok(Self { value, asker: u32::from_be_bytes(asker), question })
    }
}

/// The reply's bytes, wiped after use.
pub(super) fn reply(answer: Option<&SecretString>) -> io::Result<Zeroizing<Vec<u8>>> {
    let Some(answer) = answer else { return Ok(Zeroizing::new(vec![0])) };
    let text = answer.expose_secret();
    let mut bytes = Zeroizing::new(Vec::with_capacity(5 + text.len()));
    bytes.push(1);
    bytes.extend_from_slice(&length(text)?);
    bytes.extend_from_slice(text.as_bytes());
    Ok(bytes)
}

pub(super) fn read_reply(mut from: impl Read) -> io::Result<Option<Zeroizing<Vec<u8>>>> {
    let mut kind = [0];
    from.read_exact(&mut kind)?;
    if kind == [1] { read_text(&mut from).map(Some) } else { Ok(None) }
}

pub(super) fn send(mut to: impl Write, bytes: &[u8]) -> io::Result<()> {
    to.write_all(bytes)?;
    to.flush()
}

fn length(text: &str) -> io::Result<[u8; 4]> {
    match u32::try_from(text.len()) {
        Ok(length) if text.len() <= LONGEST => Ok(length.to_be_bytes()),
        _ => Err(io::ErrorKind::InvalidInput.into()),
    }
}

fn read_text(from: &mut impl Read) -> io::Result<Zeroizing<Vec<u8>>> {
    let mut length = [0; 4];
    from.read_exact(&mut length)?;
    let length = usize::try_from(u32::from_be_bytes(length)).unwrap_or(usize::MAX);
    if length > LONGEST {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let mut text = Zeroizing::new(vec![0; length]);
    from.read_exact(&mut text)?;
    Ok(text)
}
