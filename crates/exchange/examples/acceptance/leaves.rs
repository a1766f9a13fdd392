//! Comparing two JSON documents leaf by leaf.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use wenze_exchange::import::Reject;

/// Numbers that differ by less were rounded.
const ROUNDING: f64 = 1e-9;

/// One thing that is not as expected.
#[derive(Debug, Serialize)]
pub(crate) struct Difference {
    /// Where: a pointer into the expected file, or words.
    pub(crate) place: String,
    pub(crate) expected: Value,
    pub(crate) actual: Value,
}

impl fmt::Display for Difference {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}: expected {}, is {}", self.place, self.expected, self.actual)
    }
}

/// Counts that must be as said.
pub(crate) fn must_be(counts: &[(&str, u64, u64)]) -> Vec<Difference> {
    let differs = counts.iter().filter(|(_, actual, expected)| actual != expected);
    let difference = |(place, actual, expected): &(&str, u64, u64)| Difference {
        place: (*place).to_owned(),
        expected: (*expected).into(),
        actual: (*actual).into(),
    };
    differs.map(difference).collect()
}

/// A case that was not imported.
pub(crate) fn rejected(reject: &Reject) -> Difference {
    let place = format!("rejected {}", reject.case.as_deref().unwrap_or("?"));
    let actual = serde_json::to_value(reject).unwrap_or_default();
    Difference { place, expected: Value::Null, actual }
}

/// Leaves that are not compared, each with its reason.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Uncompared {
    #[serde(default)]
    leaf: Vec<UncomparedLeaf>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct UncomparedLeaf {
    pointer: String,
    reason: String,
}

impl Uncompared {
    /// Reads the list of a set; a set without one compares everything.
    pub(crate) fn load(path: &Path) -> Result<Self> {
        if !path.exists() {
            return Ok(Self::default());
        }
        let text = fs::read_to_string(path)?;
        let list: Self = toml::from_str(&text).with_context(|| path.display().to_string())?;
        let without = list.leaf.iter().find(|leaf| leaf.reason.trim().is_empty());
        ensure!(without.is_none(), "{}: every leaf has a reason", path.display());
        Ok(list)
    }

    pub(crate) fn len(&self) -> usize {
        self.leaf.len()
    }
}

/// What a comparison found.
pub(crate) struct Compared {
    pub(crate) leaves: usize,
    pub(crate) differences: Vec<Difference>,
}

/// Compares every leaf of both documents, except those that are listed.
pub(crate) fn compare(expected: &Value, actual: &Value, uncompared: &Uncompared) -> Result<Compared> {
    let (mut expected, mut actual) = (leaves(expected), leaves(actual));
    for leaf in &uncompared.leaf {
        ensure!(expected.remove(&leaf.pointer).is_some(), "no leaf {} to leave out", leaf.pointer);
        actual.remove(&leaf.pointer);
    }
    let leaves = expected.len();
    let places: BTreeSet<String> = expected.keys().chain(actual.keys()).cloned().collect();
    let mut differences = Vec::new();
    for place in places {
        let (one, other) = (expected.remove(&place).unwrap_or_default(), actual.remove(&place).unwrap_or_default());
        if !is_same(&one, &other) {
            differences.push(Difference { place, expected: one, actual: other });
        }
    }
    Ok(Compared { leaves, differences })
}

fn is_same(one: &Value, other: &Value) -> bool {
    match (one.as_f64(), other.as_f64()) {
        (Some(one), Some(other)) => (one - other).abs() < ROUNDING,
        _ => one == other,
    }
}

/// Every scalar, and every empty list or object, by its pointer.
fn leaves(value: &Value) -> BTreeMap<String, Value> {
    let mut found = BTreeMap::new();
    collect(value, &mut String::new(), &mut found);
    found
}

fn collect(value: &Value, at: &mut String, found: &mut BTreeMap<String, Value>) {
    let inner: Vec<(String, &Value)> = match value {
        Value::Object(object) => {
            object.iter().map(|(name, inner)| (name.replace('~', "~0").replace('/', "~1"), inner)).collect()
        }
        Value::Array(items) => items.iter().enumerate().map(|(index, inner)| (index.to_string(), inner)).collect(),
        _ => Vec::new(),
    };
    if inner.is_empty() {
        found.insert(at.clone(), value.clone());
    }
    for (name, inner) in inner {
        let length = at.len();
        at.push('/');
        at.push_str(&name);
        collect(inner, at, found);
        at.truncate(length);
    }
}
