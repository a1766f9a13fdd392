//! From a trace to acts: total, in the order of the file except where an act would come before its own object.

use std::collections::{BTreeMap, HashMap, VecDeque};

use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::{Map, Value, json};
use wenze_domain::acts::Kind;
use wenze_domain::fields::{LABEL_CHARS_MAX, Label};
use wenze_domain::time::PartialDate;

use super::Mapping;
use super::changes::Made;
use super::objects::Objects;
use super::rule::Rule;
use super::template::local_date;
use super::trace::{Filling, Step, Trace};
use crate::ROW_BYTES_MAX;
use crate::source::{Fault, Place, SourceCase, Turn};

/// Names that begin with it belong to stored events.
const RESERVED: char = '$';
const RENAMED: &str = "attribute:";
const OF_CASE: &str = "case:";
const UNNAMED: &str = "(no name)";
/// Longest name of an object in the row of the act that implies it, in characters.
const NAME_CHARS_MAX: usize = 30;

/// A source case as acts.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Translated {
    /// Its name in the source.
    pub(crate) row: String,
    /// Requests, in the order in which they are to be recorded.
    pub(crate) acts: Vec<Value>,
    /// What is not as it can have been. Everything is recorded all the same.
    pub(crate) remarks: Vec<Remark>,
    /// Where the row of each event stands; empty for a process log.
    pub(crate) places: Vec<Place>,
}

/// Something that cannot have been as the source says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Remark {
    /// The event, from 0.
    pub(crate) event: usize,
    /// A stable word for it.
    pub(crate) code: String,
    /// What it is.
    pub(crate) message: String,
}

impl Mapping {
    /// Translates one case of a process log.
    pub(crate) fn translate(&self, case: &SourceCase) -> Result<Translated, Fault> {
        let Some(log) = &self.log else {
            return Err(Fault::case(case.number, "format", "the mapping maps no steps"));
        };
        let row = row(case, &log.case_attribute)?;
        let trace = Trace { log, row, case };
        let mut recorder = Recorder::new(self, &trace);
        for step in trace.steps() {
            recorder.offer(step);
        }
        recorder.finish();
        let acts = recorder.acts;
        let places = case.heads.iter().map(|head| head.place).collect();
        Ok(Translated { row: row.to_owned(), acts, remarks: trace.remarks(), places })
    }
}

/// The name of a case must fit into labels and keys.
fn row<'a>(case: &'a SourceCase, attribute: &str) -> Result<&'a str, Fault> {
    let fault = |message: String| Fault::case(case.number, "case-name", message);
    let row = case.fields.get(attribute).ok_or_else(|| fault(format!("the case has no '{attribute}'")))?;
    if row.len() > ROW_BYTES_MAX || Label::new(row).is_err() {
        return Err(fault(format!("the name of a case is one line of 1 to {ROW_BYTES_MAX} bytes")));
    }
    Ok(row)
}

/// Records acts, each once its objects are there.
pub(super) struct Recorder<'a> {
    mapping: &'a Mapping,
    pub(super) trace: &'a Trace<'a>,
    pub(super) objects: Objects<'a>,
    /// How many acts still to come make an object of a name.
    coming: HashMap<String, usize>,
    waiting: VecDeque<Step<'a>>,
    /// What was recorded for each event, where events may change.
    pub(super) made: HashMap<usize, Vec<Made<'a>>>,
    keeps_made: bool,
    pub(super) acts: Vec<Value>,
}

impl<'a> Recorder<'a> {
    fn new(mapping: &'a Mapping, trace: &'a Trace<'a>) -> Self {
        let objects = Objects::new(&mapping.ids, trace.row);
        let keeps_made = trace.case.heads.iter().any(|head| head.turn != Turn::Step);
        let (coming, waiting, made, acts) = (HashMap::new(), VecDeque::new(), HashMap::new(), Vec::new());
        let mut recorder = Self { mapping, trace, objects, coming, waiting, made, keeps_made, acts };
        for step in trace.steps() {
            for name in recorder.creates(step) {
                *recorder.coming.entry(name).or_default() += 1;
            }
        }
        recorder
    }

    fn creates(&self, step: Step<'a>) -> Vec<String> {
        let filling = self.filling(step.event);
        step.rule.into_iter().flat_map(|rule| &rule.creates).map(|name| name.fill(&filling)).collect()
    }

