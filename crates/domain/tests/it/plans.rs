//! Histories as real ones go wrong: a story with acts dropped, swapped or entered twice, then put right or worse.

use std::sync::LazyLock;

use proptest::prelude::*;
use serde_json::{Value, json};
use uuid::Uuid;
use wenze_testkit::generator::{GeneratedAct, GeneratedCase, Generator, resolve_event_refs};
use wenze_testkit::record::Recorder;

use crate::bench::{clerk, confirmed, correction, now, today, voiding};

static GENERATOR: LazyLock<Generator> = LazyLock::new(|| Generator::new(77, today()));

/// What is done to the order of the acts before they are recorded.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Edit {
    Drop(usize),
    Swap(usize, usize),
    Repeat(usize),
}

/// What is recorded about an event afterwards.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Repair {
    Void(usize),
    Date(usize, &'static str),
}

/// A history to be built.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    pub(crate) story: usize,
    pub(crate) number: usize,
    pub(crate) edits: Vec<Edit>,
    pub(crate) repairs: Vec<Repair>,
}

/// Dates to correct to: coarse, none, far away.
const DATES: [&str; 5] = ["2024-02", "2023", "", "2016-08-31", "2025-06-10"];

/// Plans with so many edits and repairs at most.
pub(crate) fn plans(edits: usize, repairs: usize) -> impl Strategy<Value = Plan> {
    let edit = (0..3_u8, any::<prop::sample::Index>(), any::<prop::sample::Index>()).prop_map(|(what, a, b)| {
        let (a, b) = (a.index(200), b.index(200));
        match what {
            0 => Edit::Drop(a),
            1 => Edit::Swap(a, b),
            _ => Edit::Repeat(a),
        }
    });
    let repair = (any::<bool>(), any::<prop::sample::Index>(), 0..DATES.len()).prop_map(|(void, at, date)| {
        let at = at.index(200);
        if void { Repair::Void(at) } else { Repair::Date(at, DATES[date]) }
    });
    let stories = Generator::stories().count();
    (0..stories, 0..400_usize, prop::collection::vec(edit, 0..=edits), prop::collection::vec(repair, 0..=repairs))
        .prop_map(|(story, number, edits, repairs)| Plan { story, number, edits, repairs })
}

impl Plan {
    /// The story as told, in order.
    pub(crate) fn told(&self) -> GeneratedCase {
        let hint = Generator::stories().nth(self.story).expect("a story");
        GENERATOR.story(hint, self.number).expect("a story")
    }

    /// The acts as edited, each with its place in the story, so that what it refers to can be found.
    pub(crate) fn edited(&self, told: &GeneratedCase) -> Vec<(usize, GeneratedAct)> {
        let mut acts: Vec<(usize, GeneratedAct)> = told.acts.iter().cloned().enumerate().collect();
        for edit in &self.edits {
            let count = acts.len();
            if count < 2 {
                break;
            }
            match *edit {
                Edit::Drop(at) => drop(acts.remove(at % count)),
                Edit::Swap(a, b) => acts.swap(a % count, b % count),
                Edit::Repeat(at) => acts.insert((at % count) + 1, acts[at % count].clone()),
            }
        }
        acts
    }

    /// Records the edited acts and the repairs; refused ones are left out.
    pub(crate) fn recorded(&self) -> (Recorder, Uuid) {
        let told = self.told();
        let mut recorder = Recorder::new(now()).with_every_stream_known();
        record_edited(&mut recorder, &told, self.edited(&told), |_, _| {});
        for repair in &self.repairs {
            let history = recorder.history(told.id);
            let Some(event) = history.events.get(repair.at() % history.events.len().max(1)) else { continue };
            let request = match *repair {
                Repair::Void(_) => voiding(event.id()),
                Repair::Date(_, "") => correction(event.id(), "/occurred/date", Value::Null),
                Repair::Date(_, date) => correction(event.id(), "/occurred/date", json!(date)),
            };
            // A time of day forbids a coarse date, so some corrections are refused.
            let _ = recorder.record(told.id, &request, clerk());
        }
        (recorder, told.id)
    }
}

impl Repair {
    fn at(self) -> usize {
        match self {
            Self::Void(at) | Self::Date(at, _) => at,
        }
    }
}

/// Records acts confirmed as out of order; `watch` sees each request before it is recorded.
pub(crate) fn record_edited(
    recorder: &mut Recorder,
    told: &GeneratedCase,
    acts: Vec<(usize, GeneratedAct)>,
    mut watch: impl FnMut(&mut Recorder, &Value),
) {
    let mut ids = vec![Uuid::nil(); told.acts.len()];
    for (place, act) in acts {
        let mut request = act.request;
        resolve_event_refs(&mut request, &ids);
        watch(recorder, &request);
        if let Ok(id) = recorder.record(told.id, &confirmed(request), act.actor) {
            ids[place] = id;
        }
    }
}
