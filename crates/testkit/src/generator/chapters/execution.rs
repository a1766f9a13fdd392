//! Service, announcement, execution, closing and reopening.

use serde_json::{Value, json};
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::codes::{Role, TrackCode};

use super::decision::Decided;
use super::duties;
use crate::generator::script::Script;

/// A document is served and announced, and those who must know are told.
pub(crate) fn announced(s: &mut Script<'_>, document: Uuid, decided: &[Decided]) {
    let respondent = decided[0].respondent;
    let refs = json!({
        "document": [document],
        "determination": decided.iter().map(|one| one.determination).collect::<Vec<_>>(),
        "respondent": [respondent],
    });
    if s.careful {
        duties::told_all(s, &refs, decided[0].human.is_some());
        return;
    }
    s.wait(1, 6);
    let payload = service(s, decided[0].human.is_some());
    s.act(Kind::DecisionServed, &refs, &payload);
    s.wait(0, 8);
    let payload = json!({
        "audience": *s.dice.pick(&["branch_all", "leading_group", "unit", "subject"]),
        "scope": s.say("announce_scope"),
        "by": s.members(Role::Inspector, 2),
        "respondent_statement": s.say("statement"),
        "refused_note": "not_recorded",
    });
    s.act(Kind::DecisionAnnounced, &refs, &payload);
    for _ in 0..s.dice.between(0, 2) {
        s.wait(0, 5);
        let to = *s.dice.pick(&["unit", "org_dept", "superior", "cdi", "congress"]);
        s.act(Kind::DecisionNotified, &refs, &json!({ "to": to }));
    }
}

/// How a decision was served.
pub(super) fn service(s: &mut Script<'_>, person: bool) -> Value {
    let method = *s.dice.pick(&["direct", "direct", "direct", "left_with_witness", "mail"]);
    let none = "not_recorded";
    let mut dates = json!({ "signed": none, "left": none, "posted": none, "receipt": none, "notice_from": none });
    match method {
        "direct" => dates["signed"] = json!(s.on()),
        "mail" => {
            dates["posted"] = json!(s.ago(3, 6));
            dates["receipt"] = json!(s.on());
        }
        _ => dates["left"] = json!(s.on()),
    }
    json!({
        "recipient_kind": if person { "person" } else { "unit" },
        "to": s.say("recipient"),
        "method": method,
        "dates": dates,
        "receipt_ref": { "text": "送达回证一份,受送达人签名。" },
        "refused_note": if method == "left_with_witness" { json!(s.say("served_note")) } else { json!(none) },
    })
}

/// The decision is carried out and the deciding body told.
pub(crate) fn executed(s: &mut Script<'_>, document: Uuid, decided: &[Decided]) {
    let respondent = decided[0].respondent;
    let determinations: Vec<Uuid> = decided.iter().map(|one| one.determination).collect();
    s.soon_after(3, 15);
    let archive = if decided[0].human.is_some() { *s.dice.pick(&["personnel", "integrity"]) } else { "case" };
    let refs = json!({ "document": [document], "determination": determinations, "respondent": [respondent] });
    s.act(Kind::DecisionArchived, &refs, &json!({ "archive": archive }));
    if s.careful {
        duties::archived(s, &refs, archive);
    }
    if s.keeps(35) {
        published(s, &refs);
    }
    for one in decided {
        if s.careful {
            duties::after_form(s, one);
        }
        let Some(measure) = one.measure.filter(|_| one.human.is_some()) else { continue };
        if one.track == TrackCode::Accountability && s.keeps(70) {
            examined(s, measure, respondent);
        }
        if s.chance(10) {
            prolonged(s, measure, respondent);
        }
        s.soon_after(2, 10);
        let kinds: &[&str] = if one.track == TrackCode::Accountability {
            &["written_examination", "assessment"]
        } else {
            &["pay", "post", "assessment"]
        };
        let kinds =
            if s.careful { duties::formalities(kinds) } else { s.dice.some(kinds, 2).into_iter().copied().collect() };
        let payload = json!({ "kinds": kinds });
        s.act(Kind::FormalitiesCompleted, &json!({ "measure": [measure], "respondent": [respondent] }), &payload);
        if s.chance(8) && !duties::is_appealed(s) {
            suspended(s, measure);
        }
    }
    if !s.plot.rests {
        reported(s, decided);
    }
}

