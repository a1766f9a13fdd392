//! Filing a case and starting an accountability inquiry.

use serde_json::{Value, json};
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::codes::{RespondentKind, Role, TrackCode};
use wenze_domain::regimes::CodeKind;

use super::record;
use crate::generator::script::{Party, Script, about};

fn with_clue(mut refs: Value, clue: Option<Uuid>) -> Value {
    if let Some(clue) = clue {
        refs["clue"] = json!([clue]);
    }
    refs
}

/// The filing is proposed.
pub(crate) fn proposed(s: &mut Script<'_>, parties: &[Party], clue: Option<Uuid>) {
    s.wait(3, 15);
    let entries: Vec<Value> = parties.iter().map(|party| s.entry(party)).collect();
    let payload = json!({ "respondents": entries, "facts_known_ref": s.text("filing_facts"), "basis": s.basis(TrackCode::Party) });
    s.act(Kind::CaseFilingProposed, &with_clue(json!({}), clue), &payload);
    if s.chance(30) {
        record::approval_sought(s, "CaseFilingApproved", &about(parties));
    }
}

/// The leaders do not agree to file.
pub(crate) fn refused(s: &mut Script<'_>, parties: &[Party], clue: Option<Uuid>) {
    s.wait(2, 8);
    let payload = json!({ "reason": s.say("filing_refused"), "approval": s.approval(Role::OrganHead) });
    s.act(Kind::CaseFilingRefused, &with_clue(about(parties), clue), &payload);
}

/// The filing is approved, made and announced.
pub(crate) fn filed(s: &mut Script<'_>, parties: &[Party], clue: Option<Uuid>) {
    s.wait(2, 8);
    let payload = json!({ "approvals": [s.approval(Role::OrganHead), s.approval(Role::CommitteeHead)] });
    s.act(Kind::CaseFilingApproved, &with_clue(about(parties), clue), &payload);
    s.wait(0, 3);
    let entries: Vec<Value> = parties.iter().map(|party| s.entry(party)).collect();
    let mut payload = json!({ "case_no": s.paper("立"), "organ": s.commission(), "respondents": entries });
    if s.chance(10) {
        let above = s.cast.organs[s.desk().commission].parent.unwrap_or(0);
        payload["designated_by"] = s.organ(above);
    }
    s.act(Kind::CaseFiled, &with_clue(json!({}), clue), &payload);
    announced(s, parties);
}

/// Respondents and their unit are told.
fn announced(s: &mut Script<'_>, parties: &[Party]) {
    s.wait(1, 4);
    for party in parties.iter().filter(|party| party.human.is_some()) {
        let payload =
            json!({ "by": s.members(Role::Inspector, 2), "credentials_shown": true, "signature": s.keeps(95) });
        let refs = json!({ "respondent": [party.id], "track": party.pairs() });
        s.act(Kind::FilingAnnouncedToRespondent, &refs, &payload);
    }
    s.wait(0, 2);
    let payload = json!({
        "org": s.own_unit(), "to_person": s.say("notified_person"), "notice_no": s.paper("通"),
    });
    s.act(Kind::FilingNotifiedToOrganisation, &about(parties), &payload);
}

/// An accountability inquiry is started on a body, its leaders, or both.
pub(crate) fn inquiry_started(s: &mut Script<'_>, parties: &[Party], clue: Option<Uuid>) {
    s.wait(3, 15);
    let track = parties.first().and_then(|party| party.tracks.first()).copied().unwrap_or(TrackCode::Accountability);
    let codes = s.codes(track, CodeKind::Situation, None);
    let mut situations: Vec<String> = s.dice.maybe(&codes).cloned().into_iter().collect();
    let (second, several) = (s.dice.maybe(&codes).cloned(), s.chance(40));
    situations.extend(second.filter(|code| several && !situations.contains(code)));
    let entries: Vec<Value> = parties.iter().map(|party| s.entry(party)).collect();
    let kinds = [RespondentKind::Organisation, RespondentKind::Cadre];
    let target: Vec<&str> = kinds
        .into_iter()
        .filter(|kind| parties.iter().any(|party| party.kind() == *kind))
        .map(crate::generator::script::code)
        .collect();
    let payload = json!({
        "initiator": s.commission(),
        "situations": situations,
        "target": target,
        "respondents": entries,
        "approval": s.approval(Role::CommitteeHead),
    });
    s.act(Kind::AccountabilityInquiryStarted, &with_clue(json!({}), clue), &payload);
    if s.keeps(70) {
        announced(s, parties);
    }
}

/// Another person turns out to be responsible.
pub(crate) fn respondent_added(s: &mut Script<'_>, party: &Party) {
    s.wait(2, 10);
    let payload = json!({ "entry": s.entry(party), "approval": s.approval(Role::OrganHead) });
    s.act(Kind::RespondentAdded, &json!({}), &payload);
}

/// The case is another organ's.
pub(crate) fn transferred_out(s: &mut Script<'_>, parties: &[Party]) {
    s.wait(5, 20);
    let above = s.cast.organs[s.desk().commission].parent.unwrap_or(0);
    let payload = json!({ "to_organ": s.organ(above), "bundle_hash": s.digest(), "received_on": s.soon(1, 6) });
    s.act(Kind::CaseTransferredOut, &about(parties), &payload);
}
