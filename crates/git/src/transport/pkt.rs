//! Git's packet lines: four hex digits of length, then that many bytes less four.

use crate::error::Error;

/// Where bytes of a server come from.
pub(super) trait Source: Send {
    /// The next bytes; 0 at the end.
    fn receive(&mut self, buffer: &mut [u8]) -> Result<usize, Error>;

    /// Why the bytes ended before the conversation did.
    fn ended_early(&mut self) -> Error;
}

/// Longest packet of the protocol, and room for the next one.
const ROOM: usize = 2 * 65536;

/// Cuts a stream into packets.
pub(super) struct Packets<S> {
    source: S,
    buffer: Box<[u8]>,
    start: usize,
    end: usize,
}

/// What came.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Next<'a> {
    /// A whole packet with its four digits. `0000`, `0001` and `0002` stand alone.
    Packet(&'a [u8]),
    /// Bytes that are no packet; [`Packets::raw`] gives them.
    Raw,
    /// The end.
    End,
}

/// What a packet carries.
pub(super) fn payload(packet: &[u8]) -> &[u8] {
    packet.get(4..).unwrap_or_default()
}

/// The packet that carries `payload`, at most 65,516 bytes.
pub(super) fn packet(payload: &[u8]) -> Vec<u8> {
    let mut packet = format!("{:04x}", payload.len() + 4).into_bytes();
    packet.extend_from_slice(payload);
    packet
}

/// The packet that ends a section.
pub(super) const FLUSH: &[u8] = b"0000";

impl<S: Source> Packets<S> {
    pub(super) fn new(source: S) -> Self {
        Self { source, buffer: vec![0; ROOM].into_boxed_slice(), start: 0, end: 0 }
    }

    pub(super) fn source(&mut self) -> &mut S {
        &mut self.source
    }

    /// The next packet. An end inside of one is an error.
    pub(super) fn next(&mut self) -> Result<Next<'_>, Error> {
        if !self.fill(4)? {
            return if self.start == self.end {
                Ok(Next::End)
            } else if self.buffer[self.start..self.end].iter().all(u8::is_ascii_hexdigit) {
                Err(self.source.ended_early())
            } else {
                Ok(Next::Raw)
            };
        }
        let Some(length) = length(&self.buffer[self.start..self.start + 4]) else { return Ok(Next::Raw) };
        let length = match length {
            0..=2 => 4,
            3 | 4 => return Err(Error::Damaged { detail: "the server sent an empty packet".to_owned() }),
            length => length,
        };
        if !self.fill(length)? {
            return Err(self.source.ended_early());
        }
        self.start += length;
        Ok(Next::Packet(&self.buffer[self.start - length..self.start]))
    }

    /// Bytes as they are, after [`Next::Raw`]; 0 at the end.
    pub(super) fn raw(&mut self, buffer: &mut [u8]) -> Result<usize, Error> {
        if self.start == self.end {
            return self.source.receive(buffer);
        }
        let length = buffer.len().min(self.end - self.start);
        buffer[..length].copy_from_slice(&self.buffer[self.start..self.start + length]);
        self.start += length;
        Ok(length)
    }

    /// Brings at least `wanted` bytes into the buffer; false where the stream ends before.
    fn fill(&mut self, wanted: usize) -> Result<bool, Error> {
        if self.start + wanted > self.buffer.len() {
            self.buffer.copy_within(self.start..self.end, 0);
            (self.start, self.end) = (0, self.end - self.start);
        }
        while self.end - self.start < wanted {
            if self.start == self.end {
                (self.start, self.end) = (0, 0);
            }
            match self.source.receive(&mut self.buffer[self.end..])? {
                0 => return Ok(false),
                more => self.end += more,
            }
        }
        Ok(true)
    }
}

fn length(digits: &[u8]) -> Option<usize> {
    digits.iter().try_fold(0, |sum, digit| Some(sum * 16 + char::from(*digit).to_digit(16)? as usize))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Gives its bytes in pieces of a few, so that every border is crossed.
    pub(in super::super) struct Pieces {
        pub(in super::super) bytes: Vec<u8>,
        pub(in super::super) at: usize,
        pub(in super::super) size: usize,
    }

    impl Pieces {
        pub(in super::super) fn new(bytes: &[u8], size: usize) -> Self {
            Self { bytes: bytes.to_vec(), at: 0, size }
        }
    }

    impl Source for Pieces {
        fn receive(&mut self, buffer: &mut [u8]) -> Result<usize, Error> {
            let length = self.size.min(buffer.len()).min(self.bytes.len() - self.at);
            buffer[..length].copy_from_slice(&self.bytes[self.at..self.at + length]);
            self.at += length;
            Ok(length)
        }

        fn ended_early(&mut self) -> Error {
            Error::Offline { host: "test".to_owned(), detail: "ended early".to_owned() }
        }
    }

    #[test]
    fn packets_come_whole_however_the_bytes_come() {
        let big = vec![7; 65516];
        let stream = [&packet(b"hello\n")[..], FLUSH, b"0001", &packet(&big), &packet(&big), FLUSH].concat();
        for size in [1, 3, 4, 1000, 100_000] {
            let mut packets = Packets::new(Pieces::new(&stream, size));
            let mut seen = Vec::new();
            while let Next::Packet(packet) = packets.next().expect("packets") {
                seen.push(payload(packet).len());
            }
            assert_eq!(seen, [6, 0, 0, 65516, 65516, 0], "pieces of {size}");
        }
    }

    #[test]
    fn what_is_no_packet_is_handed_on() {
        let mut packets = Packets::new(Pieces::new(b"PACKxyz", 3));
        assert_eq!(packets.next().expect("something"), Next::Raw);
        let mut all = Vec::new();
        let mut piece = [0; 2];
        loop {
            match packets.raw(&mut piece).expect("bytes") {
                0 => break,
                length => all.extend_from_slice(&piece[..length]),
            }
        }
        assert_eq!(all, b"PACKxyz");
    }

    #[test]
    fn an_end_inside_a_packet_is_an_error() {
        for cut in [&b"00"[..], b"0008abc"] {
            assert!(matches!(Packets::new(Pieces::new(cut, 2)).next(), Err(Error::Offline { .. })));
        }
        assert!(matches!(Packets::new(Pieces::new(b"0004", 4)).next(), Err(Error::Damaged { .. })));
        assert_eq!(Packets::new(Pieces::new(b"", 4)).next().expect("the end"), Next::End);
    }
}
