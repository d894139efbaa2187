//! Who did something and when, out of a commit's lines, which anybody may have written in any way.

use jiff::Timestamp;
use jiff::tz::Offset;

/// Who did something, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Name; lossy where it isn't UTF-8.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// RFC 3339 with the person's own offset.
    pub time: String,
}

impl Person {
    /// Reads `Name <address> seconds ±hhmm`, forgiving what is missing, as Git does.
    pub(crate) fn read(line: &[u8], decode: impl Fn(&[u8]) -> String) -> Self {
        let end = line.iter().rposition(|byte| *byte == b'>').unwrap_or(line.len());
        let start = line[..end].iter().position(|byte| *byte == b'<');
        let name = &line[..start.unwrap_or(end)];
        let email = start.map_or(&b""[..], |start| &line[start + 1..end]);
        let (seconds, offset) = read_time(line.get(end + 1..).unwrap_or_default());
        Self { name: decode(name.trim_ascii()), email: decode(email.trim_ascii()), time: rfc3339(seconds, offset) }
    }
}

/// Seconds since 1970 and minutes east of Greenwich.
pub(crate) fn read_time(text: &[u8]) -> (i64, i32) {
    let mut words = text.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
    let number = |word: Option<&[u8]>| word.and_then(|word| std::str::from_utf8(word).ok()?.parse::<i64>().ok());
    let seconds = number(words.next()).unwrap_or(0);
    // `+0130` is one hour and thirty minutes.
    let offset = number(words.next()).and_then(|offset| i32::try_from(offset).ok()).unwrap_or(0);
    (seconds, offset / 100 * 60 + offset % 100)
}

/// Times beyond the calendar become its ends; an offset that no clock has (`+9999`) becomes Greenwich.
fn rfc3339(seconds: i64, minutes: i32) -> String {
    // Years of four digits, and a day's room for the offset.
    const FIRST: i64 = -62_135_510_400;
    const LAST: i64 = 253_402_214_400;
    let time = Timestamp::from_second(seconds.clamp(FIRST, LAST)).unwrap_or(Timestamp::UNIX_EPOCH);
    let minutes = if minutes.abs() < 24 * 60 { minutes } else { 0 };
    let offset = Offset::from_seconds(minutes * 60).unwrap_or(Offset::UTC);
    time.display_with_offset(offset).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> (String, String, String) {
        let person = Person::read(line.as_bytes(), |text| String::from_utf8_lossy(text).into_owned());
        (person.name, person.email, person.time)
    }

    #[test]
    fn times_carry_their_offset() {
        let (name, email, time) = read("Ann B <ann@x> 1700000000 +0130");
        assert_eq!((name.as_str(), email.as_str(), time.as_str()), ("Ann B", "ann@x", "2023-11-14T23:43:20+01:30"));
        assert_eq!(read("A <a> 1700000000 -0930").2, "2023-11-14T12:43:20-09:30");
        assert_eq!(read("A <a> 0 +0000").2, "1970-01-01T00:00:00+00:00");
        assert_eq!(read("A <a> 4294967296 +1400").2, "2106-02-07T20:28:16+14:00");
        assert_eq!(read("A <a> 1700000000 +9999").2, "2023-11-14T22:13:20+00:00");
        assert_eq!(read("A <a> 99999999999999999 +0000").2.len(), 25);
    }

    #[test]
    fn odd_lines_are_survived() {
        assert_eq!(read("Ann <a <b> c> 5 +0000"), ("Ann".into(), "a <b> c".into(), "1970-01-01T00:00:05+00:00".into()));
        assert_eq!(read("nobody").0, "nobody");
        assert_eq!(read("<>").1, "");
        assert_eq!(read("").2, "1970-01-01T00:00:00+00:00");
    }
}
