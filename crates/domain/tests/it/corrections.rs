//! Putting the record right: which fields may change, what becomes of them, and what undoes what.

use serde_json::{Value, json};
use uuid::Uuid;
use wenze_domain::acts::Kind::*;
use wenze_domain::effective::Cut;
use wenze_domain::envelope::Origin;
use wenze_domain::refusal::Refusal;
use wenze_domain::request::Draft;
use wenze_testkit::sample;

use crate::bench::{Bench, confirmed, correction, request, voiding, with};

/// A case with a report, a clue opened from it and an assignment.
fn bench() -> (Bench, Uuid) {
    let bench = Bench::after(&[ReportReceived, ReportRegistered, ReportAccepted, ClueOpened]);
    let report = bench.history().events[0].id();
    (bench, report)
}

fn field(bench: &Bench, event: Uuid, pointer: &str) -> Value {
    let event = bench.standing(event).expect("it counts");
    event.json().pointer(pointer).cloned().unwrap_or(Value::Null)
}

fn refused(bench: &mut Bench, event: Uuid, pointer: &str, is: Value) -> String {
    match bench.refuse(&correction(event, pointer, is)) {
        Refusal::Correction { pointer, message } => {
            assert_eq!(pointer, "/payload/changes/0/pointer");
            message
        }
        other => panic!("{pointer}: {other:?}"),
    }
}

#[test]
fn a_date_is_corrected_and_the_field_that_repeats_it_follows() {
    let (mut bench, report) = bench();
    bench.accept(&correction(report, "/occurred/date", json!("2023-12")));
    assert_eq!(field(&bench, report, "/occurred/date"), "2023-12");
    assert_eq!(field(&bench, report, "/payload/received_on"), "2023-12");
    let stored = bench.case().reports[&sample::object("report")].received_on.map(|date| date.to_string());
    assert_eq!(stored.as_deref(), Some("2023-12"));
    bench.accept(&correction(report, "/occurred/date", Value::Null));
    assert_eq!(field(&bench, report, "/payload/received_on"), "not_recorded");
    // What was recorded stays what it was.
    assert_eq!(bench.history().events[0].json()["occurred"]["date"], "2024-01-02");
}

#[test]
fn what_stands_for_an_imported_act_is_resolved_and_nothing_else_is() {
    let mut bench = Bench::new();
    let imported = |row: &str| {
        let request = with(request(ReportReceived, "2024-01-02"), "/entered_from", json!("import"));
        with(request, "/origin", json!({ "set": "registers", "row": row }))
    };
    let report = bench.accept(&imported("A1#1"));
    let history = bench.history();
    assert_eq!(history.stood_for(Origin::stand_in("registers", "A1#1")), Some(report));
    for (set, row) in [("registers", "A1#2"), ("register", "sA1#1"), ("other", "A1#1")] {
        assert_eq!(history.stood_for(Origin::stand_in(set, row)), None, "{set} {row}");
    }
    let about = |id: Uuid| {
        let mut draft = Draft::read(voiding(id), &mut Uuid::now_v7).expect("an act");
        history.resolve(&mut draft);
        draft.refs.id("event")
    };
    assert_eq!(about(Origin::stand_in("registers", "A1#1")), Some(report));
    assert_eq!(about(report), Some(report));
    assert_eq!(about(Uuid::from_u128(7)), Some(Uuid::from_u128(7)), "what stands for nothing is refused as it is");
}

#[test]
fn an_open_field_stays_open_and_keeps_what_stood_there() {
    let (mut bench, report) = bench();
    let by = bench.accept(&correction(report, "/payload/source_kind", json!("visit")));
    assert_eq!(field(&bench, report, "/payload/source_kind"), "visit");
    let change = field(&bench, by, "/payload/changes/0");
    assert_eq!(change, json!({ "pointer": "/payload/source_kind", "was": "letter", "is": "visit" }));
    // A field that may be left out, and a number of the paper, can be put in.
    bench.accept(&correction(report, "/payload/repeat_of", json!(Uuid::from_u128(3))));
    bench.accept(&correction(report, "/document_no", json!("信〔2024〕3号")));
    assert_eq!(field(&bench, report, "/document_no"), "信〔2024〕3号");
}

