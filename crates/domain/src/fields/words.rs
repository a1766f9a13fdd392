//! Short open words: codes of a regime, labels such as document numbers, digests in hex.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Longest code, in bytes.
pub const CODE_BYTES_MAX: usize = 64;
/// Longest label, in characters.
pub const LABEL_CHARS_MAX: usize = 200;

/// Declares a checked string: its rule, its message, its schema.
macro_rules! checked_string {
    ($(#[$doc:meta])* $name:ident, $check:expr, $message:literal, $schema:tt) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "Cow<'_, str>", into = "String")]
        pub struct $name(Box<str>);

        impl $name {
            /// Checks and takes a string.
            pub fn new(text: &str) -> Result<Self, &'static str> {
                let check: fn(&str) -> bool = $check;
                if check(text) { Ok(Self(text.into())) } else { Err($message) }
            }

            /// The string.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<Cow<'_, str>> for $name {
            type Error = &'static str;
            fn try_from(text: Cow<'_, str>) -> Result<Self, Self::Error> {
                Self::new(&text)
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.0.into()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        }
    };
}

checked_string!(
    /// A code of a regime or a list: lower-case letters, digits, `_`, `.` and `-`.
    Code,
    |text| {
        !text.is_empty()
            && text.len() <= CODE_BYTES_MAX
            && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'_' | b'.' | b'-'))
    },
    "a code has 1 to 64 lower-case letters, digits, '_', '.' or '-'",
    { "type": "string", "pattern": "^[a-z0-9_.-]{1,64}$" }
);

checked_string!(
    /// A short open text on one line: a document number, a register, an article.
    Label,
    |text| {
        !text.trim().is_empty() && text.chars().count() <= LABEL_CHARS_MAX && !text.chars().any(char::is_control)
    },
    "a label has 1 to 200 characters on one line",
    { "type": "string", "minLength": 1, "maxLength": LABEL_CHARS_MAX }
);

checked_string!(
    /// A SHA-256 digest in 64 lower-case hex digits.
    Digest,
    |text| text.len() == 64 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b)),
    "a digest is 64 lower-case hex digits",
    { "type": "string", "pattern": "^[0-9a-f]{64}$" }
);

impl From<Uuid> for Label {
    fn from(id: Uuid) -> Self {
        Self(id.to_string().into())
    }
}

checked_string!(
    /// A number with decimals as the paper writes it, such as a score; the log holds no floats.
    Decimal,
    |text| {
        let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
        let digits = |part: &str, most: usize| {
            !part.is_empty() && part.len() <= most && part.bytes().all(|b| b.is_ascii_digit())
        };
        digits(whole, 9) && digits(decimals, 6)
    },
    "a decimal has 1 to 9 digits and at most 6 after a point",
    { "type": "string", "pattern": "^[0-9]{1,9}(\\.[0-9]{1,6})?$" }
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decimal_is_digits_with_at_most_one_point() {
        for good in ["0", "60", "87.5", "123456789.123456"] {
            assert!(Decimal::new(good).is_ok(), "{good}");
        }
        for bad in ["", ".5", "5.", "1,5", "-1", "1.2.3", "1e3", "1234567890", "0.1234567", "六十"] {
            assert!(Decimal::new(bad).is_err(), "{bad}");
        }
    }
}
