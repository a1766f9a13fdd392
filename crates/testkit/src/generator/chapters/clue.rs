//! Clues: opened, assigned, disposed of in one of the four ways.

use serde_json::{Value, json};
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::codes::Role;

use super::{duties, intake, record, referral};
use crate::generator::script::{Script, code};

/// A clue with the allegations in it.
#[derive(Debug, Clone)]
pub(crate) struct Clue {
    pub(crate) id: Uuid,
    allegations: Vec<Uuid>,
}

impl Clue {
    pub(crate) fn refs(&self) -> Value {
        json!({ "clue": [self.id] })
    }
}

/// A clue is opened from reports or from elsewhere, tied to its person, given to an office.
pub(crate) fn opened(s: &mut Script<'_>, reports: &[Uuid]) -> Clue {
    s.wait(1, 6);
    let id = s.id("clue");
    let source = if reports.is_empty() {
        *s.dice.pick(&["inspection", "audit", "judicial", "media", "self", "derived_case"])
    } else {
        "report"
    };
    let texts = s.matter.allegations.clone();
    let wanted = usize::try_from(s.dice.between(1, 3)).unwrap_or(1);
    let chosen: Vec<String> = s.dice.some(&texts, wanted).into_iter().cloned().collect();
    let allegations: Vec<Uuid> = chosen.iter().map(|_| s.id("allegation")).collect();
    let listed: Vec<Value> =
        allegations.iter().zip(&chosen).map(|(id, text)| json!({ "allegation": id, "text": text })).collect();
    let human = &s.cast.humans[s.person];
    let payload = json!({
        "source": source,
        "subjects": [{
            "subject_no": 1,
            "name": human.name,
            "post": human.post,
            "managing_organ": s.managing_organ(),
            "post_level": code(human.level),
            "post_kind": code(human.post_kind),
        }],
        "categories": [s.matter.discipline, s.matter.misuse],
        "allegations": listed,
    });
    let mut refs = json!({ "clue": [id] });
    if !reports.is_empty() {
        refs["report"] = json!(reports);
    }
    s.act(Kind::ClueOpened, &refs, &payload);
    let clue = Clue { id, allegations };
    assigned(s, &clue);
    clue
}

fn assigned(s: &mut Script<'_>, clue: &Clue) {
    s.wait(1, 3);
    let official = s.cast.humans[s.person].id;
    let payload = json!({ "subject_no": 1, "basis": s.say("identity_basis") });
    let refs = json!({ "clue": [clue.id], "official": [official] });
    s.act_in_role(Kind::SubjectIdentified, Role::ClueDesk, &refs, &payload);
    s.wait(0, 3);
    let to_dept = s.commission();
    let (proposed_by, approval) = (s.by(Role::ClueDesk), s.approval(Role::OrganHead));
    let drawn = s.soon(0, 2);
    let received = if s.careful { s.on() } else { drawn };
    let payload = json!({
        "to_dept": to_dept,
        "proposed_by": proposed_by,
        "approval": approval,
        "received_on": received,
    });
    s.act(Kind::ClueAssigned, &clue.refs(), &payload);
    if s.chance(60) {
        let person = s.by(Role::Inspector);
        intake::hand(s, clue.id, "clue", &person);
    }
    if s.chance(15) || duties::is_reported_upward(s) {
        reported_upward(s, clue, "opened");
    }
}

/// The organ above hears of a clue about somebody of a certain post, when it is opened and when it is disposed of.
pub(super) fn reported_upward(s: &mut Script<'_>, clue: &Clue, stage: &str) {
    s.wait(0, 3);
    let above = s.cast.organs[s.desk().commission].parent.unwrap_or(0);
    let content = s.text(&format!("reported_{stage}"));
    let payload = json!({ "to_organ": s.organ(above), "stage": stage, "content_ref": content });
    s.act(Kind::ClueReportedUpward, &clue.refs(), &payload);
}

