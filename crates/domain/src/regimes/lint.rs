//! What must be true of the files before they may be shipped: each fault names its file and the place in it.

use std::collections::BTreeSet;
use std::fmt;

use chrono::NaiveDate;

use super::registry::{FILES, Labelled, Registry};
use super::{
    Against, Bar, CodeKind, Entry, FirstDay, Lasts, Mark, Period, RunsFrom, SOURCES, Source, SpanUnit, Version, Window,
};
use crate::codes::{AppealRoute, CodeList};
use crate::fields::Code;

mod entries;
mod routes;

/// One fault of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The file, without its ending.
    pub file: String,
    /// Where in it.
    pub place: String,
    /// What is wrong.
    pub what: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "regimes/{}.toml, {}: {}", self.file, self.place, self.what)
    }
}

/// Every fault of the files shipped with the program.
pub fn shipped() -> Vec<Fault> {
    of(SOURCES, FILES)
}

/// Every fault of these files, each a name and a text: versions of regimes, and the registry they share.
pub fn of(versions: &[(&str, &str)], registry: &[(&str, &str)]) -> Vec<Fault> {
    let mut faults = Faults::default();
    let shared = match Registry::read(registry) {
        Ok(shared) => shared,
        Err(error) => {
            faults.add("registry", "the file", error);
            Registry::default()
        }
    };
    of_registry(&shared, &mut faults);
    let mut read: Vec<(&str, Version)> = Vec::new();
    for (file, text) in versions {
        match toml::from_str::<Version>(text) {
            // The reader's own message names the line, and the field that is unknown or missing.
            Err(error) => faults.add(file, "the file", error.to_string()),
            Ok(version) => read.push((file, version)),
        }
    }
    for (file, version) in &read {
        of_version(file, version, &shared, &mut faults);
    }
    overlaps(&read, &mut faults);
    faults.0
}

#[derive(Default)]
struct Faults(Vec<Fault>);

impl Faults {
    fn add(&mut self, file: &str, place: &str, what: impl Into<String>) {
        self.0.push(Fault { file: file.to_owned(), place: place.to_owned(), what: what.into() });
    }

    fn unless(&mut self, holds: bool, file: &str, place: &str, what: &str) {
        if !holds {
            self.add(file, place, what);
        }
    }
}

fn of_registry(registry: &Registry, faults: &mut Faults) {
    let lists: [(&str, &[Labelled]); 5] = [
        ("bars", &registry.bars),
        ("effects", &registry.effects),
        ("rights", &registry.rights),
        ("ends", &registry.ends),
        ("four-forms", &registry.four_forms),
    ];
    for (name, labels) in lists {
        let file = format!("registry/{name}");
        unique(&file, "codes", labels.iter().map(|label| label.code.as_str()), faults);
        for label in labels {
            labelled(&file, &label.code, &label.zh, &label.en, faults);
        }
    }
    let file = "registry/instruments";
    unique(file, "instruments", registry.instruments.iter().map(|i| i.code.as_str()), faults);
    for instrument in &registry.instruments {
        labelled(file, &instrument.code, &instrument.zh, &instrument.en, faults);
        let ordered = instrument.from.zip(instrument.to).is_none_or(|(from, to)| from.first_day() <= to.last_day());
        faults.unless(ordered, file, &instrument.code, "ends before it begins");
        let told = instrument.mark == Mark::Verified || instrument.note.is_some();
        faults.unless(told, file, &instrument.code, "does not say what is unsure");
    }
}

fn of_version(file: &str, version: &Version, registry: &Registry, faults: &mut Faults) {
    let head = "the head";
    faults.unless(
        file == format!("{}-{}", version.regime, version.version),
        file,
        head,
        "the file is not named after its version",
    );
    labelled(file, head, &version.zh, &version.en, faults);
    let ordered = version.effective_to.is_none_or(|last| version.effective_from <= last);
    faults.unless(ordered, file, head, "ends before it begins");
    let told = version.mark == Mark::Verified || version.note.is_some();
    faults.unless(told, file, head, "does not say what is unsure");
    for instrument in &version.instruments {
        let known = registry.instrument(instrument).is_some();
        faults.unless(known, file, head, &format!("the register has no instrument '{instrument}'"));
    }
    entries::check(file, version, registry, faults);
    routes::check(file, version, registry, faults);
}

/// Two versions of a regime must not count on the same day, unless one says that it yields to the other.
fn overlaps(read: &[(&str, Version)], faults: &mut Faults) {
    for (n, (file, one)) in read.iter().enumerate() {
        for (_, other) in read.iter().skip(n + 1).filter(|(_, other)| other.regime == one.regime) {
            let end = |v: &Version| v.effective_to.unwrap_or(NaiveDate::MAX);
            let meets = one.effective_from <= end(other) && other.effective_from <= end(one);
            let yields = |a: &Version, b: &Version| {
                a.yields_to.as_ref() == Some(&b.version) && a.effective_from < b.effective_from
            };
            let settled = yields(one, other) || yields(other, one) || after_heir(one, other, read);
            faults.unless(
                !meets || settled,
                file,
                "the head",
                &format!("counts on the same days as {}", other.version),
            );
        }
        let heir = one.yields_to.as_ref();
        let known = heir.is_none_or(|heir| read.iter().any(|(_, v)| v.regime == one.regime && v.version == *heir));
        faults.unless(known, file, "the head", "yields to a version that does not exist");
    }
}

/// A version that yields to its heir yields to whatever comes after the heir too.
fn after_heir(one: &Version, other: &Version, read: &[(&str, Version)]) -> bool {
    let (older, newer) = if one.effective_from <= other.effective_from { (one, other) } else { (other, one) };
    let heir = older
        .yields_to
        .as_ref()
        .and_then(|name| read.iter().map(|(_, v)| v).find(|v| v.regime == older.regime && v.version == *name));
    heir.is_some_and(|heir| heir.effective_to.is_some_and(|last| last < newer.effective_from))
}

fn labelled(file: &str, place: &str, zh: &str, en: &str, faults: &mut Faults) {
    let is_chinese = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    faults.unless(is_chinese(zh), file, place, "has no Chinese label");
    faults.unless(!en.trim().is_empty() && !is_chinese(en), file, place, "has no English label");
}

fn unique<'a>(file: &str, place: &str, codes: impl Iterator<Item = &'a str>, faults: &mut Faults) {
    let mut seen = BTreeSet::new();
    for code in codes {
        faults.unless(seen.insert(code), file, place, &format!("'{code}' stands twice"));
    }
}

/// Every place must be in the register; a fact without one can only be remembered.
fn sourced(file: &str, place: &str, source: &[Source], mark: Mark, registry: &Registry, faults: &mut Faults) {
    for one in source {
        let known = registry.instrument(&one.instrument).is_some();
        faults.unless(known, file, place, &format!("the register has no instrument '{}'", one.instrument));
    }
    faults.unless(!source.is_empty() || mark == Mark::Remembered, file, place, "is verified, but nothing says where");
}

fn known(file: &str, place: &str, code: &str, labels: &[Labelled], faults: &mut Faults) {
    let found = labels.iter().any(|label| label.code == code);
    faults.unless(found, file, place, &format!("the registry has no code '{code}'"));
}

#[cfg(test)]
mod tests;
