//! Counting by name, and what is told of many numbers.

use std::collections::BTreeMap;

use serde_json::{Value, json};

/// Stands for a value that the source leaves blank.
pub(crate) const NONE: &str = "(none)";

/// How often each name was met.
#[derive(Debug, Clone, Default)]
pub(crate) struct Histogram(BTreeMap<String, u64>);

impl Histogram {
    pub(crate) fn count(&mut self, name: &str) {
        self.add(name, 1);
    }

    /// A name counts also where it was never met.
    pub(crate) fn add(&mut self, name: &str, times: u64) {
        match self.0.get_mut(name) {
            Some(count) => *count += times,
            None => {
                self.0.insert(name.to_owned(), times);
            }
        }
    }

    /// A fact that may hold.
    pub(crate) fn fact(&mut self, name: &str, holds: bool) {
        self.add(name, u64::from(holds));
    }

    /// A value, which may be blank.
    pub(crate) fn value(&mut self, value: &str) {
        self.count(if value.is_empty() { NONE } else { value });
    }

    pub(crate) fn of(&self, name: &str) -> u64 {
        self.0.get(name).copied().unwrap_or(0)
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn at_least(&self, times: u64) -> usize {
        self.0.values().filter(|count| **count >= times).count()
    }

    pub(crate) fn json(&self) -> Value {
        json!(self.0)
    }
}

/// The middle of sorted numbers; between two it is half their sum.
pub(crate) fn median(sorted: &[i64]) -> Value {
    let Some(last) = sorted.len().checked_sub(1) else { return Value::Null };
    let twice = sorted[last / 2] + sorted[last.div_ceil(2)];
    #[expect(clippy::cast_precision_loss, reason = "days, far below 2^52")]
    let half = twice as f64 / 2.0;
    json!(half)
}

/// What is told of a number of days.
pub(crate) fn summary(mut all: Vec<i64>) -> Value {
    all.sort_unstable();
    let negative = all.iter().filter(|days| **days < 0).count();
    json!({
        "max": all.last(), "median": median(&all), "min": all.first(), "n": all.len(), "negative": negative,
    })
}
