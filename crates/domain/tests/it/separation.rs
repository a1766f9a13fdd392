//! Separation of duties: what somebody did on a case keeps him from other acts on it.

use serde_json::{Value, json};
use uuid::Uuid;
use wenze_domain::acts::Kind::{self, *};
use wenze_domain::codes::Role;
use wenze_domain::effective::Cut;
use wenze_domain::envelope::Actor;
use wenze_domain::refs::Refs;
use wenze_domain::separation::{Bar, Doing, Earlier, judge, may_bar};
use wenze_domain::words::{Lang, Words};
use wenze_testkit::sample;

use crate::bench::{Bench, confirmed, request, with};

const WANG: Uuid = Uuid::from_u128(0x11);
const LI: Uuid = Uuid::from_u128(0x12);

fn actor(person_id: Uuid, role: Role) -> Actor {
    Actor { person_id, role, office_id: sample::object("organ") }
}

/// A case in which these acts were done by Wang himself, on 5 March 2024.
fn done_by_wang(acts: &[Value]) -> Bench {
    let mut bench = Bench::new();
    for act in acts {
        let recorded = bench.recorder.record(bench.case, &confirmed(act.clone()), actor(WANG, Role::Inspector));
        recorded.unwrap_or_else(|refusal| panic!("{act:#}\n{refusal:?}"));
    }
    bench
}

/// The act of a kind, with nobody named in it.
fn plain(kind: Kind) -> Value {
    let mut act = request(kind, "2024-03-05");
    for field in ["officers", "members", "lead", "by", "signatories", "added", "accompanied_by", "person"] {
        if act["payload"].get(field).is_some() {
            act["payload"][field] = json!("not_recorded");
        }
    }
    act
}

fn refs(act: &Value) -> Refs {
    serde_json::from_value(act["refs"].clone()).expect("refs")
}

/// What keeps these persons from an act.
fn bar(bench: &Bench, act: &Value, role: Role, persons: &[Uuid]) -> Option<Earlier> {
    let kind = Kind::parse(act["kind"].as_str().expect("a kind")).expect("a kind");
    let refs = refs(act);
    let doing = Doing { kind, refs: &refs, role, persons, by_delegation: false };
    let history = bench.history();
    let found = judge(&history.effective(Cut::default()), &bench.case(), doing);
    assert!(found.is_none() || may_bar(doing), "{kind:?} is looked at");
    found
}

/// First acts of a case about which everything else can be.
fn begun() -> Vec<Value> {
    [ReportReceived, ClueOpened, CaseFilingProposed].iter().map(|kind| plain(*kind)).collect()
}

#[test]
fn whoever_investigated_neither_reviews_nor_handles_an_appeal() {
    let acts = [
        plain(EvidenceCollected),
        plain(InterviewRecorded),
        plain(InterviewHeld),
        plain(FactListed),
        plain(FactMaterialPresented),
        plain(InvestigationReportSubmitted),
        plain(VerificationReportSigned),
    ];
    for done in acts {
        let kind = Kind::parse(done["kind"].as_str().expect("a kind"));
        let bench = done_by_wang(&[begun(), vec![done]].concat());
        for (next, role) in [
            (plain(ReviewAccepted), Role::Reviewer),
            (plain(ReviewReportSubmitted), Role::Inspector),
            (plain(DefenceHeard), Role::Reviewer),
            (plain(PanelOpinionGiven), Role::AppealOfficer),
            (with(plain(EvidenceCollected), "/refs/appeal", json!([sample::object("appeal")])), Role::AppealOfficer),
        ] {
            let found = bar(&bench, &next, role, &[WANG]).unwrap_or_else(|| panic!("{kind:?} then {next:#}"));
            assert_eq!(
                (found.bar, Some(found.kind), found.day.to_string()),
                (Bar::Investigated, kind, "2024-03-05".into())
            );
            assert_eq!(bar(&bench, &next, role, &[LI]), None, "somebody else may");
        }
        assert_eq!(bar(&bench, &plain(DefenceHeard), Role::Inspector, &[WANG]), None, "an inspector hears it too");
        assert_eq!(bar(&bench, &plain(EvidenceCollected), Role::Inspector, &[WANG]), None);
    }
}

