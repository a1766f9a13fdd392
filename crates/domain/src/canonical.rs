//! Strict JSON in, canonical JSON out (RFC 8785 without floats).
//!
//! The reader repairs one thing, Unicode form (NFC), because people type in many forms; the writer repairs nothing and
//! refuses what has no single canonical form.

use std::fmt;

use serde::de::{self, DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Deepest nesting read or written.
pub const DEPTH_MAX: usize = 64;
/// Largest integer that every JSON reader keeps exactly, 2^53 − 1.
pub const INTEGER_MAX: i64 = 9_007_199_254_740_991;

/// Why bytes are not strict JSON, or a value has no canonical form.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The bytes are not JSON as read here.
    #[error("{0}")]
    Syntax(String),
    /// A number with a fraction or exponent.
    #[error(
        "a number with a fraction or an exponent: write money as {{minor, currency}} and other decimals as strings"
    )]
    Float,
    /// An integer that not every reader keeps.
    #[error("an integer beyond ±(2^53−1)")]
    Integer,
    /// A string that is not in NFC, met by the writer.
    #[error("a string is not in Unicode form NFC")]
    NotNfc,
    /// A string with U+0000.
    #[error("a string holds the character U+0000")]
    Nul,
    /// Nested too deeply.
    #[error("nested deeper than 64 levels")]
    Depth,
}

/// Reads strict JSON: no duplicate keys, no floats, no NUL, bounded depth; strings come out in NFC.
pub fn parse(bytes: &[u8]) -> Result<Value, Error> {
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let value = Strict { depth: 0 }.deserialize(&mut reader).map_err(|e| Error::Syntax(e.to_string()))?;
    reader.end().map_err(|e| Error::Syntax(e.to_string()))?;
    Ok(value)
}

struct Strict {
    depth: usize,
}

impl<'de> DeserializeSeed<'de> for Strict {
    type Value = Value;
    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Strict {
    fn deeper<E: de::Error>(&self) -> Result<Self, E> {
        if self.depth >= DEPTH_MAX {
            return Err(E::custom(Error::Depth));
        }
        Ok(Self { depth: self.depth + 1 })
    }
}

fn string<E: de::Error>(text: &str) -> Result<String, E> {
    if text.contains('\0') {
        return Err(E::custom(Error::Nul));
    }
    Ok(if is_nfc(text) { text.to_owned() } else { text.nfc().collect() })
}

impl<'de> Visitor<'de> for Strict {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: de::Error>(self, v: bool) -> Result<Value, E> {
        Ok(Value::Bool(v))
    }

    fn visit_i64<E: de::Error>(self, v: i64) -> Result<Value, E> {
        if v < -INTEGER_MAX { Err(E::custom(Error::Integer)) } else { Ok(v.into()) }
    }

    fn visit_u64<E: de::Error>(self, v: u64) -> Result<Value, E> {
        if v > INTEGER_MAX.unsigned_abs() { Err(E::custom(Error::Integer)) } else { Ok(v.into()) }
    }

    fn visit_f64<E: de::Error>(self, _: f64) -> Result<Value, E> {
        Err(E::custom(Error::Float))
    }

