//! The objects an obligation is about, and which other acts concern them.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Map, Value};

use crate::history::{Event, History};
use crate::rule::Rule;
use crate::vocabulary::Vocabulary;

/// Most instances that one act starts of one rule: an act that names more objects is judged on the first.
const INSTANCES_MAX: usize = 2_000;

#[derive(Debug, Clone)]
pub(super) struct Instance {
    pub(super) ids: BTreeMap<Arc<str>, Arc<str>>,
    /// What `inst` is in expressions.
    pub(super) facts: Value,
}

impl Instance {
    /// One for each combination of the objects that an act names in the roles of `per`. A role that it leaves out is left
    /// out; a track goes only with its own respondent.
    pub(super) fn all(rule: &Rule, trigger: &Event, history: &History) -> Vec<Instance> {
        let mut all: Vec<BTreeMap<Arc<str>, Arc<str>>> = vec![BTreeMap::new()];
        for role in &rule.per {
            let ids = trigger.ids(role);
            if ids.is_empty() {
                continue;
            }
            let mut next = Vec::with_capacity(all.len() * ids.len());
            for so_far in &all {
                for id in ids {
                    let mut one = so_far.clone();
                    one.insert(role.clone(), id.clone());
                    if next.len() < INSTANCES_MAX && is_possible(&one) {
                        next.push(one);
                    }
                }
            }
            all = next;
        }
        all.into_iter().map(|ids| Self::new(rule, ids, history)).collect()
    }

    fn new(rule: &Rule, ids: BTreeMap<Arc<str>, Arc<str>>, history: &History) -> Self {
        let facts = if rule.reads_instance { history.instance_facts(&ids) } else { Map::new() };
        Self { ids, facts: Value::Object(facts) }
    }

    /// Whether an act concerns these objects. `trigger` is the act that started the obligation: an act that names none of
    /// the objects but other people than the trigger is about somebody else.
    pub(super) fn concerns(&self, event: &Event, trigger: &Event, vocabulary: Option<&Vocabulary>) -> bool {
        self.ids.iter().all(|(role, id)| {
            let ids = event.ids(role);
            if !ids.is_empty() {
                return ids.contains(id);
            }
            // A single case may leave its own id out.
            if role.as_ref() == "case" {
                return true;
            }
            let is_whole = vocabulary.is_some_and(|v| v.is_optional(&event.kind, role));
            is_whole && !event.open_roles.iter().any(|open| open == role.as_ref()) && same_people(id, event, trigger)
        })
    }
}

fn is_possible(ids: &BTreeMap<Arc<str>, Arc<str>>) -> bool {
    let Some((track, respondent)) = ids.get("track").zip(ids.get("respondent")) else { return true };
    track.split_once('/').is_none_or(|(of, _)| of == respondent.as_ref())
}

fn same_people(id: &str, event: &Event, trigger: &Event) -> bool {
    let named = event.ids("respondent");
    if named.is_empty() {
        return true;
    }
    match id.split_once('/') {
        Some((respondent, _)) => named.iter().any(|one| one.as_ref() == respondent),
        None => {
            let own = trigger.ids("respondent");
            own.is_empty() || own.iter().any(|one| named.contains(one))
        }
    }
}