#[test]
fn whom_an_act_names_as_investigating_did_so_whoever_entered_it() {
    let li = json!({ "person_id": LI });
    for (kind, field, value) in [
        (InvestigationTeamFormed, "members", json!([li])),
        (InvestigationTeamFormed, "lead", li.clone()),
        (TeamChanged, "added", json!([li])),
        (EvidenceCollected, "officers", json!([li])),
        (InterviewRecorded, "officers", json!([li])),
        (InterviewHeld, "accompanied_by", li.clone()),
    ] {
        let act = with(plain(kind), &format!("/payload/{field}"), value);
        let bench = done_by_wang(&[begun(), vec![act]].concat());
        let found = bar(&bench, &plain(ReviewAccepted), Role::Reviewer, &[LI]);
        assert_eq!(found.map(|found| (found.bar, found.kind)), Some((Bar::Investigated, kind)), "{field}");
    }
}

#[test]
fn whoever_reviewed_handles_no_appeal() {
    let bench = done_by_wang(&[begun(), vec![plain(ReviewReportSubmitted)]].concat());
    let found = bar(&bench, &plain(AppealAccepted), Role::AppealOfficer, &[WANG]);
    assert_eq!(found.map(|found| found.bar), Some(Bar::Reviewed));
    assert_eq!(bar(&bench, &plain(ReviewTalkHeld), Role::Reviewer, &[WANG]), None, "he goes on reviewing");
}

#[test]
fn nobody_approves_accepts_or_publishes_what_he_submitted_and_others_do() {
    for (work, next) in [
        (ApprovalRequested, ApprovalDecided),
        (DispositionProposed, DispositionApproved),
        (CaseFilingProposed, CaseFilingApproved),
        (CaseTransferredForReview, ReviewAccepted),
        (DeterminationMade, DecisionApproved),
        (RectificationClaimed, RectificationAccepted),
        (ClarificationProposed, ClarificationApproved),
    ] {
        let before: Vec<Value> = match work {
            CaseFilingProposed => vec![plain(ReportReceived), plain(ClueOpened)],
            RectificationClaimed => [begun(), vec![plain(RectificationOrdered)]].concat(),
            _ => begun(),
        };
        let mut bench = done_by_wang(&[before, vec![plain(work)]].concat());
        let found = bar(&bench, &plain(next), Role::OrganHead, &[WANG]);
        assert_eq!(found.map(|found| (found.bar, found.kind)), Some((Bar::OwnWork, work)), "{next:?}");
        assert_eq!(bar(&bench, &plain(next), Role::OrganHead, &[LI]), None);
        let about = with(plain(next), "/refs", json!({}));
        assert_eq!(bar(&bench, &about, Role::OrganHead, &[WANG]), None, "{next:?} about something else");
        if [DispositionProposed, CaseTransferredForReview, RectificationClaimed].contains(&work) {
            bench.recorder.record(bench.case, &confirmed(plain(work)), actor(LI, Role::Inspector)).expect("again");
            let found = bar(&bench, &plain(next), Role::OrganHead, &[WANG]);
            assert_eq!(found, None, "{next:?}: what is decided on is what was submitted last");
        }
    }
}