/// How the clue is to be disposed of is proposed, sometimes sent back, and approved.
pub(crate) fn disposed(s: &mut Script<'_>, clue: &Clue, way: &str) {
    if s.chance(15) {
        proposed(s, clue, way);
        s.soon_after(1, 5);
        let returned = *s.dice.pick(&["returned", "refused"]);
        let mut approval = s.approval(Role::OrganHead);
        if s.careful {
            approval["post"] = json!("deputy_in_charge");
        }
        approval["opinion"] = json!(s.say("return_opinion"));
        let payload = json!({ "result": returned, "way": way, "approval": approval });
        s.act(Kind::DispositionApproved, &clue.refs(), &payload);
    }
    proposed(s, clue, way);
    if s.careful {
        duties::disposition_approved(s, clue, way);
        return;
    }
    if s.chance(25) {
        record::approval_sought(s, "DispositionApproved", &clue.refs());
    }
    s.wait(1, 6);
    let role = if s.chance(15) { Role::CommitteeHead } else { Role::OrganHead };
    let payload = json!({ "result": "approved", "way": way, "approval": s.approval(role) });
    s.act_in_role(Kind::DispositionApproved, role, &clue.refs(), &payload);
}

fn proposed(s: &mut Script<'_>, clue: &Clue, way: &str) {
    s.wait(3, 20);
    let reasons = s.say(&format!("reasons_{way}"));
    let payload = json!({ "way": way, "reasons": reasons, "plan_ref": s.text(&format!("plan_{way}")) });
    s.act(Kind::DispositionProposed, &clue.refs(), &payload);
}

/// Talks with the person, or a letter to which the person replies, and the report on them.
pub(crate) fn interviewed(s: &mut Script<'_>, clue: &Clue, proposal: &str) {
    let official = s.cast.humans[s.person].id;
    let by_letter = s.chance(45);
    if by_letter {
        inquired(s, clue, official);
    }
    let talks = if by_letter { s.dice.between(0, 1) } else { s.dice.between(1, 2) };
    for _ in 0..talks {
        s.wait(3, 10);
        let officers = s.members(Role::Inspector, 2);
        let payload = json!({
            "subject_no": 1,
            "by": officers[0],
            "accompanied_by": officers[1],
            "place": s.say("interview_place"),
            "record_ref": s.text("interview_record"),
        });
        let refs = json!({ "clue": [clue.id], "official": [official] });
        s.act(Kind::InterviewHeld, &refs, &payload);
    }
    s.wait(3, 12);
    let payload = json!({ "findings": s.say("inquiry_findings"), "proposal": proposal });
    s.act(Kind::InquiryReportSubmitted, &json!({ "clue": [clue.id], "official": [official] }), &payload);
}

/// A letter with questions, its receipt and the reply that the head of the unit has signed too.
fn inquired(s: &mut Script<'_>, clue: &Clue, official: Uuid) {
    s.wait(2, 7);
    let letter = s.id("letter");
    let about = json!({ "clue": [clue.id], "official": [official] });
    let mut refs = about.clone();
    refs["letter"] = json!([letter]);
    let copies = if s.chance(70) { json!([s.own_unit()]) } else { json!([]) };
    let payload = json!({ "letter_no": s.paper("函"), "cc": copies, "questions_ref": s.text("inquiry_questions") });
    s.act(Kind::InquiryLetterIssued, &refs, &payload);
    // Where only one letter is out, the papers that come back need not say which.
    let refs = if s.keeps(60) { refs } else { about };
    s.wait(1, 4);
    s.act(Kind::InquiryLetterReceived, &refs, &json!({}));
    s.wait(5, 14);
    let payload = json!({
        "countersigned_by": s.person(s.official(0)), "countersigned_on": s.ago(0, 2), "reply_ref": s.text("inquiry_reply"),
    });
    s.act(Kind::InquiryReplyReceived, &refs, &payload);
}