/// The deciding body hears that everything is carried out.
pub(crate) fn reported(s: &mut Script<'_>, decided: &[Decided]) {
    let respondent = decided[0].respondent;
    let determinations: Vec<Uuid> = decided.iter().map(|one| one.determination).collect();
    s.soon_after(5, 25);
    let items: Vec<String> = (0..s.dice.between(1, 3)).map(|_| s.say("executed_items")).collect();
    let payload = json!({ "items": items, "to": s.commission() });
    s.act(Kind::ExecutionReported, &json!({ "determination": determinations, "respondent": [respondent] }), &payload);
}

/// The decision is made public, with what nobody else need know left out.
fn published(s: &mut Script<'_>, refs: &Value) {
    s.soon_after(1, 12);
    let withheld = s.chance(30);
    let channel = *s.dice.pick(&["board", "web", "meeting", "bulletin", "tv", "sms"]);
    let drawn = *s.dice.pick(&["society", "area", "system", "unit", "education"]);
    let scope = if s.careful { "society" } else { drawn };
    let payload = json!({
        "channel": channel,
        "scope": scope,
        "redactions": s.dice.some(&["identity_no", "address", "third_party", "reporter"], 2),
        "withheld_reason": if withheld { json!(s.say("withheld_reason")) } else { json!("not_recorded") },
    });
    s.act(Kind::DecisionPublished, refs, &payload);
}

/// A cadre held accountable answers for it in writing and before a meeting.
fn examined(s: &mut Script<'_>, measure: Uuid, respondent: Uuid) {
    let refs = json!({ "measure": [measure], "respondent": [respondent] });
    s.soon_after(2, 10);
    let payload = json!({ "ref": s.text("self_criticism") });
    s.act(Kind::SelfCriticismSubmitted, &refs, &payload);
    s.soon_after(2, 20);
    let payload = json!({ "meeting": *s.dice.pick(&["democratic_life_meeting", "leading_group", "branch_meeting"]) });
    s.act(Kind::ExaminationMadeAtMeeting, &refs, &payload);
}

/// The formalities take longer than they usually may.
fn prolonged(s: &mut Script<'_>, measure: Uuid, respondent: Uuid) {
    s.soon_after(3, 12);
    let payload = json!({
        "until": s.ahead(40, 150), "ground": s.say("formalities_ground"), "approval": s.approval(Role::OrganHead),
    });
    let refs = json!({ "measure": [measure], "respondent": [respondent] });
    s.act(Kind::FormalitiesExtensionApproved, &refs, &payload);
}

/// Execution rests for a while.
pub(crate) fn suspended(s: &mut Script<'_>, measure: Uuid) {
    let refs = json!({ "measure": [measure] });
    s.wait(1, 10);
    let payload = json!({ "ground": s.say("execution_ground"), "by": s.by(Role::OrganHead) });
    s.act(Kind::ExecutionSuspended, &refs, &payload);
    s.wait(20, 60);
    let payload = json!({ "ground": s.say("execution_ground"), "by": s.by(Role::OrganHead) });
    s.act(Kind::ExecutionResumed, &refs, &payload);
}

/// A sanction is lifted by decision.
pub(crate) fn lifted(s: &mut Script<'_>, decided: &Decided) {
    let Some(measure) = decided.measure else { return };
    s.rest(190, 400);
    let payload = json!({ "body": s.organ(s.desk().committee) });
    s.act(Kind::SanctionLifted, &json!({ "measure": [measure], "respondent": [decided.respondent] }), &payload);
}

/// The case is closed; items that stay open are named.
pub(crate) fn closed(s: &mut Script<'_>, open_items: &[Uuid]) {
    if s.careful {
        duties::rectified(s);
    }
    s.wait(3, 20);
    let mut refs = json!({ "case": [s.case] });
    if !open_items.is_empty() {
        refs["item"] = json!(open_items);
    }
    let payload = json!({ "reason": s.say("closing") });
    s.act(Kind::CaseClosed, &refs, &payload);
}

/// A closed case is taken up again for some of its pairs.
pub(crate) fn reopened(s: &mut Script<'_>, decided: &[Decided], ground: &str) {
    s.wait(30, 200);
    let pairs: Vec<String> = decided.iter().map(Decided::pair).collect();
    let mut respondents: Vec<Uuid> = decided.iter().map(|one| one.respondent).collect();
    respondents.dedup();
    let payload = json!({ "ground": ground, "approval": s.approval(Role::OrganHead) });
    s.act(Kind::CaseReopened, &json!({ "case": [s.case], "respondent": respondents, "track": pairs }), &payload);
}
