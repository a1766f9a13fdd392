//! What a measure restricts, and which remedy is open, in words: each fact with where it stands and, where nobody has
//! compared it with the text, with that.

use chrono::NaiveDate;

use super::{Lang, Words};
use crate::codes::TrackCode;
use crate::fields::PartialDate;
use crate::regimes::{Articles, Labelled, LiftingWay, Mark, Registry, Source};
use crate::restrictions::{BarOf, Barred, Cause, Days, Doubt, Restriction, Running};

mod numerals;
mod remedies;

use numerals::numeral;

/// What is told of one measure.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MeasureWords {
    /// Period, state on the day, bars, the way it ends, and what is not sure.
    pub lines: Vec<String>,
    /// Further effects: annual assessments, the four forms.
    pub further: Vec<String>,
}

impl Words {
    /// A place in an instrument, as papers cite it.
    pub fn source(&self, source: &Source) -> String {
        let registry = Registry::shipped();
        let instrument = registry.instrument(&source.instrument);
        let title = instrument.map_or(source.instrument.as_str(), |one| match self.lang() {
            Lang::ZhCn => &one.zh,
            Lang::En => &one.en,
        });
        let title = title.to_owned();
        let title = match instrument.and_then(|one| one.edition.clone()) {
            Some(edition) => self.message("source-instrument-edition", &[("title", title), ("edition", edition)]),
            None => self.message("source-instrument", &[("title", title)]),
        };
        let articles: Vec<String> = source.articles().iter().map(|articles| self.articles(articles)).collect();
        let joint = self.message("source-join", &[]);
        match (articles.is_empty(), self.lang()) {
            (true, _) => title,
            (false, Lang::ZhCn) => title + &articles.join(&joint),
            (false, Lang::En) => format!("{title}, {}", articles.join(&joint)),
        }
    }

    fn articles(&self, articles: &Articles) -> String {
        let number = |n: u16| match self.lang() {
            Lang::ZhCn => numeral(n),
            Lang::En => n.to_string(),
        };
        match *articles {
            Articles::One(first, None) => self.message("source-article", &[("first", number(first))]),
            Articles::One(first, Some(item)) => {
                self.message("source-article-item", &[("first", number(first)), ("item", number(item))])
            }
            Articles::Range(first, last) => {
                self.message("source-articles", &[("first", number(first)), ("last", number(last))])
            }
            Articles::Answer(n) => self.message("source-answer", &[("first", number(n))]),
        }
    }

    /// A text with where it stands, and what of it nobody has compared with the official text.
    fn noted(&self, text: String, source: &[Source], unsure: &[&str]) -> String {
        let places: Vec<String> = source.iter().map(|one| self.source(one)).collect();
        let mut notes = Vec::new();
        if !places.is_empty() {
            let places = places.join(&self.message("places-join", &[]));
            notes.push(self.message("place-source", &[("source", places)]));
        }
        notes.extend(unsure.iter().map(|id| self.message(id, &[])));
        if notes.is_empty() {
            return text;
        }
        let note = notes.join(&self.message("note-join", &[]));
        self.message("parentheses", &[("text", text), ("note", note)])
    }

    fn day(&self, day: NaiveDate) -> String {
        self.partial_date(PartialDate::day(day))
    }

    fn label(&self, labels: &[Labelled], code: &str) -> String {
        let found = labels.iter().find(|label| label.code == code);
        found.map_or_else(
            || super::spaced(code),
            |label| match self.lang() {
                Lang::ZhCn => label.zh.clone(),
                Lang::En => label.en.clone(),
            },
        )
    }

    /// What a measure restricts, as seen on a day.
    pub fn measure_effects(&self, one: &Restriction, today: NaiveDate) -> MeasureWords {
        let state = one.on(today);
        let mut lines = Vec::new();
        lines.extend(one.period.as_ref().map(|period| self.period(one.track, period)));
        lines.extend(self.state_on(one, state));
        if one.ended.as_ref().is_none_or(|ended| ended.cause == Cause::Lifted) {
            lines.extend(self.bars(one));
            lines.extend(self.ending(one, state));
            lines.extend(one.doubts.iter().map(|doubt| self.doubt(*doubt)));
        }
        let further = if lines.is_empty() && one.ended.is_some() { Vec::new() } else { self.further(one) };
        MeasureWords { lines, further }
    }

