//! What an export tells is enough to record the same case again.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Value, json};
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::case::{Case, PartAt};
use wenze_domain::effective::Cut;
use wenze_domain::fields::Class;
use wenze_domain::history::History;
use wenze_domain::restate::{Disclosed, restate};
use wenze_testkit::record::{Recorder, case_stream};
use wenze_testkit::sample;

use crate::bench::{Bench, clerk, confirmed, correction, now, request, with};
use crate::plans::plans;

fn few() -> ProptestConfig {
    ProptestConfig { cases: 14, max_shrink_iters: 40, failure_persistence: None, ..ProptestConfig::default() }
}

/// The private values of a case, as a vault would give them.
fn vault(recorder: &Recorder, case: Uuid) -> BTreeMap<PartAt, Value> {
    let stored = recorder.stream(case_stream(case)).map(|stream| stream.stored.clone()).unwrap_or_default();
    let parts = stored.into_iter().flat_map(|event| {
        event.parts.into_iter().map(move |part| {
            (PartAt { event_id: event.event_id, part: part.part_no }, part.text.parse().expect("JSON"))
        })
    });
    parts.collect()
}

fn all(history: &History, disclose: &dyn Fn(PartAt, Class) -> Disclosed) -> Vec<Value> {
    history.events.iter().map(|event| restate(history, event, disclose)).collect()
}

/// A log that knows no other stream, with these acts.
fn recorded_again(case: Uuid, requests: &[Value]) -> Recorder {
    let mut recorder = Recorder::new(now() + chrono::Duration::days(30));
    for request in requests {
        recorder.record(case, request, clerk()).unwrap_or_else(|refusal| panic!("{request:#}\n{refusal:?}"));
    }
    recorder
}

proptest! {
    #![proptest_config(few())]

    #[test]
    fn a_case_told_again_is_the_same_case_and_is_told_the_same(plan in plans(4, 6)) {
        let (recorder, id) = plan.recorded();
        let history = recorder.history(id);
        let texts = vault(&recorder, id);
        let open = |at, class| match class {
            Class::Sealed => Disclosed::Sealed,
            Class::Text => texts.get(&at).cloned().map_or(Disclosed::Missing, Disclosed::Value),
        };
        let told = all(&history, &open);
        let again = recorded_again(id, &told);
        prop_assert_eq!(again.case(id), recorder.case(id));
        for version in 0..=history.version {
            let cut = Cut { version: Some(version), ..Cut::default() };
            prop_assert_eq!(again.history(id).case(id, cut), history.case(id, cut));
        }
        let texts = vault(&again, id);
        let open = |at, _| texts.get(&at).cloned().map_or(Disclosed::Missing, Disclosed::Value);
        prop_assert_eq!(all(&again.history(id), &open), told);
    }

    #[test]
    fn without_its_private_parts_it_still_stands_the_same(plan in plans(4, 6)) {
        let (recorder, id) = plan.recorded();
        let told = all(&recorder.history(id), &|_, _| Disclosed::Withheld);
        prop_assert_eq!(recorded_again(id, &told).case(id), recorder.case(id));
    }
}

#[test]
fn every_kind_of_act_can_be_told_again_without_its_private_parts() {
    for kind in Kind::ALL.iter().copied().filter(|kind| !kind.spec().phase.is_outside_cases()) {
        let mut bench = Bench::new();
        let Ok(_) = bench.record(&confirmed(request(kind, "2024-01-02"))) else { continue };
        let told = all(&bench.history(), &|_, _| Disclosed::Erased);
        let again = recorded_again(bench.case, &told);
        assert_eq!(again.case(bench.case), bench.case(), "{kind:?}");
    }
}

#[test]
fn what_a_correction_wrote_into_a_list_or_a_digest_is_told_in_its_form() {
    let mut bench = Bench::new();
    let received = bench.accept(&request(Kind::ReportReceived, "2024-01-02"));
    bench.accept(&correction(received, "/payload/verbatim_sha256", "a".repeat(64)));
    bench.accept(&correction(received, "/payload/summary", "another text"));
    let told = all(&bench.history(), &|_, _| Disclosed::Withheld);
    assert_eq!(told[1]["payload"]["changes"][0]["is"], json!("0".repeat(64)));
    assert!(told[2]["payload"]["changes"][0]["is"].as_str().is_some_and(|text| text.contains("not exported")));
    assert!(told[2]["payload"]["changes"][0].get("was").is_none());
    assert_eq!(recorded_again(bench.case, &told).case(bench.case), bench.case());
}

#[test]
fn who_entered_it_and_when_goes_along_and_only_an_import_gives_an_id() {
    let mut bench = Bench::new();
    let received = bench.accept(&request(Kind::ReportReceived, "2024-01-02"));
    let told = all(&bench.history(), &|_, _| Disclosed::Withheld).remove(0);
    assert_eq!(told["event_id"], json!(received));
    assert_eq!(told["origin"]["fields"]["export.recorded_by"], json!(clerk().person_id));
    assert_eq!(told["on_behalf_of"]["person"]["person_id"], json!(clerk().person_id));
    assert_eq!(told["known_at"], told["origin"]["fields"]["export.recorded_at"]);
    let mut elsewhere = Bench { recorder: Recorder::new(now()), case: sample::object("other") };
    let mut plain = with(told, "/entered_from", json!("system"));
    plain.as_object_mut().expect("a request").retain(|name, _| name != "origin" && name != "known_at");
    assert_eq!(elsewhere.refuse(&plain).code(), "malformed");
    let nil = with(with(plain, "/entered_from", json!("import")), "/event_id", json!(Uuid::nil()));
    assert_eq!(elsewhere.refuse(&nil).code(), "malformed");
    assert_eq!(elsewhere.case(), Case::new(elsewhere.case));
}
