//! No input panics, and whatever is accepted can be read again.

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::{Map, Value, json};
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::event::Event;
use wenze_domain::request::Draft;
use wenze_domain::words::{Lang, Words};
use wenze_testkit::sample;

use crate::bench::{Bench, clerk, confirmed, request, with};

/// Words that mean something somewhere, so that nonsense comes close to sense.
const WORDS: [&str; 24] = [
    "kind",
    "occurred",
    "date",
    "refs",
    "payload",
    "respondent",
    "track",
    "event",
    "changes",
    "pointer",
    "is",
    "was",
    "not_recorded",
    "2024-02-30",
    "2024",
    "approved",
    "text",
    "$part",
    "$private",
    "$event",
    "@event:0",
    "file_id",
    "/occurred/date",
    "/payload/summary",
];

fn nonsense() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(Value::from),
        (0..WORDS.len()).prop_map(|at| json!(WORDS[at])),
        "\\PC{0,8}".prop_map(Value::String),
        any::<u128>().prop_map(|n| json!(Uuid::from_u128(n))),
    ];
    leaf.prop_recursive(3, 24, 5, |inner| {
        let name = prop_oneof![(0..WORDS.len()).prop_map(|at| WORDS[at].to_owned()), "[a-z]{0,5}"];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::Array),
            prop::collection::btree_map(name, inner, 0..5)
                .prop_map(|entries| Value::Object(entries.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

/// Every place of a value, as pointers.
fn places(value: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match value {
        Value::Object(object) => {
            for (name, inner) in object {
                places(inner, &format!("{at}/{}", name.replace('~', "~0").replace('/', "~1")), found);
            }
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(i, inner)| places(inner, &format!("{at}/{i}"), found));
        }
        _ => {}
    }
}

/// A name typed into the wrong field, or a telephone number where a text belongs, must not reach a log through an error.
#[test]
fn no_refusal_repeats_a_value_that_was_sent() {
    const SECRETS: [&str; 2] = ["张三的举报", "13800138000"];
    let mut refused = 0;
    let mut untold = BTreeSet::new();
    for kind in Kind::ALL {
        let whole = confirmed(request(*kind, "2024-01-02"));
        let mut found = Vec::new();
        places(&whole, "", &mut found);
        for place in found.iter().filter(|place| !place.is_empty()) {
            for secret in [json!(SECRETS[0]), json!(SECRETS[1]), json!(13_800_138_000_i64)] {
                let mut spoilt = whole.clone();
                *spoilt.pointer_mut(place).expect("a place of this request") = secret;
                let mut bench = Bench::new();
                let Err(refusal) = bench.recorder.record(bench.case, &spoilt, clerk()) else { continue };
                refused += 1;
                let chinese = Words::of(Lang::ZhCn).refusal(&refusal);
                let english = ["expected ", "invalid ", "missing ", "failed", "this ", "there "];
                if english.iter().any(|word| chinese.contains(word)) {
                    untold.insert(chinese.clone());
                }
                let said = format!("{refusal} {refusal:?} {chinese}");
                assert!(SECRETS.iter().all(|secret| !said.contains(secret)), "{} {place}: {said}", kind.as_str());
            }
        }
    }
    assert!(refused > 1000, "only {refused} requests were refused");
    assert_eq!(untold, BTreeSet::new(), "reasons that nobody has put into Chinese");
}

/// Nor does a refusal repeat a name of a field: whoever writes `{"张三": …}` has put a person where a field belongs.
#[test]
fn no_refusal_repeats_a_name_nobody_declared() {
    const SECRET: &str = "张三的举报";
    let mut refused = 0;
    for kind in Kind::ALL {
        let whole = confirmed(request(*kind, "2024-01-02"));
        let mut found = Vec::new();
        places(&whole, "", &mut found);
        for place in found {
            let mut spoilt = whole.clone();
            let Some(Value::Object(object)) = spoilt.pointer_mut(&place) else { continue };
            object.insert(SECRET.to_owned(), json!([Uuid::from_u128(7)]));
            let mut bench = Bench::new();
            let Err(refusal) = bench.recorder.record(bench.case, &spoilt, clerk()) else { continue };
            refused += 1;
            let said = format!("{refusal} {}", Words::of(Lang::ZhCn).refusal(&refusal));
            assert!(!said.contains(SECRET), "{} {place}: {said}", kind.as_str());
        }
    }
    assert!(refused > 300, "only {refused} requests were refused");
}

#[test]
fn no_refusal_repeats_a_regime_nobody_loaded() {
    let choice = json!({ "regime": "张三的举报", "version": "2024" });
    let refusal =
        Bench::new().refuse(&with(confirmed(request(Kind::OtherActRecorded, "2024-01-02")), "/regime", choice));
    assert_eq!(refusal.code(), "unknown-code");
    assert!(!refusal.to_string().contains("张三"), "{refusal}");
}

/// A case that has every object the samples name.
fn full_bench() -> Bench {
    let mut bench = Bench::new();
    for kind in Kind::ALL {
        // Not every sample is accepted in every order; what matters is that most objects stand there.
        let _ = bench.record(&confirmed(request(*kind, "2024-01-02")));
    }
    bench
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, max_shrink_iters: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_request_panics(value in nonsense(), kind in 0..Kind::ALL.len()) {
        let mut fresh = || Uuid::from_u128(5);
        let _ = Draft::read(value.clone(), &mut fresh);
        let kind = Kind::ALL[kind].as_str();
        for part in ["payload", "refs", "occurred", "on_behalf_of", "regime"] {
            let mut request = json!({ "kind": kind, "occurred": { "date": "2024" }, "refs": {}, "payload": {} });
            request[part] = value.clone();
            let _ = Draft::read(request, &mut fresh);
        }
    }

    #[test]
    fn no_stored_bytes_panic(value in nonsense(), kind in 0..Kind::ALL.len(), at in any::<prop::sample::Index>()) {
        let bytes = sample::stored(Kind::ALL[kind]).expect("a sample");
        let mut event: Value = serde_json::from_slice(&bytes).expect("JSON");
        let mut found = Vec::new();
        places(&event, "", &mut found);
        if let Some(slot) = event.pointer_mut(&found[at.index(found.len())]) {
            *slot = value;
        }
        let raw = serde_json::to_vec(&event).expect("JSON");
        let _ = Event::decode(1, sample::recorded_at(Kind::CaseFiled), raw.into());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, max_shrink_iters: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_accepted_can_be_read_again(
        changes in prop::collection::vec((0..Kind::ALL.len(), any::<prop::sample::Index>(), nonsense()), 1..12),
    ) {
        let mut bench = full_bench();
        for (kind, at, value) in changes {
            let kind = Kind::ALL[kind];
            let mut request = confirmed(request(kind, "2024-01-03"));
            let mut found = Vec::new();
            places(&request, "", &mut found);
            if let Some(slot) = request.pointer_mut(&found[at.index(found.len())]) {
                *slot = value;
            }
            let _ = bench.recorder.record(bench.case, &request, clerk());
        }
        let history = bench.history();
        prop_assert_eq!(&history.unreadable, &[]);
        history.case(bench.case, wenze_domain::effective::Cut::default());
        wenze_domain::available::offers(&bench.case());
    }
}
