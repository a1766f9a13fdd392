//! Review before a decision, with returns to the investigation.

use serde_json::{Value, json};
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::codes::Role;

use super::investigation;
use crate::generator::script::{Party, Script, about, code};

/// The case goes to review and is reported on; `returns` times it is sent back first.
pub(crate) fn run(s: &mut Script<'_>, parties: &[Party], facts: &[Uuid], returns: u32) {
    for nth in 1..=returns {
        accepted(s, parties);
        returned(s, parties, facts, nth);
    }
    accepted(s, parties);
    s.wait(1, 4);
    let payload = json!({
        "members": s.members(Role::Reviewer, 3), "lead": s.by(Role::Reviewer), "conflict_check": s.keeps(95),
    });
    s.act(Kind::ReviewTeamFormed, &about(parties), &payload);
    for party in parties.iter().filter(|party| party.human.is_some()) {
        if s.keeps(70) {
            talked(s, party);
        }
    }
    if s.chance(12) {
        s.wait(1, 5);
        let payload = investigation::more_time(s);
        s.act(Kind::ReviewDeadlineExtended, &about(parties), &payload);
    }
    s.wait(2, 8);
    let against = i64::from(s.chance(20));
    let payload = json!({
        "meeting_ref": s.text("review_meeting"),
        "votes": { "for": s.dice.between(3, 7), "against": against, "abstain": i64::from(s.chance(10)) },
        "dissent": if against > 0 { json!([s.say("dissent")]) } else { json!("not_recorded") },
        "dispute_large": against > 0 && s.slips(30),
        "opinion": s.say("review_opinion"),
    });
    s.act(Kind::ReviewOpinionFormed, &about(parties), &payload);
    reported(s, parties, returns + 1);
}

fn accepted(s: &mut Script<'_>, parties: &[Party]) {
    s.wait(1, 6);
    let payload = json!({ "bundle_hash": s.digest() });
    s.act(Kind::CaseTransferredForReview, &about(parties), &payload);
    s.wait(1, 4);
    s.act(Kind::ReviewAccepted, &about(parties), &json!({}));
}

fn talked(s: &mut Script<'_>, party: &Party) {
    s.wait(1, 5);
    let payload = json!({
        "by": s.members(Role::Reviewer, 2), "record_ref": s.text("interview_record"), "new_points": [s.say("review_points")],
    });
    s.act(Kind::ReviewTalkHeld, &json!({ "respondent": [party.id], "track": party.pairs() }), &payload);
}

fn returned(s: &mut Script<'_>, parties: &[Party], facts: &[Uuid], nth: u32) {
    s.wait(3, 12);
    let mut refs = about(parties);
    refs["fact"] = json!(facts);
    if s.chance(70) {
        let items: Vec<String> = (0..s.dice.between(1, 3)).map(|_| s.say("supplement_items")).collect();
        let payload = json!({
            "items": items, "nth": nth, "due_on": s.ahead(25, 32), "approval": s.approval(Role::OrganHead),
        });
        s.act(Kind::ReturnedForSupplement, &refs, &payload);
    } else {
        let payload = json!({
            "reasons": s.say("reinvestigation_reasons"), "nth": nth, "approval": s.approval(Role::OrganHead),
        });
        s.act(Kind::ReturnedForReinvestigation, &refs, &payload);
    }
    let more = investigation::run(s, parties, 1);
    investigation::heard(s, parties, &more);
    investigation::reported(s, parties, &more);
}

fn reported(s: &mut Script<'_>, parties: &[Party], round: u32) {
    s.wait(2, 8);
    let mut opinions: Vec<Value> = Vec::new();
    for party in parties {
        for track in &party.tracks {
            opinions.push(json!({ "respondent": party.id, "track": code(*track), "opinion": s.say("review_opinion") }));
        }
    }
    let mut refs = about(parties);
    refs["round"] = json!([round]);
    s.act(Kind::ReviewReportSubmitted, &refs, &json!({ "per_respondent": opinions }));
}
