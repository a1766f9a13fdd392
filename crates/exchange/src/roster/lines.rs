//! A roster's file: headings, cells, and lines that cannot be read.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use csv::ByteRecord;
use serde_json::Value;

use super::columns::{COLUMNS, Column};
use crate::import::{ImportError, Reject};
use crate::source::tables::CsvRecords;
use crate::source::{Bytes, in_nfc};
use crate::{ROSTER_CELL_CHARS_MAX, ROSTER_LINES_MAX};

/// What a spreadsheet may put before the first heading.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// A line of a roster whose every cell could be read.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    /// Its line in the file, from 1.
    pub(super) line: u64,
    cells: BTreeMap<Column, String>,
    values: BTreeMap<Column, Value>,
}

/// Why nothing is recorded of a line, or of an entry that begins on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) line: u64,
    pub(super) code: &'static str,
    pub(super) message: String,
}

/// What a file holds.
#[derive(Debug, Default)]
pub(super) struct Lines {
    pub(super) rows: Vec<Row>,
    pub(super) faults: Vec<Fault>,
    pub(super) seen: u64,
}

impl Row {
    /// The text of a cell; empty when there is none.
    pub(super) fn text(&self, column: Column) -> &str {
        self.cells.get(&column).map_or("", |text| text.trim())
    }

    /// The value of a cell as an act writes it.
    pub(super) fn value(&self, column: Column) -> Value {
        self.values.get(&column).cloned().unwrap_or_else(|| wenze_domain::fields::NOT_RECORDED.into())
    }
}

impl Fault {
    pub(super) fn new(line: u64, code: &'static str, message: impl Into<String>) -> Self {
        Self { line, code, message: message.into() }
    }

    /// As it is told to the user.
    pub(super) fn reject(self, file: &Path) -> Reject {
        Reject {
            file: file.to_path_buf(),
            trace: None,
            line: Some(self.line),
            case: None,
            act: None,
            kind: None,
            code: self.code.to_owned(),
            message: self.message,
            stored: false,
        }
    }
}

/// Reads a roster.
pub(super) fn read(path: &Path) -> Result<Lines, ImportError> {
    let file = File::open(path).map_err(|error| ImportError::Open { path: path.to_path_buf(), error })?;
    Ok(from(Box::new(BufReader::new(file))))
}

pub(super) fn from(bytes: Bytes) -> Lines {
    let mut records = CsvRecords::new(bytes);
    let mut lines = Lines::default();
    let first = records.next_record().map_err(|fault| Fault::new(fault.number, fault.code, fault.message));
    let columns = match first.and_then(|first| headings(&cells(1, &first.map_or_else(ByteRecord::new, |(_, r)| r))?)) {
        Ok(columns) => columns,
        Err(fault) => {
            lines.faults.push(fault);
            return lines;
        }
    };
    loop {
        let (line, record) = match records.next_record() {
            Ok(None) => return lines,
            Ok(Some(record)) => record,
            Err(fault) => {
                let ends_file = fault.ends_file;
                lines.faults.push(Fault::new(fault.number, fault.code, fault.message));
                if ends_file {
                    return lines;
                }
                continue;
            }
        };
        match cells(line, &record) {
            Ok(cells) if cells.iter().all(String::is_empty) => continue,
            Ok(cells) => match row(line, &columns, &cells) {
                Ok(row) => lines.rows.push(row),
                Err(fault) => lines.faults.push(fault),
            },
            Err(fault) => lines.faults.push(fault),
        }
        lines.seen += 1;
        if lines.seen >= ROSTER_LINES_MAX {
            let message =
                format!("a roster has at most {ROSTER_LINES_MAX} lines: split it; nothing from here on was read");
            lines.faults.push(Fault::new(line, "too-long", message));
            return lines;
        }
    }
}

/// The cells of a record in the one form of every text, without the white space around them.
fn cells(line: u64, record: &ByteRecord) -> Result<Vec<String>, Fault> {
    let not_utf8 = |_| Fault::new(line, "malformed", "the text is not UTF-8: save the table as CSV UTF-8");
    record.iter().map(|cell| Ok(in_nfc(std::str::from_utf8(cell).map_err(not_utf8)?.trim()).into_owned())).collect()
}

