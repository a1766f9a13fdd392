//! Sorting rows by case with bounded memory: what does not fit goes to files in sorted runs, which are merged. Runs that
//! would be too many to hold open are merged into one first.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufReader, BufWriter, Seek, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use uuid::Uuid;

use super::row::{Key, Row};
use crate::SORT_FILES_MAX;

const OWNER_ONLY: u32 = 0o600;

/// Takes rows in any order.
pub(super) struct Sorter {
    rows: Vec<Row>,
    bytes: usize,
    bytes_max: usize,
    folder: PathBuf,
    runs: Vec<File>,
}

impl Sorter {
    pub(super) fn new(bytes_max: usize, folder: PathBuf) -> Self {
        Self { rows: Vec::new(), bytes: 0, bytes_max, folder, runs: Vec::new() }
    }

    pub(super) fn push(&mut self, row: Row) -> io::Result<()> {
        self.bytes += row.bytes();
        self.rows.push(row);
        if self.bytes > self.bytes_max { self.spill() } else { Ok(()) }
    }

    /// Writes what is in memory to a file of its own.
    fn spill(&mut self) -> io::Result<()> {
        if self.runs.len() >= SORT_FILES_MAX {
            let merged = self.merge_runs()?;
            self.runs.push(merged);
        }
        self.rows.sort_unstable_by(|one, other| one.key().cmp(&other.key()));
        let mut to = BufWriter::new(nameless(&self.folder)?);
        for row in self.rows.drain(..) {
            row.write(&mut to)?;
        }
        self.bytes = 0;
        self.runs.push(rewound(to)?);
        Ok(())
    }

    fn merge_runs(&mut self) -> io::Result<File> {
        let mut merge = Sorted::of(std::mem::take(&mut self.runs))?;
        let mut to = BufWriter::new(nameless(&self.folder)?);
        while let Some(row) = merge.next()? {
            row.write(&mut to)?;
        }
        rewound(to)
    }

    /// All rows in order. What never left memory is not written either.
    pub(super) fn finish(mut self) -> io::Result<Sorted> {
        if self.runs.is_empty() {
            self.rows.sort_unstable_by(|one, other| one.key().cmp(&other.key()));
            return Ok(Sorted { memory: self.rows.into_iter(), runs: Vec::new(), next: BinaryHeap::new() });
        }
        if !self.rows.is_empty() {
            self.spill()?;
        }
        Sorted::of(self.runs)
    }
}

/// Rows in order.
pub(super) struct Sorted {
    memory: std::vec::IntoIter<Row>,
    runs: Vec<BufReader<File>>,
    next: BinaryHeap<Reverse<Waiting>>,
}

/// The first row of a run.
struct Waiting {
    row: Row,
    run: usize,
}

impl Waiting {
    fn key(&self) -> Key<'_> {
        self.row.key()
    }
}

impl PartialEq for Waiting {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for Waiting {}

impl PartialOrd for Waiting {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Waiting {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.key().cmp(&other.key())
    }
}

impl Sorted {
    fn of(runs: Vec<File>) -> io::Result<Self> {
        let runs = runs.into_iter().map(BufReader::new).collect();
        let mut sorted = Self { memory: Vec::new().into_iter(), runs, next: BinaryHeap::new() };
        for run in 0..sorted.runs.len() {
            sorted.wait(run)?;
        }
        Ok(sorted)
    }

    fn wait(&mut self, run: usize) -> io::Result<()> {
        if let Some(row) = Row::read(&mut self.runs[run])? {
            self.next.push(Reverse(Waiting { row, run }));
        }
        Ok(())
    }

    pub(super) fn next(&mut self) -> io::Result<Option<Row>> {
        if let Some(row) = self.memory.next() {
            return Ok(Some(row));
        }
        let Some(Reverse(Waiting { row, run })) = self.next.pop() else { return Ok(None) };
        self.wait(run)?;
        Ok(Some(row))
    }
}

/// A file that nobody else can open: its name is gone as soon as it is there, and it is gone when the program ends.
fn nameless(folder: &Path) -> io::Result<File> {
    let path = folder.join(format!("wenze-import-{}", Uuid::now_v7()));
    let file = OpenOptions::new().read(true).write(true).create_new(true).mode(OWNER_ONLY).open(&path)?;
    fs::remove_file(&path)?;
    Ok(file)
}

fn rewound(to: BufWriter<File>) -> io::Result<File> {
    let mut file = to.into_inner().map_err(io::IntoInnerError::into_error)?;
    file.flush()?;
    file.rewind()?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::super::Attributes;
    use super::super::row::Place;
    use super::*;

    fn row(case: &str, line: u64) -> Row {
        let fields: Attributes = [("text", "x".repeat(20).as_str())].into_iter().collect();
        Row { case: case.to_owned(), table: 0, place: Place { file: 0, line }, fields, wrong: None }
    }

    fn sorted(bytes_max: usize) -> (Vec<(String, u64)>, usize) {
        let mut sorter = Sorter::new(bytes_max, std::env::temp_dir());
        let mut most = 0;
        for line in 1..=400_u64 {
            sorter.push(row(&format!("C{}", line * 7 % 31), line)).unwrap();
            most = most.max(sorter.runs.len());
        }
        let mut in_order = sorter.finish().unwrap();
        let mut all = Vec::new();
        while let Some(row) = in_order.next().unwrap() {
            all.push((row.case, row.place.line));
        }
        (all, most)
    }

    #[test]
    fn the_order_is_the_same_whether_rows_went_to_files_or_not() {
        let (in_memory, none) = sorted(usize::MAX);
        let mut by_hand = in_memory.clone();
        by_hand.sort();
        assert_eq!((in_memory.len(), none), (400, 0));
        assert_eq!(in_memory, by_hand, "lines of a case stay in the order of the file");
        let (from_files, many) = sorted(500);
        assert_eq!(from_files, in_memory);
        assert!(many > 1, "rows went to files");
        assert!(many <= SORT_FILES_MAX + 1, "{many} files were open at once");
    }
}