#[test]
fn a_private_field_gets_a_new_part_and_points_to_the_old() {
    let (mut bench, report) = bench();
    let old = field(&bench, report, "/payload/summary");
    let by = bench.accept(&correction(report, "/payload/summary", json!("更正后的内容")));
    let change = field(&bench, by, "/payload/changes/0");
    assert_eq!(change["was"]["$part"], old["$part"]);
    assert_eq!(change["was"]["$event"], json!(report));
    assert_eq!((&change["is"]["class"], change["is"].get("$event")), (&json!("text"), None));
    let now = field(&bench, report, "/payload/summary");
    assert_eq!((&now["$part"], &now["$event"]), (&change["is"]["$part"], &json!(by)));
    let stored = bench.recorder.stream(wenze_testkit::record::case_stream(bench.case)).expect("a stream");
    let text: Vec<&str> = stored.stored.last().expect("an event").parts.iter().map(|part| part.text.as_str()).collect();
    assert!(text.contains(&"\"更正后的内容\""), "{text:?}");
    // The state points to where the text lies now.
    let summary = bench.case().reports[&sample::object("report")].summary.expect("a summary");
    assert_eq!(summary.event_id, by);
    // Corrected again, the old part is the one of the first correction.
    let again = bench.accept(&correction(report, "/payload/summary", json!("再次更正")));
    assert_eq!(field(&bench, again, "/payload/changes/0/was/$event"), json!(by));
}

#[test]
fn a_sealed_field_stays_sealed_and_a_name_stays_its_persons() {
    let (mut bench, report) = bench();
    let by = bench.accept(&correction(report, "/payload/reporter", json!("张某")));
    assert_eq!(field(&bench, by, "/payload/changes/0/is/class"), "sealed");
    let registered = bench.history().events[1].id();
    bench.accept(&correction(registered, "/payload/handler/as_named", json!("李某")));
    let stream = bench.recorder.stream(wenze_testkit::record::case_stream(bench.case)).expect("a stream");
    let parts = &stream.stored.last().expect("an event").parts;
    let part = parts.iter().find(|part| part.text == "\"李某\"").expect("the name");
    assert_eq!(part.subject, format!("person:{}", sample::object("person")));
}

#[test]
fn a_ref_may_change_to_another_object_that_is_there() {
    let (mut bench, _) = bench();
    let other = Uuid::from_u128(0xb0b);
    bench.accept(&with(request(ClueOpened, "2024-01-09"), "/refs/clue", json!([other])));
    let assigned = bench.accept(&request(ClueAssigned, "2024-01-10"));
    bench.accept(&correction(assigned, "/refs/clue/0", json!(other)));
    let case = bench.case();
    assert_eq!(case.clues[&other].state.to_string_for_test(), "assigned");
    assert_eq!(case.clues[&sample::object("clue")].state.to_string_for_test(), "opened");
}

#[test]
fn a_ref_may_not_change_to_nothing_a_stranger_or_another_form() {
    let (mut bench, _) = bench();
    let assigned = bench.accept(&request(ClueAssigned, "2024-01-10"));
    let refuse = |bench: &mut Bench, pointer: &str, is: Value| bench.refuse(&correction(assigned, pointer, is));
    let stranger = refuse(&mut bench, "/refs/clue/0", json!(Uuid::from_u128(0xbad)));
    assert!(matches!(stranger, Refusal::ObjectMissing { role, .. } if role == "clue"));
    assert!(matches!(refuse(&mut bench, "/refs/clue", json!([])), Refusal::Roles { role, .. } if role == "clue"));
    let two = json!([sample::object("clue"), sample::object("report")]);
    assert!(matches!(refuse(&mut bench, "/refs/clue", two), Refusal::Roles { .. }));
    let unknown = refuse(&mut bench, "/refs/wish", json!([sample::object("clue")]));
    assert!(matches!(unknown, Refusal::Roles { role, .. } if role == "wish"));
    assert!(matches!(refuse(&mut bench, "/refs/clue/0", json!(7)), Refusal::Roles { .. }));
}

