//! From a trace to acts: total, in the order of the file except where an act would come before its own object.

use std::collections::{BTreeMap, HashMap, VecDeque};

use serde_json::{Map, Value, json};
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::fields::{LABEL_CHARS_MAX, Label};
use wenze_domain::time::PartialDate;

use super::file::{At, Condition};
use super::objects::Objects;
use super::rule::Rule;
use super::template::{Source, local_date};
use super::{LogMapping, Mapping};
use crate::ROW_BYTES_MAX;
use crate::source::{Fault, SourceCase};

/// Names that begin with it belong to stored events.
const RESERVED: char = '$';
const RENAMED: &str = "attribute:";
const OF_CASE: &str = "case:";
const UNNAMED: &str = "(no name)";

/// A source case as acts.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Translated {
    /// Its name in the source.
    pub(crate) row: String,
    /// Requests, in the order in which they are to be recorded.
    pub(crate) acts: Vec<Value>,
}

impl Mapping {
    /// Translates one case of a process log.
    pub(crate) fn translate(&self, case: &SourceCase) -> Result<Translated, Fault> {
        let Some(log) = &self.log else {
            return Err(Fault::case(case.number, "format", "the mapping is not one for process logs"));
        };
        let row = row(case, &log.case_attribute)?;
        let trace = Trace { log, row, case };
        let mut recorder = Recorder::new(self, &trace);
        for step in trace.steps() {
            recorder.offer(step);
        }
        recorder.finish();
        Ok(Translated { row: row.to_owned(), acts: recorder.acts })
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

/// A trace with its mapping.
#[derive(Clone, Copy)]
struct Trace<'a> {
    log: &'a LogMapping,
    row: &'a str,
    case: &'a SourceCase,
}

/// An act to be recorded for an event of the source.
#[derive(Clone, Copy)]
struct Step<'a> {
    event: usize,
    /// None where no act is written for the activity.
    rule: Option<&'a Rule>,
    /// Its number among the acts of the event; the first carries what the source says.
    number: usize,
}

impl<'a> Trace<'a> {
    fn activity(&self, event: usize) -> &'a str {
        self.case.events[event].get(&self.log.activity_attribute).unwrap_or_default()
    }

    fn has(&self, activity: &str) -> bool {
        (0..self.case.events.len()).any(|event| self.activity(event) == activity)
    }

    fn holds(&self, condition: &Condition, event: usize) -> bool {
        match condition {
            Condition::With { with } => self.has(with),
            Condition::Without { without } => !self.has(without),
            Condition::Is { attribute, is } => {
                self.case.events[event].get(attribute).is_some_and(|value| is.iter().any(|one| one == value))
            }
        }
    }

    /// Every act of the case: those of each event where it stands, then those that come at the end.
    fn steps(&self) -> Vec<Step<'a>> {
        let (mut steps, mut last) = (Vec::new(), Vec::new());
        for event in 0..self.case.events.len() {
            let activity = self.activity(event);
            let rules: Vec<&Rule> = self
                .log
                .rules
                .iter()
                .filter(|rule| rule.activity == activity && rule.when.iter().all(|c| self.holds(c, event)))
                .collect();
            let of = |at: At| rules.iter().copied().filter(move |rule| rule.at == at);
            let here = steps.len();
            steps.extend(of(At::Step).enumerate().map(|(number, rule)| Step { event, rule: Some(rule), number }));
            if steps.len() == here {
                steps.push(Step { event, rule: None, number: 0 });
            }
            let next = steps.len() - here;
            last.extend((next..).zip(of(At::End)).map(|(number, rule)| Step { event, rule: Some(rule), number }));
        }
        steps.extend(last);
        steps
    }
}

/// What the gaps of an act are filled from.
struct Filling<'a> {
    trace: &'a Trace<'a>,
    event: usize,
    objects: &'a Objects<'a>,
}

impl Source for Filling<'_> {
    fn case_name(&self) -> &str {
        self.trace.row
    }

    fn of_case(&self, attribute: &str) -> Option<&str> {
        self.trace.case.fields.get(attribute)
    }

    fn of_step(&self, attribute: &str) -> Option<&str> {
        self.trace.case.events.get(self.event)?.get(attribute)
    }

    fn of_activity(&self, activity: &str, attribute: &str) -> Option<&str> {
        let events = &self.trace.case.events;
        let found = (0..events.len()).find(|event| self.trace.activity(*event) == activity)?;
        events[found].get(attribute)
    }

    fn object(&self, name: &str) -> Option<Uuid> {
        self.objects.current(name)
    }
}

