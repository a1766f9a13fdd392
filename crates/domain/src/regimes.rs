//! Regimes: which forms, sanctions, situations, circumstances and remedies the law of a day knew. Dated data, never code.
//!
//! `regimes/README.md` explains the files; `regimes/LISTING.txt` tells on one page what they say.

use std::sync::LazyLock;

use chrono::NaiveDate;

mod choice;
pub mod lint;
pub mod listing;
mod registry;
mod route;
mod source;
mod terms;
mod version;

pub use choice::{Employment, of_sanction, of_track};
pub(crate) use choice::{Sought, family, track_of_sanction};
pub use registry::{Instrument, Labelled, Registry};
pub use route::{Against, Extension, Route, RunsFrom, SpanUnit, Window};
pub use source::{Articles, Source};
pub use terms::{
    Assessment, Bar, Concurrence, Concurrent, FirstDay, FourForms, Lasts, Lifting, LiftingWay, Period, Start,
    Unrestored,
};
pub use version::{CodeKind, Entry, Mark, Pin, Version};

/// The regime whose codes carry no law of their own; it is in force on any day.
pub const GENERIC: &str = "generic";

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../regimes/", $name, ".toml")))),*]
    };
}

/// The files shipped with the program; the order settles which regime answers when several know a code.
pub(crate) const SOURCES: &[(&str, &str)] = files![
    "cn-accountability-2009",
    "cn-accountability-2016",
    "cn-accountability-2019",
    "cn-party-2003",
    "cn-party-2015",
    "cn-party-2018",
    "cn-party-2023",
    "cn-governmental-2020",
    "cn-civil-servant-2007",
    "cn-civil-servant-2018",
    "cn-soe-2024",
    "cn-petition-2016",
    "cn-petition-2022",
    "cn-handling-2021",
    "cn-employer-2019",
    "cn-employer-2024",
    "generic-1",
];

static SHIPPED: LazyLock<Regimes> = LazyLock::new(|| {
    // A file that does not parse is left out instead of stopping a program whose log stays readable without it; the
    // tests refuse to let such a file be shipped.
    Regimes { versions: SOURCES.iter().filter_map(|(_, text)| toml::from_str(text).ok()).collect() }
});

/// The loaded regimes.
#[derive(Debug, Clone, Default)]
pub struct Regimes {
    versions: Vec<Version>,
}

impl Regimes {
    /// The regimes shipped with the program, parsed once.
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// Every version, in the order of precedence.
    pub fn all(&self) -> &[Version] {
        &self.versions
    }

    /// The newest version of a regime in force that day; undated asks for the newest of all.
    pub fn version_on(&self, regime: &str, on: Option<NaiveDate>) -> Option<&Version> {
        self.of(regime).filter(|v| v.in_force(on)).max_by_key(|v| v.effective_from)
    }

    /// One version by its pin.
    pub fn pinned(&self, pin: &Pin) -> Option<&Version> {
        self.of(&pin.regime).find(|v| v.version == pin.version)
    }

    fn of<'a>(&'a self, regime: &str) -> impl Iterator<Item = &'a Version> {
        self.versions.iter().filter(move |v| v.regime == regime)
    }
}

#[cfg(test)]
mod tests;
