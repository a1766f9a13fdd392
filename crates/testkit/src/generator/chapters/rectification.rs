//! Rectification: ordered, planned, pressed for, claimed, inspected, accepted or sent back.

use chrono::Datelike;
use serde_json::{Value, json};
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::codes::Role;

use super::decision::Decided;
use super::duties;
use crate::generator::script::{Script, code};

/// An item is ordered, mostly on the ground of a determination.
pub(crate) fn ordered(s: &mut Script<'_>, decided: Option<&Decided>, source: &str) -> Uuid {
    s.wait(1, 10);
    let item = s.id("item");
    let mut refs = json!({ "item": [item] });
    if let Some(one) = decided {
        refs["determination"] = json!([one.determination]);
        refs["respondent"] = json!([one.respondent]);
    }
    if source == "inspection_finding" {
        refs["finding"] = json!([s.id("finding")]);
    }
    let payload = json!({
        "source": source,
        "problem": s.of_matter(|matter| &matter.problems),
        "responsible_unit": s.own_unit(),
        "responsible_person": s.person(s.official(0)),
        "kind": if s.slips(60) { "individual" } else { "systemic" },
        "due_on": s.term(60, 120),
        "supervisor": s.by(Role::RectSupervisor),
    });
    s.act(Kind::RectificationOrdered, &refs, &payload);
    item
}

fn refs(item: Uuid) -> Value {
    json!({ "item": [item] })
}

/// A plan, and the first progress.
pub(crate) fn begun(s: &mut Script<'_>, item: Uuid) {
    s.wait(5, 15);
    let measures: Vec<String> = measures(s, 3);
    let milestones: Vec<String> =
        measures.iter().map(|measure| format!("{measure}:{}前完成", s.ahead(20, 90))).collect();
    s.act(Kind::RectificationPlanFiled, &refs(item), &json!({ "measures": measures, "milestones": milestones }));
    progress(s, item);
}

fn measures(s: &mut Script<'_>, count: usize) -> Vec<String> {
    let all = &s.matter.measures;
    s.dice.some(all, count).into_iter().cloned().collect()
}

/// The unit says how far it is.
pub(crate) fn progress(s: &mut Script<'_>, item: Uuid) {
    s.wait(15, 35);
    reported(s, item);
}

/// How far it is today.
pub(super) fn reported(s: &mut Script<'_>, item: Uuid) {
    let state = *s.dice.pick(&["20_percent", "40_percent", "60_percent", "80_percent", "in_progress"]);
    let payload =
        json!({ "percent_or_state": state, "note": s.say("progress_note"), "evidence": [s.text("progress_proof")] });
    s.act(Kind::RectificationProgressReported, &refs(item), &payload);
}

/// The item is late: a letter, perhaps more time, and a step of the ladder.
pub(crate) fn pressed(s: &mut Script<'_>, item: Uuid, steps: usize) {
    s.wait(20, 50);
    let level = code(s.desk().level);
    let payload = json!({ "letter_no": s.paper("督"), "level": level, "due_on": s.term(20, 40) });
    s.act(Kind::SupervisionLetterIssued, &refs(item), &payload);
    if s.chance(50) {
        s.wait(3, 12);
        let payload = json!({
            "until": s.term(30, 60), "ground": s.say("extension_ground"), "approval": s.approval(Role::OrganHead),
        });
        s.act(Kind::RectificationExtended, &refs(item), &payload);
    }
    let ladder = ["principal_talk", "notification", "listed_supervision", "admonition"];
    for step in ladder.iter().take(steps) {
        s.wait(30, 60);
        let payload = json!({
            "step": step,
            "because_of": if s.slips(85) { "overdue" } else { "gravity" },
            "missed_due_on": missed(s),
            "reasons": s.say("escalation_reason"),
        });
        let mut refs = refs(item);
        if s.chance(50) {
            refs["official"] = json!([s.cast.humans[s.official(0)].id]);
        }
        s.act(Kind::EscalationStepTaken, &refs, &payload);
        if *step == "admonition" || s.chance(15) {
            forfeited(s, item);
        }
        progress(s, item);
    }
}

/// The date that was missed; a careful unit has missed none.
fn missed(s: &mut Script<'_>) -> String {
    let day = s.ago(1, 10);
    if s.careful { "not_recorded".to_owned() } else { day }
}

/// A step of the ladder that the gravity of the matter asks for, no date being missed.
pub(crate) fn stepped(s: &mut Script<'_>, item: Uuid, step: &str) {
    let payload = json!({
        "step": step, "because_of": "gravity", "missed_due_on": "not_recorded", "reasons": s.say("escalation_reason"),
    });
    s.act(Kind::EscalationStepTaken, &refs(item), &payload);
}

/// The unit loses what it could have been honoured with this year.
fn forfeited(s: &mut Script<'_>, item: Uuid) {
    s.wait(3, 15);
    let payload = json!({
        "year": s.day.year(), "kind": *s.dice.pick(&["unit_honours", "civilised_unit", "annual_excellent"]),
    });
    let mut refs = refs(item);
    refs["organ"] = json!([s.cast.organs[s.unit().organ].id]);
    s.act(Kind::HonoursForfeited, &refs, &payload);
}

/// People say what they think of the result.
fn voted(s: &mut Script<'_>, item: Uuid) {
    s.wait(2, 10);
    let entitled = s.dice.between(20, 80);
    let cast = entitled - s.dice.between(0, 6);
    let against = s.dice.between(0, 5);
    let payload = json!({
        "kind": *s.dice.pick(&["public_tasks", "integrity_report", "life_meeting"]),
        "method": *s.dice.pick(&["secret_ballot", "questionnaire", "on_site"]),
        "entitled": entitled,
        "cast": cast,
        "options": [
            { "code": "satisfied", "n": cast - against - 3 },
            { "code": "basically_satisfied", "n": 3 },
            { "code": "dissatisfied", "n": against },
        ],
        "score": format!("{}.{}", s.dice.between(70, 97), s.dice.between(0, 9)),
        "threshold": "60",
    });
    s.act(Kind::SatisfactionVoteRecorded, &refs(item), &payload);
}

/// The unit says it is done; somebody looks.
pub(crate) fn inspected(s: &mut Script<'_>, item: Uuid) {
    s.wait(10, 40);
    let proof: Vec<Value> = (0..s.dice.between(1, 2)).map(|_| s.text("progress_proof")).collect();
    s.act(Kind::RectificationClaimed, &refs(item), &json!({ "evidence": proof }));
    s.wait(3, 12);
    let payload = json!({
        "method": *s.dice.pick(&["open", "covert", "survey", "files"]),
        "findings": s.say("inspection_findings"),
        "by": s.by(Role::RectSupervisor),
    });
    s.act(Kind::RectificationInspected, &refs(item), &payload);
    if s.chance(25) {
        voted(s, item);
    }
}

/// Accepted, after as many rejections as told.
pub(crate) fn settled(s: &mut Script<'_>, item: Uuid, rejections: usize) {
    for _ in 0..rejections {
        inspected(s, item);
        s.wait(1, 5);
        let payload = json!({ "reasons": s.say("rejected"), "new_due_on": s.term(30, 60) });
        s.act(Kind::RectificationRejected, &refs(item), &payload);
        if s.careful {
            duties::talked_with_principal(s, item);
        }
        progress(s, item);
    }
    inspected(s, item);
    s.wait(1, 5);
    let payload = json!({ "by": s.by(Role::RectSupervisor) });
    s.act(Kind::RectificationAccepted, &refs(item), &payload);
}
