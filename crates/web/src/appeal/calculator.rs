//! The times of the appeal step by step, and a small form for another day of service.

use chrono::NaiveDate;
use wenze_casework::{CitedAct, Window};
use wenze_domain::codes::{CodeList, Verdict};
use wenze_domain::fields::PartialDate;
use wenze_domain::time::Occurred;

use super::Told;
use crate::docket::{decided, window};
use crate::due::shape;
use crate::parts::{StateTag, When};
use crate::reader::Reader;

/// The calculator.
pub(super) struct Calculator {
    /// What the form is filled with.
    pub(super) served_on: String,
    /// The day from which the time runs, as it is recorded or supposed.
    pub(super) served: Option<When>,
    /// A day is supposed.
    pub(super) is_supposed: bool,
    /// The same page by the record.
    pub(super) clear: String,
    pub(super) times: Vec<Time>,
    /// By which calendar it was counted, and as it was known when.
    pub(super) calendar: String,
}

/// One time with its steps.
pub(super) struct Time {
    /// To file or to decide.
    pub(super) what: String,
    pub(super) title: String,
    /// Where the rule stands.
    pub(super) law: Vec<String>,
    pub(super) verdict: StateTag,
    pub(super) last_day: Option<When>,
    pub(super) steps: Vec<String>,
    pub(super) acts: Vec<String>,
}

impl Calculator {
    pub(super) fn new(reader: &Reader, told: &Told, asked: Option<NaiveDate>) -> Self {
        let (texts, windows) = (reader.texts, &told.windows);
        let time = |what: &str, of: fn(&Reader, &str) -> Option<String>, one: &Window| {
            Time::new(reader, texts.say(what), of, one)
        };
        let file = windows.file.iter().map(|one| time(/* text */ "calculator-file", window, one));
        let decide = windows.decide.iter().map(|one| time(/* text */ "calculator-decide", decided, one));
        let served = windows.served_on.as_deref().and_then(PartialDate::parse);
        let calendar = [("calendar", windows.stamp.calendar.revision.as_str().into())];
        Self {
            served_on: asked.map(|day| day.to_string()).or_else(|| windows.served_on.clone()).unwrap_or_default(),
            served: served.map(|day| When::occurred(reader.words, &Occurred::on(day))),
            is_supposed: asked.is_some(),
            clear: reader.with(&[(super::SERVED_ON, None)]),
            times: file.chain(decide).collect(),
            calendar: texts.tell("calculator-calendar", calendar),
        }
    }
}

impl Time {
    fn new(reader: &Reader, what: String, told: impl Fn(&Reader, &str) -> Option<String>, one: &Window) -> Self {
        let (words, finding) = (reader.words, &one.obligation.finding);
        let verdict = serde_json::to_value(finding.verdict).unwrap_or_default();
        let verdict = verdict.as_str().unwrap_or_default();
        let word = told(reader, verdict).unwrap_or_else(|| words.code(Verdict::LIST, verdict));
        let lang = one.obligation.lang;
        let law = finding.law.iter().map(|law| {
            let told = [("name", law.name(lang).to_owned().into()), ("at", law.at(lang).into())];
            reader.texts.tell("calculator-law", told)
        });
        let day = |due: NaiveDate| When::occurred(words, &Occurred::on(PartialDate::day(due)));
        Self {
            what,
            title: finding.title(lang).to_owned(),
            law: law.collect(),
            verdict: StateTag::made(shape(verdict), word),
            last_day: finding.due.map(day),
            steps: one.steps.iter().map(|step| step.words.clone()).collect(),
            acts: one.cites.iter().map(|cited: &CitedAct| cited.words.clone()).collect(),
        }
    }
}
