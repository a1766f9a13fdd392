//! Who may not go on with a case, and who tried to sway it.

use serde_json::json;
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::codes::Role;

use super::investigation;
use crate::generator::script::{Party, Script};

/// A ground becomes known or somebody asks, and it is decided; whoever must go is replaced.
pub(super) fn raised(s: &mut Script<'_>, parties: &[Party]) {
    s.wait(1, 6);
    let recusal = s.id("recusal");
    let officers = s.members(Role::Inspector, 4);
    let officer = officers.last().map_or(json!("not_recorded"), |officer| officer["person_id"].clone());
    let respondents: Vec<Uuid> = parties.iter().map(|party| party.id).collect();
    let refs = json!({ "recusal": [recusal], "person": [officer], "respondent": respondents });
    let ground = *s.dice.pick(&["relative_of_respondent", "relative_of_reporter", "witness", "interest", "other"]);
    if s.chance(50) {
        let role = *s.dice.pick(&[Role::Inspector, Role::Reviewer]);
        s.act_in_role(Kind::RecusalGroundKnown, role, &refs, &json!({ "ground": ground }));
    } else {
        let requester = *s.dice.pick(&["self", "respondent", "reporter"]);
        let surname = s.dice.text(&s.texts.names.surnames).to_owned();
        let payload = json!({
            "requester": format!("{surname}某某"),
            "requester_kind": requester,
            "ground": ground,
            "reasons": s.say("recusal_reasons"),
        });
        s.act(Kind::RecusalRequested, &refs, &payload);
    }
    s.wait(1, 4);
    let granted = s.chance(65);
    let reason = s.say(if granted { "recusal_granted" } else { "recusal_refused" });
    let payload = json!({ "granted": granted, "reason": reason, "approval": s.approval(Role::OrganHead) });
    s.act(Kind::RecusalDecided, &json!({ "recusal": [recusal], "person": [officer] }), &payload);
    if granted {
        investigation::team_changed(s, parties, "team_changed_recused");
    }
}

/// Somebody asks about the case or puts in a word, and it is put on record.
pub(super) fn interfered(s: &mut Script<'_>, parties: &[Party]) {
    s.wait(0, 5);
    let respondents: Vec<Uuid> = parties.iter().map(|party| party.id).collect();
    let payload = json!({
        "who": s.say("interferer"),
        "kind": *s.dice.pick(&["asked", "asked", "interfered", "pleaded", "met_respondent"]),
        "told_to": s.by(Role::TeamLead),
    });
    s.act(Kind::InterferenceRecorded, &json!({ "respondent": respondents }), &payload);
}
