//! Names of objects, which may hold values of the source: `officer {officer}`.

use super::template::{Gap, Piece, Source, ValueMaps, pieces_of};

/// Stands in a name for what the source does not say: the officer that nobody names is one officer.
const UNKNOWN: &str = "?";

/// A name as the mapping writes it, and what it is made of.
#[derive(Debug, Clone)]
pub(super) struct Name {
    pub(super) text: String,
    pieces: Vec<Piece>,
}

impl Name {
    pub(super) fn compile(text: &str, maps: &ValueMaps) -> Result<Self, String> {
        Ok(Self { text: text.to_owned(), pieces: pieces_of(text, maps)? })
    }

    /// The name for one step.
    pub(super) fn fill(&self, source: &impl Source) -> String {
        let mut name = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Words(words) => name.push_str(words),
                Piece::Gap(gap) => name.push_str(&value(gap, source)),
            }
        }
        name
    }
}

fn value(gap: &Gap, source: &impl Source) -> String {
    match gap.read(source) {
        None => UNKNOWN.to_owned(),
        Some(serde_json::Value::String(text)) => text,
        Some(other) => other.to_string(),
    }
}