    fn visit_str<E: de::Error>(self, v: &str) -> Result<Value, E> {
        string(v).map(Value::String)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element_seed(self.deeper()?)? {
            items.push(item);
        }
        Ok(Value::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(key) = map.next_key::<String>()? {
            let key = string(&key)?;
            let value = map.next_value_seed(self.deeper()?)?;
            if object.contains_key(&key) {
                return Err(de::Error::custom(format_args!("the name '{key}' stands twice in one object")));
            }
            object.insert(key, value);
        }
        Ok(Value::Object(object))
    }
}

/// Writes the canonical bytes of a value.
pub fn bytes(value: &Value) -> Result<Vec<u8>, Error> {
    let mut out = Vec::with_capacity(512);
    write(value, 0, &mut out)?;
    Ok(out)
}

fn write(value: &Value, depth: usize, out: &mut Vec<u8>) -> Result<(), Error> {
    if depth > DEPTH_MAX {
        return Err(Error::Depth);
    }
    match value {
        Value::Null => out.extend_from_slice(b"null"),
        Value::Bool(true) => out.extend_from_slice(b"true"),
        Value::Bool(false) => out.extend_from_slice(b"false"),
        Value::Number(number) => write_number(number, out)?,
        Value::String(text) => write_string(text, out)?,
        Value::Array(items) => {
            out.push(b'[');
            for (i, item) in items.iter().enumerate() {
                if i > 0 {
                    out.push(b',');
                }
                write(item, depth + 1, out)?;
            }
            out.push(b']');
        }
        Value::Object(object) => write_object(object, depth, out)?,
    }
    Ok(())
}

fn write_object(object: &Map<String, Value>, depth: usize, out: &mut Vec<u8>) -> Result<(), Error> {
    let mut entries: Vec<_> = object.iter().collect();
    // RFC 8785 §3.2.3 orders names by UTF-16 code units, which differs from UTF-8 order above the basic plane.
    entries.sort_by(
        |(a, _), (b, _)| if a.is_ascii() && b.is_ascii() { a.cmp(b) } else { a.encode_utf16().cmp(b.encode_utf16()) },
    );
    out.push(b'{');
    for (i, (name, value)) in entries.into_iter().enumerate() {
        if i > 0 {
            out.push(b',');
        }
        write_string(name, out)?;
        out.push(b':');
        write(value, depth + 1, out)?;
    }
    out.push(b'}');
    Ok(())
}

fn write_number(number: &Number, out: &mut Vec<u8>) -> Result<(), Error> {
    let value = number.as_i64().ok_or(if number.is_f64() { Error::Float } else { Error::Integer })?;
    if value.abs() > INTEGER_MAX {
        return Err(Error::Integer);
    }
    out.extend_from_slice(value.to_string().as_bytes());
    Ok(())
}

fn write_string(text: &str, out: &mut Vec<u8>) -> Result<(), Error> {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    if text.contains('\0') {
        return Err(Error::Nul);
    }
    if !is_nfc(text) {
        return Err(Error::NotNfc);
    }
    out.push(b'"');
    for byte in text.bytes() {
        match byte {
            b'"' => out.extend_from_slice(b"\\\""),
            b'\\' => out.extend_from_slice(b"\\\\"),
            0x08 => out.extend_from_slice(b"\\b"),
            0x09 => out.extend_from_slice(b"\\t"),
            0x0a => out.extend_from_slice(b"\\n"),
            0x0c => out.extend_from_slice(b"\\f"),
            0x0d => out.extend_from_slice(b"\\r"),
            0x00..=0x1f => {
                out.extend_from_slice(b"\\u00");
                out.push(HEX[usize::from(byte >> 4)]);
                out.push(HEX[usize::from(byte & 15)]);
            }
            _ => out.push(byte),
        }
    }
    out.push(b'"');
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    fn values() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::Bool),
            (-INTEGER_MAX..=INTEGER_MAX).prop_map(Value::from),
            "[^\0]{0,12}".prop_map(|s| Value::String(s.nfc().collect())),
        ];
        leaf.prop_recursive(4, 40, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Value::Array),
                prop::collection::vec(("[^\0]{0,8}", inner), 0..6)
                    .prop_map(|e| Value::Object(e.into_iter().map(|(k, v)| (k.nfc().collect(), v)).collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn canonical_bytes_round_trip(value in values()) {
            let first = bytes(&value).unwrap();
            let read = parse(&first).unwrap();
            prop_assert_eq!(&read, &value);
            prop_assert_eq!(bytes(&read).unwrap(), first);
        }

        #[test]
        fn no_input_panics(input in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = parse(&input);
        }
    }

    #[test]
    fn names_are_sorted_by_utf16() {
        // As in the RFC's own example, a character above the surrogates sorts after U+1F600; here one that stands in NFC.
        let value = json!({"\u{ff21}": 1, "\u{1f600}": 2, "\r": 3, "1": 4, "\u{80}": 5, "ö": 6, "€": 7});
        let text = String::from_utf8(bytes(&value).unwrap()).unwrap();
        let order: Vec<_> = [":3", ":4", ":5", ":6", ":7", ":2", ":1"].iter().map(|n| text.find(n).unwrap()).collect();
        assert!(order.is_sorted(), "{text}");
    }

    #[test]
    fn what_has_no_single_form_is_refused() {
        assert_eq!(bytes(&json!(1.5)), Err(Error::Float));
        assert_eq!(bytes(&json!(9_007_199_254_740_992_i64)), Err(Error::Integer));
        assert_eq!(bytes(&json!("e\u{301}")), Err(Error::NotNfc));
        assert_eq!(bytes(&json!("a\0")), Err(Error::Nul));
    }

    #[test]
    fn the_reader_refuses_what_could_be_read_two_ways() {
        for bad in [r#"{"a":1,"a":2}"#, "1.0", "1e3", r#""\u0000""#, r#""\ud800""#, "9007199254740992", "{} {}", ""] {
            assert!(parse(bad.as_bytes()).is_err(), "{bad}");
        }
        assert_eq!(parse("\"e\u{301}\"".as_bytes()).unwrap(), json!("é"));
        assert!(parse("[".repeat(100).as_bytes()).is_err());
    }
}