#[test]
fn an_act_is_not_turned_on_itself_nor_a_voiding_on_another() {
    let (mut bench, report) = bench();
    let other = bench.history().events[1].id();
    let approved = bench.accept(&with(request(MaterialApproved, "2024-01-10"), "/refs/event", json!([report])));
    bench.accept(&correction(approved, "/refs/event/0", json!(other)));
    let on_itself = bench.refuse(&correction(approved, "/refs/event/0", json!(approved)));
    assert!(matches!(on_itself, Refusal::ObjectMissing { role, .. } if role == "event"));
    let first = bench.accept(&correction(report, "/payload/source_kind", json!("visit")));
    let void = bench.accept(&voiding(first));
    for record_act in [first, void] {
        let message = refused(&mut bench, record_act, "/refs/event/0", json!(other));
        assert!(message.contains("may not change"), "{message}");
    }
}

#[test]
fn what_makes_the_act_what_it_is_never_changes() {
    let (mut bench, report) = bench();
    for (pointer, is) in [
        ("/event_id", json!(Uuid::from_u128(1))),
        ("/kind", json!("ClueOpened")),
        ("/stream/id", json!(Uuid::from_u128(1))),
        ("/schema_version", json!(2)),
        ("/actor/role", json!("INTAKE")),
        ("/command_id", json!(Uuid::from_u128(1))),
        ("/entered_from", json!("paper")),
        ("/refs/report/0", json!(Uuid::from_u128(1))),
        ("/payload/received_on", json!("2023-01-01")),
        ("/payload", json!({})),
        ("", json!({})),
    ] {
        let message = refused(&mut bench, report, pointer, is);
        assert!(message.contains("may not change"), "{pointer}: {message}");
    }
    let clue = bench.history().events[3].id();
    refused(&mut bench, clue, "/payload/allegations/0/allegation", json!(Uuid::from_u128(1)));
    let filed = bench.accept(&confirmed(request(CaseFiled, "2024-02-01")));
    refused(&mut bench, filed, "/payload/respondents/0/respondent", json!(Uuid::from_u128(1)));
    refused(&mut bench, filed, "/payload/respondents/0/tracks", json!(["gov"]));
    refused(&mut bench, filed, "/payload/respondents/0/tracks/0", json!("gov"));
    refused(&mut bench, filed, "/refs/track/0", json!("x"));
}

#[test]
fn a_correction_that_makes_no_valid_act_is_refused() {
    let (mut bench, report) = bench();
    let message = refused(&mut bench, report, "/payload/source_kind", json!("smoke_signal"));
    assert!(message.contains("would not be valid"), "{message}");
    refused(&mut bench, report, "/payload/nowhere", json!(1));
    refused(&mut bench, report, "/payload/subjects/9/name", json!("x"));
    refused(&mut bench, report, "/payload/subjects/-", json!("x"));
    refused(&mut bench, report, "/occurred/date", json!("2024-02-30"));
    let group = refused(&mut bench, report, "/payload/subjects", json!("not_recorded"));
    assert!(group.contains("each field by its own pointer"), "{group}");
    let none = with(correction(report, "/x", json!(1)), "/payload/changes", json!([]));
    assert!(matches!(bench.refuse(&none), Refusal::Malformed { pointer, .. } if pointer == "/payload/changes"));
}

#[test]
fn a_correction_of_what_stands_there_no_more_is_refused() {
    let (mut bench, report) = bench();
    let with_was = |was: &str| {
        let change = json!([{ "pointer": "/payload/source_kind", "was": was, "is": "visit" }]);
        with(correction(report, "/x", json!(1)), "/payload/changes", change)
    };
    let refusal = bench.refuse(&with_was("phone"));
    assert!(matches!(&refusal, Refusal::Correction { message, .. } if message.contains("read the act again")));
    bench.accept(&with_was("letter"));
    assert!(matches!(bench.refuse(&with_was("letter")), Refusal::Correction { .. }));
}

#[test]
fn what_stood_there_is_kept_whether_it_was_nothing_or_an_empty_date() {
    let (mut bench, report) = bench();
    let undated = bench.accept(&correction(report, "/occurred/date", Value::Null));
    let dated = bench.accept(&correction(report, "/occurred/date", json!("2024-01-03")));
    assert_eq!(field(&bench, undated, "/payload/changes/0")["was"], "2024-01-02");
    let typed =
        |bench: &Bench, event: Uuid| bench.standing(event).expect("it counts").act().payload()["changes"][0].clone();
    assert_eq!(typed(&bench, dated).get("was"), Some(&Value::Null), "it was stated as not known");
    // Who says that nothing stood there says it in either way.
    let changes = |pointer: &str| json!([{ "pointer": pointer, "was": null, "is": "信〔2024〕3号" }]);
    let of = |pointer: &str| with(correction(report, "/x", json!(1)), "/payload/changes", changes(pointer));
    let put_in = bench.accept(&of("/document_no"));
    assert_eq!(typed(&bench, put_in).get("was"), None, "it was left out");
    assert!(matches!(bench.refuse(&of("/document_no")), Refusal::Correction { .. }), "now something stands there");
}

