//! Reading JSON that may be odd in places: an odd field is a missing field, never a lost object.

use jiff::Timestamp;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

/// A field that may be missing, null, or of a shape that nobody foresaw.
pub(super) fn maybe<'de, D: Deserializer<'de>, T: DeserializeOwned>(from: D) -> Result<Option<T>, D::Error> {
    Ok(serde_json::from_value(Value::deserialize(from)?).ok())
}

/// A list without those of its elements that can't be read (`links.self` is `[null]` at times).
pub(super) fn list<'de, D: Deserializer<'de>, T: DeserializeOwned>(from: D) -> Result<Vec<T>, D::Error> {
    Ok(match Value::deserialize(from)? {
        Value::Array(values) => values.into_iter().filter_map(|value| serde_json::from_value(value).ok()).collect(),
        _ => Vec::new(),
    })
}

/// Text, or a number that should have been text (`buildNumber`); empty where it is missing.
pub(super) fn text<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    Ok(match Value::deserialize(from)? {
        Value::String(text) => text,
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    })
}

/// A number, or a number in a string.
pub(super) fn number<'de, D: Deserializer<'de>>(from: D) -> Result<Option<u64>, D::Error> {
    Ok(match Value::deserialize(from)? {
        Value::Number(number) => number.as_u64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    })
}

/// Truth, where it is said plainly.
pub(super) fn truth<'de, D: Deserializer<'de>>(from: D) -> Result<Option<bool>, D::Error> {
    Ok(match Value::deserialize(from)? {
        Value::Bool(truth) => Some(truth),
        Value::String(text) => text.parse().ok(),
        _ => None,
    })
}

/// A moment: milliseconds since 1970 (REST), also in a string, or ISO 8601 (webhooks of 10.x, and perhaps more one day).
pub(super) fn time<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Timestamp>, D::Error> {
    Ok(match Value::deserialize(from)? {
        Value::Number(number) => number.as_i64().and_then(|ms| Timestamp::from_millisecond(ms).ok()),
        Value::String(text) => moment(text.trim()),
        _ => None,
    })
}

fn moment(text: &str) -> Option<Timestamp> {
    if let Ok(ms) = text.parse() {
        return Timestamp::from_millisecond(ms).ok();
    }
    // `+0200` as well as `+02:00` and `Z`.
    text.parse().ok().or_else(|| Timestamp::strptime("%Y-%m-%dT%H:%M:%S%.f%z", text).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Deserialize)]
    struct Odd {
        #[serde(default, deserialize_with = "time")]
        time: Option<Timestamp>,
        #[serde(default, deserialize_with = "text")]
        text: String,
        #[serde(default, deserialize_with = "number")]
        number: Option<u64>,
        #[serde(default, deserialize_with = "truth")]
        truth: Option<bool>,
        #[serde(default, deserialize_with = "maybe")]
        maybe: Option<u8>,
        #[serde(default, deserialize_with = "list")]
        list: Vec<u8>,
    }

    fn read(json: &str) -> Odd {
        serde_json::from_str(json).expect("odd, but readable")
    }

    #[test]
    fn times_of_all_versions() {
        for (json, second) in [
            ("1530766870000", Some(1_530_766_870)),
            ("\"1530766870000\"", Some(1_530_766_870)),
            ("\"2018-07-05T05:01:10+0000\"", Some(1_530_766_870)),
            ("\"2018-07-05T07:01:10+0200\"", Some(1_530_766_870)),
            ("\"2018-07-05T05:01:10.000Z\"", Some(1_530_766_870)),
            ("\"2018-07-05T07:01:10.5+02:00\"", Some(1_530_766_870)),
            ("-1000", Some(-1)),
            ("null", None),
            ("\"yesterday\"", None),
            ("{}", None),
            ("1e300", None),
            ("99999999999999999", None),
        ] {
            let time = read(&format!("{{\"time\":{json}}}")).time;
            assert_eq!(time.map(Timestamp::as_second), second, "{json}");
        }
    }

    #[test]
    fn odd_fields_are_missing_fields() {
        let odd = read(r#"{"text":8007000,"number":"7","truth":"true","maybe":"x","list":[1,null,"2",3]}"#);
        assert_eq!((odd.text.as_str(), odd.number, odd.truth, odd.maybe), ("8007000", Some(7), Some(true), None));
        assert_eq!(odd.list, [1, 3]);
        let odd = read(r#"{"text":null,"number":-1,"truth":1,"maybe":null,"list":{}}"#);
        assert_eq!((odd.text.as_str(), odd.number, odd.truth, odd.maybe), ("", None, None, None));
        assert!(odd.list.is_empty());
        assert!(read("{}").list.is_empty());
    }
}
