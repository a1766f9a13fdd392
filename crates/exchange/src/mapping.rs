//! Mappings: which act each step of a source is, as data.

mod changes;
mod compile;
mod defaults;
mod file;
mod names;
mod objects;
mod remarks;
mod rule;
mod tables;
mod template;
mod trace;
mod translate;

use std::fs::File;
use std::io::Read;
use std::path::Path;

use uuid::Uuid;
use wenze_domain::envelope::Actor;
use wenze_domain::time::{PartialDate, Zone};

use crate::MAPPING_BYTES_MAX;
use crate::ids::Ids;
use crate::pseudonyms::{KeyError, Pseudonyms};
use file::CheckEntry;
pub use file::Format;
use names::Name;
use rule::{Refs, Rule};
use tables::Tables;
pub(crate) use translate::{Remark, Translated};

/// A mapping, read and checked.
#[derive(Debug, Clone)]
pub struct Mapping {
    set: String,
    format: Format,
    actor: Actor,
    ids: Ids,
    log: Option<LogMapping>,
    tables: Tables,
    pseudonyms: Pseudonyms,
    fingerprint: Uuid,
}

/// How the traces of a process log become acts.
#[derive(Debug, Clone)]
struct LogMapping {
    case_attribute: String,
    activity_attribute: String,
    time_attribute: String,
    zone: Zone,
    until: Option<PartialDate>,
    checks: Vec<CheckEntry>,
    other_refs: Refs,
    rules: Vec<Rule>,
    implied: Vec<Implied>,
}

/// The act that brings an object into being which the source uses but never introduces.
#[derive(Debug, Clone)]
struct Implied {
    object: Name,
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
    /// The key for pseudonyms cannot be used.
    #[error(transparent)]
    Key(#[from] KeyError),
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
        let mut mapping = Self::parse(&text)?;
        mapping.pseudonyms.find_key(path.parent().unwrap_or(Path::new("")))?;
        Ok(mapping)
    }

    /// Takes this key for pseudonyms, whatever the mapping says where one is.
    pub fn with_pseudonym_key(mut self, key: &[u8]) -> Result<Self, MappingError> {
        self.pseudonyms.set_key(key)?;
        Ok(self)
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

    /// Changes with every change of the mapping, and with the key for pseudonyms.
    pub(crate) fn fingerprint(&self) -> Uuid {
        Uuid::new_v5(&self.fingerprint, self.pseudonyms.key_mark().as_bytes())
    }

    /// Whether one of its tables has files of this name.
    pub fn has_table_of(&self, file_name: &str) -> bool {
        self.tables.all().iter().any(|own| crate::patterns::fits(&own.file, file_name))
    }

    /// The tables, of a mapping that has them.
    pub(crate) fn tables(&self) -> &Tables {
        &self.tables
    }

    /// The id of a person whom the source names by a value: the same for the same value, and where persons are replaced by
    /// pseudonyms under one key also in other sets.
    pub(crate) fn person(&self, value: &str) -> Uuid {
        let set = if self.pseudonyms.is_used() { "" } else { &self.set };
        Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("wenze/person/{set}/{value}").as_bytes())
    }

    /// Who is replaced by a pseudonym.
    pub(crate) fn pseudonyms(&self) -> &Pseudonyms {
        &self.pseudonyms
    }

    /// The attribute that names a case.
    pub(crate) fn case_attribute(&self) -> &str {
        self.log.as_ref().map_or("", |log| &log.case_attribute)
    }
}

#[cfg(test)]
mod tests;