#[test]
fn a_material_and_what_is_published_are_somebodys_work_too() {
    let mut bench =
        done_by_wang(&[begun(), vec![plain(DeterminationMade), plain(InvestigationReportSubmitted)]].concat());
    let report = bench.history().events.last().expect("an event").id();
    let material = with(plain(MaterialApproved), "/refs/event", json!([report]));
    assert_eq!(bar(&bench, &material, Role::OrganHead, &[WANG]).map(|found| found.bar), Some(Bar::OwnWork));
    let issued = with(plain(DecisionDocumentIssued), "/refs/determination", json!([sample::object("determination")]));
    bench.recorder.record(bench.case, &confirmed(issued), actor(LI, Role::Clerk)).expect("issued");
    let published = with(plain(DecisionPublished), "/refs/document", json!([sample::object("document")]));
    let found = bar(&bench, &published, Role::Clerk, &[WANG]);
    assert_eq!(found.map(|found| found.kind), Some(DeterminationMade), "found through the document");
    assert_eq!(bar(&bench, &published, Role::Clerk, &[LI]), None, "who only issued it publishes it");
}

#[test]
fn what_was_typed_in_from_paper_is_nobodys_who_typed_and_what_was_voided_counts_for_nothing() {
    let paper = with(plain(EvidenceCollected), "/entered_from", json!("paper"));
    let bench = done_by_wang(&[begun(), vec![paper.clone()]].concat());
    assert_eq!(bar(&bench, &plain(ReviewAccepted), Role::Reviewer, &[WANG]), None);
    let for_li = with(paper, "/on_behalf_of", json!({ "person": { "person_id": LI } }));
    let mut bench = done_by_wang(&[begun(), vec![for_li]].concat());
    assert_eq!(bar(&bench, &plain(ReviewAccepted), Role::Reviewer, &[WANG]), None);
    assert!(bar(&bench, &plain(ReviewAccepted), Role::Reviewer, &[LI]).is_some(), "whose act it was did it");
    let event = bench.history().events.last().expect("an event").id();
    bench.accept(&crate::bench::voiding(event));
    assert_eq!(bar(&bench, &plain(ReviewAccepted), Role::Reviewer, &[LI]), None);
}

#[test]
fn by_a_delegation_two_did_it_and_neither_may_be_recused() {
    let behalf = json!({ "person": { "person_id": LI }, "delegation": Uuid::from_u128(1) });
    let delegated = with(plain(ApprovalRequested), "/on_behalf_of", behalf);
    let recusal = with(plain(RecusalRequested), "/refs/person", json!([LI]));
    let granted = with(plain(RecusalDecided), "/refs/person", json!([LI]));
    let granted = with(granted, "/payload/granted", json!(true));
    let bench = done_by_wang(&[begun(), vec![delegated, recusal, granted]].concat());
    for person in [WANG, LI] {
        let found = bar(&bench, &plain(ApprovalDecided), Role::OrganHead, &[person]);
        assert_eq!(found.map(|found| found.bar), Some(Bar::OwnWork));
    }
    let next = plain(CaseClosed);
    let refs = refs(&next);
    let history = bench.history();
    let by_delegation = |persons: &[Uuid]| {
        let doing = Doing { kind: CaseClosed, refs: &refs, role: Role::OrganHead, persons, by_delegation: true };
        judge(&history.effective(Cut::default()), &bench.case(), doing).map(|found| (found.bar, found.kind))
    };
    assert_eq!(by_delegation(&[WANG, LI]), Some((Bar::Recused, RecusalDecided)), "not for whoever is recused");
    assert_eq!(by_delegation(&[LI, WANG]), Some((Bar::Recused, RecusalDecided)), "nor by him");
    assert_eq!(by_delegation(&[WANG, Uuid::from_u128(0x13)]), None);
}

#[test]
fn the_refusal_names_the_earlier_act_in_both_languages() {
    let refusal = wenze_domain::refusal::Refusal::Separation {
        bar: Bar::Investigated,
        kind: "EvidenceCollected".to_owned(),
        day: wenze_domain::fields::PartialDate::parse("2024-03-05"),
    };
    let zh = Words::of(Lang::ZhCn).refusal(&refusal);
    assert_eq!(zh, "您参与过本案调查，不得再参与本案审理或者申诉办理，此前事项：收集证据，日期：2024年3月5日");
    let en = Words::of(Lang::En).refusal(&refusal);
    assert!(en.contains("Evidence collected") && en.contains("5 March 2024"), "{en}");
}
