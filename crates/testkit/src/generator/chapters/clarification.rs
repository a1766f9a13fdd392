//! What follows an unfounded report: was it made to harm, and who clears the person it named.

use serde_json::{Value, json};
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::codes::Role;

use super::clue::Clue;
use super::duties;
use crate::generator::script::Script;

/// The report is suspected to be a false accusation, and found one, or found a mistake.
pub(crate) fn accused(s: &mut Script<'_>, report: Uuid, clue: &Clue, harmful: bool) {
    let refs = refs(s, Some(report), clue);
    s.wait(2, 10);
    let signs: Vec<String> = (0..s.dice.between(1, 2)).map(|_| s.say("accusation_signs")).collect();
    s.act(Kind::FalseAccusationSuspected, &refs, &json!({ "signs": signs }));
    s.wait(10, 40);
    if harmful {
        let facts: Vec<String> = (0..s.dice.between(1, 2)).map(|_| s.say("accusation_facts")).collect();
        let payload = json!({ "facts": facts, "approval": duties::approval_of_a_city(s) });
        s.act(Kind::FalseAccusationFound, &refs, &payload);
    } else {
        let mut payload = json!({ "reasons": s.say("mistaken_reasons") });
        if s.chance(60) {
            payload["approval"] = s.approval(Role::OrganHead);
        }
        s.act(Kind::MistakenReportFound, &refs, &payload);
    }
}

/// The person named is cleared before those who heard of it.
pub(crate) fn cleared(s: &mut Script<'_>, report: Option<Uuid>, clue: &Clue) {
    let refs = refs(s, report, clue);
    let scope = *s.dice.pick(&["unit", "branch", "as_report", "area"]);
    let all = ["face_to_face", "meeting", "bulletin"];
    let forms: Vec<&str> = std::iter::once("written").chain([*s.dice.pick(&all)]).collect();
    s.wait(3, 15);
    let (by, role) = *s.dice.pick(&[("dept", Role::Inspector), ("subject", Role::Clerk)]);
    let harm: Vec<String> = (0..s.dice.between(1, 2)).map(|_| s.say("accusation_harm")).collect();
    let payload = json!({ "by": by, "harm": harm, "scope": scope, "forms": forms });
    s.act_in_role(Kind::ClarificationProposed, role, &refs, &payload);
    s.wait(2, 12);
    let payload = json!({
        "subject_view": s.say("subject_view"), "scope": scope, "approval": s.approval(Role::OrganHead),
    });
    s.act(Kind::ClarificationApproved, &refs, &payload);
    s.wait(2, 15);
    s.act(Kind::Clarified, &refs, &json!({ "forms": forms, "scope": scope }));
}

fn refs(s: &Script<'_>, report: Option<Uuid>, clue: &Clue) -> Value {
    let mut refs = json!({ "clue": [clue.id], "official": [s.cast.humans[s.person].id] });
    if let Some(report) = report {
        refs["report"] = json!([report]);
    }
    refs
}
