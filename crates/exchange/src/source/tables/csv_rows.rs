//! Rows of a CSV file: names in the first line, one row in every further one. Cells may be quoted.

use csv::ByteRecord;

use super::csv_records::CsvRecords;
use super::row::{Place, Row};
use super::{Attributes, Bytes, Fault, ReadRow};
use crate::source::in_nfc;
use crate::{EVENT_BYTES_MAX, FIELDS_PER_EVENT_MAX};

/// Reads the rows of a file.
pub(super) struct CsvRows<'a> {
    records: CsvRecords,
    columns: Vec<String>,
    case: &'a str,
    table: u16,
    file: u16,
    is_begun: bool,
    ended: bool,
}

impl<'a> CsvRows<'a> {
    pub(super) fn new(bytes: Bytes, case: &'a str, table: u16, file: u16) -> Self {
        Self { records: CsvRecords::new(bytes), columns: Vec::new(), case, table, file, is_begun: false, ended: false }
    }

    fn begin(&mut self) -> Result<(), Fault> {
        let Some((line, names)) = self.records.next_record()? else {
            return Err(Fault::file(1, "malformed", "the file is empty: its first line must name the columns"));
        };
        if names.len() > FIELDS_PER_EVENT_MAX {
            let message = format!("the table has more than {FIELDS_PER_EVENT_MAX} columns");
            return Err(Fault::file(line, "malformed", message));
        }
        for name in &names {
            let name = std::str::from_utf8(name).map_err(|_| Fault::file(line, "encoding", NOT_UTF8))?;
            self.columns.push(in_nfc(name.trim()).into_owned());
        }
        if !self.columns.iter().any(|name| name == self.case) {
            let message = format!("the first line names no column '{}', which names the case", self.case);
            return Err(Fault::file(line, "malformed", message));
        }
        Ok(())
    }

    fn row(&self, line: u64, record: &ByteRecord) -> ReadRow {
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
        match self.records.next_record() {
            Ok(Some((line, record))) => Some(self.row(line, &record)),
            Ok(None) => None,
            Err(fault) => {
                self.ended = fault.ends_file;
                Some(Err((Place { file: self.file, line: fault.number }, fault)))
            }
        }
    }
}
