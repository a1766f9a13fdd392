//! The closed list: what is refused, each with its reason, and nothing else.

use serde_json::{Value, json};
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::acts::Kind::*;
use wenze_domain::available::{Availability, available};
use wenze_domain::case::Case;
use wenze_domain::decide::{Context, decide, named_files};
use wenze_domain::envelope::{StreamId, StreamKind};
use wenze_domain::history::History;
use wenze_domain::refs::Refs;
use wenze_domain::refusal::{Refusal, Undelegated, WrongFile};
use wenze_domain::regimes::Regimes;
use wenze_domain::registers;
use wenze_domain::request::Draft;
use wenze_domain::separation::Bar;
use wenze_testkit::sample;

use crate::bench::{Bench, confirmed, now, request, with};

const DAY: &str = "2024-03-01";

fn read(request: Value) -> Result<Draft, Refusal> {
    Draft::read(request, &mut || Uuid::from_u128(1))
}

/// (a) Where a malformed request is wrong.
fn pointer(request: Value) -> String {
    match read(request) {
        Err(Refusal::Malformed { pointer, message }) => {
            assert!(!message.is_empty() && !message.contains(" at line "), "{message}");
            pointer
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_request_that_does_not_parse_says_where() {
    let filed = || request(CaseFiled, DAY);
    let without = |pointer: &str| {
        let mut request = filed();
        let (parent, name) = pointer.rsplit_once('/').expect("a pointer");
        request.pointer_mut(parent).and_then(Value::as_object_mut).expect("an object").remove(name);
        request
    };
    assert_eq!(pointer(json!(7)), "/kind");
    assert_eq!(pointer(with(filed(), "/kind", json!("CaseFramed"))), "/kind");
    assert_eq!(pointer(without("/payload/case_no")), "/payload");
    assert_eq!(pointer(without("/payload/respondents/0/name")), "/payload/respondents/0");
    assert_eq!(pointer(without("/occurred/date")), "/occurred");
    assert_eq!(pointer(with(filed(), "/payload/wish", json!(1))), "/payload/wish");
    assert_eq!(pointer(with(filed(), "/wish", json!(1))), "/wish");
    assert_eq!(pointer(with(filed(), "/payload/organ/organ_id", json!("x"))), "/payload/organ/organ_id");
    assert_eq!(
        pointer(with(filed(), "/payload/respondents/0/status", json!("asleep"))),
        "/payload/respondents/0/status"
    );
    assert_eq!(pointer(with(filed(), "/payload/case_no", json!("two\nlines"))), "/payload/case_no");
    assert_eq!(pointer(with(filed(), "/occurred/date", json!("2024-02-30"))), "/occurred/date");
    assert_eq!(pointer(with(filed(), "/occurred", json!({"date": "2024", "time": "09:00"}))), "/occurred/time");
    assert_eq!(pointer(with(filed(), "/payload/filed_on", json!("2024-03-02"))), "/payload/filed_on");
    assert_eq!(pointer(with(filed(), "/refs", json!({"respondent": ["x"]}))), "/refs/respondent/0");
    assert_eq!(
        pointer(with(filed(), "/payload/respondents/0/name", json!({"$part": 1}))),
        "/payload/respondents/0/name/$part"
    );
}

#[test]
fn roles_are_checked_by_name_number_and_form() {
    let mut bench = Bench::after(&[ReportReceived, ClueOpened]);
    let id = |n: u128| json!(Uuid::from_u128(n));
    let mut role = |refs: Value| match bench.refuse(&confirmed(with(request(ClueAssigned, DAY), "/refs", refs))) {
        Refusal::Roles { role, problem } => (role, problem),
        other => panic!("{other:?}"),
    };
    let clue = json!(sample::object("clue"));
    assert_eq!(role(json!({})).0, "clue");
    assert_eq!(role(json!({ "clue": [] })).0, "clue");
    assert!(role(json!({ "clue": [clue, id(3)] })).1.contains("only one"));
    assert!(role(json!({ "clue": ["0190a1b2-0000-7000-8000-000000000001/party"] })).1.contains("id of the object"));
    let (name, problem) = role(json!({ "clue": [clue], "measure": [id(3)] }));
    assert!(name == "measure" && problem.ends_with("it has clue"), "{problem}");
    let twice = with(request(VerificationTeamFormed, DAY), "/refs/official", json!([id(3), id(3)]));
    assert!(matches!(bench.refuse(&confirmed(twice)), Refusal::Roles { problem, .. } if problem.contains("twice")));
    let track = with(request(FactListed, DAY), "/refs", json!({ "respondent": [id(3)], "track": [id(4)] }));
    assert!(matches!(bench.refuse(&confirmed(track)), Refusal::Roles { role, .. } if role == "track"));
}

#[test]
fn respondents_are_entered_once_each_with_a_track() {
    let mut bench = Bench::new();
    let entry = request(CaseFiled, DAY)["payload"]["respondents"][0].clone();
    let double = with(request(CaseFiled, DAY), "/payload/respondents", json!([entry, entry]));
    assert!(matches!(bench.refuse(&confirmed(double)), Refusal::Roles { role, .. } if role == "respondent"));
    let idle = with(request(CaseFiled, DAY), "/payload/respondents/0/tracks", json!([]));
    let mut idle = idle;
    idle["refs"]["track"] = json!([format!("{}/party", sample::object("respondent"))]);
    let refusal = bench.refuse(&confirmed(idle));
    assert!(matches!(&refusal, Refusal::Malformed { pointer, .. } if pointer == "/payload/respondents/0/tracks"));
    let other = with(request(CaseFiled, DAY), "/refs/respondent", json!([Uuid::from_u128(8)]));
    assert!(matches!(bench.refuse(&confirmed(other)), Refusal::Roles { role, .. } if role == "respondent"));
}

#[test]
fn an_absorbed_case_takes_no_intake_or_investigation() {
    let mut case = Case::new(sample::object("case"));
    let by = Uuid::from_u128(5);
    case.absorbed_by = Some(by);
    for kind in Kind::ALL {
        let answer = available(&case, *kind, None, &Refs::default());
        let refused = matches!(answer, Availability::Refused(Refusal::Absorbed { by: other }) if other == by);
        let closed = [ReportReceived, ClueOpened, CaseFiled, FactListed].contains(kind);
        let open = [AppealFiled, RectificationClaimed, RecordCorrected, SanctionLifted, HandlerAssigned].contains(kind);
        assert!(refused || !closed, "{kind:?}");
        assert!(!refused || !open, "{kind:?}");
    }
}

#[test]
fn a_stream_with_an_event_that_cannot_be_read_takes_nothing() {
    let bytes = String::from_utf8(sample::stored(ReportReceived).expect("a sample")).expect("text");
    let strange = bytes.replace(r#""kind":"ReportReceived""#, r#""kind":"FromTheFuture""#);
    let mut history = History::default();
    history.push(1, now(), strange.into_bytes().into());
    let case = history.case(sample::object("case"), wenze_domain::effective::Cut::default());
    assert_eq!(case.version, 1, "writers see where the stream stands, not where the fold got to");
    let known = |_: StreamKind, _: Uuid| true;
    let context = Context { now: now(), regimes: Regimes::shipped(), known: &known, target: None };
    let draft = read(request(OtherActRecorded, DAY)).expect("a draft");
    assert_eq!(decide(&case, &draft, &context), Err(Refusal::Unreadable { versions: vec![1] }));
    let stream = StreamId { kind: StreamKind::Person, id: sample::object("official") };
    let post = read(request(PostHeld, DAY)).expect("a draft");
    assert_eq!(registers::decide(stream, 1, &[1], &post, &context), Err(Refusal::Unreadable { versions: vec![1] }));
}

#[test]
fn an_act_wholly_in_the_future_is_refused_and_one_that_may_be_past_is_not() {
    let mut bench = Bench::new();
    for date in ["2025-06-12", "2025-07", "2026"] {
        let refusal = bench.refuse(&request(ReportReceived, date));
        assert_eq!(refusal, Refusal::Future { date: date.to_owned() });
    }
    let at = |time: &str| json!({ "date": "2025-06-11", "time": time });
    // Noon in UTC is eight in the evening in Shanghai; five minutes are given to clocks that differ.
    assert!(matches!(
        bench.refuse(&with(request(ReportReceived, DAY), "/occurred", at("20:06"))),
        Refusal::Future { .. }
    ));
    bench.accept(&with(request(ReportReceived, DAY), "/occurred", at("20:05")));
    for (n, date) in [json!("2025-06-11"), json!("2025-06"), json!("2025"), Value::Null].into_iter().enumerate() {
        let fresh = with(request(ReportReceived, DAY), "/refs/report", json!([Uuid::from_u128(100 + n as u128)]));
        bench.accept(&with(fresh, "/occurred/date", date));
    }
}

#[test]
fn a_code_no_regime_knows_is_refused_with_its_field() {
    let mut bench = Bench::after(&[CaseFilingProposed, CaseFilingApproved, CaseFiled]);
    let mut unknown =
        |kind, pointer: &str, value: Value| match bench.refuse(&confirmed(with(request(kind, DAY), pointer, value))) {
            Refusal::UnknownCode { field, code } => {
                assert_eq!(code, "defenestration");
                field
            }
            other => panic!("{other:?}"),
        };
    let strange = json!("defenestration");
    assert_eq!(unknown(PreDecisionNoticeServed, "/payload/proposed/0/kind", strange.clone()), "/payload/proposed");
    assert_eq!(unknown(CircumstancesFound, "/payload/mitigating", json!([strange])), "/payload/mitigating");
    assert_eq!(unknown(ExemptionGranted, "/payload/ground_code", strange.clone()), "/payload/ground_code");
    let mut regime = with(request(OtherActRecorded, DAY), "/regime", json!({ "regime": "xx-unknown" }));
    assert!(matches!(bench.refuse(&regime), Refusal::UnknownCode { field, .. } if field == "/regime"));
    regime["regime"] = json!({ "regime": "cn-party", "version": "2018" });
    bench.accept(&regime);
    // Lists that no regime gives are open: a code of the office's own is a fact.
    bench.accept(&confirmed(with(request(EvidenceCollected, DAY), "/payload/kind", strange)));
}

#[test]
fn a_form_of_accountability_is_known_where_the_track_is_one_of_accountability() {
    let mut bench = Bench::new();
    let respondent = sample::object("respondent");
    bench.accept(&request(AccountabilityInquiryStarted, DAY));
    let tracks = json!([format!("{respondent}/accountability")]);
    let notice = with(request(PreDecisionNoticeServed, DAY), "/refs/track", tracks);
    let proposed = json!([{ "track": "accountability", "kind": "admonition", "months": "not_recorded" }]);
    bench.accept(&confirmed(with(notice, "/payload/proposed", proposed)));
    let history = bench.history();
    let pin = history.events.last().and_then(|event| event.envelope.regime.clone()).expect("a pin");
    assert_eq!((pin.regime.as_str(), pin.version.as_str()), ("cn-accountability", "2019"));
}

#[test]
fn an_act_tells_the_files_that_it_names() {
    let file = json!({ "file_id": Uuid::from_u128(4), "media_type": "application/pdf", "digest": "0".repeat(64) });
    let with_file = with(request(ReporterInformedOfResult, DAY), "/payload/result_summary_ref", file);
    let draft = Draft::read(with_file.clone(), &mut || Uuid::from_u128(9)).expect("an act");
    let named = named_files(&draft);
    assert_eq!(named.len(), 1);
    assert_eq!(named[0].pointer, "/payload/result_summary_ref");
    assert_eq!((named[0].file.file_id, named[0].digest()), (Uuid::from_u128(4), Some("0".repeat(64).as_str())));
    let mut bench = Bench::after(&[ReportReceived]);
    bench.accept(&confirmed(with_file));
}

#[test]
fn only_an_import_says_where_an_act_came_from() {
    let mut bench = Bench::new();
    let origin = json!({ "set": "roadtraffic", "row": "1" });
    let mut claimed = with(request(ReportReceived, DAY), "/origin", origin);
    assert!(matches!(bench.refuse(&claimed), Refusal::Malformed { pointer, .. } if pointer == "/origin"));
    claimed["entered_from"] = json!("import");
    bench.accept(&claimed);
}

#[test]
fn a_register_act_is_not_one_of_a_case() {
    let mut bench = Bench::new();
    assert!(
        matches!(bench.refuse(&request(OrganRecorded, DAY)), Refusal::Malformed { pointer, .. } if pointer == "/kind")
    );
}

#[test]
fn every_refusal_says_why_and_has_a_code() {
    let id = Uuid::from_u128(1);
    let all = [
        Refusal::malformed("/kind", "name it"),
        Refusal::Roles { role: "clue".into(), problem: "missing".into() },
        Refusal::ObjectMissing { role: "clue".into(), id: id.to_string() },
        Refusal::ObjectExists { role: "clue".into(), id },
        Refusal::Absorbed { by: id },
        Refusal::Unreadable { versions: vec![1] },
        Refusal::Stale { expected: 1, actual: 2 },
        Refusal::Future { date: "2030".into() },
        Refusal::NotAuthorised { reason: "recused".into() },
        Refusal::UnknownCode { field: "/payload/kind".into(), code: "x".into() },
        Refusal::Undelegated { why: Undelegated::Never },
        Refusal::Separation { bar: Bar::OwnWork, kind: "ApprovalRequested".into(), day: None },
        Refusal::Guard { rule: "REV-02".into() },
        Refusal::File { pointer: "/payload/x".into(), why: WrongFile::Digest },
        Refusal::Correction { pointer: "/payload".into(), message: "this may not change".into() },
        Refusal::ConfirmNeeded { missing: Vec::new() },
    ];
    let codes: std::collections::BTreeSet<_> = all.iter().map(Refusal::code).collect();
    assert_eq!(codes.len(), all.len());
    assert!(all.iter().all(|refusal| refusal.to_string().len() > 8));
}
