//! Approvals on their way, materials approved, and acts that have no kind of their own.

use serde_json::{Value, json};
use wenze_domain::acts::Kind;
use wenze_domain::codes::Role;

use crate::generator::script::{EVENT_MARK, Script};

/// An approval is asked for; one that is sent back is asked for again.
pub(crate) fn approval_sought(s: &mut Script<'_>, act_kind: &str, about: &Value) {
    if s.slips(35) {
        requested(s, act_kind, about, "returned");
    }
    requested(s, act_kind, about, "approved");
}

fn requested(s: &mut Script<'_>, act_kind: &str, about: &Value, result: &str) {
    s.soon_after(1, 4);
    let request = s.id("request");
    let mut refs = about.clone();
    refs["request"] = json!([request]);
    let payload = json!({ "act_kind": act_kind, "draft_sha256": s.digest(), "to_post": "organ_principal" });
    s.act(Kind::ApprovalRequested, &refs, &payload);
    s.soon_after(1, 4);
    let mut approval = s.approval(Role::OrganHead);
    if result != "approved" {
        approval["opinion"] = json!(s.say("return_opinion"));
    }
    let payload = json!({ "result": result, "approval": approval });
    s.act(Kind::ApprovalDecided, &json!({ "request": [request] }), &payload);
}

/// A report or plan recorded earlier is approved.
pub(crate) fn material_approved(s: &mut Script<'_>, key: usize) {
    s.wait(1, 5);
    let payload = json!({ "result": "approved", "approvals": [s.approval(Role::OrganHead)] });
    s.act(Kind::MaterialApproved, &json!({ "event": [format!("{EVENT_MARK}{key}")] }), &payload);
}

/// Something worth noting that no kind of act is made for.
pub(crate) fn noted(s: &mut Script<'_>) {
    // Labels and notes stand in the same order.
    let (labels, notes) = (s.texts.phrase("other_label"), s.texts.phrase("other_note"));
    let at = s.dice.below(labels.len().min(notes.len()));
    let mut payload = json!({ "label": labels[at] });
    if s.chance(70) {
        payload["note"] = json!(notes[at]);
    }
    s.act(Kind::OtherActRecorded, &json!({}), &payload);
}

/// This case belongs together with an earlier one of the world.
pub(crate) fn linked(s: &mut Script<'_>, relation: &str) {
    let Some(other) = s.other else { return };
    s.wait(0, 4);
    let payload = json!({ "relation": relation, "by": s.by(Role::ClueDesk) });
    s.act(Kind::CasesLinked, &json!({ "case": [other] }), &payload);
}
