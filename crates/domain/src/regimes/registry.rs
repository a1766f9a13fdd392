//! What all regimes share: the register of instruments, and the labels of bars, effects, rights, ends and the four forms.

use std::sync::LazyLock;

use chrono::NaiveDate;
use serde::Deserialize;

use super::{Mark, Source};
use crate::time::PartialDate;

/// The registry's files, by name.
pub(super) const FILES: &[(&str, &str)] = &[
    ("instruments", include_str!("../../regimes/registry/instruments.toml")),
    ("bars", include_str!("../../regimes/registry/bars.toml")),
    ("effects", include_str!("../../regimes/registry/effects.toml")),
    ("rights", include_str!("../../regimes/registry/rights.toml")),
    ("ends", include_str!("../../regimes/registry/ends.toml")),
    ("four-forms", include_str!("../../regimes/registry/four-forms.toml")),
];

static SHIPPED: LazyLock<Registry> = LazyLock::new(|| Registry::read(FILES).unwrap_or_default());

/// One instrument.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Instrument {
    /// Its code, e.g. `GOV-2020`.
    pub code: String,
    /// Its Chinese title, without the marks of a title.
    pub zh: String,
    /// Its English title.
    pub en: String,
    /// The edition as it stands after the title, where several share one.
    #[serde(default)]
    pub edition: Option<String>,
    /// First day in force, as precise as the register has it.
    #[serde(default)]
    pub from: Option<PartialDate>,
    /// Last day in force; absent while in force or where the end is not known.
    #[serde(default)]
    pub to: Option<PartialDate>,
    /// How sure the dates are.
    pub mark: Mark,
    /// What is unsure.
    #[serde(default)]
    pub note: Option<String>,
}

impl Instrument {
    /// Whether it was in force that day, as far as its dates are known.
    pub fn in_force(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from.first_day() <= day) && self.to.is_none_or(|to| day <= to.last_day())
    }
}

/// A code with its labels.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Labelled {
    /// The code.
    pub code: String,
    /// Chinese label.
    pub zh: String,
    /// English label.
    pub en: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Instruments {
    instruments: Vec<Instrument>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Labels {
    codes: Vec<Labelled>,
}

/// Instruments and shared codes.
#[derive(Debug, Clone, Default)]
pub struct Registry {
    /// The register of instruments.
    pub instruments: Vec<Instrument>,
    /// What may be barred.
    pub bars: Vec<Labelled>,
    /// Effects on the annual assessment.
    pub effects: Vec<Labelled>,
    /// What may not come back.
    pub rights: Vec<Labelled>,
    /// What comes after the last route.
    pub ends: Vec<Labelled>,
    /// The four forms.
    pub four_forms: Vec<Labelled>,
}

impl Registry {
    /// The registry shipped with the program.
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// Reads the files, or says in which one what is wrong.
    pub(super) fn read(files: &[(&str, &str)]) -> Result<Self, String> {
        let text = |name: &str| files.iter().find(|(file, _)| *file == name).map_or("", |(_, text)| *text);
        let labels = |name: &str| -> Result<Vec<Labelled>, String> {
            let read: Labels = toml::from_str(text(name)).map_err(|error| format!("registry/{name}: {error}"))?;
            Ok(read.codes)
        };
        let instruments: Instruments =
            toml::from_str(text("instruments")).map_err(|error| format!("registry/instruments: {error}"))?;
        Ok(Self {
            instruments: instruments.instruments,
            bars: labels("bars")?,
            effects: labels("effects")?,
            rights: labels("rights")?,
            ends: labels("ends")?,
            four_forms: labels("four-forms")?,
        })
    }

    /// An instrument by its code.
    pub fn instrument(&self, code: &str) -> Option<&Instrument> {
        self.instruments.iter().find(|instrument| instrument.code == code)
    }

    /// The Chinese and English names of a code of one of the lists; one that is not there is named by itself.
    pub fn names(labels: &[Labelled], code: &str) -> [String; 2] {
        let found = labels.iter().find(|label| label.code == code);
        found.map_or_else(|| [code.to_owned(), code.to_owned()], |label| [label.zh.clone(), label.en.clone()])
    }

    /// Those of the places that count for an act of that day. An instrument that the version itself is made of counts
    /// also where none of the places was in force, because an act may be read in a version of another day; every other
    /// instrument counts only while it is in force. Undated acts are read in the text as it stands now.
    pub fn in_force(&self, places: &[Source], own: &[String], on: Option<NaiveDate>) -> Vec<Source> {
        let counts = |place: &&Source| {
            let instrument = self.instrument(&place.instrument);
            instrument.is_some_and(|instrument| match on {
                Some(day) => instrument.in_force(day),
                None => instrument.to.is_none(),
            })
        };
        let current: Vec<Source> = places.iter().filter(counts).cloned().collect();
        if !current.is_empty() {
            return current;
        }
        places.iter().filter(|place| own.contains(&place.instrument)).cloned().collect()
    }
}
