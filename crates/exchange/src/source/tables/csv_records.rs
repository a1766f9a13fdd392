//! Records of a CSV file, each with the line it begins on. Cells may be quoted, and a quoted cell may go on over lines.

use csv::{ByteRecord, ReaderBuilder};

use crate::LINE_BYTES_MAX;
use crate::source::lines::Lines;
use crate::source::{Bytes, Fault};

/// Reads records one by one.
pub(crate) struct CsvRecords {
    lines: Lines,
}

impl CsvRecords {
    pub(crate) fn new(bytes: Bytes) -> Self {
        Self { lines: Lines::new(bytes) }
    }

    /// The next record with the line it begins on; blank lines are none. A quoted cell may go on over several lines.
    pub(crate) fn next_record(&mut self) -> Result<Option<(u64, ByteRecord)>, Fault> {
        let mut bytes = loop {
            match self.lines.next_line()? {
                None => return Ok(None),
                Some(line) if line.iter().all(u8::is_ascii_whitespace) => {}
                Some(line) => break line,
            }
        };
        let number = self.lines.number();
        let mut within = Within::Start.after(&bytes);
        while within == Within::Quotes {
            let Some(line) = self.lines.next_line()? else {
                return Err(Fault::file(number, "truncated", "a quotation mark opens a cell that never ends"));
            };
            within = within.after(&line);
            bytes.extend(line);
            if bytes.len() > LINE_BYTES_MAX {
                let message =
                    format!("a row takes more than {LINE_BYTES_MAX} bytes: a quotation mark may lack its end");
                return Err(Fault::file(number, "too-long", message));
            }
        }
        let mut reader = ReaderBuilder::new();
        let reader = reader.has_headers(false).flexible(true).buffer_capacity(bytes.len());
        let mut record = ByteRecord::new();
        match reader.from_reader(bytes.as_slice()).read_byte_record(&mut record) {
            Ok(_) => Ok(Some((number, record))),
            Err(_) => Err(Fault::case(number, "malformed", "the line is no row of a table")),
        }
    }
}

/// Where a line of a table ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Within {
    /// Where a cell begins: a quotation mark opens it.
    Start,
    /// In a cell without quotation marks, where they stand for themselves.
    Plain,
    /// In a quoted cell.
    Quotes,
    /// After a quotation mark in a quoted cell: its end, or the first of two.
    Mark,
}

impl Within {
    fn after(self, line: &[u8]) -> Self {
        line.iter().fold(self, |within, byte| match (within, byte) {
            (Self::Quotes, b'"') => Self::Mark,
            (Self::Quotes, _) | (Self::Start | Self::Mark, b'"') => Self::Quotes,
            (_, b',' | b'\n') => Self::Start,
            _ => Self::Plain,
        })
    }
}
