//! What becomes of a person's post after a decision, and the way back to one.

use serde_json::json;
use wenze_domain::acts::Kind;
use wenze_domain::codes::Role;

use super::decision::Decided;
use crate::generator::script::{Script, code};

/// Something happens to the post, rank or pay of a person on whom a measure was decided.
pub(crate) fn changed(s: &mut Script<'_>, decided: &Decided, action: &str) {
    let (Some(human), Some(measure)) = (decided.human, decided.measure) else { return };
    s.rest(20, 120);
    if s.careful && matches!(action, "promoted" | "rank_up" | "pay_step") {
        // Longer than any sanction of the generated kinds has effect.
        s.pass(760);
    }
    let compared = match action {
        "appointed" | "transferred" => *s.dice.pick(&["below", "same"]),
        "promoted" | "rank_up" => "above",
        _ if s.careful => "same",
        _ => "not_recorded",
    };
    let mut payload = json!({
        "action": action,
        "post": s.say("new_post"),
        "post_vs_former": compared,
        "leading_post": s.chance(40) && !(s.careful && action == "transferred"),
        "source": *s.dice.pick(&["org_dept", "org_dept", "public_notice", "report"]),
    });
    if s.chance(30) {
        payload["consent_ref"] = s.text("personnel_consent");
    }
    let refs = json!({
        "official": [s.cast.humans[human].id], "respondent": [decided.respondent], "measure": [measure],
    });
    let role = *s.dice.pick(&[Role::OrgDept, Role::Clerk]);
    s.act_in_role(Kind::PersonnelActionRecorded, role, &refs, &payload);
}

/// After more than a year the person is proposed for a post again, and mostly gets one.
pub(crate) fn returned(s: &mut Script<'_>, decided: &Decided) {
    let (Some(human), Some(measure)) = (decided.human, decided.measure) else { return };
    s.rest(370, 480);
    let refs = json!({
        "official": [s.cast.humans[human].id], "respondent": [decided.respondent], "measure": [measure],
    });
    let payload = json!({
        "post": s.say("new_post"),
        "level": code(s.cast.humans[human].level),
        "cadre_report_ref": s.text("cadre_report"),
        "org_dept_opinion_ref": s.text("org_dept_opinion"),
        "cdi_opinion_ref": s.text("cdi_opinion"),
        "field_enquiry_ref": s.text("field_enquiry"),
    });
    s.act(Kind::ReappointmentProposed, &refs, &payload);
    s.wait(10, 40);
    let approved = s.chance(80);
    let payload = json!({
        "approved": approved, "body": s.organ(s.desk().committee), "superior_consulted": s.keeps(70),
    });
    s.act(Kind::ReappointmentDecided, &refs, &payload);
    if approved {
        changed(s, decided, "appointed");
    }
}
