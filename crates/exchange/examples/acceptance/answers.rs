//! Expected answers for single cases: one line of a table each.

use std::collections::HashMap;
use std::fs;
use std::io::Read;
use std::path::Path;

use anyhow::{Result, ensure};
use flate2::read::MultiGzDecoder;
use serde_json::Value;

use crate::leaves::Difference;
use crate::roadtraffic::amount;

const CASE: &str = "case";

/// The answers not asked for yet, and what differed.
#[derive(Default)]
pub(crate) struct Answers {
    columns: Vec<String>,
    open: HashMap<String, Vec<String>>,
    compared: usize,
    differences: Vec<Difference>,
    is_there: bool,
}

impl Answers {
    /// Reads the table; without one nothing is compared.
    pub(crate) fn open(path: Option<&Path>) -> Result<Self> {
        let Some(path) = path else { return Ok(Self::default()) };
        let mut text = String::new();
        MultiGzDecoder::new(fs::File::open(path)?).read_to_string(&mut text)?;
        ensure!(!text.contains('"'), "{} has quoted cells, which are not read here", path.display());
        let mut lines = text.lines().map(|line| line.split(',').map(str::to_owned).collect::<Vec<_>>());
        let columns = lines.next().unwrap_or_default();
        ensure!(
            columns.first().is_some_and(|name| name == CASE),
            "{}: the first column names the case",
            path.display()
        );
        let mut open = HashMap::new();
        for line in lines {
            ensure!(line.len() == columns.len(), "{}: {} cells", path.display(), line.len());
            open.insert(line[0].clone(), line);
        }
        Ok(Self { columns, open, is_there: true, ..Self::default() })
    }

    /// Compares the answer of one case.
    pub(crate) fn compare(&mut self, row: &str, answer: Option<Vec<(&'static str, String)>>) {
        if !self.is_there {
            return;
        }
        match (self.open.remove(row), answer) {
            (None, None) => {}
            (Some(_), None) => self.differ(row, "an answer", "none"),
            (None, Some(_)) => self.differ(row, "no answer", "one"),
            (Some(expected), Some(answer)) => {
                let answer: HashMap<&str, String> = answer.into_iter().collect();
                for (column, expected) in self.columns.clone().iter().zip(&expected).skip(1) {
                    self.compared += 1;
                    let actual = answer.get(column.as_str()).map_or("(nothing)", String::as_str);
                    if !is_same(expected, actual) {
                        self.differ(&format!("{row}, {column}"), expected, actual);
                    }
                }
            }
        }
    }

    /// How many cells were compared, and what differed; a case that never came differs too.
    pub(crate) fn finish(mut self) -> (usize, Vec<Difference>) {
        for row in std::mem::take(&mut self.open).into_keys() {
            self.differ(&row, "a case", "none");
        }
        (self.compared, self.differences)
    }

    fn differ(&mut self, place: &str, expected: &str, actual: &str) {
        let (expected, actual) = (Value::from(expected), Value::from(actual));
        self.differences.push(Difference { place: format!("answer of {place}"), expected, actual });
    }
}

/// The same words, or the same decimal however it is written.
fn is_same(expected: &str, actual: &str) -> bool {
    expected == actual || amount(expected).is_some_and(|one| amount(actual) == Some(one))
}
