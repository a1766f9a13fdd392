//! Rows of JSON lines: one document a line. What lies within another value stands under the names on the way to it, with
//! `/` between them, and the items of a list under their numbers: `respondents/0/decisions/1/penalty`.

use serde_json::Value;
use wenze_domain::unquoted::without_values;

use super::row::{Place, Row};
use super::{Attributes, Bytes, Fault, ReadRow};
use crate::source::in_nfc;
use crate::source::lines::Lines;
use crate::{FIELDS_PER_LINE_MAX, JSON_DEPTH_MAX};

/// Reads the rows of a file.
pub(super) struct JsonRows<'a> {
    lines: Lines,
    case: &'a str,
    table: u16,
    file: u16,
    ended: bool,
}

impl<'a> JsonRows<'a> {
    pub(super) fn new(bytes: Bytes, case: &'a str, table: u16, file: u16) -> Self {
        Self { lines: Lines::new(bytes), case, table, file, ended: false }
    }

    fn row(&self, line: &[u8]) -> ReadRow {
        let number = self.lines.number();
        let place = Place { file: self.file, line: number };
        let malformed = |message: String| (place, Fault::case(number, "malformed", message));
        let value: Value = serde_json::from_slice(line).map_err(|e| malformed(without_values(&e.to_string())))?;
        if !value.is_object() {
            return Err(malformed("a line holds one JSON object".to_owned()));
        }
        let case = value.get(self.case).and_then(Value::as_str).map(str::trim).filter(|case| !case.is_empty());
        let Some(case) = case.map(|case| in_nfc(case).into_owned()) else {
            let message = format!("the field '{}' names the case: it must be a text and not blank", self.case);
            return Err((place, Fault::case(number, "case-name", message)));
        };
        let mut fields = Attributes::default();
        match flatten(&value, &mut String::new(), 0, &mut fields) {
            Ok(()) => Ok(Row { case, table: self.table, place, fields, wrong: None }),
            Err((code, message)) => Err((place, Fault::case(number, code, message).of(Some(&case)))),
        }
    }
}

impl Iterator for JsonRows<'_> {
    type Item = ReadRow;

    fn next(&mut self) -> Option<ReadRow> {
        while !self.ended {
            match self.lines.next_line() {
                Ok(None) => self.ended = true,
                Ok(Some(line)) if line.iter().all(u8::is_ascii_whitespace) => {}
                Ok(Some(line)) => return Some(self.row(&line)),
                Err(fault) => {
                    self.ended |= fault.ends_file;
                    return Some(Err((Place { file: self.file, line: fault.number }, fault)));
                }
            }
        }
        None
    }
}

/// Values by their way from the top. What is null or blank says nothing and is left out.
fn flatten(value: &Value, at: &mut String, depth: usize, to: &mut Attributes) -> Result<(), (&'static str, String)> {
    if depth > JSON_DEPTH_MAX {
        return Err(("malformed", format!("values are nested more than {JSON_DEPTH_MAX} deep")));
    }
    let text = match value {
        Value::Null => return Ok(()),
        Value::Object(object) => {
            return object.iter().try_for_each(|(name, inner)| within(name, inner, at, depth, to));
        }
        Value::Array(items) => {
            let mut numbered = (0_usize..).zip(items);
            return numbered.try_for_each(|(number, inner)| within(&number.to_string(), inner, at, depth, to));
        }
        Value::String(text) => in_nfc(text).into_owned(),
        other => other.to_string(),
    };
    if text.contains('\0') {
        return Err(("nul", format!("the field '{at}' holds the character U+0000")));
    }
    if to.len() >= FIELDS_PER_LINE_MAX {
        return Err(("too-many-attributes", format!("the line has more than {FIELDS_PER_LINE_MAX} values")));
    }
    if !text.trim().is_empty() {
        to.append(in_nfc(at).into_owned(), text);
    }
    Ok(())
}

fn within(
    name: &str,
    inner: &Value,
    at: &mut String,
    depth: usize,
    to: &mut Attributes,
) -> Result<(), (&'static str, String)> {
    let length = at.len();
    if !at.is_empty() {
        at.push('/');
    }
    // As in a JSON pointer, so that no name looks like a way.
    at.push_str(&name.replace('~', "~0").replace('/', "~1"));
    let done = flatten(inner, at, depth + 1, to);
    at.truncate(length);
    done
}
