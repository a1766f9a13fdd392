//! Who a value of the state comes from, and what differs between two states: over any history, at any cut.

use std::collections::BTreeMap;

use chrono::Duration;
use proptest::prelude::*;
use serde_json::Value;
use uuid::Uuid;
use wenze_domain::effective::Cut;
use wenze_domain::history::History;
use wenze_domain::replay::{self, Replay, apply, diff, document};

use crate::bench::now;
use crate::plans::plans;

fn few() -> ProptestConfig {
    ProptestConfig { cases: 16, max_shrink_iters: 40, failure_persistence: None, ..ProptestConfig::default() }
}

/// A cut by any of the three, or by several of them.
#[derive(Debug, Clone)]
struct Place {
    version: Option<prop::sample::Index>,
    known: Option<prop::sample::Index>,
    as_of_days: Option<i64>,
}

fn places() -> impl Strategy<Value = Place> {
    let at = || prop::option::of(any::<prop::sample::Index>());
    (at(), at(), prop::option::of(0..2500_i64)).prop_map(|(version, known, as_of_days)| Place {
        version,
        known,
        as_of_days,
    })
}

impl Place {
    fn in_history(&self, history: &History) -> Cut {
        let count = history.events.len();
        Cut {
            version: self.version.map(|at| i32::try_from(at.index(count + 1)).unwrap_or(0)),
            known: self.known.filter(|_| count > 0).map(|at| history.events[at.index(count)].recorded_at),
            as_of: self.as_of_days.map(|days| now() - Duration::days(days)),
        }
    }
}

/// The states of a history after each version, by a cut of the clocks.
struct States<'h> {
    id: Uuid,
    history: &'h History,
    cut: Cut,
    made: BTreeMap<i32, Value>,
}

impl States<'_> {
    fn at(&mut self, version: i32) -> &Value {
        let (id, history, cut) = (self.id, self.history, self.cut);
        self.made.entry(version).or_insert_with(|| document(&history.case(id, Cut { version: Some(version), ..cut })))
    }
}

proptest! {
    #![proptest_config(few())]

    #[test]
    fn a_leaf_is_blamed_on_the_event_that_brought_its_value(plan in plans(3, 12), place in places()) {
        let (recorder, id) = plan.recorded();
        let history = recorder.history(id);
        let cut = place.in_history(&history);
        let replay = Replay::of(id, &history, cut);
        prop_assert_eq!(replay.document(), &document(&history.case(id, cut)), "the way leads to the case of the cut");
        let mut states = States { id, history: &history, cut, made: BTreeMap::new() };
        let empty = document(&wenze_domain::case::Case::new(id));
        for blame in replay.blame("").expect("the whole state") {
            let Some(last) = blame.turns.last() else {
                prop_assert_eq!(empty.pointer(&blame.field), Some(blame.value), "{} was never touched", blame.field);
                continue;
            };
            prop_assert_eq!(last.value.as_ref(), Some(blame.value), "{}", blame.field);
            prop_assert_eq!(states.at(last.version).pointer(&blame.field), Some(blame.value), "{} after", blame.field);
            prop_assert_ne!(states.at(last.version - 1).pointer(&blame.field), Some(blame.value), "{} before", blame.field);
            prop_assert!(blame.turns.is_sorted_by(|a, b| a.version < b.version && a.value != b.value), "{}", blame.field);
        }
    }

    #[test]
    fn the_difference_of_two_states_leads_from_one_to_the_other(plan in plans(3, 10), from in places(), to in places()) {
        let (recorder, id) = plan.recorded();
        let history = recorder.history(id);
        let (a, b) = (from.in_history(&history), to.in_history(&history));
        let (a, b) = (Replay::of(id, &history, a), Replay::of(id, &history, b));
        let changes = diff(a.document(), b.document());
        prop_assert_eq!(&apply(a.document().clone(), &changes), b.document());
        prop_assert_eq!(&apply(b.document().clone(), &diff(b.document(), a.document())), a.document());
        prop_assert_eq!(diff(a.document(), a.document()), vec![]);
        for change in &changes {
            prop_assert_eq!(a.document().pointer(&change.path), change.before.as_ref());
            prop_assert_eq!(b.document().pointer(&change.path), change.after.as_ref());
            prop_assert!(b.origin(&change.path).or(a.origin(&change.path)).is_some(), "{} has an origin", change.path);
        }
    }

    #[test]
    fn no_history_makes_a_replay_panic(plan in plans(3, 8), seed in any::<u64>(), place in places()) {
        let (recorder, id) = plan.recorded();
        let mut events = recorder.history(id).events;
        let mut state = seed;
        for at in (1..events.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            events.swap(at, (state >> 33) as usize % (at + 1));
        }
        let version = events.last().map_or(0, |event| event.version);
        let history = History { version, events, unreadable: Vec::new() };
        let cut = place.in_history(&history);
        let replay = Replay::of(id, &history, cut);
        replay.blame("");
        for event in &history.events {
            let chain = replay::chain(&history, cut, event);
            prop_assert!(chain.of.len() <= history.events.len());
        }
    }
}