/// A team verifies the clue and reports.
pub(crate) fn verified(s: &mut Script<'_>, clue: &Clue, proposal: &str) {
    s.wait(2, 8);
    let official = s.cast.humans[s.person].id;
    let refs = json!({ "clue": [clue.id], "official": [official] });
    let payload = json!({
        "members": s.members(Role::Inspector, 3),
        "lead": s.by(Role::TeamLead),
        "plan_ref": s.text("plan_preliminary_verification"),
        "approvals": duties::approvals(s),
    });
    s.act(Kind::VerificationTeamFormed, &refs, &payload);
    for _ in 0..s.dice.between(1, 3) {
        s.wait(2, 9);
        evidence(s, clue);
    }
    if s.chance(60) {
        s.wait(1, 6);
        let refs = json!({ "evidence": [s.id("evidence")], "clue": [clue.id] });
        let payload = super::investigation::interview(s, s.person, "witness");
        s.act(Kind::InterviewRecorded, &refs, &payload);
    }
    if s.chance(12) {
        s.wait(1, 5);
        let payload = super::investigation::more_time(s);
        s.act(Kind::InvestigationDeadlineExtended, &clue.refs(), &payload);
    }
    s.wait(4, 20);
    let payload = json!({
        "findings": s.say("verification_findings"),
        "doubts": s.say("doubts"),
        "proposal": proposal,
        "signatories": duties::signatories(s, 3),
    });
    let key = s.act(Kind::VerificationReportSigned, &refs, &payload);
    if s.careful {
        record::material_approved(s, key);
    }
}

/// Something that bears on a clue is gathered.
pub(crate) fn evidence(s: &mut Script<'_>, clue: &Clue) {
    let refs = json!({ "evidence": [s.id("evidence")], "clue": [clue.id] });
    let payload = super::investigation::evidence(s);
    s.act(Kind::EvidenceCollected, &refs, &payload);
}

/// The clue ends without a case, with or without a word to the person. True when the report is found to have done harm.
pub(crate) fn closed(s: &mut Script<'_>, clue: &Clue, outcome: &str) -> bool {
    s.wait(2, 12);
    if outcome == "minor_handled" {
        let official = s.cast.humans[s.person].id;
        let payload = json!({
            "kind": *s.dice.pick(&["reminder", "criticism", "written_examination_ordered", "admonition"]),
            "by": s.by(Role::OrganHead),
            "form": *s.dice.pick(&["talk", "written"]),
        });
        s.act(Kind::MinorMeasureTaken, &json!({ "clue": [clue.id], "official": [official] }), &payload);
        s.wait(1, 6);
    }
    let results: &[&str] = match outcome {
        "unfounded" => &["untrue"],
        "unverifiable" => &["unverifiable", "untrue"],
        _ => &["true", "partly", "untrue"],
    };
    let found: Vec<Value> =
        clue.allegations.iter().map(|id| json!({ "allegation": id, "result": *s.dice.pick(results) })).collect();
    let harm = if outcome == "unfounded" { *s.dice.pick(&["none", "found"]) } else { "not_assessed" };
    let payload = json!({ "outcome": outcome, "per_allegation": found, "harm": harm, "subject_told_on": s.soon(1, 5) });
    s.act(Kind::ClueClosed, &clue.refs(), &payload);
    if outcome == "referred" {
        referral::elsewhere(s, &clue.refs());
    }
    if s.chance(15) {
        reported_upward(s, clue, "disposed");
    }
    harm == "found"
}

/// The clue rests and is looked at from time to time; in the end it is given out again.
pub(crate) fn held(s: &mut Script<'_>, clue: &Clue, reviews: usize) {
    s.wait(1, 6);
    let payload = json!({ "reason": s.say("hold_reasons"), "review_by": s.ahead(150, 190) });
    s.act(Kind::ClueHeld, &clue.refs(), &payload);
    for nth in 0..reviews {
        s.wait(120, 180);
        let last = nth + 1 == reviews;
        let payload = json!({
            "result": if last { "reassigned" } else { "kept" },
            "next_review_by": if last { json!("not_recorded") } else { json!(s.ahead(150, 190)) },
        });
        s.act(Kind::ClueReviewed, &clue.refs(), &payload);
    }
}
