//! Regimes: which forms, sanctions, situations, circumstances and remedies the law of a day knew. Dated data, never code.

use std::sync::LazyLock;

use chrono::NaiveDate;

use crate::codes::{SanctionRegime, TrackCode};

mod version;
pub use version::{CodeKind, Entry, Mark, Pin, Route, Span, SpanUnit, StartsFrom, Version};

/// The files shipped with the program; the order settles which regime answers when several know a code.
const SOURCES: &[(&str, &str)] = &[
    ("cn-accountability-2009", include_str!("../regimes/cn-accountability-2009.toml")),
    ("cn-accountability-2016", include_str!("../regimes/cn-accountability-2016.toml")),
    ("cn-accountability-2019", include_str!("../regimes/cn-accountability-2019.toml")),
    ("cn-party-2003", include_str!("../regimes/cn-party-2003.toml")),
    ("cn-party-2015", include_str!("../regimes/cn-party-2015.toml")),
    ("cn-party-2018", include_str!("../regimes/cn-party-2018.toml")),
    ("cn-party-2023", include_str!("../regimes/cn-party-2023.toml")),
    ("cn-governmental-2020", include_str!("../regimes/cn-governmental-2020.toml")),
    ("cn-employer-2019", include_str!("../regimes/cn-employer-2019.toml")),
    ("cn-employer-2024", include_str!("../regimes/cn-employer-2024.toml")),
    ("generic-1", include_str!("../regimes/generic-1.toml")),
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

    /// Which version a code is read in: the preferred version, else the preferred regime that day, else any regime
    /// that day, else any version at all. `None` means that no loaded regime knows the code.
    pub fn find(
        &self,
        list: CodeKind,
        code: &str,
        prefer: Option<(&str, Option<&str>)>,
        on: Option<NaiveDate>,
    ) -> Option<&Version> {
        let knows = |v: &&Version| v.entry(list, code).is_some();
        let preferred = prefer.and_then(|(regime, version)| {
            let named = version.and_then(|name| self.of(regime).find(|v| v.version == name));
            named.filter(knows).or_else(|| self.version_on(regime, on).filter(knows))
        });
        preferred.or_else(|| self.of_any_on(on).find(knows)).or_else(|| {
            let rank = |v: &&Version| (prefer.is_some_and(|(regime, _)| regime == v.regime), v.effective_from);
            self.versions.iter().filter(knows).max_by_key(rank)
        })
    }

    fn of<'a>(&'a self, regime: &str) -> impl Iterator<Item = &'a Version> {
        self.versions.iter().filter(move |v| v.regime == regime)
    }

    /// The version of every regime that counts that day, in the order of precedence.
    fn of_any_on(&self, on: Option<NaiveDate>) -> impl Iterator<Item = &Version> {
        self.versions.iter().filter(move |v| self.version_on(&v.regime, on).is_some_and(|w| w.version == v.version))
    }
}

/// The regime a sanction belongs to: party, supervisory organ, employer.
pub fn of_sanction(regime: SanctionRegime) -> &'static str {
    match regime {
        SanctionRegime::Party => "cn-party",
        SanctionRegime::Gov => "cn-governmental",
        SanctionRegime::Employer => "cn-employer",
    }
}

/// The regime to look into first for codes of a track; handling and petition take their forms from the accountability regime.
pub fn of_track(track: TrackCode) -> &'static str {
    match track {
        TrackCode::Party => "cn-party",
        TrackCode::Gov => "cn-governmental",
        TrackCode::Employer => "cn-employer",
        TrackCode::Accountability | TrackCode::Handling | TrackCode::Petition => "cn-accountability",
    }
}

#[cfg(test)]
mod tests;