#[test]
fn the_latest_correction_wins_and_one_voided_is_undone() {
    let (mut bench, report) = bench();
    let source = |bench: &Bench| field(bench, report, "/payload/source_kind");
    let first = bench.accept(&correction(report, "/payload/source_kind", json!("visit")));
    let second = bench.accept(&correction(report, "/payload/source_kind", json!("online")));
    assert_eq!(source(&bench), "online");
    let void = bench.accept(&voiding(second));
    assert_eq!(source(&bench), "visit");
    bench.accept(&voiding(void));
    assert_eq!(source(&bench), "online", "a voiding voided restores what it took away");
    bench.accept(&voiding(first));
    assert_eq!(source(&bench), "online");
    let history = bench.history();
    let item = history.effective(Cut::default()).into_iter().find(|item| item.event.id() == report).expect("a report");
    assert_eq!(item.corrected_by, [second]);
}

#[test]
fn a_correction_can_be_corrected_but_not_in_what_it_changes() {
    let (mut bench, report) = bench();
    let first = bench.accept(&correction(report, "/payload/source_kind", json!("visit")));
    bench.accept(&correction(first, "/payload/reason", json!("原因另行说明")));
    bench.accept(&correction(first, "/occurred/date", json!("2025-01-04")));
    assert_eq!(field(&bench, first, "/occurred/date"), "2025-01-04");
    assert_eq!(field(&bench, report, "/payload/source_kind"), "visit");
    refused(&mut bench, first, "/payload/changes/0/is", json!("phone"));
    refused(&mut bench, first, "/payload/changes", json!([]));
}

#[test]
fn a_voided_act_never_happened_and_comes_back_when_its_voiding_is_voided() {
    let (mut bench, report) = bench();
    let void = bench.accept(&voiding(report));
    assert!(bench.standing(report).is_none());
    assert!(bench.case().reports.is_empty());
    assert_eq!(bench.case().version, bench.history().version, "the stream goes on");
    let again = bench.accept(&voiding(void));
    assert!(bench.standing(report).is_some() && bench.case().reports.len() == 1);
    bench.accept(&voiding(again));
    assert!(bench.standing(report).is_none(), "any depth");
}

#[test]
fn a_moment_is_compared_with_the_day_as_the_office_counts_it() {
    let (bench, _) = bench();
    let history = bench.history();
    // The report came in on the second of January, in Shanghai.
    let kept = |moment: &str| {
        let as_of = Some(moment.parse().expect("a moment"));
        history.effective(Cut { as_of, ..Cut::default() }).first().map(|item| item.uncertain)
    };
    assert_eq!(kept("2024-01-01T15:59:59Z"), None);
    assert_eq!(kept("2024-01-01T16:00:00Z"), Some(true));
    assert_eq!(kept("2024-01-02T15:59:59Z"), Some(true));
    assert_eq!(kept("2024-01-02T16:00:00Z"), Some(false));
}

#[test]
fn knowledge_of_a_day_holds_only_the_corrections_known_then() {
    let (mut bench, report) = bench();
    let recorded = bench.history().events.last().map(|event| event.recorded_at);
    bench.recorder.set_clock(crate::bench::now() + chrono::Duration::days(3));
    bench.accept(&correction(report, "/payload/source_kind", json!("visit")));
    let history = bench.history();
    let then = history.effective(Cut { known: recorded, ..Cut::default() });
    assert_eq!(then[0].event.json()["payload"]["source_kind"], "letter");
    assert_eq!(history.effective(Cut::default())[0].event.json()["payload"]["source_kind"], "visit");
}

/// The state's name.
trait Named {
    fn to_string_for_test(&self) -> String;
}

impl<S: wenze_domain::machine::State> Named for S {
    fn to_string_for_test(&self) -> String {
        self.as_str().to_owned()
    }
}
