//! The golden samples: what is committed can be read for ever, and is what this program writes today.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use serde_json::Value;
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::canonical;
use wenze_domain::case::Case;
use wenze_domain::effective::Cut;
use wenze_domain::event::Event;
use wenze_domain::evolve::evolve;
use wenze_domain::history::History;
use wenze_domain::registers::{Accesses, Calendar, Delegations, Erasures, Grants, Organ, Person, Rulebook};
use wenze_domain::schema;
use wenze_domain::words::Lang;
use wenze_testkit::record::as_recorded;
use wenze_testkit::sample;

use crate::walker::{breaches, unfilled};

/// Every committed sample with its kind, also those of forms that nothing writes any more.
fn committed() -> Vec<(Kind, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/event");
    let mut names: Vec<_> = fs::read_dir(folder).expect("samples").map(|entry| entry.expect("a file").path()).collect();
    names.sort();
    let read = |path: &Path| {
        let name = path.file_name().and_then(|name| name.to_str()).and_then(|name| name.split('.').next());
        let kind = Kind::parse(name.expect("a name")).unwrap_or_else(|| panic!("{} is of no kind", path.display()));
        let mut bytes = fs::read(path).expect("a sample");
        assert_eq!(bytes.pop(), Some(b'\n'));
        (kind, bytes)
    };
    names.iter().map(|path| read(path)).collect()
}

fn decoded(kind: Kind, bytes: &[u8]) -> Event {
    let raw: Arc<[u8]> = bytes.into();
    Event::decode(1, sample::recorded_at(kind), raw).unwrap_or_else(|reason| panic!("{kind:?}: {reason}"))
}

#[test]
fn every_kind_has_a_sample_and_it_is_the_one_written_today() {
    let committed = committed();
    for kind in Kind::ALL {
        let written = sample::stored(*kind).unwrap_or_else(|refusal| panic!("{kind:?}: {refusal:?}"));
        let found = committed.iter().any(|(other, bytes)| other == kind && *bytes == written);
        assert!(found, "{kind:?}: run `cargo xtask schemas`, and ask first whether old events can still be read");
    }
}

/// Whoever changes words or facts of a sentence sees in review how it reads now.
#[test]
fn every_kind_says_what_its_sample_did_in_the_committed_words() {
    for lang in Lang::ALL {
        let path = format!("{}/samples/sentence/{}.txt", env!("CARGO_MANIFEST_DIR"), lang.as_str());
        let committed = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
        let said = sample::sentences(*lang).unwrap_or_else(|refusal| panic!("{refusal:?}"));
        for (line, now) in committed.lines().zip(said.lines()) {
            assert_eq!(line, now, "run `cargo xtask schemas` and read {path}");
        }
        assert_eq!(committed.lines().count(), Kind::ALL.len(), "run `cargo xtask schemas` and read {path}");
    }
}

#[test]
fn a_sample_is_canonical_and_survives_the_types() {
    for (kind, bytes) in committed() {
        let value = canonical::parse(&bytes).unwrap_or_else(|error| panic!("{kind:?}: {error}"));
        assert_eq!(canonical::bytes(&value).expect("canonical"), bytes, "{kind:?}");
        let event = decoded(kind, &bytes);
        let written = serde_json::to_value(event.envelope.clone().with_payload(event.act().payload())).expect("JSON");
        assert_eq!(canonical::bytes(&written).expect("canonical"), bytes, "{kind:?} loses something on its way");
    }
}

#[test]
fn a_sample_fills_every_field_its_schema_knows_and_no_other() {
    for (kind, bytes) in committed() {
        let value: Value = serde_json::from_slice(&bytes).expect("JSON");
        let schema = schema::event(kind);
        assert_eq!(breaches(&schema, &value), Vec::<String>::new(), "{kind:?}");
        // Only a correction puts a part that lies in another event into an event.
        let empty: Vec<String> = unfilled(&schema, &value).into_iter().filter(|at| !at.ends_with("/$event")).collect();
        assert_eq!(empty, Vec::<String>::new(), "{kind:?}");
    }
}

