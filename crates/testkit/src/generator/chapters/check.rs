//! Procedure checked before an appeal is decided, and the answer to what was found.

use serde_json::{Value, json};
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::codes::Role;

use crate::generator::cast::rulebooks;
use crate::generator::script::{EVENT_MARK, Script};

/// An appeal officer signs a check of the procedure; sometimes one rule was broken, and the break is answered.
pub(crate) fn signed(s: &mut Script<'_>, appeal: Uuid, determination: Uuid) {
    s.wait(1, 4);
    let broken = s.slips(50).then(|| violation(s, appeal));
    let at = format!("{}T10:00:00Z", s.on());
    let satisfied = s.dice.between(20, 60);
    let mut counts = vec![json!({ "verdict": "satisfied", "count": satisfied })];
    if broken.is_some() {
        counts.insert(0, json!({ "verdict": "violated", "count": 1 }));
    }
    let mut payload = json!({
        "as_of": at,
        "known": at,
        "rulebooks": [rulebooks::release()],
        "calendar": rulebooks::revision(),
        "engine": "0.1.0",
        "case_version": s.notes.len(),
        "counts": counts,
        "violations": broken.iter().collect::<Vec<_>>(),
    });
    if s.chance(40) {
        payload["note"] = json!(s.say("check_note"));
    }
    let refs = json!({ "appeal": [appeal], "determination": [determination] });
    let check = s.act(Kind::ComplianceCheckRun, &refs, &payload);
    if let Some(broken) = broken {
        answered(s, check, &broken);
    }
}

fn violation(s: &mut Script<'_>, appeal: Uuid) -> Value {
    json!({
        "rulebook": rulebooks::RULEBOOK,
        "rule": "NORMS-PANEL",
        "title": "受理申诉后五个工作日内组成复核组",
        "instance": [{ "role": "appeal", "object": appeal }],
        "due": s.ago(3, 12),
    })
}

fn answered(s: &mut Script<'_>, check: usize, broken: &Value) {
    s.wait(1, 5);
    let answer = *s.dice.pick(&["accepted", "explained", "waived"]);
    let mut payload = json!({
        "rulebook": broken["rulebook"],
        "rule": broken["rule"],
        "title": broken["title"],
        "instance": broken["instance"],
        "answer": answer,
        "reason": s.say(&format!("finding_{answer}")),
        "by": s.by(if answer == "waived" { Role::OrganHead } else { Role::Inspector }),
    });
    if answer == "waived" {
        payload["approval"] = s.approval(Role::OrganHead);
    }
    let role = if answer == "waived" { Role::OrganHead } else { Role::Inspector };
    s.act_in_role(Kind::FindingAnswered, role, &json!({ "event": [format!("{EVENT_MARK}{check}")] }), &payload);
}
