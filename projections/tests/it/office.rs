//! An office that keeps the rules: its cases, recorded as they were told or with one act otherwise, and judged.

#![expect(clippy::expect_used, reason = "a test that cannot be set up fails there")]

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;
use wenze_domain::codes::{CodeList, Level};
use wenze_domain::effective::Cut;
use wenze_domain::refusal::Refusal;
use wenze_projections::judging;
use wenze_rulebook::calendar::{Calendar, View};
use wenze_rulebook::finding::Finding;
use wenze_rulebook::judge::{Judge, Moment};
use wenze_rulebook::shipped;
use wenze_testkit::generator::{GeneratedCase, Generator};
use wenze_testkit::record::Recorder;

/// The day of the demonstration: the newest versions of the rules are in force, and the calendars of all years published.
pub(crate) const TODAY: &str = "2026-03-02";

pub(crate) struct Office {
    pub(crate) generator: Generator,
    /// All shipped rulebooks.
    pub(crate) judge: Judge,
    pub(crate) clock: DateTime<Utc>,
    calendar: View,
    levels: HashMap<Uuid, Level>,
}

/// A case as it was recorded.
pub(crate) struct Recorded {
    case: Uuid,
    recorder: Recorder,
    /// What became of each act: the id of its event, or why it was refused.
    pub(crate) outcomes: Vec<Result<Uuid, Refusal>>,
}

impl Office {
    pub(crate) fn new(seed: u64, day: &str) -> Self {
        let morning = |day: &str| {
            let day: NaiveDate = day.parse().expect("a date");
            day.and_hms_opt(8, 0, 0).expect("a time").and_utc()
        };
        let clock = morning(day);
        let generator = Generator::careful(seed, clock.date_naive());
        let levels = generator.world(0).organs.into_iter().filter_map(|act| {
            let level = act.request["payload"]["level"].as_str().map(str::to_owned)?;
            Some((act.stream.1, Level::ALL.iter().copied().find(|one| one.as_str() == level)?))
        });
        Self {
            levels: levels.collect(),
            judge: Judge::new(shipped::all().iter().map(|shipped| Arc::clone(&shipped.book))),
            calendar: Calendar::shipped().known(clock.max(morning(TODAY))),
            clock,
            generator,
        }
    }

    /// A log that is empty but for the registers.
    pub(crate) fn recorder(&self) -> Recorder {
        Recorder::new(self.clock).with_every_stream_known()
    }

    pub(crate) fn recorded(&self, case: &GeneratedCase) -> Recorded {
        let mut recorder = self.recorder();
        let outcomes = recorder.record_case(case);
        Recorded { case: case.id, recorder, outcomes }
    }

    /// What a judge says of a recorded case at a moment.
    pub(crate) fn judged(&self, judge: &Judge, recorded: &Recorded, as_of: DateTime<Utc>) -> Vec<Finding> {
        let log = recorded.recorder.history(recorded.case);
        let (items, folded) = (log.effective(Cut::default()), log.case(recorded.case, Cut::default()));
        let history = judging::history(&items, &folded, &|id| self.levels.get(&id).copied());
        judge.judge(&history, Moment { as_of, calendar: &self.calendar })
    }
}

impl Recorded {
    /// Fails at the first act that was refused.
    pub(crate) fn whole(self, case: &GeneratedCase) -> Self {
        for (place, outcome) in self.outcomes.iter().enumerate() {
            if let Err(refusal) = outcome {
                panic!("{} act {place}: {refusal:?}\n{:#}", case.title_hint, case.acts[place].request);
            }
        }
        self
    }
}