fn headings(headings: &[String]) -> Result<Vec<Column>, Fault> {
    let mut columns = Vec::new();
    for (place, heading) in headings.iter().enumerate() {
        let heading = heading.trim_start_matches(BYTE_ORDER_MARK);
        let Some(column) = Column::of(heading) else {
            let known: Vec<String> = COLUMNS.iter().map(|(_, en, zh)| format!("{en} ({zh})")).collect();
            let message =
                format!("column {} has a heading that is not known; known are {}", place + 1, known.join(", "));
            return Err(Fault::new(1, "heading", message));
        };
        if columns.contains(&column) {
            return Err(Fault::new(1, "heading", format!("{} stands there twice", column.headings())));
        }
        columns.push(column);
    }
    match [Column::Number, Column::Organ].iter().find(|needed| !columns.contains(needed)) {
        Some(absent) => Err(Fault::new(1, "heading", format!("a column {} is needed", absent.headings()))),
        None => Ok(columns),
    }
}

fn row(line: u64, columns: &[Column], record: &[String]) -> Result<Row, Fault> {
    if record.len() != columns.len() {
        let message = format!("the line has {} cells under {} headings", record.len(), columns.len());
        return Err(Fault::new(line, "malformed", message));
    }
    let mut row = Row { line, cells: BTreeMap::new(), values: BTreeMap::new() };
    for (column, cell) in columns.iter().zip(record) {
        let wrong = |message: String| Fault::new(line, "malformed", format!("{}: {message}", column.headings()));
        if cell.chars().count() > ROSTER_CELL_CHARS_MAX || cell.chars().any(char::is_control) {
            return Err(wrong(format!("write one line of at most {ROSTER_CELL_CHARS_MAX} characters")));
        }
        row.values.insert(*column, column.read(cell).map_err(wrong)?);
        row.cells.insert(*column, cell.clone());
    }
    Ok(row)
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn read(text: &str) -> Lines {
        from(Box::new(Cursor::new(text.as_bytes().to_vec())))
    }

    fn told(text: &str) -> Vec<(u64, &'static str)> {
        read(text).faults.iter().map(|fault| (fault.line, fault.code)).collect()
    }

    #[test]
    fn a_table_of_a_spreadsheet_is_read_with_its_mark_quotes_and_empty_lines() {
        let text = "\u{feff}编号,姓名,单位,任职日期\r\n1,\"张, 三\",甲县水务局,2024年3月\r\n,,,\r\n2,李四,乙局,\r\n";
        let lines = read(text);
        assert_eq!((lines.rows.len(), lines.faults.len(), lines.seen), (2, 0, 2));
        assert_eq!(lines.rows[0].text(Column::Name), "张, 三");
        assert_eq!(lines.rows[0].value(Column::From), "2024-03");
        assert_eq!((lines.rows[1].line, lines.rows[1].value(Column::From)), (4, "not_recorded".into()));
        assert_eq!(lines.rows[1].value(Column::Post), "not_recorded", "a column that is not there");
    }

    #[test]
    fn a_heading_that_cannot_be_used_stops_the_roster() {
        assert_eq!(told("number,organ,salary\n1,a,2\n"), [(1, "heading")]);
        assert_eq!(told("number,organ,number\n"), [(1, "heading")]);
        assert_eq!(told("number,name\n"), [(1, "heading")]);
        assert_eq!(told(""), [(1, "heading")]);
    }

    #[test]
    fn a_line_that_cannot_be_read_leaves_the_others_alone() {
        let text = "number,organ,from\n1,a,2024\n2,b\n3,c,soon\n4,d,2024-05\n";
        assert_eq!(told(text), [(3, "malformed"), (4, "malformed")]);
        assert_eq!(read(text).rows.len(), 2);
        assert_eq!(told(&format!("number,organ\n1,{}\n", "x".repeat(ROSTER_CELL_CHARS_MAX + 1))), [(2, "malformed")]);
        let gbk = b"number,organ\n1,\xbc\xd7\n".to_vec();
        assert!(from(Box::new(Cursor::new(gbk))).faults[0].message.contains("UTF-8"));
    }
}
