//! Rows of a CSV file: names in the first line, one row in every further one. Cells may be quoted.

use std::io::Read;

use csv::{ByteRecord, ErrorKind, Reader, ReaderBuilder, Terminator};

use super::row::{Place, Row};
use super::{Attributes, Bytes, Fault, ReadRow};
use crate::source::bounded::Bounded;
use crate::source::in_nfc;
use crate::{EVENT_BYTES_MAX, FIELDS_PER_EVENT_MAX, LINE_BYTES_MAX};

/// Reads the rows of a file.
pub(super) struct CsvRows<'a> {
    reader: Reader<Bounded<Bytes>>,
    columns: Vec<String>,
    case: &'a str,
    table: u16,
    file: u16,
    is_begun: bool,
    ended: bool,
}

impl<'a> CsvRows<'a> {
    pub(super) fn new(bytes: Bytes, case: &'a str, table: u16, file: u16) -> Self {
        let reader = numbered(ReaderBuilder::new().has_headers(false), Bounded::new(ended(bytes), LINE_BYTES_MAX));
        Self { reader, columns: Vec::new(), case, table, file, is_begun: false, ended: false }
    }

    fn begin(&mut self) -> Result<(), Fault> {
        let mut names = ByteRecord::new();
        let is_there = self.reader.read_byte_record(&mut names).map_err(|error| unreadable(1, &error))?;
        if !is_there {
            return Err(Fault::file(1, "malformed", "the file is empty: its first line must name the columns"));
        }
        if names.len() > FIELDS_PER_EVENT_MAX {
            return Err(Fault::file(1, "malformed", format!("the table has more than {FIELDS_PER_EVENT_MAX} columns")));
        }
        for name in &names {
            let name = std::str::from_utf8(name).map_err(|_| Fault::file(1, "encoding", NOT_UTF8))?;
            self.columns.push(in_nfc(name.trim()).into_owned());
        }
        if !self.columns.iter().any(|name| name == self.case) {
            let message = format!("the first line names no column '{}', which names the case", self.case);
            return Err(Fault::file(1, "malformed", message));
        }
        Ok(())
    }

    fn row(&self, record: &ByteRecord) -> ReadRow {
        let line = line_of(&self.reader, record);
        let place = Place { file: self.file, line };
        let at = self.columns.iter().position(|name| name == self.case).unwrap_or_default();
        let case = record.get(at).and_then(|cell| std::str::from_utf8(cell).ok()).map(str::trim);
        let case = case.filter(|case| !case.is_empty()).map(|case| in_nfc(case).into_owned());
        let Some(case) = case else {
            let message = format!("the column '{}' names the case and is blank in this line", self.case);
            return Err((place, Fault::case(line, "case-name", message)));
        };
        let fault = |code, message| (place, Fault::case(line, code, message).of(Some(&case)));
        if record.len() != self.columns.len() {
            let message = format!("the line has {} cells where the first has {}", record.len(), self.columns.len());
            return Err(fault("malformed", message));
        }
        let mut fields = Attributes::default();
        let mut bytes = 0;
        for (name, cell) in self.columns.iter().zip(record) {
            let cell = std::str::from_utf8(cell).map_err(|_| fault("encoding", NOT_UTF8.to_owned()))?;
            if cell.contains('\0') {
                return Err(fault("nul", format!("the column '{name}' holds the character U+0000")));
            }
            bytes += name.len() + cell.len();
            if bytes > EVENT_BYTES_MAX {
                return Err(fault("too-long", format!("the line takes more than {EVENT_BYTES_MAX} bytes")));
            }
            if !cell.trim().is_empty() {
                fields.push(name, in_nfc(cell).into_owned());
            }
        }
        Ok(Row { case, table: self.table, place, fields, wrong: None })
    }
}

const NOT_UTF8: &str = "the text is not UTF-8; if the file is ISO-8859-1, say so with `encoding` in the mapping";

impl Iterator for CsvRows<'_> {
    type Item = ReadRow;

    fn next(&mut self) -> Option<ReadRow> {
        if self.ended {
            return None;
        }
        if !std::mem::replace(&mut self.is_begun, true)
            && let Err(fault) = self.begin()
        {
            self.ended = true;
            return Some(Err((Place { file: self.file, line: fault.number }, fault)));
        }
        let mut record = ByteRecord::new();
        loop {
            // A quotation mark without its end would otherwise take in the rest of the file.
            self.reader.get_mut().go_on();
            return match self.reader.read_byte_record(&mut record) {
                Ok(true) if is_blank(&record) => continue,
                Ok(true) => Some(self.row(&record)),
                Ok(false) => None,
                Err(error) => {
                    self.ended = true;
                    let line = self.reader.position().line();
                    Some(Err((Place { file: self.file, line }, unreadable(line, &error))))
                }
            };
        }
    }
}

/// A file whose last line has its end, too.
pub(crate) fn ended(bytes: Bytes) -> Bytes {
    Box::new(bytes.chain(b"\n".as_slice()))
}

/// A reader whose records end at a line feed and nowhere else, so that [`line_of`] can tell where they stand; a carriage
/// return before it is white space of the last cell.
pub(crate) fn numbered<R: Read>(builder: &mut ReaderBuilder, bytes: R) -> Reader<R> {
    builder.flexible(true).terminator(Terminator::Any(b'\n')).from_reader(bytes)
}

/// The line on which the record read last begins, from 1. The position of a record itself counts blank lines before it.
pub(crate) fn line_of<R: Read>(reader: &Reader<R>, record: &ByteRecord) -> u64 {
    let within = record.as_slice().iter().filter(|byte| **byte == b'\n').count();
    reader.position().line().saturating_sub(1 + within as u64)
}

/// A line with nothing on it, or nothing but a carriage return.
fn is_blank(record: &ByteRecord) -> bool {
    record.len() == 1 && record.as_slice().trim_ascii().is_empty()
}

fn unreadable(line: u64, error: &csv::Error) -> Fault {
    let message = match error.kind() {
        ErrorKind::Io(error) => crate::source::in_words(error),
        _ => "the table cannot be read from here on".to_owned(),
    };
    Fault::file(line, "truncated", message)
}
