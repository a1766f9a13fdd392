//! One row, and the form in which it waits in a file while rows are sorted.

use std::io::{self, Read, Write};

use super::Attributes;
use super::Fault;

/// Where a row stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Place {
    /// Number of the file among those of the import.
    pub(crate) file: u16,
    /// Line, from 1.
    pub(crate) line: u64,
}

/// One row of a table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Row {
    /// The case it belongs to.
    pub(crate) case: String,
    /// Number of its table.
    pub(crate) table: u16,
    pub(crate) place: Place,
    /// What it says; blank cells are left out.
    pub(crate) fields: Attributes,
    /// Why it cannot be used, and its case with it: a case is never stored without one of its rows.
    pub(crate) wrong: Option<(&'static str, String)>,
}

/// What rows are sorted by: the case, then the order of tables, files and lines.
pub(super) type Key<'a> = (&'a str, u16, u16, u64);

impl Row {
    /// A row of a known case that cannot be read.
    pub(super) fn broken(table: u16, place: Place, fault: Fault) -> Self {
        let case = fault.case.unwrap_or_default();
        Self { case, table, place, fields: Attributes::default(), wrong: Some((fault.code, fault.message)) }
    }

    pub(super) fn key(&self) -> Key<'_> {
        (&self.case, self.table, self.place.file, self.place.line)
    }

    /// How much memory it takes, about.
    pub(super) fn bytes(&self) -> usize {
        const EACH_FIELD: usize = 2 * size_of::<String>();
        let fields: usize = self.fields.iter().map(|(name, value)| name.len() + value.len() + EACH_FIELD).sum();
        size_of::<Self>() + self.case.len() + fields
    }

    pub(super) fn write(&self, to: &mut impl Write) -> io::Result<()> {
        text(to, &self.case)?;
        to.write_all(&self.table.to_le_bytes())?;
        to.write_all(&self.place.file.to_le_bytes())?;
        to.write_all(&self.place.line.to_le_bytes())?;
        let code = self.wrong.as_ref().and_then(|(code, _)| code_number(code));
        to.write_all(&[code.unwrap_or(0)])?;
        text(to, self.wrong.as_ref().map_or("", |(_, message)| message))?;
        number(to, self.fields.len())?;
        for (name, value) in self.fields.iter() {
            text(to, name)?;
            text(to, value)?;
        }
        Ok(())
    }

    /// The next row of a file; none at its end.
    pub(super) fn read(from: &mut impl Read) -> io::Result<Option<Self>> {
        let mut first = [0; 1];
        if from.read(&mut first)? == 0 {
            return Ok(None);
        }
        let mut rest = [0; 3];
        from.read_exact(&mut rest)?;
        let length = u32::from_le_bytes([first[0], rest[0], rest[1], rest[2]]);
        let case = text_of(from, length)?;
        let table = u16::from_le_bytes(bytes(from)?);
        let place = Place { file: u16::from_le_bytes(bytes(from)?), line: u64::from_le_bytes(bytes(from)?) };
        let [code] = bytes(from)?;
        let message = read_text(from)?;
        let wrong = CODES.get(usize::from(code)).filter(|_| code > 0).map(|code| (*code, message));
        let mut fields = Attributes::default();
        for _ in 0..u32::from_le_bytes(bytes(from)?) {
            let name = read_text(from)?;
            let value = read_text(from)?;
            fields.append(name, value);
        }
        Ok(Some(Self { case, table, place, fields, wrong }))
    }
}

/// Codes of faults by their number in a file; the first stands for none.
const CODES: [&str; 6] = ["", "malformed", "too-long", "too-many-attributes", "nul", "encoding"];

fn code_number(code: &str) -> Option<u8> {
    CODES.iter().position(|own| *own == code).and_then(|at| u8::try_from(at).ok())
}

fn number(to: &mut impl Write, number: usize) -> io::Result<()> {
    let number = u32::try_from(number).map_err(io::Error::other)?;
    to.write_all(&number.to_le_bytes())
}

fn text(to: &mut impl Write, text: &str) -> io::Result<()> {
    number(to, text.len())?;
    to.write_all(text.as_bytes())
}

fn bytes<const N: usize>(from: &mut impl Read) -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    from.read_exact(&mut bytes)?;
    Ok(bytes)
}

fn read_text(from: &mut impl Read) -> io::Result<String> {
    let length = u32::from_le_bytes(bytes(from)?);
    text_of(from, length)
}

fn text_of(from: &mut impl Read, length: u32) -> io::Result<String> {
    let mut text = vec![0; length as usize];
    from.read_exact(&mut text)?;
    String::from_utf8(text).map_err(io::Error::other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_comes_back_from_a_file_as_it_was() {
        let fields: Attributes = [("a", "1"), ("b", "二")].into_iter().collect();
        let place = Place { file: 2, line: 7 };
        let row = Row { case: "A1".to_owned(), table: 3, place, fields, wrong: None };
        let broken = Row { wrong: Some(("encoding", "why".to_owned())), ..row.clone() };
        let mut file = Vec::new();
        row.write(&mut file).unwrap();
        broken.write(&mut file).unwrap();
        let mut from = file.as_slice();
        assert_eq!(Row::read(&mut from).unwrap(), Some(row));
        assert_eq!(Row::read(&mut from).unwrap(), Some(broken));
        assert_eq!(Row::read(&mut from).unwrap(), None);
    }

    #[test]
    fn every_code_a_row_can_have_survives_a_file() {
        for code in &CODES[1..] {
            assert!(code_number(code).is_some_and(|number| CODES[usize::from(number)] == *code));
        }
    }
}