    /// Records an act, or keeps it until the object it is about has been recorded.
    fn offer(&mut self, step: Step<'a>) {
        match self.trace.turn(step.event) {
            Turn::Step => {}
            Turn::Changed(of) => {
                self.settle(&[*of]);
                return self.change(step.event, *of);
            }
            Turn::Withdrawn(of) => {
                self.settle(of);
                return self.withdraw(step.event, of);
            }
        }
        let is_to_come = |name: &String| self.coming.get(name).is_some_and(|acts| *acts > 0);
        if self.missing(step).iter().any(is_to_come) {
            self.waiting.push_back(step);
            return;
        }
        self.record(step);
        while let Some(ready) = self.waiting.iter().position(|waits| self.missing(*waits).is_empty()) {
            if let Some(step) = self.waiting.remove(ready) {
                self.record(step);
            }
        }
    }

    /// What is about to change does not wait any more.
    fn settle(&mut self, events: &[usize]) {
        while let Some(at) = self.waiting.iter().position(|waits| events.contains(&waits.event)) {
            if let Some(step) = self.waiting.remove(at) {
                self.record(step);
            }
        }
    }

    /// Records what still waits for an object that never came.
    fn finish(&mut self) {
        while let Some(step) = self.waiting.pop_front() {
            self.record(step);
        }
    }

    /// The objects that an act is about and that are not there.
    fn missing(&self, step: Step<'a>) -> Vec<String> {
        step.rule.map_or_else(Vec::new, |rule| self.lacks(rule, step.event))
    }

    pub(super) fn lacks(&self, rule: &Rule, event: usize) -> Vec<String> {
        let filling = self.filling(event);
        let names = rule.needs.iter().map(|name| name.fill(&filling));
        names.filter(|name| self.objects.current(name).is_none()).collect()
    }

    fn record(&mut self, step: Step<'a>) {
        for name in self.creates(step) {
            if let Some(acts) = self.coming.get_mut(&name) {
                *acts = acts.saturating_sub(1);
            }
        }
        for name in self.missing(step) {
            self.imply(&name, step.event);
        }
        match step.rule.filter(|_| self.missing(step).is_empty()) {
            Some(rule) => self.perform(rule, step),
            None => self.other(step),
        }
    }

    /// Records an act whose objects are there.
    pub(super) fn perform(&mut self, rule: &'a Rule, step: Step<'a>) {
        let (act, objects) = self.act(rule, step.event);
        let date = self.trace.day(step.event).filter(|_| rule.dated);
        let made = self.keeps_made.then(|| act.clone());
        let row = self.push(act, date, step);
        let event = if let Turn::Changed(of) = self.trace.turn(step.event) { *of } else { step.event };
        if let Some(act) = made {
            self.made.entry(event).or_default().push(Made { rule: Some(rule), act, date, row, objects });
        }
    }

    /// The source uses an object that it never introduces: that it is there is known, when it began is not.
    pub(super) fn imply(&mut self, name: &str, event: usize) {
        let filling = self.filling(event);
        let implied = self.trace.log.implied.iter().find(|implied| implied.object.fill(&filling) == name);
        let Some(rule) = implied.map(|implied| &implied.rule) else { return };
        if !self.lacks(rule, event).is_empty() {
            return;
        }
        let (mut act, objects) = self.act(rule, event);
        let name: String = name.chars().take(NAME_CHARS_MAX).collect();
        let row = format!("{}#{}+{name}", self.trace.row, event + 1);
        let made = self.keeps_made.then(|| act.clone());
        self.envelope(&mut act, None, event, json!({ "set": self.mapping.set, "row": row }));
        self.acts.push(act.into());
        if let Some(act) = made {
            self.made.entry(event).or_default().push(Made { rule: None, act, date: None, row, objects });
        }
    }

    /// What no act can say is kept in the source's own words.
    pub(super) fn other(&mut self, step: Step<'a>) {
        let refs = Rule::refs_json(&self.trace.log.other_refs, &self.filling(step.event));
        let label = label(self.trace.activity(step.event));
        let act = json!({ "kind": Kind::OtherActRecorded.as_str(), "refs": refs, "payload": { "label": label } });
        let Value::Object(act) = act else { return };
        let date = self.trace.day(step.event);
        let made = self.keeps_made.then(|| act.clone());
        let row = self.push(act, date, step);
        if let Some(act) = made.filter(|_| *self.trace.turn(step.event) == Turn::Step) {
            self.made.entry(step.event).or_default().push(Made { rule: None, act, date, row, objects: Vec::new() });
        }
    }