/// Records acts, each once its objects are there.
struct Recorder<'a> {
    mapping: &'a Mapping,
    trace: &'a Trace<'a>,
    objects: Objects<'a>,
    /// How many acts still to come make an object of a name.
    coming: HashMap<&'a str, usize>,
    waiting: VecDeque<Step<'a>>,
    acts: Vec<Value>,
}

impl<'a> Recorder<'a> {
    fn new(mapping: &'a Mapping, trace: &'a Trace<'a>) -> Self {
        let mut coming: HashMap<&str, usize> = HashMap::new();
        for name in trace.steps().iter().filter_map(|step| step.rule).flat_map(|rule| &rule.creates) {
            *coming.entry(name).or_default() += 1;
        }
        let objects = Objects::new(&mapping.ids, trace.row);
        Self { mapping, trace, objects, coming, waiting: VecDeque::new(), acts: Vec::new() }
    }

    /// Records an act, or keeps it until the object it is about has been recorded.
    fn offer(&mut self, step: Step<'a>) {
        let is_to_come = |name: &&String| self.coming.get(name.as_str()).is_some_and(|acts| *acts > 0);
        if self.missing(step.rule).any(|name| is_to_come(&name)) {
            self.waiting.push_back(step);
            return;
        }
        self.record(step);
        while let Some(ready) = self.waiting.iter().position(|waits| self.missing(waits.rule).next().is_none()) {
            if let Some(step) = self.waiting.remove(ready) {
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

    fn missing(&self, rule: Option<&'a Rule>) -> impl Iterator<Item = &'a String> {
        rule.into_iter().flat_map(|rule| &rule.needs).filter(|name| self.objects.current(name).is_none())
    }

    fn record(&mut self, step: Step<'a>) {
        for name in step.rule.into_iter().flat_map(|rule| &rule.creates) {
            if let Some(acts) = self.coming.get_mut(name.as_str()) {
                *acts = acts.saturating_sub(1);
            }
        }
        let missing: Vec<&String> = self.missing(step.rule).collect();
        for name in missing {
            self.imply(name, step);
        }
        match step.rule.filter(|rule| self.missing(Some(rule)).next().is_none()) {
            Some(rule) => {
                let act = self.act(rule, step.event);
                self.push(act, rule.dated, step);
            }
            None => self.other(step),
        }
    }

    /// The source uses an object that it never introduces: that it is there is known, when it began is not.
    fn imply(&mut self, name: &str, step: Step<'a>) {
        let implied = self.trace.log.implied.iter().find(|implied| implied.object == name);
        let Some(rule) = implied.map(|implied| &implied.rule) else { return };
        if self.missing(Some(rule)).next().is_some() {
            return;
        }
        let mut act = self.act(rule, step.event);
        let row = format!("{}#{}+{name}", self.trace.row, step.event + 1);
        self.envelope(&mut act, None, json!({ "set": self.mapping.set, "row": row }));
        self.acts.push(act.into());
    }

    /// What no act can say is kept in the source's own words.
    fn other(&mut self, step: Step<'a>) {
        let refs = Rule::refs_json(&self.trace.log.other_refs, &self.filling(step.event));
        let label = label(self.trace.activity(step.event));
        let act = json!({ "kind": Kind::OtherActRecorded.as_str(), "refs": refs, "payload": { "label": label } });
        if let Value::Object(act) = act {
            self.push(act, true, step);
        }
    }

    fn act(&mut self, rule: &'a Rule, event: usize) -> Map<String, Value> {
        for name in &rule.creates {
            if rule.makes(name, self.objects.current(name).is_some()) {
                self.objects.create(name);
            }
        }
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
        Filling { trace: self.trace, event, objects: &self.objects }
    }

    fn push(&mut self, mut act: Map<String, Value>, dated: bool, step: Step<'a>) {
        let fields = &self.trace.case.events[step.event];
        let date = fields.get(&self.trace.log.time_attribute).filter(|_| dated).and_then(local_date);
        let row = format!("{}#{}", self.trace.row, step.event + 1);
        let origin = if step.number == 0 {
            let label = label(self.trace.activity(step.event));
            json!({ "set": self.mapping.set, "row": row, "label": label, "fields": self.fields(step.event) })
        } else {
            json!({ "set": self.mapping.set, "row": format!("{row}.{}", step.number + 1) })
        };
        self.envelope(&mut act, date, origin);
        self.acts.push(act.into());
    }

    fn envelope(&self, act: &mut Map<String, Value>, date: Option<PartialDate>, origin: Value) {
        act.insert("occurred".to_owned(), json!({ "date": date, "zone": self.trace.log.zone }));
        act.insert("entered_from".to_owned(), "import".into());
        act.insert("origin".to_owned(), origin);
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
