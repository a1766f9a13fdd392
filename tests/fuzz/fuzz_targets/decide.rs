//! A request that was meddled with is refused, or brings events that decode, fold and replay.
#![no_main]

use std::cell::RefCell;
use std::collections::HashMap;

use chrono::{DateTime, NaiveDate};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;
use wenze_domain::effective::Cut;
use wenze_testkit::generator::{GeneratedCase, Generator, resolve_event_refs};
use wenze_testkit::record::Recorder;

/// Cases that are meddled with.
const CASES: usize = 32;

thread_local! {
    static MADE: RefCell<HashMap<usize, GeneratedCase>> = RefCell::default();
}

fn case(number: usize) -> GeneratedCase {
    MADE.with_borrow_mut(|made| made.entry(number).or_insert_with(|| {
        let today = NaiveDate::from_ymd_opt(2026, 6, 1).expect("a day");
        Generator::new(5, today).case(number)
    }).clone())
}

/// The places of a document, in their order.
fn places(value: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match value {
        Value::Array(items) => items.iter().enumerate().for_each(|(index, item)| places(item, &format!("{at}/{index}"), found)),
        Value::Object(object) => object.iter().for_each(|(key, item)| {
            places(item, &format!("{at}/{}", key.replace('~', "~0").replace('/', "~1")), found);
        }),
        _ => {}
    }
}

fuzz_target!(|bytes: &[u8]| {
    let [number, act, place, rest @ ..] = bytes else { return };
    let case = case(usize::from(*number) % CASES);
    let act = usize::from(*act) % case.acts.len().max(1);
    let clock = DateTime::from_timestamp(1_780_000_000, 0).expect("a time");
    let mut recorder = Recorder::new(clock).with_every_stream_known();
    let mut ids = Vec::new();
    for one in case.acts.iter().take(act) {
        let mut request = one.request.clone();
        resolve_event_refs(&mut request, &ids);
        ids.push(recorder.record(case.id, &request, one.actor).unwrap_or_default());
    }
    let Some(one) = case.acts.get(act) else { return };
    let mut request = one.request.clone();
    resolve_event_refs(&mut request, &ids);
    let mut all = Vec::new();
    places(&request, "", &mut all);
    let at = &all[usize::from(*place) % all.len()];
    let put = serde_json::from_slice(rest).unwrap_or_else(|_| Value::String(String::from_utf8_lossy(rest).into_owned()));
    if let Some(value) = request.pointer_mut(at) {
        *value = put;
    }
    if recorder.record(case.id, &request, one.actor).is_ok() {
        let history = recorder.history(case.id);
        assert!(history.unreadable.is_empty(), "what was decided cannot be read");
        assert_eq!(history.case(case.id, Cut::default()), recorder.case(case.id));
    }
});
