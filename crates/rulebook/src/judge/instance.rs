//! The objects an obligation is about, and which other acts concern them.

use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use serde_json::{Map, Value};

use super::Bench;
use crate::history::Event;
use crate::rule::Param;
use crate::vocabulary::Vocabulary;

/// Most instances that one act starts of one rule: an act that names more objects is judged on the first.
const INSTANCES_MAX: usize = 2_000;

/// Roles whose facts an instance has even when it is not counted by them, if the act names one object there. Later roles
/// win over earlier ones, and those that the instance is counted by win over all.
const KNOWN_ROLES: [&str; 8] = ["report", "clue", "respondent", "track", "determination", "measure", "appeal", "item"];

/// Objects by their roles.
type Objects = BTreeMap<Arc<str>, Arc<str>>;

#[derive(Debug, Clone)]
pub(super) struct Instance {
    pub(super) ids: Arc<Objects>,
    /// What `inst` is in expressions.
    pub(super) facts: Arc<Value>,
    /// What `param` is in expressions: the dated numbers of the day.
    pub(super) params: Value,
}

impl Instance {
    /// One for each combination of the objects that an act names in the roles of `per`. A role that it leaves out is left
    /// out; a track goes only with its own respondent.
    pub(super) fn all(bench: Bench<'_>, trigger: &Event) -> Rc<[Instance]> {
        let shared = Self::shared(bench, trigger);
        if !bench.rule.reads_params {
            return shared;
        }
        let with_params = |one: &Instance| {
            let params = Value::Object(params(bench, one.facts.as_object(), trigger));
            Self { params, ..one.clone() }
        };
        shared.iter().map(with_params).collect()
    }

    /// Those of every rule of this shape, without dated numbers.
    fn shared(bench: Bench<'_>, trigger: &Event) -> Rc<[Instance]> {
        let shape = bench.ready.shapes.get(bench.at).copied().unwrap_or(usize::MAX);
        let key = (std::ptr::from_ref(trigger), shape);
        if let Some(known) = bench.sitting.instances.borrow().get(&key) {
            return Rc::clone(known);
        }
        let all =
            combinations(&bench.rule.per, trigger).into_iter().map(|ids| Self::new(bench, ids, trigger)).collect();
        bench.sitting.instances.borrow_mut().entry(key).or_insert(all).clone()
    }

    fn new(bench: Bench<'_>, ids: Objects, trigger: &Event) -> Self {
        let named = KNOWN_ROLES.iter().filter_map(|role| match trigger.ids(role) {
            [one] => Some(one),
            _ => None,
        });
        let asked = if bench.rule.reads_instance { named.chain(ids.values()).cloned().collect() } else { Vec::new() };
        Self { facts: bench.sitting.facts(asked), ids: Arc::new(ids), params: Value::Object(Map::new()) }
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
            is_whole(vocabulary, role, id, event, trigger)
        })
    }
}

fn combinations(roles: &[Arc<str>], trigger: &Event) -> Vec<Objects> {
    let mut all = vec![Objects::new()];
    for role in roles {
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
    all
}

/// The number of each parameter that is in force on the day of the act.
fn params(bench: Bench<'_>, facts: Option<&Map<String, Value>>, trigger: &Event) -> Map<String, Value> {
    let Some(day) = trigger.at.map(|at| at.first) else { return Map::new() };
    let picks = |fact: &String, wanted: &Value| {
        bench.sitting.case.get(fact).or_else(|| facts?.get(fact)).is_some_and(|known| known == wanted)
    };
    let number = |param: &Param| {
        let mut values = param.values.iter().filter(|value| value.window.holds(day));
        values.find(|value| value.selectors.iter().all(|(fact, wanted)| picks(fact, wanted)))?.number
    };
    let found = bench.ready.book.params.iter();
    found.filter_map(|(id, param)| Some((id.clone(), Value::from(number(param)?)))).collect()
}

fn is_possible(ids: &Objects) -> bool {
    let Some((track, respondent)) = ids.get("track").zip(ids.get("respondent")) else { return true };
    track.split_once('/').is_none_or(|(of, _)| of == respondent.as_ref())
}

/// Whether an act that names nothing in a role is about the whole case, and so about this object too.
pub(super) fn is_whole(vocabulary: Option<&Vocabulary>, role: &str, id: &str, event: &Event, trigger: &Event) -> bool {
    let may_be_left_out = vocabulary.is_some_and(|v| v.is_optional(&event.kind, role));
    may_be_left_out && !event.open_roles.iter().any(|open| open == role) && same_people(id, event, trigger)
}

fn same_people(id: &str, event: &Event, trigger: &Event) -> bool {
    let named = event.ids("respondent");
    if named.is_empty() {
        return true;
    }
    if let Some((respondent, _)) = id.split_once('/') {
        named.iter().any(|one| one.as_ref() == respondent)
    } else {
        let own = trigger.ids("respondent");
        own.is_empty() || own.iter().any(|one| named.contains(one))
    }
}