    fn period(&self, track: Option<TrackCode>, days: &Days) -> String {
        let period = match track {
            Some(TrackCode::Party) => "period-party",
            Some(TrackCode::Gov | TrackCode::Employer) => "period-state",
            Some(TrackCode::Accountability | TrackCode::Handling | TrackCode::Petition) | None => "period-other",
        };
        let period = ("period", self.message(period, &[]));
        let day = |name: &'static str, day: NaiveDate| (name, self.day(day));
        let text = match (days.from, days.until, days.months) {
            (Some(from), Some(until), _) => {
                self.message("period-days", &[period, day("from", from), day("until", until)])
            }
            (Some(from), None, _) => self.message("period-from", &[period, day("from", from)]),
            (None, Some(until), _) => self.message("period-until", &[period, day("until", until)]),
            (None, None, Some(months)) => self.message("period-months", &[period, ("months", months.to_string())]),
            (None, None, None) => self.message("period-unknown", &[period]),
        };
        let unsure = unsure(days);
        if days.source.is_empty() {
            let mut all = vec!["place-decision"];
            all.extend(unsure);
            return self.noted(text, &[], &all);
        }
        self.noted(text, &days.source, &unsure)
    }

    fn state_on(&self, one: &Restriction, state: Running) -> Option<String> {
        if let (Running::Ended, Some(ended)) = (state, &one.ended) {
            let id = match ended.cause {
                Cause::Lifted => "ended-lifted",
                Cause::Revoked => "ended-revoked",
                Cause::Remanded => "ended-remanded",
                Cause::Replaced => "ended-replaced",
            };
            let on: Vec<_> = ended.on.map(|on| ("on", self.partial_date(on))).into_iter().collect();
            return Some(self.message(id, &on));
        }
        let id = match state {
            Running::Ahead => "running-ahead",
            Running::Runs => "running-runs",
            Running::Suspended => "running-suspended",
            Running::AwaitsLifting => "running-awaits_lifting",
            Running::Over => match one.lifted_of_itself() {
                Some(until) => {
                    let text = self.message("running-over-itself", &[("until", self.day(until))]);
                    let ending = one.ending.as_ref();
                    let source = ending.map_or(&[][..], |ending| &ending.source);
                    return Some(self.noted(text, source, remembered(ending.map(|ending| ending.mark))));
                }
                None => "running-over",
            },
            Running::Nothing | Running::Unknown | Running::Ended => return None,
        };
        Some(self.message(id, &[]))
    }

    /// Bars of the same days and places stand in one line.
    fn bars(&self, one: &Restriction) -> Vec<String> {
        let mut groups: Vec<(&Days, Vec<&BarOf>)> = Vec::new();
        for bar in &one.bars {
            match groups.iter_mut().find(|(days, _)| *days == &bar.days) {
                Some((_, bars)) => bars.push(bar),
                None => groups.push((&bar.days, vec![bar])),
            }
        }
        groups.into_iter().map(|(days, bars)| self.barred_days(one, days, &bars)).collect()
    }

    fn barred_days(&self, one: &Restriction, days: &Days, bars: &[&BarOf]) -> String {
        let registry = Registry::shipped();
        let names: Vec<String> = bars.iter().map(|bar| self.label(&registry.bars, &bar.bar)).collect();
        let bars = ("bars", names.join(&self.message("bars-join", &[])));
        let same = one.period.as_ref().is_some_and(|period| (period.from, period.until) == (days.from, days.until));
        let day = |name: &'static str, day: NaiveDate| (name, self.day(day));
        let text = match (days.from, days.until) {
            _ if same => self.message("bars-period", &[bars]),
            (Some(from), Some(until)) => self.message("bars-days", &[day("from", from), day("until", until), bars]),
            (Some(from), None) => self.message("bars-from", &[day("from", from), bars]),
            (None, _) => self.message("bars-unknown", &[bars]),
        };
        // How the days of the period are counted was said with the period.
        let unsure = if same { remembered(Some(days.mark)).to_vec() } else { unsure(days) };
        self.noted(text, &days.source, &unsure)
    }