#[test]
fn a_full_request_fits_its_schema_and_what_may_be_left_out_may_be_left_out() {
    for kind in Kind::ALL {
        let schema = schema::request(*kind);
        let full = sample::request(*kind);
        assert_eq!(breaches(&schema, &full), Vec::<String>::new(), "{kind:?}");
        let least = crate::bench::request(*kind, "2024-01-02");
        assert_eq!(breaches(&schema, &least), Vec::<String>::new(), "{kind:?}");
        let draft = wenze_domain::request::Draft::read(least, &mut || Uuid::from_u128(9));
        assert!(draft.is_ok(), "{kind:?}: {draft:?}");
    }
}

#[test]
fn a_sample_folds_alone_and_among_all_others() {
    let mut all = History::default();
    let mut version = 0;
    for kind in Kind::ALL {
        let bytes = sample::stored(*kind).expect("a sample");
        let event = decoded(*kind, &bytes);
        let mut empty = Case::new(sample::object("case"));
        evolve(&mut empty, &as_recorded(&event));
        Person::default().evolve(&as_recorded(&event));
        Organ::default().evolve(&as_recorded(&event));
        Rulebook::default().evolve(&as_recorded(&event));
        Calendar::default().evolve(&as_recorded(&event));
        Grants::default().evolve(&as_recorded(&event));
        Delegations::default().evolve(&as_recorded(&event));
        Accesses::default().evolve(&as_recorded(&event));
        Erasures::default().evolve(&as_recorded(&event));
        version += 1;
        all.push(version, sample::recorded_at(*kind), bytes.into());
    }
    assert_eq!(all.unreadable, []);
    let case = all.case(sample::object("case"), Cut::default());
    assert!(case.holds(sample::object("determination")) && case.holds(sample::object("item")));
    for cut in 0..=version {
        all.case(sample::object("case"), Cut { version: Some(cut), ..Cut::default() });
    }
    // The samples of a correction and of a voiding are about the report.
    let now: Vec<_> = all.effective(Cut::default());
    assert!(now.iter().all(|item| item.event.kind() != Kind::ReportReceived), "the report is voided");
    let before = Kind::ALL.iter().position(|kind| *kind == Kind::RecordVoided).expect("a kind");
    let before = Cut { version: i32::try_from(before).ok(), ..Cut::default() };
    let corrected = all.effective(before).into_iter().find(|item| item.event.kind() == Kind::ReportReceived);
    let corrected = corrected.expect("the report");
    assert_eq!(corrected.corrected_by, [sample::event_id(Kind::RecordCorrected)]);
    assert_eq!(corrected.event.json()["occurred"]["date"], "2024-03-04");
}

#[test]
fn a_form_newer_than_the_program_and_an_unknown_kind_are_told_apart_from_damage() {
    use wenze_domain::event::Unreadable;
    let bytes = sample::stored(Kind::CaseFiled).expect("a sample");
    let text = String::from_utf8(bytes).expect("text");
    let read = |text: &str| Event::decode(1, sample::recorded_at(Kind::CaseFiled), text.as_bytes().into()).err();
    let newer = text.replace(r#""schema_version":1"#, r#""schema_version":2"#);
    assert!(matches!(read(&newer), Some(Unreadable::NewerForm { stored: 2, known: 1, .. })));
    let unknown = text.replace(r#""kind":"CaseFiled""#, r#""kind":"CaseFramed""#);
    assert!(matches!(read(&unknown), Some(Unreadable::UnknownKind(kind)) if kind == "CaseFramed"));
    let more = text.replace(r#""kind":"CaseFiled""#, r#""extra":1,"kind":"CaseFiled""#);
    assert!(matches!(read(&more), Some(Unreadable::Malformed(_))), "an unknown field is refused");
    assert!(matches!(read("{"), Some(Unreadable::Malformed(_))));
}