    fn act(&mut self, rule: &'a Rule, event: usize) -> (Map<String, Value>, Vec<String>) {
        let mut made = Vec::new();
        for name in &rule.creates {
            let filled = name.fill(&self.filling(event));
            if rule.makes(name, self.objects.current(&filled).is_some()) {
                self.objects.create(&filled);
                made.push(filled);
            }
        }
        (self.render(rule, event), made)
    }

    /// An act about the objects as they are.
    pub(super) fn render(&self, rule: &Rule, event: usize) -> Map<String, Value> {
        let filling = self.filling(event);
        let mut act = Map::new();
        act.insert("kind".to_owned(), rule.kind.as_str().into());
        act.insert("refs".to_owned(), Rule::refs_json(&rule.refs, &filling).into());
        act.insert("payload".to_owned(), rule.payload.fill(&filling));
        if let Some(regime) = &rule.regime {
            act.insert("regime".to_owned(), json!({ "regime": regime }));
        }
        act
    }

    fn filling(&self, event: usize) -> Filling<'_> {
        Filling { mapping: self.mapping, trace: self.trace, event, objects: &self.objects }
    }

    /// Adds an act; gives back the row under which it is known again.
    pub(super) fn push(&mut self, mut act: Map<String, Value>, date: Option<PartialDate>, step: Step<'a>) -> String {
        let row = format!("{}#{}", self.trace.row, step.event + 1);
        let (row, origin) = if step.number == 0 {
            let label = label(self.trace.activity(step.event));
            let origin =
                json!({ "set": self.mapping.set, "row": row, "label": label, "fields": self.fields(step.event) });
            (row, origin)
        } else {
            let row = format!("{row}.{}", step.number + 1);
            let origin = json!({ "set": self.mapping.set, "row": row });
            (row, origin)
        };
        self.envelope(&mut act, date, step.event, origin);
        self.acts.push(act.into());
        row
    }

    fn envelope(&self, act: &mut Map<String, Value>, date: Option<PartialDate>, event: usize, origin: Value) {
        act.insert("occurred".to_owned(), json!({ "date": date, "zone": self.trace.log.zone }));
        act.insert("entered_from".to_owned(), "import".into());
        act.insert("origin".to_owned(), origin);
        if let Some(moment) = self.trace.known_at(event).and_then(moment) {
            act.insert("known_at".to_owned(), moment.to_rfc3339_opts(SecondsFormat::AutoSi, true).into());
        }
    }

    /// The id by which a later act of the import names what was recorded from a row.
    pub(super) fn stand_in(&self, row: &str) -> uuid::Uuid {
        wenze_domain::envelope::Origin::stand_in(&self.mapping.set, row)
    }

    /// Everything the source says of an event, and with the first event what it says of the case.
    fn fields(&self, event: usize) -> BTreeMap<String, String> {
        let case = &self.trace.case;
        let named = |(name, value): (&str, &str)| {
            let name = if name.starts_with(RESERVED) { format!("{RENAMED}{name}") } else { name.to_owned() };
            (name, value.to_owned())
        };
        let mut all: BTreeMap<String, String> = case.events[event].iter().map(named).collect();
        if event == 0 {
            let own = |(name, _): &(&str, &str)| *name != self.trace.log.case_attribute;
            for (name, value) in case.fields.iter().filter(own) {
                all.insert(free_name(&all, format!("{OF_CASE}{name}")), value.to_owned());
            }
        }
        all
    }
}

/// When a register recorded something, in UTC; the log keeps microseconds.
pub(super) fn moment(text: &str) -> Option<DateTime<Utc>> {
    let moment = DateTime::parse_from_rfc3339(text).ok()?.with_timezone(&Utc);
    DateTime::from_timestamp_micros(moment.timestamp_micros())
}

impl Trace<'_> {
    /// The date of an event; none where it cannot be right.
    pub(super) fn day(&self, event: usize) -> Option<PartialDate> {
        self.date(event).and_then(local_date).filter(|date| !self.is_impossible(*date))
    }
}

/// A name that no other attribute has.
fn free_name(taken: &BTreeMap<String, String>, mut name: String) -> String {
    while taken.contains_key(&name) {
        name.push('\'');
    }
    name
}

/// The name of a step as a label; where it is cut, the whole name stands among the attributes.
fn label(activity: &str) -> String {
    let one_line: String = activity.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let cut: String = one_line.trim().chars().take(LABEL_CHARS_MAX).collect();
    if cut.trim().is_empty() { UNNAMED.to_owned() } else { cut }
}
