//! Tables: rows of CSV files or of JSON lines, brought together by case whatever order the files have.

mod csv_records;
mod csv_rows;
mod encoding;
mod json_rows;
mod row;
mod sort;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use super::{Attributes, Bytes, Fault, open};
use crate::pseudonyms::Pseudonyms;
use crate::{CASE_BYTES_MAX, EVENTS_PER_CASE_MAX};
pub(crate) use csv_records::CsvRecords;
use csv_rows::CsvRows;
pub(crate) use encoding::Encoding;
use json_rows::JsonRows;
pub(crate) use row::{Place, Row};
use sort::{Sorted, Sorter};

/// How the lines of a table are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Lines {
    /// Cells between commas, names in the first line.
    #[default]
    Csv,
    /// One JSON document a line.
    Json,
}

/// One table as a mapping declares it.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    pub(crate) name: String,
    pub(crate) lines: Lines,
    pub(crate) encoding: Encoding,
    /// The column that names the case.
    pub(crate) case: String,
}

/// The files of one table, each with its number among the files of the import.
#[derive(Debug, Clone)]
pub(crate) struct TableFiles {
    pub(crate) table: Table,
    pub(crate) files: Vec<(u16, PathBuf)>,
}

/// How rows are brought together.
#[derive(Debug, Clone)]
pub(crate) struct Grouping {
    /// The rows of a case stand together in the only table there is, so nothing is sorted.
    pub(crate) is_grouped: bool,
    /// Bytes of rows held in memory before they go to a file.
    pub(crate) sort_bytes: usize,
    /// Where such files lie; they have no name once they are open.
    pub(crate) folder: PathBuf,
}

/// All rows of one case: table by table, in the order of the files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RowGroup {
    pub(crate) case: String,
    pub(crate) rows: Vec<Row>,
}

/// Why rows cannot be read at all.
#[derive(Debug)]
pub(crate) struct Unreadable {
    pub(crate) path: PathBuf,
    pub(crate) error: std::io::Error,
}

/// What was found: a case, or something that cannot be one, with its place.
pub(crate) type Found = Result<RowGroup, (Place, Fault)>;

/// Reads tables and gives every case to `take`, which says whether it wants more; faults of lines come first.
pub(crate) fn read(
    tables: &[TableFiles],
    grouping: &Grouping,
    pseudonyms: &Pseudonyms,
    bytes: &Arc<AtomicU64>,
    take: &mut dyn FnMut(Found) -> bool,
) -> Result<(), Unreadable> {
    let mut sorter = Sorter::new(grouping.sort_bytes, grouping.folder.clone());
    let mut together = Together::default();
    for (number, TableFiles { table, files }) in (0..).zip(tables) {
        for (file, path) in files {
            let opened = open(path, bytes).map_err(|error| Unreadable { path: path.clone(), error })?;
            for row in rows(table, number, *file, opened) {
                let row = match row.map(|row| pseudonyms.hide(row)) {
                    Ok(row) => row,
                    Err((place, fault)) if fault.case.is_none() || fault.ends_file => {
                        if !take(Err((place, fault))) {
                            return Ok(());
                        }
                        continue;
                    }
                    Err((place, fault)) => Row::broken(number, place, fault),
                };
                if !grouping.is_grouped {
                    let unwritable = |error| Unreadable { path: grouping.folder.clone(), error };
                    sorter.push(row).map_err(unwritable)?;
                } else if let Some(group) = together.add(row)
                    && !take(group)
                {
                    return Ok(());
                }
            }
        }
    }
    let unwritable = |error| Unreadable { path: grouping.folder.clone(), error };
    let mut in_order: Sorted = sorter.finish().map_err(unwritable)?;
    while let Some(row) = in_order.next().map_err(unwritable)? {
        if let Some(group) = together.add(row)
            && !take(group)
        {
            return Ok(());
        }
    }
    if let Some(last) = together.finish() {
        take(last);
    }
    Ok(())
}

type ReadRow = Result<Row, (Place, Fault)>;

fn rows(table: &Table, number: u16, file: u16, bytes: Bytes) -> Box<dyn Iterator<Item = ReadRow> + '_> {
    let bytes = encoding::decoded(bytes, table.encoding);
    match table.lines {
        Lines::Csv => Box::new(CsvRows::new(bytes, &table.case, number, file)),
        Lines::Json => Box::new(JsonRows::new(bytes, &table.case, number, file)),
    }
}

/// The case whose rows are being read.
#[derive(Default)]
struct Together {
    group: Option<RowGroup>,
    bytes: usize,
    wrong: Option<(Place, Fault)>,
}

impl Together {
    /// Adds a row; gives back the case before it, once that is complete.
    fn add(&mut self, row: Row) -> Option<Found> {
        let is_next = self.group.as_ref().is_some_and(|group| group.case != row.case);
        let done = if is_next { self.finish() } else { None };
        let group = self.group.get_or_insert_with(|| RowGroup { case: row.case.clone(), rows: Vec::new() });
        self.bytes += row.bytes();
        let number = row.place.line;
        let too_much = if group.rows.len() >= EVENTS_PER_CASE_MAX {
            Some(("too-many-events", format!("the case has more than {EVENTS_PER_CASE_MAX} lines")))
        } else if self.bytes > CASE_BYTES_MAX {
            Some(("too-long", format!("the lines of the case take more than {CASE_BYTES_MAX} bytes")))
        } else {
            row.wrong.clone()
        };
        if let Some((code, message)) = too_much {
            self.wrong.get_or_insert_with(|| (row.place, Fault::case(number, code, message).of(Some(&row.case))));
            group.rows = Vec::new();
        }
        if self.wrong.is_none() {
            group.rows.push(row);
        }
        done
    }

    fn finish(&mut self) -> Option<Found> {
        self.bytes = 0;
        let group = self.group.take()?;
        Some(self.wrong.take().map_or(Ok(group), Err))
    }
}

#[cfg(test)]
mod tests;
