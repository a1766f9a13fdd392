//! Mappings: which act each step of a source is, as data.

mod compile;
mod defaults;
mod file;
mod objects;
mod rule;
mod template;
mod translate;

use std::fs::File;
use std::io::Read;
use std::path::Path;

use uuid::Uuid;
use wenze_domain::envelope::Actor;
use wenze_domain::time::Zone;

use crate::MAPPING_BYTES_MAX;
use crate::ids::Ids;
pub use file::Format;
use rule::{Refs, Rule};

/// A mapping, read and checked.
#[derive(Debug, Clone)]
pub struct Mapping {
    set: String,
    format: Format,
    actor: Actor,
    ids: Ids,
    log: Option<LogMapping>,
    fingerprint: Uuid,
}

/// How the traces of a process log become acts.
#[derive(Debug, Clone)]
struct LogMapping {
    case_attribute: String,
    activity_attribute: String,
    time_attribute: String,
    zone: Zone,
    other_refs: Refs,
    rules: Vec<Rule>,
    implied: Vec<Implied>,
}

/// The act that brings an object into being which the source uses but never introduces.
#[derive(Debug, Clone)]
struct Implied {
    object: String,
    rule: Rule,
}

/// Why a mapping cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum MappingError {
    /// The file cannot be read.
    #[error("the mapping cannot be read: {0}")]
    Io(#[from] std::io::Error),
    /// The file is longer than any mapping.
    #[error("a mapping has at most {MAPPING_BYTES_MAX} bytes")]
    TooLong,
    /// The file is not a mapping.
    #[error("the mapping does not parse: {0}")]
    Syntax(Box<toml::de::Error>),
    /// The mapping says something that cannot work.
    #[error("{place}: {message}")]
    Wrong {
        /// Where in the mapping.
        place: String,
        /// What is wrong there.
        message: String,
    },
}

impl MappingError {
    fn wrong(place: impl Into<String>, message: impl Into<String>) -> Self {
        Self::Wrong { place: place.into(), message: message.into() }
    }
}

impl Mapping {
    /// Reads a mapping file.
    pub fn load(path: &Path) -> Result<Self, MappingError> {
        let mut text = String::new();
        File::open(path)?.take(MAPPING_BYTES_MAX + 1).read_to_string(&mut text)?;
        if text.len() as u64 > MAPPING_BYTES_MAX {
            return Err(MappingError::TooLong);
        }
        Self::parse(&text)
    }

    /// The mapping of acts written as requests, as an export writes them.
    pub fn of_acts() -> Result<Self, MappingError> {
        Self::parse(include_str!("../../../mappings/acts.toml"))
    }

    /// Reads a mapping and checks every act it names.
    pub fn parse(text: &str) -> Result<Self, MappingError> {
        let file: file::MappingFile = toml::from_str(text).map_err(|e| MappingError::Syntax(Box::new(e)))?;
        compile::compile(file, Uuid::new_v5(&Uuid::NAMESPACE_OID, text.as_bytes()))
    }

    /// Name of the set.
    pub fn set(&self) -> &str {
        &self.set
    }

    /// How its files are written.
    pub fn format(&self) -> Format {
        self.format
    }

    /// Who imports.
    pub fn actor(&self) -> Actor {
        self.actor
    }

    /// The ids of the set's cases and objects.
    pub fn ids(&self) -> &Ids {
        &self.ids
    }

    /// Changes with every change of the mapping.
    pub(crate) fn fingerprint(&self) -> Uuid {
        self.fingerprint
    }

    /// The attribute that names a case.
    pub(crate) fn case_attribute(&self) -> &str {
        self.log.as_ref().map_or("", |log| &log.case_attribute)
    }
}

#[cfg(test)]
mod tests;