    fn ending(&self, one: &Restriction, state: Running) -> Vec<String> {
        let mut lines = Vec::new();
        let is_to_come = matches!(state, Running::Ahead | Running::Runs | Running::Suspended | Running::AwaitsLifting);
        if let Some(ending) = one.ending.as_ref().filter(|_| is_to_come) {
            let id = match ending.way {
                LiftingWay::Automatic => "ending-automatic",
                LiftingWay::Decided => "ending-decided",
            };
            let condition = ending.condition.as_ref().map(|[zh, en]| match self.lang() {
                Lang::ZhCn => zh.clone(),
                Lang::En => en.clone(),
            });
            let args: Vec<_> = condition.map(|text| ("condition", text)).into_iter().collect();
            lines.push(self.noted(self.message(id, &args), &ending.source, remembered(Some(ending.mark))));
        }
        if let Some(left) = &one.not_restored {
            let rights = &Registry::shipped().rights;
            let what: Vec<String> = left.what.iter().map(|code| self.label(rights, code)).collect();
            let text = self.message("restored-not", &[("what", what.join(&self.message("source-join", &[])))]);
            lines.push(self.noted(text, &left.source, remembered(Some(left.mark))));
        }
        lines
    }

    fn doubt(&self, doubt: Doubt) -> String {
        let id = match doubt {
            Doubt::StartNotRecorded => "doubt-start_not_recorded",
            Doubt::StartNotExact => "doubt-start_not_exact",
            Doubt::LengthNotRecorded => "doubt-length_not_recorded",
            Doubt::LengthOnlyBounded => "doubt-length_only_bounded",
            Doubt::LengthDiffers => "doubt-length_differs",
            Doubt::Suspended => "doubt-suspended",
            Doubt::Varied => "doubt-varied",
            Doubt::Corrected => "doubt-corrected",
            Doubt::RightsRestoredAssumed => "doubt-rights_restored_assumed",
            Doubt::RemainderAdded => "doubt-remainder_added",
        };
        self.message(id, &[])
    }

    fn further(&self, one: &Restriction) -> Vec<String> {
        let registry = Registry::shipped();
        let mut lines = Vec::new();
        for effect in &one.assessment {
            let label = self.label(&registry.effects, &effect.effect);
            let text = self.message("assessment-year", &[("year", effect.year.to_string()), ("effect", label)]);
            lines.push(self.noted(text, &effect.source, remembered(Some(effect.mark))));
        }
        if let Some(form) = one.four_form {
            let label = self.label(&registry.four_forms, &form.to_string());
            lines.push(self.noted(self.message("four-form", &[("form", label)]), &[], remembered(one.four_form_mark)));
        }
        lines
    }

    /// What is barred to a respondent on a day, each until when; of several measures the longest counts.
    pub fn barred_on(&self, barred: &Barred, today: NaiveDate) -> Option<String> {
        let days = barred.on(today)?;
        let bar = ("bar", self.label(&Registry::shipped().bars, &barred.bar));
        let text = match days.until {
            Some(until) => self.message("barred-until", &[("until", self.day(until)), bar]),
            None => self.message("barred-open", &[bar]),
        };
        let several = days.measures.len() > 1;
        let text = if several { self.message("barred-longest", &[("text", text)]) } else { text };
        Some(self.noted(text, &[], remembered(Some(days.mark))))
    }
}

fn remembered(mark: Option<Mark>) -> &'static [&'static str] {
    if mark == Some(Mark::Remembered) { &["mark-remembered"] } else { &[] }
}

/// What of some days nobody has compared: the length, the way of counting, or both.
fn unsure(days: &Days) -> Vec<&'static str> {
    match (days.mark, days.start_mark) {
        (Mark::Verified, Mark::Verified) => Vec::new(),
        (Mark::Verified, Mark::Remembered) => vec!["mark-start"],
        (Mark::Remembered, Mark::Verified) => vec!["mark-length"],
        (Mark::Remembered, Mark::Remembered) => vec!["mark-remembered"],
    }
}

#[cfg(test)]
mod tests;
