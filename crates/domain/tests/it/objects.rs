//! (b) What an act names must be there, and what it creates must not.

use serde_json::{Value, json};
use uuid::Uuid;
use wenze_domain::acts::Kind::*;
use wenze_domain::case::Case;
use wenze_domain::decide::{Context, decide};
use wenze_domain::envelope::StreamKind;
use wenze_domain::refusal::Refusal;
use wenze_domain::regimes::Regimes;
use wenze_domain::request::Draft;
use wenze_testkit::sample;

use crate::bench::{Bench, confirmed, now, request, with};

const DAY: &str = "2024-03-01";

fn read(request: Value) -> Result<Draft, Refusal> {
    Draft::read(request, &mut || Uuid::from_u128(1))
}

#[test]
fn an_object_named_must_be_there() {
    let mut bench = Bench::after(&[ReportReceived]);
    let missing = |bench: &mut Bench, kind, role: &str, refs: Value| match bench.refuse(&confirmed(with(
        request(kind, DAY),
        "/refs",
        refs,
    ))) {
        Refusal::ObjectMissing { role: named, id } => assert!(named == role && !id.is_empty(), "{named} {id}"),
        other => panic!("{kind:?}: {other:?}"),
    };
    let id = Uuid::from_u128(77);
    for (kind, role) in [
        (ReportRegistered, "report"),
        (ClueAssigned, "clue"),
        (FilingAnnouncedToRespondent, "respondent"),
        (ExecutionSuspended, "measure"),
        (DecisionCorrected, "determination"),
        (AppealAccepted, "appeal"),
        (RectificationClaimed, "item"),
        (ApprovalDecided, "request"),
        (MaterialApproved, "event"),
        (RecordCorrected, "event"),
        (RecordVoided, "event"),
        (HandlerAssigned, "object"),
    ] {
        missing(&mut bench, kind, role, json!({ role: [id] }));
    }
    let report = sample::object("report");
    missing(&mut bench, ReporterObjectionRecorded, "evidence", json!({ "report": [report], "evidence": [id] }));
    bench.accept(&confirmed(request(CaseFiled, DAY)));
    let respondent = sample::object("respondent");
    let refs = json!({ "respondent": [respondent], "track": [format!("{respondent}/gov")] });
    missing(&mut bench, FilingAnnouncedToRespondent, "track", refs);
}

#[test]
fn an_object_of_another_stream_must_be_there() {
    let ask = |known: bool| {
        let draft =
            read(confirmed(with(request(SubjectIdentified, DAY), "/refs/official", json!([Uuid::from_u128(7)]))));
        let draft = draft.expect("a draft");
        let known = move |_: StreamKind, _: Uuid| known;
        let context = Context { now: now(), regimes: Regimes::shipped(), known: &known, target: None };
        decide(&Case::new(sample::object("case")), &draft, &context)
    };
    assert!(ask(true).is_ok());
    assert!(matches!(ask(false), Err(Refusal::ObjectMissing { role, .. }) if role == "official"));
    let link = read(request(CasesLinked, DAY)).expect("a draft");
    let known = |_: StreamKind, _: Uuid| true;
    let context = Context { now: now(), regimes: Regimes::shipped(), known: &known, target: None };
    let alone = wenze_domain::decide::decide_across(&[Case::new(sample::object("case"))], &link, &context);
    assert!(matches!(alone, Err(Refusal::Roles { role, .. }) if role == "case"), "a case is not linked with itself");
}

#[test]
fn an_id_is_given_once_except_to_respondents() {
    let mut bench = Bench::after(&[ReportReceived, CaseFilingProposed, CaseFilingApproved]);
    let again = bench.refuse(&confirmed(request(ReportReceived, DAY)));
    assert!(
        matches!(&again, Refusal::ObjectExists { role, id } if role == "report" && *id == sample::object("report"))
    );
    let taken = with(request(ClueOpened, DAY), "/refs/clue", json!([sample::object("report")]));
    assert!(matches!(bench.refuse(&taken), Refusal::ObjectExists { .. }), "one id, one object");
    let nil = with(request(ClueOpened, DAY), "/refs/clue", json!([Uuid::nil()]));
    assert!(matches!(bench.refuse(&nil), Refusal::ObjectExists { .. }));
    bench.accept(&request(CaseFiled, DAY));
}
