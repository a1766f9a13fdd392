//! State is one function of the log: any cut of any history, folded at once or event by event.

use proptest::prelude::*;
use wenze_domain::acts::Kind;
use wenze_domain::available;
use wenze_domain::canonical;
use wenze_domain::case::Case;
use wenze_domain::effective::{Cut, effective};
use wenze_domain::evolve::{evolve, fold};
use wenze_domain::history::History;
use wenze_testkit::generator::Generator;
use wenze_testkit::record::as_recorded;

use crate::bench::now;
use crate::oracle;
use crate::plans::plans;

fn few() -> ProptestConfig {
    ProptestConfig { cases: 14, max_shrink_iters: 40, failure_persistence: None, ..ProptestConfig::default() }
}

fn up_to(version: i32) -> Cut {
    Cut { version: Some(version), ..Cut::default() }
}

proptest! {
    #![proptest_config(few())]

    #[test]
    fn a_version_is_a_prefix_and_a_case_is_the_fold_of_what_counts(
        plan in plans(4, 6), some in prop::collection::vec(any::<prop::sample::Index>(), 4),
    ) {
        let (recorder, id) = plan.recorded();
        let history = recorder.history(id);
        prop_assert_eq!(&history.unreadable, &[]);
        prop_assume!(!history.events.is_empty());
        let last = history.version;
        let mut versions: Vec<i32> = some.iter().map(|at| history.events[at.index(history.events.len())].version).collect();
        versions.extend([0, 1, last]);
        for version in versions {
            let prefix: Vec<_> = history.events.iter().filter(|event| event.version <= version).cloned().collect();
            let of_prefix = fold(id, &effective(&prefix, Cut::default()));
            prop_assert_eq!(&history.case(id, up_to(version)), &of_prefix);
        }
        let mut now = fold(id, &history.effective(Cut::default()));
        now.version = last;
        prop_assert_eq!(history.case(id, Cut::default()), now);
    }

    #[test]
    fn without_an_act_a_history_is_one_where_it_was_never_recorded(plan in plans(4, 6), at in any::<prop::sample::Index>()) {
        let (recorder, id) = plan.recorded();
        let history = recorder.history(id);
        prop_assume!(!history.events.is_empty());
        let gone = &history.events[at.index(history.events.len())];
        let rest = history.without(&[gone.version]);
        prop_assert!(rest.events.iter().all(|event| event.version != gone.version));
        // Nothing that stays speaks of its record, and everything else stays as it is.
        let speaks = |event: &wenze_domain::event::Event| {
            let is_of_record = matches!(event.kind(), Kind::RecordCorrected | Kind::RecordVoided);
            is_of_record && event.refs().ids("event").any(|target| target == gone.id())
        };
        prop_assert!(!rest.events.iter().any(speaks));
        let others = history.events.iter().filter(|event| event.id() != gone.id() && !speaks(event)).count();
        prop_assert_eq!(rest.events.len(), others);
        prop_assert_eq!(&history.without(&[]), &history);
        let _ = rest.case(id, Cut::default());
    }

    #[test]
    fn event_by_event_is_the_same_as_all_at_once(plan in plans(4, 0)) {
        let (recorder, id) = plan.recorded();
        let history = recorder.history(id);
        let mut step_by_step = Case::new(id);
        for event in &history.events {
            evolve(&mut step_by_step, &as_recorded(event));
        }
        prop_assert_eq!(&step_by_step, &history.case(id, Cut::default()));
        // The recorder folds as it goes and folds anew after a correction.
        prop_assert_eq!(recorder.case(id), step_by_step);
    }

    #[test]
    fn what_counts_is_what_no_standing_voiding_takes_away(plan in plans(2, 12), at in any::<prop::sample::Index>()) {
        let (recorder, id) = plan.recorded();
        let history = recorder.history(id);
        prop_assume!(!history.events.is_empty());
        let known = Some(history.events[at.index(history.events.len())].recorded_at);
        for cut in [Cut::default(), up_to(history.version - 3), Cut { known, ..Cut::default() }] {
            let kept = history.effective(cut);
            let ids = oracle::ids(kept.iter().map(|item| item.event.as_ref()));
            prop_assert_eq!(ids, oracle::ids(oracle::standing(&history.events, cut)));
            prop_assert!(kept.is_sorted_by_key(|item| item.event.version), "in stream order");
            let dates = oracle::dates(&history.events, cut);
            for item in &kept {
                let date = item.event.envelope.occurred.date.map(|date| date.to_string());
                prop_assert_eq!(&dates[&item.event.id()], &date, "{}", item.event.envelope.kind);
                prop_assert_eq!(item.undated, date.is_none());
                prop_assert!(!item.uncertain);
            }
        }
    }

    #[test]
    fn a_moment_keeps_what_may_have_happened_by_then(plan in plans(2, 6), days in 0..2500_i64) {
        let (recorder, id) = plan.recorded();
        let history = recorder.history(id);
        let moment = now() - chrono::Duration::days(days);
        let kept = history.effective(Cut { as_of: Some(moment), ..Cut::default() });
        for item in history.effective(Cut::default()) {
            let found = kept.iter().find(|one| one.event.id() == item.event.id());
            match item.event.envelope.occurred.window() {
                None => prop_assert!(found.is_some_and(|one| one.undated && !one.uncertain)),
                Some((from, _)) if from > moment => prop_assert!(found.is_none()),
                Some((_, until)) => prop_assert_eq!(found.map(|one| one.uncertain), Some(until > moment)),
            }
        }
        fold(id, &kept);
    }

    #[test]
    fn stored_bytes_are_canonical_and_decode_to_what_was_written(plan in plans(2, 4)) {
        let (recorder, id) = plan.recorded();
        for event in recorder.history(id).events {
            let value = canonical::parse(&event.raw).expect("JSON");
            prop_assert_eq!(canonical::bytes(&value).expect("canonical"), &event.raw[..]);
            let typed = event.envelope.clone().with_payload(event.act().payload());
            let again = canonical::bytes(&serde_json::to_value(typed).expect("JSON")).expect("canonical");
            prop_assert_eq!(again, &event.raw[..]);
            prop_assert!(event.raw.len() < 60 * 1024);
        }
    }

    #[test]
    fn nothing_panics_on_a_shuffled_history(plan in plans(3, 4), seed in any::<u64>()) {
        let (recorder, id) = plan.recorded();
        let mut events = recorder.history(id).events;
        let mut state = seed;
        for at in (1..events.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            events.swap(at, (state >> 33) as usize % (at + 1));
        }
        let mut case = Case::new(id);
        for event in &events {
            evolve(&mut case, &as_recorded(event));
        }
        available::offers(&case);
        case.stage();
        // As a stream the events keep their versions, in whatever order they come.
        let history = History { version: case.version, events, unreadable: Vec::new() };
        history.case(id, Cut::default());
    }
}

#[test]
fn every_prefix_of_every_story_replays() {
    for story in 0..Generator::stories().count() {
        let plan = crate::plans::Plan { story, number: story, edits: Vec::new(), repairs: Vec::new() };
        let (recorder, id) = plan.recorded();
        let history = recorder.history(id);
        let mut step_by_step = Case::new(id);
        for event in &history.events {
            evolve(&mut step_by_step, &as_recorded(event));
            let whole = if event.version % 7 == 0 || event.version == history.version {
                history.case(id, up_to(event.version))
            } else {
                continue;
            };
            assert_eq!(whole, step_by_step);
            let offers = available::offers(&whole);
            assert!(offers.iter().any(|offer| offer.kind == Kind::OtherActRecorded));
        }
    }
}
