//! The lists of a version: kinds, forms, situations and circumstances, with what they bring.

use super::{Bar, Code, CodeKind, Entry, Faults, Lasts, Period, Registry, Version, known, labelled, sourced, unique};
use crate::regimes::{GENERIC, Lifting};

const LISTS: [(&str, CodeKind); 6] = [
    ("sanctions", CodeKind::SanctionKind),
    ("forms", CodeKind::AccountabilityForm),
    ("situations", CodeKind::Situation),
    ("mitigating", CodeKind::Mitigating),
    ("aggravating", CodeKind::Aggravating),
    ("exempting", CodeKind::Exempting),
];

pub(super) fn check(file: &str, version: &Version, registry: &Registry, faults: &mut Faults) {
    for (name, list) in LISTS {
        let entries = version.entries(list);
        unique(file, name, entries.iter().map(|entry| entry.code.as_str()), faults);
        for entry in entries {
            let place = format!("{name} {}", entry.code);
            of_entry(file, &place, version, (list, entry), registry, faults);
        }
    }
    let both = version.sanctions.iter().filter(|s| version.entry(CodeKind::AccountabilityForm, &s.code).is_some());
    // The codes without law of their own are allowed to be both: a measure of any country is called either.
    for code in both.filter(|_| version.regime != GENERIC) {
        faults.add(file, &format!("sanctions {}", code.code), "is a kind and a form at once");
    }
    if let Some(lifting) = &version.lifting {
        of_lifting(file, "lifting", lifting, registry, faults);
    }
    if let Some(concurrent) = &version.concurrent {
        sourced(file, "concurrent", &concurrent.source, concurrent.mark, registry, faults);
    }
    for forms in &version.four_forms {
        let place = format!("four_forms {}", forms.form);
        known(file, &place, &forms.form.to_string(), &registry.four_forms, faults);
        sourced(file, &place, &forms.source, forms.mark, registry, faults);
        for code in forms.codes.iter().filter(|code| version.kind_or_form(code).is_none()) {
            faults.add(file, &place, format!("this version has no kind or form '{code}'"));
        }
    }
}

fn of_entry(
    file: &str,
    place: &str,
    version: &Version,
    (list, entry): (CodeKind, &Entry),
    registry: &Registry,
    faults: &mut Faults,
) {
    faults.unless(Code::new(&entry.code).is_ok(), file, place, "the code is not well formed");
    labelled(file, place, &entry.zh, &entry.en, faults);
    if version.regime != GENERIC {
        sourced(file, place, &entry.source, entry.mark, registry, faults);
    }
    if let Some(wider) = &entry.within {
        faults.unless(version.entry(list, wider).is_some(), file, place, "lies within an unknown form");
    }
    if let Some(period) = &entry.period {
        of_period(file, &format!("{place} period"), period, registry, faults);
        let ends = entry.lifting.is_some() || version.lifting.is_some();
        faults.unless(ends, file, place, "has a period, but nothing says how it ends");
    }
    for bar in &entry.bars {
        of_bar(file, &format!("{place} bar {}", bar.bar), entry, bar, registry, faults);
    }
    if let Some(lifting) = &entry.lifting {
        of_lifting(file, &format!("{place} lifting"), lifting, registry, faults);
    }
    if let Some(unrestored) = &entry.unrestored {
        let place = format!("{place} unrestored");
        for right in &unrestored.what {
            known(file, &place, right, &registry.rights, faults);
        }
        sourced(file, &place, &unrestored.source, unrestored.mark, registry, faults);
    }
    for effect in &entry.assessment {
        let place = format!("{place} assessment {}", effect.year);
        known(file, &place, &effect.effect, &registry.effects, faults);
        sourced(file, &place, &effect.source, effect.mark, registry, faults);
    }
}

fn of_period(file: &str, place: &str, period: &Period, registry: &Registry, faults: &mut Faults) {
    let lengths = [period.months.is_some(), !period.months_choice.is_empty(), period.months_max.is_some()];
    let one = lengths.iter().filter(|given| **given).count() == 1;
    faults.unless(one, file, place, "needs exactly one of months, months_choice and months_max");
    sourced(file, place, &period.source, period.mark, registry, faults);
}

fn of_bar(file: &str, place: &str, entry: &Entry, bar: &Bar, registry: &Registry, faults: &mut Faults) {
    known(file, place, &bar.bar, &registry.bars, faults);
    sourced(file, place, &bar.source, bar.mark, registry, faults);
    let rule = bar.start.is_some() && bar.first_day.is_some() && bar.start_mark.is_some();
    match bar.lasts {
        Lasts::Period => {
            faults.unless(entry.period.is_some(), file, place, "lasts as long as a period that is not there");
            faults.unless(bar.months.is_none() && !rule, file, place, "has months besides those of the period");
        }
        Lasts::Months | Lasts::PeriodAndMonths => {
            faults.unless(bar.months.is_some(), file, place, "lasts months, but not how many");
            faults.unless(rule, file, place, "has no rule from which day it runs");
        }
    }
}

fn of_lifting(file: &str, place: &str, lifting: &Lifting, registry: &Registry, faults: &mut Faults) {
    sourced(file, place, &lifting.source, lifting.mark, registry, faults);
    if lifting.condition_zh.is_some() || lifting.condition_en.is_some() {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        labelled(file, place, &text(&lifting.condition_zh), &text(&lifting.condition_en), faults);
    }
}
