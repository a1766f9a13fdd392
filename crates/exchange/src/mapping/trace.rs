//! A case of the source with its mapping: what each event is, and which acts it stands for.

use uuid::Uuid;

use super::file::{At, Condition};
use super::objects::Objects;
use super::rule::Rule;
use super::template::Source;
use super::{LogMapping, Mapping};
use crate::source::{Place, SourceCase, Turn};

/// A trace with its mapping.
#[derive(Clone, Copy)]
pub(super) struct Trace<'a> {
    pub(super) log: &'a LogMapping,
    pub(super) row: &'a str,
    pub(super) case: &'a SourceCase,
}

/// An act to be recorded for an event of the source.
#[derive(Clone, Copy)]
pub(super) struct Step<'a> {
    pub(super) event: usize,
    /// None where no act is written for the activity.
    pub(super) rule: Option<&'a Rule>,
    /// Its number among the acts of the event; the first carries what the source says.
    pub(super) number: usize,
}

impl<'a> Trace<'a> {
    pub(super) fn activity(&self, event: usize) -> &'a str {
        match self.case.heads.get(event) {
            Some(head) => &head.activity,
            None => self.case.events[event].get(&self.log.activity_attribute).unwrap_or_default(),
        }
    }

    /// The date of an event as the source writes it.
    pub(super) fn date(&self, event: usize) -> Option<&'a str> {
        match self.case.heads.get(event) {
            Some(head) => head.date.as_deref(),
            None => self.case.events[event].get(&self.log.time_attribute),
        }
    }

    /// When the source register recorded an event, as it writes it.
    pub(super) fn known_at(&self, event: usize) -> Option<&'a str> {
        self.case.heads.get(event)?.known_at.as_deref()
    }

    pub(super) fn place(&self, event: usize) -> Option<Place> {
        self.case.heads.get(event).map(|head| head.place)
    }

    pub(super) fn turn(&self, event: usize) -> &'a Turn {
        self.case.heads.get(event).map_or(&Turn::Step, |head| &head.turn)
    }

    /// A value of an event: anything its row says, of which a change carries only what it changed.
    pub(super) fn value(&self, event: usize, name: &str) -> Option<&'a str> {
        match self.case.heads.get(event) {
            Some(head) => head.row.get(name),
            None => self.case.events.get(event)?.get(name),
        }
    }

    fn has(&self, activity: &str) -> bool {
        self.first(activity).is_some()
    }

    /// The first step of a name; corrections are no steps.
    pub(super) fn first(&self, activity: &str) -> Option<usize> {
        (0..self.case.events.len()).find(|event| self.activity(*event) == activity && *self.turn(*event) == Turn::Step)
    }

    fn holds(&self, condition: &Condition, event: usize) -> bool {
        // A change speaks of the step that it changes.
        let step = if let Turn::Changed(step) = self.turn(event) { *step } else { event };
        match condition {
            Condition::With { with } => self.has(with),
            Condition::Without { without } => !self.has(without),
            Condition::First { first } => (self.first(self.activity(event)) == Some(step)) == *first,
            of_values => of_values.holds_of(|name| self.value(event, name)),
        }
    }

    /// The acts written for an event, with those that come at the end of the case last.
    pub(super) fn rules(&self, event: usize) -> Vec<&'a Rule> {
        let activity = self.activity(event);
        let all = self.log.rules.iter().filter(|rule| rule.activity == activity);
        let mut rules: Vec<&Rule> = all.filter(|rule| rule.when.iter().all(|c| self.holds(c, event))).collect();
        rules.sort_by_key(|rule| rule.at == At::End);
        rules
    }

    /// Every act of the case: those of each event where it stands, then those that come at the end.
    pub(super) fn steps(&self) -> Vec<Step<'a>> {
        let (mut steps, mut last) = (Vec::new(), Vec::new());
        for event in 0..self.case.events.len() {
            if *self.turn(event) != Turn::Step {
                steps.push(Step { event, rule: None, number: 0 });
                continue;
            }
            let rules = self.rules(event);
            let here = rules.iter().filter(|rule| rule.at == At::Step).count();
            if here == 0 {
                steps.push(Step { event, rule: None, number: 0 });
            }
            for (number, rule) in rules.into_iter().enumerate() {
                let is_here = number < here;
                let number = if here == 0 { number + 1 } else { number };
                let place = if is_here { &mut steps } else { &mut last };
                place.push(Step { event, rule: Some(rule), number });
            }
        }
        steps.extend(last);
        steps
    }
}

/// What the gaps of an act are filled from.
pub(super) struct Filling<'a> {
    pub(super) mapping: &'a Mapping,
    pub(super) trace: &'a Trace<'a>,
    pub(super) event: usize,
    pub(super) objects: &'a Objects<'a>,
}

impl Source for Filling<'_> {
    fn case_name(&self) -> &str {
        self.trace.row
    }

    fn of_case(&self, attribute: &str) -> Option<&str> {
        self.trace.case.fields.get(attribute)
    }

    fn of_step(&self, attribute: &str) -> Option<&str> {
        self.trace.value(self.event, attribute)
    }

    fn of_activity(&self, activity: &str, attribute: &str) -> Option<&str> {
        self.trace.value(self.trace.first(activity)?, attribute)
    }

    fn object(&self, name: &str) -> Option<Uuid> {
        self.objects.current(name)
    }

    fn person(&self, value: &str) -> Uuid {
        self.mapping.person(value)
    }
}
